"""Deciding who is answered, when and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import Offline, Refused
from app.phrases import phrase
from app.protocol import ConversationStatus, HybridClock, Lease
from app.protocol.clock import wall_ms
from app.services.holding import Holding, LeaseDesk
from app.services.service import Service
from app.store import (
    Badge,
    ConversationFilter,
    ConversationRow,
    MessageRow,
    Reading,
    Store,
    conversations,
    handling,
    inbox,
    messages,
)
from app.store.handling import Deed

NAMELESS = phrase("Names", "WeChat user {0}")
"""What to call a customer without a name, with the ``external_tail`` of their row."""


def _opening(look: Reading, conversation_id: str, limit: int, user_id: str) -> tuple[Any, list[MessageRow]]:
    row = conversations.rows(look, [conversation_id], user_id).get(conversation_id)
    return row, messages.newest(look, conversation_id, limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Those who wait and are nobody's: how many, and the first of them, the longest waiting first."""

    count: int = 0
    first: tuple[ConversationRow, ...] = ()


def _queue(look: Reading, limit: int, account_id: str | None, user_id: str, now_ms: int) -> Queue:
    names = inbox.queue(look, account_id, now_ms)
    rows = conversations.rows(look, names[:limit], user_id)
    return Queue(count=len(names), first=tuple(rows[name] for name in names[:limit]))


class Inbox(Service):
    """Reading the lists. ``now`` is the wall clock, outside of tests."""

    def __init__(
        self,
        store: Store,
        user_id: str,
        clock: HybridClock,
        wake: Callable[[], None],
        *,
        desk: LeaseDesk | None = None,
        holding: Holding | None = None,
        now: Callable[[], int] = wall_ms,
    ) -> None:
        super().__init__(store, user_id, clock, wake)
        self._desk, self._now = desk, now
        self._holding = holding or Holding(user_id)

    async def ids(self, wanted: ConversationFilter) -> list[str]:
        """All conversations of a list, in its order.

        Raises:
            BadInput: the conditions of a saved filter are damaged, or of a newer program.
        """
        return await self._store.read(inbox.ids, wanted, self._user_id, self._now())

    async def rows(self, ids: list[str]) -> dict[str, ConversationRow]:
        """What to show of them, by id; those that are gone are left out."""
        return await self._store.read(conversations.rows, ids, self._user_id)

    async def row(self, conversation_id: str) -> ConversationRow | None:
        """What to show of one, or None."""
        return (await self.rows([conversation_id])).get(conversation_id)

    async def opening(self, conversation_id: str, limit: int) -> tuple[ConversationRow | None, list[MessageRow]]:
        """All a talk opens with, in one look: its row and its newest messages, oldest of them first."""
        return await self._store.read(_opening, conversation_id, limit, self._user_id)

    async def counts(self) -> dict[str, Badge]:
        """Unread by account; accounts without any are left out."""
        return await self._store.read(inbox.counts, self._user_id)

    async def longest_waiting(self) -> str | None:
        """Who has waited longest over all accounts, mine and nobody's before a colleague's."""
        return await self._store.read(inbox.longest_waiting, self._user_id, self._now())

    async def queue(self, limit: int = 5, account_id: str | None = None) -> Queue:
        """Who waits and is nobody's, and the first of them."""
        return await self._store.read(_queue, limit, account_id, self._user_id, self._now())


