"""The server's changes and mutations routes beside bare Starlette routes that run the same prepared SQL.

python -m tests.bench.server_routes     (on SQLite)

Both are called as ASGI applications in this process, so that no client's cost flatters the ratio. The bare routes know
nothing of users, scopes or rules: they decode the body, encode each edit's fields to be stored, run the statements our
ledger was seen to run with all other parameters ready made, and encode an answer. On SQLite they do not even leave the
event loop. Each side has a database of its own, and a third one is where the ledger is watched: all three are copies of
one, and the bare one goes through exactly what the watched one went through.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.protocol import AccountKind, HybridClock, Mutation, Role, encode, new_id
from app.protocol.clock import wall_ms
from app.server import changes, ledger, sessions, staff
from app.server.access import principal_of
from app.server.application import create_app, database_for
from app.server.command import spare_the_collector
from app.server.database import Database, Tx
from tests.bench.bare_routes import Bare, Recorder, Statement, call

PAGE = 500
PAGES = 12
BATCH = 100
WARM, REQUESTS = 12, 84

Call = Callable[[int], Any]


def measure(url: str, copy: Callable[[str], str]) -> dict[str, dict[str, float]]:
    """Seconds per request, ours and the floor's, and the ratio floor / ours, by route.

    ``url``: of an empty database. ``copy`` makes another one like it, under a name, while nobody uses it.
    """
    spare_the_collector()
    return asyncio.run(_measure(url, copy))


def measure_sqlite() -> dict[str, dict[str, float]]:
    """The same over files of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(
            str(Path(folder) / "bench.sqlite"),
            lambda name: str(shutil.copyfile(Path(folder) / "bench.sqlite", Path(folder) / f"{name}.sqlite")),
        )


async def _measure(url: str, copy: Callable[[str], str]) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as media:
        database = database_for(url)
        app = create_app(database, media_dir=Path(media))
        async with app.router.lifespan_context(app):
            token, who, account = await _people(database)
            headers = [(b"authorization", f"Bearer {token}".encode()), (b"accept-encoding", b"identity")]
            await _fill(app, headers, account)
        watched, bare = database_for(copy("watched")), Bare(copy("bare"))
        database = database_for(url)
        app = create_app(database, media_dir=Path(media))
        try:
            await watched.open()
            async with app.router.lifespan_context(app):
                found = {
                    "changes": await _changes(app, bare, headers, watched, who),
                    "mutations": await _mutations(app, bare, headers, watched, who, account),
                }
        finally:
            bare.close()
            await watched.close()
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
        status, _ = await call(app, "POST", "/v1/mutations", "", headers, encode(_batch(account, clock, customers)))
        assert status == 200


async def _changes(app: Any, bare: Bare, headers: Any, watched: Database, who: Any) -> dict[str, float]:
    starts, since = [], 0
    for _ in range(PAGES):
        starts.append(since)
        status, body = await call(app, "GET", "/v1/changes", f"since={since}&limit={PAGE}", headers)
        assert status == 200
        since = json.loads(body)["covered_to"]
    for start in starts:
        seen: list[Statement] = []
        await watched.read(_recorded(changes.page, seen), who, changes.Ask(since=start, limit=PAGE))
        bare.expect(f"since={start}&limit={PAGE}", seen)

    async def one(target: Any, path: str, turn: int) -> float:
        query = f"since={starts[turn % PAGES]}&limit={PAGE}"
        began = time.perf_counter()
        status, _ = await call(target, "GET", path, query, headers)
        took = time.perf_counter() - began
        assert status == 200
        return took

    return await _in_turns(lambda turn: one(app, "/v1/changes", turn), lambda turn: one(bare.app, "/changes", turn))


async def _mutations(app: Any, bare: Bare, headers: Any, watched: Database, who: Any, account: str) -> dict[str, float]:
    clock: HybridClock = HybridClock("bench")
    mine: list[str] = []
    theirs: list[str] = []

    async def ours(turn: int) -> float:
        body = encode(_batch(account, clock, mine))
        began = time.perf_counter()
        status, _ = await call(app, "POST", "/v1/mutations", "", headers, body)
        took = time.perf_counter() - began
        assert status == 200
        return took

    bodies: list[bytes] = []

    async def watch(turn: int) -> None:
        """Settle the floor's next batch elsewhere, and see by which statements."""
        batch = _batch(account, clock, theirs)
        seen: list[Statement] = []
        await watched.write(_recorded(ledger.apply, seen), who, batch, wall_ms())
        bare.expect(str(turn), seen)
        bodies.append(encode(batch))

    async def floor(turn: int) -> float:
        body = bodies.pop()
        began = time.perf_counter()
        status, _ = await call(bare.app, "POST", "/mutations", str(turn), headers, body)
        took = time.perf_counter() - began
        assert status == 200
        return took

    return await _in_turns(ours, floor, watch)


async def _nothing(turn: int) -> None:
    """There is nothing to get ready."""


async def _in_turns(ours: Call, floor: Call, ready: Call = _nothing) -> dict[str, float]:
    """Medians of single requests, one here and one there, so that whatever else runs disturbs both alike.

    Each comes first every other time: who follows on a write of another finds the disk less busy.
    """
    mine: list[float] = []
    theirs: list[float] = []
    sides = [(ours, mine), (floor, theirs)]
    for turn in range(WARM + REQUESTS):
        await ready(turn)
        for one, found in sides if turn % 2 else reversed(sides):
            found.append(await one(turn))
    return {"ours": statistics.median(mine[WARM:]), "floor": statistics.median(theirs[WARM:])}


def _recorded(fn: Any, seen: list[Statement]) -> Any:
    return lambda tx, *args: fn(Recorder(tx, seen), *args)


if __name__ == "__main__":
    for name, figures in measure_sqlite().items():
        print(f"{name:10} ours {figures['ours'] * 1e3:7.2f} ms  floor {figures['floor'] * 1e3:7.2f} ms", end="  ")
        print(f"ratio {figures['ratio']:.2f}")
