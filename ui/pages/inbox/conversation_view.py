"""The list of conversations as one column of painted rows that keeps its place while the world moves."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.delegates.clocks import beat
from ui.delegates.conversation_row import HEIGHT, ConversationRowDelegate
from ui.kit.theme import theme
from ui.models.conversation_list import ConversationListModel
from ui.models.roles import Role


class ConversationView(QTableView):
    """Rows to walk through.

    Signals:
        chosen(str): the agent went to this conversation.
        answer_wished: Enter, or a double click: the cursor belongs into the composer.
    """

    chosen = Signal(str)
    answer_wished = Signal()

    def __init__(self, model: ConversationListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._current = model, ""
        self._anchor: tuple[str, int] | None = None
        self._settling = False
        self.setModel(model)
        self._brush = ConversationRowDelegate(self)
        self.setItemDelegate(self._brush)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        self._follow(model)
        theme().changed.connect(self._repaint)
        beat().timeout.connect(self._tick)

    def _follow(self, model: ConversationListModel) -> None:
        for begins in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.layoutAboutToBeChanged):
            begins.connect(self._remember)
        for ends in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            ends.connect(self._restore)
        model.modelReset.connect(self._show_current)

    @property
    def current(self) -> str:
        """The conversation the agent is in; it may be missing from the list."""
        return self._current

    def choose(self, conversation_id: str) -> None:
        """Mark a conversation as the one shown, without saying so to anybody."""
        self._current = conversation_id
        self._show_current()

    def step(self, by: int) -> None:
        """Go up or down by rows."""
        if not self._list.rowCount():
            return
        at = self._list.row_of(self._current)
        self._go(max(0, min(at + by if at >= 0 else 0, self._list.rowCount() - 1)))

    def _go(self, row: int) -> None:
        name = self._list.id_at(row)
        if name:
            self.choose(name)
            self.scrollTo(self._list.index(row, 0))
            self.chosen.emit(name)

    def _show_current(self) -> None:
        row = self._list.row_of(self._current) if self._current else -1
        self._settling = True
        if row >= 0:
            self.setCurrentIndex(self._list.index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._settling = False

    # -- gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().height() // HEIGHT - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -self._list.rowCount(),
            Qt.Key.Key_End: self._list.rowCount(),
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer_wished.emit()
        elif event.key() in steps and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.step(steps[Qt.Key(event.key())])
        else:
            # No search by letters: rows that are not in memory would be skipped.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._go(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.answer_wished.emit()

    # -- staying in place

    def _remember(self) -> None:
        top = self.rowAt(0)
        if self._anchor is None and top >= 0 and self.verticalScrollBar().value() > 0:
            self._anchor = (self._list.id_at(top), self.rowViewportPosition(top))

    def _restore(self) -> None:
        self._show_current()
        if self._anchor is None:
            return
        name, offset = self._anchor
        self._anchor = None
        row = self._list.row_of(name)
        if row >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(row * HEIGHT - offset)

    # -- painting

    def _repaint(self) -> None:
        self._brush.forget()
        self.viewport().update()

    def _tick(self) -> None:
        """Only rows with a running clock are painted again; a whole minute moves the windows of all."""
        if not self.isVisible():
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return
        for at in range(first, (last if last >= 0 else self._list.rowCount() - 1) + 1):
            index = self._list.index(at, 0)
            row = index.data(Role.ROW)
            if row is not None and (row.waiting_since or row.window_opened_at):
                self.update(index)
