"""Which quick reply comes first."""

from __future__ import annotations

from math import log2

SHORTCUT, TITLE, BODY = 3, 2, 1


def rank(query: str, *, shortcut: str, title: str, sounds: tuple[str, ...], body: str, uses: int) -> tuple[float, ...]:
    """Larger is better: shortcut before title before body before how often it was used.

    Within a place, a whole match goes before a beginning, a beginning before a middle. ``sounds`` are the readings of
    the title, whole or by initials; they count as the title.
    """
    wanted = query.casefold().replace(" ", "")
    by_shortcut = closeness(wanted, shortcut.casefold())
    by_title = max(closeness(wanted, s.replace(" ", "")) for s in (title.casefold(), *sounds))
    in_body = 1 if wanted in body.casefold().replace(" ", "") else 0
    place = SHORTCUT if by_shortcut > 1 else TITLE if by_title else BODY if in_body else 0
    return (place, by_shortcut if by_shortcut > 1 else by_title, log2(1 + max(uses, 0)), -len(title))


def closeness(wanted: str, words: str) -> int:
    """3: the same, 2: the beginning, 1: somewhere inside, 0: not at all."""
    if not wanted or wanted not in words:
        return 0
    return 3 if wanted == words else 2 if words.startswith(wanted) else 1
