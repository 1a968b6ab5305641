"""The server's verbs, with bytes turned into records of the protocol and failures into ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec

from app.errors import Busy, LoginExpired, LoginRefused, NotHeliu, Offline
from app.net import media
from app.net.address import checked_address, is_loopback, trust
from app.net.hints import HintParser
from app.net.tokens import Tokens
from app.net.translation import PROTOCOL_HEADER, check, problem_of, translated
from app.protocol import (
    MAX_PAGE,
    VERSION,
    ChangePage,
    Digest,
    Lease,
    Mutation,
    Outcome,
    PastValue,
    SessionGrant,
    decode,
    encode,
)
from app.protocol.wire import add_up

T = TypeVar("T")
Transport = httpx.AsyncBaseTransport
TIMEOUT = httpx.Timeout(20.0, connect=8.0)
HEARTBEAT = 15.0
"""Seconds between two signs of life on the hint stream."""
HEAD = -1
"""``since`` that asks for the epoch, the head and the scopes alone."""


class HistoryPage(msgspec.Struct, frozen=True):
    """Older messages of one conversation, newest first: ``[id, rev, values…]``."""

    rows: list[list[Any]]
    more: bool


class Api:
    """One signed-in device at one server. Makes its HTTP client when it is first needed.

    ``transport`` stands in for the network in tests. ``ca_file`` is trusted besides the system's authorities.

    Raises (every verb):
        Offline, Untrusted, NotHeliu, Busy: nothing is known about what the server did; ask again later.
        LoginExpired: even after a fresh access token was asked for.
        Forbidden, TooLarge, Refused: the server said no.
    """

    def __init__(
        self,
        base_url: str,
        *,
        tokens: Tokens | None = None,
        transport: Transport | None = None,
        ca_file: Path | None = None,
        proxy: str | None = None,
    ) -> None:
        self.base_url = checked_address(base_url)
        self.tokens = tokens or Tokens()
        self._transport, self._ca_file, self._proxy = transport, ca_file, proxy
        self._client: httpx.AsyncClient | None = None
        self._refreshing = asyncio.Lock()

    async def close(self) -> None:
        """Let go of the connections. Safe to call twice."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.aclose()

    async def ping(self) -> None:
        """Return when a Heliu server answers at the address; needs no login."""
        async with translated():
            check(await self._http().get("/healthz"))

    async def login(
        self, login: str, password: str, *, device_name: str, device_id: str = "", user_id: str = ""
    ) -> SessionGrant:
        """Sign this device in; with ``user_id`` as nobody else.

        Raises:
            LoginRefused: wrong name or password, too many attempts, or somebody else's. The tokens stay as they were.
        """
        body = {"login": login, "password": password, "device_name": device_name}
        return await self._sign_in({**body, "device_id": device_id} if device_id else body, user_id)

    async def login_with(self, token: str, *, user_id: str = "") -> SessionGrant:
        """The same at the server this program has started itself, with the token that works once."""
        return await self._sign_in({"token": token}, user_id)

    async def logout(self) -> None:
        """End this device's session on the server, as far as it can be reached, and forget the tokens."""
        try:
            await self._call("DELETE", "/v1/session")
        except (Offline, LoginExpired):
            pass  # the refresh token dies of age on the server
        finally:
            await self.tokens.forget()

    async def changes(
        self,
        since: int,
        *,
        limit: int = MAX_PAGE,
        scopes: Sequence[str] = (),
        upto: int | None = None,
        first: bool = False,
    ) -> ChangePage:
        """What changed after ``since`` in all granted scopes, or in ``scopes`` up to ``upto`` when back-filling.

        ``first`` leaves cold messages out.
        """
        params: dict[str, Any] = {"since": since, "limit": limit}
        if scopes:
            params |= {"scopes": ",".join(scopes), "upto": upto}
        if first:
            params["first"] = 1
        page = await self._get("/v1/changes", params, ChangePage)
        try:
            add_up(page)
        except ValueError as exc:
            raise _damaged(exc) from exc
        return page

    async def push(self, mutations: Sequence[Mutation]) -> list[Outcome]:
        """Hand in edits in order. May be repeated with the same ids: the outcomes are the same."""
        reply = await self._call("POST", "/v1/mutations", content=encode(mutations))
        outcomes = _decoded(reply, list[Outcome])
        if [o.id for o in outcomes] != [m.id for m in mutations]:
            raise Offline("the answer does not belong to the question")
        return outcomes

    async def hints(self, heard: Callable[[int], None]) -> None:
        """Call ``heard`` with each announced revision until the stream ends.

        A plain callback, because an asynchronous generator left early is finalised by whoever finds it (style.md P6).
        """
        patience = httpx.Timeout(TIMEOUT.connect, read=HEARTBEAT * 2.5)
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        parser = HintParser()
        async with self.answer("GET", "/v1/hints", headers=headers, patience=patience) as reply:
            check(reply, content_types=("text/event-stream",))
            async for data in reply.aiter_raw():
                try:
                    for rev in parser.feed(data):
                        heard(rev)
                except ValueError as exc:
                    raise NotHeliu(str(exc)) from exc

    async def history(self, conversation_id: str, *, before: tuple[int, str] | None, limit: int = 50) -> HistoryPage:
        """Messages of a conversation older than ``before`` (their ``at`` and id); None: the newest."""
        params: dict[str, Any] = {"limit": limit}
        if before is not None:
            params["before"] = f"{before[0]},{before[1]}"
        return await self._get(f"/v1/conversations/{conversation_id}/messages", params, HistoryPage)

    async def lease(self, conversation_id: str, mode: str, *, take_over: bool = False) -> Lease:
        """Ask to hold a conversation, viewing or typing; who holds it now."""
        body = encode({"mode": mode, "take_over": take_over})
        reply = await self._call("POST", f"/v1/conversations/{conversation_id}/lease", content=body)
        return _decoded(reply, Lease)

    async def release(self, conversation_id: str) -> None:
        """Hold it no more."""
        await self._call("DELETE", f"/v1/conversations/{conversation_id}/lease")

    async def take(self, conversation_id: str) -> None:
        """Assign a conversation that nobody has to this user."""
        await self._call("POST", f"/v1/conversations/{conversation_id}/take")

    async def digest(self, scope: str, *, since: int) -> Digest:
        """Count and hash of what the server has in ``scope``; of messages only those newer than ``since``."""
        return await self._get("/v1/digest", {"scope": scope, "since": since}, Digest)

    async def upload(
        self, path: Path, *, media_id: str, type: str, name: str, progress: media.Progress = media.untold
    ) -> None:
        """Bring a file to the server, see :func:`app.net.media.upload`."""
        await media.upload(self, path, media_id=media_id, type=type, name=name, progress=progress)

    async def download(self, media_id: str, target: Path, *, progress: media.Progress = media.untold) -> None:
        """Bring a file from the server, see :func:`app.net.media.download`."""
        await media.download(self, media_id, target, progress=progress)

    async def overwritten(self, kind: str, record_id: str) -> list[PastValue]:
        """Values of a record that were overwritten, newest first."""
        return await self._get(f"/v1/history/{kind}/{record_id}", {}, list[PastValue])

    async def restore(self, kind: str, record_id: str, past_id: str) -> None:
        """Bring an overwritten value back."""
        await self._call("POST", f"/v1/history/{kind}/{record_id}/restore", content=encode({"id": past_id}))

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

    async def _get(self, path: str, params: Mapping[str, Any], kind: type[T]) -> T:
        return _decoded(await self._call("GET", path, params=params), kind)

    async def _call(self, method: str, path: str, **request: Any) -> httpx.Response:
        async with self.answer(method, path, **request) as reply:
            await reply.aread()
        check(reply)
        return reply

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
            async with translated():
                reply = await self._http().post(
                    "/v1/session/refresh", content=encode({"refresh_token": self.tokens.refresh})
                )
            try:
                check(reply)
            except LoginExpired:
                await self.tokens.forget()
                raise
            await self.tokens.take(_decoded(reply, SessionGrant))

    async def _sign_in(self, body: Mapping[str, str], user_id: str) -> SessionGrant:
        async with translated():
            reply = await self._http().post("/v1/session", content=encode(body))
        try:
            check(reply)
        except LoginExpired as exc:
            raise LoginRefused(exc.detail) from exc
        except Busy as exc:
            if reply.status_code == 429 and problem_of(reply):
                raise LoginRefused(exc.detail) from exc
            raise
        grant = _decoded(reply, SessionGrant)
        if user_id and grant.user_id != user_id:
            raise LoginRefused("this is another user's login")
        await self.tokens.take(grant)
        return grant

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


def _decoded(reply: httpx.Response, kind: type[T]) -> T:
    try:
        return decode(reply.content, kind)
    except ValueError as exc:
        raise _damaged(exc) from exc


def _damaged(why: ValueError) -> Offline:
    return Offline(f"a damaged answer: {why}")
