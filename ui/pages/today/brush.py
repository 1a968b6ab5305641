"""A row of what is due: a circle to finish it, the words, the time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates import brushes
from ui.kit.icons import pixmap
from ui.kit.theme import radius, theme
from ui.pages.today.due import Due

DUE = Qt.ItemDataRole.UserRole
HEIGHT = 60
CIRCLE = 20
WORDS_LEFT = 48
WHEN_WIDTH = 160


def circle_of(row: QRect) -> QRect:
    """Where one clicks to finish it."""
    return QRect(row.x() + 12, row.center().y() - CIRCLE // 2, CIRCLE, CIRCLE)


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """What is due, before it is known."""
    chip, row = theme().color("chip"), QRect(0, 0, int(wide), HEIGHT)
    words = wide - WORDS_LEFT - WHEN_WIDTH
    brushes.slab(painter, QRectF(circle_of(row)), CIRCLE / 2, chip)
    brushes.slab(painter, QRectF(WORDS_LEFT, 14, words * (0.4 + at % 3 * 0.15), 10), 5, chip)
    brushes.slab(painter, QRectF(WORDS_LEFT, 35, words * 0.2, 9), 4.5, chip)
    brushes.slab(painter, QRectF(wide - 92, 25, 80, 10), 5, chip)
    painter.fillRect(QRectF(WORDS_LEFT, HEIGHT - 1, wide, 1), theme().color("line"))


class DueBrush(QStyledItemDelegate):
    """Paints a ``Due``."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(300, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        due = index.data(DUE)
        if not isinstance(due, Due):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, look = QRect(option.rect), theme()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(QRect(row.x() + WORDS_LEFT, row.bottom(), row.width() - WORDS_LEFT, 1), look.color("line"))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or hovered:
            brushes.slab(painter, QRectF(row), radius("m"), look.color("selected" if selected else "hover"))
        self._circle(painter, circle_of(row), hovered)
        self._when(painter, row, due)
        self._words(painter, row.adjusted(WORDS_LEFT, 10, -WHEN_WIDTH - 28, 0), due)
        painter.restore()

    def _circle(self, painter: QPainter, circle: QRect, hovered: bool) -> None:
        painter.setPen(QPen(theme().color("ink3" if hovered else "edge"), 1.5))
        painter.drawEllipse(circle)
        if hovered:
            _icon(painter, "check", circle.adjusted(3, 3, -3, -3), "ink3")

    def _when(self, painter: QPainter, row: QRect, due: Due) -> None:
        tone = "bad" if due.is_late() else "warn" if due.days_ahead() == 0 else "ink3"
        painter.setFont(theme().font("caption", strong=tone != "ink3"))
        painter.setPen(theme().color(tone))
        place = QRect(row.right() - WHEN_WIDTH - 12, row.y(), WHEN_WIDTH, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, due.when())

    def _words(self, painter: QPainter, place: QRect, due: Due) -> None:
        painter.setFont(theme().font("body", strong=True))
        painter.setPen(theme().color("ink"))
        text = painter.fontMetrics().elidedText(due.text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place.x(), place.y() + painter.fontMetrics().ascent(), text)
        below = place.translated(0, 22)
        painter.setFont(theme().font("caption"))
        line = below.y() + painter.fontMetrics().ascent()
        _icon(painter, due.icon, QRect(below.x(), line - 10, 12, 12), "ink3")
        painter.setPen(theme().color("ink3"))
        who = painter.fontMetrics().elidedText(due.who, Qt.TextElideMode.ElideRight, below.width() - 18)
        painter.drawText(below.x() + 18, line, who)


def _icon(painter: QPainter, name: str, place: QRect, tone: str) -> None:
    scale = painter.device().devicePixelRatio()
    painter.drawPixmap(place.topLeft(), pixmap(name, theme().color(tone), place.width(), scale))
