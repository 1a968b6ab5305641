"""The list of what needs a decision, and the decision itself."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.store import Changes, ConflictRow, RefusedRow
from ui.delegates.plain import one_line
from ui.kit import settings
from ui.kit.again import REST, Again
from ui.kit.dialogs import confirm
from ui.kit.icons import icon
from ui.kit.record_words import kind_name
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.widgets import EmptyState, label, push_button
from ui.pages.conflicts.comparison import Comparison
from ui.pages.conflicts.refused import RefusedView
from ui.pages.contract import PageView

if TYPE_CHECKING:
    from app.session import Session

ROW = Qt.ItemDataRole.UserRole
LINE = 52


class ConflictsPage(PageView):
    """Parked words and refused edits, the oldest first."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._me = session.conflicts, session.workspace.user_id
        self._tasks = TaskScope(self)
        self._again = Again(self._read, self._tasks, self, pause=REST)
        self._wanted = ""
        self._rows: list[ConflictRow | RefusedRow] = []
        self._model = QStandardItemModel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("conflicts_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setSizes([320, 1000])
        splitter.setStretchFactor(1, 1)
        settings.keep_splitter(splitter, "conflicts")
        row.addWidget(splitter)
        self.destroyed.connect(self._service.feed.subscribe(self._on_changes))
        self._again.ask()

    def _left(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(220)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 12, 0)
        top.addWidget(label(self.tr("To be decided"), size="title"), 1)
        back = push_button(self.tr("Back to the inbox"), "conflicts_back", role="link")
        back.clicked.connect(lambda: self.page_wished.emit("inbox", ""))
        top.addWidget(back)
        column.addLayout(top)
        self._view = QListView(side)
        self._view.setObjectName("conflict_list")
        self._view.setAccessibleName(self.tr("To be decided"))
        self._view.setModel(self._model)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setUniformItemSizes(True)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        column.addWidget(self._view, 1)
        return side

    def _right(self) -> QWidget:
        self._comparison = Comparison(self._me, self)
        self._comparison.theirs_chosen.connect(lambda: self._settle(self._service.keep_theirs))
        self._comparison.mine_chosen.connect(lambda: self._settle(self._service.use_mine))
        self._comparison.text_chosen.connect(self._use_text)
        self._refused = RefusedView(self)
        self._refused.retry_asked.connect(lambda: self._settle(self._service.retry))
        self._refused.discard_asked.connect(lambda: self._tasks.start(self._discard()))
        self._nothing = EmptyState(
            "check",
            self.tr("Nothing needs a decision"),
            self.tr("When you and a colleague change the same text, both versions are kept and shown here."),
        )
        self._stage = QStackedWidget(self)
        for view in (QWidget(self), self._nothing, self._comparison, self._refused):
            self._stage.addWidget(view)
        return self._stage

    def _on_changes(self, changes: Changes) -> None:
        theirs = any(row.record_id in changes.of(row.kind) for row in self._rows)
        if theirs or changes.of("parked") or changes.of("refused"):
            self._again.ask()

    async def _read(self) -> None:
        rows = self._rows = [*await self._service.all(), *await self._service.refused()]
        at = max(0, self._view.currentIndex().row())
        kept = self._wanted or getattr(self._current(), "id", "")
        self._model.clear()
        for row in rows:
            parked = isinstance(row, ConflictRow)
            picture = icon("conflicts", theme().color("warn")) if parked else icon("warn", theme().color("bad"))
            when = QLocale().toString(QDateTime.fromMSecsSinceEpoch(row.at), QLocale.FormatType.ShortFormat)
            item = QStandardItem(
                picture, f"{one_line(row.title) or kind_name(row.kind)}\n{kind_name(row.kind)} · {when}"
            )
            item.setData(row, ROW)
            item.setSizeHint(QSize(0, LINE))
            self._model.appendRow(item)
        self.badge_changed.emit(len(rows), False)
        if not rows:
            self._stage.setCurrentWidget(self._nothing)
            return
        place = next((i for i, row in enumerate(rows) if kept in (row.id, row.record_id)), min(at, len(rows) - 1))
        self._wanted = ""
        self._view.setCurrentIndex(self._model.index(place, 0))

    def reveal(self, target: str) -> None:
        """Show what is parked or refused about the record with this id."""
        self._wanted = target
        self._again.ask()

    def _current(self) -> ConflictRow | RefusedRow | None:
        found = self._view.currentIndex().data(ROW)
        return found if isinstance(found, ConflictRow | RefusedRow) else None

    def _on_current(self, current: QModelIndex) -> None:
        match current.data(ROW):
            case ConflictRow() as row:
                self._comparison.show_conflict(row)
                self._stage.setCurrentWidget(self._comparison)
            case RefusedRow() as row:
                self._refused.show_refused(row)
                self._stage.setCurrentWidget(self._refused)

    def _settle(self, verb: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        row = self._current()
        if row is not None:
            self._tasks.start(verb(row.id))

    def _use_text(self, text: str) -> None:
        row = self._current()
        if row is not None:
            self._tasks.start(self._service.use_text(row.id, text))

    async def _discard(self) -> None:
        row = self._current()
        title, question = self.tr("Discard this?"), self.tr("What you wrote is gone then.")
        if row is not None and await confirm(self, title, question, yes=self.tr("Discard"), danger=True):
            await self._service.discard(row.id)
