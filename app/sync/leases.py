"""Who answers a conversation, asked of the server itself: it cannot wait for the next round of sync."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from app.errors import LoginExpired, Offline
from app.protocol import MAX_BATCH, Lease, Outcome

if TYPE_CHECKING:
    from app.net.api import Api


class Leases:
    """The routes of leases; a login that has ended is like no connection."""

    def __init__(self, api: Callable[[], Awaitable[Api]]) -> None:
        self._api = api

    async def lease(self, conversation_id: str, mode: str, *, take_over: bool = False) -> Lease:
        """Be in a conversation, looking or typing; who answers it now."""
        async with signed_in():
            return await (await self._api()).lease(conversation_id, mode, take_over=take_over)

    async def release(self, conversation_id: str) -> None:
        """Give it back."""
        async with signed_in():
            await (await self._api()).release(conversation_id)

    async def take(self, ids: Sequence[str]) -> list[Outcome]:
        """Assign them to me, if nobody has them."""
        outcomes: list[Outcome] = []
        async with signed_in():
            api = await self._api()
            for at in range(0, len(ids), MAX_BATCH):
                outcomes += await api.take(ids[at : at + MAX_BATCH])
        return outcomes


@contextlib.asynccontextmanager
async def signed_in() -> AsyncIterator[None]:
    """Around a question to the server: without a login it cannot be asked.

    Raises:
        Offline: in place of LoginExpired.
    """
    try:
        yield
    except LoginExpired as exc:
        raise Offline(exc.detail) from exc
