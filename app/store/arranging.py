"""The order of quick replies and of the branches they hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.errors import BadInput
from app.phrases import phrase
from app.protocol import HybridClock, QuickReply, QuickReplyCategory
from app.store import outbox, records
from app.store.transaction import Transaction


def place(tx: Transaction, ids: Sequence[str], scope: str, category_id: str, before: str, clock: HybridClock) -> None:
    """Hang replies on a category, in front of ``before`` or at the end."""
    everything = dict(records.everything(tx, "quick_reply", QuickReply))
    moved = [i for i in ids if i in everything]
    there = sorted(
        (
            i
            for i, reply in everything.items()
            if reply.category_id == category_id and (category_id or reply.scope == scope) and i not in moved
        ),
        key=lambda i: (everything[i].order, everything[i].title),
    )
    at_home = [i for i in moved if everything[i].category_id == category_id and everything[i].scope == scope]
    orders = {i: everything[i].order for i in (*there, *at_home)}
    for reply_id, order in _numbered(there, moved, before, orders):
        reply = everything[reply_id]
        where: dict[str, Any] = {"scope": scope, "category_id": category_id} if reply_id in moved else {}
        _edit(tx, "quick_reply", reply_id, reply, {**where, "order": order}, clock)


def place_categories(
    tx: Transaction, ids: Sequence[str], scope: str, parent_id: str, before: str, clock: HybridClock
) -> None:
    """Hang branches elsewhere; what hangs on them goes along, into another scope too.

    Raises:
        BadInput: one would hang on itself.
    """
    everything = dict(records.everything(tx, "quick_reply_category", QuickReplyCategory))
    moved = [i for i in ids if i in everything]
    if not _above(parent_id, everything).isdisjoint(moved):
        raise BadInput(phrase("Errors", "A category cannot lie inside itself"))
    there = sorted(
        (i for i, c in everything.items() if c.parent_id == parent_id and c.scope == scope and i not in moved),
        key=lambda i: (everything[i].order, everything[i].name),
    )
    at_home = [i for i in moved if everything[i].parent_id == parent_id and everything[i].scope == scope]
    orders = {i: everything[i].order for i in (*there, *at_home)}
    for category_id, order in _numbered(there, moved, before, orders):
        where = {"scope": scope, "parent_id": parent_id} if category_id in moved else {}
        _edit(tx, "quick_reply_category", category_id, everything[category_id], {**where, "order": order}, clock)
    branch = {i for i in everything if not _above(i, everything).isdisjoint(moved)}
    for category_id in branch - set(moved):
        _edit(tx, "quick_reply_category", category_id, everything[category_id], {"scope": scope}, clock)
    for reply_id, reply in records.everything(tx, "quick_reply", QuickReply):
        if reply.category_id in branch:
            _edit(tx, "quick_reply", reply_id, reply, {"scope": scope}, clock)


def _numbered(
    there: Sequence[str], moved: Sequence[str], before: str, orders: Mapping[str, int]
) -> Iterable[tuple[str, int]]:
    """Everything in its new order with rising numbers, so chosen that few of them change."""
    at = there.index(before) if before in there else len(there)
    anchor = orders[there[at - 1]] + 1 if at else 0
    numbers = sorted(orders.get(name, anchor) for name in (*there, *moved))
    last: int | None = None
    for name, number in zip((*there[:at], *moved, *there[at:]), numbers, strict=True):
        last = number if last is None or number > last else last + 1
        yield name, last


def _above(category_id: str, everything: Mapping[str, QuickReplyCategory]) -> set[str]:
    """The category and those it hangs on."""
    found: set[str] = set()
    while category_id in everything and category_id not in found:
        found.add(category_id)
        category_id = everything[category_id].parent_id
    return found


def _edit(
    tx: Transaction, kind: str, record_id: str, now: object, fields: Mapping[str, Any], clock: HybridClock
) -> None:
    changed = {name: value for name, value in fields.items() if getattr(now, name) != value}
    if changed:
        outbox.edit(tx, kind, record_id, changed, clock)
