"""Talking with a customer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from app.errors import BadInput, Offline, SendingClosed
from app.limits import Limits, load
from app.phrases import phrase
from app.protocol import Direction, HybridClock, MessageState
from app.protocol.clock import wall_ms
from app.rules.abilities import Mode, abilities, check_outgoing
from app.rules.budget import Window, budget
from app.services.service import Service
from app.store import Changes, MessageRow, Part, Reading, Store, conversations, messages
from app.store.messages import Place

FetchOlder = Callable[[str, Place | None, int], Awaitable[bool]]
"""Bring older messages of a conversation from the server into the store; whether there may be more."""


class TalkNews(NamedTuple):
    """What a commit did to one conversation: of the messages ``ids`` that changed anywhere, its own as they now are."""

    conversation_id: str
    ids: frozenset[str]
    rows: list[MessageRow]


class MessageService(Service):
    """One conversation's messages, and what the agent adds to them."""

    def __init__(
        self,
        store: Store,
        user_id: str,
        clock: HybridClock,
        wake: Callable[[], None],
        *,
        fetch_older: FetchOlder | None = None,
        limits: Limits | None = None,
        now: Callable[[], int] = wall_ms,
    ) -> None:
        super().__init__(store, user_id, clock, wake)
        self._fetch_older, self._limits, self._now = fetch_older, limits, now

    async def newest(self, conversation_id: str, limit: int = 50) -> list[MessageRow]:
        """The newest messages, oldest of them first."""
        return await self._store.read(messages.newest, conversation_id, limit)

    async def older(self, conversation_id: str, before: Place, limit: int = 50) -> list[MessageRow]:
        """The messages just before a place, from the server where this machine has no more.

        Raises:
            Offline: there are none here, and the server cannot be asked.
        """
        found = await self._store.read(messages.older, conversation_id, before, limit)
        if len(found) < limit and self._fetch_older is not None:
            oldest = found[0].order if found else before
            try:
                await self._fetch_older(conversation_id, oldest, limit)
            except Offline:
                if not found:
                    raise
            found = await self._store.read(messages.older, conversation_id, before, limit)
        return found

    async def newer(self, conversation_id: str, after: Place, limit: int = 50) -> list[MessageRow]:
        """The messages just after a place."""
        return await self._store.read(messages.newer, conversation_id, after, limit)

    async def around(self, conversation_id: str, message_id: str, limit: int = 50) -> list[MessageRow]:
        """A message among its neighbours; nothing when it is not on this machine."""
        return await self._store.read(messages.around, conversation_id, message_id, limit)

    def follow(self, conversation: Callable[[], str], tell: Callable[[TalkNews], None]) -> Callable[[], None]:
        """Tell what every commit did to the ``conversation`` of that moment; call what is returned to stop that."""

        def look(reading: Reading, changes: Changes) -> TalkNews | None:
            ids, conversation_id = changes.of("message"), conversation()
            if not ids or not conversation_id:
                return None
            return TalkNews(conversation_id, ids, messages.by_ids(reading, conversation_id, list(ids)))

        return self.feed.follow(look, tell)

    async def send(self, conversation_id: str, parts: Sequence[Part], *, hold_ms: int = 0) -> list[str]:
        """Shown at once, sent when it can be, in order; for ``hold_ms`` not yet, so that it can be withdrawn for sure.

        Raises:
            SendingClosed: the platform lets nobody write now; the detail says why.
            BadInput: the platform does not take one of the parts.
        """
        await self._check(conversation_id, parts)
        return await self._change(messages.queue, conversation_id, parts, self._user_id, self._clock, hold_ms=hold_ms)

    async def schedule(self, conversation_id: str, parts: Sequence[Part], at: int) -> list[str]:
        """Send at a time (ms); until then ``withdraw`` takes it back.

        Raises:
            SendingClosed: the window will be closed by then, unless the customer writes again.
            BadInput: that time has passed, or the platform does not take one of the parts.
        """
        if at <= self._now():
            raise BadInput(phrase("Errors", "This time has passed already"))
        await self._check(conversation_id, parts, at)
        return await self._change(messages.queue, conversation_id, parts, self._user_id, self._clock, scheduled_at=at)

    async def withdraw(self, message_id: str) -> None:
        """Take back a message that waits for its time, or for the network.

        Raises:
            Refused: it has gone out.
        """
        await self._change(messages.withdraw, message_id, self._clock)

    async def note(self, conversation_id: str, text: str, *, mentions: Sequence[str] = ()) -> str:
        """Words for colleagues only; ``mentions`` are users to be told of them."""
        _check_words(text)
        part = Part(type="text", text=text, content={"mentions": list(mentions)} if mentions else {})
        made = await self._change(
            messages.queue, conversation_id, [part], self._user_id, self._clock, direction=Direction.NOTE
        )
        return made[0]

    async def copy_and_mark(self, conversation_id: str, text: str) -> str:
        """Write down what the agent sends in the official client, for accounts where Heliu cannot."""
        _check_words(text)
        state = MessageState.RECORDED
        made = await self._change(
            messages.queue, conversation_id, [Part(text=text)], self._user_id, self._clock, state=state
        )
        return made[0]

    async def resend(self, message_id: str, *, even_if_unknown: bool = False) -> list[str]:
        """Try a failed message again, with the parts that were held back behind it.

        ``even_if_unknown``: the agent was told that it may have arrived, and wants it sent once more all the same.

        Raises:
            Refused: it did not fail.
        """
        return await self._change(
            messages.resend, message_id, self._user_id, self._clock, even_if_unknown=even_if_unknown
        )

    async def continue_batch(self, message_id: str) -> list[str]:
        """Send what was held back behind a part that failed, without that part; any part of the reply names it.

        Raises:
            Refused: nothing was.
        """
        return await self._change(messages.continue_batch, message_id, self._user_id, self._clock)

    async def discard(self, message_id: str) -> None:
        """Let go of a message that was never sent."""
        await self._change(messages.discard, message_id, self._clock)

    async def _check(self, conversation_id: str, parts: Sequence[Part], at: int = 0) -> None:
        if not parts:
            raise BadInput(phrase("Errors", "There is nothing to send"))
        rows = await self._store.read(conversations.rows, [conversation_id], self._user_id)
        row = rows.get(conversation_id)
        if row is None:
            raise SendingClosed(phrase("Errors", "This conversation is not here any more"))
        limits = self._limits or load()
        window = Window(trigger=row.window_trigger, opened_at=row.window_opened_at, sent=row.sent_in_window)
        allowed = budget(row.account_kind, window, at or self._now(), limits)
        if not allowed.open:
            raise SendingClosed(allowed.why)
        if allowed.left is not None and allowed.left < len(parts):
            raise SendingClosed(phrase("Errors", "There are more parts than the platform still takes in this window"))
        if abilities(row.account_kind).mode in (Mode.TWO_WAY, Mode.SEND_ONLY):
            for part in parts:
                check_outgoing(row.account_kind, part.type, part.text, limits)


def _check_words(text: str) -> None:
    if not text.strip():
        raise BadInput(phrase("Errors", "There is nothing to write down"))
