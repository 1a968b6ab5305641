"""Where two texts differ, character by character for Chinese and word by word for the rest."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Span = tuple[int, int]
"""Start and end in characters."""

_PIECES = re.compile(r"[A-Za-z0-9_]+|\s+|.", re.DOTALL)
LONGEST = 20_000


def differences(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """The stretches of ``before`` that are gone and of ``after`` that are new."""
    if max(len(before), len(after)) > LONGEST:
        return [(0, len(before))], [(0, len(after))]
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    old_at, new_at = _starts(old), _starts(new)
    removed: list[Span] = []
    added: list[Span] = []
    for verdict, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verdict == "equal":
            continue
        if b > a:
            removed.append((old_at[a], old_at[b]))
        if d > c:
            added.append((new_at[c], new_at[d]))
    return removed, added


def _starts(pieces: list[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts
