"""Paragraphs laid out once and painted many times."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.delegates.brushes import Face, font

KEPT = 1200
LINK = re.compile(r"https?://[^\s\u4e00-\u9fff\u3000-\u303f\uff00-\uffef<>\"']+", re.IGNORECASE)
MENTION = re.compile(r"(?<!\w)@[\w\u4e00-\u9fff·]{1,20}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph broken into lines of ``leading`` pixels."""

    layout: QTextLayout
    size: QSizeF
    marks: tuple[tuple[int, int, bool], ...]
    """Where links (False) and mentions (True) stand: start, length, which."""

    def is_right_for(self, width: float, made_for: int) -> bool:
        """Whether its lines would be the same at ``width``: they all fit in, and no more did into ``made_for``."""
        return int(width) == made_for or self.size.width() <= width < made_for

    def paint(self, painter: QPainter, at: QPointF, ink: QColor, mark: QColor) -> None:
        """Draw it with its links and mentions in ``mark``."""
        formats = []
        for start, length, mention in self.marks:
            style = QTextCharFormat()
            style.setForeground(mark)
            style.setFontUnderline(not mention)
            if mention:
                style.setFontWeight(QFont.Weight.DemiBold)
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, style
            formats.append(span)
        painter.setPen(ink)
        self.layout.draw(painter, at, formats, QRectF())


class TextBlocks:
    """A cache of blocks by whose text it is."""

    def __init__(self) -> None:
        self._blocks: OrderedDict[str, tuple[str, Face, int, Block]] = OrderedDict()

    def clear(self) -> None:
        """The typeface changed."""
        self._blocks.clear()

    def block(self, key: str, text: str, face: Face, width: float, leading: int = 20) -> Block:
        """``text`` broken into lines at most ``width`` wide."""
        held = self._blocks.get(key)
        if held is not None and held[0] == text and held[1] == face and held[3].is_right_for(width, held[2]):
            return held[3]
        made = _laid_out(text, face, int(width), leading)
        self._blocks[key] = (text, face, int(width), made)
        if len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)
        return made


def _laid_out(text: str, face: Face, width: int, leading: int) -> Block:
    layout = QTextLayout(text.replace("\n", "\u2028"), font(face))
    layout.setTextOption(_option())
    layout.setCacheEnabled(True)
    widest, top = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + max(0.0, (leading - line.height()) / 2)))
        widest = max(widest, line.naturalTextWidth())
        top += max(float(leading), line.height())
    layout.endLayout()
    return Block(layout, QSizeF(min(widest + 1, width), max(top, leading)), _marks(text))


@cache
def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


def _marks(text: str) -> tuple[tuple[int, int, bool], ...]:
    marks = [(m.start(), m.end() - m.start(), False) for m in LINK.finditer(text)] if "://" in text else []
    if "@" in text:
        marks += [(m.start(), m.end() - m.start(), True) for m in MENTION.finditer(text)]
    return tuple(marks[:50])
