"""Lets each signed delivery in once, and only while it is fresh."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from app.channels.contract import Replayed
from app.errors import BadInput
from app.limits import Limits


class ReplayGuard:
    """Remembers signatures for as long as their time stamp would still be accepted. ``now`` gives seconds."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._window = limits.value("heliu.callback.replay_window")
        self._most = limits.value("heliu.callback.remembered")
        self._now = now
        self._seen: OrderedDict[tuple[str, str], int] = OrderedDict()

    def check_age(self, timestamp: str) -> int:
        """The time stamp in seconds.

        Raises:
            BadInput: no number, or too far from now.
        """
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise BadInput("the time stamp is no number")
        if abs(self._now() - int(timestamp)) > self._window:
            raise BadInput("the time stamp is too old or ahead of us")
        return int(timestamp)

    def admit(self, timestamp: str, nonce: str, signature: str) -> None:
        """Remember a delivery whose signature was found right.

        Raises:
            Replayed: it was admitted before.
            BadInput: it is too old.
        """
        stamp = self.check_age(timestamp)
        self._drop_old()
        if (nonce, signature) in self._seen:
            raise Replayed("this delivery was taken in before")
        self._seen[nonce, signature] = stamp

    def forget(self, nonce: str, signature: str) -> None:
        """Let it in again."""
        self._seen.pop((nonce, signature), None)

    def _drop_old(self) -> None:
        oldest = self._now() - self._window
        while self._seen:
            key, stamp = next(iter(self._seen.items()))
            # Stamps are nearly in order; a young one in front only keeps its elders a little longer.
            if stamp >= oldest and len(self._seen) < self._most:
                return
            del self._seen[key]
