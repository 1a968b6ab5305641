"""One row of the conversation list: whose it is, who waits, how long, and what may still be sent."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.rules.budget import Budget
from app.store import ConversationRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import left_short, moment_of, now_ms
from ui.delegates.names import name_of, presence
from ui.delegates.plain import one_line
from ui.delegates.quota import quota
from ui.delegates.row_brush import RowBrush, head, underline
from ui.delegates.waiting import left_to_answer, wait_short
from ui.delegates.wordless import called
from ui.kit.icons import pixmap
from ui.kit.translations import tr

CHIP = 96.0
"""Pixels of the first tag, or of how many are in a group, at most."""
WIDEST = "\N{MINUS SIGN}00:00"
"""The countdown until an answer is late."""
NAME = 44.0
"""Pixels of a name that the chip beside it leaves, or it is not there."""
SIGN = 12
"""Pixels of a flag, pin, star or muted horn."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a row beside its record, at this second. Equal facts paint equal pixels."""

    band: str = ""
    budget: Budget | None = None
    tag: str = ""
    clock: str = ""
    urgency: str = ""
    """Empty, ``warn`` or ``bad``."""
    left: str = ""
    there: str = ""
    """Which colleague has it open, in words."""


class ConversationRowDelegate(RowBrush):
    """Rows of the inbox."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.me = ""
        """The user whose own presence is no news."""

    def _facts(self, row: ConversationRow) -> Facts:
        now = now_ms()
        budget = quota(row, now)
        clock, urgency = moment_of(row.last_at, now) if row.last_at else "", ""
        if row.waiting_since:
            clock = wait_short(row.waiting_since, now)
            urgency = "warn" if left_to_answer(row.waiting_since, now) > 0 else "bad"
        left = left_short(budget.closes_at, now) if budget.open and budget.closes_at else ""
        tag = one_line(row.tags[0].name) if row.tags else ""
        return Facts(row.account_kind.value, budget, tag, clock, urgency, left, presence(row, self.me, now))

    def _contents(
        self, painter: QPainter, wide: float, row: ConversationRow, facts: Facts, ground: QColor, ticked: bool
    ) -> None:
        brushes.slab(painter, QRectF(-3, 10, 6, 40), 2, ink(facts.band))
        head(painter, name_of(row), row.customer_id or row.id, ticked=ticked)
        if row.unread and not row.muted:
            brushes.badge(painter, 57, 6, row.unread, ground)
        right = wide - 12
        upper = right - _clock(painter, right, facts)
        lower = _quota(painter, right, row, facts)
        _name(painter, 63, _signs(painter, upper - 8, row), row, facts)
        _snippet(painter, QRectF(63, 31, lower - 8 - 63, 17), row, facts)

    def _skeleton(self, painter: QPainter, wide: float) -> None:
        skeleton(painter, wide)


def skeleton(painter: QPainter, wide: float, at: int = 0) -> None:
    """A row that is not there yet."""
    brushes.slab(painter, QRectF(13, 10, 40, 40), 10, ink("chip"))
    brushes.slab(painter, QRectF(63, 16, wide * 0.3, 10), 5, ink("chip"))
    brushes.slab(painter, QRectF(63, 35, wide * 0.5, 9), 4.5, ink("chip"))
    underline(painter, wide)


def _clock(painter: QPainter, right: float, facts: Facts) -> float:
    """The upper right corner: when something was said last, or a chip that counts for who waits. Returns its width."""
    face = Face(11, bool(facts.urgency))
    if not facts.urgency:
        wide = brushes.width_of(facts.clock, face)
        brushes.write(
            painter, QRectF(right - wide - 1, 13, wide + 1, 16), facts.clock, face, ink("ink3"), brushes.RIGHT
        )
        return wide
    # As wide late as in time: nothing beside it moves when the answer becomes late.
    wide = max(brushes.width_of(text, face) for text in (facts.clock, WIDEST)) + 10
    box = QRectF(right - wide, 12, wide, 18)
    brushes.slab(painter, box, 9, ink(f"{facts.urgency}_weak"))
    brushes.write(painter, box, facts.clock, face, ink(facts.urgency), brushes.CENTRE)
    return wide


def _signs(painter: QPainter, right: float, row: ConversationRow) -> float:
    """What the agents have said about it, left of the clock. Returns the left edge."""
    ratio = painter.device().devicePixelRatioF()
    urgency = {1: "ink3", 2: "warn", 3: "bad"}.get(row.priority, "")
    for sign, colour in (
        ("mute", "ink3" if row.muted else ""),
        ("star", "warn" if row.starred else ""),
        ("pin", "ink3" if row.pinned else ""),
        ("flag", urgency),
    ):
        if colour:
            painter.drawPixmap(QPointF(right - SIGN, 15), pixmap(sign, ink(colour), SIGN, ratio))
            right -= SIGN + 3
    return right


def _quota(painter: QPainter, right: float, row: ConversationRow, facts: Facts) -> float:
    """The lower right corner: what may still be sent, or that the answer is given. Returns its left edge."""
    budget, face = facts.budget, Face(11)
    if budget is not None and budget.total:
        if facts.left:
            wide = brushes.width_of(facts.left, face)
            brushes.write(
                painter, QRectF(right - wide - 1, 31, wide + 1, 16), facts.left, face, ink("ink3"), brushes.RIGHT
            )
            right -= wide + 5
        colour = ink("brand") if budget.open else ink("ink3")
        return brushes.pips(painter, right, 39.5, budget.left or 0, min(budget.total, 8), colour)
    if row.last_direction == "out" and not row.waiting_since:
        word = tr("ConversationRow", "Answered")
        wide = brushes.width_of(word, face)
        brushes.write(painter, QRectF(right - wide - 1, 31, wide + 1, 16), word, face, ink("ink3"), brushes.RIGHT)
        brushes.tick(painter, right - wide - 13, 39.5, ink("ink3"))
        return right - wide - 16
    return right


def _name(painter: QPainter, left: float, right: float, row: ConversationRow, facts: Facts) -> None:
    face = Face(13, True)
    word = facts.tag
    if not word and row.member_count:
        word = tr("ConversationRow", "{0} members").format(QLocale().toString(row.member_count))
    chip = min(brushes.width_of(word, Face(11)) + 14, CHIP) + 6 if word else 0.0
    if right - left - chip < NAME:
        chip = 0.0
    name = brushes.fit(name_of(row), face, right - left - chip)
    brushes.write(painter, QRectF(left, 12, right - left, 18), name, face, ink("ink"))
    if chip:
        fill, colour = (ink("brand_weak"), ink("brand")) if facts.tag else (ink("chip"), ink("ink2"))
        brushes.chip(painter, left + brushes.width_of(name, face) + 6, 21, word, fill, colour, CHIP)


def _snippet(painter: QPainter, box: QRectF, row: ConversationRow, facts: Facts) -> None:
    face = Face(12)
    if row.draft:
        mark = tr("ConversationRow", "[Draft]")
        brushes.write(painter, box, mark, face, ink("bad"))
        box = box.adjusted(brushes.width_of(mark, face) + 4, 0, 0, 0)
    text = one_line(row.draft or row.snippet) or called(row.wordless)
    brushes.write(painter, box, facts.there or text, face, ink("brand" if facts.there else "ink3"))
