"""The floor of every server figure: Starlette routes over prepared SQL, without rights, outcomes or care.

python -m tests.bench.bare_server DATABASE WORKSPACE
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import zstandard
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.bench.serving import run_server

CHANGES = (
    "SELECT kind, id, rev, deleted, body FROM record WHERE workspace = ? AND rev > ? AND rev <= ? ORDER BY rev LIMIT ?"
)
HEAD = "SELECT head FROM workspace WHERE id = ?"
RAISE = "UPDATE workspace SET head = head + 1 WHERE id = ? RETURNING head"
UPDATE = "UPDATE record SET body = ?, rev = ? WHERE workspace = ? AND kind = ? AND id = ?"


class Bare:
    """One connection, used where it stands: on the loop."""

    def __init__(self, path: str, workspace: str) -> None:
        self.workspace = workspace
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "mmap_size = 268435456"):
            self.db.execute(f"PRAGMA {pragma}")
        self.streams: set[asyncio.Queue[bytes]] = set()

    async def changes(self, request: Request) -> Response:
        """The page of rows after a revision."""
        since, limit = int(request.query_params["since"]), int(request.query_params["limit"])
        (head,) = self.db.execute(HEAD, (self.workspace,)).fetchone()
        rows = self.db.execute(CHANGES, (self.workspace, since, head, limit)).fetchall()
        body = page_of(rows, head, limit)
        if "zstd" in request.headers.get("accept-encoding", ""):
            packed = zstandard.ZstdCompressor(level=3).compress(body)
            return Response(packed, 200, {"Content-Encoding": "zstd"}, "application/json")
        return Response(body, 200, None, "application/json")

    async def change(self, request: Request) -> Response:
        """Write one record and tell it to everybody who listens."""
        body = await request.body()
        kind, record_id, values = msgspec.json.decode(body)
        self.db.execute("BEGIN IMMEDIATE")
        (head,) = self.db.execute(RAISE, (self.workspace,)).fetchone()
        self.db.execute(UPDATE, (msgspec.json.encode(values).decode(), head, self.workspace, kind, record_id))
        self.db.execute("COMMIT")
        for stream in self.streams:
            stream.put_nowait(b"event: row\ndata: " + body + b"\n\n")
        return Response(b'{"rev":%d}' % head, 200, None, "application/json")

    async def events(self, request: Request) -> Response:
        """Every row that is written from now on."""
        mine: asyncio.Queue[bytes] = asyncio.Queue()
        self.streams.add(mine)

        async def told() -> AsyncIterator[bytes]:
            yield b": welcome\n\n"
            while True:
                yield await mine.get()

        return StreamingResponse(told(), media_type="text/event-stream")

    def app(self) -> Any:
        """The routes."""
        return Starlette(
            routes=[
                Route("/changes", self.changes),
                Route("/change", self.change, methods=["POST"]),
                Route("/events", self.events),
            ]
        )


def page_of(rows: list[tuple[Any, ...]], head: int, limit: int) -> bytes:
    """The rows as a page of changes in JSON, their bodies as they are."""
    tables: dict[str, list[str]] = {}
    for kind, record_id, rev, _, body in rows:
        tables.setdefault(kind, []).append(f'["{record_id}",{rev},{body[1:]}')
    more = len(rows) == limit
    covered = rows[-1][2] if more else head
    inner = ",".join(f'"{kind}":[{",".join(some)}]' for kind, some in tables.items())
    return f'{{"covered_to":{covered},"head":{head},"more":{str(more).lower()},"tables":{{{inner}}}}}'.encode()


if __name__ == "__main__":
    run_server(Bare(sys.argv[1], sys.argv[2]).app())
