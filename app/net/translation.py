"""Where the wire's failures become ours: every httpx error and every status, once."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from app.errors import (
    BadConfiguration,
    Busy,
    Forbidden,
    LoginExpired,
    NotHeliu,
    Offline,
    Refused,
    TooLarge,
    Untrusted,
)
from app.protocol import Problem, decode

PROTOCOL_HEADER = "Heliu-Protocol"
_JSON = ("application/json", "application/problem+json")
_UNAVAILABLE = (429, 502, 503, 504)
_NEVER_OURS = (501, 505)


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Raises our errors for httpx's.

    Raises:
        Offline: the line failed at whatever point; Untrusted or NotHeliu when it is clear why.
        BadConfiguration: the address is not one.
    """
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as exc:
        raise BadConfiguration(str(exc)) from exc
    except httpx.RequestError as exc:
        raise _offline(exc) from exc


def _offline(exc: httpx.RequestError) -> Offline:
    reason = f"{type(exc).__name__}: {exc}"
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Untrusted(cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return NotHeliu(reason)
        cause = cause.__cause__ or cause.__context__
    return Offline(reason)


def check(reply: httpx.Response, *, content_types: tuple[str, ...] = _JSON) -> None:
    """Let a good answer of a Heliu server pass. The body of a bad one must have been read.

    Raises:
        NotHeliu: a captive portal, a proxy's page or some other program answered.
        LoginExpired, Forbidden, TooLarge, Refused: the server said no.
        Busy: not now.
    """
    status = reply.status_code
    if status == 413:
        raise TooLarge(_why(reply))
    if status in _NEVER_OURS:
        raise NotHeliu(f"HTTP {status}")
    if status >= 500 or status == 429:
        wait = _seconds(reply.headers.get("Retry-After", ""))
        raise Busy(_why(reply), retry_after=wait, stumbled=status not in _UNAVAILABLE)
    if PROTOCOL_HEADER not in reply.headers:
        raise NotHeliu(f"HTTP {status} without {PROTOCOL_HEADER}")
    if status == 401:
        raise LoginExpired(_why(reply))
    if status == 403:
        raise Forbidden(_why(reply))
    if status >= 400:
        raise Refused(_why(reply))
    if status >= 300 or (status != 204 and _content_type(reply) not in content_types):
        raise NotHeliu(f"HTTP {status} {_content_type(reply)}")


def problem_of(reply: httpx.Response) -> Problem | None:
    """The server's problem details, if that is what it sent."""
    if _content_type(reply) != "application/problem+json":
        return None
    try:
        return decode(reply.content, Problem)
    except ValueError:
        return None


def _why(reply: httpx.Response) -> str:
    problem = problem_of(reply)
    if problem is None:
        return f"HTTP {reply.status_code}"
    return ": ".join(filter(None, (problem.code, problem.detail or problem.title)))


def _content_type(reply: httpx.Response) -> str:
    return str(reply.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _seconds(retry_after: str) -> float:
    """Seconds a ``Retry-After`` asks for; its rare date form counts as unsaid."""
    return min(float(retry_after), 3600.0) if retry_after.isascii() and retry_after.isdigit() else 0.0
