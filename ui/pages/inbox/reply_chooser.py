"""From a ``/`` to a quick reply: searching while typing, walking, taking."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.services import QuickReplyService
from app.store import QuickReplyRow
from ui.kit.tasks import TaskScope
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.triggers import Kind, Trigger


class ReplyChooser(QObject):
    """Steers the list above the field.

    Signals:
        picked(QuickReplyRow, bool): insert this one; true: and send it.
        nothing_fits: the key that sends was pressed, and what stands there is no quick reply: it is meant as it stands.
    """

    picked = Signal(object, bool)
    nothing_fits = Signal()

    def __init__(self, quick_replies: QuickReplyService, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._quick_replies, self._tasks, self._frame = quick_replies, tasks, frame
        self._refused = False
        frame.edit.trigger_changed.connect(self._look)
        frame.edit.list_key_pressed.connect(self._list_key)
        frame.popup.picked.connect(self.picked)

    def close(self) -> None:
        """Put the list of quick replies away."""
        self._refused = False
        if self._frame.edit.list_of is Kind.REPLY:
            self._frame.edit.list_of = None
        self._frame.popup.hide()

    def open(self) -> None:
        """Put a ``/`` where the cursor is."""
        self._frame.edit.setFocus()
        if self._frame.edit.query() is None:
            at = self._frame.edit.textCursor()
            before = at.block().text()[: at.positionInBlock()]
            self._frame.edit.insertPlainText(
                " /" if before and (before[-1].isascii() and before[-1].isalnum()) else "/"
            )

    def _look(self, trigger: Trigger | None) -> None:
        if trigger is None or trigger.kind is not Kind.REPLY:
            self.close()
        elif self._frame.isEnabled() and not self._refused:
            # From here on its keys are the list's, although it is still being read: fast fingers come first.
            self._frame.edit.list_of = Kind.REPLY
            self._tasks.start(self._show_list(trigger.query))

    async def _show_list(self, query: str) -> None:
        rows = await self._quick_replies.find(query)
        if self._frame.edit.query() != query or self._frame.edit.list_of is not Kind.REPLY:
            return
        if not rows and len(query) > 8:
            self.close()
            return
        self._frame.popup.show_replies(rows, query)
        self.place()
        self._frame.popup.show()

    def place(self) -> None:
        """Keep the list above the field."""
        holder = self._frame.popup.parentWidget()
        corner = self._frame.mapTo(holder, QPoint(16, 0)) if holder is not self._frame else QPoint(16, 0)
        self._frame.popup.place_above(corner.x(), corner.y() - 8, self._frame.width() - 32)

    def _list_key(self, event: QKeyEvent) -> None:
        if self._frame.edit.list_of is not Kind.REPLY:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            send = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            query = self._frame.edit.query()
            if query is not None:
                self._tasks.start(self._take(query, self._frame.popup.current, send))
        elif not self._frame.popup.press(event):
            self.close()
            self._refused = True

    async def _take(self, query: str, marked: QuickReplyRow | None, send: bool) -> None:
        """Insert what fits ``query``: the list may still show what fitted a letter ago."""
        rows = await self._quick_replies.find(query)
        ids = [row.id for row in rows]
        reply = marked if marked is not None and marked.id in ids else next(iter(rows), None)
        if reply is not None:
            self.picked.emit(reply, send)
        else:
            self.close()
            self._refused = True
            if send or self._frame.edit.enter_sends:
                self.nothing_fits.emit()
