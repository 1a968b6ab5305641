"""How many customers have no agent yet: a sign with a number beside the search."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ui.kit import shortcuts
from ui.kit.icons import icon
from ui.kit.theme import theme
from ui.kit.widgets import restyle

SIZE = 16


class QueueChip(QToolButton):
    """Press it to see who they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("queue_chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = -1
        self.show_count(0)
        shortcuts.hint(self, self._show_keys)
        theme().changed.connect(self._tint)

    def show_count(self, count: int) -> None:
        """So many wait."""
        if count == self._count:
            return
        self._count = count
        self.setText(str(count) if count < 1000 else "999+")
        words = self.tr("%n customer(s) in the queue", "", count) if count else self.tr("The queue is empty")
        self.setAccessibleName(words)
        self._show_keys()
        restyle(self, "tone", "warn" if count else "")
        self._tint()

    def _show_keys(self) -> None:
        self.setToolTip(f"{self.accessibleName()} ({shortcuts.shown('queue')})")

    def _tint(self) -> None:
        self.setIcon(icon("queue", theme().color("warn" if self._count else "ink3"), SIZE))
