"""The ASGI application: routes, the rooms behind them, their birth and death."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.channels import connector_for, new_shelf
from app.protocol import VERSION
from app.protocol.clock import wall_ms
from app.server.complaints import Complaints
from app.server.database import Database
from app.server.doors import DOORS
from app.server.hints import Hints
from app.server.housekeeping import Housekeeping, begin
from app.server.http import HEADER, Server, endpoint
from app.server.jobs import Desk
from app.server.lines import Connecting, Lines
from app.server.media import MediaRoom
from app.server.metrics import Metrics
from app.server.postgresql import PostgreSQLDatabase
from app.server.problems import problem
from app.server.receiving import Receiving
from app.server.sending import Sending
from app.server.sqlite import SQLiteDatabase


def database_for(url: str) -> Database:
    """The database behind a ``postgresql://…`` URL or a file path."""
    if url.startswith(("postgresql://", "postgres://")):
        return PostgreSQLDatabase(url)
    return SQLiteDatabase(Path(url))


def create_app(
    database: Database,
    *,
    media_dir: Path,
    secret_key: bytes = b"",
    name: str = "",
    connect: Connecting | None = None,
    now: Callable[[], int] = wall_ms,
) -> Starlette:
    """The server over ``database``, which it opens and closes; ``app.state.server`` has its parts.

    ``secret_key`` opens the platform credentials. A server that is started anew under the same ``name`` goes on at once
    with the jobs it had begun. ``connect`` stands in for the channels in tests.
    """
    metrics, hints, media = Metrics(), Hints(database), MediaRoom(media_dir, database)
    lines = Lines(database, secret_key, connect or partial(connector_for, shelf=new_shelf()))
    desk = Desk(database, metrics, now, name)
    server = Server(database=database, hints=hints, metrics=metrics, media=media, desk=desk, lines=lines, now=now)
    complaints = Complaints(database, hints, now)
    receiving = Receiving(database, lines, media, hints, complaints, desk.wake, now)
    housekeeping = Housekeeping(database, media, hints, now)
    runners = {
        "send": Sending(database, lines, media, hints, complaints, now).send,
        "receive": receiving.receive,
        "catch_up": receiving.catch_up,
        "media": receiving.fetch_media,
        "profile": receiving.fetch_profile,
        "wake": housekeeping.wake,
        "deal": housekeeping.deal,
        "tidy": housekeeping.tidy,
    }

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await database.open()
        await hints.open()
        await database.write(begin, now())
        await desk.open(runners)
        try:
            yield
        finally:
            await hints.close()
            await desk.close()
            await lines.close()
            await database.close()

    app = Starlette(
        routes=[Route(door.path, endpoint(server, door), methods=[door.method]) for door in DOORS],
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_problem, Exception: _bug},
    )
    app.state.server = server
    app.state.doors = DOORS
    app.add_middleware(_Signed)
    return app


class _Signed:
    """Puts the protocol's version on every answer, by which a client knows that it is ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], _VERSION]
            await send(message)

        await self._app(scope, receive, signed)


_VERSION = (HEADER.lower().encode(), str(VERSION).encode())


async def _http_problem(request: Request, exc: Exception) -> Response:
    status = exc.status_code if isinstance(exc, HTTPException) else 500
    codes = {404: "no_such_route", 405: "method_not_allowed"}
    headers = exc.headers if isinstance(exc, HTTPException) else None
    return problem(status if status in codes else 400, codes.get(status, "bad_request"), "", headers)


async def _bug(request: Request, exc: Exception) -> Response:
    return problem(500, "bug")
