"""Brings the store and the server to the same truth, and keeps them there."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.errors import Busy, HeliuError, LoginExpired, Offline
from app.protocol import Hint
from app.protocol.clock import wall_ms
from app.store import Store, syncing
from app.sync import verifying
from app.sync.incoming import Incoming
from app.sync.outgoing import Carry, Outgoing, nothing_to_carry
from app.sync.rhythm import BackOff
from app.sync.status import SyncState, SyncStatus

if TYPE_CHECKING:
    from app.net.api import Api

log = logging.getLogger(__name__)

REST = 30.0
"""Seconds until sync looks by itself, should every hint be lost."""


class SyncEngine:
    """``run`` is the whole life of sync; ``cycle`` is one breath of it, and what tests call.

    ``now`` tells milliseconds since 1970. ``carry`` brings the files an edit speaks of to the server before the edit.
    """

    def __init__(
        self,
        store: Store,
        api: Api,
        *,
        now: Callable[[], int] = wall_ms,
        carry: Carry = nothing_to_carry,
        back_off: Callable[[], BackOff] = BackOff,
    ) -> None:
        self._store, self._api, self._now, self._back_off = store, api, now, back_off
        self._incoming = Incoming(store, api)
        self._outgoing = Outgoing(store, api, now=now, carry=carry)
        self._woken, self._reachable, self._nudged = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._asked = False
        """Whether it was woken for more than what hints bring along."""
        self._status = SyncStatus()
        self._listeners: dict[object, Callable[[SyncStatus], None]] = {}

    @property
    def status(self) -> SyncStatus:
        """Where sync stands now."""
        return self._status

    def subscribe(self, listener: Callable[[SyncStatus], None]) -> Callable[[], None]:
        """Call ``listener`` with every new status; call what is returned to stop that."""
        token = object()
        self._listeners[token] = listener

        def leave() -> None:
            self._listeners.pop(token, None)

        return leave

    def wake(self) -> None:
        """There is an edit to hand in. Cheap; any number of calls counts as one. An open back-off is not cut short."""
        self._asked = True
        self._woken.set()

    def retry_now(self) -> None:
        """Do not wait any longer: the agent has logged in, or does not believe that the line is still down."""
        self._nudged.set()
        self.wake()

    async def run(self) -> None:
        """Sync until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._breathe())
            tasks.create_task(self._listen())
            tasks.create_task(self._tally())

    async def cycle(self) -> None:
        """Take what is new, fill what was granted, hand in what was edited, and once a day compare.

        Raises:
            HeliuError: it stopped somewhere; what was done stands, and the next cycle goes on from there.
        """
        await self._pull()
        while await self._back_fill():
            self._woken.clear()
            await self._push()
            await self._pull()
        if await self._push():
            await self._pull()
        await self._verify()
        self._tell(state=SyncState.ONLINE, trouble=None, last_synced_at=self._second())

    async def fetch_history(self, conversation_id: str, before: tuple[int, str] | None, limit: int = 50) -> bool:
        """Bring messages of a conversation older than ``before`` into the store. Whether there are still older ones."""
        return await self._incoming.fetch_history(conversation_id, before, limit)

    async def _pull(self) -> None:
        while await self._incoming.pull_page():
            self._catching_up()
        await self._count()

    async def _back_fill(self) -> bool:
        """Whether it stopped for something that must not wait for a long first fetch: an edit, or news."""
        return await self._incoming.fill(self._catching_up, self._woken.is_set)

    def _catching_up(self) -> None:
        self._tell(state=SyncState.CATCHING_UP, trouble=None)

    async def _push(self) -> bool:
        await self._count()
        if not self._status.pending:
            return False
        try:
            return await self._outgoing.push()
        finally:
            await self._count()

    async def _verify(self) -> None:
        while await verifying.verify(self._store, self._api, now_ms=self._now()):
            await self._back_fill()

    async def _count(self) -> None:
        found = await self._store.read(syncing.counts)
        latency = self._incoming.latency_ms
        self._tell(pending=found.pending, parked=found.parked, refused=found.refused, latency_ms=latency)

    async def _tally(self) -> None:
        """Say how much waits to be handed in, also while the server cannot be reached."""
        changed = asyncio.Event()
        mine = ("outbox", "parked", "refused")
        leave = self._store.feed.subscribe(lambda changes: changed.set() if any(map(changes.of, mine)) else None)
        try:
            while True:
                with contextlib.suppress(HeliuError):
                    await self._count()
                await changed.wait()
                changed.clear()
        finally:
            leave()

    def _second(self) -> int:
        """Now, to the second: nobody is told more often how fresh everything is."""
        return self._now() // 1000 * 1000

    def _tell(self, **news: Any) -> None:
        status = replace(self._status, **news)
        if status == self._status:
            return
        self._status = status
        for listener in list(self._listeners.values()):
            try:
                listener(status)
            except Exception:
                log.exception("a status listener failed")

    async def _breathe(self) -> None:
        back_off = self._back_off()
        while True:
            self._asked = False
            self._woken.clear()
            try:
                await self.cycle()
                back_off.succeeded()
                self._reachable.set()
                await self._rest()
            except HeliuError as exc:
                await self._stopped(exc, back_off)
            except Exception as exc:  # a fault of ours must not end sync: the agent's edits still have to go out
                log.exception("sync failed")
                await self._stopped(HeliuError(type(exc).__name__), back_off)

    async def _stopped(self, exc: HeliuError, back_off: BackOff) -> None:
        """Say why, and wait: for the login as long as it takes, else ever longer."""
        self._nudged.clear()
        if isinstance(exc, LoginExpired):
            self._tell(state=SyncState.LOGIN_NEEDED, trouble=exc)
            await self._nudged.wait()
            return
        state = SyncState.OFFLINE if isinstance(exc, Offline) else SyncState.TROUBLE
        self._tell(state=state, trouble=exc)
        log.info("sync stopped: %s", exc)
        await _first(self._nudged, back_off.next(exc.retry_after if isinstance(exc, Busy) else 0.0))

    async def _rest(self) -> None:
        """Take in what hints bring, until there is something else to do."""
        due_at = await self._store.read(syncing.next_due)
        wait = REST if due_at is None else max(0.0, min((due_at - self._now()) / 1000, REST))
        until = time.monotonic() + wait
        while await _first(self._woken, until - time.monotonic()) and not self._asked:
            self._woken.clear()
            if not await self._incoming.take_hinted():
                return
            self._tell(last_synced_at=self._second())

    async def _listen(self) -> None:
        """Hear of news at once while the server can be reached; when the stream ends, look at once why."""
        back_off = self._back_off()
        while True:
            await self._reachable.wait()
            try:
                await self._api.hints(self._heard)
            except HeliuError as exc:
                log.info("no hints: %s", exc)
            if self._status.live:
                back_off.succeeded()
            self._tell(live=False)
            self._reachable.clear()
            self.wake()
            await asyncio.sleep(back_off.next())

    def _heard(self, hint: Hint) -> None:
        self._tell(live=True)
        if self._incoming.hear(hint):
            self._woken.set()


async def _first(event: asyncio.Event, seconds: float) -> bool:
    """Wait for ``event``, but not longer than ``seconds``. Whether it came."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
