"""How long to wait before trying again: longer each time, never in step with the other desks, never giving up."""

from __future__ import annotations

import random
from collections.abc import Callable

FIRST = 0.5
LONGEST = 60.0


class BackOff:
    """Seconds to wait after each failure in a row: doubling to ``LONGEST``, each drawn from the upper half."""

    def __init__(self, *, draw: Callable[[], float] = random.random) -> None:
        self._draw = draw
        self._failures = 0

    def succeeded(self) -> None:
        """The next failure is the first one again."""
        self._failures = 0

    def next(self, at_least: float = 0.0) -> float:
        """Seconds to wait now: more than the server asked for (``at_least``), lest all desks come back at once."""
        ceiling = min(FIRST * 2.0 ** min(self._failures, 16), LONGEST)
        self._failures += 1
        return at_least + ceiling * (0.5 + 0.5 * self._draw())
