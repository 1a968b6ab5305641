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
    """How ``old`` becomes ``new``; None when they differ too much to be worth walking. No row stands there twice."""
    left: list[int] = []
    came: list[int] = []
    at = to = 0
    while at < len(old) or to < len(new):
        same = _alike(old, at, new, to)
        at, to = at + same, to + same
        leave, come = _until(old, at, new, to), _until(new, to, old, at)
        if min(leave, come) > MAX_STEPS:
            leave, come = min(1, len(old) - at), min(1, len(new) - to)
        elif leave <= come:
            come = 0
        else:
            leave = 0
        left += range(at, at + leave)
        came += range(to, to + come)
        if len(left) + len(came) > MAX_STEPS:
            return None
        at, to = at + leave, to + come
    return _as_steps(old, new, left, came)


def _as_steps(old: Sequence[str], new: Sequence[str], left: Sequence[int], came: Sequence[int]) -> Steps:
    leaving, coming = {old[at] for at in left}, {new[at] for at in came}
    removed = tuple(at for at in reversed(left) if old[at] not in coming)
    added = tuple((at, new[at]) for at in came if new[at] not in leaving)
    if leaving.isdisjoint(coming):
        return Steps(removed, None, added)
    kept = list(new)
    for at, _ in reversed(added):
        del kept[at]
    return Steps(removed, tuple(kept), added)


def _alike(old: Sequence[str], at: int, new: Sequence[str], to: int) -> int:
    """How many rows from there on are the same: compared in ever longer stretches, the last one halved and halved."""
    most, run, stretch, growing = min(len(old) - at, len(new) - to), 0, 1, True
    while stretch and run < most:
        stretch = min(stretch, most - run)
        if old[at + run : at + run + stretch] == new[to + run : to + run + stretch]:
            run += stretch
        else:
            growing = False
        stretch = stretch * 2 if growing else stretch // 2
    return run


def _until(rows: Sequence[str], at: int, others: Sequence[str], there: int) -> int:
    """How far it is from ``at`` to the row that the others have ``there``; far: more than MAX_STEPS."""
    if there == len(others):
        return len(rows) - at
    try:
        return list(rows[at : at + MAX_STEPS]).index(others[there])
    except ValueError:
        return MAX_STEPS + 1
