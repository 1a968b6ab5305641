"""Titles and shortcuts of all quick replies in memory, so that the list above the composer keeps up with the typing."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice, repeat
from operator import contains

import msgspec

from app.rules.ranking import closeness
from app.store.transaction import Reading

_ROWS = "SELECT number, title, shortcut FROM quick_reply"
_LOOSE = 500
"""Titles changed since the index was made, beyond which it is made again."""
_CLOSE = 64
"""Of more titles than that, the most used are compared."""


class Titles:
    """For each character the places of the titles that have it, the most used first. Lives on the reading thread.

    It speaks of quick replies by their ``number``. One that was taken away, or got another number, is no longer found
    under the old one: whoever reads the rows simply misses it.
    """

    def __init__(self, look: Reading) -> None:
        self._make(look)

    def _make(self, look: Reading) -> None:
        rows = look.rows(f"{_ROWS} ORDER BY number DESC")
        self._numbers = array("q", [number for number, _, _ in rows])
        self._titles = [title.casefold() for _, title, _ in rows]
        self._shortcuts = sorted((shortcut, number) for number, _, shortcut in rows if shortcut)
        self._places: dict[str, array[int]] = {}
        self._loose: dict[int, str] = {}
        for place, title in enumerate(self._titles):
            for character in set(title):
                if character not in self._places:
                    self._places[character] = array("I")
                self._places[character].append(place)

    def renew(self, look: Reading, changed: Iterable[str]) -> None:
        """These quick replies, by id, were made, changed or taken away."""
        among = msgspec.json.encode(list(changed)).decode()
        for number, title, shortcut in look.rows(f"{_ROWS} WHERE id IN (SELECT value FROM json_each(?))", (among,)):
            self._loose[number] = title.casefold()
            if shortcut:
                insort(self._shortcuts, (shortcut, number))
        if len(self._loose) > _LOOSE:
            self._make(look)

    def best(self, text: str, limit: int) -> list[int]:
        """Numbers of those whose shortcut begins so, then of titles with every stretch of ``text`` between blanks.

        The closest come first, and of those the most used.
        """
        start = bisect_left(self._shortcuts, (text, 0))
        short = self._shortcuts[start : start + limit]
        found = [number for shortcut, number in short if shortcut.startswith(text)]
        return list(dict.fromkeys((*found, *self._titled(text.casefold().split(), limit))))[:limit]

    def _titled(self, parts: list[str], limit: int) -> list[int]:
        found = [(closeness(parts[0], title), n) for n, title in self._loose.items() if all(p in title for p in parts)]
        places = [self._places.get(character) for part in parts for character in part]
        if all(places):
            near = self._having(parts, min((p for p in places if p), key=len))
            found += [
                (closeness(parts[0], self._titles[p]), n) for p in near if (n := self._numbers[p]) not in self._loose
            ]
        found.sort(reverse=True)
        return [number for _, number in found[:limit]]

    def _having(self, parts: list[str], among: Sequence[int]) -> list[int]:
        """Places of titles that have all of ``parts``, the most used of them."""
        *others, last = parts
        for part in others:
            among = list(self._with(part, among))
        return list(islice(self._with(last, among), _CLOSE))

    def _with(self, part: str, among: Sequence[int]) -> Iterator[int]:
        return compress(among, map(contains, map(self._titles.__getitem__, among), repeat(part)))
