"""Deciding who is answered, when and by whom."""

from __future__ import annotations

from app.protocol import ConversationStatus
from app.services.service import Service
from app.store import Badge, ConversationFilter, ConversationRow, conversations


class ConversationService(Service):
    """The inbox."""

    async def ids(self, wanted: ConversationFilter) -> list[str]:
        """All conversations of a list, in its order."""
        return await self._store.read(conversations.ids, wanted, self._user_id)

    async def rows(self, ids: list[str]) -> dict[str, ConversationRow]:
        """What to show of them, by id; those that are gone are left out."""
        return await self._store.read(conversations.rows, ids, self._user_id)

    async def row(self, conversation_id: str) -> ConversationRow | None:
        """What to show of one, or None."""
        return (await self.rows([conversation_id])).get(conversation_id)

    async def counts(self) -> dict[str, Badge]:
        """Unread by account; accounts without any are left out."""
        return await self._store.read(conversations.counts, self._user_id)

    async def longest_waiting(self) -> str | None:
        """Who has waited longest over all accounts, mine and nobody's before a colleague's."""
        return await self._store.read(conversations.longest_waiting, self._user_id)

    async def open(self, conversation_id: str) -> None:
        """The agent looks at it: it is read."""
        await self._change(conversations.read, conversation_id, self._clock)

    async def mark_unread(self, conversation_id: str) -> None:
        """Leave the newest customer message for later."""
        await self._change(conversations.unread, conversation_id, self._clock)

    async def set_status(self, conversation_id: str, status: ConversationStatus) -> None:
        """Open, pending or resolved; a snooze ends."""
        await self._edit("conversation", conversation_id, status=status.value, snoozed_until=0)

    async def snooze(self, conversation_id: str, until: int) -> None:
        """Put it away until a time (ms), or with 0 until the customer writes."""
        await self._edit("conversation", conversation_id, status=ConversationStatus.SNOOZED.value, snoozed_until=until)

    async def assign(self, conversation_id: str, user_id: str) -> None:
        """Give it to a colleague, to oneself, or with an empty id to nobody."""
        await self._edit("conversation", conversation_id, assignee_id=user_id)

    async def take(self, conversation_id: str) -> None:
        """Make it mine."""
        await self.assign(conversation_id, self._user_id)

    async def pin(self, conversation_id: str, on: bool = True) -> None:
        """Keep it on top of the list, or no more."""
        await self._edit("conversation", conversation_id, pinned=on)

    async def star(self, conversation_id: str, on: bool = True) -> None:
        """Mark it, or no more."""
        await self._edit("conversation", conversation_id, starred=on)

    async def mute(self, conversation_id: str, on: bool = True) -> None:
        """Let it be silent, or no more."""
        await self._edit("conversation", conversation_id, muted=on)
