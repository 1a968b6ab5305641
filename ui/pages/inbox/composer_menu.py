"""What the composer asks in dialogs: cards and times."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.rules.abilities import abilities
from app.store import ConversationRow
from ui.delegates.clocks import now_ms
from ui.delegates.quota import quota
from ui.kit.dialogs import ask
from ui.kit.part_dialog import TITLES, PartDialog
from ui.kit.translations import tr
from ui.pages.inbox.composer_desk import Shelf
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.schedule_dialog import ScheduleDialog

CARDS = ("link", "miniprogram")


class ComposerMenu(QObject):
    """Dialogs over the composer.

    Signals:
        card_wished(str): link or miniprogram.
        variables_wished: choose a variable.
    """

    card_wished = Signal(str)
    variables_wished = Signal()

    def __init__(self, shelf: Shelf, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._shelf, self._frame = shelf, frame

    def open(self, row: ConversationRow | None) -> None:
        """Show what else can be put in; ``row`` takes cards, unless it is None."""
        menu = QMenu(self._frame)
        menu.setObjectName("composer_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        types = abilities(row.account_kind).outgoing_types if row is not None else ()
        for kind in CARDS:
            words = f"{tr('PartDialog', TITLES[kind])}…"
            menu.addAction(words, lambda kind=kind: self.card_wished.emit(kind)).setEnabled(kind in types)
        menu.addAction(self.tr("Variable {0}").format("{{"), self.variables_wished.emit)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._frame.more_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    async def add_card(self, kind: str, whose: Callable[[], ConversationRow | None]) -> None:
        """Ask for a card and put it behind what waits; it stays with the conversation it was made for."""
        row = whose()
        dialog = PartDialog({"type": kind}, self._shelf.keep, self._frame)
        if await ask(dialog) and row is not None:
            now = whose()
            if now is not None and now.id == row.id:
                self._frame.strip.extend([dialog.part])
        self._frame.edit.setFocus()

    async def ask_time(self, row: ConversationRow) -> int:
        """When to send (ms), never after the window closes for certain; 0: not at all."""
        closes_at = quota(row, now_ms()).closes_at
        dialog = ScheduleDialog(closes_at, self._frame)
        return dialog.at() if await ask(dialog) else 0
