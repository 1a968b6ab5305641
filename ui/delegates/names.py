"""What people and happenings are called when nobody named them."""

from __future__ import annotations

from collections.abc import Mapping

from app.phrases import phrase
from app.services.conversations import NAMELESS
from app.store import ConversationRow
from ui.delegates.plain import one_line
from ui.kit.translations import tr

_EVENTS: Mapping[str, str] = {
    "enter_session": phrase("Events", "The customer opened the chat"),
    "user_enter_tempsession": phrase("Events", "The customer opened the chat"),
    "subscribe": phrase("Events", "The customer follows the account now"),
    "unsubscribe": phrase("Events", "The customer does not follow the account any more"),
    "scan": phrase("Events", "The customer scanned a code"),
    "click": phrase("Events", "The customer used the menu"),
    "view": phrase("Events", "The customer used the menu"),
    "user_recall_msg": phrase("Events", "The customer took a message back"),
    "servicer_recall_msg": phrase("Events", "A message was taken back"),
    "msg_send_fail": phrase("Events", "A message was not delivered"),
}


def name_of(row: ConversationRow) -> str:
    """Whom a conversation is with; a customer without a name is told from others by the end of their id."""
    return one_line(row.title) or tr("Names", NAMELESS).format(row.external_tail)


def event_words(kind: str) -> str:
    """What happened, in words; "" for what the platforms have not told us of yet."""
    words = _EVENTS.get(kind.casefold())
    return tr("Events", words) if words else ""
