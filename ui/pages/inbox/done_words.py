"""What was done to how many conversations, in words."""

from __future__ import annotations

from app.protocol import ConversationStatus
from ui.delegates.names import priority_words
from ui.kit.translations import tr
from ui.pages.inbox.conversation_actions import Plan


def done_words(plan: Plan, count: int, whom: str = "") -> str:
    """A sentence; ``whom`` is who has them now."""
    on = plan.how.get("on")
    match plan.verb:
        case "set_status" if plan.how["status"] == ConversationStatus.RESOLVED:
            return tr("Done", "%n conversation(s) resolved", count)
        case "set_status" if plan.how["status"] == ConversationStatus.PENDING:
            return tr("Done", "%n conversation(s) marked as pending", count)
        case "set_status":
            return tr("Done", "%n conversation(s) opened again", count)
        case "snooze":
            return tr("Done", "%n conversation(s) snoozed", count)
        case "assign":
            return tr("Done", "%n conversation(s) given back to the queue", count)
        case "transfer":
            return tr("Done", "%n conversation(s) given to {0}", count).format(whom)
        case "star":
            return tr("Done", "%n conversation(s) starred", count) if on else tr("Done", "%n star(s) taken away", count)
        case "pin":
            return tr("Done", "%n conversation(s) pinned", count) if on else tr("Done", "%n pin(s) taken away", count)
        case "mute":
            return (
                tr("Done", "%n conversation(s) muted", count)
                if on
                else tr("Done", "%n conversation(s) no longer muted", count)
            )
        case "set_priority":
            words = tr("Done", "%n conversation(s): priority “{0}”", count)
            return words.format(priority_words(plan.how["priority"]))
        case _:
            return tr("Done", "%n conversation(s) marked as unread", count)
