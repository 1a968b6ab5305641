"""Customers' words made harmless: what a painter may show of a text from outside."""

from __future__ import annotations

import re

from app.rules.file_names import harmless

LINE_LIMIT = 160
"""Characters of a name or snippet that are ever laid out."""

BODY_LIMIT = 4000
"""Characters of a message that are ever laid out; the rest is copied, not painted."""

BODY_LINES = 200
"""Lines of a message that are ever laid out."""

WORD_LIMIT = 200
"""Characters without a place to break after which one is made."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufeff]")
# Overrides and embeddings turn the words around them; plain Arabic and Hebrew need none of them.
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\U000e0000-\U000e0fff]+"
)
_JOINERS = re.compile(r"([\u200c\u200d\ufe0e\ufe0f])[\u200c\u200d\ufe00-\ufe0f]+")
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_PLAIN = re.compile(
    r"[\n -~\u00b7\u2010-\u201f\u2026\u3000-\u303f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e]*"
)
"""Nothing to clean away: what nearly all texts are made of."""

_SPACE = re.compile(r"\s+")
_LONG_WORD = re.compile(rf"([!-~]{{{WORD_LIMIT}}})(?=[!-~])")


def _clean(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    text = _CONTROLS.sub("", text)
    text = _BIDI.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub(r"\1", text)
    return _MARKS.sub(r"\1", text)


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """A name, title or snippet: one line, no tricks, at most ``limit`` characters."""
    # Eight times the limit is enough to find `limit` visible characters in anything honest.
    return _SPACE.sub(" ", _clean(text[: limit * 8].replace("\x00", " "))).strip()[:limit]


def body(text: str) -> tuple[str, int]:
    """What is painted of a message, and how many characters of it are not."""
    shown = _clean(text[: BODY_LIMIT * 2].replace("\r\n", "\n").replace("\r", "\n"))
    shown = "\n".join(shown.split("\n")[:BODY_LINES])[:BODY_LIMIT]
    shown = _LONG_WORD.sub("\\1\u200b", shown)
    hidden = max(0, len(text) - BODY_LIMIT) if len(text) > BODY_LIMIT else 0
    if not hidden and text.count("\n") >= BODY_LINES:
        hidden = max(0, len(text) - len(shown))
    return shown.strip("\n"), hidden


def file_name(text: str) -> str:
    """The last part of a name that may pretend to be a path."""
    return harmless(text) or "…"


def masked(phone: str) -> str:
    """A phone number with its middle hidden: 138****1234."""
    digits = one_line(phone, 40)
    if len(digits) < 7:
        return "*" * len(digits)
    return f"{digits[:3]}****{digits[-4:]}"
