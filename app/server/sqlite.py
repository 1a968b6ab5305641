"""SQLite behind the seam: one thread that writes, one that reads."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.errors import DiskFull, HeliuError, StoreDamaged
from app.server.database import Row, Tx
from app.server.schema import migrate

P = ParamSpec("P")
T = TypeVar("T")

BUSY_SECONDS = 20.0
"""How long to wait for the administrator's commands, which write to the same file."""


class SQLiteTx:
    """A transaction on one connection."""

    postgresql = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        return self._connection.execute(sql, params).fetchall()

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        found: Row | None = self._connection.execute(sql, params).fetchone()
        return found

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        return self._connection.execute(sql, params).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql, rows)


class SQLiteDatabase:
    """A file in WAL mode; every commit is on the disk before it is acknowledged."""

    postgresql = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="heliu-write")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="heliu-read")
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, self._open_writer)
        await loop.run_in_executor(self._reading, self._open_reader)

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._reading, _shut, self._reader)
        await loop.run_in_executor(self._writing, _shut, self._writer)
        self._reading.shutdown()
        self._writing.shutdown()

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def call() -> T:
            assert self._reader is not None, "open() comes first"
            return _transact(self._reader, "BEGIN", fn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._reading, call)

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def call() -> T:
            assert self._writer is not None, "open() comes first"
            return _transact(self._writer, "BEGIN IMMEDIATE", fn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writing, call)

    async def alone(self, name: str) -> bool:
        return True

    async def tell(self, word: str) -> None:
        """There is only one server process over a file."""

    def listen(self, heard: Callable[[str], None]) -> asyncio.Task[None] | None:
        return None

    def _open_writer(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = _connect(self._path)
            self._path.chmod(0o600)
            _transact(self._writer, "BEGIN IMMEDIATE", migrate)
        except (sqlite3.Error, OSError) as exc:
            raise StoreDamaged(f"{self._path}: {exc}") from exc

    def _open_reader(self) -> None:
        self._reader = _connect(self._path)
        self._reader.execute("PRAGMA query_only = ON")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=512)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


def _shut(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _transact(
    connection: sqlite3.Connection,
    begin: str,
    fn: Callable[Concatenate[Tx, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    try:
        connection.execute(begin)
        try:
            result = fn(SQLiteTx(connection), *args, **kwargs)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result
    except sqlite3.Error as exc:
        raise _ours(exc) from exc


def _ours(exc: sqlite3.Error) -> HeliuError:
    if getattr(exc, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        return DiskFull(str(exc))
    return StoreDamaged(str(exc))
