"""Who of a shop's customers writes when, and how much at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

Burst = tuple[int, int]
"""A customer's place, and how many messages follow each other."""

_LENGTHS, _SHARES = (1, 2, 3, 4, 6, 10), (30, 28, 18, 12, 8, 4)
_BURST = sum(length * share for length, share in zip(_LENGTHS, _SHARES, strict=True)) / sum(_SHARES)


def who_writes(dice: random.Random, messages: int, customers: int) -> list[Burst]:
    """In order of time: as many messages as wanted in all, but at least one burst of everybody."""
    everybody = range(customers)
    often = list(accumulate(1 / (place + 5) for place in everybody))
    bursts = list(zip(everybody, dice.choices(_LENGTHS, _SHARES, k=customers), strict=True))
    missing = messages - sum(length for _, length in bursts)
    while missing > 0:
        count = int(missing / _BURST) + 1
        lengths = dice.choices(_LENGTHS, _SHARES, k=count)
        for place, length in zip(dice.choices(everybody, cum_weights=often, k=count), lengths, strict=True):
            if missing > 0:
                bursts.append((place, min(length, missing)))
                missing -= length
    dice.shuffle(bursts)
    return bursts


def left_out(bursts: Sequence[Burst], busiest: int | None, last: int) -> Counter[int]:
    """By customer: how many of their first messages are not here, when only the ``last`` of the ``busiest`` are."""
    found: Counter[int] = Counter()
    if busiest is not None:
        for place, length in bursts:
            found[place] += length
        for place, count in found.most_common(busiest):
            found[place] = max(0, count - last)
    return found
