"""One field that goes to anything: customers, accounts, quick replies, messages, by words or pinyin."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.services import AccountService, SearchService
from app.store import AccountRow, Found
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import moment_of, now_ms
from ui.delegates.plain import one_line
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import SearchField, label
from ui.models.roles import Role
from ui.pages.inbox.tag_section import sounds_like

WIDE, ROW, HEAD = 620, 44, 28
OF_EACH = 5
KINDS = ("customer", "account", "quick_reply", "message")
AFTER = 60
"""Milliseconds of silence before the store is asked; a word typed quickly is asked for once."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group of hits."""

    text: str


def group_of(kind: str) -> str:
    """What a group of hits is called."""
    return {
        "customer": tr("GoAnywhere", "Customers"),
        "account": tr("GoAnywhere", "Accounts"),
        "quick_reply": tr("GoAnywhere", "Quick replies"),
        "message": tr("GoAnywhere", "Messages"),
    }[kind]


class _Brush(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE - 20, HEAD if isinstance(index.data(Role.ROW), Heading) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        what, box = index.data(Role.ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(what, Heading):
            brushes.write(painter, box.adjusted(12, 6, -12, 0), what.text, Face(11, True), ink("ink3"))
        elif isinstance(what, Found):
            if option.state & QStyle.StateFlag.State_Selected:
                brushes.slab(painter, box.adjusted(4, 1, -4, -1), 8, ink("selected"))
            _hit(painter, box, what)
        painter.restore()


def _hit(painter: QPainter, box: QRectF, found: Found) -> None:
    when = moment_of(found.at, now_ms()) if found.at else ""
    wide = brushes.width_of(when, Face(11)) + 2 if when else 0
    brushes.avatar(painter, QRectF(box.left() + 12, box.top() + 8, 28, 28), found.title, found.customer_id or found.id)
    left, room = box.left() + 50, box.width() - 50 - 16 - wide
    brushes.write(painter, QRectF(left, box.top() + 4, room, 18), one_line(found.title), Face(13, True), ink("ink"))
    brushes.write(
        painter, QRectF(box.right() - wide - 14, box.top() + 4, wide, 18), when, Face(11), ink("ink3"), brushes.RIGHT
    )
    _marked(painter, QRectF(left, box.top() + 22, room + wide, 17), found)


def _marked(painter: QPainter, box: QRectF, found: Found) -> None:
    """The text from a little before the first mark on, the marks in brand."""
    start = max(0, found.marks[0][0] - 12) if found.marks else 0
    at, left = start, box.left()
    pieces: list[tuple[str, bool]] = []
    for begin, length in found.marks:
        if begin >= at:
            pieces += [(found.text[at:begin], False), (found.text[begin : begin + length], True)]
            at = begin + length
    pieces.append((found.text[at : at + 160], False))
    for text, marked in pieces:
        face = Face(12, marked)
        # A blank at an end is part of the text here.
        words = one_line(f"|{text}|")[1:-1]
        if words and left < box.right():
            room = QRectF(left, box.top(), box.right() - left, box.height())
            brushes.write(painter, room, words, face, ink("brand" if marked else "ink3"))
            left += brushes.width_of(words, face)


class GoAnywhere(QFrame):
    """A panel over the page.

    Signals:
        chosen(Found): go there. An account is a Found of the kind ``account``.
        closed: the panel was put away.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, search: SearchService, accounts: AccountService, tasks: TaskScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._search, self._account_service, self._tasks = search, accounts, tasks
        self._accounts: list[AccountRow] = []
        self.setObjectName("go_anywhere")
        self.setAccessibleName(self.tr("Go to anything"))
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(self.tr("Customers, accounts, replies, messages: words or pinyin"), "go_field", self)
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setObjectName("go_list")
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Brush(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        self.hint = label("", tone="ink3", size="caption")
        self.hint.setContentsMargins(12, 4, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(4)
        for widget in (self.field, self.list, self.hint):
            column.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(theme().color("shadow"))
        self.setGraphicsEffect(shadow)
        self.hide()

    def open(self) -> None:
        """Appear, empty, with the cursor in the field."""
        self.field.clear()
        self._show([])
        self.show()
        self.raise_()
        self.place()
        self.field.setFocus()
        self._tasks.start(self._read_accounts())

    def place(self) -> None:
        """In the upper middle of the page, as high as what it shows."""
        page = self.parentWidget()
        wide = min(WIDE, page.width() - 32)
        high = sum(self.list.sizeHintForRow(row) for row in range(self._model.rowCount()))
        self.list.setVisible(high > 0)
        self.list.setFixedHeight(min(high, max(120, page.height() - 200)))
        self.setGeometry((page.width() - wide) // 2, 56, wide, self.layout().sizeHint().height())

    def put_away(self) -> None:
        """Disappear."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    async def _read_accounts(self) -> None:
        self._accounts = await self._account_service.all()

    def _typed(self) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self._tasks.start(self._find(self.field.text()))

    async def _find(self, text: str) -> None:
        hits = await self._search.find(text, OF_EACH, ("customer", "quick_reply", "message"))
        names = {row.id: row.name for row in self._accounts}
        hits = [hit if hit.text else replace(hit, text=names.get(hit.account_id, "")) for hit in hits]
        if text == self.field.text():
            self._show([*hits, *self._accounts_like(text)])

    def _accounts_like(self, text: str) -> list[Found]:
        wanted = text.strip().lower()
        return [
            Found(kind="account", id=row.id, title=row.name, text=group_of("account"), at=0, account_id=row.id)
            for row in self._accounts
            if wanted and (wanted in row.name.lower() or sounds_like(row.name, wanted))
        ][:OF_EACH]

    def _show(self, hits: list[Found]) -> None:
        self._model.clear()
        for kind in KINDS:
            group = [hit for hit in hits if hit.kind == kind]
            if group:
                self._add(Heading(group_of(kind)), group_of(kind), Qt.ItemFlag.NoItemFlags)
            for hit in group:
                self._add(
                    hit,
                    f"{one_line(hit.title)}, {one_line(hit.text)}",
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable,
                )
        self._step(1)
        if hits:
            self.hint.setText(self.tr("↑ ↓ choose · Enter goes there · Esc closes"))
        elif self.field.text().strip():
            self.hint.setText(self.tr("Nothing found. Try fewer letters, or the initials of the pinyin."))
        else:
            self.hint.setText(self.tr("Type a name, its initials, or words from a conversation."))
        if self.isVisible():
            self.place()

    def _add(self, what: object, words: str, flags: Qt.ItemFlag) -> None:
        item = QStandardItem(words)
        item.setData(what, Role.ROW)
        item.setFlags(flags)
        self._model.appendRow(item)

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self._model.rowCount():
            if self._model.index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentIndex(self._model.index(row, 0))
                return
            row += by

    def _take(self, index: QModelIndex) -> None:
        found = index.data(Role.ROW)
        if isinstance(found, Found):
            self.put_away()
            self.chosen.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                return True
        return super().eventFilter(watched, event)
