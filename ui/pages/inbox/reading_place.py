"""A talk that stays where the agent reads: it opens at its end, follows it, and fetches what lies further."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.delegates.brushes import ink
from ui.delegates.bubbles import FOOT, BubbleDelegate
from ui.kit.tasks import TaskScope
from ui.models.roles import Role
from ui.models.timeline import Older, TimelineModel
from ui.pages.inbox.newest_button import NewestButton
from ui.pages.inbox.older_note import OlderNote

NEAR = 400
"""Pixels from an end of the window at which the next page is fetched."""

NEXT_FRAME = 30
"""Milliseconds after which what is not in sight is measured or let go: the frame that shows news does not wait."""

FOLLOWED, SPARE = 2 * NEAR, 16
"""Pixels held above the view of a talk whose end is followed, and rows beyond them after which those are let go."""

UNTOLD = 1 << 30
"""The first row that changed, when nobody said which one."""


class ReadingPlace(QListView):
    """A list of messages that never moves under the eyes of who reads further up."""

    def __init__(
        self, model: TimelineModel, brush: BubbleDelegate, tasks: TaskScope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._timeline, self.brush, self._tasks = model, brush, tasks
        self._at_bottom, self._anchor = True, ("", 0)
        self._loading: object | None = None
        self._room: float | None = None
        self._stale = UNTOLD
        self._older = OlderNote(self)
        self.setItemDelegate(brush)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all is painted anew at each scroll
        bar = self.verticalScrollBar()
        bar.setSingleStep(24)
        bar.valueChanged.connect(self._scrolled)
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self._newest = NewestButton(self)
        self._newest.clicked.connect(self.to_newest)
        self._older.retry_wished.connect(self.look_further_back)
        self._older.changed.connect(self._make_room)
        model.sought.connect(self._older.tell)
        self._tidying = QTimer(self, singleShot=True)
        self._tidying.timeout.connect(self._let_go)
        model.opened.connect(self._opened)
        model.arrived.connect(self._arrived)
        model.rowsAboutToBeInserted.connect(self._remember)
        model.rowsAboutToBeRemoved.connect(self._remember)
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._changed)

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

    def _opened(self) -> None:
        self._loading = None  # what is still fetched belongs to another conversation
        self._newest.forget()
        self._at_bottom, self._room, self._stale = True, self.contentsRect().height(), UNTOLD
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        QTimer.singleShot(NEXT_FRAME, self, self._fill)

    def _measure(self) -> None:
        """Give every row the room it needs, not only those first in sight; what is in sight keeps its place."""
        if self._room is not None:
            self._room, self._stale = None, 0
            self._remember()
            self.scheduleDelayedItemsLayout()
            self._settle()

    def look_further_back(self) -> None:
        """The server can be asked again: what ended with this machine's memory may go on."""
        self._timeline.doubt_start()
        self._measure()
        self._fetch()
        if not self._loading:
            self._older.tell(Older.RESTS)

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
        if self._at_bottom and not self._loading:
            return
        index = self.indexAt(QPoint(self.viewport().width() // 2, 2))
        if not index.isValid():
            index = self.indexAt(QPoint(self.viewport().width() // 2, 20))
        row = index.data(Role.ROW) if index.isValid() else None
        self._anchor = (row.id, self._end_of(index)) if row is not None else ("", 0)

    def scrollToBottom(self) -> None:
        """Show the end; a talk too short to fill the view stands at its bottom, beside where the answer is written."""
        spare = max(0, self.contentsRect().height() - self.contentsSize().height())
        above = max(spare, self._older.room)
        if above != self.viewportMargins().top():
            self.setViewportMargins(0, above, 0, 0)
        super().scrollToBottom()

    def _make_room(self) -> None:
        """For what is said above the first message; what is read stays where it is."""
        if self._at_bottom:
            self.scrollToBottom()
            return
        before, bar = self.viewportMargins().top(), self.verticalScrollBar()
        self.setViewportMargins(0, self._older.room, 0, 0)
        bar.setValue(bar.value() + self._older.room - before)

    def _settle(self) -> None:
        self.executeDelayedItemsLayout()
        if self._at_bottom and not self._loading:
            self.scrollToBottom()
            return
        name, bottom = self._anchor
        row = self._timeline.row_of(name) if name else -1
        if row >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._end_of(self._timeline.index(row)) - bottom)

    def _end_of(self, index: QModelIndex) -> int:
        """Where a message ends, without the foot that only the last one has."""
        foot = FOOT if index.row() == self._timeline.rowCount() - 1 else 0
        return self.visualRect(index).bottom() - foot

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._stale = min(self._stale, first)
        if not self._at_bottom or self._loading:
            self._settle()

    def _removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._stale = min(self._stale, first)
        self._settle()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._stale = min(self._stale, first.row())

    def doItemsLayout(self) -> None:
        """Lay out all rows and stay at the end; what stands above the first change is moved there, not painted anew."""
        row, self._stale = self._stale, UNTOLD
        bar, viewport = self.verticalScrollBar(), self.viewport()
        self.brush.measure(self._timeline.rowCount(), viewport.width(), self._room, 0 if row == UNTOLD else row)
        if not self._at_bottom or (self._loading and bar.value() < bar.maximum() - 4):  # where it was is not noted then
            super().doItemsLayout()
        elif row == UNTOLD:
            super().doItemsLayout()
            self.scrollToBottom()
        else:
            self._lay_out_from(self._timeline.index(row))

    def _lay_out_from(self, changed: QModelIndex) -> None:
        viewport, stood = self.viewport(), self.verticalScrollBar().value()
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)  # a layout asks for everything to be painted
        super().doItemsLayout()
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)
        told = self.verticalScrollBar().value() == stood
        self.scrollToBottom()
        stale = viewport.rect()
        if told:
            stale.setTop(self.visualRect(changed).top())
        viewport.update(stale)

    def _arrived(self, mine: bool) -> None:
        if mine:
            self.to_newest()
        elif not self._at_bottom or not self._timeline.at_end:
            self._newest.one_more()
        if not self._tidying.isActive():
            self._tidying.start(NEXT_FRAME)

    def _let_go(self) -> None:
        if self._at_bottom and not self.selectedIndexes():
            kept = self.brush.rows_within(self.viewport().height() + FOLLOWED)
            if self._timeline.rowCount() > kept + SPARE:
                self._timeline.let_go(kept)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), ink("bg"))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        keep, rewrapped = self._at_bottom, event.size().width() != event.oldSize().width()
        self._remember()
        super().resizeEvent(event)
        if rewrapped:
            self.scheduleDelayedItemsLayout()  # Qt does so for another height only
        if keep:
            self.executeDelayedItemsLayout()
            self.scrollToBottom()
        elif rewrapped:
            self._settle()
        self._newest.place()
        self._older.place()
