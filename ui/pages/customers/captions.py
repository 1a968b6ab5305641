"""What the columns of the list of customers are, above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.kit.theme import theme
from ui.pages.customers.brush import columns

HIGH = 26


class Captions(QWidget):
    """One line above the ``rows``, parted as they are; only a hairline where they have no columns."""

    def __init__(self, rows: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setObjectName("customer_captions")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        rows.installEventFilter(self)
        theme().changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setFixedHeight(HIGH if columns(float(self._rows.width())) is not None else 1)
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), ink("line"))
        parts = columns(float(self._rows.width()))
        if parts is None:
            return
        for (left, right), words, flags in (
            (parts.name, self.tr("Customer"), brushes.LEFT),
            (parts.accounts, self.tr("Accounts"), brushes.LEFT),
            (parts.tags, self.tr("Tags"), brushes.LEFT),
            (parts.due, self.tr("Follow-up due"), brushes.LEFT),
            (parts.last, self.tr("Last contact"), brushes.RIGHT),
        ):
            brushes.write(painter, QRectF(left, 0, right - left, HIGH - 4), words, Face(11, True), ink("ink3"), flags)
