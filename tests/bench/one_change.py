"""One change from the server to a painted row, beside a bare event stream.

A colleague in a third process makes the change, there and here: the desk and the bare listener only listen.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec

from app.net.keychain import FileKeychain
from app.sign_in import sign_in
from tests.bench import people
from tests.bench.colleague import colleague_at
from tests.bench.desk import play
from tests.bench.measure import MS, Figure, median
from tests.bench.people import Size
from tests.bench.serving import WORKSPACE, fill_server, offer, started

SHOP = Size(messages=3_000, customers=300, replies=50)
_WARM = 10


def figures(size: Size, changes: int) -> Iterator[Figure]:
    """From the colleague's request until the row is on the screen; until the event is here, for the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side in ("ours", "bare"):
            fill_server(folder / f"{side}.db", size)
        conversation = _conversation(size)
        with (
            started("tests.bench.serving", str(folder / "ours.db")) as url,
            started("tests.bench.bare_server", str(folder / "bare.db"), WORKSPACE) as bare_url,
        ):
            floor = asyncio.run(_bare(bare_url, conversation, changes))
            asyncio.run(_sign_in(folder, url))
            offer(folder / "ours.db", "colleague")
            ours = play("one_change_after_another", folder, conversation[0], "colleague", str(changes), url=url)["ours"]
            floor += asyncio.run(_bare(bare_url, conversation, changes))
    note = f"p50 of {changes}; both begin with the request that makes the change and is on disk before it is told"
    yield Figure(
        name="one change, server to painted row",
        ours=median(ours) * MS,
        floor=median(floor) * MS,
        bar="<= 3.0",
        unit="ms",
        note=note,
    )


def _conversation(size: Size) -> people.Row:
    return [row for kind, row in people.history(size) if kind == "conversation"][-1]


async def _sign_in(folder: Path, url: str) -> None:
    await asyncio.to_thread(offer, folder / "ours.db", "desk")
    await sign_in(data_dir=folder, server_url=url, keychain=FileKeychain(folder / "keys.json"), login_token="desk")


async def _bare(url: str, conversation: people.Row, changes: int) -> list[float]:
    """Seconds from asking for a change until the event stream brings it."""
    heard: asyncio.Queue[float] = asyncio.Queue()

    async def listen() -> None:
        async with client.stream("GET", "/events") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    msgspec.json.decode(line[5:])
                    heard.put_nowait(time.perf_counter())
                elif line.startswith(":"):
                    heard.put_nowait(0.0)

    found = []
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        listening = asyncio.create_task(listen())
        await heard.get()
        with colleague_at(url, "/change") as writer:
            for number in range(changes + _WARM):
                writer.post(msgspec.json.encode(["conversation", conversation[0], [*conversation[2:-1], number]]))
                there = await asyncio.wait_for(heard.get(), 20)
                began, _ = await writer.posted()
                found.append(there - began)
                await asyncio.sleep(0.02)
        listening.cancel()
    return found[_WARM:]
