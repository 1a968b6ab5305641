"""The left column: where to look, which conversations, and the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import BadInput
from app.rules import filters
from app.services import ConversationFilter
from app.store import SavedFilterRow
from ui.delegates.conversation_row import skeleton
from ui.delegates.plain import one_line
from ui.delegates.row_brush import HEIGHT
from ui.kit import notices, shortcuts
from ui.kit.skeleton import Skeleton
from ui.kit.widgets import ElidedLabel, EmptyState, IconLabel, label
from ui.models.conversation_list import ConversationListModel
from ui.models.saved_filters import SavedFilters
from ui.pages.inbox.conversation_view import ConversationView
from ui.pages.inbox.pill_row import PillRow
from ui.pages.inbox.queue_chip import QueueChip
from ui.pages.inbox.selection_bar import SelectionBar
from ui.pages.inbox.views import VIEWS, emptiness_of, title_of

FILTER = "filter:"
"""What stands before the id of a saved filter where one is shown instead of a view."""


class ConversationColumn(QWidget):
    """Search, queue, filters, rows, and what is done with several of them.

    Signals:
        search_wished: the agent wants to find something.
    """

    search_wished = Signal()

    def __init__(self, model: ConversationListModel, saved: SavedFilters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._saved = model, saved
        self.account_id, self.shown = "", "waiting"
        self._kept: dict[str, str] = {}
        self.setObjectName("conversation_column")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.view = ConversationView(model, self)
        self.view.setObjectName("conversation_list")
        self.view.setAccessibleName(self.tr("Conversations"))
        self._skeleton = Skeleton(self.view, skeleton, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.pills = PillRow({view: title_of(view) for view in VIEWS}, self)
        self.pills.chosen.connect(self.show_view)
        column.addWidget(self.pills)
        column.addLayout(self._rows(), 1)
        self.bar = SelectionBar(self)
        column.addWidget(self.bar)
        self.view.marked_changed.connect(self.bar.show_count)
        self.bar.nothing_wished.connect(self.view.unmark)
        saved.changed.connect(self._follow_filters)
        model.loaded.connect(self._skeleton.done)
        for told in (model.loaded, model.modelReset, model.rowsInserted, model.rowsRemoved):
            told.connect(self._show_emptiness)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 6)
        row.setSpacing(6)
        words = self.tr("Search customers, messages, replies (pinyin too)")
        self.search = QPushButton(self)
        self.search.setObjectName("search")
        self.search.setAccessibleName(words)
        self.search.setProperty("role", "search")
        self.search.setCursor(Qt.CursorShape.PointingHandCursor)
        self.search.clicked.connect(self.search_wished)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(10, 0, 10, 0)
        inside.setSpacing(8)
        inside.addWidget(IconLabel("search", "ink3", 15))
        inside.addWidget(ElidedLabel(self.tr("Search, pinyin too"), tone="ink3"), 1)
        keys = label(tone="ink3", size="caption")
        inside.addWidget(keys)
        shortcuts.hint(keys, lambda: keys.setText(shortcuts.shown("go_anywhere")))
        shortcuts.hint(self.search, lambda: self.search.setToolTip(f"{words}  {keys.text()}"))
        row.addWidget(self.search, 1)
        self.queue = QueueChip(self)
        row.addWidget(self.queue)
        return row

    def _rows(self) -> QGridLayout:
        """The list stays behind its empty state, so that its keys do."""
        place = QGridLayout()
        place.addWidget(self.view, 0, 0)
        self.empty = EmptyState("inbox", "", "")
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty.hide()
        place.addWidget(self.empty, 0, 0)
        return place

    # -- which conversations

    def show_account(self, account_id: str) -> None:
        """Follow the tabs; each keeps the view it was left in."""
        self._kept[self.account_id] = self.shown
        self.account_id = account_id
        self.view.unmark()
        self.show_view(self._kept.get(account_id, "waiting"))

    def show_filter(self, filter_id: str) -> None:
        """Turn to a saved filter."""
        self.show_view(FILTER + filter_id)

    def show_view(self, view: str) -> None:
        """Turn to one of VIEWS, or to what stands for a saved filter; when that is gone, to who waits."""
        saved = self._saved_by(view)
        if saved is None:
            view = view if view in VIEWS else "waiting"
            wanted = ConversationFilter(account_id=self.account_id or None, view=view)
        else:
            try:
                filters.check(saved.conditions)
            except BadInput as error:
                notices.say(error)
                self._mark_pill()
                return
            wanted = ConversationFilter(account_id=self.account_id or None, conditions=saved.conditions)
        if view != self.shown:
            self.view.unmark()
        self.shown = view
        self._mark_pill()
        self._model.show(wanted)
        if not self._model.known:
            self._skeleton.wait()
        self._show_emptiness()

    def _saved_by(self, view: str) -> SavedFilterRow | None:
        return self._saved.get(view.removeprefix(FILTER)) if view.startswith(FILTER) else None

    def _follow_filters(self) -> None:
        """The filter that is shown may be another now, or gone."""
        self.show_view(self.shown)

    def _mark_pill(self) -> None:
        saved = self._saved_by(self.shown)
        self.pills.mark(self.shown, one_line(saved.name, 40) if saved else "")

    def _show_emptiness(self) -> None:
        empty = self._model.known and not self._model.rowCount()
        if empty:
            title, hint = self._emptiness()
            self.empty.title.setText(title)
            self.empty.hint.setText(hint)
        self.empty.setVisible(empty)

    def _emptiness(self) -> tuple[str, str]:
        saved = self._saved_by(self.shown)
        if saved is None:
            return emptiness_of(self.shown)
        return (
            self.tr("Nothing fits “{0}”").format(one_line(saved.name, 40)),
            self.tr("Choose another filter, or change what this one asks for."),
        )
