"""How a line of the palette looks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import moment_of, now_ms
from ui.delegates.plain import one_line
from ui.kit.icons import pixmap
from ui.models.roles import Role
from ui.palette.hits import Heading, Hit

ROW, LOW, HEAD = 44, 34, 28
Index = QModelIndex | QPersistentModelIndex


class HitBrush(QStyledItemDelegate):
    """Headings, one line for what has no text, two for what has."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        what = index.data(Role.ROW)
        return QSize(200, HEAD if isinstance(what, Heading) else ROW if isinstance(what, Hit) and what.found else LOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        what, box = index.data(Role.ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(what, Heading):
            brushes.write(painter, box.adjusted(12, 6, -12, 0), what.text, Face(11, True), ink("ink3"))
        elif isinstance(what, Hit):
            if option.state & QStyle.StateFlag.State_Selected:
                brushes.slab(painter, box.adjusted(4, 1, -4, -1), 8, ink("selected"))
                brushes.slab(painter, QRectF(box.left() + 4, box.top() + 10, 3, box.height() - 20), 1.5, ink("brand"))
            _found(painter, box, what) if what.found else _plain(painter, box, what)
        painter.restore()


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """A hit that is still looked for."""
    brushes.slab(painter, QRectF(12, 8, 28, 28), 7, ink("chip"))
    brushes.slab(painter, QRectF(50, 9, (wide - 64) * 0.25, 9), 4.5, ink("chip"))
    brushes.slab(painter, QRectF(50, 27, (wide - 64) * (0.5 + at % 3 * 0.15), 8), 4, ink("chip"))


def _plain(painter: QPainter, box: QRectF, hit: Hit) -> None:
    if hit.kind == "account":
        brushes.slab(painter, QRectF(box.left() + 21, box.top() + 12, 10, 10), 3, ink(hit.look))
    else:
        sign = pixmap(hit.look, ink("ink3"), 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(box.left() + 18), round(box.top() + 9), sign)
    right = box.right() - 14
    if hit.keys:
        wide = brushes.width_of(hit.keys, Face(11)) + 14
        cap = QRectF(right - wide, box.top() + 8, wide, 18)
        brushes.slab(painter, cap, 5, ink("chip"), ink("line"))
        brushes.write(painter, cap, hit.keys, Face(11), ink("ink2"), brushes.CENTRE)
        right -= wide + 10
    words = QRectF(box.left() + 50, box.top(), right - box.left() - 50, box.height())
    brushes.write(painter, words, one_line(hit.title), Face(13), ink("ink"))


def _found(painter: QPainter, box: QRectF, hit: Hit) -> None:
    when = moment_of(hit.at, now_ms()) if hit.at else ""
    found = hit.found
    side = "  ".join(word for word in (hit.keys, when) if word)
    wide = min(brushes.width_of(side, Face(11)) + 2, box.width() / 2) if side else 0
    face = QRectF(box.left() + 12, box.top() + 8, 28, 28)
    brushes.avatar(painter, face, hit.title, (found.customer_id if found else "") or hit.id)
    left, room = box.left() + 50, box.width() - 50 - 22 - wide
    top = box.top() + (4 if hit.text else (box.height() - 18) / 2)
    brushes.write(painter, QRectF(left, top, room, 18), one_line(hit.title), Face(13, True), ink("ink"))
    edge = QRectF(box.right() - wide - 14, top, wide, 18)
    brushes.write(painter, edge, side, Face(11), ink("ink3"), brushes.RIGHT)
    _marked(painter, QRectF(left, box.top() + 22, box.right() - left - 14, 17), hit)


def _marked(painter: QPainter, box: QRectF, hit: Hit) -> None:
    """The text from a little before the first mark on, the marks in brand on its tint."""
    start = max(0, hit.marks[0][0] - 12) if hit.marks else 0
    at, left = start, box.left()
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    for begin, length in hit.marks:
        if begin >= at:
            pieces += [(hit.text[at:begin], False), (hit.text[begin : begin + length], True)]
            at = begin + length
    pieces.append((hit.text[at : at + 160], False))
    for text, marked in pieces:
        face = Face(12, marked)
        # A blank at an end is part of the text here.
        words = one_line(f"|{text}|")[1:-1]
        if words and left < box.right():
            wide = brushes.width_of(words, face)
            room = QRectF(left, box.top(), min(wide + 1, box.right() - left), box.height())
            if marked:
                brushes.slab(painter, room.adjusted(-1, 1, 1, -1), 3, ink("brand_weak"))
            brushes.write(painter, room, words, face, ink("brand" if marked else "ink3"))
            left += wide
