"""Being in a conversation while an agent looks at it or types, so that colleagues see it and two do not answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from app.errors import HeliuError, Offline
from app.limits import Limits, load
from app.protocol import Lease, Outcome

Rest = Callable[[float], Awaitable[None]]


class LeaseDesk(Protocol):
    """The server, as far as it decides who answers. Every verb raises Offline when it cannot be asked."""

    async def lease(self, conversation_id: str, mode: str, *, take_over: bool = False) -> Lease:
        """Be in the conversation; who answers it now."""
        ...

    async def release(self, conversation_id: str) -> None:
        """Give it back."""
        ...

    async def take(self, ids: Sequence[str]) -> list[Outcome]:
        """Assign conversations to me that nobody has; what became of each, in their order."""
        ...


TYPING, VIEWING = "typing", "viewing"


class Holding:
    """Leases of this desk, renewed until they are given back; who was taken over from only looks from then on."""

    def __init__(self, user_id: str, limits: Limits | None = None, rest: Rest = asyncio.sleep) -> None:
        self._user_id, self._limits, self._rest = user_id, limits, rest
        self._held: dict[str, tuple[str, asyncio.Task[None]]] = {}

    async def hold(self, desk: LeaseDesk, conversation_id: str, mode: str, *, take_over: bool) -> Lease | None:
        """Who answers it now; None when the server cannot be asked: then it decides when the answer arrives."""
        self._forget(conversation_id)
        renewing = asyncio.create_task(self._renew(desk, conversation_id))
        self._held[conversation_id] = (mode, renewing)
        try:
            lease = await desk.lease(conversation_id, mode, take_over=take_over)
        except Offline:
            return None
        except BaseException:
            self._forget(conversation_id)
            raise
        if self._held.get(conversation_id) == (mode, renewing):
            self._settle(conversation_id, lease)
        return lease

    async def release(self, desk: LeaseDesk, conversation_id: str) -> None:
        """Give it back; where the server cannot be asked it lapses by itself."""
        if self._forget(conversation_id):
            with contextlib.suppress(HeliuError):
                await desk.release(conversation_id)

    def let_go(self) -> None:
        """Renew nothing any more."""
        for conversation_id in list(self._held):
            self._forget(conversation_id)

    def mode_of(self, conversation_id: str) -> str:
        """How this desk holds it; empty when it does not."""
        return self._held[conversation_id][0] if conversation_id in self._held else ""

    def _forget(self, conversation_id: str) -> bool:
        mode, renewing = self._held.pop(conversation_id, ("", None))
        if renewing is not None:
            renewing.cancel()
        return bool(mode)

    def _settle(self, conversation_id: str, lease: Lease) -> None:
        """Only look where a colleague answers."""
        mode, renewing = self._held[conversation_id]
        if mode == TYPING and lease.holder_id != self._user_id:
            self._held[conversation_id] = (VIEWING, renewing)

    async def _renew(self, desk: LeaseDesk, conversation_id: str) -> None:
        pause = (self._limits or load()).milliseconds("heliu.lease.renewal") / 1000
        while True:
            await self._rest(pause)
            try:
                self._settle(conversation_id, await desk.lease(conversation_id, self.mode_of(conversation_id)))
            except Offline:
                continue
            except HeliuError:
                break
        self._held.pop(conversation_id, None)
