"""One signed-in device's line to one server: it carries requests and renews the access token when it has ended."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx

from app.errors import LoginExpired, Offline
from app.net.address import checked_address, is_loopback, trust
from app.net.tokens import Tokens
from app.net.translation import PROTOCOL_HEADER, check, translated
from app.protocol import VERSION, SessionGrant, decode, encode

T = TypeVar("T")
Transport = httpx.AsyncBaseTransport
TIMEOUT = httpx.Timeout(20.0, connect=8.0)

if importlib.util.find_spec("sniffio") is None:
    # WORKAROUND httpcore looks for it along the whole path, several times a request, on the thread that paints.
    sys.modules["sniffio"] = None  # type: ignore[assignment]


class Line:
    """Makes its HTTP client when it is first needed.

    Raises (every request):
        Offline, Untrusted, NotHeliu, Busy: nothing is known about what the server did; ask again later.
        LoginExpired: even after a fresh access token was asked for.
    """

    def __init__(
        self, base_url: str, *, tokens: Tokens, transport: Transport | None, ca_file: Path | None, proxy: str | None
    ) -> None:
        self.base_url = checked_address(base_url)
        self.tokens = tokens
        self._transport, self._ca_file, self._proxy = transport, ca_file, proxy
        self._client: httpx.AsyncClient | None = None
        self._refreshing = asyncio.Lock()

    async def close(self) -> None:
        """Let go of the connections. Safe to call twice."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.aclose()

    async def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        """A checked answer, signed in.

        Raises:
            Forbidden, TooLarge, Refused: the server said no.
        """
        async with self.answer(method, path, **request) as reply:
            await reply.aread()
        check(reply)
        return reply

    @asynccontextmanager
    async def answer(
        self, method: str, path: str, *, patience: httpx.Timeout = TIMEOUT, **request: Any
    ) -> AsyncIterator[httpx.Response]:
        """An answer whose body is still to be read, signed in; a bad answer's body is read already."""
        used = await self._access()
        async with translated(), AsyncExitStack() as stack:
            reply = await stack.enter_async_context(self._stream(method, path, used, patience, request))
            if reply.status_code == 401 and PROTOCOL_HEADER in reply.headers:
                await reply.aclose()
                await self._refresh(used)
                reply = await stack.enter_async_context(
                    self._stream(method, path, self.tokens.access, patience, request)
                )
            if reply.status_code >= 300:
                await reply.aread()
            yield reply

    async def stranger(self, method: str, path: str, **request: Any) -> httpx.Response:
        """An answer to somebody not signed in, still to be checked."""
        async with translated():
            return await self._http().request(method, path, **request)

    async def _access(self) -> str:
        if not self.tokens.access:
            await self._refresh("")
        return self.tokens.access

    async def _refresh(self, used: str) -> None:
        """Get a fresh access token in place of ``used``; one request however many calls ask at once."""
        async with self._refreshing:
            if self.tokens.access != used:
                return
            if not self.tokens.refresh:
                raise LoginExpired
            body = encode({"refresh_token": self.tokens.refresh})
            reply = await self.stranger("POST", "/v1/session/refresh", content=body)
            try:
                check(reply)
            except LoginExpired:
                await self.tokens.forget()
                raise
            await self.tokens.take(decoded(reply, SessionGrant))

    def _stream(self, method: str, path: str, token: str, patience: httpx.Timeout, request: Mapping[str, Any]) -> Any:
        headers = {**request.get("headers", {}), "Authorization": f"Bearer {token}"}
        return self._http().stream(method, path, **{**request, "headers": headers}, timeout=patience)

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            loopback = is_loopback(httpx.URL(self.base_url).host)
            self._client = httpx.AsyncClient(
                base_url=self.base_url,
                headers={PROTOCOL_HEADER: str(VERSION), "Content-Type": "application/json"},
                timeout=TIMEOUT,
                transport=self._transport,
                verify=trust(self.base_url, self._ca_file),
                proxy=self._proxy,
                trust_env=not loopback,
            )
        return self._client


def decoded(reply: httpx.Response, kind: type[T]) -> T:
    """The body of an answer as a word of the protocol.

    Raises:
        Offline: it is damaged.
    """
    try:
        return decode(reply.content, kind)
    except ValueError as exc:
        raise damaged(exc) from exc


def damaged(why: ValueError) -> Offline:
    """What a body that cannot be read means: ask again."""
    return Offline(f"a damaged answer: {why}")
