"""My pending edits over the server's rows: what the agent wrote stays on screen until the server has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from app.store import records
from app.store.transaction import Reading, Transaction

_PENDING = (
    "SELECT record_id, fields, dropping FROM outbox WHERE kind = ? AND acked_rev = 0"
    " AND record_id IN (SELECT value FROM json_each(?)) ORDER BY number"
)


def laid(tx: Transaction, kind: str, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Remote ``rows`` as they are to be shown; those I am deleting are left out."""
    it = records.shape(kind)
    edits = _pending(tx, kind, [row[0] for row in rows])
    if not edits:
        return [it.full(row) for row in rows]
    shown = []
    for row in rows:
        mine = edits.get(row[0], {})
        if mine is not None:
            shown.append(records.changed(it.full(row), kind, mine) if mine else it.full(row))
    return shown


def drop_remote(tx: Transaction, kind: str, ids: Sequence[str]) -> None:
    """Records that the server deleted. One I am still editing stays: an edit beats a delete."""
    edits = _pending(tx, kind, ids)
    records.drop_many(tx, kind, [record_id for record_id in ids if not edits.get(record_id)])


def _pending(look: Reading, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any] | None]:
    """By record: the fields of my pending edits together, None when the last one deletes it."""
    if look.row("SELECT 1 FROM outbox LIMIT 1") is None:
        return {}
    edits: dict[str, dict[str, Any] | None] = {}
    for record_id, fields, dropping in look.rows(_PENDING, (kind, msgspec.json.encode(ids).decode())):
        edits[record_id] = None if dropping else {**(edits.get(record_id) or {}), **msgspec.json.decode(fields)}
    return edits
