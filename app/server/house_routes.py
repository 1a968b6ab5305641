"""Routes about the server itself: hints, health, metrics, the OpenAPI document."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.errors import HeliuError, LoginExpired
from app.protocol import MAX_HINT_BYTES, VERSION, Role
from app.server import changes
from app.server.access import Principal
from app.server.checks import Refusal
from app.server.database import Tx
from app.server.http import Server, is_loopback, json
from app.server.metrics import TYPE
from app.server.news import FEW

BREATH_SECONDS = 0.02
"""Between two hints; what happens meanwhile comes together."""


async def get_hints(server: Server, request: Request, who: Principal) -> Response:
    """Server-sent events: there is something up to revision N, and what, if it is short. Ends with the access token."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(server, request, who), 200, headers, "text/event-stream")


async def get_health(server: Server, request: Request, who: None) -> Response:
    """The process lives."""
    return json({"alive": True, "protocol": VERSION}, request)


async def get_ready(server: Server, request: Request, who: None) -> Response:
    """The database answers."""
    await server.database.read(_nothing)
    return json({"ready": True}, request)


async def get_metrics(server: Server, request: Request, who: None) -> Response:
    """Counters for Prometheus: for callers on this machine, and for administrators. Others are told nothing."""
    if not is_loopback(request) or "x-forwarded-for" in request.headers:
        try:
            admin = await server.authenticate(request)
        except LoginExpired:
            raise Refusal("not_found") from None
        if admin.role is not Role.ADMIN:
            raise Refusal("not_found")
    server.metrics.streams.set(server.hints.listening)
    waiting, oldest = await server.database.read(_queues, server.now())
    server.metrics.waiting.set(waiting)
    server.metrics.oldest_cursor.set(oldest)
    return Response(server.metrics.page(), 200, None, TYPE)


async def _stream(server: Server, request: Request, who: Principal) -> AsyncIterator[bytes]:
    told = -1
    async for head in server.hints.heads(who.workspace):
        try:
            who = await server.authenticate(request)
        except LoginExpired:
            return
        if head is None:
            yield b": alive\n\n"
            continue
        yield await _hint(server, who, told, head)
        told = head
        await asyncio.sleep(BREATH_SECONDS)


async def _hint(server: Server, who: Principal, told: int, head: int) -> bytes:
    """What is new since ``told``; only that there is something when it is long, or nothing was told yet."""
    if told >= 0:
        with contextlib.suppress(HeliuError):
            page = changes.heard(who, server.hints.between(who.workspace, told, head))
            if page is None:
                page = await server.database.read(changes.page, who, changes.Ask(since=told, limit=FEW))
            event = _event(b'{"rev":%d,"since":%d,"page":%b}' % (head, told, page))
            if len(event) <= MAX_HINT_BYTES:
                return event
    return _event(b'{"rev":%d}' % head)


def _event(hint: bytes) -> bytes:
    return b"event: head\ndata: " + hint + b"\n\n"


def _nothing(tx: Tx) -> None:
    tx.row("SELECT version FROM schema_version")


def _queues(tx: Tx, now_ms: int) -> tuple[int, int]:
    waiting = tx.row("SELECT COUNT(*) FROM job WHERE done_at = 0")
    oldest = tx.row("SELECT MIN(moved_at) FROM channel")
    age = (now_ms - oldest[0]) // 1000 if oldest and oldest[0] else 0
    return (waiting[0] if waiting else 0), age
