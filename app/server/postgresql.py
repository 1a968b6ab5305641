"""PostgreSQL behind the seam: psycopg on worker threads, one connection each, every statement prepared."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.errors import BadConfiguration, DiskFull, Offline, StoreDamaged
from app.server.database import Row, Tx
from app.server.schema import migrate

try:
    import psycopg
    from psycopg import errors as pg
except ImportError:  # the extra "postgresql" is not installed
    psycopg = None  # type: ignore[assignment]

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 8
ATTEMPTS = 8
"""How often a transaction that lost against another one is run again."""
NAME_SECONDS = 2
"""How long the connection of a killed process may take to be noticed as gone."""
_CHANNEL = "heliu"
_MIGRATING = 0x48656C6975


class PostgreSQLTx:
    """A transaction on one connection."""

    postgresql = True

    def __init__(self, cursor: psycopg.Cursor[Row]) -> None:
        self._cursor = cursor

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        return self._cursor.execute(translate(sql), params, prepare=True).fetchall()

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        return self._cursor.execute(translate(sql), params, prepare=True).fetchone()

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        return self._cursor.execute(translate(sql), params, prepare=bool(params)).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._cursor.executemany(translate(sql), rows)


class PostgreSQLDatabase:
    """A database that several server processes may share."""

    postgresql = True

    def __init__(self, url: str) -> None:
        if psycopg is None:
            raise BadConfiguration("PostgreSQL needs the extra 'postgresql': pip install 'heliu[postgresql]'")
        self._url = url
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="heliu-pg")
        self._mine = threading.local()
        self._all: list[psycopg.Connection[Row]] = []
        self._guard = threading.Lock()

    async def open(self) -> None:
        await self.write(_migrate_alone)

    async def close(self) -> None:
        await asyncio.to_thread(self._threads.shutdown)
        for connection in self._all:
            connection.close()
        self._all.clear()

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._do("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", fn, *args, **kwargs)

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._do("BEGIN", fn, *args, **kwargs)

    async def alone(self, name: str) -> bool:
        return bool(name) and await asyncio.to_thread(self._take_name, name)

    async def tell(self, word: str) -> None:
        await self.write(_notify, word)

    def listen(self, heard: Callable[[str], None]) -> asyncio.Task[None] | None:
        return asyncio.create_task(self._listen(heard))

    def _take_name(self, name: str) -> bool:
        """Hold the name as long as this connection lives, which is no longer than our process does."""
        connection = self._connect()
        try:
            connection.execute(f"SET lock_timeout = '{NAME_SECONDS}s'")
            connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (f"server/{name}",))
        except psycopg.Error:
            connection.close()
            return False
        return True

    async def _listen(self, heard: Callable[[str], None]) -> None:
        pause = 0.1
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {_CHANNEL}")
                    pause = 0.1
                    async for notice in connection.notifies():
                        heard(notice.payload)
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, 10.0)

    async def _do(self, begin: str, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def call() -> T:
            return self._transact(begin, fn, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def _transact(self, begin: str, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(ATTEMPTS):
            connection = self._connection()
            try:
                with connection.cursor() as cursor:
                    cursor.execute(begin)
                    result = fn(PostgreSQLTx(cursor), *args, **kwargs)
                    cursor.execute("COMMIT")
                return result
            except (pg.DeadlockDetected, pg.SerializationFailure) as exc:
                _roll_back(connection)
                if attempt == ATTEMPTS - 1:
                    raise Offline(f"the database is too busy: {exc}") from exc
                time.sleep(random.uniform(0.001, 0.01) * 2**attempt)
            except pg.DiskFull as exc:
                _roll_back(connection)
                raise DiskFull(str(exc)) from exc
            except (psycopg.OperationalError, psycopg.InterfaceError) as exc:
                connection.close()
                raise Offline(f"the database does not answer: {exc}") from exc
            except psycopg.Error as exc:
                _roll_back(connection)
                raise StoreDamaged(exc.diag.message_primary or type(exc).__name__) from exc  # without anybody's values
            except BaseException:
                _roll_back(connection)
                raise
        raise AssertionError("unreachable")

    def _connection(self) -> psycopg.Connection[Row]:
        connection: psycopg.Connection[Row] | None = getattr(self._mine, "connection", None)
        if connection is None or connection.closed:
            connection = self._mine.connection = self._connect()
        return connection

    def _connect(self) -> psycopg.Connection[Row]:
        try:
            connection = psycopg.connect(self._url, autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as exc:
            raise Offline(f"the database does not answer: {exc}") from exc
        connection.prepared_max = 512
        with self._guard:
            self._all = [other for other in self._all if not other.closed] + [connection]
        return connection


@lru_cache(maxsize=2048)
def translate(sql: str) -> str:
    """Our ``?`` in psycopg's spelling; no statement of ours has a question mark or percent sign inside a literal."""
    return sql.replace("?", "%s")


def _roll_back(connection: psycopg.Connection[Row]) -> None:
    try:
        connection.execute("ROLLBACK")
    except psycopg.Error:
        connection.close()


def _migrate_alone(tx: Tx) -> None:
    tx.rows("SELECT pg_advisory_xact_lock(?)", (_MIGRATING,))
    migrate(tx)


def _notify(tx: Tx, word: str) -> None:
    tx.rows("SELECT pg_notify(?, ?)", (_CHANNEL, word))
