"""Reads and writes about conversations. Plain functions, run on the store's threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from app.errors import Refused
from app.phrases import phrase
from app.protocol import (
    KINDS,
    AccountKind,
    Conversation,
    ConversationStatus,
    HybridClock,
    Message,
    to_row,
)
from app.rules.threads import after_message, after_read
from app.store import customers, outbox, records
from app.store.naming import NAME, TAIL
from app.store.rows import ConversationRow, TagRow, ViewerRow
from app.store.tables import Backfill
from app.store.transaction import Reading, Transaction

_ROWS = f"""
SELECT c.id, c.account_id, a.kind, a.name, c.customer_id, c.identity_id,
  {NAME},
  c.status, c.assignee_id, coalesce(u.name, ''), c.snoozed_until, c.pinned, c.starred, c.muted, c.read_at, c.unread,
  c.waiting_since, c.last_at, c.snippet, c.last_direction, c.window_trigger, c.window_opened_at, c.sent_in_window,
  c.member_count, coalesce(i.gone_at, 0),
  coalesce((SELECT d.body FROM draft d WHERE d.conversation_id = c.id AND d.user_id = ? AND d.mode = 'reply'), ''),
  c.priority, c.holder_id, coalesce(h.name, ''), c.holder_mode, c.held_until, {TAIL},
  CASE WHEN c.snippet <> '' OR c.last_at = 0 THEN '' ELSE coalesce((SELECT m.type FROM message m
    WHERE m.conversation_id = c.id AND m.direction <> 'note' ORDER BY m.at DESC, m.id DESC LIMIT 1), '') END,
  c.viewers
FROM conversation c LEFT JOIN account a ON a.id = c.account_id LEFT JOIN customer p ON p.id = c.customer_id
  LEFT JOIN identity i ON i.id = c.identity_id LEFT JOIN user u ON u.id = c.assignee_id
  LEFT JOIN user h ON h.id = c.holder_id
WHERE c.id IN (SELECT value FROM json_each(?))
"""
_NAMES = "SELECT id, name FROM user WHERE id IN (SELECT value FROM json_each(?))"


def rows(look: Reading, wanted: Sequence[str], user_id: str) -> dict[str, ConversationRow]:
    """Rows by id, for those that are here."""
    found = look.rows(_ROWS, (user_id, msgspec.json.encode(wanted).decode()))
    tags = customers.tags_of(look, [r[4] for r in found if r[4]])
    viewers = _viewers(look, {r[0]: r[33] for r in found if r[33] != "{}"})
    return {r[0]: _row(r, tuple(tags.get(r[4], ())[:3]), viewers.get(r[0], ())) for r in found}


def _viewers(look: Reading, found: Mapping[str, str]) -> dict[str, tuple[ViewerRow, ...]]:
    here: dict[str, dict[str, int]] = {name: msgspec.json.decode(text) for name, text in found.items()}
    users = {user_id for viewers in here.values() for user_id in viewers}
    names = dict(look.rows(_NAMES, (msgspec.json.encode(sorted(users)).decode(),))) if users else {}
    return {
        conversation_id: tuple(ViewerRow(user_id=i, name=names.get(i, ""), until=until) for i, until in viewers.items())
        for conversation_id, viewers in here.items()
    }


def _row(r: tuple[Any, ...], tags: tuple[TagRow, ...], viewers: tuple[ViewerRow, ...]) -> ConversationRow:
    return ConversationRow(
        id=r[0],
        account_id=r[1],
        account_kind=AccountKind(r[2] or AccountKind.WECOM_KF),
        account_name=r[3] or "",
        customer_id=r[4],
        identity_id=r[5],
        title=r[6],
        status=ConversationStatus(r[7]),
        assignee_id=r[8],
        assignee_name=r[9],
        snoozed_until=r[10],
        pinned=bool(r[11]),
        starred=bool(r[12]),
        muted=bool(r[13]),
        read_at=r[14],
        unread=r[15],
        waiting_since=r[16],
        last_at=r[17],
        snippet=r[18],
        last_direction=r[19],
        window_trigger=r[20],
        window_opened_at=r[21],
        sent_in_window=r[22],
        member_count=r[23],
        gone_at=r[24],
        draft=r[25],
        tags=tags,
        priority=r[26],
        holder_id=r[27],
        holder_name=r[28],
        holder_mode=r[29],
        held_until=r[30],
        external_tail=r[31],
        wordless=r[32],
        viewers=viewers,
    )


def taken(tx: Transaction, revisions: Mapping[str, int], user_id: str) -> None:
    """The server gave them to ``user_id`` at these revisions: shown before the pull brings them."""
    found = [row for name in revisions if (row := records.get_row(tx, "conversation", name)) is not None]
    older = [row for row in found if row[1] < revisions[row[0]]]
    records.put_many(
        tx, "conversation", [records.changed(row, "conversation", {"assignee_id": user_id}) for row in older]
    )


def read(tx: Transaction, conversation_id: str, clock: HybridClock) -> None:
    """Everything in it was seen."""
    conversation = _get(tx, conversation_id)
    if conversation.unread and conversation.last_at > conversation.read_at:
        outbox.edit(tx, "conversation", conversation_id, {"read_at": conversation.last_at}, clock, hold_ms=500)
        _show(tx, conversation_id, after_read(_get(tx, conversation_id), conversation.last_at, 0))


def unread(tx: Transaction, conversation_id: str, clock: HybridClock) -> None:
    """As if the newest customer message had not been seen."""
    found = tx.row(
        "SELECT at FROM message WHERE conversation_id = ? AND direction = 'in' ORDER BY at DESC LIMIT 1",
        (conversation_id,),
    )
    if found:
        outbox.edit(tx, "conversation", conversation_id, {"read_at": found[0] - 1}, clock)
        _show(tx, conversation_id, after_read(_get(tx, conversation_id), found[0] - 1, 1))


def show_message(tx: Transaction, message: Message) -> None:
    """What my own message does to the list, before the server has said so."""
    _show(tx, message.conversation_id, after_message(_get(tx, message.conversation_id), message))


def look_again(tx: Transaction, conversation_id: str) -> None:
    """What a message of mine did to the list did not come true: fetch the server's row once more."""
    row = records.get_row(tx, "conversation", conversation_id)
    if row is None or not row[1]:
        return
    tx.run("UPDATE conversation SET rev = rev - 1 WHERE id = ?", (conversation_id,))
    account_id = row[2 + KINDS["conversation"].fields.index("account_id")]
    Backfill.insert(scopes=[f"account:{account_id}"], since=row[1] - 1, upto=row[1]).execute(tx.db)


def newest_at(look: Reading, conversation_id: str) -> int:
    """The time of the newest message, 0 when there is none."""
    found = look.row("SELECT max(at) FROM message WHERE conversation_id = ?", (conversation_id,))
    return (found[0] if found else 0) or 0


def _get(look: Reading, conversation_id: str) -> Conversation:
    found = records.get(look, "conversation", conversation_id)
    if not isinstance(found, Conversation):
        raise Refused(phrase("Errors", "This conversation is not here any more"))
    return found


def _show(tx: Transaction, conversation_id: str, conversation: Conversation) -> None:
    row = records.get_row(tx, "conversation", conversation_id)
    if row is not None:
        records.put(tx, "conversation", [row[0], row[1], *to_row(KINDS["conversation"], conversation)])
