"""What hangs on the pointer while something is dragged: small, beside it, so that one sees where it would fall."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from ui.delegates import brushes
from ui.delegates.brushes import Face
from ui.delegates.plain import one_line
from ui.kit.theme import theme

HIGH, EDGE, WIDEST = 28, 10, 260
BESIDE = QPoint(-14, -10)
FACE = Face(13, True)


def carry(view: QAbstractItemView, actions: Qt.DropAction, words: str) -> None:
    """Let what is selected in ``view`` be dragged, called ``words``; back when it was let go."""
    drag = QDrag(view)
    drag.setMimeData(view.model().mimeData(view.selectedIndexes()))
    drag.setPixmap(_tag(one_line(words), view.devicePixelRatioF()))
    drag.setHotSpot(BESIDE)
    drag.exec(actions, Qt.DropAction.MoveAction)


def _tag(words: str, ratio: float) -> QPixmap:
    wide = min(int(brushes.width_of(words, FACE)) + 2 * EDGE + 2, WIDEST)
    tag = QPixmap(int(wide * ratio), int(HIGH * ratio))
    tag.setDevicePixelRatio(ratio)
    tag.fill(Qt.GlobalColor.transparent)
    painter, look = QPainter(tag), theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brushes.slab(painter, QRectF(0, 0, wide, HIGH), 6, look.color("panel"), look.color("brand"))
    brushes.write(painter, QRectF(EDGE, 0, wide - 2 * EDGE, HIGH), words, FACE, look.color("ink"))
    painter.end()
    return tag
