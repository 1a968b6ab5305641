"""Quick replies that fit what was typed after the ``/``, above the composer; the cursor never leaves the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.store import QuickReplyRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.plain import one_line
from ui.kit.scopes import scope_name
from ui.kit.translations import tr
from ui.models.roles import Role
from ui.pages.inbox.choice_popup import ROW, WIDE, ChoicePopup, Index

NAME = 92


def _spoken(row: QuickReplyRow) -> str:
    """What a screen reader says of one."""
    return f"{row.shortcut} {one_line(row.title)}, {scope_name(row.scope, row.team)}"


class _Brush(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QuickReplyRow | None = index.data(Role.ROW)
        if row is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(box, ink("selected"))
        name = f"/{one_line(row.shortcut)}" if row.shortcut else one_line(row.title)
        hint = tr("ReplyPopup", "Ctrl+Enter sends") if selected else scope_name(row.scope, row.team)
        wide = brushes.width_of(hint, Face(11))
        brushes.write(painter, QRectF(12, box.top(), NAME, ROW), name, Face(13, True), ink("brand"))
        brushes.write(
            painter,
            QRectF(box.right() - wide - 13, box.top(), wide + 1, ROW),
            hint,
            Face(11),
            ink("ink3"),
            brushes.RIGHT,
        )
        words = one_line(row.body) or one_line(row.title)
        if row.shortcut and row.title and row.title != row.body:
            words = f"{one_line(row.title)} — {words}" if words != one_line(row.title) else words
        room = QRectF(NAME + 22, box.top(), box.width() - NAME - 22 - wide - 26, ROW)
        brushes.write(painter, room, words, Face(13), ink("ink2"))
        painter.restore()


class ReplyPopup(ChoicePopup):
    """The list of quick replies."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_spoken, _Brush, parent)
        self.setObjectName("reply_popup")
        self.setAccessibleName(self.tr("Quick replies"))
        self.list.setObjectName("reply_list")
        self.list.setAccessibleName(self.tr("Quick replies that fit"))

    @property
    def current(self) -> QuickReplyRow | None:
        """The marked one."""
        row = self.marked
        return row if isinstance(row, QuickReplyRow) else None

    def show_replies(self, rows: list[QuickReplyRow], query: str) -> None:
        """Show hits, or that there are none."""
        words = self.tr("No quick reply fits “{0}”. Esc closes this.") if query else self.tr("No quick replies yet.")
        self.show_rows(rows, words.format(query))
