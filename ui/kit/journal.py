"""What the desktop writes down about itself, with people's data struck out."""

from __future__ import annotations

import logging
import re
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?i)(authorization|token|cookie|password|secret|api[_-]?key|sig(?:nature)?)([\"'\s:=]+)"
            r"(?:bearer\s+)?[^\s\"',;&]+"
        ),
        r"\1\2[masked]",
    ),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "[id]"),
    (re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)"), "[number]"),
)

recent: deque[str] = deque(maxlen=400)
"""The last lines, for a report the user may save."""


def masked(text: str) -> str:
    """``text`` without phone numbers, mail addresses, identity and card numbers, tokens and passwords."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class MaskingFormatter(logging.Formatter):
    """Masks the whole line, traces included."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _Recent(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        recent.append(self.format(record))


def keep_journal(data_dir: Path) -> Path:
    """Write to ``logs/desktop.log`` (five files of 1 MB at most) and return the folder."""
    folder = data_dir / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    formatter = MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handlers: tuple[logging.Handler, ...] = (
        RotatingFileHandler(folder / "desktop.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True),
        _Recent(),
    )
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return folder
