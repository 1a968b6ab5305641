"""Routes about the server itself: hints, health, metrics, the OpenAPI document."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.errors import LoginExpired
from app.protocol import VERSION, Role
from app.server import hints
from app.server.access import Principal
from app.server.checks import Refusal
from app.server.database import Tx
from app.server.http import Server, is_loopback, json
from app.server.metrics import TYPE


async def get_hints(server: Server, request: Request, who: Principal) -> Response:
    """Server-sent events: there is something up to revision N. Ends with the access token."""
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
    async for head in server.hints.heads(who.workspace):
        try:
            await server.authenticate(request)
        except LoginExpired:
            return
        yield hints.event(head) if head is not None else b": alive\n\n"
        await asyncio.sleep(0)


def _nothing(tx: Tx) -> None:
    tx.row("SELECT version FROM schema_version")


def _queues(tx: Tx, now_ms: int) -> tuple[int, int]:
    waiting = tx.row("SELECT COUNT(*) FROM job WHERE done_at = 0")
    oldest = tx.row("SELECT MIN(moved_at) FROM channel")
    age = (now_ms - oldest[0]) // 1000 if oldest and oldest[0] else 0
    return (waiting[0] if waiting else 0), age
