"""Quick replies that fit what the customer said last; found on this computer, no word leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.protocol import Direction
from app.services import MessageService, QuickReplyService
from app.store import Changes, QuickReplyRow
from ui.customer.section import Section
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.plain import one_line
from ui.kit.again import BEHIND, REST, Again
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import plain, tr

MOST, LOOKED_AT, HIGH = 3, 12, 50
"""Suggestions shown; messages looked at to find the last one with words; pixels of a suggestion."""


class SuggestionButton(QAbstractButton):
    """Title above, words below; a press puts it into the composer."""

    def __init__(self, row: QuickReplyRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._words = one_line(row.title, 60), one_line(row.body, 160)
        self.setObjectName("suggestion")
        self.setText(self._title)
        self.setAccessibleName(tr("Suggestions", "Insert {0}").format(self._title))
        self.setAccessibleDescription(self._words)
        self.setToolTip(plain(row.body[:400]))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, HIGH)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(self.width())
        lit = self.underMouse() or self.hasFocus()
        brushes.slab(painter, QRectF(0, 1, wide, HIGH - 4), 6, ink("brand_weak" if lit else "hover"))
        brushes.write(painter, QRectF(10, 5, wide - 20, 18), self._title, Face(13, True), ink("brand"))
        brushes.write(painter, QRectF(10, 24, wide - 20, 18), self._words, Face(12), ink("ink2"))


class SuggestionSection(Section):
    """At most three; gone when nothing fits.

    Signals:
        picked(QuickReplyRow): put this one into the composer.
    """

    picked = Signal(object)

    def __init__(
        self,
        quick_replies: QuickReplyService,
        messages: MessageService,
        tasks: TaskScope,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Suggestions", "Suggested replies"), "suggestions", parent=parent)
        self._quick_replies, self._messages = quick_replies, messages
        self.conversation_id = ""
        """What they fit."""
        self._shown: list[str] = []
        self.hide()
        self._again = Again(self._look_again, tasks, self, pause=REST, wait=BEHIND)
        self.destroyed.connect(quick_replies.feed.subscribe(self._on_changes))

    async def show_conversation(self, conversation_id: str) -> None:
        """Look for what fits the last thing said there."""
        self.conversation_id = conversation_id
        rows = await self._messages.newest(conversation_id, LOOKED_AT) if conversation_id else []
        said = [row.text for row in rows if row.direction == Direction.IN and row.text.strip()]
        found = await self._quick_replies.suggest(said[-1], MOST) if said else []
        if conversation_id != self.conversation_id:
            return
        if [row.id for row in found] != self._shown:
            self._shown = [row.id for row in found]
            self.clear()
            for row in found:
                button = SuggestionButton(row, self)
                button.clicked.connect(lambda _checked=False, row=row: self.picked.emit(row))
                self.body.addWidget(button)
        self.setVisible(bool(found))

    async def _look_again(self) -> None:
        await self.show_conversation(self.conversation_id)

    def _on_changes(self, changes: Changes) -> None:
        if self.conversation_id in changes.of("conversation") or (self._shown and changes.of("quick_reply")):
            self._again.ask()
