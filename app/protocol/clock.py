"""A clock that never runs backwards and orders edits made on different machines."""

from __future__ import annotations

import time
from collections.abc import Callable

FUTURE_ALLOWED_MS = 5 * 60 * 1000
"""A stamp from further ahead than this is pulled back by the server (architecture, section 3)."""


def wall_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class HybridClock:
    """A hybrid logical clock (Kulkarni et al., 2014) whose stamps sort as plain text.

    A stamp is 12 hex digits of milliseconds, 4 of a counter and the node's name: ``01932b0c5e1f0000a3f1``.
    """

    def __init__(self, node: str, *, last: str = "", now: Callable[[], int] = wall_ms) -> None:
        self._node, self._now = node, now
        self._ms, self._count = _parse(last) if last else (0, 0)

    def tick(self) -> str:
        """The stamp of an edit made now."""
        now = self._now()
        if now > self._ms:
            self._ms, self._count = now, 0
        else:
            self._ms, self._count = _next(self._ms, self._count)
        return self.last

    def observe(self, stamp: str) -> None:
        """Never stamp anything earlier than what was seen; stamps from the far future are ignored."""
        if stamp and (seen := _parse(stamp)) > (self._ms, self._count) and seen[0] <= self._now() + FUTURE_ALLOWED_MS:
            self._ms, self._count = seen

    @property
    def last(self) -> str:
        """The newest stamp given or seen, to be kept across restarts."""
        return f"{self._ms:012x}{self._count:04x}{self._node}"


def clamp(stamp: str, now_ms: int) -> str:
    """``stamp``, or the latest one allowed at ``now_ms`` when its maker's clock runs ahead."""
    ceiling = f"{now_ms + FUTURE_ALLOWED_MS:012x}"
    return stamp if stamp[:12] <= ceiling else f"{ceiling}ffff{stamp[16:]}"


def _next(ms: int, count: int) -> tuple[int, int]:
    return (ms, count + 1) if count < 0xFFFF else (ms + 1, 0)


def _parse(stamp: str) -> tuple[int, int]:
    return int(stamp[:12], 16), int(stamp[12:16], 16)
