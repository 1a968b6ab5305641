"""Synced records in and out of their tables, the search index in step with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from app.protocol import KINDS, Kind, Record
from app.store import search
from app.store.facts import fact, remember
from app.store.tables import SEARCHED, SYNCED, Json
from app.store.transaction import Reading, Transaction

R = TypeVar("R", bound=Record)

Row = list[Any]
"""A record as it travels: id, revision, values in wire order."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class _Shape:
    """What must be known of a kind to write and read it quickly."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        table: Any = SYNCED[kind.name]
        self.width = 2 + len(kind.fields)
        self.searched = kind.name in SEARCHED
        self.json = [2 + i for i, name in enumerate(kind.fields) if isinstance(table._meta.fields[name], Json)]
        self.bools = [2 + i for i, f in enumerate(fields(kind.record)) if f.type in ("bool", bool)]
        blank = kind.record()
        self.blank = [getattr(blank, name) for name in kind.fields]
        names = ["id", "rev", *kind.fields]
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        update = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
        self.select = f'SELECT {quoted} FROM "{kind.name}"'
        self.upsert = f'INSERT INTO "{kind.name}" ({quoted}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {update}'
        self.insert_numbered = f'INSERT INTO "{kind.name}" ({quoted}, number) VALUES ({marks}, ?)'

    def bound(self, row: Row) -> Row:
        """``row`` as it goes into the table."""
        if not self.json:
            return row
        row = list(row)
        for place in self.json:
            row[place] = _encode(row[place]).decode()
        return row

    def read(self, found: Sequence[Any]) -> Row:
        """A table's row as it travels."""
        row = list(found)
        for place in self.json:
            row[place] = _decode(row[place])
        for place in self.bools:
            row[place] = bool(row[place])
        return row

    def full(self, row: Sequence[Any]) -> Row:
        """A row of an older or newer program, cut or filled to our width."""
        if len(row) == self.width:
            return list(row)
        return [*row[: self.width], *self.blank[max(0, len(row) - 2) :]]


@cache
def shape(kind: str) -> _Shape:
    """The shape of a kind, worked out once."""
    return _Shape(KINDS[kind])


def get(look: Reading, kind: str, record_id: str) -> Record | None:
    """The record as the agent sees it, or None."""
    row = get_row(look, kind, record_id)
    return record(kind, row) if row else None


def get_row(look: Reading, kind: str, record_id: str) -> Row | None:
    """The same, as id, revision and values."""
    it = shape(kind)
    found = look.row(f"{it.select} WHERE id = ?", (record_id,))
    return it.read(found) if found else None


def record(kind: str, row: Row) -> Any:
    """The dataclass of a row."""
    it = KINDS[kind]
    return msgspec.convert(dict(zip(it.fields, row[2:], strict=True)), it.record)


def everything(look: Reading, kind: str, of: type[R]) -> list[tuple[str, R]]:
    """All records of a kind with their ids; for kinds of which there are few."""
    it = shape(kind)
    return [(row[0], _made(it, of, row)) for row in look.rows(it.select)]


def some(look: Reading, kind: str, of: type[R], ids: Sequence[str]) -> list[tuple[str, R]]:
    """Those of ``ids`` that are here."""
    it = shape(kind)
    found = look.rows(f"{it.select} WHERE id IN (SELECT value FROM json_each(?))", (_encode(ids).decode(),))
    return [(row[0], _made(it, of, row)) for row in found]


def _made(it: _Shape, of: type[R], found: Sequence[Any]) -> R:
    return of(**dict(zip(it.kind.fields, it.read(found)[2:], strict=True)))


def put(tx: Transaction, kind: str, row: Sequence[Any]) -> None:
    """Write one record over what is there."""
    put_many(tx, kind, [row])


