"""What can be done with a conversation as a whole, by name."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.protocol import ConversationStatus
from app.services import ConversationService
from app.store import Changes, ConversationRow

MORNING = 9


async def act(verbs: ConversationService, row: ConversationRow, action: str) -> None:
    """Do what a button or menu of the header names; other names do nothing."""
    match action:
        case "resolve":
            await verbs.set_status(row.id, ConversationStatus.RESOLVED)
        case "reopen":
            await verbs.set_status(row.id, ConversationStatus.OPEN)
        case "take":
            await verbs.take(row.id)
        case "unread":
            await verbs.mark_unread(row.id)
        case "star":
            await verbs.star(row.id, not row.starred)
        case "pin":
            await verbs.pin(row.id, not row.pinned)
        case "mute":
            await verbs.mute(row.id, not row.muted)


def snooze_until(preset: str, now: datetime) -> int:
    """When a put-away conversation comes back, in ms; 0: when the customer writes."""
    if preset == "hour":
        return int((now + timedelta(hours=1)).timestamp() * 1000)
    days = {"tomorrow": 1, "monday": 7 - now.weekday()}.get(preset, 0)
    when = (now + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return int(when.timestamp() * 1000) if days else 0


def concerns(changes: Changes, conversation_id: str, row: ConversationRow | None) -> bool:
    """Whether a conversation must be shown anew; ``row`` is what is shown of it, maybe still another's."""
    if conversation_id in changes.of("conversation") or any(
        map(changes.of, ("customer_tag", "tag", "account", "user"))
    ):
        return True
    people, identities = changes.of("customer"), changes.of("identity")
    if row is None or row.id != conversation_id:
        return bool(people or identities)
    return row.customer_id in people or row.identity_id in identities
