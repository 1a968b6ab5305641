"""One account in the row of tabs: a dot in the colour of its kind, its name, what waits, what it may do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.kit.theme import theme

HEIGHT = 44
LONGEST_NAME = 132


class AccountTab(QAbstractButton):
    """A tab.

    Signals:
        dragged(x): it is being pulled, ``x`` in the parent's pixels.
        dropped(): it was let go after a pull.
    """

    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, account_id: str, name: str, dot: str, ability: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.account_id, self.dot, self.ability = account_id, dot, ability
        self.direct, self.indirect, self.troubled, self.pinned = 0, False, False, False
        self._grip: QPoint | None = None
        self._pulled = False
        self.setObjectName(f"account_tab_{account_id or 'all'}")
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def show_waiting(self, direct: int, indirect: bool, words: str) -> bool:
        """What waits; ``words`` say the same to a screen reader. Whether that is news."""
        if (direct, indirect) == (self.direct, self.indirect):
            return False
        self.direct, self.indirect = direct, indirect
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()
        return True

    def sizeHint(self) -> QSize:
        strong = QFontMetrics(theme().font("body", strong=True))
        width = 24 + min(strong.horizontalAdvance(self.text()), LONGEST_NAME) + 2
        if self.dot:
            width += 16
        if self.troubled or self.pinned:
            width += 14
        if self.direct:
            width += 8 + self._badge_width()
        elif self.indirect:
            width += 14
        if self.ability:
            width += 8 + self._ability_width()
        return QSize(width, HEIGHT)

    def _count(self) -> str:
        return "99+" if self.direct > 99 else str(self.direct)

    def _badge_width(self) -> int:
        return max(18, QFontMetrics(theme().font("small", strong=True)).horizontalAdvance(self._count()) + 11)

    def _ability_width(self) -> int:
        return QFontMetrics(theme().font("tiny")).horizontalAdvance(self.ability) + 9

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, middle = theme(), HEIGHT // 2
        if self.underMouse() and not self.isChecked():
            self._box(painter, QRectF(2, 7, self.width() - 4, HEIGHT - 14), look.color("hover"), 8)
        x = 12
        if self.dot:
            self._box(painter, QRectF(x, middle - 4, 8, 8), look.color(self.dot), 3)
            x += 16
        x = self._paint_name(painter, x)
        if self.troubled or self.pinned:
            x = self._paint_mark(painter, x + 8, middle)
        if self.direct:
            x = self._paint_badge(painter, x + 8, middle)
        elif self.indirect:
            self._box(painter, QRectF(x + 8, middle - 3, 6, 6), look.color("badge"), 3)
            x += 14
        if self.ability:
            self._paint_ability(painter, x + 8, middle)
        if self.isChecked():
            self._box(painter, QRectF(10, HEIGHT - 3, self.width() - 20, 2), look.color("brand"), 1)
        if self.hasFocus():
            painter.setPen(QPen(look.color("brand"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(3.5, 7.5, self.width() - 7, HEIGHT - 15), 8, 8)

    def _box(self, painter: QPainter, where: QRectF, color: QColor, corner: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(where, corner, corner)

    def _paint_name(self, painter: QPainter, x: int) -> int:
        font = theme().font("body", strong=self.isChecked())
        width = min(QFontMetrics(theme().font("body", strong=True)).horizontalAdvance(self.text()) + 2, LONGEST_NAME)
        painter.setFont(font)
        painter.setPen(theme().color("ink" if self.isChecked() else "ink2"))
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(x, 0, width, HEIGHT), Qt.AlignmentFlag.AlignVCenter, words)
        return x + width

    def _paint_mark(self, painter: QPainter, x: int, middle: int) -> int:
        color = theme().color("warn" if self.troubled else "ink3")
        painter.setPen(QPen(color, 1.4))
        if self.troubled:
            painter.drawLine(x + 3, middle - 4, x + 3, middle + 1)
            painter.drawPoint(x + 3, middle + 4)
        else:
            self._box(painter, QRectF(x + 1, middle - 2, 4, 4), color, 2)
        return x + 6

    def _paint_badge(self, painter: QPainter, x: int, middle: int) -> int:
        where = QRectF(x, middle - 9, self._badge_width(), 18)
        self._box(painter, where, theme().color("badge"), 9)
        painter.setPen(theme().color("on_badge"))
        painter.setFont(theme().font("small", strong=True))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._count())
        return x + self._badge_width()

    def _paint_ability(self, painter: QPainter, x: int, middle: int) -> None:
        where = QRectF(x + 0.5, middle - 8 + 0.5, self._ability_width(), 16)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(where, 4, 4)
        painter.setPen(theme().color("ink3"))
        painter.setFont(theme().font("tiny"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.ability)

    # -- pulling

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.account_id:
            self._grip, self._pulled = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return super().mouseMoveEvent(event)
        at = event.position().toPoint()
        if self._pulled or abs(at.x() - self._grip.x()) >= QApplication.startDragDistance():
            self._pulled = True
            self.dragged.emit(self.mapToParent(at).x() - self._grip.x())
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pulled:
            self.dropped.emit()
        self._grip, self._pulled = None, False
