"""Plain text to read, with stretches of it on a ground of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.kit.differences import Span
from ui.kit.theme import theme


class MarkedText(QPlainTextEdit):
    """Plain text to read, with stretches on a ground of their own."""

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setReadOnly(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._spans: list[Span] = []
        self._token = "added"
        theme().changed.connect(self._mark)

    def show_text(self, text: str, spans: list[Span], token: str) -> None:
        """Show ``text`` and put ``spans`` of it on the colour of ``token``."""
        self.setPlainText(text)
        self._spans, self._token = spans, token
        self._mark()

    def _mark(self) -> None:
        marks = []
        for start, end in self._spans:
            mark = QTextEdit.ExtraSelection()
            ground = QTextCharFormat()
            ground.setBackground(theme().color(self._token))
            mark.format = ground  # type: ignore[attr-defined]
            cursor = QTextCursor(self.document())
            text = self.toPlainText()
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)


def _units(text: str) -> int:
    """Qt counts in UTF-16."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)
