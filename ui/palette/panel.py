"""The palette itself: a field, a list and modes, over whatever page is in front."""

from __future__ import annotations

import asyncio
from itertools import groupby

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.store import Sieve
from ui.delegates.plain import one_line
from ui.kit.skeleton import Skeleton
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.widgets import SearchField, label, push_button
from ui.models.roles import Role
from ui.palette.brush import ROW, HitBrush, skeleton
from ui.palette.finder import OF_EACH, Finder
from ui.palette.hits import MODES, Heading, Hit, group_of
from ui.palette.narrowing import Narrowing

WIDE, WIDER = 640, 800
TOP, BOTTOM = 72, 48
AFTER = 60
"""Milliseconds of silence before the store is asked; a word typed quickly is asked for once."""
LOOKED_FOR = 4
"""Lines of the skeleton where nothing was listed yet."""
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Palette(QFrame):
    """A panel over the window.

    Signals:
        chosen(Hit): go there, or do that.
    """

    chosen = Signal(object)

    def __init__(self, finder: Finder, tasks: TaskScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._finder, self._tasks = finder, tasks
        self._mode, self._taking = "all", False
        self._answered: tuple[str, str, Sieve] | None = None
        self._before: QWidget | None = None
        self._naming: asyncio.Task[None] | None = None
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Go, do or find anything"))
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField(self._invitation(), "palette_field", self)
        self.narrowing = Narrowing(self)
        self._model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitBrush(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        self._skeleton = Skeleton(self.list, skeleton, ROW, ground="raise")
        self._skeleton.appeared.connect(self._look)
        self.hint = label("", tone="ink3", size="caption")
        self.hint.setContentsMargins(12, 4, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(self._modes())
        for widget in (self.narrowing, self.list, self.hint):
            column.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._timer.start)
        self.narrowing.changed.connect(self._ask)
        self._shade()
        self.hide()
        parent.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _modes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self._pills = {}
        titles = (self.tr("Everything"), self.tr("Go"), self.tr("Do"), self.tr("Search"))
        for mode, title in zip(MODES, titles, strict=True):
            pill = push_button(title, f"palette_{mode}", role="pill", parent=self)
            pill.clicked.connect(lambda checked=False, mode=mode: self._turn_to(mode))
            self._group.addButton(pill)
            self._pills[mode] = pill
            row.addWidget(pill)
        row.addStretch(1)
        return row

    def _shade(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(theme().color("shadow"))
        self.setGraphicsEffect(shadow)

    def _invitation(self) -> str:
        return {
            "all": self.tr("Go, do or find: words, pinyin or initials"),
            "go": self.tr("Customers, pages, accounts, replies: words or pinyin"),
            "do": self.tr("What to do: words, pinyin or initials"),
            "search": self.tr("Anything that was said or written, in all accounts"),
        }[self._mode]

    # -- coming and going

    def open(self, mode: str = "all", customer: tuple[str, str] = ("", "")) -> None:
        """Appear with the cursor in the field; when open already, turn to ``mode`` with what is typed.

        ``customer``: id and name of the only one to search for.
        """
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self._finder.look_around()
            self.field.clear()
            self._answered, self._taking = None, False
            self._show([])
            self.narrowing.begin(*customer)
            self._naming = self._tasks.start(self._read_names())
        self._turn_to(mode)
        self.show()
        self.raise_()
        self.place()
        self.field.setFocus()
        self.field.selectAll()

    def put_away(self) -> None:
        """Disappear; the cursor goes back to where it was."""
        if self.isVisible():
            self._timer.stop()
            self._skeleton.done()
            before, self._before = self._before, None
            self.hide()
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus()

    def place(self) -> None:
        """In the upper middle of the window, as high as what it shows."""
        room = self.parentWidget()
        wide = min(WIDER if self._mode == "search" else WIDE, room.width() - 32)
        high = sum(self.list.sizeHintForRow(row) for row in range(self._model.rowCount())) + 2
        if not self._model.rowCount() and not self._skeleton.isHidden():
            high = LOOKED_FOR * ROW
        self.list.setVisible(high > 2)
        if self._mode == "search":
            self.narrowing.setFixedHeight(self.narrowing.layout().heightForWidth(wide - 16))
        self.list.setFixedHeight(high)
        self.layout().activate()
        whole, most = self.layout().sizeHint().height(), max(240, room.height() - TOP - BOTTOM)
        self.list.setFixedHeight(high - max(0, whole - most))
        self.layout().activate()
        self.setGeometry((room.width() - wide) // 2, TOP, wide, min(whole, most))

    def _turn_to(self, mode: str) -> None:
        self._mode = mode
        self._pills[mode].setChecked(True)
        self.narrowing.setVisible(mode == "search")
        self.field.setPlaceholderText(self._invitation())
        self.field.setFocus()
        self._ask()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A click beside the palette puts it away; its own pop-ups are windows of their own."""
        if self.isVisible() and new is not None and new.window() is self.window() and not self.isAncestorOf(new):
            self._before = None
            self.put_away()

    # -- asking

    async def _read_names(self) -> None:
        await self._finder.read_names()
        self.narrowing.show_accounts(self._finder.names)

    def _question(self) -> tuple[str, str, Sieve]:
        return self.field.text(), self._mode, self.narrowing.sieve() if self._mode == "search" else Sieve()

    def _ask(self) -> None:
        self._timer.stop()
        self._skeleton.wait()
        self._tasks.start(self._find(*self._question()))

    def _look(self) -> None:
        self.hint.setText(self.tr("Looking …"))
        self.place()

    async def _find(self, text: str, mode: str, sieve: Sieve) -> None:
        if self._naming is not None:
            await self._naming
        hits = await self._finder.find(text, mode, sieve)
        if (text, mode, sieve) == self._question() and self.isVisible():
            self._answered = text, mode, sieve
            self._skeleton.done()
            self._show(hits)
            if self._taking:
                self._taking = False
                self._take(self.list.currentIndex())

    def _show(self, hits: list[Hit]) -> None:
        self._model.clear()
        for kind, group in groupby(hits, key=lambda hit: hit.kind):
            self._add(Heading(group_of(kind)), group_of(kind), Qt.ItemFlag.NoItemFlags)
            for hit in group:
                words = ", ".join(word for word in (one_line(hit.title), one_line(hit.text), hit.keys) if word)
                self._add(hit, words, Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.hint.setText(self._advice(hits))
        if self.isVisible():
            self.place()
        self.list.setCurrentIndex(QModelIndex())
        self._step(1)

    def _advice(self, hits: list[Hit]) -> str:
        if not hits and self.field.text().strip():
            return self.tr("Nothing found. Try fewer letters, or the initials of the pinyin.")
        if not hits:
            return self.tr("Type a name, its initials, or words from a conversation.")
        keys = self.tr("↑ ↓ choose · Enter takes it · Esc closes")
        most = OF_EACH[self._mode]
        if self._mode == "search" and sum(hit.kind == "message" for hit in hits) == most:
            return keys + " · " + self.tr("the newest {0}; narrow it for older ones").format(most)
        return keys

    def _add(self, what: object, words: str, flags: Qt.ItemFlag) -> None:
        item = QStandardItem(words)
        item.setData(what, Role.ROW)
        item.setFlags(flags)
        self._model.appendRow(item)

    # -- choosing

    def _step(self, by: int) -> None:
        rows = [
            row
            for row in range(self._model.rowCount())
            if self._model.index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable
        ]
        if rows:
            now = self.list.currentIndex().row()
            at = rows.index(now) + by if now in rows else 0
            self.list.setCurrentIndex(self._model.index(rows[max(0, min(at, len(rows) - 1))], 0))
            self.list.scrollTo(self.list.currentIndex())
            if at <= 0:
                self.list.scrollToTop()

    def _enter(self) -> None:
        """Take the marked one; fast fingers wait until what is listed answers what is asked."""
        if self._answered != self._question():
            self._taking = True
            self._ask()
        else:
            self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        hit = index.data(Role.ROW)
        if isinstance(hit, Hit):
            self.put_away()
            self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What its fields leave to it: the same keys from each of them."""
        if event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
