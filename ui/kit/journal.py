"""What the desktop writes down about itself, with people's data struck out."""

from __future__ import annotations

import logging
import zipfile
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.redaction import MaskingFormatter, masked

REPORTED = 400
"""Lines."""

_CHATTY = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "qasync": logging.INFO, "peewee": logging.INFO}
"""Libraries whose finer words repeat what passes through them: addresses, arguments, rows."""

recent: deque[str] = deque(maxlen=REPORTED)
"""The last lines of this run, for a report the user may save."""


_kept_in: list[Path] = []


def folder() -> Path | None:
    """Where the journals are; None before ``keep_journal``."""
    return _kept_in[0] if _kept_in else None


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
    _kept_in[:] = [folder]
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    for name, level in _CHATTY.items():
        logging.getLogger(name).setLevel(level)
    return folder


def last_lines(path: Path) -> list[str]:
    """The last lines of a journal, of earlier runs too, masked once more; none when there is no such file."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return [masked(line.rstrip("\n")) for line in deque(file, REPORTED)]
    except OSError:
        return []


def export(folder: Path, target: Path) -> int:
    """Put all journals of ``folder`` into the zip file ``target``, masked once more; how many there were.

    Raises OSError when ``target`` cannot be written.
    """
    found = sorted(path for path in folder.glob("*.log*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in found:
            archive.writestr(path.name, masked(path.read_text(encoding="utf-8", errors="replace")))
    return len(found)
