"""Two versions of a text beside each other."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.differences import differences
from ui.kit.marked_text import MarkedText
from ui.kit.widgets import label


class SideBySide(QWidget):
    """What only one of the two says stands on a ground of its own; they are scrolled together.

    ``left`` and ``right`` are what a side is called, and its object name.
    """

    def __init__(self, left: tuple[str, str], right: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._left, self._right = self._side(row, *left), self._side(row, *right)
        for one, other in ((self._left, self._right), (self._right, self._left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)

    def _side(self, row: QHBoxLayout, title: str, name: str) -> MarkedText:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(title, tone="ink2", size="caption"))
        text = MarkedText(title, name, self)
        column.addWidget(text, 1)
        row.addLayout(column, 1)
        return text

    def show_texts(self, left: str, right: str) -> None:
        """Show two versions, the one that goes on the left."""
        gone, new = differences(left, right)
        self._left.show_text(left, gone, "removed")
        self._right.show_text(right, new, "added")
