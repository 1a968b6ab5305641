"""A wire between a desk and the server that can be cut, lossy, slow and misled."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from enum import StrEnum

import httpx


class Fault(StrEnum):
    """What happens to one request."""

    NONE = "none"
    CUT = "cut"
    """It never arrives."""
    LOST_REPLY = "lost_reply"
    """It arrives, the answer does not."""
    TWICE = "twice"
    """It arrives twice; the second answer comes back."""
    TRUNCATED = "truncated"
    """Half of the answer comes, and then the end."""
    DRIP = "drip"
    """The answer comes one byte at a time."""
    PORTAL = "portal"
    """A hotel answers."""
    STUMBLE = "stumble"
    """500, before the server has done anything."""
    UNAVAILABLE = "unavailable"
    """503 with Retry-After."""


class Drip(httpx.AsyncByteStream):
    """A body in pieces of one size, which may end too early."""

    def __init__(self, body: bytes, size: int, *, broken: bool = False) -> None:
        self._body, self._size, self._broken = body, size, broken

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._body), self._size):
            yield self._body[start : start + self._size]
        if self._broken:
            raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


async def _nothing(request: httpx.Request) -> None:
    """Nobody looks on."""


class Wire(httpx.AsyncBaseTransport):
    """``faults`` says what happens to each request in turn; ``cut`` stands above it. Remembers what was asked."""

    def __init__(self, inner: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._inner = inner
        self.cut = False
        self.faults: Iterator[Fault] = itertools.repeat(Fault.NONE)
        self.asked: list[str] = []
        self.before: Callable[[httpx.Request], Awaitable[None]] = _nothing

    def next(self, *faults: Fault) -> None:
        """These for the next requests, then none."""
        self.faults = itertools.chain(faults, itertools.repeat(Fault.NONE))

    def only(self, number: int, fault: Fault) -> None:
        """``fault`` for the ``number``-th request from now, counted from 0, and none for the others."""
        self.next(*[Fault.NONE] * number, fault)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        await self.before(request)
        match Fault.CUT if self.cut else next(self.faults):
            case Fault.CUT:
                raise httpx.ConnectError("cut", request=request)
            case Fault.PORTAL:
                return httpx.Response(200, html="<h1>Welcome to our hotel</h1>")
            case Fault.STUMBLE:
                return httpx.Response(500, text="oh")
            case Fault.UNAVAILABLE:
                return httpx.Response(503, text="later", headers={"Retry-After": "7"})
            case Fault.LOST_REPLY:
                await self._answer(request)
                raise httpx.ReadError("reply lost", request=request)
            case Fault.TWICE:
                await self._answer(request)
                return await self._answer(request)
            case Fault.TRUNCATED:
                return await self._answer(request, lambda body: Drip(body[: len(body) // 2], 64, broken=True))
            case Fault.DRIP:
                return await self._answer(request, lambda body: Drip(body, 1))
            case _:
                return await self._answer(request)

    async def _answer(
        self, request: httpx.Request, stream: Callable[[bytes], httpx.AsyncByteStream] = httpx.ByteStream
    ) -> httpx.Response:
        """The server's answer as it came, undecoded."""
        reply = await self._inner().handle_async_request(request)
        raw = b"".join([part async for part in reply.stream])
        return httpx.Response(reply.status_code, headers=reply.headers, stream=stream(raw))
