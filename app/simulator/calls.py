"""What all calls to a platform go through: mood, method, token, rate, JSON; and how an answer looks."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.limits import Limits
from app.simulator.clock import Clock
from app.simulator.faults import Faults
from app.simulator.refusal import Refusal
from app.simulator.tokens import Tokens
from app.simulator.world import App


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that got through. ``fields``: the JSON that was posted; ``app`` is None where no token is asked for."""

    app: App | None
    query: Mapping[str, str]
    fields: dict[str, Any]
    body: bytes
    content_type: str
    range: str

    @property
    def caller(self) -> App:
        """The app whose token was shown."""
        if self.app is None:
            raise Refusal(41001)
        return self.app


@dataclass(frozen=True, kw_only=True)
class Interface:
    """One documented call. ``bare``: its success carries no errcode, as some do."""

    method: str
    run: Callable[[Call], dict[str, Any] | Response]
    needs_token: bool = True
    takes_json: bool = True
    bare: bool = False


class Gate:
    """The front door of one platform. ``stale`` and ``bad_json``: the numbers in which the two differ."""

    def __init__(
        self,
        interfaces: Mapping[str, Interface],
        *,
        clock: Clock,
        faults: Faults,
        limits: Limits,
        tokens: Tokens,
        prefix: str,
        stale: int,
        bad_json: int,
    ) -> None:
        self._interfaces = interfaces
        self._clock, self._faults, self._limits, self._tokens = clock, faults, limits, tokens
        self._prefix, self._stale, self._bad_json = prefix, stale, bad_json
        self._calls: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._blocked: dict[tuple[str, str], float] = {}
        self.counts: defaultdict[str, int] = defaultdict(int)
        """How often each interface was called."""

    async def answer(self, request: Request) -> Response:
        """Always HTTP 200, except for the moods of a line."""
        path = request.url.path.partition("/cgi-bin/")[2]
        interface = self._interfaces.get(path)
        if interface is None:
            return Response(status_code=404)
        self.counts[path] += 1
        body = await request.body()
        if self._faults.take("down"):
            return Response(status_code=502)
        try:
            answer = self._run(path, interface, request, body)
        except Refusal as no:
            answer = JSONResponse({"errcode": no.code, "errmsg": f"refused, hint: [{self.counts[path]}]"})
        return Response(status_code=502) if self._faults.take("lost_answers") else answer

    def _run(self, path: str, interface: Interface, request: Request, body: bytes) -> Response:
        if self._faults.take("busy"):
            raise Refusal(-1)
        if request.method != interface.method:
            raise Refusal(40063)
        app = self._caller(request.query_params.get("access_token", "")) if interface.needs_token else None
        self._count(app.secret if app else "", path)
        fields = self._fields(body) if interface.method == "POST" and interface.takes_json else {}
        call = Call(
            app=app,
            query=request.query_params,
            fields=fields,
            body=body,
            content_type=request.headers.get("content-type", ""),
            range=request.headers.get("range", ""),
        )
        found = interface.run(call)
        if isinstance(found, Response):
            return found
        return JSONResponse(found if interface.bare else {"errcode": 0, "errmsg": "ok", **found})

    def _caller(self, token: str) -> App:
        try:
            app = self._tokens.check(token)
        except Refusal as no:
            raise Refusal(self._stale if no.code == 40014 else no.code) from None
        if app.is_wecom != (self._prefix == "wecom"):
            raise Refusal(self._stale)
        return app

    def _fields(self, body: bytes) -> dict[str, Any]:
        if not body:
            raise Refusal(40063 if self._prefix == "wecom" else self._bad_json)
        try:
            return msgspec.json.decode(body, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError):
            raise Refusal(self._bad_json) from None

    def _count(self, who: str, path: str) -> None:
        now = self._clock.now()
        if now < self._blocked.get((who, path), 0):
            raise Refusal(45009)
        calls = self._calls[who, path]
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= (self._faults.calls_per_minute or self._limits.value(f"{self._prefix}.rate.per_api_minute")):
            self._blocked[who, path] = now + self._limits.value(f"{self._prefix}.rate.block_after_minute")
            raise Refusal(45009)
        calls.append(now)
