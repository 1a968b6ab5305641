"""The left column: where to look, which conversations, and the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.services import ConversationFilter
from ui.kit import shortcuts
from ui.kit.translations import tr
from ui.kit.widgets import ElidedLabel, EmptyState, IconLabel, label, push_button
from ui.models.conversation_list import ConversationListModel
from ui.pages.inbox.conversation_view import ConversationView
from ui.pages.inbox.flow import FlowLayout

VIEWS = ("waiting", "unread", "mine", "snoozed", "all")


def title_of(view: str) -> str:
    """What a view is called."""
    return {
        "waiting": tr("ConversationColumn", "Waiting"),
        "unread": tr("ConversationColumn", "Unread"),
        "mine": tr("ConversationColumn", "Mine"),
        "snoozed": tr("ConversationColumn", "Snoozed"),
        "all": tr("ConversationColumn", "All"),
    }[view]


def emptiness_of(view: str) -> tuple[str, str]:
    """What an empty view means, and what to do."""
    return {
        "waiting": (
            tr("ConversationColumn", "Nobody is waiting"),
            tr("ConversationColumn", "Every customer has an answer. “All” shows the conversations there are."),
        ),
        "unread": (
            tr("ConversationColumn", "Everything is read"),
            tr("ConversationColumn", "New messages appear here by themselves."),
        ),
        "mine": (
            tr("ConversationColumn", "Nothing is assigned to you"),
            tr("ConversationColumn", "Open a conversation and choose “Make it mine” in its menu."),
        ),
        "snoozed": (
            tr("ConversationColumn", "Nothing is put away"),
            tr("ConversationColumn", "The clock above a conversation puts it away until a time you choose."),
        ),
        "all": (
            tr("ConversationColumn", "No conversations yet"),
            tr("ConversationColumn", "They appear when the first customer writes to one of your accounts."),
        ),
    }[view]


class ConversationColumn(QWidget):
    """Search, filters, rows.

    Signals:
        search_wished: the agent wants to find something.
    """

    search_wished = Signal()

    def __init__(self, model: ConversationListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._account_id, self._view = model, "", "waiting"
        self._kept: dict[str, str] = {}
        self.setObjectName("conversation_column")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.view = ConversationView(model, self)
        self.view.setObjectName("conversation_list")
        self.view.setAccessibleName(self.tr("Conversations"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._search_button())
        column.addWidget(self._pills())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self.empty = EmptyState("inbox", "", "")
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        for told in (model.loaded, model.modelReset, model.rowsInserted, model.rowsRemoved):
            told.connect(self._show_emptiness)

    def _search_button(self) -> QWidget:
        holder = QWidget(self)
        row = QVBoxLayout(holder)
        row.setContentsMargins(12, 0, 12, 6)
        words = self.tr("Search customers, messages, replies (pinyin too)")
        self.search = QPushButton(holder)
        self.search.setObjectName("search")
        self.search.setAccessibleName(words)
        self.search.setToolTip(f"{words}  {shortcuts.shown('go_anywhere')}")
        self.search.setProperty("role", "search")
        self.search.setCursor(Qt.CursorShape.PointingHandCursor)
        self.search.clicked.connect(self.search_wished)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(10, 0, 10, 0)
        inside.setSpacing(8)
        inside.addWidget(IconLabel("search", "ink3", 15))
        inside.addWidget(ElidedLabel(words, tone="ink3"), 1)
        inside.addWidget(label(shortcuts.shown("go_anywhere"), tone="ink3", size="caption"))
        row.addWidget(self.search)
        return holder

    def _pills(self) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, 4)
        flow.setContentsMargins(12, 2, 12, 8)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for name in VIEWS:
            button = push_button(title_of(name), f"view_{name}", role="pill")
            button.clicked.connect(lambda checked=False, name=name: self.show_view(name))
            self._group.addButton(button)
            self._buttons[name] = button
            flow.addWidget(button)
        return holder

    def show_account(self, account_id: str) -> None:
        """Follow the tabs; each keeps the view it was left in."""
        self._kept[self._account_id] = self._view
        self._account_id = account_id
        self.show_view(self._kept.get(account_id, "waiting"))

    def show_view(self, view: str) -> None:
        """Turn to one of VIEWS."""
        self._view = view
        self._buttons[view].setChecked(True)
        self._model.show(ConversationFilter(account_id=self._account_id or None, view=view))
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._model.known and not self._model.rowCount()
        if empty:
            title, hint = emptiness_of(self._view)
            self.empty.title.setText(title)
            self.empty.hint.setText(hint)
        self._stack.setCurrentWidget(self.empty if empty else self.view)
