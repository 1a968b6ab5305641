"""What people and happenings are called when nobody named them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from app.phrases import phrase
from app.services.conversations import NAMELESS
from app.store import ConversationRow
from ui.delegates.clocks import now_ms
from ui.delegates.plain import one_line
from ui.delegates.waiting import wait_words
from ui.delegates.wordless import called
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
    return called_by(row.title, row.external_tail)


def called_by(name: str, tail: str) -> str:
    """A customer's name, or who they are by the ``tail`` of what the platform calls them."""
    return one_line(name) or (tr("Names", NAMELESS).format(tail) if tail else tr("Names", "Nameless"))


def priority_words(priority: int) -> str:
    """How urgent a conversation is."""
    return {
        0: tr("Names", "Ordinary"),
        1: tr("Names", "Raised"),
        2: tr("Names", "High"),
        3: tr("Names", "Urgent"),
    }.get(priority, str(priority))


def presence(row: ConversationRow, me: str, now: int) -> str:
    """Which colleagues have the conversation open at ``now`` (ms), who writes first; empty when none is known to."""
    writes = row.held_by_another(me, now)
    words = [tr("Names", "{0} is writing").format(_colleague(row.holder_name))] if writes else []
    others = [
        _colleague(one.name) for one in row.colleagues_here(me, now) if not writes or one.user_id != row.holder_id
    ]
    if others:
        look = tr("Names", "{0} is looking") if len(others) == 1 else tr("Names", "{0} are looking")
        words.append(look.format(QLocale().createSeparatedList(others)))
    return " · ".join(words)


def _colleague(name: str) -> str:
    return one_line(name, 20) or tr("Names", "A colleague")


def spoken(row: ConversationRow) -> str:
    """What a screen reader says of a conversation in a list."""
    return ", ".join(
        words
        for words, so in (
            (name_of(row), True),
            (tr("Names", "%n unread", row.unread), row.unread),
            (wait_words(row.waiting_since, now_ms()), row.waiting_since),
            (tr("Names", "priority: {0}").format(priority_words(row.priority)), row.priority),
            (tr("Names", "pinned"), row.pinned),
            (tr("Names", "starred"), row.starred),
            (tr("Names", "muted"), row.muted),
            (tr("Names", "draft"), row.draft),
            (row.snippet or called(row.wordless), True),
        )
        if so
    )


def event_words(kind: str) -> str:
    """What happened, in words; "" for what the platforms have not told us of yet."""
    words = _EVENTS.get(kind.casefold())
    return tr("Events", words) if words else ""
