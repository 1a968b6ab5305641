"""Which records refer to which files: a file may be read by those who may read one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.protocol import KINDS
from app.server.access import Principal, visible
from app.server.book import Book
from app.server.checks import Refusal
from app.server.database import Tx
from app.server.entry import Entry

_CARRIERS = frozenset({"content", "parts"})
"""The fields that may name a file."""
CARRYING = frozenset(name for name, kind in KINDS.items() if not _CARRIERS.isdisjoint(kind.fields))
"""The kinds that have such fields."""

SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def may_mention(book: Book, who: Principal, fields: Mapping[str, Any]) -> None:
    """Raises Refusal when the fields name a file that the author neither uploaded nor may read.

    Otherwise knowing a file's hash would be enough to read it.
    """
    for media_id in _named(fields):
        if not readable(book.tx, who, media_id):
            raise Refusal("media_missing", media_id)


def keep(book: Book, entry: Entry, fields: Mapping[str, Any]) -> None:
    """Write down which files the record refers to."""
    for media_id in _named(fields):
        book.tx.run(
            "INSERT INTO mention (workspace, id, kind, record_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (book.workspace, media_id, entry.kind.name, entry.id),
        )


def readable(tx: Tx, who: Principal, media_id: str) -> bool:
    """Whether the file is there and theirs to read: they uploaded it, or see a record that refers to it."""
    if tx.row(
        "SELECT 1 FROM holder h JOIN media m ON m.workspace = h.workspace AND m.id = h.id"
        " WHERE h.workspace = ? AND h.id = ? AND h.user_id = ?",
        (who.workspace, media_id, who.user_id),
    ):
        return True
    condition, scopes = visible(who.scopes)
    found = tx.row(
        "SELECT 1 FROM mention m JOIN record ON record.workspace = m.workspace AND record.kind = m.kind"
        " AND record.id = m.record_id JOIN media f ON f.workspace = m.workspace AND f.id = m.id"
        f" WHERE m.workspace = ? AND m.id = ? AND record.deleted = 0 AND {condition} LIMIT 1",
        (who.workspace, media_id, *scopes),
    )
    return found is not None


def _named(fields: Mapping[str, Any]) -> set[str]:
    if _CARRIERS.isdisjoint(fields):
        return set()
    return {name for carrier in _CARRIERS if carrier in fields for name in _inside(fields[carrier])}


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("media_id", "thumb_media_id") and isinstance(inner, str) and SHA256.match(inner):
                yield inner
            else:
                yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)
