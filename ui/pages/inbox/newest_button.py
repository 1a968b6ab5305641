"""“3 new messages ↓”: the way back to the end of a talk, over its lower edge."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.translations import tr

ABOVE = 12
"""Pixels between the button and the edge."""


class NewestButton(QPushButton):
    """There while something came that was not seen."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view, self._unseen = view, 0
        self.setObjectName("jump_to_newest")
        self.setAccessibleName(tr("TimelineView", "Go to the newest message"))
        self.setProperty("role", "primary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def one_more(self) -> None:
        """A message came that is out of sight."""
        self._unseen += 1
        self.setText(tr("TimelineView", "%n new message(s) ↓", self._unseen))
        self.adjustSize()
        self.place()
        self.show()

    def forget(self) -> None:
        """Everything is seen."""
        self._unseen = 0
        self.hide()

    def place(self) -> None:
        """Stand in the middle of the view, wherever that is now."""
        size = self.size()
        self.move((self._view.width() - size.width()) // 2, self._view.height() - size.height() - ABOVE)
