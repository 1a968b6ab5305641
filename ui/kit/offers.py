"""A list to choose from that says what to do when it has nothing to offer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from ui.kit.widgets import Paragraph


class Offers(QListWidget):
    """``emptiness`` shows in its middle as long as nothing is offered."""

    def __init__(self, emptiness: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.emptiness = Paragraph(emptiness, tone="ink3")
        self.emptiness.setObjectName("emptiness")
        self.emptiness.hide()
        self.emptiness.setAlignment(Qt.AlignmentFlag.AlignCenter)
        place = QVBoxLayout(self.viewport())
        place.setContentsMargins(24, 8, 24, 8)
        place.addWidget(self.emptiness, alignment=Qt.AlignmentFlag.AlignVCenter)
        model = self.model()
        for told in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            told.connect(self._show_emptiness)

    def _show_emptiness(self) -> None:
        self.emptiness.setVisible(not self.count())
