"""Fifty messages read and painted by what SQLite and Qt bring, without model, view, service or loop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from tests.bench import stores
from ui.models.timeline import OPENING

_SQL = (
    "SELECT id, direction, author_id, type, text, content, at, state FROM message WHERE conversation_id = ?"
    " ORDER BY at DESC, id DESC LIMIT ?"
)
_LONG = (
    "SELECT conversation_id FROM message WHERE conversation_id IN (SELECT id FROM conversation"
    " ORDER BY last_at DESC LIMIT 3000) GROUP BY conversation_id HAVING count(*) >= ? LIMIT ?"
)
_PAD, _FACE, _SHARE = 10.0, 32.0, 0.62


class BareTimeline(QWidget):
    """All fifty bubbles one below the other: a round face, a rounded ground, wrapped words, a time."""

    def __init__(self, store: Path, width: int) -> None:
        super().__init__()
        self._db = stores.connect(store)
        self._rows: list[tuple[str, ...]] = []
        self.resize(width, OPENING * 60)

    def long_conversations(self, count: int) -> list[str]:
        """Conversations that fill a timeline."""
        return [name for (name,) in self._db.execute_sql(_LONG, (OPENING, count)).fetchall()]

    def show_conversation(self, name: str) -> None:
        """Read, and ask to be painted."""
        self._rows = self._db.execute_sql(_SQL, (name, OPENING)).fetchall()[::-1]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = _PAD
        for row in self._rows:
            top += self._bubble(painter, top, row[4] or row[3], mine=row[1] == "out") + _PAD

    def _bubble(self, painter: QPainter, top: float, text: str, *, mine: bool) -> float:
        layout = QTextLayout(text, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width() * _SHARE)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        width = layout.maximumWidth() + 2 * _PAD
        left = self.width() - _FACE - 2 * _PAD - width if mine else _FACE + 2 * _PAD
        box = QRectF(left, top, width, height + 2 * _PAD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#d9f0d0" if mine else "#ffffff"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setBrush(QColor("#8899aa"))
        painter.drawEllipse(QRectF(self.width() - _FACE - _PAD if mine else _PAD, top, _FACE, _FACE))
        painter.setPen(QColor("#111111"))
        layout.draw(painter, box.topLeft() + QPointF(_PAD, _PAD))
        painter.drawText(QPointF(left, box.bottom() + _PAD), "12:34")
        return box.height() + _PAD
