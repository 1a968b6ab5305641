"""Reads and writes about quick replies and the tree they hang on."""

from __future__ import annotations

from collections.abc import Mapping

from app.protocol import HybridClock, QuickReply, QuickReplyCategory, Role, User
from app.store import outbox, people, records
from app.store.rows import CategoryRow, QuickReplyRow
from app.store.transaction import Reading, Transaction


def get(look: Reading, reply_id: str) -> QuickReplyRow | None:
    """The quick reply, or None."""
    found = records.get(look, "quick_reply", reply_id)
    return _row(reply_id, found, _parked(look), people.teams(look)) if isinstance(found, QuickReply) else None


def by_ids(look: Reading, ids: list[str]) -> list[QuickReplyRow]:
    """Those of ``ids`` that are here, in that order."""
    found = {i: r for i, r in records.some(look, "quick_reply", QuickReply, ids)}
    parked, teams = _parked(look), people.teams(look)
    return [_row(i, found[i], parked, teams) for i in ids if i in found]


def everything(look: Reading) -> list[QuickReplyRow]:
    """All of them, in no order."""
    parked, teams = _parked(look), people.teams(look)
    return [_row(i, r, parked, teams) for i, r in records.everything(look, "quick_reply", QuickReply)]


def tree(look: Reading) -> list[CategoryRow]:
    """Categories with their children and replies, in order; replies without a category hang on a nameless one."""
    replies: dict[str, list[QuickReplyRow]] = {}
    for reply in sorted(everything(look), key=lambda r: (r.order, r.title)):
        replies.setdefault(reply.category_id, []).append(reply)
    categories = dict(records.everything(look, "quick_reply_category", QuickReplyCategory))
    children: dict[str, list[str]] = {}
    for category_id, c in sorted(categories.items(), key=lambda item: (item[1].order, item[1].name)):
        children.setdefault(c.parent_id if c.parent_id in categories else "", []).append(category_id)

    placed: set[str] = set()

    def branch(category_id: str) -> CategoryRow:
        placed.add(category_id)
        c = categories[category_id]
        below = [branch(child) for child in children.get(category_id, ()) if child not in placed]
        return CategoryRow(
            id=category_id,
            scope=c.scope,
            parent_id=c.parent_id,
            name=c.name,
            order=c.order,
            children=tuple(below),
            replies=tuple(replies.get(category_id, ())),
        )

    roots = [branch(i) for i in children.get("", ())]
    # Two devices offline can hang two categories on each other: such a ring is opened anywhere.
    roots += [branch(i) for i in categories if i not in placed]
    loose = [r for category_id, some in replies.items() if category_id not in categories for r in some]
    by_scope: dict[str, list[QuickReplyRow]] = {}
    for reply in loose:
        by_scope.setdefault(reply.scope, []).append(reply)
    nameless = [
        CategoryRow(id="", scope=scope, parent_id="", name="", order=0, replies=tuple(some))
        for scope, some in sorted(by_scope.items())
    ]
    return [*roots, *nameless]


def drop_category(tx: Transaction, category_id: str, clock: HybridClock) -> None:
    """Take a category away; what hung on it hangs on its parent now."""
    category = records.get(tx, "quick_reply_category", category_id)
    if not isinstance(category, QuickReplyCategory):
        return
    for (reply_id,) in tx.rows("SELECT id FROM quick_reply WHERE category_id = ?", (category_id,)):
        outbox.edit(tx, "quick_reply", reply_id, {"category_id": category.parent_id}, clock)
    for (child_id,) in tx.rows("SELECT id FROM quick_reply_category WHERE parent_id = ?", (category_id,)):
        outbox.edit(tx, "quick_reply_category", child_id, {"parent_id": category.parent_id}, clock)
    outbox.drop(tx, "quick_reply_category", category_id, clock)


def used(tx: Transaction, reply_id: str, user_id: str, clock: HybridClock) -> None:
    """Count one use; a partner's is not counted, for partners may not edit what they use."""
    reply, user = records.get(tx, "quick_reply", reply_id), records.get(tx, "user", user_id)
    if isinstance(reply, QuickReply) and not (isinstance(user, User) and user.role is Role.PARTNER):
        outbox.edit(tx, "quick_reply", reply_id, {"uses": reply.uses + 1}, clock, hold_ms=5000)


def _parked(look: Reading) -> frozenset[str]:
    return frozenset(i for (i,) in look.rows("SELECT record_id FROM parked WHERE kind = 'quick_reply'"))


def _row(reply_id: str, r: QuickReply, parked: frozenset[str], teams: Mapping[str, str]) -> QuickReplyRow:
    return QuickReplyRow(
        id=reply_id,
        scope=r.scope,
        category_id=r.category_id,
        title=r.title,
        shortcut=r.shortcut,
        body=r.body,
        parts=tuple(r.parts),
        order=r.order,
        author_id=r.author_id,
        uses=r.uses,
        team=people.team_of(r.scope, teams),
        parked=reply_id in parked,
    )
