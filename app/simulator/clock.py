"""The platform's own time, which can be put forward, and what is to happen when."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from itertools import count


class Clock:
    """Seconds since 1970. ``base``: where time comes from; a test gives one that stands still."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._ahead = 0.0

    def now(self) -> float:
        """The platform's time."""
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward."""
        self._ahead += seconds


class Agenda:
    """What happens later, in order of time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._order = count()
        self._entries: list[tuple[float, int, Callable[[], None]]] = []

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Let ``act`` happen so many seconds from now."""
        heapq.heappush(self._entries, (self._clock.now() + seconds, next(self._order), act))

    def next_at(self) -> float | None:
        """When the next thing happens."""
        return self._entries[0][0] if self._entries else None

    def run_due(self) -> bool:
        """Let everything happen whose time has come; whether there was anything."""
        found = False
        while self._entries and self._entries[0][0] <= self._clock.now():
            found = True
            heapq.heappop(self._entries)[2]()
        return found
