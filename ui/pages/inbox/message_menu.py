"""What can be done with a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.protocol import Direction, MessageState
from app.store import MessageRow
from app.store.messages import HELD_BACK
from ui.delegates.text_blocks import LINK
from ui.kit.translations import tr

LINKS = 3
"""Addresses of one message that are offered."""


def message_menu(
    row: MessageRow, act: Callable[[str, MessageRow], None], open_link: Callable[[str], None], parent: QWidget
) -> QMenu:
    """The menu of a message; ``act`` gets the verb. It deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setObjectName("message_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(verb: str, words: str) -> None:
        menu.addAction(words, lambda: act(verb, row))

    menu.addAction(tr("MessageMenu", "Copy"), lambda: act("copy", row)).setEnabled(bool(row.text))
    for found in list(LINK.finditer(row.text[:20_000]))[:LINKS]:
        address = found.group()
        words = tr("MessageMenu", "Open {0}").format(address[:60])
        menu.addAction(words, lambda address=address: open_link(address))
    if row.direction is not Direction.EVENT:
        offer("quote", tr("MessageMenu", "Quote"))
        offer("forward", tr("MessageMenu", "Forward…"))
    if row.reply_to:
        offer("jump", tr("MessageMenu", "Go to what it quotes"))
    offer("follow_up", tr("MessageMenu", "Make a follow-up of it"))
    if row.direction is Direction.OUT:
        _add_ways(menu, row, offer)
    return menu


def _add_ways(menu: QMenu, row: MessageRow, offer: Callable[[str, str], None]) -> None:
    """What can be done about the way of a message of ours."""
    menu.addSeparator()
    if row.reason in HELD_BACK and row.state is MessageState.FAILED:
        offer("continue", tr("MessageMenu", "Send the rest"))
    if row.state in (MessageState.FAILED, MessageState.UNKNOWN):
        offer("resend", tr("MessageMenu", "Send again"))
    if row.state is MessageState.QUEUED:
        offer("withdraw", tr("MessageMenu", "Take it back"))
    if row.state is MessageState.FAILED:
        offer("discard", tr("MessageMenu", "Discard"))
    if row.state in (MessageState.ACCEPTED, MessageState.CONFIRMED, MessageState.UNKNOWN):
        offer("recall", tr("MessageMenu", "Recall"))
