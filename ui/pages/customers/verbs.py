"""What the agent does with the customers in hand: those that are selected, else the one whose card is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.session import Session
from app.store import IdentityRow, TagGroupRow
from ui.customer.card import CustomerCard
from ui.customer.identity_menu import identity_menu
from ui.customer.tag_section import TagPicker
from ui.kit import notices, shortcuts
from ui.kit.tasks import TaskScope
from ui.pages.customers.column import CustomerColumn

DEED = "customers_deed"
"""The key of all notices of what was done to several: only the last of them can be undone."""


class CustomerVerbs(QObject):
    """Bound to one page, for as long as it lives.

    Signals:
        conversation_wished(str): please open that conversation.
    """

    conversation_wished = Signal(str)

    def __init__(
        self, column: CustomerColumn, card: CustomerCard, session: Session, tasks: TaskScope, page: QWidget
    ) -> None:
        super().__init__(page)
        self._column, self._card, self._session, self._tasks = column, card, session, tasks
        self._list, self._bar = column.view, column.bar
        self._picker = TagPicker(self._bar)
        self._picker.toggled.connect(lambda tag_id: tasks.start(self._tag(tag_id)))
        self._picker.create_wished.connect(lambda name: tasks.start(self._tag_anew(name)))
        self._tagged: list[str] = []
        self._drawers: list[TagGroupRow] = []
        self._undo: Callable[[], Awaitable[object]] | None = None
        self._bar.action_wished.connect(self.tag)
        self._list.go_wished.connect(self.go)
        column.narrowing.tags_wished.connect(lambda: tasks.start(self._offer_tags()))
        self._bind(page)

    def _bind(self, page: QWidget) -> None:
        field = self._column.field
        shortcuts.bind(page, "find", partial(_type_into, field))
        shortcuts.bind(page, "tag", self.tag)
        shortcuts.bind(page, "follow_up", self.follow_up)
        for name, act in (
            ("customers_find", partial(_type_into, field)),
            ("list_tag", self.tag),
            ("list_follow_up", self.follow_up),
            ("list_mark_all", self._mark_all),
            ("list_mark_none", self._list.unmark),
            ("list_undo", self.undo),
        ):
            shortcuts.bind(self._list, name, act)

    # -- the one whose card is open

    def go(self) -> None:
        """Open the conversation, of the account that is chosen; of several the agent says which."""
        if self._card.customer_id:
            self._tasks.start(self._go(self._card.customer_id))

    async def _go(self, customer_id: str) -> None:
        found = [one for one in await self._session.customers.identities(customer_id) if one.conversation_id]
        here = [one for one in found if one.account_id == self._column.account_id] or found
        if not here:
            notices.say(self.tr("There is no conversation with this customer yet"), tone=notices.Tone.INFO)
        elif len(here) == 1:
            self.conversation_wished.emit(here[0].conversation_id)
        else:
            await self._let_choose(here)

    async def _let_choose(self, ways: list[IdentityRow]) -> None:
        there = await self._session.conversations.rows([one.conversation_id for one in ways])
        row = self._list.visualRect(self._list.currentIndex())
        place = self._list.viewport().mapToGlobal(QPoint(row.left() + 63, row.bottom() - 8))
        identity_menu(
            ways, there, self.conversation_wished.emit, self._list, title=self.tr("Open a conversation"), place=place
        )

    def follow_up(self) -> None:
        """Begin a follow-up."""
        self._card.follow_ups.write()

    # -- tags

    def tag(self) -> None:
        """Let the agent type the tag that all of them get, or that the one gets or loses."""
        if self._list.marked():
            self._tasks.start(self._choose_tag())
        elif self._card.customer_id:
            self._card.tags.open_picker()

    async def _offer_tags(self) -> None:
        self._column.narrowing.offer(await self._session.tags.groups())

    async def _choose_tag(self) -> None:
        self._tagged = self._list.marked()
        self._drawers = await self._session.tags.groups()
        self._picker.open_at(self._bar.mapToGlobal(QPoint(8, -self._picker.height() - 4)), self._drawers)

    async def _tag(self, tag_id: str) -> None:
        tagged = await self._session.tags.put(self._tagged, tag_id)
        self._list.unmark()
        self._undo = partial(self._session.tags.put, tagged, tag_id, on=False)
        words = self.tr("%n customer(s) tagged", "", len(tagged))
        notices.say(words, tone=notices.Tone.GOOD, action=self.tr("Undo"), act=self.undo, key=DEED)

    async def _tag_anew(self, name: str) -> None:
        drawer = self._drawers[0].id if self._drawers else ""
        await self._tag(await self._session.tags.create(drawer, name))

    def undo(self) -> None:
        """Take back what was done last to several."""
        if self._undo is not None:
            undo, self._undo = self._undo, None
            self._tasks.start(self._take_back(undo))

    async def _take_back(self, undo: Callable[[], Awaitable[object]]) -> None:
        await undo()
        notices.say(self.tr("Taken back"), key=DEED)

    def _mark_all(self) -> None:
        if self._list.mark_all():
            words = self.tr("The first %n are selected: no more can be changed at once", "", len(self._list.marked()))
            notices.say(words)


def _type_into(field: QLineEdit) -> None:
    field.setFocus()
    field.selectAll()
