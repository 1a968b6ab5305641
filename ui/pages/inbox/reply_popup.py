"""Quick replies that fit what was typed after the ``/``, above the composer; the cursor never leaves the text."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGraphicsDropShadowEffect,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.store import QuickReplyRow
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.plain import one_line
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import label
from ui.models.roles import Role

ROW, WIDE, NAME = 34, 520, 92

Index = QModelIndex | QPersistentModelIndex


def scope_words(scope: str) -> str:
    """Whose a quick reply is."""
    words = {"user": tr("ReplyPopup", "Mine"), "team": tr("ReplyPopup", "Team")}
    return words.get(scope.split(":", 1)[0], tr("ReplyPopup", "Company"))


class _Replies(QAbstractListModel):
    """The hits, best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[QuickReplyRow] = []

    def show(self, rows: list[QuickReplyRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ROW:
            return row
        return f"{row.shortcut} {row.title}" if role == Qt.ItemDataRole.DisplayRole else None


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
        hint = tr("ReplyPopup", "Ctrl ↵ sends") if selected else scope_words(row.scope)
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


class ReplyPopup(QFrame):
    """A list steered from the text field.

    Signals:
        picked(QuickReplyRow, bool): insert this one; true: and send it.
    """

    picked = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reply_popup")
        self.setAccessibleName(self.tr("Quick replies"))
        self._model = _Replies(self)
        self._list = QListView(self)
        self._list.setObjectName("reply_list")
        self._list.setAccessibleName(self.tr("Quick replies that fit"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Brush(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.clicked.connect(self._clicked)
        self._nothing = label("", tone="ink3")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.setSpacing(0)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 8)
        shadow.setColor(theme().color("shadow"))
        self.setGraphicsEffect(shadow)
        self.setAutoFillBackground(True)
        self.setProperty("role", "card")
        self.hide()

    @property
    def current(self) -> QuickReplyRow | None:
        """The marked one."""
        row = self._list.currentIndex().data(Role.ROW)
        return row if isinstance(row, QuickReplyRow) else None

    def show_replies(self, rows: list[QuickReplyRow], query: str) -> None:
        """Show hits, or that there are none."""
        self._model.show(rows)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows:
            self._list.setCurrentIndex(self._model.index(0))
            self._list.setFixedHeight(ROW * min(len(rows), 8))
        else:
            words = (
                self.tr("No quick reply fits “{0}”. Esc closes this.") if query else self.tr("No quick replies yet.")
            )
            self._nothing.setText(words.format(query))
        self.adjustSize()

    def place_above(self, left: int, bottom: int, room: int) -> None:
        """Stand with the lower edge at ``bottom``, within ``room`` pixels of width, in the parent's coordinates."""
        high = self.layout().sizeHint().height()
        self.setGeometry(left, bottom - high, min(WIDE, room), high)
        self.raise_()

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key of the text field; false when the key closes the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4}.get(
            Qt.Key(event.key())
        )
        if step is not None:
            count = self._model.rowCount()
            at = self._list.currentIndex().row() + step
            if count:
                self._list.setCurrentIndex(
                    self._model.index(at % count if abs(step) == 1 else max(0, min(at, count - 1)))
                )
            return True
        return event.key() != Qt.Key.Key_Escape

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if row is not None:
            self.picked.emit(row, False)
