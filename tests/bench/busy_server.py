"""Our server with a platform behind it that brings messages at the pace it is told.

python -m tests.bench.busy_server DATABASE

``GET /_pace/{count}`` sets how many messages a second arrive from now on, over all accounts; 0 stops them.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.channels.contract import Arrival, Happening
from app.protocol import KINDS, AccountKind
from app.server import arrivals
from app.server.application import create_app, database_for
from app.server.database import Database, Tx
from app.server.hints import Hints
from app.server.lines import Line
from tests.bench.serving import WORKSPACE, run_server
from tests.bench.words import Words

TOGETHER = 5
"""Messages a platform hands over at once, all to one account."""


class Platform:
    """Every account in turn hears from customers it knows."""

    def __init__(self, database: Database, hints: Hints) -> None:
        self._database, self._hints = database, hints
        self._words, self._number = Words(7), itertools.count(1)
        self._pace = 0
        self._paced = asyncio.Event()

    async def pace(self, request: Request) -> Response:
        """The route."""
        self._pace = int(request.path_params["count"])
        self._paced.set()
        return Response(b"ok")

    async def talk(self) -> None:
        """Bring messages until cancelled."""
        lines = itertools.cycle((await self._database.read(_lines)).items())
        due = time.monotonic()
        while True:
            if not self._pace:
                self._paced.clear()
                await self._paced.wait()
                due = time.monotonic()
            line, people = next(lines)
            some = [self._arrival(line, next(people)) for _ in range(TOGETHER)]
            taken = await self._database.write(arrivals.take_in, line, some, None, _now())
            self._hints.announce(taken.news)
            due += TOGETHER / max(1, self._pace)
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    def _arrival(self, line: Line, external_id: str) -> Arrival:
        [text] = self._words.texts(1)
        return Arrival(
            happening=Happening.MESSAGE,
            account_platform_id=line.platform_id,
            external_id=external_id,
            platform_id=f"busy{next(self._number)}",
            at=_now(),
            text=text,
            trigger="message",
        )


def _lines(tx: Tx) -> dict[Line, Iterator[str]]:
    """The accounts, each with its customers in turn."""
    people: dict[str, list[str]] = {}
    for values in _values(tx, "identity"):
        people.setdefault(values["account_id"], []).append(values["external_id"])
    return {
        Line(
            workspace=WORKSPACE,
            account_id=values["id"],
            kind=AccountKind(values["kind"]),
            platform_id=values["platform_id"],
            paused=False,
            sealed="",
            trouble="",
        ): itertools.cycle(people[values["id"]])
        for values in _values(tx, "account")
        if values["id"] in people
    }


def _values(tx: Tx, kind: str) -> list[dict[str, Any]]:
    rows = tx.rows("SELECT id, body FROM record WHERE workspace = ? AND kind = ?", (WORKSPACE, kind))
    fields = KINDS[kind].fields
    return [{"id": i, **dict(zip(fields, msgspec.json.decode(body), strict=False))} for i, body in rows]


def _now() -> int:
    return time.time_ns() // 1_000_000


def busy_app(database: Database, media_dir: Any) -> Any:
    """The server's routes and the one that sets the pace."""
    app = create_app(database, media_dir=media_dir)
    platform = Platform(database, app.state.server.hints)
    app.router.routes.append(Route("/_pace/{count:int}", platform.pace))
    begun = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(inner: Any) -> AsyncIterator[None]:
        async with begun(inner):
            talking = asyncio.create_task(platform.talk())
            yield
            talking.cancel()

    app.router.lifespan_context = lifespan
    return app


if __name__ == "__main__":
    run_server(busy_app(database_for(sys.argv[1]), sys.argv[1] + ".media"))
