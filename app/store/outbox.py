"""Local edits: the row and its way to the server in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from app.errors import BadInput, Refused
from app.phrases import phrase
from app.protocol import KINDS, HybridClock, Merge
from app.protocol.clock import wall_ms
from app.store import records
from app.store.facts import remember
from app.store.tables import Outbox
from app.store.transaction import Transaction

VERSION = 1
"""Of the operations written here. Rows are never rewritten by a migration."""


def create(
    tx: Transaction, kind: str, record_id: str, fields: Mapping[str, Any], clock: HybridClock, *, hold_ms: int = 0
) -> None:
    """A new record, shown at once. Creating what is there already is an edit of it. ``hold_ms`` as in ``edit``."""
    if records.get_row(tx, kind, record_id) is not None:
        loose = {n: v for n, v in fields.items() if KINDS[kind].merge[n] in (Merge.SHORT, Merge.TEXT)}
        return edit(tx, kind, record_id, loose, clock, hold_ms=hold_ms)
    _check_names(kind, fields)
    it = records.shape(kind)
    records.put(tx, kind, records.changed([record_id, 0, *it.blank], kind, fields))
    rules, blank = KINDS[kind].merge, dict(zip(KINDS[kind].fields, it.blank, strict=True))
    theirs_to_say = {name for name in fields if rules[name] is Merge.SERVER}
    made = {name: value for name, value in fields.items() if name not in theirs_to_say and value != blank[name]}
    _queue(tx, kind, record_id, clock, fields=made, due_at=_held(hold_ms))
    return None


def edit(
    tx: Transaction, kind: str, record_id: str, fields: Mapping[str, Any], clock: HybridClock, *, hold_ms: int = 0
) -> None:
    """Change fields of a record. ``hold_ms``: wait so long for further edits before sending, as for a draft.

    Raises:
        Refused: the record is gone.
    """
    row = records.get_row(tx, kind, record_id)
    if row is None:
        raise Refused(phrase("Errors", "This was deleted meanwhile"))
    _check_names(kind, fields)
    seen = dict(zip(KINDS[kind].fields, row[2:], strict=True))
    new = {name: value for name, value in fields.items() if seen[name] != value}
    if not new:
        return
    records.put(tx, kind, records.changed(row, kind, new))
    base = {name: seen[name] for name in new}
    if not _join(tx, kind, record_id, new, base, clock):
        _queue(tx, kind, record_id, clock, fields=new, base=base, base_rev=row[1], due_at=_held(hold_ms))


def drop(tx: Transaction, kind: str, record_id: str, clock: HybridClock) -> None:
    """Take a record away. One that never left this machine leaves no trace."""
    row = records.get_row(tx, kind, record_id)
    if row is None:
        return
    records.drop_many(tx, kind, [record_id])
    mine = tx.rows(
        "SELECT id, claimed FROM outbox WHERE kind = ? AND record_id = ? AND acked_rev = 0 AND number >"
        " (SELECT coalesce(max(number), 0) FROM outbox WHERE kind = ? AND record_id = ? AND dropping = 1)",
        (kind, record_id, kind, record_id),
    )
    if row[1] == 0 and not any(claimed for _, claimed in mine):
        tx.many("DELETE FROM outbox WHERE id = ?", [(mutation_id,) for mutation_id, _ in mine])
        tx.note_many("outbox", [mutation_id for mutation_id, _ in mine])
        return
    seen = dict(zip(KINDS[kind].fields, row[2:], strict=True))
    _queue(tx, kind, record_id, clock, base=seen, base_rev=row[1], dropping=True)


def _held(hold_ms: int) -> int:
    return wall_ms() + hold_ms if hold_ms else 0


def _join(
    tx: Transaction, kind: str, record_id: str, new: dict[str, Any], base: dict[str, Any], clock: HybridClock
) -> bool:
    """Put an edit into the one before it, if that is certain not to have left yet."""
    last = (
        Outbox.select()
        .where(Outbox.kind == kind, Outbox.record_id == record_id, Outbox.acked_rev == 0)
        .order_by(Outbox.number.desc())
        .limit(1)
        .execute(tx.db)
    )
    for o in last:
        if o.claimed or o.dropping:
            return False
        o.fields = {**o.fields, **new}
        o.base = {**base, **o.base} if o.base_rev or o.base else {}
        Outbox.update(fields=o.fields, base=o.base, hlc=clock.tick()).where(Outbox.number == o.number).execute(tx.db)
        remember(tx, "stamp", clock.last)
        tx.note("outbox", o.id)
        return True
    return False


def _queue(
    tx: Transaction,
    kind: str,
    record_id: str,
    clock: HybridClock,
    *,
    fields: dict[str, Any] | None = None,
    base: dict[str, Any] | None = None,
    base_rev: int = 0,
    due_at: int = 0,
    dropping: bool = False,
) -> None:
    # Not new_id(): a colleague who has seen one could name the next edit before its author does.
    mutation_id = uuid4().hex
    lane = fields["conversation_id"] if kind == "message" and fields else record_id
    Outbox.insert(
        id=mutation_id,
        version=VERSION,
        kind=kind,
        record_id=record_id,
        lane=lane,
        hlc=clock.tick(),
        base_rev=base_rev,
        fields=fields or {},
        base=base or {},
        dropping=dropping,
        due_at=due_at,
    ).execute(tx.db)
    remember(tx, "stamp", clock.last)
    tx.note("outbox", mutation_id)


def _check_names(kind: str, fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - set(KINDS[kind].fields):
        raise BadInput(f"{kind} has no field {', '.join(sorted(unknown))}")
