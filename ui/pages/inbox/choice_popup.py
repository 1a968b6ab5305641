"""A list above the composer that is steered from the text: the cursor never leaves what is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGraphicsDropShadowEffect,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from ui.kit.theme import theme
from ui.kit.widgets import label
from ui.models.roles import Role

ROW, WIDE, SHOWN = 34, 520, 8
"""Pixels of a row and of the list; rows seen at once."""

Index = QModelIndex | QPersistentModelIndex


class Choices(QAbstractListModel):
    """Rows of any kind; ``words`` says what a screen reader reads of one."""

    def __init__(self, words: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ROW:
            return row
        return self._words(row) if role == Qt.ItemDataRole.DisplayRole else None


class ChoicePopup(QFrame):
    """The list, or a sentence when there is nothing in it.

    Signals:
        picked(object, bool): take this one; true: and send.
    """

    picked = Signal(object, bool)

    def __init__(self, words: Callable[[Any], str], brush: type[QStyledItemDelegate], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = Choices(words, self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(brush(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._clicked)
        self._nothing = label("", tone="ink3")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 8)
        shadow.setColor(theme().color("shadow"))
        self.setGraphicsEffect(shadow)
        self.setAutoFillBackground(True)
        self.setProperty("role", "card")
        self.hide()

    @property
    def marked(self) -> Any:
        """What the marked row stands for, or None."""
        return self.list.currentIndex().data(Role.ROW)

    def show_rows(self, rows: Sequence[Any], nothing: str = "") -> None:
        """Show what there is, else the sentence."""
        self._model.show(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText("" if rows else nothing)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFixedHeight(ROW * min(len(rows), SHOWN))
        self.adjustSize()

    def place_above(self, left: int, bottom: int, room: int) -> None:
        """Stand with the lower edge at ``bottom``, within ``room`` pixels of width, in the parent's coordinates."""
        high = self.layout().sizeHint().height()
        self.setGeometry(left, bottom - high, min(WIDE, room), high)
        self.raise_()

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key of the text field; false when the key closes the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4}.get(
            Qt.Key(event.key())
        )
        if step is not None:
            count = self._model.rowCount()
            at = self.list.currentIndex().row() + step
            if count:
                self.list.setCurrentIndex(
                    self._model.index(at % count if abs(step) == 1 else max(0, min(at, count - 1)))
                )
            return True
        return event.key() != Qt.Key.Key_Escape

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if row is not None:
            self.picked.emit(row, False)
