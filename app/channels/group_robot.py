"""A robot in a WeCom group: posts through the key in its address, hears nothing."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping, Sequence
from hashlib import md5
from typing import Any

from app.channels.calling import Means, Wire
from app.channels.contract import Batch, CallbackRequest, Credentials, Notice, Outgoing, Profile, Received
from app.channels.errcodes import WECOM
from app.channels.fields import needed, short
from app.channels.parsing import text_of
from app.errors import BadConfiguration, BadInput, ChannelBusy, ChannelError
from app.protocol import AccountKind
from app.rules.abilities import check_file, check_outgoing


class GroupRobot:
    """Speaks for one webhook; the secret of the credentials is its key."""

    repeatable = False

    def __init__(self, credentials: Credentials, means: Means) -> None:
        """Raises ``BadConfiguration`` when there is no key."""
        if not credentials.secret:
            raise BadConfiguration("a robot needs the key of its webhook as its secret")
        self._limits = means.limits
        self._key = {"key": credentials.secret}
        self._wire = Wire(credentials, means, errors=WECOM)

    def answer_check(self, request: CallbackRequest) -> bytes:
        raise BadInput("nobody calls back for a robot")

    def open(self, request: CallbackRequest) -> Notice:
        raise BadInput("nobody calls back for a robot")

    def forget(self, request: CallbackRequest) -> None:
        """Nothing was remembered."""

    async def receive(self, notice: Notice, cursor: str) -> Batch:
        """Nothing."""
        return Batch(arrivals=[], cursor=cursor)

    async def catch_up(self, cursor: str) -> Batch:
        """Nothing."""
        return Batch(arrivals=[], cursor=cursor)

    async def send(self, message: Outgoing) -> str:
        """Post into the group; the platform gives no id."""
        check_outgoing(AccountKind.GROUP_ROBOT, message.type, message.text, self._limits)
        await self._wire.checked("/cgi-bin/webhook/send", query=self._key, json=self._body(message), sends=True)
        return ""

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        """A picture travels inside its message, so its id is the picture itself, as Base64."""
        check_file(AccountKind.GROUP_ROBOT, type, len(data), name, self._limits)
        if type == "image":
            return base64.b64encode(data).decode()
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        query = {**self._key, "type": type}
        reply = await self._wire.checked("/cgi-bin/webhook/upload_media", query=query, file=(name, data, mime))
        media_id = text_of(reply, "media_id")
        if not media_id:
            raise ChannelBusy("an upload's answer without an id")
        return media_id

    async def download(self, platform_media_id: str) -> Received:
        raise ChannelError("a robot receives no files")

    async def profiles(self, external_ids: Sequence[str]) -> Mapping[str, Profile]:
        """Nobody."""
        return {}

    async def aclose(self) -> None:
        await self._wire.aclose()

    def _body(self, message: Outgoing) -> dict[str, Any]:
        content = message.content
        match message.type:
            case "text":
                payload: dict[str, Any] = {"content": message.text}
            case "image":
                picture = needed(content, "platform_media_id")
                digest = md5(base64.b64decode(picture), usedforsecurity=False).hexdigest()
                payload = {"base64": picture, "md5": digest}
            case "link":
                article = {
                    "title": needed(content, "title", "webhook.send.title_bytes", self._limits),
                    "description": short(content, "description", "webhook.send.description_bytes", self._limits),
                    "url": needed(content, "url"),
                    "picurl": text_of(content, "image_url"),
                }
                return {"msgtype": "news", "news": {"articles": [article]}}
            case _:
                payload = {"media_id": needed(content, "platform_media_id")}
        return {"msgtype": message.type, message.type: payload}
