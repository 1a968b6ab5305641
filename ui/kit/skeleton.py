"""The quiet shape of what is still being read: where it will stand, and nothing that moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.kit.theme import theme

PATIENCE = 120
"""Milliseconds within which an answer is no waiting: a shape that flashes by would be worse than none."""

Shape = Callable[[QPainter, float, int], None]
"""Paints the line of that number, so many pixels wide, from its top left corner."""


class Skeleton(QWidget):
    """Lines of ``shape``, each ``high`` pixels, over ``place``; at its end when ``upwards``.

    Signals:
        appeared: it took longer than ``PATIENCE``.
    """

    appeared = Signal()

    def __init__(
        self, place: QWidget, shape: Shape, high: int, *, ground: str = "panel", top: int = 0, upwards: bool = False
    ) -> None:
        super().__init__(place)
        self._shape, self._high, self._ground, self._top, self._upwards = shape, high, ground, top, upwards
        self.setObjectName("skeleton")
        self.setAccessibleName(self.tr("Being read"))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._appear)
        self._sheet = place.viewport() if isinstance(place, QAbstractScrollArea) else place
        for resized in {place, self._sheet}:
            resized.installEventFilter(self)
        self.hide()

    def wait(self) -> None:
        """Something is asked for; ``done`` says that it came."""
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def done(self) -> None:
        """What is shown now is what was asked for."""
        self._patience.stop()
        self.hide()

    def _appear(self) -> None:
        self._cover()
        self.show()
        self.raise_()
        self.appeared.emit()

    def _cover(self) -> None:
        self.setGeometry(0, self._top, self._sheet.width(), self.parentWidget().height() - self._top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What lies below is of yesterday: no click reaches it."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().color(self._ground))
        wide, lines = float(self.width()), -(-self.height() // self._high)
        for at in range(lines):
            painter.save()
            painter.translate(0, self.height() - (at + 1) * self._high if self._upwards else at * self._high)
            self._shape(painter, wide, at)
            painter.restore()
