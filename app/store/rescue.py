"""Saving what exists nowhere else out of a damaged file: unsent edits, parked words, refused edits."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import PeeweeException
from sqlcipher3 import dbapi2 as sqlcipher

from app.store import overlay, records, trouble
from app.store.cipher import CipherDatabase
from app.store.facts import remember
from app.store.tables import Outbox, Parked, Refused
from app.store.transaction import Reading, Transaction

log = logging.getLogger(__name__)

_TABLES: Mapping[str, Any] = {"outbox": Outbox, "parked": Parked, "refused": Refused}
_UNREADABLE = (PeeweeException, sqlcipher.Error, sqlite3.Error)
_FURTHER = 2000
"""Row numbers tried beyond the last one found, when the file cannot even say how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """Rows by table. ``lost`` is the number of rows known to be there that could not be read."""

    rows: Mapping[str, list[dict[str, Any]]]
    lost: int = 0

    @property
    def count(self) -> int:
        """How many were saved."""
        return sum(map(len, self.rows.values()))


def rescue(path: Path, key: bytes | None) -> Rescued:
    """Read what can be read of a damaged file, row by row.

    Raises:
        StoreDamaged: not even the list of tables can be read, or the key is another one's.
    """
    ask = _Stubborn(path, key)

    def read() -> Rescued:
        ask("SELECT count(*) FROM sqlite_master")
        found = {table: _rows(ask, table) for table in _TABLES}
        return Rescued(
            rows={table: rows for table, (rows, _) in found.items()}, lost=sum(lost for _, lost in found.values())
        )

    try:
        return trouble.told(read)
    finally:
        ask.close()


class _Stubborn:
    """Asks a damaged file. Once a page was bad, SQLCipher answers nothing more: then a new connection is needed."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._db = CipherDatabase(str(path), key, reading=True)

    def __call__(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return Reading(self._db).rows(sql, params)
        except _UNREADABLE:
            self.close()
            raise

    def close(self) -> None:
        self._db.close()


def set_aside(path: Path) -> Path:
    """Move a file that cannot be used out of the way, for whoever may repair it; where it is now."""
    place = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(place.with_name(place.name + suffix))
    return place


def replant(tx: Transaction, saved: Rescued) -> None:
    """Put what was saved into a fresh store. What I made shows at once, what I changed when it is fetched."""
    for name, rows in saved.rows.items():
        for row in rows:
            _plant(tx, _TABLES[name], row)
            tx.note(name, row["id"])
    if stamps := [row["hlc"] for row in saved.rows.get("outbox", ())]:
        remember(tx, "stamp", max(stamps))


def _plant(tx: Transaction, table: Any, row: Mapping[str, Any]) -> None:
    known = table._meta.fields
    values = {name: known[name].python_value(row[name]) for name in row.keys() & known.keys() - {"number"}}
    if table is not Outbox:
        table.insert(**values).on_conflict_ignore().execute(tx.db)
        return
    Outbox.insert(**{**values, "acked_rev": 0}).on_conflict_ignore().execute(tx.db)
    if not (values["base_rev"] or values["base"] or values["dropping"]):
        blank = [values["record_id"], 0, *records.shape(values["kind"]).blank]
        records.put_many(tx, values["kind"], overlay.laid(tx, values["kind"], [blank]))


def _rows(ask: _Stubborn, table: str) -> tuple[list[dict[str, Any]], int]:
    names = [name for _, name, *_ in ask(f"PRAGMA table_info({table})")]
    try:
        return [dict(zip(names, row, strict=True)) for row in ask(f"SELECT * FROM {table} ORDER BY rowid")], 0
    except _UNREADABLE as exc:
        log.warning("%s is damaged (%s): reading it row by row", table, exc)
    return _one_by_one(ask, table, names)


def _one_by_one(ask: _Stubborn, table: str, names: list[str]) -> tuple[list[dict[str, Any]], int]:
    try:
        end = ask(f"SELECT max(rowid) FROM {table}")[0][0] or 0
    except _UNREADABLE:
        end = 0
    found: list[dict[str, Any]] = []
    lost, number, limit = 0, 0, end or _FURTHER
    while number < limit:
        number += 1
        try:
            rows = ask(f"SELECT * FROM {table} WHERE rowid = ?", (number,))
        except _UNREADABLE:
            lost += 1
            continue
        if rows:
            found.append(dict(zip(names, rows[0], strict=True)))
            limit = max(limit, end or number + _FURTHER)
    return found, lost
