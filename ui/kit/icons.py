"""Our own line icons, tinted by a token."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.config import resource_path


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, color: str, size: int, scale: float) -> QPixmap:
    pixels = max(1, round(size * scale))
    picture = QPixmap(QSize(pixels, pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def pixmap(name: str, color: QColor, size: int = 18, scale: float = 1.0) -> QPixmap:
    """The icon ``name`` (a file of resources/icons) in one colour, ``size`` logical pixels wide."""
    return _drawn(name, color.name(), size, scale)


def icon(name: str, color: QColor, size: int = 18) -> QIcon:
    """The same as an icon that is sharp up to 300 %."""
    made = QIcon()
    for scale in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, color, size, scale))
    return made


def drawing(name: str, size: int, scale: float = 1.0) -> QPixmap:
    """A picture of resources/icons in its own colours."""
    return _drawn(name, "currentColor", size, scale)