class ConversationService(Inbox):
    """The inbox. ``desk`` is the server as far as it decides who answers."""

    async def open(self, conversation_id: str) -> None:
        """The agent looks at it: it is read."""
        await self.bulk([conversation_id], "open")

    async def mark_unread(self, conversation_id: str) -> None:
        """Leave the newest customer message for later."""
        await self.bulk([conversation_id], "mark_unread")

    async def set_status(self, conversation_id: str, status: ConversationStatus) -> None:
        """Open, pending or resolved; a snooze ends."""
        await self.bulk([conversation_id], "set_status", status=status)

    async def snooze(self, conversation_id: str, until: int) -> None:
        """Put it away until a time (ms), or with 0 until the customer writes."""
        await self.bulk([conversation_id], "snooze", until=until)

    async def assign(self, conversation_id: str, user_id: str) -> None:
        """Give it to a colleague, to oneself, or with an empty id to nobody."""
        await self.bulk([conversation_id], "assign", user_id=user_id)

    async def pin(self, conversation_id: str, on: bool = True) -> None:
        """Keep it on top of the list, or no more.

        Raises:
            TooManyPins: as many are pinned as may be in sight over all accounts.
        """
        await self.bulk([conversation_id], "pin", on=on)

    async def star(self, conversation_id: str, on: bool = True) -> None:
        """Mark it, or no more."""
        await self.bulk([conversation_id], "star", on=on)

    async def mute(self, conversation_id: str, on: bool = True) -> None:
        """Let it be silent, or no more."""
        await self.bulk([conversation_id], "mute", on=on)

    async def set_priority(self, conversation_id: str, priority: int) -> None:
        """From 0, ordinary, to 3, the most urgent."""
        await self.bulk([conversation_id], "set_priority", priority=priority)

    async def bulk(self, ids: Sequence[str], verb: str, **how: Any) -> None:
        """One of the verbs above on many conversations, in one transaction: ``bulk(ids, "snooze", until=…)``.

        Raises:
            BadInput, Refused: it does not fit one of them, or one is gone; then nothing happened to any.
        """
        await self._change(handling.together, list(ids), verb, how, Deed(self._user_id, self._clock))

    async def put_back(self, rows: Sequence[ConversationRow], fields: Sequence[str]) -> None:
        """Undo: these fields of the conversations are again as the rows say, in one transaction."""
        values = {row.id: {name: getattr(row, name) for name in fields} for row in rows}
        await self._change(handling.put_back, values, Deed(self._user_id, self._clock))

    async def transfer(self, conversation_id: str, user_id: str, comment: str = "") -> None:
        """Give it to a colleague, with a note that mentions them."""
        await self.bulk([conversation_id], "transfer", user_id=user_id, comment=comment)

    async def take(self, conversation_id: str) -> None:
        """Make it mine, if nobody has it. Without the server it is asked for, and decided there.

        Raises:
            Refused: a colleague has it.
        """
        if await self.take_all([conversation_id]):
            raise Refused(phrase("Errors", "A colleague has taken this conversation already"))

    async def take_all(self, ids: Sequence[str]) -> list[str]:
        """The same for many, each on its own; those that a colleague has."""
        rows = await self.rows(list(ids))
        theirs = [name for name in ids if name in rows and rows[name].assignee_id not in ("", self._user_id)]
        wanted = [name for name in ids if name not in theirs]
        try:
            outcomes = await self._desk.take(wanted) if self._desk is not None and wanted else []
        except Offline:
            outcomes = []
        if not outcomes:
            await self.bulk(wanted, "assign", user_id=self._user_id)
            return theirs
        mine = {name: outcome.rev for name, outcome in zip(wanted, outcomes, strict=True) if not outcome.reason}
        await self._change(conversations.taken, mine, self._user_id)
        return theirs + [name for name in wanted if name not in mine]

    async def hold(self, conversation_id: str, mode: str = "viewing", *, take_over: bool = False) -> Lease | None:
        """Say that I look at it (``viewing``) or answer it (``typing``), until ``release``; who answers it now.

        Renewed by itself. Somebody else's typing is only ended by ``take_over``, which is written down. None while the
        server cannot be asked: then it decides when the answer arrives.
        """
        if self._desk is None:
            return None
        return await self._holding.hold(self._desk, conversation_id, mode, take_over=take_over)

    async def release(self, conversation_id: str) -> None:
        """I left it."""
        if self._desk is not None:
            await self._holding.release(self._desk, conversation_id)
