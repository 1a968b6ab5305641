"""A day on which a hundred messages a second arrive, from outside: how the desk feels, and what it keeps."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.net.keychain import FileKeychain
from app.sign_in import sign_in
from tests.bench.desk import play
from tests.bench.measure import Figure, median, percentile
from tests.bench.people import Size
from tests.bench.serving import fill_server, offer, started

SHOP = Size(messages=30_000, customers=1_200, replies=500, accounts=60)
PACE = 100
"""Messages a second."""
_WARM_UP = 0.3
"""Share of the time in which caches fill to their brim."""


def typing_figures(size: Size, seconds: int) -> Iterator[Figure]:
    """From the key to its letter, and from frame to frame, beside the same work when nobody writes."""
    found = _play(size, "type_while_messages_arrive", seconds, seconds * 3)
    note = f"{seconds} s of {PACE} messages a second over {size.accounts} accounts, {found['came']:,} came"
    for name, key in (("key to paint", "keys"), ("frame", "frames")):
        for share in (0.5, 0.99):
            yield Figure(
                name=f"{name} while messages arrive, p{share * 100:.0f}",
                ours=percentile(found["busy"][key], share),
                floor=percentile(found["idle"][key], share),
                bar="<= 2.0",
                unit="ms",
                note=f"{note}; {len(found['busy'][key]):,} beside {len(found['idle'][key]):,} of the idle desk",
            )


def soak_figures(size: Size, seconds: int) -> Iterator[Figure]:
    """Resident memory at the end beside that after the warm-up."""
    found = _play(size, "work_while_messages_arrive", seconds, seconds)
    warm = found["memory"][int(len(found["memory"]) * _WARM_UP) :]
    part = max(1, len(warm) // 5)
    note = (
        f"{seconds / 60:.1f} minutes, {found['came']:,} messages came; the floor is the first fifth after the warm-up"
    )
    yield Figure(
        name="resident memory at the end of a busy time",
        ours=median(warm[-part:]),
        floor=median(warm[:part]),
        bar="<= 1.05",
        unit="MiB",
        note=note,
    )


def _play(size: Size, scenario: str, seconds: int, longest: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_server(folder / "server.db", size)
        with started("tests.bench.busy_server", str(folder / "server.db")) as url:
            asyncio.run(_sign_in(folder, url))
            return play(scenario, folder, str(seconds), str(PACE), url=url, patience=longest + 120)


async def _sign_in(folder: Path, url: str) -> None:
    await asyncio.to_thread(offer, folder / "server.db", "desk")
    await sign_in(data_dir=folder, server_url=url, keychain=FileKeychain(folder / "keys.json"), login_token="desk")
