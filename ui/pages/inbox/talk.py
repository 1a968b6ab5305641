"""The talk: what was said in the conversation in front, and what is answered."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.session import Session
from app.store import Changes, ConversationRow, CustomerRow, MessageRow
from app.sync import SyncState, SyncStatus
from ui.delegates import talk_skeleton
from ui.delegates.clocks import beat
from ui.delegates.message_parts import Studio
from ui.kit import shortcuts
from ui.kit.again import BEHIND, REST, Again
from ui.kit.links import open_url
from ui.kit.tasks import TaskScope
from ui.kit.widgets import EmptyState
from ui.models.timeline import TimelineModel
from ui.pages.inbox.composer import Composer, Desk
from ui.pages.inbox.conversation_actions import concerns
from ui.pages.inbox.header import ConversationHeader
from ui.pages.inbox.media import Media
from ui.pages.inbox.silence import Silence
from ui.pages.inbox.timeline_view import TimelineView


class Talk(QWidget):
    """One conversation at a time; what stands around it follows its signals.

    Signals:
        turned(str): the agent goes to this conversation; it is still to be read.
        shown(ConversationRow): what is known of it now; None when there is nothing to show.
    """

    turned = Signal(str)
    shown = Signal(object)

    def __init__(self, session: Session, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self.conversation_id = self._me = ""
        self._row: ConversationRow | None = None
        self._coming: ConversationRow | None = None
        self._customer: CustomerRow | None = None
        self._left_at = 0
        """``last_at`` of the conversation when it was marked as unread; only what comes later is read again."""
        self._was_offline = False
        self.model = TimelineModel(session.messages, session.workspace.user_id, self)
        self._again = Again(self._refresh, tasks, self, pause=REST, wait=BEHIND)
        self._media = Media(session, tasks, self)
        self.header = ConversationHeader(self)
        self.timeline = TimelineView(self.model, Studio(pictures=self._media.pictures), tasks, self)
        self.timeline.setObjectName("timeline")
        self.timeline.setAccessibleName(self.tr("Messages"))
        self.skeleton = talk_skeleton.over(self.timeline)
        Silence(self.model, self.timeline)
        self.composer = Composer(Desk.of(session, self._media.pictures), tasks, self)
        self._lay_out()
        self._connect()
        self._show_row(None)
        tasks.start(self._meet_me())

    def _lay_out(self) -> None:
        self._nobody = EmptyState("inbox", self.tr("Choose a conversation"))
        hint = self.tr("{0} opens the one that has waited longest.")
        shortcuts.hint(self, lambda: self._nobody.hint.setText(hint.format(shortcuts.shown("longest_waiting"))))
        self._somebody = QWidget(self)
        column = QVBoxLayout(self._somebody)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.timeline, self.composer):
            column.addWidget(widget, 1 if widget is self.timeline else 0)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._somebody)
        self.setMinimumWidth(360)

    def _connect(self) -> None:
        self.timeline.link_wished.connect(lambda url: self._tasks.start(open_url(self, url, url)))
        self.timeline.open_wished.connect(self._open_media)
        self.timeline.answer_wished.connect(self.answer)
        self.composer.ways.conversation_wished.connect(self.open)
        self.model.opened.connect(self.skeleton.done)
        self.skeleton.appeared.connect(self._make_place)
        beat().timeout.connect(self._tick)
        self.destroyed.connect(self._session.feed.subscribe(self._on_changes))
        self.destroyed.connect(self._session.subscribe_status(self._on_status))

    # -- which conversation

    @property
    def row(self) -> ConversationRow | None:
        """The conversation in front."""
        return self._coming or self._row

    def open(self, conversation_id: str) -> None:
        """Show a conversation; it counts as read."""
        if self._turn_to(conversation_id):
            self._tasks.start(self._show(conversation_id))

    async def answer_in(self, conversation_id: str) -> None:
        """The same, with the cursor in the answer."""
        if self._turn_to(conversation_id):
            await self._show(conversation_id)
        if conversation_id == self.conversation_id:
            self.answer()

    async def show_message(self, conversation_id: str, message_id: str) -> None:
        """Show a conversation where the message was said."""
        if self._turn_to(conversation_id):
            await self._show(conversation_id)
        if conversation_id == self.conversation_id:
            self.timeline.setFocus()
            self.timeline.show_message(message_id)

    def answer(self) -> None:
        """Put the cursor in the answer."""
        self._arrive()
        self.composer.edit.setFocus()

    def message(self, message_id: str) -> MessageRow | None:
        """One of the messages in sight."""
        return self.model.row_at(self.model.row_of(message_id))

    def show_customer(self, customer: CustomerRow | None) -> None:
        """More is known of whom it is with."""
        self.header.show_conversation(self._row, customer, self._session.workspace.user_id)
        self.composer.show_customer(customer, self._me)
        self._customer = customer

    # -- how it comes

    def _turn_to(self, conversation_id: str) -> bool:
        news = bool(conversation_id) and conversation_id != self.conversation_id
        if news:
            self.conversation_id, self._left_at = conversation_id, 0
            self.skeleton.wait()
            self.turned.emit(conversation_id)
        return news

    async def _show(self, conversation_id: str) -> None:
        await self.model.open(conversation_id, self._read)
        self._stack.setCurrentWidget(self._somebody if self.row is not None else self._nobody)
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

    def _show_row(self, row: ConversationRow | None) -> None:
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        self._show_face(row)
        if other:
            self.header.show_conversation(row, None, self._session.workspace.user_id)
        self.composer.show_conversation(row)
        self.shown.emit(row)

    def _show_face(self, row: ConversationRow | None) -> None:
        """What the talk itself needs of a row to be painted."""
        self._stack.setCurrentWidget(self._somebody if row is not None else self._nobody)
        self.timeline.brush.show_customer(row.title if row else "", (row.customer_id or row.id) if row else "")

    def _make_place(self) -> None:
        """The first talk takes its time: what comes stands where it will stay."""
        self._stack.setCurrentWidget(self._somebody)

    # -- what changes

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

    def _on_status(self, status: SyncStatus) -> None:
        if status.state is SyncState.OFFLINE:
            self._was_offline = True
        elif status.state is SyncState.ONLINE and self._was_offline:
            self._was_offline = False
            self.timeline.look_further_back()
            self._media.look_again()

    def _tick(self) -> None:
        if self._row is not None and self.isVisible():
            self.composer.show_budget()

    def _open_media(self, message_id: str) -> None:
        if (row := self.message(message_id)) is not None:
            self._tasks.start(self._media.open(row))
