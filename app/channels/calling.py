"""Calls to a platform: the token, the error numbers, and what is known when the line breaks."""

from __future__ import annotations

import asyncio
import random
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import msgspec
import truststore

from app.channels.contract import Credentials
from app.channels.errcodes import UNKNOWN, WRONG_SECRET, Reaction, Table, reason_of
from app.channels.tokens import Fetch, TokenShelf
from app.errors import BadConfiguration, ChannelBusy, ChannelError, ChannelUnknown
from app.limits import Limits

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a connector works with, whoever it speaks for. ``now``: seconds since 1970; ``pause``: between attempts."""

    limits: Limits
    shelf: TokenShelf
    transport: httpx.AsyncBaseTransport | None = None
    now: Callable[[], float] = time.time
    pause: Pause = asyncio.sleep


class Wire:
    """One account's line to its platform. ``errors``: the platform's numbers."""

    def __init__(self, credentials: Credentials, means: Means, *, errors: Table) -> None:
        self.credentials = credentials
        self._errors = errors
        self._http = httpx.AsyncClient(
            transport=means.transport,
            timeout=credentials.timeout_seconds,
            verify=_tls() if means.transport is None else False,
        )

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._http.aclose()

    async def checked(self, path: str, **how: Any) -> dict[str, Any]:
        """Like :meth:`bare`, with the platform's no as our error."""
        reply = await self.bare(path, **how)
        if code := code_of(reply):
            raise self.error(code)
        return reply

    async def bare(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        file: tuple[str, bytes, str] | None = None,
        sends: bool = False,
    ) -> dict[str, Any]:
        """One request without a token of ours; whatever JSON object comes back."""
        response = await self.respond(path, query=query, json=json, file=file, sends=sends)
        lost = ChannelUnknown if sends else ChannelBusy
        if response.status_code >= 500:
            raise lost(f"HTTP {response.status_code}")
        if response.status_code >= 300:
            raise BadConfiguration(f"HTTP {response.status_code} from {self.credentials.base_url}")
        try:
            return msgspec.json.decode(response.content, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError) as exc:
            raise lost("an answer that is no JSON") from exc

    async def respond(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        file: tuple[str, bytes, str] | None = None,
        headers: Mapping[str, str] | None = None,
        sends: bool = False,
    ) -> httpx.Response:
        """One request, whole; a broken line is translated here and nowhere else."""
        lost = ChannelUnknown if sends else ChannelBusy
        url = path if "://" in path else f"{self.credentials.base_url.rstrip('/')}{path}"
        try:
            return await self._http.request(
                "GET" if json is None and file is None else "POST",
                url,
                params=dict(query) if query else None,
                content=None if json is None else msgspec.json.encode(json),
                files=None if file is None else {"media": file},
                headers={**({"Content-Type": "application/json"} if json is not None else {}), **(headers or {})},
            )
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as exc:
            raise BadConfiguration(f"{self.credentials.base_url} is no address") from exc
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as exc:
            raise ChannelBusy(f"no connection ({type(exc).__name__})") from exc
        except httpx.HTTPError as exc:
            raise lost(f"the answer was lost ({type(exc).__name__})") from exc

    def error(self, code: int) -> ChannelError | BadConfiguration:
        """Our word for the platform's number. Its ``errmsg`` may quote what we sent, so it is not kept."""
        reaction, meaning = self._meaning(code)
        detail = reason_of(code, meaning)
        match reaction:
            case Reaction.AGAIN | Reaction.LATER | Reaction.REFRESH:
                return ChannelBusy(detail, code=code)
            case Reaction.CONFIGURE:
                return BadConfiguration(detail)
            case Reaction.REFUSE:
                return ChannelError(detail, code=code)

    def _meaning(self, code: int) -> tuple[Reaction, str]:
        return self._errors.get(code, (Reaction.REFUSE, UNKNOWN))


class Caller(Wire):
    """A line that shows a token. ``fetch``: a function of the caller that asks for one; ``retries``: a limit's name."""

    def __init__(
        self,
        credentials: Credentials,
        means: Means,
        *,
        errors: Table,
        retries: str,
        fetch: Callable[[Caller], Fetch],
    ) -> None:
        super().__init__(credentials, means, errors=errors)
        self._retries = means.limits.value(retries)
        self._token = means.shelf.of(credentials.base_url, credentials.app_id, credentials.secret)
        self._fetch = fetch(self)
        self._pause = means.pause

    async def call(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        file: tuple[str, bytes, str] | None = None,
        sends: bool = False,
        again: bool = True,
    ) -> dict[str, Any]:
        """Call with the token; POST when there is something to post. The reply of a success.

        ``sends``: a lost answer leaves the outcome unknown. ``again``: a busy platform may be asked once more.
        Raises the errors of :class:`app.channels.contract.Connector`.
        """
        renewed = False
        busy = 0
        while True:
            token = await self._token.get(self._fetch)
            reply = await self.bare(
                path, query={"access_token": token, **(query or {})}, json=json, file=file, sends=sends
            )
            code = code_of(reply)
            reaction, _ = self._meaning(code)
            if code == 0:
                return reply
            if reaction is Reaction.REFRESH and not renewed:
                renewed = True
                await self._token.renew(self._fetch, stale=token)
            elif reaction is Reaction.AGAIN and again and busy < self._retries:
                busy += 1
                await self._pause(0.2 * 2**busy * random.uniform(0.5, 1))
            else:
                raise self.error(code)

    async def file(
        self, path: str, *, query: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Fetch a file with the token. An error is a JSON answer, see :func:`fields_of`."""
        token = await self._token.get(self._fetch)
        response = await self.respond(path, query={"access_token": token, **query}, headers=headers)
        if self._meaning(code_of(fields_of(response)))[0] is Reaction.REFRESH:
            await self._token.renew(self._fetch, stale=token)
            token = await self._token.get(self._fetch)
            response = await self.respond(path, query={"access_token": token, **query}, headers=headers)
        return response


def code_of(reply: Mapping[str, Any]) -> int:
    """The number in an answer, 0 for a success; some successes carry none."""
    code = reply.get("errcode", 0)
    return code if isinstance(code, int) else 0


def fields_of(response: httpx.Response) -> dict[str, Any]:
    """The fields of a JSON answer; empty for a file, even for a JSON file, which comes with a disposition."""
    if "content-disposition" in response.headers or not response.content.startswith(b"{"):
        return {}
    try:
        return msgspec.json.decode(response.content, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        return {}


def token_fields(caller: Caller, reply: Mapping[str, Any]) -> tuple[str, int]:
    """Token and seconds out of a token call's answer; raises the platform's error."""
    if code := code_of(reply):
        # Here it is the secret that is wrong, whatever the same number means when a token is shown.
        raise BadConfiguration(reason_of(code, WRONG_SECRET)) if code == 40001 else caller.error(code)
    token, seconds = reply.get("access_token"), reply.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int):
        raise ChannelBusy("an answer without a token")
    return token, seconds


@cache
def _tls() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
