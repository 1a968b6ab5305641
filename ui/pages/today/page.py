"""Promises and reminders in the order in which they are due; one click or key marks one as done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.store import Changes
from ui.kit import notices, shortcuts
from ui.kit.skeleton import Skeleton
from ui.kit.tasks import TaskScope
from ui.kit.theme import space
from ui.kit.widgets import EmptyState, label, push_button
from ui.pages.contract import PageView
from ui.pages.today.brush import DUE, HEIGHT, DueBrush, circle_of, skeleton
from ui.pages.today.due import Due, due_until

if TYPE_CHECKING:
    from app.session import Session

AHEAD_MS = 7 * 86_400_000
LOOK_MS = 60_000
WIDEST = 880


class TodayPage(PageView):
    """Mine, open, and due within a week. Enter opens the conversation."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = TaskScope(self)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._summary = label(tone="ink3")
        self._summary.setObjectName("today_summary")
        self._open = push_button(self.tr("Open the conversation"), "today_open")
        self._done = push_button(self.tr("Done"), "today_done", role="primary")
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._stage = QStackedWidget(self)
        self._lay_out()
        self._fill_view()
        shortcuts.bind(self, "done", self._finish_current)
        shortcuts.hint(self, self._show_keys)
        minute = QTimer(self)
        minute.timeout.connect(lambda: self._tasks.start(self._read()))
        minute.start(LOOK_MS)
        self.destroyed.connect(session.feed.subscribe(self._on_changes))
        self._show_what_can_be_done()
        self._skeleton.wait()
        self._tasks.start(self._read())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space("s"))
        titles = QVBoxLayout()
        titles.setSpacing(space("xs"))
        titles.addWidget(label(self.tr("Today"), size="display"))
        titles.addWidget(self._summary)
        head.addLayout(titles, 1)
        for button, act in ((self._open, self._open_current), (self._done, self._finish_current)):
            button.clicked.connect(act)
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        self._nothing = EmptyState("today", self.tr("Nothing is due"))
        self._stage.addWidget(self._view)
        self._stage.addWidget(self._nothing)
        self._skeleton = Skeleton(self._stage, skeleton, HEIGHT)
        middle = QWidget(self)
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(space("xl"), space("xl"), space("xl"), 0)
        column.setSpacing(space("m"))
        column.addLayout(head)
        column.addWidget(self._stage, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def _fill_view(self) -> None:
        self._view.setObjectName("today_list")
        self._view.setAccessibleName(self.tr("What is due"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(DueBrush(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.activated.connect(self._open_index)
        self._view.selectionModel().currentChanged.connect(self._show_what_can_be_done)
        self._view.viewport().installEventFilter(self)
        self.first = self._view

    def _show_keys(self) -> None:
        self._done.setToolTip(shortcuts.shown("done"))
        hint = self.tr("Write a follow-up with a time beside a conversation ({0}), and it waits here.")
        self._nothing.hint.setText(hint.format(shortcuts.shown("follow_up")))

    # -- what is due

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("follow_up") or changes.of("reminder"):
            self._tasks.start(self._read())

    async def _read(self) -> None:
        rows = await due_until(self._session, QDateTime.currentMSecsSinceEpoch() + AHEAD_MS)
        self._skeleton.done()
        kept, place = self._current(), self._view.currentIndex().row()
        self._model.clear()
        for row in rows:
            item = QStandardItem(row.text)
            item.setData(row, DUE)
            item.setAccessibleText(row.spoken())
            self._model.appendRow(item)
        same = next((at for at, row in enumerate(rows) if kept is not None and row.id == kept.id), place)
        self._view.setCurrentIndex(self._model.index(max(0, min(same, len(rows) - 1)), 0))
        self._stage.setCurrentWidget(self._view if rows else self._nothing)
        self._show_what_can_be_done()
        self._sum_up(rows)

    def _sum_up(self, rows: list[Due]) -> None:
        today = sum(1 for row in rows if row.days_ahead() <= 0)
        late = sum(1 for row in rows if row.is_late())
        words = [self.tr("%n due today", "", today)] if today else []
        if late:
            words.append(self.tr("%n late", "", late))
        self._summary.setText(" · ".join(words) or self.tr("Due within a week"))
        self._summary.setVisible(bool(rows))
        self.badge_changed.emit(today, False)

    def _current(self) -> Due | None:
        due = self._view.currentIndex().data(DUE)
        return due if isinstance(due, Due) else None

    def _show_what_can_be_done(self) -> None:
        due = self._current()
        for button, able in ((self._done, due is not None), (self._open, due is not None and due.conversation_id)):
            button.setEnabled(bool(able))
            button.setVisible(self._model.rowCount() > 0)

    # -- gestures

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click into the circle marks it as done."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            index = self._view.indexAt(event.position().toPoint())
            if index.isValid() and circle_of(self._view.visualRect(index)).contains(event.position().toPoint()):
                self._finish(index.data(DUE))
                return True
        return super().eventFilter(watched, event)

    def _finish_current(self) -> None:
        if (due := self._current()) is not None:
            self._finish(due)

    def _finish(self, due: Due) -> None:
        self._tasks.start(self._mark(due))

    async def _mark(self, due: Due) -> None:
        await due.finish(True)
        words = self.tr("Done: {0}").format(due.text[:80])
        notices.say(words, tone=notices.Tone.GOOD, action=self.tr("Undo"), act=lambda: self._open_again(due))

    def _open_again(self, due: Due) -> None:
        self._tasks.start(due.finish(False))

    def _open_current(self) -> None:
        self._open_index(self._view.currentIndex())

    def _open_index(self, index: QModelIndex) -> None:
        due = index.data(DUE)
        if isinstance(due, Due) and due.conversation_id:
            self.page_wished.emit("inbox", due.conversation_id)
