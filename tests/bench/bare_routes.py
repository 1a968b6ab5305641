"""Bare Starlette routes over one connection, and what is needed to compare ours with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import psycopg
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.server.database import Row, Tx

Statement = tuple[str, str, Any]


class Recorder:
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


class Bare:
    """Starlette and a database connection, nothing else."""

    def __init__(self, url: str) -> None:
        self._sets: dict[str, list[Statement]] = {}
        self._postgresql = url.startswith("postgresql://")
        self._connection: Any
        if self._postgresql:
            self._connection = psycopg.connect(url, autocommit=True)
            self._connection.prepared_max = 512
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
        assert len(bodies) == len(mutations)
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


async def call(
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
