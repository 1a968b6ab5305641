"""The inbox: who waits, what was said, what to answer, who it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from app.phrases import phrase
from app.session import Session
from app.store import ConversationRow
from ui.customer.card import CustomerCard, subject_of
from ui.kit import settings
from ui.kit.tasks import TaskScope
from ui.models.conversation_list import ConversationListModel
from ui.models.saved_filters import SavedFilters
from ui.pages.contract import Page, PageView
from ui.pages.inbox.card_room import CardRoom
from ui.pages.inbox.commands import InboxCommands
from ui.pages.inbox.conversation_column import ConversationColumn
from ui.pages.inbox.message_verbs import MessageVerbs
from ui.pages.inbox.suggestion_section import SuggestionSection
from ui.pages.inbox.talk import Talk

LIST_WIDTH, TALK_WIDTH, CARD_WIDTH = 304, 800, 300


class InboxPage(PageView):
    """One page for all tabs; turning to an account changes the list and leaves the open conversation alone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskScope(self)
        # The talk hears of changes, and asks for them, before the list does.
        self.talk = Talk(session, self._tasks, self)
        self._list = ConversationListModel(session.conversations, self._tasks, self)
        self._filters = SavedFilters(session.saved_filters, self._tasks, self)
        self.column = self.aside = ConversationColumn(self._list, self._filters, self)
        self.column.view.show_me(session.workspace.user_id)
        self.card = CustomerCard(session, self._tasks, self)
        self._suggestions = SuggestionSection(session.quick_replies, session.messages, self._tasks)
        self.card.add_below(self._suggestions)
        self._lay_out()
        self._connect()
        self._room = CardRoom(self.card, self.talk, self)
        self.commands = InboxCommands(self, self.talk, self.column, self._room, session, self._filters, self._tasks)
        self._verbs = MessageVerbs(session, self.talk, self._tasks, self.commands.follow_up)
        self._follow(None)
        self._room.fit()
        self.column.show_view("waiting")

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("inbox_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self.column, self.talk, self.card):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, TALK_WIDTH, CARD_WIDTH])
        settings.keep_splitter(splitter, "inbox")
        QHBoxLayout(self).addWidget(splitter)
        self.layout().setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        talk, view = self.talk, self.column.view
        view.chosen.connect(talk.open)
        view.go_wished.connect(talk.answer)
        self.column.search_wished.connect(lambda: self.palette_wished.emit("go", "", ""))
        talk.turned.connect(view.choose)
        talk.turned.connect(self._list.hold)
        talk.shown.connect(self._follow)
        talk.composer.left.connect(view.setFocus)
        self._suggestions.picked.connect(talk.composer.insert)
        self.card.identities.way_found.connect(talk.composer.ways.show_elsewhere)
        self.card.customer_shown.connect(talk.show_customer)
        self.card.conversation_wished.connect(talk.open)

    def _follow(self, row: ConversationRow | None) -> None:
        """The card is of whom the talk is with."""
        self.card.show_customer(subject_of(row))
        if row is not None and row.id != self._suggestions.conversation_id:
            self._tasks.start(self._suggestions.show_conversation(row.id))

    # -- what the shell asks

    @property
    def conversation_id(self) -> str:
        return self.talk.conversation_id

    def show_account(self, account_id: str) -> None:
        self.column.show_account(account_id)

    def reveal(self, target: str) -> None:
        self.commands.reveal(target)

    async def put_away(self) -> None:
        await self.talk.composer.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit()
        self.talk.composer.place_list()


PAGE = Page(
    id="inbox",
    title=phrase("Pages", "Inbox"),
    icon="inbox",
    make=InboxPage,
    has_accounts=True,
)
