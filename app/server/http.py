"""What every route shares: the server at hand, who is asking, bodies with a cap, answers that compress."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import zstandard
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.errors import BadInput, Forbidden, HeliuError, LoginExpired, TooLarge
from app.protocol import MAX_BODY_BYTES, VERSION, Role, decode
from app.protocol.clock import wall_ms
from app.server.access import Principal
from app.server.checks import Refusal
from app.server.database import Database
from app.server.hints import Hints
from app.server.metrics import Metrics
from app.server.problems import problem, problem_for
from app.server.sessions import recognise

if TYPE_CHECKING:
    from app.server.jobs import Desk
    from app.server.lines import Lines
    from app.server.media import MediaRoom

T = TypeVar("T")
log = logging.getLogger("heliu.server")

HEADER = "Heliu-Protocol"
BODY_SECONDS = 20.0
"""A body that takes longer to arrive is given up."""
ANSWER_SECONDS = 30.0
COMPRESS_FROM = 1024

EVERYBODY: tuple[Role, ...] = tuple(Role)
STAFF = (Role.AGENT, Role.LEAD, Role.ADMIN)


@dataclass(slots=True, kw_only=True)
class Server:
    """All that routes need."""

    database: Database
    hints: Hints
    metrics: Metrics
    media: MediaRoom
    desk: Desk
    lines: Lines
    now: Callable[[], int] = wall_ms
    known: dict[str, tuple[Principal, int]] = field(default_factory=dict)
    """Principals by access token, with the time the token ends."""

    async def authenticate(self, request: Request) -> Principal:
        """Who is asking.

        Raises:
            LoginExpired: nobody we know.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise LoginExpired("no access token")
        known = self.known.get(token)
        if known is not None and known[1] > self.now() and known[0].access >= self.hints.rights_of(known[0].workspace):
            return known[0]
        self.known.pop(token, None)
        who, expires_at = await self.database.write(recognise, token, self.now())
        if len(self.known) > 10_000:
            self.known.clear()
        self.known[token] = (who, expires_at)
        return who

    def ends(self, request: Request) -> int:
        """When the access token of an authenticated request ends."""
        return self.known[request.headers["authorization"].partition(" ")[2]][1]


Answer = Callable[[Server, Request, Any], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Query:
    """A word of a route's query. ``whole``: a whole number."""

    name: str
    needed: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One route. ``roles`` empty: open to strangers. ``takes``, ``gives``: the bodies' types, for OpenAPI."""

    method: str
    path: str
    answer: Answer
    says: str
    roles: tuple[Role, ...] = EVERYBODY
    takes: Any = None
    gives: Any = None
    media: str = "application/json"
    """Of a good answer; with ``gives`` None and this left as it is, it has no body."""
    query: tuple[Query, ...] = ()
    endless: bool = False
    """The answer is a stream, or as long as a file."""


def endpoint(server: Server, door: Door) -> Callable[[Request], Awaitable[Response]]:
    """The door as Starlette wants it: guarded, timed, counted, and every failure a problem."""
    seconds = None if door.endless else ANSWER_SECONDS

    async def answer(request: Request) -> Response:
        try:
            _check_version(request)
            who = None
            if door.roles:
                who = await server.authenticate(request)
                if who.role not in door.roles:
                    raise Forbidden(f"not for the role {who.role}")
            async with asyncio.timeout(seconds):
                response = await door.answer(server, request, who)
        except (HeliuError, Refusal) as exc:
            response = problem_for(exc)
            if response.status_code >= 500:
                log.warning("%s %s: %s: %s", door.method, door.path, type(exc).__name__, exc)
        except (TimeoutError, ClientDisconnect):
            response = problem(503, "too_slow")
        except Exception:
            log.exception("%s %s", door.method, door.path)
            response = problem(500, "bug")
        server.metrics.answered(door.method, door.path, response.status_code)
        return response

    return answer


async def body_of(request: Request, most: int = MAX_BODY_BYTES) -> bytes:
    """The body, as far as it is no longer than ``most`` bytes.

    Raises:
        TooLarge: it is longer.
        BadInput: it does not arrive in time, or is compressed.
    """
    if request.headers.get("content-encoding", "identity") != "identity":
        raise BadInput("send the body as it is")
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > most:
        raise TooLarge(f"{most} bytes are allowed")
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise TooLarge(f"{most} bytes are allowed")
                parts.append(part)
    except TimeoutError as exc:
        raise BadInput("the body did not arrive in time") from exc
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def body_as(request: Request, kind: type[T]) -> T:
    """The body, decoded and checked.

    Raises:
        BadInput: it is not what the OpenAPI document says.
        TooLarge: it is longer than any body may be.
    """
    return parsed(await body_of(request), kind)


def parsed(body: bytes, kind: type[T]) -> T:
    """Bytes as ``kind``.

    Raises:
        BadInput: they are not; the detail names the place, not the content.
    """
    try:
        return decode(body, kind)
    except ValueError as exc:
        raise BadInput(str(exc)[:200]) from exc


def number(request: Request, name: str, default: int | None, least: int, most: int) -> int:
    """A whole number from the query.

    Raises:
        BadInput: it is missing, none, or out of bounds.
    """
    text = request.query_params.get(name)
    if text is None:
        if default is None:
            raise BadInput(f"{name} is missing")
        return default
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 18 or not least <= int(text) <= most:
        raise BadInput(f"{name} is a whole number from {least} to {most}")
    return int(text)


def word(text: str, name: str, most: int = 200) -> str:
    """A short text that a database can hold.

    Raises:
        BadInput: too long, or with control characters.
    """
    if len(text) > most or any(character < " " for character in text):
        raise BadInput(f"{name} is too long or not plain text")
    try:
        text.encode()
    except UnicodeEncodeError as exc:
        raise BadInput(f"{name} holds half a character") from exc
    return text


def encoding_of(request: Request) -> str:
    """The best compression the client takes: zstd, gzip or none."""
    accepted = request.headers.get("accept-encoding", "")
    return "zstd" if "zstd" in accepted else "gzip" if "gzip" in accepted else ""


def packed(body: bytes, encoding: str) -> tuple[bytes, dict[str, str]]:
    """The body compressed, if that is asked for and worth it, with the headers that say so."""
    if len(body) < COMPRESS_FROM or not encoding:
        return body, {"Vary": "Accept-Encoding"}
    if encoding == "zstd":
        body = zstandard.ZstdCompressor(level=3).compress(body)
    else:
        deflate = zlib.compressobj(5, zlib.DEFLATED, 31)
        body = deflate.compress(body) + deflate.flush()
    return body, {"Vary": "Accept-Encoding", "Content-Encoding": encoding}


def json(value: Any, request: Request, status: int = 200) -> Response:
    """An answer in JSON."""
    body, headers = packed(msgspec.json.encode(value), encoding_of(request))
    return Response(body, status, headers, "application/json")


def is_loopback(request: Request) -> bool:
    """Whether the caller sits on this machine."""
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _check_version(request: Request) -> None:
    said = request.headers.get(HEADER, "")
    if said and not (said.isascii() and said.isdecimal() and 1 <= int(said[:9]) <= VERSION):
        raise BadInput(f"this server speaks {HEADER} {VERSION}")
