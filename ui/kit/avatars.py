"""Faces made of initials: nothing is fetched, the same person always has the same colour."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPixmap

from ui.kit.theme import tokens


def initial(name: str) -> str:
    """The one character that stands for a name: the family name of a Chinese one, a capital of a Latin one."""
    for character in name:
        if unicodedata.category(character)[0] in "LN":
            return character.upper()
    return "?"


def ink() -> QColor:
    """What is written on these colours."""
    return QColor(tokens()["faces"]["ink"])


def avatar(name: str, size: int, scale: float = 1.0, *, seed: str = "", round_: bool = False) -> QPixmap:
    """A picture ``size`` logical pixels wide."""
    return _drawn(initial(name), _color(seed or name), size, scale, round_)


def _color(seed: str) -> str:
    grounds: list[str] = tokens()["faces"]["grounds"]
    return grounds[crc32(seed.encode()) % len(grounds)]


@lru_cache(maxsize=2048)
def _drawn(letter: str, color: str, size: int, scale: float, round_: bool) -> QPixmap:
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    corner = size / 2 if round_ else size / 4
    painter.drawRoundedRect(QRectF(0, 0, size, size), corner, corner)
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(9, round(size * 0.38)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink())
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return picture
