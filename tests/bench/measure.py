"""How a figure is taken: ours and its floor in turns, in one run, with the collector quiet."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

MS = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. ``bar`` is what ``ratio`` (ours / floor) must keep to, e.g. ``<= 1.5``."""

    name: str
    ours: float
    floor: float
    bar: str
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else math.inf

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        sense, _, limit = self.bar.partition(" ")
        return self.ratio <= float(limit) if sense == "<=" else self.ratio >= float(limit)

    def as_row(self) -> dict[str, Any]:
        """The figure for the JSON file."""
        return {
            "name": self.name,
            "ours": round(self.ours, 5),
            "floor": round(self.floor, 5),
            "ratio": round(self.ratio, 4),
            "bar": self.bar,
            "holds": self.holds,
            "unit": self.unit,
            "note": self.note,
        }


def growth(name: str, ours: float, floor: float, unit: str) -> Figure:
    """What a cost has grown to from the small store to the big one."""
    note = "ours: 1,000,000 messages, floor: 10,000; the same customers, conversations, waiting and unread in both"
    return Figure(name=f"{name}, from 10,000 to 1,000,000", ours=ours, floor=floor, bar="<= 1.3", unit=unit, note=note)


@contextmanager
def quiet() -> Iterator[None]:
    """No garbage collection in between; what was there is collected before."""
    gc.collect()
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def timed(work: Callable[[], Any]) -> float:
    """Seconds that ``work`` takes."""
    with quiet():
        began = time.perf_counter()
        work()
        return time.perf_counter() - began


def in_turns(rounds: int, *works: Callable[[], float]) -> list[list[float]]:
    """Results of each of ``works``, called in turns, forwards and backwards, after one round that does not count.

    What disturbs the machine for a while disturbs all of them alike.
    """
    found: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        order = range(len(works)) if turn % 2 else range(len(works) - 1, -1, -1)
        for place in order:
            result = works[place]()
            if turn:
                found[place].append(result)
    return found


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values: Sequence[float]) -> str:
    """How far the rounds lay apart, for the note."""
    middle = median(values)
    return f"±{(max(values) - min(values)) / 2 / middle:.0%}" if middle else "±0%"
