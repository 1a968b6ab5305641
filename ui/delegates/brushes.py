"""Strokes every delegate shares: text that fits, avatars, chips, badges, pips."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen

from ui.delegates.plain import one_line
from ui.kit import avatars
from ui.kit.theme import theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Face(NamedTuple):
    """A size and weight of the program's typeface; cheap to compare, unlike a QFont."""

    pixels: int
    bold: bool = False


@lru_cache(maxsize=64)
def font(face: Face) -> QFont:
    """The font of a face."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(face.pixels)
    made.setWeight(QFont.Weight.DemiBold if face.bold else QFont.Weight.Normal)
    return made


@lru_cache(maxsize=64)
def metrics(face: Face) -> QFontMetricsF:
    """The measures of a face."""
    return QFontMetricsF(font(face))


@lru_cache(maxsize=4096)
def width_of(text: str, face: Face) -> float:
    """How wide one line of text is."""
    return metrics(face).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _fit(text: str, face: Face, width: int, cut: Qt.TextElideMode) -> str:
    return metrics(face).elidedText(text, cut, width)


def fit(text: str, face: Face, width: float, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """The text, with … for what would not fit."""
    return _fit(text, face, int(width), cut) if width > 0 else ""


def ink(token: str) -> QColor:
    """The colour of a token of resources/styles/tokens.toml in the running theme."""
    return theme().color(token)


def write(
    painter: QPainter, box: QRectF, text: str, face: Face, colour: QColor, flags: Qt.AlignmentFlag = LEFT
) -> None:
    """One line of text that never leaves its box."""
    painter.setFont(font(face))
    painter.setPen(colour)
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), fit(text, face, box.width() + 1))


def slab(painter: QPainter, box: QRectF, radius: float, fill: QColor, line: QColor | None = None) -> None:
    """A filled rounded box, with a hairline when one is asked for."""
    painter.setBrush(fill)
    painter.setPen(QPen(line, 1) if line is not None else Qt.PenStyle.NoPen)
    inset = 0.5 if line is not None else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def avatar(painter: QPainter, box: QRectF, name: str, key: str) -> None:
    """A face made of a letter, in the colour that stays with ``key``."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), avatars.avatar(one_line(name), int(box.width()), ratio, seed=key))


def chip(
    painter: QPainter, left: float, middle: float, text: str, fill: QColor, colour: QColor, room: float = 120
) -> float:
    """A small rounded word; returns its right edge."""
    face = Face(11)
    shown = fit(text, face, room - 14)
    box = QRectF(left, middle - 9, width_of(shown, face) + 14, 18)
    slab(painter, box, 9, fill)
    write(painter, box, shown, face, colour, CENTRE)
    return box.right()


def badge(painter: QPainter, right: float, top: float, count: int, ring: QColor) -> None:
    """A count in a pill, cut out of what lies below by a ring."""
    face, text = Face(10, True), str(count) if count < 100 else "99+"
    wide = max(16.0, width_of(text, face) + 9)
    box = QRectF(right - wide, top, wide, 16)
    slab(painter, box.adjusted(-1.5, -1.5, 1.5, 1.5), 9.5, ring)
    slab(painter, box, 8, ink("badge"))
    write(painter, box, text, face, ink("on_badge"), CENTRE)


def pips(
    painter: QPainter, right: float, middle: float, left: int, total: int, colour: QColor, size: float = 5
) -> float:
    """One dot for each message the quota still allows, hollow when spent; returns the left edge."""
    step = size + 2.5
    start = right - step * total + 2.5
    for at in range(total):
        centre = QPointF(start + at * step + size / 2, middle)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(colour if at < left else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, size / 2 - 0.5, size / 2 - 0.5)
    return start


def tick(painter: QPainter, left: float, middle: float, colour: QColor, *, hollow: bool = False) -> None:
    """A tick of eight pixels; a hollow one is drawn as an outline."""
    points = [QPointF(left, middle), QPointF(left + 3, middle + 3), QPointF(left + 8, middle - 3.5)]
    pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if hollow:
        pen.setWidthF(1.0)
        pen.setDashPattern([1.2, 1.8])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolyline(points)


def clock(painter: QPainter, left: float, middle: float, colour: QColor) -> None:
    """A small clock: still on its way."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    centre = QPointF(left + 4.5, middle)
    painter.drawEllipse(centre, 4.5, 4.5)
    painter.drawLine(centre, centre + QPointF(0, -2.6))
    painter.drawLine(centre, centre + QPointF(2, 0.8))
