"""What in a text may point to one certain person: phones, order numbers, and names that are more than a word."""

from __future__ import annotations

import re

LOOKED_AT = 4000
"""Characters of a text that are looked at."""

_ADDRESS = re.compile(r"https?://\S+")
_PHONE = re.compile(r"(?<![A-Za-z0-9-])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![A-Za-z0-9-])")
_NUMBER = re.compile(r"(?<![A-Za-z0-9-])(?=[A-Za-z0-9-]*\d{6})[A-Za-z0-9][A-Za-z0-9-]{7,39}(?![A-Za-z0-9-])")
_SPARE = re.compile(r"[\s-]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = r"[^\W_\u3400-\u9fff]"
_TITLED = re.compile(r".{1,2}(先生|女士|小姐|太太|老师|老板|经理|师傅|阿姨|大姐|大哥|同学|妈妈|爸爸)")

SHORTEST_HAN, SHORTEST_LATIN = 3, 5
"""Characters below which a name says too little."""


def squeezed(text: str) -> str:
    """Without the blanks and dashes that people put into numbers."""
    return _SPARE.sub("", text)


def phones_in(text: str) -> list[str]:
    """Mobile numbers, as they stand in ``text``, each once; what belongs to an address is none."""
    return list(dict.fromkeys(found[1] for found in _PHONE.finditer(_plain(text))))


def orders_in(text: str) -> list[str]:
    """What looks like the number of an order: eight characters or more, six digits in a row among them."""
    found = dict.fromkeys(match[0] for match in _NUMBER.finditer(_plain(text)))
    return [number for number in found if not _PHONE.fullmatch(number)]


def tells(name: str, text: str) -> bool:
    """Whether ``name`` stands in ``text`` and is no everyday word, no 陈先生, no 小雨, no part of a word."""
    han = len(_HAN.findall(name))
    if han:
        return len(name) >= SHORTEST_HAN and not _TITLED.fullmatch(name) and name in text
    long_enough = sum(c.isalpha() for c in name) >= SHORTEST_LATIN
    return long_enough and re.search(rf"(?<!{_LETTER}){re.escape(name)}(?!{_LETTER})", text) is not None


def _plain(text: str) -> str:
    return _ADDRESS.sub(" ", text[:LOOKED_AT])
