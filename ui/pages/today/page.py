"""Follow-ups in the order in which they are due; one click finishes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QModelIndex, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.store import Changes, FollowUpRow
from ui.kit import shortcuts
from ui.kit.icons import pixmap
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import EmptyState, label
from ui.pages.contract import PageView

if TYPE_CHECKING:
    from app.session import Session

ROW = Qt.ItemDataRole.UserRole
HEIGHT = 60
SHOWN_AHEAD_MS = 7 * 86_400_000


def due_words(due_at: int) -> str:
    """When something is due, as one says it."""
    due, now = QDateTime.fromMSecsSinceEpoch(due_at), QDateTime.currentDateTime()
    clock = QLocale().toString(due.time(), QLocale.FormatType.ShortFormat)
    match now.date().daysTo(due.date()):
        case 0:
            return tr("Today", "Today {0}").format(clock)
        case 1:
            return tr("Today", "Tomorrow {0}").format(clock)
        case -1:
            return tr("Today", "Yesterday {0}").format(clock)
        case _:
            return f"{QLocale().toString(due.date(), QLocale.FormatType.ShortFormat)} {clock}"


class _Brush(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(300, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        row = index.data(ROW)
        if not isinstance(row, FollowUpRow):
            return
        look, where = theme(), QRect(option.rect)
        late = row.due_at < QDateTime.currentMSecsSinceEpoch()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, look.color("hover"))
        painter.fillRect(QRect(where.x() + 52, where.bottom(), where.width() - 52, 1), look.color("line"))
        painter.setPen(QPen(look.color("edge"), 1.5))
        painter.drawEllipse(box_of(where))
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.drawPixmap(
                box_of(where).adjusted(3, 3, 0, 0).topLeft(), pixmap("check", look.color("ink3"), 14, 2.0)
            )
        right = 150
        painter.setFont(look.font("caption", strong=True))
        painter.setPen(look.color("bad" if late else "warn"))
        when = QRect(where.right() - right - 16, where.y(), right, where.height())
        painter.drawText(when, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, due_words(row.due_at))
        words = QRect(where.x() + 52, where.y() + 10, where.width() - right - 84, 20)
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.color("ink"))
        text = " ".join((row.next_action or row.body).split())
        painter.drawText(words, 0, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width()))
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink3"))
        painter.drawText(words.translated(0, 22), 0, row.customer_name)
        painter.restore()


def box_of(where: QRect) -> QRect:
    """Where the circle is that finishes a follow-up."""
    return QRect(where.x() + 20, where.center().y() - 9, 20, 20)


class TodayPage(PageView):
    """Mine, open, and due within a week. A double click opens the conversation."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._service = session.follow_ups
        self._tasks = TaskScope(self)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        heading = label(self.tr("Today"), size="display")
        heading.setContentsMargins(20, 0, 20, 0)
        column.addWidget(heading)
        self._summary = label(tone="ink3")
        self._summary.setObjectName("today_summary")
        self._summary.setContentsMargins(20, 0, 20, 4)
        column.addWidget(self._summary)
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setObjectName("today_list")
        self._view.setAccessibleName(self.tr("Due follow-ups"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Brush(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.activated.connect(self._open)
        self._view.viewport().installEventFilter(self)
        nothing = EmptyState(
            "today",
            self.tr("Nothing is due"),
            self.tr("Write a follow-up with a time beside a conversation ({0}), and it waits here.").format(
                shortcuts.shown("follow_up")
            ),
        )
        self._stage = QStackedWidget(self)
        self._stage.addWidget(self._view)
        self._stage.addWidget(nothing)
        column.addWidget(self._stage, 1)
        shortcuts.bind(self, "save", self._finish_current)
        self._minute = QTimer(self)
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(lambda: self._tasks.start(self._read()))
        self._minute.start()
        self.destroyed.connect(self._service.feed.subscribe(self._on_changes))
        self._tasks.start(self._read())

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("follow_up"):
            self._tasks.start(self._read())

    async def _read(self) -> None:
        now = QDateTime.currentMSecsSinceEpoch()
        rows = await self._service.due(now + SHOWN_AHEAD_MS)
        kept = self._view.currentIndex().row()
        self._model.clear()
        for row in rows:
            item = QStandardItem(row.next_action or row.body)
            item.setData(row, ROW)
            item.setAccessibleText(f"{row.customer_name}: {row.next_action or row.body}, {due_words(row.due_at)}")
            self._model.appendRow(item)
        self._view.setCurrentIndex(self._model.index(max(0, min(kept, len(rows) - 1)), 0))
        self._stage.setCurrentIndex(0 if rows else 1)
        late = sum(1 for row in rows if row.due_at < now)
        today = sum(
            1 for row in rows if QDateTime.fromMSecsSinceEpoch(row.due_at).date() <= QDateTime.currentDateTime().date()
        )
        words = [self.tr("%n due today", "", today)] if today else []
        if late:
            words.append(self.tr("%n late", "", late))
        self._summary.setText(" · ".join(words))
        self._summary.setVisible(bool(words))
        self.badge_changed.emit(today, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click into the circle finishes the follow-up."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            index = self._view.indexAt(event.position().toPoint())
            if index.isValid() and box_of(self._view.visualRect(index)).contains(event.position().toPoint()):
                self._finish(index)
                return True
        return super().eventFilter(watched, event)

    def _finish_current(self) -> None:
        self._finish(self._view.currentIndex())

    def _finish(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, FollowUpRow):
            self._tasks.start(self._service.finish(row.id))

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, FollowUpRow) and row.conversation_id:
            self.page_wished.emit("inbox", row.conversation_id)
