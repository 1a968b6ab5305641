"""The server's changes and mutations routes beside bare Starlette routes that run the same prepared SQL.

python -m tests.bench.server_routes [DATABASE-URL]     (an empty database; without one a fresh SQLite file)

Both are called as ASGI applications in this process, so that no client's cost flatters the ratio. The bare routes know
nothing of users, scopes or rules: they decode the body, encode each edit's fields to be stored, run the statements our
ledger was seen to run with all other parameters ready made, and encode an answer. On SQLite they do not even leave the
event loop.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.protocol import AccountKind, HybridClock, Mutation, Role, encode, new_id
from app.protocol.clock import wall_ms
from app.server import changes, ledger, sessions, staff
from app.server.access import principal_of
from app.server.application import create_app, database_for
from app.server.command import spare_the_collector
from app.server.database import Database, Row, Tx

ROUNDS = 7
PAGE = 500
BATCH = 100
BATCHES = 12
"""In one round."""
PAGES = 12

Call = Callable[[], Any]
Statement = tuple[str, str, Any]


class _Recorder:
    """A transaction that remembers what it was asked to run."""

    def __init__(self, tx: Tx, seen: list[Statement]) -> None:
        self.postgresql, self._tx, self._seen = tx.postgresql, tx, seen

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        self._seen.append(("rows", sql, tuple(params)))
        return self._tx.rows(sql, params)

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        self._seen.append(("rows", sql, tuple(params)))
        return self._tx.row(sql, params)

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        self._seen.append(("run", sql, tuple(params)))
        return self._tx.run(sql, params)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        kept = [tuple(row) for row in rows]
        self._seen.append(("many", sql, kept))
        self._tx.many(sql, kept)


def measure(database_url: str = "") -> dict[str, dict[str, float]]:
    """Seconds per request, ours and the floor's, and the ratio floor / ours, by route. The database must be empty."""
    spare_the_collector()
    return asyncio.run(_measure(database_url))


async def _measure(database_url: str) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        url = database_url or str(Path(folder) / "bench.sqlite")
        database = database_for(url)
        app = create_app(database, media_dir=Path(folder) / "media")
        async with app.router.lifespan_context(app):
            token, who, account = await _people(database)
            headers = [(b"authorization", f"Bearer {token}".encode()), (b"accept-encoding", b"identity")]
            bare = _Bare(url)
            try:
                await _fill(app, headers, account)
                found = {
                    "changes": await _changes(app, bare, headers, database, who),
                    "mutations": await _mutations(app, bare, headers, database, who, account),
                }
            finally:
                bare.close()
    for figures in found.values():
        figures["ratio"] = figures["floor"] / figures["ours"]
    return found


async def _people(database: Database) -> tuple[str, Any, str]:
    now = wall_ms()

    def make(tx: Tx) -> tuple[str, str, str]:
        workspace = staff.create_workspace(tx, "bench", now)
        user = staff.add_user(tx, workspace, login="bench", name="B", password="x", role=Role.AGENT, now_ms=now)
        account = staff.add_account(tx, workspace, kind=AccountKind.PERSONAL, name="A", platform_id="p", now_ms=now)
        staff.grant(tx, "bench", f"account:{account}", now)
        return workspace, user, account

    workspace, user, account = await database.write(make)
    grant = await database.write(sessions.log_in, user, "x", "bench", ("", "bench"), now)
    who = await database.read(principal_of, workspace, user, grant.device_id)
    return grant.access_token, who, account


def _batch(account: str, clock: HybridClock, customers: list[str]) -> list[Mutation]:
    """Half new customers, half edits of older ones."""
    batch = []
    for number in range(BATCH):
        if number % 2 and len(customers) > 3 * BATCH:
            fields: dict[str, Any] = {"remark": f"备注 {clock.last}", "stage": "sale"}
            customer = customers[-number * 2]
            base_rev = 1 << 40
        else:
            customer, base_rev = new_id(), 0
            customers.append(customer)
            fields = {"name": f"客户 {number}", "account_id": account, "city": "杭州", "phones": ["13800000000"]}
        batch.append(
            Mutation(
                id=new_id(), kind="customer", record_id=customer, hlc=clock.tick(), base_rev=base_rev, fields=fields
            )
        )
    return batch


