"""Reads and writes about messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.errors import Refused
from app.phrases import phrase
from app.protocol import KINDS, Direction, HybridClock, Message, MessageState, new_id
from app.protocol.clock import wall_ms
from app.store import conversations, outbox, records
from app.store.rows import MessageRow
from app.store.transaction import Reading, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a reply; ``type`` and ``content`` as in :class:`app.protocol.Message`."""

    type: str = "text"
    text: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    reply_to: str = ""


Place = tuple[int, str]
"""``(at, id)`` of a message."""

_COLUMNS = (
    "m.id, m.conversation_id, m.direction, m.author_id, coalesce(u.name, ''), m.type, m.text, m.content, m.at, m.state,"
    " m.reason, m.reply_to, m.batch_id, m.part, m.scheduled_at"
)
_FROM = f"SELECT {_COLUMNS} FROM message m LEFT JOIN user u ON u.id = m.author_id WHERE"


def newest(look: Reading, conversation_id: str, limit: int) -> list[MessageRow]:
    """The newest messages, oldest of them first."""
    found = look.rows(f"{_FROM} m.conversation_id = ? ORDER BY m.at DESC, m.id DESC LIMIT ?", (conversation_id, limit))
    return [_row(r) for r in reversed(found)]


def older(look: Reading, conversation_id: str, before: Place, limit: int) -> list[MessageRow]:
    """The messages just older than ``before``, oldest first."""
    found = look.rows(
        f"{_FROM} m.conversation_id = ? AND (m.at, m.id) < (?, ?) ORDER BY m.at DESC, m.id DESC LIMIT ?",
        (conversation_id, *before, limit),
    )
    return [_row(r) for r in reversed(found)]


def newer(look: Reading, conversation_id: str, after: Place, limit: int) -> list[MessageRow]:
    """The messages just newer than ``after``, oldest first."""
    found = look.rows(
        f"{_FROM} m.conversation_id = ? AND (m.at, m.id) > (?, ?) ORDER BY m.at, m.id LIMIT ?",
        (conversation_id, *after, limit),
    )
    return [_row(r) for r in found]


