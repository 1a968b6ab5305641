"""The quick replies of a category or of a search, one drawn line each."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.store import QuickReplyRow
from ui.delegates import brushes
from ui.delegates.plain import one_line
from ui.kit.icons import pixmap
from ui.kit.theme import theme
from ui.pages.quick_replies.tree_model import REPLY_MIME

ROW_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 56

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def title_of(row: QuickReplyRow) -> str:
    """What a quick reply is called where it stands in a line: by its title, else by how it begins."""
    return one_line(row.title) or one_line(row.body, 80)


class ReplyListModel(QAbstractTableModel):
    """Snapshots in order; ``data`` answers from memory.

    ``has_order``: the lines stand as the agent put them, and may be put otherwise.

    Signals:
        dropped(ids, before): quick replies were let go in front of that one ("": at the end).
    """

    dropped = Signal(list, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.has_order = False
        self._rows: Sequence[QuickReplyRow] = ()
        self._places: dict[str, int] = {}

    def show_rows(self, rows: Sequence[QuickReplyRow]) -> None:
        """Show these; when only contents changed, the lines stay where they are."""
        if len(rows) == len(self._rows) and all(a.id == b.id for a, b in zip(rows, self._rows, strict=True)):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def row(self, index: Index) -> QuickReplyRow | None:
        """The quick reply at ``index``."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, reply_id: str) -> QModelIndex:
        """Where it is; no index when it is not in this list."""
        place = self._places.get(reply_id)
        return QModelIndex() if place is None else self.index(place, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return title_of(row)
            case _ if role == ROW_ROLE:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled if self.has_order else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return self.has_order and data.hasFormat(REPLY_MIME)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            at = parent.row() if parent.isValid() else row
            before = self._rows[at].id if 0 <= at < len(self._rows) else ""
            self.dropped.emit(json.loads(bytes(data.data(REPLY_MIME).data())), before)
        return False  # the view must not take the lines away: the store tells us where they are now

    def neighbour(self, ids: Sequence[str], by: int) -> str | None:
        """In front of which line those with ``ids`` stand after one step up (-1) or down (1); None: there is none."""
        places = sorted(self._places[i] for i in ids if i in self._places)
        if not self.has_order or not places:
            return None
        at = places[0] - 1 if by < 0 else places[-1] + 2
        if not 0 <= at <= len(self._rows):
            return None
        return self._rows[at].id if at < len(self._rows) else ""

    def mimeTypes(self) -> list[str]:
        return [REPLY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [row.id for index in indexes if (row := self.row(index))]
        data.setData(REPLY_MIME, json.dumps(ids).encode())
        return data


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """A quick reply that is not there yet."""
    chip, room = theme().color("chip"), wide - 26
    brushes.slab(painter, QRectF(14, 13, room * 0.3, 10), 5, chip)
    brushes.slab(painter, QRectF(wide - 12 - 44, 13, 44, 10), 5, chip)
    brushes.slab(painter, QRectF(14, 34, room * (0.6 + at % 3 * 0.15), 9), 4.5, chip)
    painter.fillRect(QRectF(12, HEIGHT - 1, wide, 1), theme().color("line"))


class ReplyBrush(QStyledItemDelegate):
    """Title and shortcut above, the words below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        row = index.data(ROW_ROLE)
        if not isinstance(row, QuickReplyRow):
            return
        look, where = theme(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, look.color("hover"))
        painter.fillRect(QRect(where.x() + 12, where.bottom(), where.width(), 1), look.color("line"))
        inner = where.adjusted(14, 9, -12, -9)
        self._title(painter, inner, row)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink3"))
        below = QRect(inner.x(), inner.bottom() - 17, inner.width(), 18)
        words = one_line(row.body, 200)
        if row.parts:
            words = f"[+{len(row.parts)}] {words}"
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _title(self, painter: QPainter, inner: QRect, row: QuickReplyRow) -> None:
        look = theme()
        above = QRect(inner.x(), inner.y(), inner.width(), 19)
        right = above.width()
        if row.shortcut:
            font = look.font("small", strong=True)
            shortcut = QFontMetrics(font).elidedText(f"/{one_line(row.shortcut, 40)}", Qt.TextElideMode.ElideRight, 110)
            painter.setFont(font)
            painter.setPen(look.color("brand"))
            painter.drawText(above, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shortcut)
            right -= QFontMetrics(font).horizontalAdvance(shortcut) + 8
        if row.parked:
            right -= 18
            painter.drawPixmap(above.x() + right, above.y() + 2, pixmap("conflicts", look.color("warn"), 16, 2.0))
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.color("ink"))
        shown = painter.fontMetrics().elidedText(title_of(row), Qt.TextElideMode.ElideRight, max(20, right - 4))
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, shown)
