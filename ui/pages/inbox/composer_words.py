"""What field and button say of themselves."""

from __future__ import annotations

from app.rules.abilities import abilities
from app.store import ConversationRow
from ui.delegates.clocks import now_ms
from ui.delegates.plain import one_line
from ui.delegates.quota import limits, quota
from ui.kit.translations import tr
from ui.pages.inbox.ways_out import ways_out

SHORT = 300
"""Characters of a text that no platform finds too long."""


def of_send_button(row: ConversationRow | None, is_note: bool, copies: bool) -> str:
    """What happens, and in whose name."""
    name = one_line(row.account_name, 24) if row is not None else ""
    if is_note:
        return tr("Composer", "Save the note")
    if copies:
        return tr("Composer", "Copy and mark as “{0}”").format(name)
    return tr("Composer", "Send as “{0}”").format(name) if name else tr("Composer", "Send")


def of_field(is_note: bool) -> str:
    """What the field is called."""
    return tr("Composer", "Internal note") if is_note else tr("Composer", "Reply")


def invitation(is_note: bool) -> str:
    """What stands in an empty field."""
    if is_note:
        return tr("Composer", "Only colleagues see this. @ mentions one of them.")
    return tr("Composer", "Write an answer. / finds quick replies by pinyin.")


def key_hint(enter_sends: bool) -> str:
    """Which key does what."""
    if enter_sends:
        return tr("Composer", "Ctrl+Enter for a new line · Enter sends")
    return tr("Composer", "Enter for a new line · Ctrl+Enter sends")


def closed(row: ConversationRow | None) -> str:
    """Why the platform takes nothing now; empty when it does."""
    budget = quota(row, now_ms()) if row is not None else None
    return tr("Budget", budget.why) if budget is not None and not budget.open else ""


def beyond(row: ConversationRow | None, parts: int) -> str:
    """That more messages are written than the platform still takes; empty when it takes them all."""
    left = quota(row, now_ms()).left if row is not None and parts > 1 else None
    if left is None or parts <= left:
        return ""
    return tr("Composer", "Only {0} of these {1} messages can still go").format(left, parts)


def too_long(row: ConversationRow | None, text: str) -> str:
    """By how much a text is more than one message holds; empty when it is not."""
    limit = abilities(row.account_kind).text_limit if row is not None else ""
    if not limit:
        return ""
    over = len(text) - len(text.encode(errors="replace")[: limits().value(limit)].decode(errors="ignore"))
    return tr("Composer", "Too long for one message by %n character(s)", over) if over else ""


def reason(row: ConversationRow | None, closed: str, blocker: str, complaint: str, copies: bool) -> str:
    """What stands beside the button: why nothing can be sent and what else there is, or how sending works here."""
    if row is None:
        return ""
    if closed:
        return "\n".join((closed, ways_out(row.account_kind)))
    if blocker:
        return tr("Composer", "{0} is writing an answer here").format(one_line(blocker, 24))
    return complaint or (tr("Abilities", abilities(row.account_kind).why) if copies else "")
