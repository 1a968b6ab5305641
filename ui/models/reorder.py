"""The shortest way from one order of rows to another, in steps a view can follow without losing its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_STEPS = 64


@dataclass(frozen=True, slots=True)
class Steps:
    """Drop rows (from the end), put the rest into ``kept`` order, then add rows (from the start)."""

    removed: tuple[int, ...]
    kept: tuple[str, ...] | None
    """The whole order after the drops; None when it is unchanged."""
    added: tuple[tuple[int, str], ...]


def steps(old: Sequence[str], new: Sequence[str]) -> Steps | None:
    """How ``old`` becomes ``new``; None when they differ too much to be worth walking."""
    low, high_old, high_new = 0, len(old), len(new)
    while low < min(high_old, high_new) and old[low] == new[low]:
        low += 1
    while high_old > low and high_new > low and old[high_old - 1] == new[high_new - 1]:
        high_old, high_new = high_old - 1, high_new - 1
    before, after = old[low:high_old], new[low:high_new]
    had, have = set(before), set(after)
    removed = tuple(low + at for at in range(len(before) - 1, -1, -1) if before[at] not in have)
    added = tuple((low + at, row) for at, row in enumerate(after) if row not in had)
    if len(removed) + len(added) > MAX_STEPS:
        return None
    stayed, wanted = [row for row in before if row in have], [row for row in after if row in had]
    kept = None if stayed == wanted else (*old[:low], *wanted, *old[high_old:])
    return Steps(removed, kept, added)
