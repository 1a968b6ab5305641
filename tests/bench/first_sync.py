"""A desk's first sync from a server on loopback, beside bare HTTP and inserts of the same rows."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
from peewee import SchemaManager

from app.net.api import Api
from app.net.tokens import Tokens
from app.protocol import KINDS, MAX_PAGE
from app.store import Store
from app.store.cipher import CipherDatabase
from app.store.tables import SYNCED, Json
from app.sync import SyncEngine
from tests.bench import stores
from tests.bench.measure import Figure, in_turns, median, quiet, spread
from tests.bench.people import Size
from tests.bench.serving import WORKSPACE, fill_server, offer, started

SHOP = Size(messages=60_500, customers=12_100, replies=500)
"""About 100,000 records of all kinds."""
_WIRE_BYTES = 45.0


def figures(size: Size, rounds: int) -> Iterator[Figure]:
    """Records a second of a first sync, and its bytes on the wire."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = fill_server(folder / "server.db", size)
        with (
            started("tests.bench.serving", str(folder / "server.db")) as url,
            started("tests.bench.bare_server", str(folder / "server.db"), WORKSPACE) as bare_url,
        ):
            weighed = []

            def ours() -> float:
                seconds, weight = asyncio.run(_ours(folder, url, count))
                weighed.append(weight / count)
                return count / seconds

            def floor() -> float:
                return count / asyncio.run(_bare(folder, bare_url, count))

            mine, bare = in_turns(rounds, ours, floor)
    note = f"{count:,} records, search index and outbox check in ours only; {spread(mine)}"
    yield Figure(name="initial sync", ours=median(mine), floor=median(bare), bar=">= 0.45", unit="rows/s", note=note)
    yield Figure(
        name="initial sync: bytes a row on the wire",
        ours=median(weighed),
        floor=_WIRE_BYTES,
        bar="<= 1.0",
        unit="bytes",
        note="the floor is the bar itself",
    )


class _Weighing(httpx.AsyncHTTPTransport):
    """Counts the bytes of bodies as they come from the wire."""

    weight = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Scales(response.stream, self)
        return response


class _Scales(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, owner: _Weighing) -> None:
        self._stream, self._owner = stream, owner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._owner.weight += len(part)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _ours(folder: Path, url: str, count: int) -> tuple[float, int]:
    path = folder / "desk.db"
    await asyncio.to_thread(offer, folder / "server.db", "first")
    scales = _Weighing()
    store, api = Store(path, stores.KEY), Api(url, tokens=Tokens(), transport=scales)
    await store.open()
    try:
        await api.login_with("first")
        scales.weight = 0
        engine = SyncEngine(store, api)
        with quiet():
            began = time.perf_counter()
            await engine.cycle()
            took = time.perf_counter() - began
        here = await store.read(_count)
        if here != count:
            raise RuntimeError(f"{here} of {count} records came")
        return took, scales.weight
    finally:
        await api.close()
        await store.close()
        _remove(path)


def _count(look: Any) -> int:
    return sum(look.row(f'SELECT count(*) FROM "{kind}"')[0] for kind in KINDS)


async def _bare(folder: Path, url: str, count: int) -> float:
    path = folder / "bare.db"
    db = CipherDatabase(str(path), stores.KEY)
    db.connect()
    for table in SYNCED.values():
        SchemaManager(table, database=db).create_all()
    connection, inserts = db.connection(), {kind: _insert(kind) for kind in KINDS}
    came, since, more = 0, 0, True
    try:
        async with httpx.AsyncClient(base_url=url, timeout=30) as client:
            with quiet():
                began = time.perf_counter()
                while more:
                    reply = await client.get("/changes", params={"since": since, "limit": MAX_PAGE})
                    page = msgspec.json.decode(reply.content)
                    connection.execute("BEGIN IMMEDIATE")
                    for kind, rows in page["tables"].items():
                        sql, places = inserts[kind]
                        for row in rows:
                            for place in places:
                                row[place] = msgspec.json.encode(row[place]).decode()
                        connection.executemany(sql, rows)
                        came += len(rows)
                    connection.execute("COMMIT")
                    since, more = page["covered_to"], page["more"]
                took = time.perf_counter() - began
    finally:
        db.close()
        _remove(path)
    if came != count:
        raise RuntimeError(f"{came} of {count} records came")
    return took


def _insert(kind: str) -> tuple[str, list[int]]:
    """The bare insert of a kind, and the places that hold JSON."""
    table: Any = SYNCED[kind]
    names = ["id", "rev", *KINDS[kind].fields]
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    places = [at for at, name in enumerate(names) if isinstance(table._meta.fields[name], Json)]
    return f'INSERT INTO "{kind}" ({quoted}) VALUES ({marks})', places


def _remove(path: Path) -> None:
    for other in path.parent.glob(f"{path.name}*"):
        other.unlink()