async def _fill(app: Any, headers: Any, account: str) -> None:
    clock, customers = HybridClock("fill"), []
    for _ in range(2 * PAGES * PAGE // BATCH):
        status, _ = await _call(app, "POST", "/v1/mutations", "", headers, encode(_batch(account, clock, customers)))
        assert status == 200


async def _changes(app: Any, bare: _Bare, headers: Any, database: Database, who: Any) -> dict[str, float]:
    starts, since = [], 0
    for _ in range(PAGES):
        starts.append(since)
        status, body = await _call(app, "GET", "/v1/changes", f"since={since}&limit={PAGE}", headers)
        assert status == 200
        since = json.loads(body)["covered_to"]
    for start in starts:
        seen: list[Statement] = []
        await database.read(_recorded(changes.page, seen), who, changes.Ask(since=start, limit=PAGE))
        bare.expect(f"since={start}&limit={PAGE}", seen)

    async def round(target: Any, path: str) -> float:
        began = time.perf_counter()
        for start in starts:
            status, _ = await _call(target, "GET", path, f"since={start}&limit={PAGE}", headers)
            assert status == 200
        return (time.perf_counter() - began) / len(starts)

    return await _interleaved(lambda: round(app, "/v1/changes"), lambda: round(bare.app, "/changes"))


async def _mutations(
    app: Any, bare: _Bare, headers: Any, database: Database, who: Any, account: str
) -> dict[str, float]:
    clock: HybridClock = HybridClock("bench")
    customers: list[str] = []

    async def ours() -> float:
        bodies = [encode(_batch(account, clock, customers)) for _ in range(BATCHES)]
        began = time.perf_counter()
        for body in bodies:
            status, _ = await _call(app, "POST", "/v1/mutations", "", headers, body)
            assert status == 200
        return (time.perf_counter() - began) / BATCHES

    async def floor() -> float:
        """The statements of batches that were settled and taken back a moment ago."""
        spent = 0.0
        for number in range(BATCHES):
            batch = _batch(account, clock, customers)
            seen: list[Statement] = []
            await database.write(_undone(ledger.apply, seen), who, batch, wall_ms())
            bare.expect(str(number), seen)
            body = encode(batch)
            began = time.perf_counter()
            status, _ = await _call(bare.app, "POST", "/mutations", str(number), headers, body)
            spent += time.perf_counter() - began
            assert status == 200
        return spent / BATCHES

    await ours()
    return await _interleaved(ours, floor)


async def _interleaved(ours: Call, floor: Call) -> dict[str, float]:
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(await ours())
        theirs.append(await floor())
    return {"ours": statistics.median(mine), "floor": statistics.median(theirs)}


def _recorded(fn: Any, seen: list[Statement]) -> Any:
    return lambda tx, *args: fn(_Recorder(tx, seen), *args)


class _Undo(Exception):
    pass


def _undone(fn: Any, seen: list[Statement]) -> Any:
    """Run under a savepoint and take it back, so that the bare route finds the tables as our ledger found them."""

    def call(tx: Tx, *args: Any) -> None:
        tx.run("SAVEPOINT before")
        fn(_Recorder(tx, seen), *args)
        tx.run("ROLLBACK TO SAVEPOINT before")

    return call


class _Bare:
    """Starlette and a database connection, nothing else."""

    def __init__(self, url: str) -> None:
        self._sets: dict[str, list[Statement]] = {}
        self._postgresql = url.startswith("postgresql://")
        self._connection: Any
        if self._postgresql:
            self._connection = psycopg.connect(url, autocommit=True)
        else:
            self._connection = sqlite3.connect(url, isolation_level=None, cached_statements=512, timeout=20)
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA cache_size = -65536")
            self._connection.execute("PRAGMA mmap_size = 268435456")
        self.app = Starlette(
            routes=[
                Route("/changes", self._changes),
                Route("/mutations", self._mutations, methods=["POST"]),
            ]
        )

    def expect(self, query: str, seen: list[Statement]) -> None:
        mark = "%s" if self._postgresql else "?"
        self._sets[query] = [(how, sql.replace("?", mark), params) for how, sql, params in seen]

    def close(self) -> None:
        self._connection.close()

    async def _changes(self, request: Request) -> Response:
        rows = await self._on_connection(self._sets[request.url.query], "BEGIN")
        page = next(found for found in rows if found and len(found[0]) == 5)
        listed = ",".join([f'["{row[1]}",{row[2]},{row[4][1:]}' for row in page])
        return Response(f"[{listed}]".encode(), media_type="application/json")

    async def _mutations(self, request: Request) -> Response:
        mutations = msgspec.json.decode(await request.body())
        bodies = [msgspec.json.encode(mutation["fields"]).decode() for mutation in mutations]
        assert len(bodies) == BATCH
        await self._on_connection(self._sets[request.url.query], "BEGIN" if self._postgresql else "BEGIN IMMEDIATE")
        outcomes = [{"id": mutation["id"], "fields": mutation["fields"]} for mutation in mutations]
        return Response(msgspec.json.encode(outcomes), media_type="application/json")

    async def _on_connection(self, statements: list[Statement], begin: str) -> list[list[Row]]:
        if self._postgresql:
            return await run_in_threadpool(self._run_pg, statements, begin)
        return self._run(statements, begin)

    def _run(self, statements: list[Statement], begin: str) -> list[list[Row]]:
        found = []
        connection = self._connection
        connection.execute(begin)
        for how, sql, params in statements:
            if how == "many":
                connection.executemany(sql, params)
            else:
                found.append(connection.execute(sql, params).fetchall())
        connection.execute("COMMIT")
        return found

    def _run_pg(self, statements: list[Statement], begin: str) -> list[list[Row]]:
        found = []
        with self._connection.cursor() as cursor:
            cursor.execute(begin)
            for how, sql, params in statements:
                if how == "many":
                    cursor.executemany(sql, params)
                elif how == "rows":
                    found.append(cursor.execute(sql, params, prepare=True).fetchall())
                else:
                    cursor.execute(sql, params, prepare=True)
            cursor.execute("COMMIT")
        return found


async def _call(
    app: Any, method: str, path: str, query: str, headers: list[tuple[bytes, bytes]], body: bytes = b""
) -> tuple[int, bytes]:
    """One request, as a server hands it to an application."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [*headers, (b"host", b"bench"), (b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
        "state": {},
    }
    status, parts = 0, []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return status, b"".join(parts)


if __name__ == "__main__":
    for name, figures in measure(*sys.argv[1:2]).items():
        print(f"{name:10} ours {figures['ours'] * 1e3:7.2f} ms  floor {figures['floor'] * 1e3:7.2f} ms", end="  ")
        print(f"ratio {figures['ratio']:.2f}")
