"""Parts that are things, from files to places: an emblem of what it is, and two lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from app.store import MessageRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.message_parts.part import Studio
from ui.delegates.plain import file_name, one_line
from ui.kit import avatars
from ui.kit.icons import pixmap
from ui.kit.theme import theme
from ui.kit.translations import tr

SIDE = 44.0
TITLE, HINT = Face(13, True), Face(12)


@dataclass(frozen=True, slots=True)
class Card:
    """What a thing says of itself."""

    title: str
    hint: str
    icon: str
    colour: str
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    """What of the title goes where there is no room for it."""


def _first(content: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that says something; a field may hold anything."""
    return one_line(_raw(content, *names))


def _raw(content: Mapping[str, Any], *names: str) -> str:
    return next((str(content[name]) for name in names if content.get(name)), "")


def _size(content: Mapping[str, Any]) -> str:
    size = content.get("size")
    return QLocale().formattedDataSize(size, 1) if isinstance(size, int) and 0 < size < 2**50 else ""


def _seconds(content: Mapping[str, Any]) -> str:
    value = content.get("seconds") or content.get("duration")
    return f"{int(value) // 60}:{int(value) % 60:02d}" if isinstance(value, int | float) and 0 < value < 1e6 else ""


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def of_file(row: MessageRow) -> Card:
    """A file by its name, never by its path."""
    called = _raw(row.content, "file_name", "title") or row.text
    return Card(
        file_name(called) if called else tr("Message", "File without a name"),
        _joined(tr("Message", "File"), _size(row.content)),
        "file",
        "wecom_member",
        Qt.TextElideMode.ElideMiddle,
    )


def of_voice(row: MessageRow) -> Card:
    """A voice message, with what was recognised in it."""
    said = one_line(row.text) or _first(row.content, "recognition")
    return Card(
        said or tr("Message", "Voice message"), _joined(tr("Message", "Voice"), _seconds(row.content)), "play", "brand"
    )


def of_video(row: MessageRow) -> Card:
    """A video."""
    name = _first(row.content, "title", "file_name")
    hint = _joined(tr("Message", "Video"), _seconds(row.content), _size(row.content))
    return Card(name or tr("Message", "Video"), hint, "play", "customer_group")


def of_link(row: MessageRow) -> Card:
    """A link by its title and the host it really leads to."""
    url = _first(row.content, "url", "link")
    host = url.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1]
    title = _first(row.content, "title", "desc") or one_line(row.text) or url
    return Card(title, _joined(tr("Message", "Link"), host), "link", "official_account")


def of_mini_program(row: MessageRow) -> Card:
    """A page of a mini program."""
    title = _first(row.content, "title") or one_line(row.text) or tr("Message", "Mini program")
    return Card(
        title,
        _joined(tr("Message", "Mini program"), _first(row.content, "app_name", "nickname")),
        "mini_program",
        "mini_program",
    )


def of_location(row: MessageRow) -> Card:
    """A place."""
    name = _first(row.content, "name", "label") or one_line(row.text) or tr("Message", "Location")
    where = _first(row.content, "address") or _joined(_first(row.content, "latitude"), _first(row.content, "longitude"))
    return Card(name, where, "flag", "bad")


def of_contact(row: MessageRow) -> Card:
    """Somebody's card."""
    name = _first(row.content, "nickname", "name", "userid") or one_line(row.text)
    return Card(name or tr("Message", "Contact card"), tr("Message", "Contact card"), "customers", "brand")


def of_unknown(row: MessageRow) -> Card:
    """A type this version does not know: named, kept, never guessed."""
    hint = tr("Message", "Kept as it came: {0}").format(one_line(row.type, 40) or "?")
    return Card(one_line(row.text) or tr("Message", "Unknown kind of message"), hint, "info", "ink3")


def measure(describe: Callable[[MessageRow], Card]) -> Callable[[MessageRow, float, Studio], QSizeF]:
    """The room of a card."""

    def room(row: MessageRow, width: float, studio: Studio) -> QSizeF:
        card = describe(row)
        words = max(brushes.width_of(card.title, TITLE), brushes.width_of(card.hint, HINT))
        return QSizeF(min(width, max(190.0, SIDE + 12 + words)), SIDE)

    return room


def paint(describe: Callable[[MessageRow], Card]) -> Callable[[QPainter, QRectF, MessageRow, Studio], None]:
    """A card: the icon on its colour, the title, the hint."""

    def draw(painter: QPainter, box: QRectF, row: MessageRow, studio: Studio) -> None:
        card = describe(row)
        _emblem(painter, QRectF(box.left(), box.top(), SIDE, SIDE), card)
        left = box.left() + SIDE + 10
        room = box.right() - left
        title = brushes.fit(card.title, TITLE, room, card.cut)
        brushes.write(painter, QRectF(left, box.top() + 3, room, 20), title, TITLE, ink("ink"))
        brushes.write(painter, QRectF(left, box.top() + 23, room, 18), card.hint, HINT, ink("ink2"))

    return draw


def _emblem(painter: QPainter, box: QRectF, card: Card) -> None:
    colour = ink(card.colour)
    shine = QLinearGradient(box.topLeft(), box.bottomRight())
    shine.setColorAt(0, colour.darker(150) if theme().is_dark else colour)
    shine.setColorAt(1, colour if theme().is_dark else colour.lighter(135))
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(shine)
    painter.drawRoundedRect(box, 8, 8)
    picture = pixmap(card.icon, avatars.ink(), 22, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(box.center().x() - 11, box.center().y() - 11), picture)
