"""What can be done with a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.phrases import phrase
from app.protocol import Direction, MessageState
from app.store import MessageRow
from app.store.messages import HELD_BACK
from ui.delegates.bubbles import OPENED
from ui.delegates.text_blocks import LINK
from ui.kit import shortcuts
from ui.kit.translations import tr

LINKS = 3
"""Addresses of one message that are offered."""

WAYS = ("continue", "resend", "withdraw", "discard", "recall")
"""What can be done about the way of a message of ours."""

_WORDS: Mapping[str, str] = {
    "copy": phrase("MessageMenu", "Copy"),
    "open": phrase("MessageMenu", "Open"),
    "quote": phrase("MessageMenu", "Quote"),
    "forward": phrase("MessageMenu", "Forward…"),
    "jump": phrase("MessageMenu", "Go to what it quotes"),
    "follow_up": phrase("MessageMenu", "Make a follow-up of it"),
    "continue": phrase("MessageMenu", "Send the rest"),
    "resend": phrase("MessageMenu", "Send again"),
    "withdraw": phrase("MessageMenu", "Take it back"),
    "discard": phrase("MessageMenu", "Discard"),
    "recall": phrase("MessageMenu", "Recall"),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "talk_copy": ("copy",),
    "talk_open": ("open",),
    "talk_quote": ("quote",),
    "talk_forward": ("forward",),
    "talk_jump": ("jump",),
    "talk_follow_up": ("follow_up",),
    "talk_again": ("continue", "resend"),
    "talk_back": ("withdraw", "discard", "recall"),
}
"""By command: the verbs it stands for; the first that can be done is."""

_KEY_OF = {verb: command for command, verbs in KEYS.items() for verb in verbs}


def verbs_of(row: MessageRow) -> list[str]:
    """What can be done with this message, in the order of the menu."""
    ours, state = row.direction is Direction.OUT, row.state
    possible = {
        "copy": bool(row.text),
        "open": row.type in OPENED,
        "quote": row.direction is not Direction.EVENT,
        "forward": row.direction is not Direction.EVENT,
        "jump": bool(row.reply_to),
        "follow_up": True,
        "continue": ours and state is MessageState.FAILED and row.reason in HELD_BACK,
        "resend": ours and state in (MessageState.FAILED, MessageState.UNKNOWN),
        "withdraw": ours and state is MessageState.QUEUED,
        "discard": ours and state is MessageState.FAILED,
        "recall": ours and state in (MessageState.ACCEPTED, MessageState.CONFIRMED, MessageState.UNKNOWN),
    }
    return [verb for verb, can in possible.items() if can]


def message_menu(
    row: MessageRow, act: Callable[[str, MessageRow], None], open_link: Callable[[str], None], parent: QWidget
) -> QMenu:
    """The menu of a message; ``act`` gets the verb. It deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setObjectName("message_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(verb: str) -> None:
        words = tr("MessageMenu", _WORDS[verb])
        menu.addAction(f"{words}\t{shortcuts.shown(_KEY_OF[verb])}", lambda: act(verb, row))

    verbs = verbs_of(row)
    for verb in verbs:
        if verb not in WAYS:
            offer(verb)
    for found in list(LINK.finditer(row.text[:20_000]))[:LINKS]:
        address = found.group()
        words = tr("MessageMenu", "Open {0}").format(address[:60])
        menu.addAction(words, lambda address=address: open_link(address))
    if ways := [verb for verb in verbs if verb in WAYS]:
        menu.addSeparator()
        for verb in ways:
            offer(verb)
    return menu
