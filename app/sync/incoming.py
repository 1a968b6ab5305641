"""The way in: pages of changes, first fetches of what was granted, and older messages on demand."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.protocol import ChangePage, Hint
from app.store import Reading, Store, Transaction, mending, syncing
from app.store.syncing import BackfillRow

if TYPE_CHECKING:
    from app.net.api import Api

log = logging.getLogger(__name__)

KEPT_HINTS = 50
"""Should more come while there is no time for them, the server is asked instead."""
HEAD = -1
"""``since`` that asks for epoch, head and scopes alone."""


class Incoming:
    """``cursor``: the revision up to which everything granted is here. ``latency_ms``: of the last question."""

    def __init__(self, store: Store, api: Api) -> None:
        self._store, self._api = store, api
        self.cursor = 0
        self._epoch = ""
        self._hinted: deque[Hint] = deque(maxlen=KEPT_HINTS)
        self.latency_ms = 0.0

    def hear(self, hint: Hint) -> bool:
        """Keep a hint until there is time for it. Whether it tells of anything new."""
        if hint.rev <= self.cursor:
            return False
        self._hinted.append(hint)
        return True

    async def take_hinted(self) -> bool:
        """Take in what came with the hints. False when that was not all, and the server has to be asked."""
        pages: list[ChangePage] = []
        reached = self.cursor
        while self._hinted:
            hint = self._hinted.popleft()
            if hint.rev <= reached:
                continue
            if hint.page is None or hint.page.epoch != self._epoch or hint.since > reached:
                return False
            pages.append(hint.page)
            reached = hint.page.covered_to
        return not pages or not await self._keep(pages)

    async def pull_page(self) -> bool:
        """One page of what is new. Whether there is more."""
        if not self._epoch:
            self._epoch, self.cursor = await self._store.read(_position)
        epoch = self._epoch
        page = await self._ask(self.cursor if epoch else HEAD)
        if page.epoch == epoch:
            await self._keep([page])
            return page.more
        self._epoch = ""
        log.info("a new server" if not epoch else "the server was restored: everything is fetched again")
        await self._store.write(_begin, page if not epoch else await self._ask(HEAD))
        return True

    async def fill(self, told: Callable[[], None], interrupted: Callable[[], bool]) -> bool:
        """First fetches, a page at a time. Whether they stopped because of something more urgent.

        The next page is under way while the store takes in the last one.
        """
        for fill in await self._store.read(syncing.backfills):
            page = await self._ask_fill(fill, fill.since)
            while True:
                told()
                if not page.more or interrupted():
                    await self._store.receive(_take_fill, page, fill)
                    break
                coming = asyncio.ensure_future(self._ask_fill(fill, page.covered_to))
                try:
                    await self._store.receive(_take_fill, page, fill)
                    page = await coming
                finally:
                    _leave(coming)
            if interrupted():
                return True
        return False

    async def fetch_history(self, conversation_id: str, before: tuple[int, str] | None, limit: int) -> bool:
        """Older messages of one conversation. Whether there are still older ones."""
        page = await self._api.history(conversation_id, before=before, limit=limit)
        await self._store.receive(mending.apply_history, page.rows)
        return page.more

    async def _keep(self, pages: list[ChangePage]) -> bool:
        """Put pages that follow on what is here into the store. Whether there is more to fetch."""
        # Only what is known to be on disk is remembered: after a write that failed, the store is asked again.
        epoch, self._epoch = self._epoch, ""
        granted = await self._store.receive(_take, pages)
        self._epoch, self.cursor = epoch, pages[-1].covered_to
        return granted or pages[-1].more

    async def _ask_fill(self, fill: BackfillRow, since: int) -> ChangePage:
        return await self._ask(since, scopes=fill.scopes, upto=fill.upto, first=True)

    async def _ask(self, since: int, **narrower: Any) -> ChangePage:
        asked = time.perf_counter()
        page = await self._api.changes(since, **narrower)
        self.latency_ms = (time.perf_counter() - asked) * 1000
        return page


def _leave(task: asyncio.Future[ChangePage]) -> None:
    """Let go of an answer that nobody waits for any more, or that is already here."""
    if not task.done():
        task.cancel()
    elif not task.cancelled():
        task.exception()


def _position(look: Reading) -> tuple[str, int]:
    return syncing.epoch(look), syncing.cursor(look)


def _begin(tx: Transaction, page: ChangePage) -> None:
    """The cursor starts at the head; what is older comes by back-fill. Edits that wait here go on waiting."""
    if syncing.epoch(tx):
        syncing.reset_for_epoch(tx, page.epoch)
    syncing.begin(tx, page.epoch, page.head)
    syncing.begin_backfill(tx, page.scopes, page.head)


def _take(tx: Transaction, pages: list[ChangePage]) -> bool:
    """Rows, cursor, grants and revocations: all of them or none. Whether something was granted."""
    news = False
    for page in pages:
        held, granted = syncing.scopes(tx), set(page.scopes)
        syncing.apply_page(tx, page)
        syncing.purge_scopes(tx, held - granted)
        syncing.begin_backfill(tx, granted - held, page.covered_to)
        news = news or not granted <= held
    return news


def _take_fill(tx: Transaction, page: ChangePage, fill: BackfillRow) -> None:
    """Rows and how far the fetch got, unless it was overtaken by a restore or a revocation."""
    if page.epoch == syncing.epoch(tx) and fill.number in {known.number for known in syncing.backfills(tx)}:
        syncing.apply_backfill(tx, page, fill.number)
