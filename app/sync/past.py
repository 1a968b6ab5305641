"""Values that were overwritten: only the server keeps them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from app.protocol import PastValue
from app.sync.leases import signed_in

if TYPE_CHECKING:
    from app.net.api import Api


class Past:
    """The routes of the history; a login that has ended is like no connection."""

    def __init__(self, api: Callable[[], Awaitable[Api]]) -> None:
        self._api = api

    async def values(self, kind: str, record_id: str) -> list[PastValue]:
        """Newest first.

        Raises:
            Offline: not now. Refused: nobody here knows such a record.
        """
        async with signed_in():
            return await (await self._api()).overwritten(kind, record_id)

    async def restore(self, kind: str, record_id: str, past_id: str) -> None:
        """Write an old value again; what stands there now goes into the history.

        Raises:
            Offline: not now. Refused: it is gone, or this user may not edit the record.
        """
        async with signed_in():
            await (await self._api()).restore(kind, record_id, past_id)
