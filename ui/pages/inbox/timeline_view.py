"""The talk itself: opens at its end, stays where the agent reads, and hands out what a bubble holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from app.store import MessageRow
from ui.delegates.bubbles import BubbleDelegate
from ui.delegates.message_parts import Studio
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.models.roles import Role
from ui.models.timeline import TimelineModel
from ui.pages.inbox.message_menu import message_menu, verbs_of
from ui.pages.inbox.newest_button import NewestButton

NEAR = 400
"""Pixels from an end of the window at which the next page is fetched."""

NEXT_FRAME = 30
"""Milliseconds after which a talk that opens is measured above what is in sight: the first frame does not wait."""

FOOT = 12
"""Pixels below the last word of a talk that does not fill the view."""


class TimelineView(QListView):
    """Bubbles to read.

    Signals:
        verb_wished(str, MessageRow): quote, forward, follow_up, jump, recall, resend, continue, withdraw or discard.
        open_wished(str): show what the message holds.
        link_wished(str): open an address.
        answer_wished: a key was pressed that belongs into the composer.
    """

    verb_wished = Signal(str, object)
    open_wished = Signal(str)
    link_wished = Signal(str)
    answer_wished = Signal()

    def __init__(self, model: TimelineModel, studio: Studio, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline, self._studio, self._tasks = model, studio, tasks
        self._at_bottom, self._anchor = True, ("", 0)
        self._loading: object | None = None
        self._measured = True
        self.brush = BubbleDelegate(studio, self)
        self.setItemDelegate(self.brush)
        self.setModel(model)
        self.setProperty("ground", "bg")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        bar = self.verticalScrollBar()
        bar.setSingleStep(24)
        bar.valueChanged.connect(self._scrolled)
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self._newest = NewestButton(self)
        self._newest.clicked.connect(self.to_newest)
        model.opened.connect(self._opened)
        model.arrived.connect(self._arrived)
        model.rowsAboutToBeInserted.connect(self._remember)
        model.rowsAboutToBeRemoved.connect(self._remember)
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._settle)
        model.dataChanged.connect(self._changed)
        studio.pictures.ready.connect(self._picture_ready)
        theme().changed.connect(self.viewport().update)

    # -- places

    def to_newest(self) -> None:
        """Go to the end of the talk."""
        self._newest.forget()
        if self._timeline.at_end:
            self.scrollToBottom()
        else:
            self._tasks.start(self._timeline.open(self._timeline.conversation_id))

    def show_message(self, message_id: str) -> None:
        """Open the window around a message and mark it."""
        self._tasks.start(self._show(message_id))

    async def _show(self, message_id: str) -> None:
        if self._timeline.row_of(message_id) < 0:
            await self._timeline.jump(message_id)
        row = self._timeline.row_of(message_id)
        if row >= 0:
            self._measure()
            index = self._timeline.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            bar = self.verticalScrollBar()
            self._at_bottom = bar.value() >= bar.maximum() - 4  # nobody else looks while a page is fetched

    def select_newest(self) -> None:
        """Begin to select messages with the newest; Shift and the arrows take in more."""
        at = self._timeline.rowCount() - 1
        if at >= 0:
            self.setFocus()
            self.setCurrentIndex(self._timeline.index(at))

    def selected_rows(self) -> list[MessageRow]:
        """The messages that are selected, oldest first."""
        return [index.data(Role.ROW) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]

    def _opened(self) -> None:
        self._loading = None  # what is still fetched belongs to another conversation
        self._newest.forget()
        self._measured = True
        self.brush.measure_last(self._timeline, self.viewport().width(), self.contentsRect().height())
        self.executeDelayedItemsLayout()
        self.scrollToBottom()
        self._at_bottom, self._measured = True, False
        QTimer.singleShot(NEXT_FRAME, self, self._fill)

    def _measure(self) -> None:
        """Give every row the room it needs; what is in sight keeps its place."""
        if not self._measured:
            self._measured = True
            self._remember()
            self.brush.measure_all()
            self.scheduleDelayedItemsLayout()
            self._settle()

    def look_further_back(self) -> None:
        """The server can be asked again: what ended with this machine's memory may go on."""
        self._timeline.doubt_start()
        self._fill()

    def _fill(self) -> None:
        """A window that does not fill the view asks for more at once."""
        self._measure()
        if self.verticalScrollBar().maximum() < NEAR:
            self._fetch()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if self._loading:
            return
        self._at_bottom = value >= bar.maximum() - 4
        if not self._at_bottom:
            self._measure()
        if self._at_bottom and self._timeline.at_end:
            self._newest.forget()
        if value < NEAR or value > bar.maximum() - NEAR:
            self._fetch()

    def _fetch(self) -> None:
        if self._loading:
            return
        bar = self.verticalScrollBar()
        older = bar.value() < NEAR and not self._timeline.at_start
        if older or (bar.value() > bar.maximum() - NEAR and not self._timeline.at_end):
            self._loading = object()
            self._tasks.start(self._fetched(self._loading, older=older))

    async def _fetched(self, loading: object, *, older: bool) -> None:
        try:
            await (self._timeline.load_older() if older else self._timeline.load_newer())
        finally:
            if self._loading is loading:
                self._loading = None

    def _remember(self) -> None:
        index = self.indexAt(QPoint(self.viewport().width() // 2, 2))
        if not index.isValid():
            index = self.indexAt(QPoint(self.viewport().width() // 2, 20))
        row = index.data(Role.ROW) if index.isValid() else None
        self._anchor = (row.id, self.visualRect(index).top()) if row is not None else ("", 0)

    def scrollToBottom(self) -> None:
        """Show the end; a talk too short to fill the view stands at its bottom, beside where the answer is written."""
        spare = max(0, self.contentsRect().height() - self.contentsSize().height() - FOOT)
        if spare != self.viewportMargins().top():
            self.setViewportMargins(0, spare, 0, FOOT if spare else 0)
        super().scrollToBottom()

    def _settle(self) -> None:
        self.executeDelayedItemsLayout()
        if self._at_bottom and not self._loading:
            self.scrollToBottom()
            return
        name, top = self._anchor
        row = self._timeline.row_of(name) if name else -1
        if row >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self._timeline.index(row)).top() - top)

    def _inserted(self) -> None:
        (self._changed if self._at_bottom and not self._loading else self._settle)()  # one layout, with the neighbours

    def _changed(self) -> None:
        if self._at_bottom:
            self.scheduleDelayedItemsLayout()
            QTimer.singleShot(0, self, self._stay_at_bottom)

    def _stay_at_bottom(self) -> None:
        if self._at_bottom:
            self.executeDelayedItemsLayout()
            self.scrollToBottom()

    def _arrived(self, mine: bool) -> None:
        if mine:
            self.to_newest()
        elif not self._at_bottom or not self._timeline.at_end:
            self._newest.one_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        keep = self._at_bottom
        super().resizeEvent(event)
        if keep:
            self.executeDelayedItemsLayout()
            self.scrollToBottom()
        self._newest.place()

    # -- gestures

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row, action = self._under(event.position().toPoint())
        if row is not None and action:
            self.act(action, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _, action = self._under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)

    def _under(self, at: QPoint) -> tuple[MessageRow | None, str]:
        index = self.indexAt(at)
        row = index.data(Role.ROW) if index.isValid() else None
        if row is None:
            return None, ""
        return row, self.brush.action_at(index, self.viewport().width(), at - self.visualRect(index).topLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer_wished.emit()
        elif event.key() == Qt.Key.Key_End:
            self.to_newest()
        elif event.text() and event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == event.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row: MessageRow | None = index.data(Role.ROW) if index.isValid() else None
        if row is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        where = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_of(row).popup(where)

    def menu_of(self, row: MessageRow) -> QMenu:
        """What can be done with a message; deletes itself when it closes."""
        return message_menu(row, self.act, self.link_wished.emit, self)

    def act(self, verb: str, row: MessageRow) -> None:
        """Do it, or ask for it to be done."""
        match verb:
            case "copy":
                rows = self.selected_rows() if row in self.selected_rows() else [row]
                QGuiApplication.clipboard().setText("\n".join(one.text for one in rows if one.text))
            case "open" if row.type == "link" and isinstance(url := row.content.get("url"), str):
                self.link_wished.emit(url)
            case "open":
                self.open_wished.emit(row.id)
            case _:
                self.verb_wished.emit(verb, row)

    def act_at_cursor(self, verbs: Sequence[str]) -> None:
        """The first of these that can be done with the message in front; nothing when none can."""
        row: MessageRow | None = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        if row is not None and (verb := next((verb for verb in verbs_of(row) if verb in verbs), "")):
            self.act(verb, row)

    # -- looks

    def _picture_ready(self, media_id: str) -> None:
        for at in range(self._timeline.rowCount()):
            row = self._timeline.index(at).data(Role.ROW)
            if row.content.get("media_id") == media_id:
                self.brush.forget_row(row.id)
                self._timeline.dataChanged.emit(self._timeline.index(at), self._timeline.index(at))
