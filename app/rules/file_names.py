"""What a file from outside may be called: no path, no trick, its ending always in sight."""

from __future__ import annotations

import re
import unicodedata

LONGEST, LONGEST_ENDING = 100, 16
"""Characters of a name, and of its ending."""

LOOKED_AT = 4096

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"[\s\u115f\u1160\u3164\uffa0]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))


def harmless(name: str) -> str:
    """The last part of ``name``, as every system can keep it; empty when nothing is left.

    Nothing in it turns the words around, is unseen, or pushes the ending out of sight.
    """
    few = name if len(name) <= LOOKED_AT else name[: LOOKED_AT // 2] + name[-LOOKED_AT // 2 :]
    last = unicodedata.normalize("NFC", few).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in _BLANKS.sub(" ", last) if unicodedata.category(c) not in _UNSEEN)
    stem, ending = split(_FORBIDDEN.sub("_", seen).strip(" ."))
    whole = f"{stem[: LONGEST - len(ending)]}{ending}"
    return f"_{whole}" if _DEVICE.match(whole) else whole


def split(name: str) -> tuple[str, str]:
    """Name and ending, with no blanks between them; the ending begins with its dot or is empty."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(" .") or not 0 < len(ending.strip()) < LONGEST_ENDING or " " in ending.strip():
        return name, ""
    return stem.rstrip(" ."), f".{ending.strip()}"
