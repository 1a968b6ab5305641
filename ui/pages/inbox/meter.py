"""The sending quota of a conversation as dots and words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.budget import Budget
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import left_long, now_ms
from ui.kit.theme import theme
from ui.kit.translations import tr

FACE = Face(12)


def words_of(budget: Budget, now: int) -> str:
    """What is left, and until when; why nothing is when it is closed."""
    if budget.total is None:
        return ""
    if not budget.open:
        return tr("Budget", budget.why)
    return tr("QuotaMeter", "{0} left · closes in {1}").format(budget.left, left_long(budget.closes_at, now))


class QuotaMeter(QWidget):
    """Dots, then words; nothing where the platform does not count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._budget: Budget | None = None
        self._words = ""
        self.setObjectName("quota_meter")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_budget(self, budget: Budget | None) -> None:
        """Show what may be sent now."""
        words = words_of(budget, now_ms()) if budget is not None else ""
        if (budget, words) != (self._budget, self._words):
            self._budget, self._words = budget, words
            self.setAccessibleName(words)
            self.setToolTip(words)
            self.updateGeometry()
            self.update()

    def _dots(self) -> float:
        total = self._budget.total if self._budget is not None else 0
        return min(total or 0, 20) * 8.5 + (6 if total else 0)

    def sizeHint(self) -> QSize:
        return QSize(round(self._dots() + brushes.width_of(self._words, FACE)) + 4, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._dots()), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._budget is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._dots()
        total = min(self._budget.total or 0, 20)
        if total:
            colour = ink("brand") if self._budget.open else ink("ink3")
            brushes.pips(painter, left - 6, 10, self._budget.left or 0, total, colour, 6)
        box = self.rect().toRectF().adjusted(left, 0, 0, 0)
        brushes.write(painter, box, self._words, FACE, ink("ink2") if self._budget.open else ink("warn"))
