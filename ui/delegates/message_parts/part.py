"""What a painter of message parts offers, and what it may lean on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from app.store import MessageRow
from ui.delegates.pictures import Pictures
from ui.delegates.text_blocks import TextBlocks


@dataclass(slots=True)
class Studio:
    """What lies on the table of every painter: texts already laid out, pictures already decoded."""

    texts: TextBlocks = field(default_factory=TextBlocks)
    pictures: Pictures = field(default_factory=Pictures)


class Part(NamedTuple):
    """How much room a message needs within ``width`` pixels, and how it is painted into the box it got."""

    measure: Callable[[MessageRow, float, Studio], QSizeF]
    paint: Callable[[QPainter, QRectF, MessageRow, Studio], None]
    framed: bool = True
    """Whether it stands in a bubble; a picture is its own frame."""
