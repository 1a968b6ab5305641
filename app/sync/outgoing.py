"""The way out: the agent's edits to the server, in order, until each has an outcome."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from app.errors import Busy, Refused, TooLarge
from app.protocol import MAX_BATCH, MAX_BODY_BYTES, Mutation, Outcome, Verdict, encode
from app.store import Store, Transaction, syncing

if TYPE_CHECKING:
    from app.net.api import Api

log = logging.getLogger(__name__)

PAUSE_MS = 60_000
"""How long an edit rests that the server falls over."""
SICK_AFTER = 3
"""Edits in a row that the server falls over before it is the server that is ill, not the edit."""

Carry = Callable[[Mutation], Awaitable[None]]


async def nothing_to_carry(mutation: Mutation) -> None:
    """There are no files."""


class Outgoing:
    """``carry`` brings the files an edit speaks of to the server before the edit itself."""

    def __init__(self, store: Store, api: Api, *, now: Callable[[], int], carry: Carry = nothing_to_carry) -> None:
        self._store, self._api, self._now, self._carry = store, api, now, carry
        self._stumbles = 0

    async def push(self) -> bool:
        """Hand in everything that is due. Whether anything got an outcome."""
        self._stumbles = 0
        moved = False
        while due := await self._store.write(syncing.due, self._now(), MAX_BATCH):
            batch = _fitting(await self._carried(due))
            if batch:
                await self._hand_in(batch)
            moved = True
        return moved

    async def _carried(self, batch: Sequence[Mutation]) -> list[Mutation]:
        """Those whose files are on the server; the others are settled."""
        carried = []
        for mutation in batch:
            try:
                await self._carry(mutation)
            except Refused as exc:
                await self._settle([mutation], [_refusal(mutation, exc)])
            else:
                carried.append(mutation)
        return carried

    async def _hand_in(self, batch: Sequence[Mutation]) -> None:
        """One batch, or its halves when the server will not take it whole, until the one that it minds stands alone."""
        try:
            outcomes = await self._api.push(batch)
        except (Refused, Busy) as exc:
            if isinstance(exc, Busy) and not exc.stumbled:
                raise
            if len(batch) > 1:
                await self._hand_in(batch[: len(batch) // 2])
                await self._hand_in(batch[len(batch) // 2 :])
            elif isinstance(exc, Busy):
                await self._set_aside(batch[0], exc)
            else:
                await self._settle(batch, [_refusal(batch[0], exc)])
        else:
            self._stumbles = 0
            await self._settle(batch, outcomes)

    async def _set_aside(self, mutation: Mutation, exc: Busy) -> None:
        """Let the others pass; unless the server falls over all of them."""
        self._stumbles += 1
        if self._stumbles >= SICK_AFTER:
            raise exc
        log.warning("the server stumbles over %s %s", mutation.kind, mutation.id)
        await self._store.write(syncing.postpone, [mutation.id], self._now() + PAUSE_MS)

    async def _settle(self, batch: Sequence[Mutation], outcomes: Sequence[Outcome]) -> None:
        await self._store.write(_settle_all, batch, outcomes)


def _settle_all(tx: Transaction, batch: Sequence[Mutation], outcomes: Sequence[Outcome]) -> None:
    for mutation, outcome in zip(batch, outcomes, strict=True):
        syncing.settle(tx, mutation, outcome)


def _fitting(batch: Sequence[Mutation]) -> list[Mutation]:
    """As many of them as go into one request, at least one."""
    size = 2
    for count, mutation in enumerate(batch):
        size += len(encode(mutation)) + 1
        if size > MAX_BODY_BYTES and count:
            return list(batch[:count])
    return list(batch)


def _refusal(mutation: Mutation, exc: Refused) -> Outcome:
    reason = "too_large" if isinstance(exc, TooLarge) else "refused"
    return Outcome(id=mutation.id, verdict=Verdict.REFUSED, reason=reason, detail=exc.detail)
