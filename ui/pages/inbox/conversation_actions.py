"""What can be done with conversations as a whole, by name; one of them or many, it is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.protocol import ConversationStatus
from app.store import Changes, ConversationRow
from ui.delegates.clocks import MINUTE
from ui.delegates.quota import quota

MORNING = 9
BEFORE_CLOSING = 30 * MINUTE
"""Milliseconds that are left to answer when a conversation comes back before its window closes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A verb of ``ConversationService.bulk``, what it is told, and the fields that an undo has to put back."""

    verb: str
    how: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[str, ...] = ()


def plan_of(action: str, rows: Sequence[ConversationRow]) -> Plan:
    """What a button, menu or key means for these; what can be switched off goes off when all have it."""
    match action:
        case "resolve":
            return status_plan(ConversationStatus.RESOLVED)
        case "reopen":
            return status_plan(ConversationStatus.OPEN)
        case "pending":
            return status_plan(ConversationStatus.PENDING)
        case "give_back":
            return Plan("assign", {"user_id": ""}, ("assignee_id",))
        case "unread":
            return Plan("mark_unread")
        case "star":
            return Plan("star", {"on": not all(row.starred for row in rows)}, ("starred",))
        case "pin":
            return Plan("pin", {"on": not all(row.pinned for row in rows)}, ("pinned",))
        case "mute":
            return Plan("mute", {"on": not all(row.muted for row in rows)}, ("muted",))
        case _:
            return Plan("set_priority", {"priority": int(action.removeprefix("priority_"))}, ("priority",))


def would_change(action: str, rows: Sequence[ConversationRow], me: str, now: int) -> bool:
    """Whether that is worth offering for these: it would change one of them at least."""
    match action:
        case "resolve":
            return any(row.status != ConversationStatus.RESOLVED for row in rows)
        case "pending":
            return any(row.status != ConversationStatus.PENDING for row in rows)
        case "reopen":
            return all(row.status != ConversationStatus.OPEN for row in rows)
        case "give_back":
            return any(row.assignee_id for row in rows)
        case "take":
            return any(row.assignee_id != me for row in rows)
        case "unread":
            return not all(row.unread for row in rows)
        case "snooze_window":
            return closing(rows, now) > 0
        case _ if action.startswith("priority_"):
            return any(row.priority != int(action.removeprefix("priority_")) for row in rows)
        case _:
            return True


def status_plan(status: ConversationStatus) -> Plan:
    """Give them another status."""
    return Plan("set_status", {"status": status}, ("status", "snoozed_until"))


def snooze_plan(until: int) -> Plan:
    """Put them away until then, in ms."""
    return Plan("snooze", {"until": until}, ("status", "snoozed_until"))


def transfer_plan(user_id: str, comment: str) -> Plan:
    """Give them to a colleague with a word about it; an undo leaves the word."""
    return Plan("transfer", {"user_id": user_id, "comment": comment}, ("assignee_id",))


def snooze_until(preset: str, now: datetime, closes_at: int = 0) -> int:
    """When a put-away conversation comes back, in ms; 0: when the customer writes.

    ``window``: half an hour before ``closes_at``, or, when less than an hour is left, in the middle of the rest.
    """
    if preset == "hour":
        return int((now + timedelta(hours=1)).timestamp() * 1000)
    if preset == "window":
        left = closes_at - int(now.timestamp() * 1000)
        return closes_at - min(BEFORE_CLOSING, left // 2)
    days = {"tomorrow": 1, "monday": 7 - now.weekday()}.get(preset, 0)
    when = (now + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return int(when.timestamp() * 1000) if days else 0


def closing(rows: Sequence[ConversationRow], now: int) -> int:
    """When the first of their sending windows closes (ms); 0 when one of them is closed, or never closes."""
    budgets = [quota(row, now) for row in rows]
    return min((b.closes_at if b.open else 0 for b in budgets), default=0)


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
