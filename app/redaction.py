"""Strikes people's data and secrets out of everything that is written down about the program itself."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Final

_MASKS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(
            r"(?i)(authorization|token|cookie|password|passwd|secret|api[_-]?key|sig(?:nature)?)([\"'\s:=]+)"
            r"(?:(?:bearer|basic)\s+)?[^\s\"',;&]+"
        ),
        r"\1\2[masked]",
    ),
    (re.compile(r"(?i)\b(?:bearer|basic)\s+[\w.~+/=-]{8,}"), "[masked]"),
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?"), "[token]"),
    (re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-f]{64}|[0-9A-F]{64})(?![0-9a-zA-Z])"), "[key]"),
    (re.compile(r"(://)[^/\s:@]+:[^/\s@]+@"), r"\1[masked]@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
    (re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"), "[phone]"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "[id]"),
    (re.compile(r"(?<![\da-fA-F])\d(?:[ -]?\d){12,18}(?![\da-fA-F])"), "[number]"),
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*\d)(?:wm|wo|o)[\w-]{20,40}(?![\w-])"), "[customer]"),
)


_HOME: Final = str(Path.home())


def masked(text: str) -> str:
    """``text`` without phone numbers, mail addresses, identity and card numbers, platform ids, tokens, passwords.

    The home folder is written as ``~``: its name is mostly that of a person.
    """
    if len(_HOME) > len("C:\\"):
        text = text.replace(_HOME, "~")
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class MaskingFormatter(logging.Formatter):
    """Masks the whole line, traces included."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
