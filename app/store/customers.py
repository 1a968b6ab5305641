"""Reads and writes about customers and their tags."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.protocol import AccountKind, Customer, CustomerTag, HybridClock, Stage, Tag, TagGroup, natural_id, new_id
from app.protocol.clock import wall_ms
from app.store import outbox, records, words
from app.store.rows import CustomerRow, IdentityRow, TagGroupRow, TagRow
from app.store.transaction import Reading, Transaction

_IDENTITIES = """
SELECT i.id, i.customer_id, i.account_id, coalesce(a.kind, 'wecom_kf'), coalesce(a.name, ''), i.name,
  i.gone_at, coalesce(c.id, ''), coalesce(c.last_at, 0), substr(i.external_id, -4) FROM identity i
  LEFT JOIN account a ON a.id = i.account_id LEFT JOIN conversation c ON c.identity_id = i.id
WHERE i.customer_id IN (SELECT value FROM json_each(?)) ORDER BY c.last_at DESC
"""
_TAGS = """
SELECT ct.customer_id, t.id, t.group_id, t.name, t.color, t."order" FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id
WHERE ct.customer_id IN (SELECT value FROM json_each(?)) ORDER BY ct.at, t."order"
"""


def get(look: Reading, customer_id: str) -> CustomerRow | None:
    """The customer's card, or None."""
    found = records.get(look, "customer", customer_id)
    return _row(customer_id, found) if isinstance(found, Customer) else None


def find(look: Reading, text: str, limit: int) -> list[CustomerRow]:
    """Customers by name, remark, phone, company or pinyin; the best first."""
    found = [get(look, customer_id) for customer_id in words.customers(look, text, limit)]
    return [row for row in found if row is not None]


def identities(look: Reading, customer_id: str) -> list[IdentityRow]:
    """Where this person writes from, the latest first."""
    return identities_of(look, [customer_id]).get(customer_id, [])


def identities_of(look: Reading, customer_ids: Sequence[str]) -> dict[str, list[IdentityRow]]:
    """The same for many, by customer."""
    found: dict[str, list[IdentityRow]] = {}
    for r in look.rows(_IDENTITIES, (msgspec.json.encode(customer_ids).decode(),)):
        row = IdentityRow(
            id=r[0],
            customer_id=r[1],
            account_id=r[2],
            account_kind=AccountKind(r[3]),
            account_name=r[4],
            name=r[5],
            gone_at=r[6],
            conversation_id=r[7],
            last_at=r[8],
            external_tail=r[9],
        )
        found.setdefault(row.customer_id, []).append(row)
    return found


def tags_of(look: Reading, customer_ids: Sequence[str]) -> dict[str, list[TagRow]]:
    """The tags of many, by customer, in the order in which they were put on."""
    tags: dict[str, list[TagRow]] = {}
    for customer_id, tag_id, group_id, name, color, order in look.rows(
        _TAGS, (msgspec.json.encode(customer_ids).decode(),)
    ):
        row = TagRow(id=tag_id, group_id=group_id, name=name, color=color, order=order, on=True)
        tags.setdefault(customer_id, []).append(row)
    return tags


def tag_groups(look: Reading, customer_id: str = "") -> list[TagGroupRow]:
    """All tags in their drawers; those of the customer are on."""
    on = {t for (t,) in look.rows("SELECT tag_id FROM customer_tag WHERE customer_id = ?", (customer_id,))}
    tags: dict[str, list[TagRow]] = {}
    for tag_id, t in records.everything(look, "tag", Tag):
        row = TagRow(id=tag_id, group_id=t.group_id, name=t.name, color=t.color, order=t.order, on=tag_id in on)
        tags.setdefault(t.group_id, []).append(row)
    groups = [(i, g.name, g.order) for i, g in records.everything(look, "tag_group", TagGroup)]
    known = {i for i, _, _ in groups}
    groups += [(i, "", 0) for i in tags if i not in known]
    return [
        TagGroupRow(id=i, name=name, order=order, tags=tuple(sorted(tags.get(i, ()), key=lambda t: (t.order, t.name))))
        for i, name, order in sorted(groups, key=lambda group: (group[2], group[1]))
    ]


def toggle_tag(tx: Transaction, customer_id: str, tag_id: str, user_id: str, clock: HybridClock) -> bool:
    """Put the tag on, or take it off; whether it is on now."""
    on = not isinstance(records.get(tx, "customer_tag", natural_id("customer_tag", customer_id, tag_id)), CustomerTag)
    put_tag(tx, [customer_id], tag_id, on, user_id, clock)
    return on


def put_tag(
    tx: Transaction, customer_ids: Sequence[str], tag_id: str, on: bool, user_id: str, clock: HybridClock
) -> list[str]:
    """Put the tag on all of them, or take it off; those for whom that is news."""
    changed = []
    for customer_id in customer_ids:
        place = natural_id("customer_tag", customer_id, tag_id)
        if isinstance(records.get(tx, "customer_tag", place), CustomerTag) is on:
            continue
        if on:
            fields = {"customer_id": customer_id, "tag_id": tag_id, "author_id": user_id, "at": wall_ms()}
            outbox.create(tx, "customer_tag", place, fields, clock)
        else:
            outbox.drop(tx, "customer_tag", place, clock)
        changed.append(customer_id)
    return changed


def create_tag(tx: Transaction, group_id: str, name: str, color: str, clock: HybridClock) -> str:
    """A new tag at the end of its drawer; one of that name that is there already is used."""
    found = tx.row("SELECT id FROM tag WHERE group_id = ? AND name = ?", (group_id, name))
    if found:
        return str(found[0])
    last = tx.row('SELECT coalesce(max("order"), 0) FROM tag WHERE group_id = ?', (group_id,))
    tag_id = new_id()
    fields = {"group_id": group_id, "name": name, "color": color, "order": (last[0] if last else 0) + 1}
    outbox.create(tx, "tag", tag_id, fields, clock)
    return tag_id


def _row(customer_id: str, c: Customer) -> CustomerRow:
    return CustomerRow(
        id=customer_id,
        name=c.name,
        remark=c.remark,
        phones=tuple(c.phones),
        company=c.company,
        source=c.source,
        description=c.description,
        stage=Stage(c.stage),
        gender=c.gender,
        city=c.city,
        private=c.private,
        custom=c.custom,
        account_id=c.account_id,
        created_at=c.created_at,
        last_order=c.last_order,
    )
