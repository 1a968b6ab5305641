"""Make resources/pinyin from pypinyin: which sounds a character has, and words in which it has an unusual one."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

FOLDER = Path(__file__).parent.parent / "resources" / "pinyin"
FIRST, LAST = 0x4E00, 0x9FFF
LONGEST = 3


def main() -> int:
    """Write both tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    usual, other = defaultdict(list), defaultdict(list)
    first = {}
    for code in range(FIRST, LAST + 1):
        character = chr(code)
        sounds = _sounds(character)
        if not sounds:
            continue
        first[character] = sounds[0]
        usual[sounds[0]].append(character)
        for sound in sounds[1:] if _is_common(character) else ():
            other[sound].append(character)
    lines = [
        f"{sound}\t{''.join(usual[sound])}\t{''.join(other[sound])}" for sound in sorted(usual.keys() | other.keys())
    ]
    (FOLDER / "characters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = []
    for word, sounds in sorted(phrases_dict.items()):
        if not 2 <= len(word) <= LONGEST or not all(map(_is_common, word)):
            continue
        plain = [_plain(s[0]) for s in sounds]
        if len(plain) == len(word) and all(plain) and any(s != first.get(c) for c, s in zip(word, plain, strict=True)):
            words.append(f"{word}\t{' '.join(plain)}")
    (FOLDER / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(first)} characters, {len(words)} words")
    return 0


def _sounds(character: str) -> list[str]:
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return [s for s in dict.fromkeys(map(_letters, found[0])) if s] if found else []


def _plain(sound: str) -> str:
    return _letters(to_normal(sound))


def _letters(sound: str) -> str:
    plain = sound.replace("ü", "v").replace("ê", "e")
    return plain if plain.isascii() and plain.isalpha() else ""


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