def around(look: Reading, conversation_id: str, message_id: str, limit: int) -> list[MessageRow]:
    """The message, half of ``limit`` before it and half after; nothing when it is not here."""
    middle = by_ids(look, conversation_id, [message_id])
    if not middle:
        return []
    place = middle[0].order
    before = older(look, conversation_id, place, limit // 2)
    return [*before, *middle, *newer(look, conversation_id, place, limit // 2)]


def by_ids(look: Reading, conversation_id: str, wanted: Sequence[str]) -> list[MessageRow]:
    """Those of ``wanted`` that belong to the conversation, in order."""
    found = look.rows(
        f"{_FROM} m.id IN (SELECT value FROM json_each(?)) AND m.conversation_id = ?",
        (msgspec.json.encode(wanted).decode(), conversation_id),
    )
    return sorted((_row(r) for r in found), key=lambda row: row.order)


def queue(
    tx: Transaction,
    conversation_id: str,
    parts: Sequence[Part],
    author_id: str,
    clock: HybridClock,
    direction: Direction = Direction.OUT,
    state: MessageState = MessageState.QUEUED,
    scheduled_at: int = 0,
    hold_ms: int = 0,
) -> list[str]:
    """Parts of a reply as ordinary rows on their way; their ids, in order.

    ``scheduled_at``: when they are to go. ``hold_ms``: how long they stay on this computer, to be taken back.
    """
    at = max(wall_ms(), conversations.newest_at(tx, conversation_id) + 1)
    batch_id = new_id() if len(parts) > 1 else ""
    made = []
    for number, part in enumerate(parts):
        message = Message(
            conversation_id=conversation_id,
            direction=direction,
            author_id=author_id,
            type=part.type,
            text=part.text,
            content=dict(part.content),
            at=at + number,
            state=state,
            reply_to=part.reply_to,
            batch_id=batch_id,
            part=number,
            scheduled_at=scheduled_at + number if scheduled_at else 0,
        )
        message_id = new_id()
        outbox.create(tx, "message", message_id, _fields(message), clock, hold_ms=hold_ms)
        conversations.show_message(tx, message)
        made.append(message_id)
    return made


def resend(
    tx: Transaction, message_id: str, user_id: str, clock: HybridClock, *, even_if_unknown: bool = False
) -> list[str]:
    """Send a failed message again, and the parts of its reply that were held back with it, under new names.

    ``even_if_unknown``: also one of which nobody knows whether it arrived; that one stays where it is.
    """
    row = records.get(tx, "message", message_id)
    again = (MessageState.FAILED, MessageState.UNKNOWN) if even_if_unknown else (MessageState.FAILED,)
    if not isinstance(row, Message) or row.direction is not Direction.OUT or row.state not in again:
        raise Refused(phrase("Errors", "Only a message that failed can be sent again"))
    return _again(tx, [(message_id, row), *_held_back(tx, row)], user_id, clock)


def continue_batch(tx: Transaction, message_id: str, user_id: str, clock: HybridClock) -> list[str]:
    """Send the parts that were held back behind one that failed, without that one."""
    row = records.get(tx, "message", message_id)
    rest = _held_back(tx, row) if isinstance(row, Message) else []
    if isinstance(row, Message) and row.reason in HELD_BACK:
        rest.insert(0, (message_id, row))
    if not rest:
        raise Refused(phrase("Errors", "Nothing of this reply was held back"))
    return _again(tx, rest, user_id, clock)


HELD_BACK = frozenset({"stopped", "earlier_part_failed"})
"""Reasons of parts that were never tried."""


def _held_back(tx: Transaction, row: Message) -> list[tuple[str, Message]]:
    if not row.batch_id:
        return []
    later = tx.rows(
        "SELECT id FROM message WHERE conversation_id = ? AND batch_id = ? AND part > ? AND state = 'failed'"
        " ORDER BY part",
        (row.conversation_id, row.batch_id, row.part),
    )
    found = [(i, records.get(tx, "message", i)) for (i,) in later]
    return [(i, m) for i, m in found if isinstance(m, Message) and m.reason in HELD_BACK]


def _again(tx: Transaction, again: Sequence[tuple[str, Message]], user_id: str, clock: HybridClock) -> list[str]:
    for old_id, m in again:
        if m.author_id == user_id and m.state is MessageState.FAILED:
            discard(tx, old_id, clock)
    parts = [Part(type=m.type, text=m.text, content=m.content, reply_to=m.reply_to) for _, m in again]
    return queue(tx, again[0][1].conversation_id, parts, user_id, clock)


def withdraw(tx: Transaction, message_id: str, clock: HybridClock) -> None:
    """Take back a message that has not gone out. The server may have been quicker: then it is kept as refused."""
    row = records.get(tx, "message", message_id)
    if not isinstance(row, Message) or row.state is not MessageState.QUEUED:
        raise Refused(phrase("Errors", "This message has gone out already"))
    outbox.drop(tx, "message", message_id, clock)
    conversations.look_again(tx, row.conversation_id)


def discard(tx: Transaction, message_id: str, clock: HybridClock) -> None:
    """Take a message away that was never sent: waiting still, or failed."""
    row = records.get(tx, "message", message_id)
    if not isinstance(row, Message):
        return
    claimed = tx.row("SELECT max(claimed) FROM outbox WHERE record_id = ? AND acked_rev = 0", (message_id,))
    waiting = row.state is MessageState.QUEUED and claimed is not None and claimed[0] == 0
    if row.state is not MessageState.FAILED and not waiting:
        raise Refused(phrase("Errors", "This message may have been sent already"))
    outbox.drop(tx, "message", message_id, clock)
    if waiting:
        conversations.look_again(tx, row.conversation_id)


def _fields(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in KINDS["message"].fields}


def _row(r: tuple[Any, ...]) -> MessageRow:
    return MessageRow(
        id=r[0],
        conversation_id=r[1],
        direction=Direction(r[2]),
        author_id=r[3],
        author_name=r[4],
        type=r[5],
        text=r[6],
        content=msgspec.json.decode(r[7]) if r[7] != "{}" else {},
        at=r[8],
        state=MessageState(r[9]),
        reason=r[10],
        reply_to=r[11],
        batch_id=r[12],
        part=r[13],
        scheduled_at=r[14],
    )
