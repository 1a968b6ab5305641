"""Failures in HTTP's words: RFC 9457 problem details with a stable code."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from app.errors import BadInput, DiskFull, Forbidden, HeliuError, LoginExpired, LoginRefused, Offline, TooLarge
from app.protocol import Problem
from app.server.checks import Refusal
from app.server.sessions import RefreshReused, TooManyAttempts

_TITLES = {
    400: "The request is malformed",
    401: "Please log in",
    403: "Not allowed",
    404: "There is no such thing",
    405: "This method is not known here",
    409: "This does not fit what is there",
    413: "This is too large",
    415: "This type is not accepted",
    416: "There is no such range",
    429: "Too many attempts",
    500: "The server stumbled",
    503: "The server cannot serve now",
}

_STATUS: tuple[tuple[type[HeliuError], int, str], ...] = (
    (RefreshReused, 401, "refresh_reused"),
    (LoginExpired, 401, "login_expired"),
    (TooManyAttempts, 429, "too_many_attempts"),
    (LoginRefused, 401, "login_refused"),
    (Forbidden, 403, "forbidden"),
    (TooLarge, 413, "too_large"),
    (BadInput, 400, "bad_request"),
    (DiskFull, 503, "disk_full"),
    (Offline, 503, "database_away"),
)

_REFUSED = {
    "not_found": 404,
    "forbidden": 403,
    "media_missing": 404,
    "taken": 409,
    "offset": 409,
    "range": 416,
    "type": 415,
}


def problem(status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """An answer of type ``application/problem+json``. ``detail`` never repeats what was sent."""
    body = Problem(type=f"urn:heliu:{code}", title=_TITLES[status], status=status, code=code, detail=detail[:300])
    extra = dict(headers or {})
    if status == 401:
        extra["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        extra.setdefault("Retry-After", "60" if status == 429 else "2")
    return Response(msgspec.json.encode(body), status, extra, "application/problem+json")


def problem_for(exc: HeliuError | Refusal) -> Response:
    """The answer to a failure of ours."""
    if isinstance(exc, Refusal):
        return problem(_REFUSED.get(exc.reason, 400), exc.reason, exc.detail)
    for kind, status, code in _STATUS:
        if isinstance(exc, kind):
            return problem(status, code, exc.detail if status < 500 else "")
    return problem(503, "server_trouble")
