"""From a wish about a message to the service that does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.protocol import Direction, MessageState
from app.session import Session
from app.store import MessageRow, Part
from app.store.messages import HELD_BACK
from ui.kit import notices, shortcuts
from ui.kit.dialogs import ask, confirm
from ui.kit.tasks import TaskScope
from ui.pages.inbox.forward_dialog import ForwardDialog
from ui.pages.inbox.message_menu import KEYS
from ui.pages.inbox.other_people import is_meant, warning_about, words_of
from ui.pages.inbox.talk import Talk

LOOKED_AT = 60
"""Newest messages among which the rest of an unfinished reply is looked for."""


class MessageVerbs(QObject):
    """The verbs of one talk's messages; ``follow_up`` makes a follow-up of a message by its id."""

    def __init__(
        self,
        session: Session,
        talk: Talk,
        tasks: TaskScope,
        follow_up: Callable[[str], None],
    ) -> None:
        view, model = talk.timeline, talk.model
        super().__init__(view)
        self._session, self._view, self._model = session, view, model
        self._composer, self._tasks, self._follow_up = talk.composer, tasks, follow_up
        view.verb_wished.connect(self.act)
        for command, verbs in KEYS.items():
            shortcuts.bind(view, command, partial(view.act_at_cursor, verbs), partial(view.can_act_at_cursor, verbs))
        for changed in (model.opened, model.dataChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._look_for_rest)

    def act(self, verb: str, row: MessageRow) -> None:
        """Do it."""
        match verb:
            case "quote":
                self._composer.quote(row, self._author(row))
            case "follow_up":
                self._follow_up(row.id)
            case "jump":
                self._view.show_message(row.reply_to)
            case "recall":
                notices.say(
                    self.tr("WeChat gives programs no way to recall"),
                    detail=self.tr("What went out stays with the customer. What still waits can be taken back."),
                    tone=notices.Tone.WARN,
                )
            case "forward":
                self._tasks.start(self._forward(row))
            case _:
                self._tasks.start(self._change(verb, row))

    async def _change(self, verb: str, row: MessageRow) -> None:
        messages = self._session.messages
        match verb:
            case "resend" if row.state is MessageState.UNKNOWN:
                if await self._may_double():
                    await messages.resend(row.id, even_if_unknown=True)
            case "resend":
                await messages.resend(row.id)
            case "continue":
                await messages.continue_batch(row.id)
            case "withdraw":
                await messages.withdraw(row.id)
            case "discard":
                await messages.discard(row.id)

    async def _may_double(self) -> bool:
        title, yes = self.tr("Send it once more?"), self.tr("Send once more")
        words = self.tr("Nobody knows whether it arrived. If it did, the customer gets it twice.")
        return await confirm(self._view, title, words, yes=yes)

    async def _forward(self, row: MessageRow) -> None:
        dialog = ForwardDialog(self._session.conversations, row.conversation_id, self._view)
        if not await ask(dialog) or not dialog.conversation_id:
            return
        to, whose, name = dialog.conversation_id, dialog.customer_id, dialog.name
        words = row.direction is Direction.NOTE or row.type == "text"
        part = Part(text=row.text) if words else Part(type=row.type, text=row.text, content=row.content)
        said = words_of(part)
        found = await self._session.customers.others_in(said, whose)
        if await is_meant(warning_about(found, said), name, self._view):
            await self._session.messages.send(to, [part])
            notices.say(self.tr("Forwarded to {0}").format(name), tone=notices.Tone.GOOD)

    def _author(self, row: MessageRow) -> str:
        if row.author_id:
            return row.author_name
        sender = row.content.get("sender_name")
        title = self._composer.row.title if self._composer.row is not None else ""
        return sender if isinstance(sender, str) and sender else title or self.tr("Customer")

    def _look_for_rest(self) -> None:
        """Parts that were never tried because one before them failed can all go with one key."""
        held: list[MessageRow] = []
        for at in range(self._model.rowCount() - 1, max(-1, self._model.rowCount() - 1 - LOOKED_AT), -1):
            row = self._model.row_at(at)
            if row is not None and row.reason in HELD_BACK and row.state is MessageState.FAILED:
                if held and row.batch_id != held[0].batch_id:
                    break
                held.append(row)
        self._composer.show_rest(self._model.conversation_id, held[-1].id if held else "", len(held))
