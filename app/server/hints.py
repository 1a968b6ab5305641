"""Telling connected desks that there is something new, and how far; a lost hint costs only time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from app.errors import HeliuError
from app.server.database import Database, Tx
from app.server.news import News

HEARTBEAT_SECONDS = 15.0
WATCH_SECONDS = 1.0
"""How often the counters are looked at, for writes of other processes whose word was lost or never spoken."""
_KEPT = 64
"""Pieces of news each workspace has in hand for who is a little behind."""


class Listener:
    """One open stream."""

    def __init__(self) -> None:
        self.head = -1
        self.stirred = asyncio.Event()
        self.closed = False


class Hints:
    """Who listens, and the newest revision of each workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[str, set[Listener]] = {}
        self._seen: dict[str, int] = {}
        self._news: dict[str, dict[int, News]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._to_tell: dict[str, int] = {}
        self._telling = asyncio.Event()
        self._rights: dict[str, int] = {}

    async def open(self) -> None:
        """Start to watch."""
        await self._look()
        self._tasks.append(asyncio.create_task(self._watch()))
        if (listening := self._database.listen(self._heard)) is not None:
            self._tasks += [listening, asyncio.create_task(self._tell())]

    async def close(self) -> None:
        """End every stream and stop watching."""
        self.end_streams()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    def end_streams(self) -> None:
        """Let every open stream end; from the event loop's thread."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.closed = True
                listener.stirred.set()

    def rights_of(self, workspace: str) -> int:
        """How often anybody's rights in the workspace have changed, as last seen."""
        return self._rights.get(workspace, 0)

    @property
    def listening(self) -> int:
        """How many streams are open."""
        return sum(len(listeners) for listeners in self._listeners.values())

    def announce(self, news: News) -> None:
        """There is something, unless nothing was written; other processes are told a moment later."""
        if news.known:
            latest = self._news.setdefault(news.workspace, {})
            latest[news.since] = news
            if len(latest) > _KEPT:
                del latest[next(iter(latest))]
        if self._stir(news.workspace, news.head) and self._database.postgresql:
            self._to_tell[news.workspace] = news.head
            self._telling.set()

    def between(self, workspace: str, told: int, head: int) -> list[News]:
        """All that was written after ``told`` up to ``head``, in order; empty when not all of it is in hand."""
        latest, found = self._news.get(workspace, {}), []
        while told < head and (news := latest.get(told)) is not None:
            found.append(news)
            told = news.head
        return found if told == head else []

    async def heads(self, workspace: str) -> AsyncIterator[int | None]:
        """Each newer head; None when it is time for a sign of life. Ends when the server stops."""
        listener = Listener()
        listeners = self._listeners.setdefault(workspace, set())
        listeners.add(listener)
        listener.head = self._seen.get(workspace, 0)
        sent = -1
        try:
            while not listener.closed:
                listener.stirred.clear()
                if listener.head > sent:
                    sent = listener.head
                    yield sent
                    continue
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await listener.stirred.wait()
                    continue
                yield None
        finally:
            listeners.discard(listener)

    def _stir(self, workspace: str, head: int) -> bool:
        if head <= self._seen.get(workspace, 0):
            return False
        self._seen[workspace] = head
        for listener in self._listeners.get(workspace, ()):
            listener.head = head
            listener.stirred.set()
        return True

    def _heard(self, word: str) -> None:
        workspace, _, head = word.rpartition(":")
        if head.isdigit():
            self._stir(workspace, int(head))

    async def _tell(self) -> None:
        while True:
            await self._telling.wait()
            self._telling.clear()
            told, self._to_tell = self._to_tell, {}
            with contextlib.suppress(HeliuError):
                for workspace, head in told.items():
                    await self._database.tell(f"{workspace}:{head}")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            with contextlib.suppress(HeliuError):
                await self._look()

    async def _look(self) -> None:
        for workspace, head, access in await self._database.read(_counters):
            self._rights[workspace] = access
            self._stir(workspace, head)


def _counters(tx: Tx) -> list[tuple[str, int, int]]:
    return [(row[0], row[1], row[2]) for row in tx.rows("SELECT id, head, access FROM workspace")]
