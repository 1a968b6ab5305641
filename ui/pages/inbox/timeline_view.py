"""The talk itself: what can be done with a message, by mouse and by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from app.store import MessageRow
from ui.delegates.bubbles import BubbleDelegate
from ui.delegates.message_parts import Studio
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.models.roles import Role
from ui.models.timeline import TimelineModel
from ui.pages.inbox.message_menu import message_menu, verbs_of
from ui.pages.inbox.reading_place import ReadingPlace


class TimelineView(ReadingPlace):
    """Bubbles to read.

    Signals:
        verb_wished(str, MessageRow): quote, forward, follow_up, jump, recall, resend, continue, withdraw or discard.
        open_wished(str): show what the message holds.
        link_wished(str): open an address.
        answer_wished: a key was pressed that belongs into the composer.
    """

    verb_wished = Signal(str, object)
    open_wished = Signal(str)
    link_wished = Signal(str)
    answer_wished = Signal()

    def __init__(self, model: TimelineModel, studio: Studio, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(model, BubbleDelegate(studio, model.placed), tasks, parent)
        self._studio = studio
        self.setProperty("ground", "bg")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        studio.pictures.ready.connect(self._picture_ready)
        theme().changed.connect(self.viewport().update)

    def select_newest(self) -> None:
        """Begin to select messages with the newest; Shift and the arrows take in more."""
        at = self._timeline.rowCount() - 1
        if at >= 0:
            self.setFocus()
            self.setCurrentIndex(self._timeline.index(at))

    def selected_rows(self) -> list[MessageRow]:
        """The messages that are selected, oldest first."""
        return [index.data(Role.ROW) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]

    # -- gestures

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row, action = self._under(event.position().toPoint())
        if row is not None and action:
            self.act(action, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _, action = self._under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)

    def _under(self, at: QPoint) -> tuple[MessageRow | None, str]:
        index = self.indexAt(at)
        row = index.data(Role.ROW) if index.isValid() else None
        if row is None:
            return None, ""
        return row, self.brush.action_at(index, self.viewport().width(), at - self.visualRect(index).topLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer_wished.emit()
        elif event.key() == Qt.Key.Key_End:
            self.to_newest()
        elif event.text() and event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == event.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row: MessageRow | None = index.data(Role.ROW) if index.isValid() else None
        if row is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        where = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_of(row).popup(where)

    def menu_of(self, row: MessageRow) -> QMenu:
        """What can be done with a message; deletes itself when it closes."""
        return message_menu(row, self.act, self.link_wished.emit, self)

    def act(self, verb: str, row: MessageRow) -> None:
        """Do it, or ask for it to be done."""
        match verb:
            case "copy":
                rows = self.selected_rows() if row in self.selected_rows() else [row]
                QGuiApplication.clipboard().setText("\n".join(one.text for one in rows if one.text))
            case "open" if row.type == "link" and isinstance(url := row.content.get("url"), str):
                self.link_wished.emit(url)
            case "open":
                self.open_wished.emit(row.id)
            case _:
                self.verb_wished.emit(verb, row)

    def act_at_cursor(self, verbs: Sequence[str]) -> None:
        """The first of these that can be done with the message in front; nothing when none can."""
        row, verb = self._verb_at_cursor(verbs)
        if row is not None and verb:
            self.act(verb, row)

    def can_act_at_cursor(self, verbs: Sequence[str]) -> bool:
        """Whether one of these can be done with the message in front."""
        return bool(self._verb_at_cursor(verbs)[1])

    def _verb_at_cursor(self, verbs: Sequence[str]) -> tuple[MessageRow | None, str]:
        row: MessageRow | None = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        return row, next((verb for verb in verbs_of(row) if verb in verbs), "") if row is not None else ""

    # -- looks

    def _picture_ready(self, media_id: str) -> None:
        for at in range(self._timeline.rowCount()):
            row = self._timeline.index(at).data(Role.ROW)
            if row.content.get("media_id") == media_id:
                self.brush.forget_row(row.id)
                self._timeline.dataChanged.emit(self._timeline.index(at), self._timeline.index(at))
