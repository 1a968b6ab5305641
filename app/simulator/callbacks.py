"""Callbacks as the platforms deliver them: signed, sealed, up to three times, and not always."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import httpx

from app.channels.crypto import Envelope, signature_of
from app.channels.parsing import parse
from app.errors import HeliuError
from app.limits import Limits
from app.simulator.clock import Agenda
from app.simulator.faults import Faults
from app.simulator.world import App


@dataclass(kw_only=True, eq=False)
class Delivery:
    """One callback on its way. ``answered`` is told what a passive reply said; ``given_up`` that nobody answered."""

    app: App
    payload: dict[str, Any]
    attempts: int = 0
    answered: Callable[[dict[str, Any]], None] | None = None
    given_up: Callable[[], None] | None = None


class Callbacks:
    """What goes from the platforms to their customers' servers.

    ``stamp`` gives the seconds that sign a delivery; ``retry_gap`` seconds lie between two attempts.
    """

    def __init__(
        self,
        faults: Faults,
        agenda: Agenda,
        limits: Limits,
        *,
        transport: httpx.AsyncBaseTransport | None,
        stamp: Callable[[], float],
        retry_gap: float,
    ) -> None:
        self._faults, self._agenda, self._limits, self._stamp = faults, agenda, limits, stamp
        self._retry_gap = retry_gap
        self._waiting: list[Delivery] = []
        self._transport = transport
        self._http: httpx.AsyncClient | None = None
        self.history: list[tuple[str, int]] = []
        """Address and HTTP status (0: no answer) of every attempt."""

    def post(self, delivery: Delivery) -> None:
        """Put a callback into the queue; without a checked address there is nowhere to send it."""
        if not delivery.app.callback_url or self._faults.take("drop_callbacks"):
            return
        self._waiting.append(delivery)
        if self._faults.take("duplicate_callbacks"):
            self._waiting.append(delivery)

    async def flush(self) -> bool:
        """Send what waits; whether there was anything."""
        waiting, self._waiting = self._waiting, []
        if self._faults.reverse_callbacks:
            waiting.reverse()
        for delivery in waiting:
            await self._deliver(delivery)
        return bool(waiting)

    async def check(self, app: App, url: str) -> bool:
        """The URL check of the console; only a server that passes it becomes the app's address."""
        stamp, nonce, echo = str(int(self._stamp())), secrets.token_hex(5), str(secrets.randbits(63))
        query = {"timestamp": stamp, "nonce": nonce}
        if app.is_wecom:
            envelope = _envelope(app)
            sealed = envelope.seal(echo.encode())
            query |= {"msg_signature": envelope.signature(stamp, nonce, sealed), "echostr": sealed}
        else:
            query |= {"signature": signature_of(app.token, stamp, nonce), "echostr": echo}
        try:
            seconds = self._limits.value("wecom.callback.check_answer")
            answer = await self._client().get(url, params=query, timeout=seconds)
        except httpx.HTTPError:
            return False
        passed = answer.status_code == 200 and answer.content == echo.encode()
        if passed:
            app.callback_url = url
        return passed

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._http is not None:
            await self._http.aclose()

    async def _deliver(self, delivery: Delivery) -> None:
        delivery.attempts += 1
        query, body, content_type = envelope_of(delivery.app, delivery.payload, str(int(self._stamp())))
        try:
            answer = await self._client().post(
                delivery.app.callback_url, params=query, content=body, headers={"Content-Type": content_type}
            )
            status = answer.status_code
        except httpx.HTTPError:
            answer, status = None, 0
        self.history.append((delivery.app.callback_url, status))
        if answer is not None and status < 500:
            self._passive(delivery, answer)
        elif delivery.attempts < self._limits.value("wecom.callback.attempts"):
            self._agenda.after(self._retry_gap, lambda: self._waiting.append(delivery))
        elif delivery.given_up:
            delivery.given_up()

    def _passive(self, delivery: Delivery, answer: httpx.Response) -> None:
        """What an answer says besides "success"."""
        if delivery.answered is None or answer.content.strip() in (b"", b"success"):
            return
        try:
            reply = parse(answer.content, self._limits)
            sealed = reply.get("Encrypt") or reply.get("encrypt")
            if isinstance(sealed, str):
                reply = parse(_envelope(delivery.app).open(sealed), self._limits)
        except HeliuError:
            return
        delivery.answered(reply)

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            seconds = self._limits.value("wecom.callback.answer")
            self._http = httpx.AsyncClient(transport=self._transport, timeout=seconds, trust_env=False)
        return self._http


def envelope_of(app: App, payload: dict[str, Any], stamp: str, nonce: str = "") -> tuple[dict[str, str], bytes, str]:
    """Query, body and content type of one delivery, in the app's mode and format."""
    nonce = nonce or secrets.token_hex(5)
    write, content_type = (_json, "application/json") if app.format == "json" else (_xml, "text/xml")
    plain = write(payload)
    query = {"timestamp": stamp, "nonce": nonce}
    if not app.is_wecom:
        query |= {"signature": signature_of(app.token, stamp, nonce), "openid": str(payload.get("FromUserName", ""))}
    if app.callback == "plain":
        return query, plain, content_type
    envelope = _envelope(app)
    sealed = envelope.seal(plain)
    query["msg_signature"] = envelope.signature(stamp, nonce, sealed)
    outer: dict[str, Any] = {"ToUserName": payload.get("ToUserName", ""), "Encrypt": sealed}
    if app.is_wecom:
        outer["AgentID"] = ""
    else:
        query["encrypt_type"] = "aes"
    if app.callback == "compatible":
        outer = payload | outer
    return query, write(outer), content_type


def _envelope(app: App) -> Envelope:
    return Envelope(app.token, app.encoding_aes_key, app.app_id)


def _json(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def _xml(payload: dict[str, Any]) -> bytes:
    return f"<xml>{''.join(_element(name, value) for name, value in payload.items())}</xml>".encode()


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, part) for part in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(_element(key, part) for key, part in value.items())}</{name}>"
    if isinstance(value, int | float):
        return f"<{name}>{value}</{name}>"
    text = str(value)
    inner = escape(text) if "]]>" in text else f"<![CDATA[{text}]]>"
    return f"<{name}>{inner}</{name}>"
