"""Reads and writes about the lists an agent has put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.protocol import HybridClock, SavedFilter, new_id
from app.store import outbox, records
from app.store.transaction import Reading, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilterRow:
    """A list the agent put together, in order; ``conditions`` as in :mod:`app.rules.filters`."""

    id: str
    name: str
    order: int
    conditions: Mapping[str, Any]


def of_user(look: Reading, user_id: str) -> list[SavedFilterRow]:
    """Theirs, in order."""
    found = [
        SavedFilterRow(id=i, name=f.name, order=f.order, conditions=f.conditions)
        for i, f in records.everything(look, "saved_filter", SavedFilter)
        if f.user_id == user_id
    ]
    return sorted(found, key=lambda row: (row.order, row.id))


def create(tx: Transaction, user_id: str, name: str, conditions: Mapping[str, Any], clock: HybridClock) -> str:
    """A new one, behind the others; its id."""
    filter_id = new_id()
    order = max((row.order for row in of_user(tx, user_id)), default=0) + 1
    fields = {"user_id": user_id, "name": name, "order": order, "conditions": dict(conditions)}
    outbox.create(tx, "saved_filter", filter_id, fields, clock)
    return filter_id


def reorder(tx: Transaction, user_id: str, ids: Sequence[str], clock: HybridClock) -> None:
    """Those of ``ids`` first, in this order, then the others as they were."""
    rows = {row.id: row for row in of_user(tx, user_id)}
    wanted = [i for i in ids if i in rows]
    for order, filter_id in enumerate([*wanted, *(i for i in rows if i not in wanted)], start=1):
        if rows[filter_id].order != order:
            outbox.edit(tx, "saved_filter", filter_id, {"order": order}, clock)
