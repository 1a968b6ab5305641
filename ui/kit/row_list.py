"""A list as one column of painted rows that keeps its place while the world moves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.delegates.row_brush import HEIGHT, RowBrush
from ui.kit.marks import Marks
from ui.kit.theme import theme
from ui.models.rows import RowsModel

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class RowList(QTableView):
    """Rows to walk through, and to select several of.

    Signals:
        chosen(str): the agent went to this one.
        go_wished: Enter, or a double click: the agent goes on with what is open.
        marked_changed(int): so many are selected now; 0 when there is only the one that is open.
        menu_wished(QPoint): a menu for what is in hand, at that place of the screen.
    """

    chosen = Signal(str)
    go_wished = Signal()
    marked_changed = Signal(int)
    menu_wished = Signal(QPoint)

    def __init__(self, model: RowsModel, brush: RowBrush, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._brush, self._current = model, brush, ""
        self._anchor: tuple[str, int] | None = None
        self._marks, self._told = Marks(model), 0
        self.setModel(model)
        self.setItemDelegate(brush)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        self._follow(model)
        theme().changed.connect(self._repaint)

    def _follow(self, model: RowsModel) -> None:
        for begins in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.layoutAboutToBeChanged):
            begins.connect(self._remember)
        model.arranged.connect(self._restore)
        model.modelReset.connect(self._show_current)

    @property
    def current(self) -> str:
        """What the agent is in; it may be missing from the list."""
        return self._current

    def choose(self, name: str) -> None:
        """Mark this one as the one shown, without saying so to anybody."""
        self._current = name
        self._show_current()

    def marked(self) -> list[str]:
        """What is selected together, from the top; empty when there is only the open one."""
        return self._marks.names()

    def marked_rows(self) -> list[Any]:
        """The same as they look now, as far as they were in sight."""
        return self._list.at_hand(self.marked())

    def mark_all(self) -> bool:
        """Select all; whether there are more than may be changed at once."""
        more = self._marks.everything()
        self._show_current()
        return more

    def unmark(self) -> None:
        """Select none but the one that is open."""
        self._marks.clear()
        self._show_current()

    def step(self, by: int, *, marking: bool = False) -> None:
        """Go up or down by rows, or select as far as that."""
        rows = self._list.rowCount()
        if not rows:
            return
        at = self._list.row_of(self._marks.lead or self._current)
        to = max(0, min(at + by if at >= 0 else 0, rows - 1))
        if marking:
            self._marks.stretch(to, self._current)
            self._show_current()
        else:
            self._go(to)

    def _go(self, row: int) -> None:
        name = self._list.id_at(row)
        if name:
            self._marks.clear()
            self.choose(name)
            self.scrollTo(self._list.index(row, 0))
            self.chosen.emit(name)

    def _show_current(self) -> None:
        self._marks.forget_gone()
        rows = self._marks.places() or [self._list.row_of(self._current)]
        lead = self._list.row_of(self._marks.lead) if self._marks.lead else rows[0]
        self._brush.marking = bool(self._marks)
        chosen = self.selectionModel()
        chosen.setCurrentIndex(self._list.index(lead, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(self._selection(rows), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self._told != len(self._marks):
            self._told = len(self._marks)
            self.marked_changed.emit(self._told)
            self.viewport().update()

    def _selection(self, rows: list[int]) -> QItemSelection:
        found, first = QItemSelection(), 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                if row >= 0:
                    found.select(self._list.index(rows[first], 0), self._list.index(row, 0))
                first = at + 1
        return found

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
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_wished.emit()
        elif event.key() in steps and held in (NONE, SHIFT):
            self.step(steps[Qt.Key(event.key())], marking=held == SHIFT)
        else:
            # No search by letters: rows that are not in memory would be skipped.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if event.modifiers() & SHIFT:
            self._marks.stretch(index.row(), self._current)
        elif event.modifiers() & CTRL:
            self._marks.turn(self._list.id_at(index.row()), self._current)
        else:
            self._go(index.row())
            return
        self._show_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """With the mouse about the row below it, with the keyboard about what is in hand."""
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        elif (row := self.rowAt(place.y())) < 0:
            return
        elif (name := self._list.id_at(row)) not in self._marks and (self._marks or name != self._current):
            self._marks.only(name)
            self._show_current()
        self.menu_wished.emit(self.viewport().mapToGlobal(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() == NONE:
            self.go_wished.emit()
        else:
            self.mousePressEvent(event)

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

    def _repaint(self) -> None:
        self._brush.forget()
        self.viewport().update()
