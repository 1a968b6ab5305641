"""The server's verbs, with bytes turned into records of the protocol and failures into ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec

from app.errors import Busy, LoginExpired, LoginRefused, NotHeliu, Offline
from app.net import media
from app.net.hints import HintParser
from app.net.line import TIMEOUT, Line, Transport, damaged, decoded
from app.net.tokens import Tokens
from app.net.translation import check, problem_of
from app.protocol import (
    MAX_PAGE,
    ChangePage,
    Digest,
    Hint,
    Lease,
    Mutation,
    Outcome,
    PastValue,
    SessionGrant,
    encode,
)
from app.protocol.wire import add_up

T = TypeVar("T")
HEARTBEAT = 15.0
"""Seconds between two signs of life on the hint stream."""
HEAD = -1
"""``since`` that asks for the epoch, the head and the scopes alone."""


class HistoryPage(msgspec.Struct, frozen=True):
    """Older messages of one conversation, newest first: ``[id, rev, values…]``."""

    rows: list[list[Any]]
    more: bool


class Api:
    """One signed-in device at one server.

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
        self.tokens = tokens or Tokens()
        self._line = Line(base_url, tokens=self.tokens, transport=transport, ca_file=ca_file, proxy=proxy)

    @property
    def base_url(self) -> str:
        """Where the server is."""
        return self._line.base_url

    async def close(self) -> None:
        """Let go of the connections. Safe to call twice."""
        await self._line.close()

    async def ping(self) -> None:
        """Return when a Heliu server answers at the address; needs no login."""
        check(await self._line.stranger("GET", "/healthz"))

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
            await self._line.call("DELETE", "/v1/session")
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
            raise damaged(exc) from exc
        return page

    async def push(self, mutations: Sequence[Mutation]) -> list[Outcome]:
        """Hand in edits in order. May be repeated with the same ids: the outcomes are the same."""
        reply = await self._line.call("POST", "/v1/mutations", content=encode(mutations))
        outcomes = decoded(reply, list[Outcome])
        if [o.id for o in outcomes] != [m.id for m in mutations]:
            raise Offline("the answer does not belong to the question")
        return outcomes

    async def hints(self, heard: Callable[[Hint], None]) -> None:
        """Call ``heard`` with each hint until the stream ends.

        A plain callback, because an asynchronous generator left early is finalised by whoever finds it (style.md P6).
        """
        patience = httpx.Timeout(TIMEOUT.connect, read=HEARTBEAT * 2.5)
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        parser = HintParser()
        async with self._line.answer("GET", "/v1/hints", headers=headers, patience=patience) as reply:
            check(reply, content_types=("text/event-stream",))
            async for data in reply.aiter_raw():
                try:
                    for hint in parser.feed(data):
                        heard(hint)
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
        reply = await self._line.call("POST", f"/v1/conversations/{conversation_id}/lease", content=body)
        return decoded(reply, Lease)

    async def release(self, conversation_id: str) -> None:
        """Hold it no more."""
        await self._line.call("DELETE", f"/v1/conversations/{conversation_id}/lease")

    async def take(self, ids: Sequence[str]) -> list[Outcome]:
        """Assign conversations that nobody has to this user; what became of each."""
        return decoded(await self._line.call("POST", "/v1/conversations/take", content=encode(ids)), list[Outcome])

    async def digest(self, scope: str, *, since: int) -> Digest:
        """Count and hash of what the server has in ``scope``; of messages only those newer than ``since``."""
        return await self._get("/v1/digest", {"scope": scope, "since": since}, Digest)

    async def upload(
        self, path: Path, *, media_id: str, type: str, name: str, progress: media.Progress = media.untold
    ) -> None:
        """Bring a file to the server, see :func:`app.net.media.upload`."""
        await media.upload(self._line, path, media_id=media_id, type=type, name=name, progress=progress)

    async def download(self, media_id: str, target: Path, *, progress: media.Progress = media.untold) -> None:
        """Bring a file from the server, see :func:`app.net.media.download`."""
        await media.download(self._line, media_id, target, progress=progress)

    async def overwritten(self, kind: str, record_id: str) -> list[PastValue]:
        """Values of a record that were overwritten, newest first."""
        return await self._get(f"/v1/history/{kind}/{record_id}", {}, list[PastValue])

    async def restore(self, kind: str, record_id: str, past_id: str) -> None:
        """Bring an overwritten value back."""
        await self._line.call("POST", f"/v1/history/{kind}/{record_id}/restore", content=encode({"id": past_id}))

    async def _get(self, path: str, params: Mapping[str, Any], kind: type[T]) -> T:
        return decoded(await self._line.call("GET", path, params=params), kind)

    async def _sign_in(self, body: Mapping[str, str], user_id: str) -> SessionGrant:
        reply = await self._line.stranger("POST", "/v1/session", content=encode(body))
        try:
            check(reply)
        except LoginExpired as exc:
            raise LoginRefused(exc.detail) from exc
        except Busy as exc:
            if reply.status_code == 429 and problem_of(reply):
                raise LoginRefused(exc.detail) from exc
            raise
        grant = decoded(reply, SessionGrant)
        if user_id and grant.user_id != user_id:
            raise LoginRefused("this is another user's login")
        await self.tokens.take(grant)
        return grant
