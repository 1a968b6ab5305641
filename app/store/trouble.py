"""SQLite's troubles in our words, and the room kept free for the day the disk is full."""

from __future__ import annotations

import contextlib
import logging
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from peewee import PeeweeException
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import DiskFull, StoreDamaged

T = TypeVar("T")
log = logging.getLogger(__name__)

RESERVE_BYTES = 5 * 1024 * 1024
"""Given back when the disk is full: even deleting needs room."""

_ROOMY = 4 * RESERVE_BYTES
"""Free bytes with which the reserve is made again: with fewer it would fill the disk itself."""

_DATABASE_ERRORS = (PeeweeException, sqlcipher.Error, sqlite3.Error)


def told(fn: Callable[[], T], path: Path | None = None) -> T:
    """``fn()``, its database errors raised as ours; the store at ``path`` is doubted from then on if it is broken.

    Raises:
        DiskFull: there is no room left.
        StoreDamaged: anything else the database could not do.
    """
    try:
        return fn()
    except _DATABASE_ERRORS as exc:
        words = str(exc)
        if "disk is full" in words or "disk full" in words:
            raise DiskFull(words) from exc
        if path is not None and "malformed" in words:
            with contextlib.suppress(OSError):
                _doubt(path).touch()
        raise StoreDamaged(words) from exc
    except OSError as exc:
        if exc.errno == 28:
            raise DiskFull(str(exc)) from exc
        raise StoreDamaged(str(exc)) from exc


def doubted(path: Path) -> bool:
    """Whether a page of the store was found broken: damage far from the first pages is not seen when it is opened."""
    return _doubt(path).exists()


def believe(path: Path) -> None:
    """The store was read through and is whole."""
    _doubt(path).unlink(missing_ok=True)


def reserve(path: Path) -> None:
    """Keep five megabytes beside the store, if there is room for them."""
    place = _place(path)
    try:
        if not place.exists() or place.stat().st_size < RESERVE_BYTES:
            place.write_bytes(bytes(RESERVE_BYTES))
    except OSError as exc:
        log.warning("no room for the reserve: %s", exc.strerror)
        place.unlink(missing_ok=True)


def release(path: Path) -> bool:
    """Give the reserve back to a full disk; whether there was one."""
    place = _place(path)
    there = place.exists()
    place.unlink(missing_ok=True)
    return there


def reserve_again(path: Path) -> bool:
    """Keep the reserve anew if there is plenty of room by now; whether it was."""
    if shutil.disk_usage(path.parent).free < _ROOMY:
        return False
    reserve(path)
    return True


def _doubt(path: Path) -> Path:
    return path.with_name(path.name + ".doubt")


def _place(path: Path) -> Path:
    return path.with_name(path.name + ".reserve")
