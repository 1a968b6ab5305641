"""What all services share: the store, who acts, the clock of edits and the bell that wakes sync."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.errors import DiskFull
from app.protocol import HybridClock
from app.store import ChangeFeed, Store, outbox

T = TypeVar("T")
P = ParamSpec("P")


class Service:
    """``clock`` stamps edits; ``wake`` tells sync that there is something to send."""

    def __init__(self, store: Store, user_id: str, clock: HybridClock, wake: Callable[[], None]) -> None:
        self._store, self._user_id, self._clock, self._wake = store, user_id, clock, wake

    @property
    def feed(self) -> ChangeFeed:
        """Tells what changed, whoever changed it."""
        return self._store.feed

    async def _change(self, change: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result = await self._store.write(change, *args, **kwargs)
        except DiskFull:
            # What the agent does goes into the room kept free for it; pages of the server's do not.
            if not await self._store.make_room():
                raise
            result = await self._store.write(change, *args, **kwargs)
        self._wake()
        return result

    async def _create(self, kind: str, record_id: str, fields: Mapping[str, Any]) -> str:
        await self._change(outbox.create, kind, record_id, fields, self._clock)
        return record_id

    async def _edit(self, kind: str, record_id: str, **fields: Any) -> None:
        await self._change(outbox.edit, kind, record_id, fields, self._clock)

    async def _drop(self, kind: str, record_id: str) -> None:
        await self._change(outbox.drop, kind, record_id, self._clock)
