"""Reads and writes about follow-ups, reminders, drafts and preferences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.protocol import Draft, FollowUp, HybridClock, Reminder, Stage, natural_id
from app.protocol.clock import wall_ms
from app.store import outbox, records
from app.store.naming import NAME, TAIL, WHOSE_FOLLOW_UP
from app.store.rows import DraftRow, FollowUpRow, ReminderRow
from app.store.transaction import Reading, Transaction

DRAFT_HOLD_MS = 2000
"""A draft is sent to the agent's other devices when typing has paused for so long."""

_NAMED = (
    f"SELECT f.id, {NAME}, {TAIL}, coalesce(u.name, '') FROM {WHOSE_FOLLOW_UP}"
    " LEFT JOIN user u ON u.id = f.author_id WHERE "
)


def follow_ups_of(look: Reading, customer_id: str) -> list[FollowUpRow]:
    """A customer's, the newest first."""
    return _follow_ups(look, look.rows(_NAMED + "f.customer_id = ? ORDER BY f.at DESC, f.id DESC", (customer_id,)))


def due_follow_ups(look: Reading, until: int, author_id: str) -> list[FollowUpRow]:
    """Mine that are open and due before ``until`` (ms), the most urgent first."""
    where = "f.due_at > 0 AND f.due_at <= ? AND f.done_at = 0 AND f.author_id = ? ORDER BY f.due_at, f.id"
    return _follow_ups(look, look.rows(_NAMED + where, (until, author_id)))


def due_reminders(look: Reading, until: int, user_id: str) -> list[ReminderRow]:
    """Mine that are open and due before ``until`` (ms), the most urgent first."""
    found = look.rows(
        "SELECT id, about_kind, about_id, text, due_at, done_at FROM reminder"
        " WHERE user_id = ? AND done_at = 0 AND due_at <= ? ORDER BY due_at, id",
        (user_id, until),
    )
    names = ("id", "about_kind", "about_id", "text", "due_at", "done_at")
    return [ReminderRow(**dict(zip(names, r, strict=True))) for r in found]


def next_reminder_at(look: Reading, user_id: str) -> int:
    """When the next one is due; 0 when there is none."""
    found = look.row("SELECT min(due_at) FROM reminder WHERE user_id = ? AND done_at = 0", (user_id,))
    return (found[0] if found else 0) or 0


def draft(look: Reading, draft_id: str) -> DraftRow | None:
    """My unsent words, or None."""
    d = records.get(look, "draft", draft_id)
    if not isinstance(d, Draft):
        return None
    return DraftRow(
        id=draft_id,
        conversation_id=d.conversation_id,
        identity_id=d.identity_id,
        customer_id=d.customer_id,
        mode=d.mode,
        body=d.body,
        parts=tuple(d.parts),
        at=d.at,
    )


def draft_id_of(look: Reading, user_id: str, conversation_id: str, mode: str) -> str:
    """The name of a draft: bound to the identity and the customer it is for, on every device the same."""
    found = look.row("SELECT identity_id, customer_id FROM conversation WHERE id = ?", (conversation_id,))
    identity_id, customer_id = found or ("", conversation_id)
    return natural_id("draft", user_id, identity_id or conversation_id, customer_id, mode)


def draft_of(look: Reading, user_id: str, conversation_id: str, mode: str) -> DraftRow | None:
    """My unsent words for a conversation."""
    return draft(look, draft_id_of(look, user_id, conversation_id, mode))


def save_draft(
    tx: Transaction,
    user_id: str,
    conversation_id: str,
    mode: str,
    body: str,
    parts: Sequence[Mapping[str, Any]],
    clock: HybridClock,
) -> None:
    """Keep unsent words; empty ones are taken away."""
    draft_id = draft_id_of(tx, user_id, conversation_id, mode)
    if not body and not parts:
        outbox.drop(tx, "draft", draft_id, clock)
        return
    words = {"body": body, "parts": [dict(part) for part in parts], "at": wall_ms()}
    if (old := draft(tx, draft_id)) is not None:
        if (old.body, list(old.parts)) != (body, words["parts"]):
            outbox.edit(tx, "draft", draft_id, words, clock, hold_ms=DRAFT_HOLD_MS)
        return
    found = tx.row("SELECT identity_id, customer_id FROM conversation WHERE id = ?", (conversation_id,))
    identity_id, customer_id = found or ("", "")
    whose = {"user_id": user_id, "identity_id": identity_id, "customer_id": customer_id, "mode": mode}
    fields = {**whose, "conversation_id": conversation_id, **words}
    outbox.create(tx, "draft", draft_id, fields, clock, hold_ms=DRAFT_HOLD_MS)


def preference(look: Reading, user_id: str, name: str, default: Any) -> Any:
    """What the agent chose, on whatever device."""
    row = records.get_row(look, "preference", natural_id("preference", user_id, name))
    return row[-1] if row else default


def prefer(tx: Transaction, user_id: str, name: str, value: Any, clock: HybridClock) -> None:
    """Choose."""
    place = natural_id("preference", user_id, name)
    if records.get_row(tx, "preference", place) is None:
        outbox.create(tx, "preference", place, {"user_id": user_id, "name": name, "value": value}, clock)
    else:
        outbox.edit(tx, "preference", place, {"value": value}, clock, hold_ms=DRAFT_HOLD_MS)


def reminder(look: Reading, reminder_id: str) -> Reminder | None:
    """The reminder, or None."""
    found = records.get(look, "reminder", reminder_id)
    return found if isinstance(found, Reminder) else None


def _follow_ups(look: Reading, named: list[tuple[Any, ...]]) -> list[FollowUpRow]:
    found = dict(records.some(look, "follow_up", FollowUp, [r[0] for r in named]))
    return [
        FollowUpRow(
            id=i,
            customer_id=(f := found[i]).customer_id,
            customer_name=customer,
            external_tail=tail,
            conversation_id=f.conversation_id,
            author_id=f.author_id,
            author_name=author,
            at=f.at,
            touch=f.touch,
            body=f.body,
            stage=Stage(f.stage),
            next_action=f.next_action,
            due_at=f.due_at,
            done_at=f.done_at,
            message_ids=tuple(f.message_ids),
        )
        for i, customer, tail, author in named
    ]
