"""How Chinese words sound, for finding them by pinyin or by initials; a character of several sounds has them all."""

from __future__ import annotations

import re
from array import array
from functools import cache, lru_cache
from itertools import islice

from app.config import resource_path

_FIRST, _LAST = 0x4E00, 0x9FFF
_WAYS = 6
"""Readings kept of words with characters of several sounds, the likeliest first."""
_TYPED = 60
"""Letters that may be meant as pinyin; more are no name."""
_PIECES = re.compile(r"[\u4e00-\u9fff]|[0-9a-z]+")


class _Table:
    """The two lists of resources/pinyin, read at first use; about half a megabyte."""

    def __init__(self) -> None:
        self.syllables: list[str] = [""]
        self.usual = array("H", bytes(2 * (_LAST - _FIRST + 1)))
        self.other: dict[str, tuple[str, ...]] = {}
        for line in resource_path("pinyin", "characters.txt").read_text(encoding="utf-8").splitlines():
            sound, usual, other = line.split("\t")
            self.syllables.append(sound)
            for character in usual:
                self.usual[ord(character) - _FIRST] = len(self.syllables) - 1
            for character in other:
                self.other[character] = (*self.other.get(character, ()), sound)
        lines = resource_path("pinyin", "words.txt").read_text(encoding="utf-8").splitlines()
        self.words = dict(line.split("\t") for line in lines)
        self.known = frozenset(self.syllables[1:])

    def sounds(self, piece: str) -> tuple[str, ...]:
        """All sounds of a character, the usual one first; a Latin word sounds like itself."""
        if len(piece) == 1 and (place := ord(piece) - _FIRST) >= 0:
            usual = self.syllables[self.usual[place]]
            return (usual, *self.other.get(piece, ())) if usual else ()
        return (piece,)


@cache
def _table() -> _Table:
    return _Table()


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The likeliest ways to say ``text``, each a row of syllables; Latin words and numbers stand for themselves."""
    table = _table()
    pieces = _PIECES.findall(text.lower())
    sounds = [table.sounds(piece) for piece in pieces]
    for start in range(len(pieces) - 1):
        for length in (3, 2):
            if word := table.words.get("".join(pieces[start : start + length])):
                for place, sound in enumerate(word.split(), start=start):
                    sounds[place] = (sound, *(s for s in sounds[place] if s != sound))
                break
    said = [s for s in sounds if s]
    usual = tuple(s[0] for s in said)
    unusual = ((*usual[:at], other, *usual[at + 1 :]) for at, s in enumerate(said) for other in s[1:])
    return (usual, *islice(unusual, _WAYS - 1)) if usual else ()


def sounds_like(name: str, typed: str) -> bool:
    """Whether ``typed`` begins the pinyin or the initials of ``name``."""
    return any(
        "".join(reading).startswith(typed) or "".join(sound[0] for sound in reading).startswith(typed)
        for reading in readings(name)
    )


def entry(text: str) -> str:
    """What the search index keeps of ``text``: for each reading its initials as tokens, then its syllables."""
    lines: dict[str, None] = {}
    for reading in readings(text):
        lines[" ".join(c for s in reading for c in (s if s.isdecimal() else s[0]))] = None
        lines[" ".join(reading)] = None
    return " . ".join(lines)


def queries(typed: str) -> list[str]:
    """The ways to read what was typed: as initials, and as pinyin cut into syllables, the last maybe unfinished."""
    letters = typed.lower().replace("'", "")
    if not letters.isascii() or not letters.isalnum() or len(letters) > _TYPED:
        return []
    return [" ".join(letters), *(" ".join(cut) for cut in islice(_cuts(letters), 6))]


@lru_cache(maxsize=1024)
def _cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    known = _table().known
    found: list[tuple[str, ...]] = []
    for length in range(min(6, len(letters)), 0, -1):
        head, rest = letters[:length], letters[length:]
        if not rest:
            found.append((head,))
        elif head in known:
            found += ((head, *cut) for cut in _cuts(rest))
    return tuple(found[:12])
