"""The only door to the local file: one thread writes, two read, and nobody waits for another."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.errors import StoreDamaged
from app.store import checkup, migrations, trouble
from app.store.changes import ChangeFeed, Touched
from app.store.cipher import CipherDatabase
from app.store.transaction import Reading, Transaction

T = TypeVar("T")
P = ParamSpec("P")

_SEARCHED_KB = 64_000
"""Of a big file a search reads pages far apart. A small one never takes so much, nor does who seldom searches."""


class Store:
    """The memory of one workspace on this machine.

    A query or a write is a plain function: it never awaits, so no transaction is ever left open across an ``await``.
    ``read`` never waits for a write, and ``search`` never keeps a ``read`` waiting.
    """

    def __init__(self, path: Path | str, key: bytes | None) -> None:
        self.path = Path(path)
        self.feed = ChangeFeed()
        self._reserve_spent = False
        self._writing = _Lane(CipherDatabase(str(path), key, cache_kb=8000), "store-write", self.path)
        self._reading = _Lane(CipherDatabase(str(path), key, reading=True, cache_kb=8000), "store-read", self.path)
        self._searching = _Lane(
            CipherDatabase(str(path), key, reading=True, cache_kb=_SEARCHED_KB), "store-search", self.path
        )

    async def open(self) -> None:
        """Open or create the file and bring it to this program's step.

        Raises:
            StoreTooNew: a newer Heliu wrote it.
            StoreDamaged: it cannot be read, or the key is another one's.
            DiskFull: there is no room.
        """
        try:
            await self._writing.call(self._prepare)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what was asked, then let the file go. Closing twice is harmless."""
        for lane in (self._searching, self._reading, self._writing):
            await lane.close()

    async def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """``query(reading, *args)`` on the reading thread."""
        return await self._reading.call(lambda: query(Reading(self._reading.db), *args, **kwargs))

    async def search(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for queries that may take long, on a thread of their own."""
        return await self._searching.call(lambda: query(Reading(self._searching.db), *args, **kwargs))

    async def write(self, change: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """``change(transaction, *args)``: all of it or nothing. The feed hears of it before the caller does."""
        return await self._write("FULL", change, *args, **kwargs)

    async def receive(self, change: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what the server gives again: a power cut may take the last of it back, whole transactions."""
        return await self._write("NORMAL", change, *args, **kwargs)

    async def _write(self, sync: str, change: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()

        def run() -> T:
            touched = Touched()
            self._writing.db.connection().execute(f"PRAGMA synchronous = {sync}")
            with _transaction(self._writing.db.connection()):
                result = change(Transaction(self._writing.db, touched), *args, **kwargs)
            if self._reserve_spent:
                self._reserve_spent = not trouble.reserve_again(self.path)
            if changes := touched.freeze():
                seen = self.feed.seen(Reading(self._writing.db), changes)
                loop.call_soon_threadsafe(self.feed.publish, changes, seen)
            return result

        return await self._writing.call(run)

    async def make_room(self) -> bool:
        """On a full disk: give back the room kept for the agent's own words. Whether there was any left.

        It is kept anew by the first write that finds plenty of room.
        """
        return await self._writing.call(self._release)

    def _release(self) -> bool:
        self._reserve_spent = True
        return trouble.release(self.path)

    def _prepare(self) -> None:
        trouble.reserve(self.path)
        if trouble.doubted(self.path):
            checkup.read_through(self._writing.db)
            trouble.believe(self.path)
        migrations.migrate(self._writing.db)


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    """All or nothing. On a full disk SQLite rolls back by itself, and Peewee's own would fail over that."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class _Lane:
    """One connection on the one thread that may use it; it opens at first use."""

    def __init__(self, db: CipherDatabase, name: str, path: Path) -> None:
        self.db = db
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._closing = threading.Lock()
        self._closed = False

    async def call(self, fn: Callable[[], T]) -> T:
        with self._closing:
            if self._closed:
                raise StoreDamaged("the store is closed")
            future = self._thread.submit(trouble.told, fn, self._path)
        return await asyncio.wrap_future(future)

    async def close(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            future = self._thread.submit(self.db.close)
        await asyncio.wrap_future(future)
        self._thread.shutdown(wait=False)
