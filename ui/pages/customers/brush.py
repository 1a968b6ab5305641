"""One row of the list of customers: who it is, where they write, what they are like, what is promised to them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.store import ListedCustomer
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import DAY, now_ms
from ui.delegates.customer_words import called, due_words, known_of, last_words, ways_of
from ui.delegates.plain import one_line
from ui.delegates.row_brush import RowBrush, head, underline
from ui.kit.icons import pixmap

LEFT, RIGHT, GAP = 63.0, 16.0, 16.0
NAME, ACCOUNTS, DUE, LAST = 0.30, 0.27, 132.0, 84.0
"""Shares of the room for names and accounts; pixels for what is due and when was spoken last. Tags get the rest."""
BESIDE_TAGS = 0.6
"""The share of a narrow row's room that accounts may take from the tags beside them."""
ROOMY = 780
"""Pixels from which on every fact has a column of its own."""
SIGN = 12
"""Pixels of a flag."""
CHIP, SMALLEST_CHIP = 120.0, 36.0
"""Pixels of a tag, at most and at least."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands, as left and right edges."""

    name: tuple[float, float]
    accounts: tuple[float, float]
    tags: tuple[float, float]
    due: tuple[float, float]
    last: tuple[float, float]


def columns(wide: float) -> Columns | None:
    """How a row of that width is parted; None when it is too narrow for columns."""
    if wide < ROOMY:
        return None
    last = (wide - RIGHT - LAST, wide - RIGHT)
    due = (last[0] - GAP - DUE, last[0] - GAP)
    room = due[0] - GAP - LEFT
    name = (LEFT, LEFT + room * NAME)
    accounts = (name[1] + GAP, name[1] + GAP + room * ACCOUNTS)
    return Columns(name, accounts, (accounts[1] + GAP, due[0] - GAP), due, last)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a row beside its record, at this second."""

    last: str
    due: str
    tone: str
    """Of what is due: bad when its time is over, warn when it comes within a day."""


class CustomerBrush(RowBrush):
    """Rows with a column for every fact, or with what is most needed where there is little room."""

    def _facts(self, row: ListedCustomer) -> Facts:
        now = now_ms()
        near = bool(row.due_at) and row.due_at - now < DAY
        tone = "ink3" if not near else "bad" if row.due_at < now else "warn"
        return Facts(last_words(row, now), due_words(row, now), tone)

    def _contents(
        self, painter: QPainter, wide: float, row: ListedCustomer, facts: Facts, ground: QColor, ticked: bool
    ) -> None:
        _bands(painter, row)
        head(painter, called(row), row.id, ticked=ticked)
        parts = columns(wide)
        if parts is None:
            _narrow(painter, wide, row, facts, ground)
        else:
            _roomy(painter, parts, row, facts, ground)

    def _skeleton(self, painter: QPainter, wide: float) -> None:
        skeleton(painter, wide)


def skeleton(painter: QPainter, wide: float, at: int = 0) -> None:
    """A row that is not there yet."""
    brushes.slab(painter, QRectF(13, 10, 40, 40), 10, ink("chip"))
    parts = columns(wide)
    name = (parts.name[1] - LEFT) if parts else wide * 0.5
    brushes.slab(painter, QRectF(LEFT, 16, name * 0.6, 10), 5, ink("chip"))
    brushes.slab(painter, QRectF(LEFT, 35, name * 0.8, 9), 4.5, ink("chip"))
    for left, right in (parts.accounts, parts.tags) if parts else ():
        brushes.slab(painter, QRectF(left, 25, (right - left) * 0.5, 10), 5, ink("chip"))
    if parts:
        brushes.slab(painter, QRectF(parts.last[1] - 48, 25, 48, 10), 5, ink("chip"))
    underline(painter, wide)


def _roomy(painter: QPainter, parts: Columns, row: ListedCustomer, facts: Facts, ground: QColor) -> None:
    below = known_of(row)
    _name(painter, *parts.name, 12 if below else 21, row)
    brushes.write(painter, QRectF(LEFT, 31, parts.name[1] - LEFT, 17), below, Face(12), ink("ink3"))
    _accounts(painter, *parts.accounts, row)
    _chips(painter, *parts.tags, 30, row, ground)
    if facts.due:
        _due(painter, QRectF(parts.due[0], 22, parts.due[1] - parts.due[0], 17), facts, 12)
    last = QRectF(parts.last[0], 22, parts.last[1] - parts.last[0], 17)
    brushes.write(painter, last, facts.last, Face(12), ink("ink3"), brushes.RIGHT)


def _narrow(painter: QPainter, wide: float, row: ListedCustomer, facts: Facts, ground: QColor) -> None:
    right, face = wide - RIGHT, Face(11)
    left = right - brushes.width_of(facts.last, face) - 1
    brushes.write(painter, QRectF(left, 13, right - left, 16), facts.last, face, ink("ink3"), brushes.RIGHT)
    _name(painter, LEFT, left - 8, 12, row)
    if facts.due:
        taken = min(brushes.width_of(facts.due, Face(11, facts.tone != "ink3")) + SIGN + 5, DUE)
        _due(painter, QRectF(right - taken, 32, taken, 16), facts, 11)
        right -= taken + 8
    accounts = ", ".join(one_line(one.account_name, 30) for one in ways_of(row))
    words = accounts if row.tags else " · ".join(filter(None, (accounts, known_of(row))))
    room = (right - LEFT) * (BESIDE_TAGS if row.tags else 1)
    words = brushes.fit(words, Face(12), room)
    brushes.write(painter, QRectF(LEFT, 31, room, 17), words, Face(12), ink("ink3"))
    _chips(painter, LEFT + brushes.width_of(words, Face(12)) + 8, right, 40, row, ground)


def _bands(painter: QPainter, row: ListedCustomer) -> None:
    """The colours of all accounts they write to, one below the other."""
    kinds = list(dict.fromkeys(one.account_kind.value for one in ways_of(row)))
    high = 40 / max(1, len(kinds))
    painter.save()
    painter.setClipRect(QRectF(0, 10, 3, 40))
    for at, kind in enumerate(kinds):
        brushes.slab(painter, QRectF(-3, 10 + at * high, 6, high - (1 if at + 1 < len(kinds) else 0)), 2, ink(kind))
    painter.restore()


def _name(painter: QPainter, left: float, right: float, top: float, row: ListedCustomer) -> None:
    brushes.write(painter, QRectF(left, top, right - left, 18), called(row), Face(13, True), ink("ink"))


def _accounts(painter: QPainter, left: float, right: float, row: ListedCustomer) -> None:
    """The accounts by name: two, or one and how many more."""
    ways = ways_of(row)
    lines = [one_line(one.account_name, 40) for one in ways[:2]]
    more = f" +{len(ways) - 2}" if len(ways) > 2 else ""
    for at, words in enumerate(lines):
        top = (22 if len(lines) == 1 else 12 + at * 19) + 0.0
        brushes.slab(painter, QRectF(left, top + 5, 8, 8), 3, ink(ways[at].account_kind.value))
        tail = more if at == 1 else ""
        room = right - left - 14 - brushes.width_of(tail, Face(12))
        words = brushes.fit(words, Face(12), room)
        colour = ink("ink3") if ways[at].gone_at else ink("ink2")
        brushes.write(painter, QRectF(left + 14, top, right - left - 14, 17), words + tail, Face(12), colour)


def _chips(painter: QPainter, left: float, right: float, middle: float, row: ListedCustomer, ground: QColor) -> None:
    """As many tags as there is room for, and how many more there are; none is lost on the ``ground`` of its row."""
    names, face = [one_line(tag.name, 24) for tag in row.tags], Face(11)
    for at, name in enumerate(names):
        rest = len(names) - at - 1
        room = right - left - (brushes.width_of(f"+{rest}", face) + 6 if rest else 0)
        wanted = min(ceil(brushes.width_of(name, face)) + 15.0, CHIP)
        if wanted > room and (at or room < SMALLEST_CHIP):
            brushes.write(painter, QRectF(left, middle - 8, right - left, 16), f"+{rest + 1}", face, ink("ink3"))
            return
        fill, colour = (ink("chip"), ink("ink2")) if at else (ink("brand_weak"), ink("brand"))
        fill = fill if ground == ink("panel") else ink("panel")
        left = brushes.chip(painter, left, middle, name, fill, colour, min(wanted, room)) + 6


def _due(painter: QPainter, box: QRectF, facts: Facts, pixels: int) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(box.left(), box.center().y() - SIGN / 2), pixmap("flag", ink(facts.tone), SIGN, ratio))
    face = Face(pixels, facts.tone != "ink3")
    brushes.write(painter, box.adjusted(SIGN + 4, 0, 0, 0), facts.due, face, ink(facts.tone))
