"""A piece of the customer card: a heading, maybe a button, and what stands below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit import shortcuts
from ui.kit.widgets import label, push_button


class Section(QWidget):
    """Heading and body; with ``command`` a button that shows its keys."""

    def __init__(self, title: str, name: str, command: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self.heading = label(title, tone="ink3", size="caption", strong=True)
        head.addWidget(self.heading)
        head.addStretch(1)
        self.button: QPushButton | None = None
        if command:
            button = self.button = push_button("", f"{name}_button", role="link", parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(title)
            head.addWidget(button)
            shortcuts.hint(button, lambda: button.setText(shortcuts.shown(command) or "＋"))
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        column.addLayout(self.body)

    def clear(self) -> None:
        """Take away what stands below the heading."""
        while self.body.count():
            widget = self.body.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
