"""The timeline's brush: a day, a face, a bubble, and the truth about its way."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.protocol import Direction
from app.store import MessageRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import day_of, now_ms
from ui.delegates.message_parts import Part, Studio, part_for
from ui.delegates.message_parts.words import quote_height
from ui.delegates.names import event_words
from ui.delegates.plain import body, one_line
from ui.delegates.states import StateWords, state_words
from ui.kit.translations import tr
from ui.models.roles import Placed, Role

MARGIN, FACE_SIDE, FACE_GAP = 24, 32, 10
PAD_X, PAD_Y = 12, 8
DAY_HEIGHT, STATE_HEIGHT, NAME_HEIGHT = 36, 20, 18
WIDEST = 560
KEPT = 1500
GUESS = 60
"""Pixels that a message is taken to need until it is measured."""
FOOT = 12
"""Pixels below the last word of a talk."""
LINE = Face(11)
OPENED = ("image", "voice", "video", "shortvideo", "file", "link")
"""Types of messages that hold something to open."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the pieces of one item stand, from its own top left corner."""

    size: QSize
    bubble: QRectF
    inner: QRectF
    face: QRectF
    name: QRectF
    state: QRectF
    words: StateWords | None
    part: Part


class BubbleDelegate(QStyledItemDelegate):
    """Measures and paints messages."""

    def __init__(self, studio: Studio, placed: Callable[[int], Placed | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._placed = studio, placed
        self._customer = ("", "")
        self._frames: OrderedDict[str, tuple[Placed, int, Frame]] = OrderedDict()
        self._sizes: list[QSize] = []
        self._width = 0

    def show_customer(self, name: str, seed: str) -> None:
        """Whose letters the faces on the left show."""
        self._customer = (name, seed)

    def forget_row(self, message_id: str) -> None:
        """The size of this one may have changed."""
        self._frames.pop(message_id, None)

    # -- measuring

    def measure(self, rows: int, width: int, room: float | None, kept: int = 0) -> None:
        """Find the size of every row but the first ``kept``, which have the one they had.

        With ``room`` only of the last ones that fill it; the others are guessed.
        """
        kept = min(kept, len(self._sizes)) if width == self._width else 0
        self._width = width
        sizes: list[QSize] = []
        for at in range(rows - 1, kept - 1, -1):
            if room is not None and room <= 0:
                break
            size = self._frame(self._placed(at), width).size
            room = room - size.height() if room is not None else None
            sizes.append(size)
        guessed = [QSize(width, GUESS)] * (rows - kept - len(sizes))
        self._sizes[kept:] = guessed + sizes[::-1]

    def rows_within(self, room: float) -> int:
        """How many of the last rows that were measured fill ``room``."""
        for count, size in enumerate(reversed(self._sizes), 1):
            room -= size.height()
            if room <= 0:
                return count
        return len(self._sizes)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        at = index.row()  # asked of every row at each layout: nothing may be worked out here
        if at >= len(self._sizes):
            return QSize()
        last = at == len(self._sizes) - 1
        return self._sizes[at] + QSize(0, FOOT) if last else self._sizes[at]

    def frame(self, index: Index, width: int) -> Frame:
        """The frame of a row at that width, remembered while nothing it depends on changes."""
        return self._frame(self._placed(index.row()), width)

    def _frame(self, placed: Placed, width: int) -> Frame:
        held = self._frames.get(placed.row.id)
        if held is not None and held[0] is placed and held[1] == width:
            return held[2]
        made = self._framed(placed, width)
        self._frames[placed.row.id] = (placed, width, made)
        if len(self._frames) > KEPT:
            self._frames.popitem(last=False)
        return made

    def _framed(self, placed: Placed, width: int) -> Frame:
        row, first = placed.row, placed.first
        top = float(DAY_HEIGHT) if placed.day else 12.0 if first else 4.0
        if _is_line(row):
            room = min(width - 2 * MARGIN, WIDEST)
            block = self._studio.texts.block(row.id, _line_words(row), LINE, room, 16)
            left = (width - block.size.width()) / 2
            inner = QRectF(QPointF(left, top + 2), block.size)
            return Frame(
                QSize(width, round(inner.bottom() + 2)), inner, inner, QRectF(), QRectF(), QRectF(), None, part_for(row)
            )
        part = part_for(row)
        pad = (PAD_X, PAD_Y) if part.framed else (0, 0)
        room = min((width - 2 * MARGIN) * 0.78 - FACE_SIDE - FACE_GAP, WIDEST) - 2 * pad[0]
        size = part.measure(row, max(room, 60.0), self._studio)
        head = NAME_HEIGHT if row.direction is Direction.NOTE or (first and _sender(row)) else 0
        if row.direction is Direction.NOTE:
            size = QSizeF(max(size.width(), brushes.width_of(_note_head(row.author_name), LINE) + 2), size.height())
        return self._arranged(placed, width, top, size, pad, head, part)

    def _arranged(
        self, placed: Placed, width: int, top: float, size: QSizeF, pad: tuple[int, int], head: int, part: Part
    ) -> Frame:
        row = placed.row
        ours = row.direction is Direction.OUT
        inside = head if row.direction is Direction.NOTE else 0
        outside = head - inside
        wide, high = size.width() + 2 * pad[0], size.height() + 2 * pad[1] + inside
        face_left = width - MARGIN - FACE_SIDE if ours else MARGIN
        left = face_left - FACE_GAP - wide if ours else MARGIN + FACE_SIDE + FACE_GAP
        bubble = QRectF(left, top + outside, wide, high)
        inner = QRectF(QPointF(left + pad[0], bubble.top() + pad[1] + inside), size)
        name = QRectF(left + pad[0], bubble.top() + pad[1] - 1, size.width(), NAME_HEIGHT) if inside else QRectF()
        if outside:
            name = QRectF(left, top, WIDEST, NAME_HEIGHT)
        face = QRectF(face_left, top, FACE_SIDE, FACE_SIDE) if placed.first else QRectF()
        words = state_words(row)
        shown = words if placed.last or (words is not None and words.tone != "ink2") else None
        state, bottom = QRectF(), bubble.bottom()
        if shown is not None:
            text = min(brushes.width_of(shown.text, LINE) + (20 if shown.sign else 0), width - 2 * MARGIN - 42)
            state = QRectF(bubble.right() - text, bottom + 1, text, STATE_HEIGHT - 2)
            bottom += STATE_HEIGHT
        high = round(max(bottom, face.bottom()))
        return Frame(QSize(width, high), bubble, inner, face, name, state, shown, part)

    # -- asking

    def action_at(self, index: Index, width: int, at: QPoint) -> str:
        """What a click at ``at`` (from the item's corner) does: open, jump, what the state line offers, or nothing."""
        row: MessageRow = index.data(Role.ROW)
        frame = self.frame(index, width)
        if frame.words is not None and frame.words.action and frame.state.contains(QPointF(at)):
            return frame.words.action
        if row.reply_to and frame.bubble.contains(QPointF(at)) and at.y() < frame.inner.top() + quote_height(row):
            return "jump"
        if frame.bubble.contains(QPointF(at)) and row.type in OPENED:
            return "open"
        return ""

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        placed = self._placed(index.row())
        if placed is None:
            return
        row, width = placed.row, option.rect.width()
        frame = self._frame(placed, width)
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if day := placed.day:
            box = QRectF(0, 10, width, 16)
            brushes.write(painter, box, day_of(day, now_ms()), LINE, ink("ink3"), brushes.CENTRE)
        if _is_line(row):
            block = self._studio.texts.block(row.id, _line_words(row), LINE, min(width - 2 * MARGIN, WIDEST), 16)
            block.paint(painter, frame.inner.topLeft(), ink("ink3"), ink("ink3"))
        else:
            self._bubble(painter, frame, row, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _bubble(self, painter: QPainter, frame: Frame, row: MessageRow, selected: bool) -> None:
        ours, note = row.direction is Direction.OUT, row.direction is Direction.NOTE
        if not frame.face.isNull():
            name, seed = self._author(row)
            brushes.avatar(painter, frame.face, name, seed)
        if frame.part.framed:
            shape = _shape(frame.bubble, ours)
            painter.setBrush(ink("note" if note else "out" if ours else "in"))
            edge = ink("brand") if selected else ink("note_edge" if note else "line")
            pen = QPen(edge, 1.5 if selected else 1, Qt.PenStyle.DashLine if note else Qt.PenStyle.SolidLine)
            painter.setPen(Qt.PenStyle.NoPen if ours and not selected else pen)
            painter.drawPath(shape)
        elif selected:
            brushes.slab(painter, frame.bubble.adjusted(-3, -3, 3, 3), 12, ink("brand_weak"), ink("brand"))
        if not frame.name.isNull():
            words = _note_head(row.author_name) if note else _sender(row)
            brushes.write(painter, frame.name, words, LINE, ink("warn" if note else "ink3"))
        frame.part.paint(painter, frame.inner, row, self._studio)
        if frame.words is not None:
            _state(painter, frame.state, frame.words)

    def _author(self, row: MessageRow) -> tuple[str, str]:
        if row.author_id:
            return row.author_name or "?", row.author_id
        sender = _sender(row)
        return (sender, sender) if sender else self._customer


def _is_line(row: MessageRow) -> bool:
    return row.direction is Direction.EVENT or row.type == "event"


def _line_words(row: MessageRow) -> str:
    kind = row.content.get("event")
    return (
        body(row.text)[0]
        or event_words(str(kind or ""))
        or one_line(str(kind or ""))
        or tr("Message", "Something happened")
    )


def _sender(row: MessageRow) -> str:
    value = row.content.get("sender_name")
    return one_line(value) if isinstance(value, str) else ""


def _note_head(author: str) -> str:
    words = tr("Message", "Internal note · only colleagues see it")
    return f"{words} · {one_line(author, 40)}" if author else words


def _shape(box: QRectF, ours: bool) -> QPainterPath:
    """A round box whose corner beside the face is nearly square."""
    edge = box.adjusted(0.5, 0.5, -0.5, -0.5)
    left, right = (24.0, 8.0) if ours else (8.0, 24.0)
    path = QPainterPath()
    path.arcMoveTo(edge.left(), edge.top(), left, left, 180)
    path.arcTo(edge.left(), edge.top(), left, left, 180, -90)
    path.arcTo(edge.right() - right, edge.top(), right, right, 90, -90)
    path.arcTo(edge.right() - 24, edge.bottom() - 24, 24, 24, 0, -90)
    path.arcTo(edge.left(), edge.bottom() - 24, 24, 24, 270, -90)
    path.closeSubpath()
    return path


def _state(painter: QPainter, box: QRectF, words: StateWords) -> None:
    colour = ink(words.tone if words.tone != "ink2" else "ink3")
    room = box.adjusted(0, 0, -20, 0) if words.sign else box
    brushes.write(painter, room, words.text, LINE, colour, brushes.RIGHT)
    left, middle = box.right() - 14, box.center().y()
    if words.sign == "clock":
        brushes.clock(painter, left + 2, middle, colour)
    elif words.sign:
        brushes.tick(painter, left, middle, colour)
        if words.sign == "double":
            brushes.tick(painter, left + 5, middle, colour, hollow=True)
