"""What was said, cut for the index: every character is a token, and so are every two that stand side by side."""

from __future__ import annotations

from itertools import islice
from operator import add
from string import punctuation

_SIGNS = punctuation.replace("'", "''").replace('"', '""')
TOKENS = f"tokenize=\"ascii tokenchars '{_SIGNS}'\""
"""Blanks and control characters part tokens, nothing else does; capitals are made small before."""

_PARTING = dict.fromkeys((*range(32), 127), " ")
_ASKED = 24
"""Pairs of one stretch that the index is asked for; of a longer one the rest is compared in the text itself."""


def entry(text: str) -> str:
    """What the index keeps of ``text``."""
    low = text.lower()
    return " ".join({*low, *map(add, low, low[1:])})


def parts(typed: str) -> list[str]:
    """The stretches between blanks, each of which is to be found as it stands."""
    return typed.lower().translate(_PARTING).split()


def query(stretches: list[str]) -> str:
    """What to ask the index for: it answers with every text that has all of them, and few others."""
    tokens = dict.fromkeys(token for part in stretches for token in islice(_pairs(part), _ASKED))
    return " AND ".join('"' + token.replace('"', '""') + '"' for token in tokens)


def _pairs(part: str) -> map[str] | tuple[str]:
    return map(add, part, part[1:]) if len(part) > 1 else (part,)
