"""Group robots: a key in an address, twenty messages a minute, no ears."""

from __future__ import annotations

import base64
import binascii
from hashlib import md5
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse

from app.limits import Limits
from app.simulator.clock import Clock
from app.simulator.media import MediaShelf
from app.simulator.refusal import Refusal
from app.simulator.world import App


class Robots:
    """The robots of all groups, by key."""

    def __init__(self, clock: Clock, limits: Limits, shelf: MediaShelf) -> None:
        self._clock, self._limits, self._shelf = clock, limits, shelf
        self._owners: dict[str, App] = {}
        self._posted_at: dict[str, list[float]] = {}
        self.posted: dict[str, list[dict[str, Any]]] = {}
        """By the account's key: what the group saw."""
        self._names: dict[str, str] = {}

    def add(self, name: str, key: str) -> None:
        """Hang a robot into a group."""
        self._names[key] = name
        self._owners[key] = App(app_id=f"ww-robot-{name}", secret=key, token="", encoding_aes_key="")
        self.posted[name] = []

    async def send(self, request: Request) -> JSONResponse:
        """webhook/send."""
        body = await request.body()
        try:
            self._send(request.query_params.get("key", ""), body)
        except Refusal as no:
            return JSONResponse({"errcode": no.code, "errmsg": "refused"})
        return JSONResponse({"errcode": 0, "errmsg": "ok"})

    async def upload(self, request: Request) -> JSONResponse:
        """webhook/upload_media."""
        body = await request.body()
        try:
            owner = self._owner(request.query_params.get("key", ""))
            type = request.query_params.get("type", "")
            if type not in ("file", "voice"):
                raise Refusal(40004)
            found = self._shelf.upload(owner, type, body, request.headers.get("content-type", ""))
        except Refusal as no:
            return JSONResponse({"errcode": no.code, "errmsg": "refused"})
        return JSONResponse({"errcode": 0, "errmsg": "ok", **found})

    def _send(self, key: str, body: bytes) -> None:
        owner = self._owner(key)
        try:
            fields = msgspec.json.decode(body, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError):
            raise Refusal(40058) from None
        msgtype = fields.get("msgtype")
        payload = fields.get(str(msgtype))
        if not isinstance(payload, dict):
            raise Refusal(40008)
        self._check(owner, str(msgtype), payload)
        now = self._clock.now()
        recent = [at for at in self._posted_at.get(key, []) if at > now - 60]
        if len(recent) >= self._limits.value("webhook.send.per_minute"):
            raise Refusal(45009)
        self._posted_at[key] = [*recent, now]
        self.posted[self._names[key]].append({"at": now, "msgtype": msgtype, str(msgtype): payload})

    def _check(self, owner: App, msgtype: str, payload: dict[str, Any]) -> None:
        match msgtype:
            case "text" | "markdown" | "markdown_v2":
                most = self._limits.value(f"webhook.send.{'text' if msgtype == 'text' else 'markdown'}_bytes")
                content = payload.get("content")
                if not isinstance(content, str) or not content:
                    raise Refusal(44004)
                if len(content.encode()) > most:
                    raise Refusal(45002)
            case "image":
                try:
                    data = base64.b64decode(str(payload.get("base64")), validate=True)
                except binascii.Error:
                    raise Refusal(40058) from None
                if len(data) > self._limits.value("webhook.media.image_bytes"):
                    raise Refusal(40009)
                if md5(data, usedforsecurity=False).hexdigest() != payload.get("md5"):
                    raise Refusal(40123)
            case "file" | "voice":
                self._shelf.find(owner, payload.get("media_id"))
            case "news":
                articles = payload.get("articles")
                if not isinstance(articles, list) or not 0 < len(articles) <= self._limits.value(
                    "webhook.send.articles"
                ):
                    raise Refusal(45008)
            case _:
                raise Refusal(40008)

    def _owner(self, key: str) -> App:
        if key not in self._owners:
            raise Refusal(93000)
        return self._owners[key]
