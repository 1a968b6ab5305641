"""Parts made of words alone: text and menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from app.store import MessageRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.message_parts.part import Studio
from ui.delegates.plain import body, one_line
from ui.delegates.text_blocks import Block
from ui.kit.translations import tr

FACE, QUOTE_FACE = Face(13), Face(12)
QUOTE_HEIGHT, QUOTE_LIMIT = 26.0, 400


def words_of(text: str) -> str:
    """What is painted of a text, with a word about what is not."""
    shown, hidden = body(text)
    if hidden:
        count = QLocale().toString(hidden)
        shown += "\n" + tr("Message", "… {0} more characters: copy to read all").format(count)
    return shown or tr("Message", "(empty message)")


def quote_of(row: MessageRow) -> tuple[str, str]:
    """The quote an answer begins with, without its brackets, and the answer; no quote: an empty word."""
    if row.reply_to and row.text.startswith("「"):
        head, found, rest = row.text[:QUOTE_LIMIT].partition("」\n")
        if found:
            return one_line(head[1:]), rest + row.text[QUOTE_LIMIT:]
    return "", row.text


def quote_height(row: MessageRow) -> float:
    """Pixels of the quote above an answer, 0 when it has none."""
    return QUOTE_HEIGHT if quote_of(row)[0] else 0.0


def _block(row: MessageRow, width: float, studio: Studio) -> Block:
    return studio.texts.block(row.id, words_of(quote_of(row)[1]), FACE, width)


def measure(row: MessageRow, width: float, studio: Studio) -> QSizeF:
    """The room of a text."""
    size = _block(row, width, studio).size
    quote, _ = quote_of(row)
    if not quote:
        return size
    wide = min(width, max(size.width(), brushes.width_of(quote, QUOTE_FACE) + 14))
    return QSizeF(wide, size.height() + QUOTE_HEIGHT)


def paint(painter: QPainter, box: QRectF, row: MessageRow, studio: Studio, width: float = 0) -> None:
    """A text, left aligned, links and mentions coloured; what it quotes above it, beside a bar."""
    quote, _ = quote_of(row)
    at = box.topLeft()
    if quote:
        painter.fillRect(QRectF(box.left(), box.top() + 1, 2, QUOTE_HEIGHT - 8), ink("brand"))
        line = QRectF(box.left() + 10, box.top(), box.width() - 10, QUOTE_HEIGHT - 6)
        brushes.write(painter, line, quote, QUOTE_FACE, ink("ink2"))
        at += QPointF(0, QUOTE_HEIGHT)
    _block(row, width or box.width(), studio).paint(painter, at, ink("ink"), ink("brand"))


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