def put_many(tx: Transaction, kind: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write records over what is there, in bulk."""
    it = shape(kind)
    whole = [it.full(row) for row in rows]
    if it.searched:
        _put_searched(tx, it, whole)
    else:
        tx.many(it.upsert, map(it.bound, whole))
    tx.note_many(kind, [row[0] for row in whole])


def drop_many(tx: Transaction, kind: str, ids: Iterable[str]) -> None:
    """Take records away, with their place in the search index."""
    gone = list(ids)
    if kind in SEARCHED:
        search.forget(tx, kind, known(tx, kind, gone, "number").values())
    tx.many(f'DELETE FROM "{kind}" WHERE id = ?', [(record_id,) for record_id in gone])
    tx.note_many(kind, gone)


def known(look: Reading, kind: str, ids: Sequence[str], column: str = "rev") -> dict[str, int]:
    """``column`` by id for those of ``ids`` that are here."""
    among = _encode(ids).decode()
    return dict(
        look.rows(f'SELECT id, "{column}" FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))', (among,))
    )


def changed(row: Row, kind: str, values: Mapping[str, Any]) -> Row:
    """A copy of ``row`` with some values replaced."""
    new = list(row)
    places = KINDS[kind].fields
    for name, value in values.items():
        new[2 + places.index(name)] = value
    return new


def _put_searched(tx: Transaction, it: _Shape, rows: list[Row]) -> None:
    name = it.kind.name
    numbers = known(tx, name, [row[0] for row in rows], "number")
    fresh = {row[0]: row for row in rows if row[0] not in numbers}
    old = [row for row in rows if row[0] in numbers]
    if fresh:
        numbered = _numbered(tx, it, list(fresh.values()))
        tx.many(it.insert_numbered, ((*it.bound(row), number) for number, row in numbered))
        search.add(tx, name, numbered)
    if old:
        tx.many(it.upsert, map(it.bound, old))
        if name == "quick_reply":
            _renumber(tx, it, old, numbers)
        if name != "message":  # a message's words never change
            search.renew(tx, name, [(numbers[row[0]], row) for row in old])


_MESSAGE_AT = 2 + KINDS["message"].fields.index("at")
_REPLY_USES = 2 + KINDS["quick_reply"].fields.index("uses")


def _numbered(tx: Transaction, it: _Shape, rows: list[Row]) -> list[tuple[int, Row]]:
    """Numbers for new rows. The index gives the largest first: the newest message, the most used quick reply."""
    name = it.kind.name
    if name == "message":
        return _without_clashes(tx, [(row[_MESSAGE_AT] << 20 | crc32(row[0].encode()) & 0xFFFFF, row) for row in rows])
    last = int(fact(tx, f"numbered.{name}", "0"))
    remember(tx, f"numbered.{name}", str(last + len(rows)))
    counted = enumerate(rows, start=last + 1)
    if name == "quick_reply":
        return [(_by_use(row) << 40 | number, row) for number, row in counted]
    return list(counted)


def _by_use(row: Row) -> int:
    return min(int(row[_REPLY_USES]).bit_length(), 20) if row[_REPLY_USES] > 0 else 0


def _renumber(tx: Transaction, it: _Shape, rows: list[Row], numbers: dict[str, int]) -> None:
    moved = [row for row in rows if numbers[row[0]] >> 40 != _by_use(row)]
    if not moved:
        return
    search.forget(tx, "quick_reply", [numbers[row[0]] for row in moved])
    for row in moved:
        numbers[row[0]] = _by_use(row) << 40 | numbers[row[0]] & (1 << 40) - 1
    tx.many("UPDATE quick_reply SET number = ? WHERE id = ?", [(numbers[row[0]], row[0]) for row in moved])


def _without_clashes(tx: Transaction, wanted: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    among = _encode([number for number, _ in wanted]).decode()
    taken = {
        n for (n,) in tx.rows("SELECT number FROM message WHERE number IN (SELECT value FROM json_each(?))", (among,))
    }
    given = []
    for number, row in wanted:
        while number in taken:
            number += 1
        taken.add(number)
        given.append((number, row))
    return given
