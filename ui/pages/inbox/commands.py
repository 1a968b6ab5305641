"""What the inbox does at a key or a word of the palette; every command of it goes through here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.session import Session
from app.store import ConversationRow, MessageRow
from ui.kit import notices, shortcuts
from ui.kit.dialogs import ask
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.pages.inbox.conversation_actions import snooze_until
from ui.pages.inbox.identity_menu import identity_menu
from ui.pages.inbox.transfer_dialog import TransferDialog

if TYPE_CHECKING:
    from ui.pages.inbox.page import InboxPage

LONGEST = 2000
"""Characters of messages that a follow-up begins with."""


class InboxCommands:
    """Bound to one page, for as long as it lives."""

    def __init__(self, page: InboxPage, session: Session, tasks: TaskScope) -> None:
        self._page, self._session, self._tasks = page, session, tasks
        self._bind()

    def _bind(self) -> None:
        page = self._page
        acts: dict[str, Callable[[], object]] = {
            "note": page.composer.toggle_mode,
            "tag": page.card.tags.open_picker,
            "follow_up": self.follow_up,
            "snooze": page.header.open_snooze,
            "transfer": lambda: self._tasks.start(self.transfer()),
            "identity": lambda: self._tasks.start(self.choose_identity()),
            "find": self.find,
        }
        acts |= {name: _call(page.act, name) for name in ("resolve", "reopen", "take", "unread", "star", "pin")}
        acts |= {name: _call(page.act, name) for name in ("mute", "card")}
        presets = {"tomorrow": "tomorrow", "hour": "hour", "reply": "next_reply", "monday": "monday"}
        acts |= {f"snooze_{name}": _call(self.snooze, preset) for name, preset in presets.items()}
        for name, act in acts.items():
            shortcuts.bind(page, name, act)
        shortcuts.bind(page.column.view, "list_tag", page.card.tags.open_picker)
        shortcuts.bind(page.column.view, "list_reply", self._choose_reply)
        shortcuts.bind(page.column.view, "list_select", page.timeline.select_newest)
        shortcuts.bind(page.timeline, "talk_follow_up", self.follow_up)

    @property
    def _row(self) -> ConversationRow | None:
        return self._page.row

    def _choose_reply(self) -> None:
        self._page.composer.edit.setFocus()
        self._page.composer.open_list()

    def find(self) -> None:
        """Search what concerns the customer in front; without one, everything."""
        row = self._row
        customer_id = row.customer_id if row is not None else ""
        self._page.palette_wished.emit("search", customer_id, row.title if row is not None and customer_id else "")

    def follow_up(self, message_id: str = "") -> None:
        """Begin a follow-up: of one message, else of those that are selected, else an empty one."""
        rows = self._page.timeline.selected_rows()
        if message_id and message_id not in {row.id for row in rows}:
            one = self._page.message(message_id)
            rows = [one] if one is not None else []
        self._page.show_card()
        self._page.card.follow_ups.write(_words(rows), tuple(row.id for row in rows))

    def snooze(self, preset: str) -> None:
        """Put the conversation away until tomorrow, for an hour, …"""
        row = self._row
        if row is not None:
            until = snooze_until(preset, datetime.now())
            self._tasks.start(self._session.conversations.snooze(row.id, until))

    async def insert(self, reply_id: str) -> None:
        """Put a quick reply into the answer."""
        reply = await self._session.quick_replies.get(reply_id)
        if reply is not None:
            self._page.composer.insert(reply)

    async def open_longest_waiting(self) -> None:
        """Go to whoever has waited longest, over all accounts."""
        found = await self._session.conversations.longest_waiting()
        if found is not None:
            await self._page.answer_in(found)

    def _go(self, conversation_id: str) -> None:
        self._tasks.start(self._page.answer_in(conversation_id))

    async def transfer(self) -> None:
        """Give the conversation to a colleague, with a word about it."""
        row = self._row
        if row is None:
            return
        me = self._session.workspace.user_id
        users = [user for user in await self._session.users.all() if user.id != me and not user.disabled]
        if not users:
            notices.say(tr("Transfer", "There is no colleague to give it to"), tone=notices.Tone.WARN)
            return
        dialog = TransferDialog(row, users, self._page)
        if await ask(dialog):
            await self._session.conversations.transfer(row.id, dialog.user_id, dialog.comment)
            words = tr("Transfer", "{0} has this conversation now").format(dialog.user_name)
            notices.say(words, tone=notices.Tone.GOOD)

    async def choose_identity(self) -> None:
        """Offer the other accounts the customer writes to; the talk there opens, ready for the answer."""
        row = self._row
        if row is None:
            return
        found = await self._session.customers.identities(row.customer_id) if row.customer_id else []
        others = [one for one in found if one.id != row.identity_id and one.conversation_id]
        there = await self._session.conversations.rows([one.conversation_id for one in others])
        if self._row is None or self._row.id != row.id:
            return
        if not others:
            notices.say(tr("IdentityMenu", "This customer writes to no other account"), tone=notices.Tone.INFO)
            return
        identity_menu(others, there, self._go, self._page.composer)


def _call(act: Callable[[str], object], name: str) -> Callable[[], object]:
    return lambda: act(name)


def _words(rows: list[MessageRow]) -> str:
    return "\n".join(row.text for row in rows if row.text)[:LONGEST]
