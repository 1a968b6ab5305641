"""What the agent does with the conversations in hand: those that are selected, else the one that is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.session import Session
from app.store import ConversationRow, TagGroupRow
from ui.customer.tag_section import TagPicker
from ui.delegates.clocks import now_ms
from ui.delegates.names import name_of
from ui.delegates.plain import one_line
from ui.kit import notices
from ui.kit.dialogs import ask, confirm
from ui.kit.tasks import TaskScope
from ui.pages.inbox.card_room import CardRoom
from ui.pages.inbox.conversation_actions import (
    Plan,
    closing,
    plan_of,
    snooze_plan,
    snooze_until,
    transfer_plan,
    would_change,
)
from ui.pages.inbox.conversation_column import ConversationColumn
from ui.pages.inbox.conversation_menu import conversation_menu, priority_menu
from ui.pages.inbox.done_words import done_words
from ui.pages.inbox.snooze_menu import SnoozeDialog, snooze_menu
from ui.pages.inbox.talk import Talk
from ui.pages.inbox.transfer_dialog import TransferDialog

Rows = Sequence[ConversationRow]

DEED = "deed"
"""The key of all notices of what was done to several: only the last of them can be undone."""


class ConversationVerbs(QObject):
    """Bound to one list and the talk beside it. What is done to several is told and can be taken back. It is done to
    all of them or to none; only of those one wants to take, colleagues may be quicker with some.
    """

    def __init__(
        self, talk: Talk, column: ConversationColumn, room: CardRoom, session: Session, tasks: TaskScope
    ) -> None:
        super().__init__(talk)
        self._talk, self._room, self._session, self._tasks = talk, room, session, tasks
        self._list, self._bar = column.view, column.bar
        self._picker = TagPicker(self._bar)
        self._picker.toggled.connect(lambda tag_id: tasks.start(self._tag(tag_id)))
        self._picker.create_wished.connect(lambda name: tasks.start(self._tag_anew(name)))
        self._tagged: list[str] = []
        self._drawers: list[TagGroupRow] = []
        self._undo: Callable[[], Awaitable[object]] | None = None
        self._bar.action_wished.connect(self.do)
        self._list.menu_wished.connect(partial(self._offer, "more"))
        talk.header.action_wished.connect(self.do)

    def do(self, action: str) -> None:
        """What a button, a menu or a key names: a name of ``plan_of``, ``take``, ``transfer``, ``tag``, ``card``,
        ``snooze_<preset>``; or ``snooze``, ``priority`` and ``more``, which ask with a menu.
        """
        name, _, preset = action.partition("_")
        doing: dict[str, Callable[[Rows], Coroutine[Any, Any, None]]] = {
            "take": self._take,
            "transfer": self._transfer,
            "tag": self._choose_tag,
        }
        if action == "card":
            self._room.turn()
        elif action == "tag" and not self._list.marked():
            self._room.card.tags.open_picker()
        elif action in ("snooze", "priority", "more"):
            self._offer(action)
        elif name == "snooze":
            self._start(lambda rows: self._snooze(preset, rows))
        else:
            self._start(doing.get(action) or (lambda rows: self._carry_out(plan_of(action, rows), rows)))

    def can_do(self, action: str) -> bool:
        """Whether ``do`` would change anything now."""
        rows = self._in_hand()
        me = self._session.workspace.user_id
        return action == "card" or (bool(rows) and would_change(action, rows, me, now_ms()))

    def undo(self) -> None:
        """Take back what was done last to several."""
        if self._undo is not None:
            undo, self._undo = self._undo, None
            self._tasks.start(self._take_back(undo))

    async def _take_back(self, undo: Callable[[], Awaitable[object]]) -> None:
        await undo()
        notices.say(self.tr("Taken back"), key=DEED)

    def mark_all(self) -> None:
        """Select as many as may be changed at once."""
        if self._list.mark_all():
            words = self.tr("The first %n are selected: no more can be changed at once", "", len(self._list.marked()))
            notices.say(words)

    # -- whom it is about

    def _in_hand(self) -> Rows:
        """Those that are selected and read already, else the one that is open."""
        if self._list.marked():
            return self._list.marked_rows()
        return [row for row in (self._talk.row,) if row is not None]

    def _start(self, work: Callable[[Rows], Coroutine[Any, Any, None]]) -> None:
        self._tasks.start(self._with_rows(work))

    async def _with_rows(self, work: Callable[[Rows], Coroutine[Any, Any, None]]) -> None:
        if marked := self._list.marked():
            found = await self._session.conversations.rows(marked)
            rows = [found[name] for name in marked if name in found]
        else:
            rows = [self._talk.row] if self._talk.row is not None else []
        if rows:
            await work(rows)

    async def _carry_out(self, plan: Plan, rows: Rows, whom: str = "") -> None:
        several = bool(self._list.marked())  # afterwards they may have left the list
        await self._session.conversations.bulk([row.id for row in rows], plan.verb, **plan.how)
        if several or whom:
            put_back = partial(self._session.conversations.put_back, rows, plan.fields)
            self._tell(done_words(plan, len(rows), whom), put_back if plan.fields else None)

    def _tell(
        self,
        words: str,
        undo: Callable[[], Awaitable[object]] | None,
        tone: notices.Tone = notices.Tone.GOOD,
    ) -> None:
        self._list.unmark()
        self._undo = undo
        if undo is None:
            notices.say(words, tone=tone, key=DEED)
        else:
            notices.say(words, tone=tone, action=self.tr("Undo"), act=self.undo, key=DEED)

    # -- what asks for more

    def _offer(self, what: str, place: QPoint | None = None) -> None:
        """Show a menu below the button of that name, at once: the next key is meant for it."""
        in_front, rows = not self._list.marked(), self._in_hand()
        if not rows:
            return
        menu: QMenu
        if what == "snooze":
            menu = snooze_menu(closing(rows, now_ms()), lambda preset: self.do(f"snooze_{preset}"), self._talk)
        elif what == "priority":
            menu = priority_menu(rows, self.do, self._talk)
        else:
            me = self._session.workspace.user_id
            menu = conversation_menu(rows, me, now_ms(), self.do, self._talk, in_front=in_front)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        buttons = self._talk.header.buttons if in_front else self._bar.buttons
        button = buttons.get(what, buttons["more"])
        menu.popup(place or button.mapToGlobal(button.rect().bottomLeft()))

    async def _snooze(self, preset: str, rows: Rows) -> None:
        closes_at = closing(rows, now_ms())
        if preset == "window" and not closes_at:
            notices.say(self.tr("No sending window is open that could close"), tone=notices.Tone.WARN)
            return
        if preset == "custom":
            dialog = SnoozeDialog(self._talk)
            if not await ask(dialog):
                return
            until = dialog.until
        else:
            until = snooze_until(preset, datetime.now(), closes_at)
        await self._carry_out(snooze_plan(until), rows)

    async def _take(self, rows: Rows) -> None:
        """Make them mine, each that no colleague has or was quicker to take; from a colleague only one, and asked."""
        if len(rows) == 1:
            await self._take_one(rows[0])
            return
        theirs = await self._session.conversations.take_all([row.id for row in rows])
        mine = [row for row in rows if row.id not in theirs]
        words = self.tr("%n conversation(s) are yours now", "", len(mine)) if mine else ""
        lost = self.tr("%n of them a colleague has already", "", len(theirs)) if theirs else ""
        put_back = partial(self._session.conversations.put_back, mine, ("assignee_id",))
        tone = notices.Tone.WARN if lost else notices.Tone.GOOD
        self._tell(" · ".join(filter(None, (words, lost))), put_back if mine else None, tone)

    async def _take_one(self, row: ConversationRow) -> None:
        if row.assignee_id in ("", self._session.workspace.user_id):
            await self._session.conversations.take(row.id)
            return
        has = one_line(row.assignee_name, 20) or self.tr("A colleague")
        question = self.tr("{0} has this conversation and sees that it is yours then.").format(has)
        if await confirm(self._talk, self.tr("Make it yours?"), question, yes=self.tr("Make it mine")):
            await self._session.conversations.assign(row.id, self._session.workspace.user_id)

    async def _transfer(self, rows: Rows) -> None:
        """Give them to a colleague with a word about it."""
        accounts = {row.account_id for row in rows}
        users = await self._session.users.colleagues(accounts)
        if not users:
            alone = self.tr("No colleague sees this account; the administrator can grant it to one")
            apart = self.tr("No colleague sees all of these accounts; choose conversations of one account")
            notices.say(apart if len(accounts) > 1 else alone, tone=notices.Tone.WARN)
            return
        who = self.tr("%n customer(s)", "", len(rows)) if len(rows) > 1 else name_of(rows[0])
        dialog = TransferDialog(who, users, self._talk)
        if not await ask(dialog):
            return
        await self._carry_out(transfer_plan(dialog.user_id, dialog.comment), rows, dialog.user_name)

    async def _choose_tag(self, rows: Rows) -> None:
        """Let the agent type the tag that all of them get."""
        self._tagged = list(dict.fromkeys(row.customer_id for row in rows if row.customer_id))
        self._drawers = await self._session.tags.groups()
        self._picker.open_at(self._bar.mapToGlobal(QPoint(8, -self._picker.height() - 4)), self._drawers)

    async def _tag(self, tag_id: str) -> None:
        tagged = await self._session.tags.put(self._tagged, tag_id)
        undo = partial(self._session.tags.put, tagged, tag_id, on=False)
        self._tell(self.tr("%n customer(s) tagged", "", len(tagged)), undo)

    async def _tag_anew(self, name: str) -> None:
        drawer = self._drawers[0].id if self._drawers else ""
        await self._tag(await self._session.tags.create(drawer, name))
