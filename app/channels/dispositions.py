"""The header Content-Disposition, as it is and as it should be: where a platform says what a file is called."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import unquote_to_bytes

_EXTENDED = re.compile(r"filename\*\s*=\s*([\w-]*)'[^']*'([^;\s]+)", re.IGNORECASE)
_QUOTED = re.compile(r'filename\s*=\s*"((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_BARE = re.compile(r"filename\s*=\s*([^;\s\"]+)", re.IGNORECASE)


def name_in(header: bytes) -> str:
    """The name of the file, in whatever way it is written; empty when there is none that can be read."""
    text = header.decode("latin-1")
    if found := _EXTENDED.search(text):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return unquote_to_bytes(found[2]).decode(found[1] or "utf-8")
    found = _QUOTED.search(text) or _BARE.search(text)
    return _read(re.sub(r"\\(.)", r"\1", found[1])) if found else ""


def _read(written: str) -> str:
    """Bytes as they came, or hidden behind percent signs: UTF-8, else the old way of China."""
    raw = written.encode("latin-1")
    plain = unquote_to_bytes(raw) if re.search(rb"%[0-9A-Fa-f]{2}", raw) else raw
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return plain.decode(encoding)
    return ""
