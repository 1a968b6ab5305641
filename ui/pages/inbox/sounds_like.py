"""How a name may be typed: its pinyin whole, and its initials."""

from __future__ import annotations

from functools import lru_cache

from app.store import pinyin


@lru_cache(maxsize=4096)
def sounds_of(name: str) -> tuple[str, ...]:
    """``zhangmin`` and ``zm`` for 张敏, with every reading; Latin names give themselves."""
    found: dict[str, None] = {}
    for reading in pinyin.readings(name):
        found["".join(reading)] = None
        found["".join(syllable[0] for syllable in reading)] = None
    return tuple(found)


def is_called(name: str, typed: str) -> bool:
    """Whether ``typed`` stands in the name, or begins how it sounds."""
    wanted = typed.casefold()
    return wanted in name.casefold() or any(sound.startswith(wanted) for sound in sounds_of(name))
