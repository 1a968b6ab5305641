"""Routes of the desk's daily work: changes, mutations, older messages, digests, history."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, HeliuError, TooLarge
from app.protocol import KINDS, MAX_BATCH, MAX_PAGE, Mutation, Outcome, Verdict
from app.server import changes, history, ledger
from app.server.access import Principal
from app.server.checks import ID
from app.server.database import Tx
from app.server.http import Server, body_as, body_of, encoding_of, json, number, packed, parsed

log = logging.getLogger("heliu.server")
_LARGEST = 2**62
_OUTCOMES = msgspec.json.Encoder()


async def get_changes(server: Server, request: Request, who: Principal) -> Response:
    """A page of changes."""
    query = request.query_params
    since = -1 if query.get("since") == "head" else number(request, "since", None, -1, _LARGEST)
    ask = changes.Ask(
        since=since,
        limit=number(request, "limit", MAX_PAGE, 1, MAX_PAGE),
        upto=number(request, "upto", None, 0, _LARGEST) if "upto" in query else None,
        scopes=frozenset(filter(None, query["scopes"].split(","))) if "scopes" in query else None,
        first=query.get("first") == "1",
    )
    body, headers = await server.database.read(_packed_page, who, ask, encoding_of(request))
    return Response(body, 200, headers, "application/json")


async def post_mutations(server: Server, request: Request, who: Principal) -> Response:
    """An ordered batch of edits."""
    body = await body_of(request)
    mutations = parsed(body, list[Mutation])
    if len(mutations) > MAX_BATCH:
        raise TooLarge(f"{MAX_BATCH} mutations are allowed")
    try:
        settled = await server.database.write(ledger.apply, who, mutations, server.now())
        outcomes: Sequence[Outcome] = settled.outcomes
        _follow(server, settled)
        await asyncio.sleep(0)  # who listens hears of it while the answer is being packed
    except HeliuError:
        raise
    except Exception:
        log.exception("a batch of %d mutations", len(mutations))
        outcomes = [await _alone(server, who, mutation) for mutation in mutations]
    for (verdict, reason), count in Counter((outcome.verdict, outcome.reason) for outcome in outcomes).items():
        server.metrics.mutations.labels(verdict.value, reason).inc(count)
    packed_body, headers = packed(_OUTCOMES.encode(outcomes), encoding_of(request))
    return Response(packed_body, 200, headers, "application/json")


async def get_messages(server: Server, request: Request, who: Principal) -> Response:
    """Older messages of one conversation, newest first."""
    at, _, message_id = request.query_params.get("before", f"{_LARGEST},z").partition(",")
    if not (at.isascii() and at.isdecimal() and len(at) <= 19 and ID.match(message_id)):
        raise BadInput("before is <at>,<id> of a message")
    limit = number(request, "limit", 50, 1, 500)
    conversation = id_of(request, "id")
    body = await server.database.read(changes.history, who, conversation, min(int(at), _LARGEST), message_id, limit)
    packed_body, headers = packed(body, encoding_of(request))
    return Response(packed_body, 200, headers, "application/json")


async def get_digest(server: Server, request: Request, who: Principal) -> Response:
    """Count and hash of one scope."""
    scope = request.query_params.get("scope")
    if scope is None:
        raise BadInput("scope is missing")
    since = number(request, "since", 0, 0, _LARGEST)
    return json(await server.database.read(changes.digest, who, scope, since), request)


async def get_history(server: Server, request: Request, who: Principal) -> Response:
    """Values of a record that were overwritten or lost, newest first."""
    kind = _kind(request)
    return json(await server.database.read(history.past, who, kind, id_of(request, "id")), request)


async def post_restore(server: Server, request: Request, who: Principal) -> Response:
    """Bring a value back; what stands there now goes into the history."""
    kind = _kind(request)
    wish = await body_as(request, Wish)
    outcome, news = await server.database.write(history.restore, who, kind, id_of(request, "id"), wish.id, server.now())
    server.hints.announce(news)
    return Response(_OUTCOMES.encode(outcome), 200, None, "application/json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Body of a restore: ``id`` of an entry of the history."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Answer of the message history: ``[id, rev, value, …]`` newest first."""

    rows: list[list[Any]]
    more: bool


def _packed_page(tx: Tx, who: Principal, ask: changes.Ask, encoding: str) -> tuple[bytes, dict[str, str]]:
    return packed(changes.page(tx, who, ask), encoding)


def _follow(server: Server, settled: ledger.Settled) -> None:
    server.hints.announce(settled.news)
    if settled.queued:
        server.desk.wake()
    if settled.reused:
        server.metrics.reused_ids.inc(settled.reused)


async def _alone(server: Server, who: Principal, mutation: Mutation) -> Outcome:
    """One mutation of a batch that broke: a poisoned one must not block the others."""
    try:
        settled = await server.database.write(ledger.apply, who, [mutation], server.now())
    except HeliuError:
        raise
    except Exception:
        log.exception("a mutation of a %s", mutation.kind if mutation.kind in KINDS else "kind we do not know")
        return Outcome(id=mutation.id, verdict=Verdict.REFUSED, reason="bug")
    _follow(server, settled)
    return settled.outcomes[0]


def _kind(request: Request) -> str:
    kind: str = request.path_params["kind"]
    if kind not in KINDS:
        raise BadInput("no such kind")
    return kind


def id_of(request: Request, name: str) -> str:
    """An id from the path.

    Raises:
        BadInput: it is none.
    """
    value: str = request.path_params[name]
    if not ID.match(value):
        raise BadInput("an id has 1 to 64 letters, digits, _ or -")
    return value
