"""Parts made of words alone: text and menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from app.store import MessageRow
from ui.delegates.brushes import Face, ink
from ui.delegates.message_parts.part import Studio
from ui.delegates.plain import body
from ui.delegates.text_blocks import Block
from ui.kit.translations import tr

FACE = Face(13)


def words_of(row: MessageRow) -> str:
    """What is painted of a text, with a word about what is not."""
    shown, hidden = body(row.text)
    if hidden:
        count = QLocale().toString(hidden)
        shown += "\n" + tr("Message", "… {0} more characters: copy to read all").format(count)
    return shown or tr("Message", "(empty message)")


def _block(row: MessageRow, width: float, studio: Studio) -> Block:
    return studio.texts.block(row.id, words_of(row), FACE, width)


def measure(row: MessageRow, width: float, studio: Studio) -> QSizeF:
    """The room of a text."""
    return _block(row, width, studio).size


def paint(painter: QPainter, box: QRectF, row: MessageRow, studio: Studio, width: float = 0) -> None:
    """A text, left aligned, links and mentions coloured."""
    _block(row, width or box.width(), studio).paint(painter, box.topLeft(), ink("ink"), ink("brand"))


def menu_words(content: Mapping[str, Any]) -> str:
    """A menu as the customer sees it."""
    items = content.get("items") or content.get("list") or []
    lines = [str(content.get("head") or content.get("head_content") or "")]
    lines += [f"›  {_item_words(item)}" for item in items]
    lines.append(str(content.get("tail") or content.get("tail_content") or ""))
    return body("\n".join(line for line in lines if line))[0]


def _item_words(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    inner = item.get(str(item.get("type", "")))
    text = item.get("content") or item.get("text") or (inner.get("content") if isinstance(inner, dict) else "")
    return str(text or "…")


def measure_menu(row: MessageRow, width: float, studio: Studio) -> QSizeF:
    """The room of a menu."""
    return studio.texts.block(row.id, menu_words(row.content) or row.text, FACE, width).size


def paint_menu(painter: QPainter, box: QRectF, row: MessageRow, studio: Studio) -> None:
    """A menu, one line an item."""
    block = studio.texts.block(row.id, menu_words(row.content) or row.text, FACE, box.width())
    block.paint(painter, QPointF(box.topLeft()), ink("ink"), ink("brand"))
