"""A group of settings: a heading, and rows of a caption with something to choose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.widgets import Paragraph, hairline, label

CAPTION_WIDTH = 180


class Pane(QWidget):
    """Part of the settings page. ``name`` is its object name and where ``reveal`` finds it."""

    def __init__(self, title: str, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 14, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, tone="ink2", strong=True))
        self.column.addWidget(hairline())

    def row(self, caption: str) -> QHBoxLayout:
        """A new row with its caption on the left."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        words = label(caption)
        words.setFixedWidth(CAPTION_WIDTH)
        words.setWordWrap(True)
        row.addWidget(words)
        self.column.addWidget(holder)
        return row

    def switch(self, caption: str, words: str, name: str) -> QCheckBox:
        """A row with one thing that is on or off."""
        row = self.row(caption)
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setAccessibleName(f"{caption}: {words}")
        row.addWidget(box, 1)
        return box

    def choice(self, caption: str, name: str, values: list[tuple[object, str]]) -> QComboBox:
        """A row with one of several; ``values`` are data and words."""
        row = self.row(caption)
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(caption)
        for value, words in values:
            box.addItem(words, value)
        box.setMinimumWidth(220)
        row.addWidget(box)
        row.addStretch(1)
        return box

    def remark(self, words: str) -> Paragraph:
        """A small sentence under the last row."""
        made = Paragraph(words, tone="ink3", size="caption")
        made.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(made)
        return made


def on_choice(box: QComboBox, act: Callable[[object], None]) -> None:
    """Call ``act`` with the data the agent picks."""
    box.activated.connect(lambda at: act(box.itemData(at)))
