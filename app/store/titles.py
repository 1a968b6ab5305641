"""The titles of all quick replies in memory, so that the list above the composer keeps up with the typing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import islice

import msgspec

from app.rules.ranking import closeness
from app.store.transaction import Reading

_ROWS = "SELECT id, title FROM quick_reply"
_LOOSE = 500
"""Titles changed since the index was made, beyond which it is made again."""
_CLOSE = 64
"""Of more titles than that, the most used are compared."""


class Titles:
    """For each character the places of the titles that have it, the most used first. Lives on the reading thread."""

    def __init__(self, look: Reading) -> None:
        self._make(look)

    def _make(self, look: Reading) -> None:
        rows = look.rows(f"{_ROWS} ORDER BY number DESC")
        self._ids = [reply_id for reply_id, _ in rows]
        self._titles = [title.casefold() for _, title in rows]
        self._places: dict[str, array[int]] = {}
        self._loose: dict[str, str] = {}
        for place, title in enumerate(self._titles):
            for character in set(title):
                if character not in self._places:
                    self._places[character] = array("I")
                self._places[character].append(place)

    def renew(self, look: Reading, changed: Iterable[str]) -> None:
        """These quick replies were made, changed or taken away."""
        among = list(changed)
        found = look.rows(
            f"{_ROWS} WHERE id IN (SELECT value FROM json_each(?))", (msgspec.json.encode(among).decode(),)
        )
        titles = dict(found)
        self._loose |= {reply_id: titles.get(reply_id, "").casefold() for reply_id in among}
        if len(self._loose) > _LOOSE:
            self._make(look)

    def best(self, text: str, limit: int) -> list[str]:
        """Ids of titles with every stretch of ``text`` between blanks, the closest and the most used first."""
        parts = text.casefold().split()
        found = [(closeness(parts[0], title), i) for i, title in self._loose.items() if all(p in title for p in parts)]
        places = [self._places.get(character) for part in parts for character in part]
        if all(places):
            rarest = min((p for p in places if p), key=len)
            matching = (p for p in rarest if all(part in self._titles[p] for part in parts))
            near = [(closeness(parts[0], self._titles[p]), self._ids[p]) for p in islice(matching, _CLOSE)]
            found += [pair for pair in near if pair[1] not in self._loose]
        found.sort(key=lambda pair: -pair[0])
        return [reply_id for _, reply_id in found[:limit]]
