"""Where the platforms call us: verified, written down, answered at once; the work comes later."""

from __future__ import annotations

import asyncio
import logging

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.channels import CHANNELS, CallbackRequest, Connector, Notice, Replayed, query_of
from app.errors import BadConfiguration, BadInput, Forbidden, HeliuError, TooLarge
from app.limits import load
from app.server import queue
from app.server.checks import ID, Refusal
from app.server.database import Tx
from app.server.http import Server, body_of
from app.server.lines import Line

log = logging.getLogger("heliu.server.callbacks")

STORE_SECONDS = 3.0
"""A platform waits five seconds for an answer; if we cannot store by then, it shall come again."""


async def get_wecom(server: Server, request: Request, who: None) -> Response:
    """WeCom checks the address."""
    return await _check(server, request, "wecom")


async def post_wecom(server: Server, request: Request, who: None) -> Response:
    """WeCom has something for us."""
    return await _take(server, request, "wecom")


async def get_mp(server: Server, request: Request, who: None) -> Response:
    """The public platform checks the address."""
    return await _check(server, request, "mp")


async def post_mp(server: Server, request: Request, who: None) -> Response:
    """The public platform has something for us."""
    return await _take(server, request, "mp")


async def _check(server: Server, request: Request, route: str) -> Response:
    line, connector = await _called(server, request, route)
    try:
        answer = connector.answer_check(_request(request, b""))
    except BadInput as exc:
        raise _refused(server, line, exc) from exc
    server.metrics.callbacks.labels("checked").inc()
    return Response(answer, 200, None, "text/plain")


async def _take(server: Server, request: Request, route: str) -> Response:
    line, connector = await _called(server, request, route)
    try:
        body = await body_of(request, load().value("heliu.callback.body_bytes"))
    except TooLarge:
        _turn_away(server, line, "too_large")
        raise
    call = _request(request, body)
    try:
        notice = connector.open(call)
    except Replayed:
        _turn_away(server, line, "replayed")
        return _thanks()
    except BadInput as exc:
        raise _refused(server, line, exc) from exc
    try:
        async with asyncio.timeout(STORE_SECONDS):
            about = await server.lines.sibling(line, notice.account_platform_id)
            fresh = await server.database.write(_store, about, notice, server.now())
    except (HeliuError, TimeoutError):
        connector.forget(call)
        server.metrics.callbacks.labels("not_stored").inc()
        raise
    server.metrics.callbacks.labels("stored" if fresh else "repeated").inc()
    server.desk.wake()
    return _thanks()


async def _called(server: Server, request: Request, route: str) -> tuple[Line, Connector]:
    account_id = request.path_params["account_id"]
    line = await server.lines.find(account_id) if ID.match(account_id) else None
    if line is None or not any(channel.kind is line.kind and channel.route == route for channel in CHANNELS):
        server.metrics.callbacks.labels("no_such_account").inc()
        raise Refusal("not_found")
    try:
        return line, server.lines.connector(line)
    except BadConfiguration:
        server.metrics.callbacks.labels("not_configured").inc()
        raise


def _request(request: Request, body: bytes) -> CallbackRequest:
    return CallbackRequest(query=query_of(request.url.query), body=body)


def _refused(server: Server, line: Line, exc: BadInput) -> Forbidden:
    """Counted by reason: the channels' own words, with the numbers taken out."""
    reason = "_".join("".join(c if c.isalpha() else " " for c in exc.detail.lower()).split())[:60]
    _turn_away(server, line, f"refused_{reason}")
    return Forbidden("this callback was not accepted")


def _turn_away(server: Server, line: Line, outcome: str) -> None:
    server.metrics.callbacks.labels(outcome).inc()
    log.warning("a callback for account %s: %s", line.account_id, outcome)


def _store(tx: Tx, line: Line, notice: Notice, now_ms: int) -> bool:
    return queue.add(
        tx,
        queue.row(
            workspace=line.workspace,
            kind="receive",
            lane=f"channel:{line.account_id}",
            key=f"notice:{line.account_id}:{notice.key}",
            place=now_ms,
            due_at=now_ms,
            account_id=line.account_id,
            payload=msgspec.json.encode(notice).decode(),
        ),
    )


def _thanks() -> Response:
    return Response(b"", 200, None, "text/plain")
