"""Parts that are pictures, painted from thumbnails; until one is here, its place is kept so that nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.store import MessageRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.message_parts.part import Studio
from ui.kit.icons import pixmap
from ui.kit.translations import tr

LARGEST = 220.0
SMALLEST = 72.0


def _number(row: MessageRow, name: str) -> float:
    value = row.content.get(name)
    return float(value) if isinstance(value, int | float) and 0 < value < 1e6 else 0.0


def media_of(row: MessageRow) -> str:
    """The id of the picture's file; empty while the platform has not handed it over."""
    value = row.content.get("media_id")
    return value if isinstance(value, str) else ""


def measure(row: MessageRow, width: float, studio: Studio) -> QSizeF:
    """The room of a picture, known before it is here when its record says how large it is."""
    wide, high = _number(row, "width"), _number(row, "height")
    if not (wide and high) and media_of(row):
        picture = studio.pictures.thumbnail(media_of(row))
        if picture is not None and not picture.isNull():
            wide, high = float(picture.width()), float(picture.height())
    if not (wide and high):
        return QSizeF(min(width, 160.0), 120.0)
    scale = min(1.0, min(width, LARGEST) / wide, LARGEST / high)
    return QSizeF(max(SMALLEST, wide * scale), max(SMALLEST, high * scale))


def paint(painter: QPainter, box: QRectF, row: MessageRow, studio: Studio) -> None:
    """The picture with round corners, or what is known instead."""
    picture = studio.pictures.thumbnail(media_of(row)) if media_of(row) else None
    if picture is None or picture.isNull():
        brushes.slab(painter, box, 10, ink("chip"), ink("line"))
        drawn = pixmap("image", ink("ink3"), 24, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - 12, box.center().y() - 20), drawn)
        word = tr("Message", "Image") if picture is None else tr("Message", "This picture cannot be shown")
        words = QRectF(box.left() + 6, box.center().y() + 8, box.width() - 12, 18)
        brushes.write(painter, words, word, Face(11), ink("ink3"), brushes.CENTRE)
        return
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(box, 10, 10)
    painter.setClipPath(path)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    fitted = QSizeF(picture.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    target = QRectF(QPointF(0, 0), fitted)
    target.moveCenter(box.center())
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
    painter.restore()
