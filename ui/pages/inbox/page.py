"""The inbox: who waits, what was said, what to answer, who it is."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.phrases import phrase
from app.session import Session
from app.store import Changes, ConversationRow, CustomerRow, MessageRow
from ui.customer.card import CustomerCard, subject_of
from ui.delegates import talk_skeleton
from ui.delegates.clocks import beat
from ui.delegates.message_parts import Studio
from ui.kit import settings, shortcuts
from ui.kit.again import BEHIND, REST, Again
from ui.kit.links import open_url
from ui.kit.tasks import TaskScope
from ui.kit.widgets import EmptyState
from ui.models.conversation_list import ConversationListModel
from ui.models.saved_filters import SavedFilters
from ui.models.timeline import TimelineModel
from ui.pages.contract import Page, PageView
from ui.pages.inbox.commands import InboxCommands
from ui.pages.inbox.composer import Composer, Desk
from ui.pages.inbox.conversation_actions import concerns
from ui.pages.inbox.conversation_column import ConversationColumn
from ui.pages.inbox.header import ConversationHeader
from ui.pages.inbox.media import Media
from ui.pages.inbox.message_verbs import MessageVerbs
from ui.pages.inbox.silence import Silence
from ui.pages.inbox.suggestion_section import SuggestionSection
from ui.pages.inbox.timeline_view import TimelineView

LIST_WIDTH, CARD_WIDTH = 304, 300
ROOM_FOR_CARD = 1080
"""Pixels of page below which the card makes room for the talk."""


class InboxPage(PageView):
    """One page for all tabs; turning to an account changes the list and leaves the open conversation alone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = TaskScope(self)
        self.conversation_id = self._me = ""
        self._row: ConversationRow | None = None
        self._coming: ConversationRow | None = None
        self._customer: CustomerRow | None = None
        self._card_wished: bool | None = None
        self._left_at = 0
        """``last_at`` of the open conversation when it was marked as unread; only what comes later is read again."""
        # The talk hears of changes, and asks for them, before the list does.
        self._timeline = TimelineModel(session.messages, session.workspace.user_id, self._tasks, self)
        self._list = ConversationListModel(session.conversations, self._tasks, self)
        self._again = Again(self._refresh, self._tasks, self, pause=REST, wait=BEHIND)
        self._media = Media(session, self._tasks, self)
        self._studio = Studio(pictures=self._media.pictures)
        self._filters = SavedFilters(session.saved_filters, self._tasks, self)
        self.column = self.aside = ConversationColumn(self._list, self._filters, self)
        self.header = ConversationHeader(self)
        self.timeline = TimelineView(self._timeline, self._studio, self._tasks, self)
        self.timeline.setObjectName("timeline")
        self.timeline.setAccessibleName(self.tr("Messages"))
        self._skeleton = talk_skeleton.over(self.timeline)
        Silence(self._timeline, self.timeline)
        self._middle = QWidget(self)
        self.composer = Composer(Desk.of(session, self._media.pictures), self._tasks, self._middle)
        self.card = CustomerCard(session, self._tasks, self)
        self._suggestions = SuggestionSection(session.quick_replies, session.messages, self._tasks)
        self._suggestions.picked.connect(self.composer.insert)
        self.card.add_below(self._suggestions)
        self._lay_out()
        self.commands = InboxCommands(self, session, self._filters, self._tasks)
        self._verbs = MessageVerbs(
            session, self.timeline, self._timeline, self.composer, self._tasks, self.commands.follow_up
        )
        self._connect()
        self._show_row(None)
        self.column.show_view("waiting")
        self._tasks.start(self._meet_me())

    # -- shape

    def _lay_out(self) -> None:
        self._talk = QWidget(self._middle)
        talk = QVBoxLayout(self._talk)
        talk.setContentsMargins(0, 0, 0, 0)
        talk.setSpacing(0)
        for widget in (self.header, self.timeline, self.composer):
            talk.addWidget(widget, 1 if widget is self.timeline else 0)
        self._nobody = EmptyState("inbox", self.tr("Choose a conversation"))
        hint = self.tr("{0} opens the one that has waited longest.")
        shortcuts.hint(self, lambda: self._nobody.hint.setText(hint.format(shortcuts.shown("longest_waiting"))))
        self._stack = QStackedLayout(self._middle)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._talk)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("inbox_splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for widget in (self.column, self._middle, self.card):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([LIST_WIDTH, 800, CARD_WIDTH])
        settings.keep_splitter(self._splitter, "inbox")
        self._middle.setMinimumWidth(360)
        QHBoxLayout(self).addWidget(self._splitter)
        self.layout().setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        view = self.column.view
        view.show_me(self._session.workspace.user_id)
        view.chosen.connect(self.open_conversation)
        view.go_wished.connect(self._answer)
        self.column.search_wished.connect(lambda: self.palette_wished.emit("go", "", ""))
        self.timeline.link_wished.connect(lambda url: self._tasks.start(open_url(self, url, url)))
        self.timeline.open_wished.connect(self._open_media)
        self.timeline.answer_wished.connect(self._answer)
        self.composer.left.connect(view.setFocus)
        self.composer.ways.conversation_wished.connect(self.open_conversation)
        self.card.identities.way_found.connect(self.composer.ways.show_elsewhere)
        self.card.customer_shown.connect(self._show_customer)
        self.card.conversation_wished.connect(self.open_conversation)
        self._timeline.opened.connect(self._skeleton.done)
        self._skeleton.appeared.connect(self._make_place)
        beat().timeout.connect(self._tick)
        self.destroyed.connect(self._session.feed.subscribe(self._on_changes))

    # -- what the shell asks

    def show_account(self, account_id: str) -> None:
        self.column.show_account(account_id)

    def reveal(self, target: str) -> None:
        self.commands.reveal(target)

    async def put_away(self) -> None:
        await self.composer.put_away()

    # -- the open conversation

    def open_conversation(self, conversation_id: str) -> None:
        """Show a conversation in all columns; it counts as read."""
        if self._turn_to(conversation_id):
            self._tasks.start(self._show(conversation_id))

    def _turn_to(self, conversation_id: str) -> bool:
        news = bool(conversation_id) and conversation_id != self.conversation_id
        if news:
            self.conversation_id, self._left_at = conversation_id, 0
            self._skeleton.wait()
            self.column.view.choose(conversation_id)
            self._list.hold(conversation_id)
        return news

    async def answer_in(self, conversation_id: str) -> None:
        """The same, with the cursor in the answer."""
        if self._turn_to(conversation_id):
            await self._show(conversation_id)
        if conversation_id == self.conversation_id:
            self._answer()

    async def show_message(self, conversation_id: str, message_id: str) -> None:
        """Show a conversation where the message was said."""
        if self._turn_to(conversation_id):
            await self._show(conversation_id)
        if conversation_id == self.conversation_id:
            self.timeline.setFocus()
            self.timeline.show_message(message_id)

    async def _show(self, conversation_id: str) -> None:
        await self._timeline.open(conversation_id, self._read)
        self._stack.setCurrentWidget(self._talk if self.row is not None else self._nobody)
        if self._coming is None or conversation_id != self.conversation_id:
            return
        # The words first, in a frame of their own; what stands around them follows with the next.
        self.timeline.viewport().repaint()
        await asyncio.sleep(0)
        self._arrive()
        if self._row is not None and self._row.unread and conversation_id == self.conversation_id:
            await self._session.conversations.open(conversation_id)

    async def _read(self, conversation_id: str, limit: int) -> list[MessageRow]:
        row, messages = await self._session.conversations.opening(conversation_id, limit)
        if row is not None and conversation_id == self.conversation_id:
            self._coming = row
            self._show_face(row)
        return messages

    def _arrive(self) -> None:
        """Turn all that stands around the talk to it, at the latest before the agent writes."""
        if self._coming is not None and self._coming.id == self.conversation_id:
            self._show_row(self._coming)
        self._coming = None

    @property
    def row(self) -> ConversationRow | None:
        """The conversation in front."""
        return self._coming or self._row

    def _show_row(self, row: ConversationRow | None) -> None:
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        self._show_face(row)
        if other:
            self.header.show_conversation(row, None, self._session.workspace.user_id)
        self.composer.show_conversation(row)
        self.card.show_customer(subject_of(row))
        if row is not None and other:
            self._tasks.start(self._suggestions.show_conversation(row.id))
        self._fit_card()

    def _show_face(self, row: ConversationRow | None) -> None:
        """What the talk itself needs of a row to be painted."""
        self._stack.setCurrentWidget(self._talk if row is not None else self._nobody)
        self.timeline.brush.show_customer(row.title if row else "", (row.customer_id or row.id) if row else "")

    def _make_place(self) -> None:
        """The first talk takes its time: what comes stands where it will stay."""
        self._stack.setCurrentWidget(self._talk)
        self._fit_card()

    def _show_customer(self, customer: CustomerRow | None) -> None:
        self.header.show_conversation(self._row, customer, self._session.workspace.user_id)
        self.composer.show_customer(customer, self._me)
        self._customer = customer

    async def _refresh(self) -> None:
        row = await self._session.conversations.row(self.conversation_id)
        if row is None or row.id != self.conversation_id:
            return
        if self._row is not None and self._row.id == row.id and row.read_at < self._row.read_at:
            self._left_at = row.last_at
        self._show_row(row)
        self.header.show_conversation(row, self._customer, self._session.workspace.user_id)
        if row.unread and row.last_at > self._left_at and self.isVisible() and self.window().isActiveWindow():
            await self._session.conversations.open(row.id)

    async def _meet_me(self) -> None:
        me = await self._session.users.me()
        self._me = me.name if me is not None else self._session.workspace.login

    def _on_changes(self, changes: Changes) -> None:
        if self.conversation_id and concerns(changes, self.conversation_id, self.row):
            self._again.ask()

    def _tick(self) -> None:
        if self._row is not None and self.isVisible():
            self.composer.show_budget()

    # -- gestures

    def _answer(self) -> None:
        self._arrive()
        self.composer.edit.setFocus()

    def message(self, message_id: str) -> MessageRow | None:
        """One of the messages in sight."""
        return self._timeline.row_at(self._timeline.row_of(message_id))

    def _open_media(self, message_id: str) -> None:
        if (row := self.message(message_id)) is not None:
            self._tasks.start(self._media.open(row))

    # -- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_card()
        self.composer.place_list()

    def turn_card(self) -> None:
        """Show the customer card, or hide it."""
        self._card_wished = not self.card.isVisible()
        self._fit_card()

    def show_card(self) -> None:
        """Bring the customer card in, however narrow the page."""
        self._card_wished = True
        self._fit_card()

    def _fit_card(self) -> None:
        roomy = self.width() >= ROOM_FOR_CARD
        wished = self._card_wished if self._card_wished is not None else roomy
        self.card.setVisible(bool(self.conversation_id) and wished)


PAGE = Page(
    id="inbox",
    title=phrase("Pages", "Inbox"),
    icon="inbox",
    make=InboxPage,
    has_accounts=True,
)
