"""Temporary files: the same calls on every platform, and a thumbnail for cards that have none."""

from __future__ import annotations

import mimetypes
from collections.abc import Container
from dataclasses import replace
from urllib.parse import urlsplit

import httpx

from app.channels.calling import Caller, Means, fields_of
from app.channels.contract import Outgoing, Received
from app.channels.dispositions import name_in
from app.channels.errcodes import NEEDS_RANGE
from app.channels.parsing import number_of, text_of
from app.channels.thumbnail import THUMBNAIL, THUMBNAIL_NAME
from app.errors import ChannelBusy, ChannelError

_PIECE = 8 * 1024 * 1024
"""Of a large file; the platform wants multiples of 16."""

_PLATFORM_HOSTS = (".qq.com", ".qpic.cn")


class MediaLine:
    """Upload and download of one account. ``lifetime``: the limit that says how long the platform keeps a file."""

    def __init__(self, caller: Caller, means: Means, *, lifetime: str) -> None:
        self._caller, self._limits, self._now = caller, means.limits, means.now
        self._lifetime = means.limits.value(lifetime)
        self._thumbnail = ""
        self._thumbnail_until = 0.0

    async def upload(self, data: bytes, *, name: str, type: str) -> str:
        """Upload; sizes and types were checked before."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        reply = await self._caller.call("/cgi-bin/media/upload", query={"type": type}, file=(name, data, mime))
        media_id = text_of(reply, "media_id") or text_of(reply, "thumb_media_id")
        if not media_id:
            raise ChannelBusy("an upload's answer without an id")
        return media_id

    async def with_thumbnail(self, message: Outgoing, types: Container[str]) -> Outgoing:
        """The message; with a plain thumbnail if it is of one of the ``types`` and has none of its own."""
        if message.type not in types or message.content.get("thumb_platform_media_id"):
            return message
        if not self._thumbnail or self._now() >= self._thumbnail_until:
            self._thumbnail = await self.upload(THUMBNAIL, name=THUMBNAIL_NAME, type="image")
            self._thumbnail_until = self._now() + self._lifetime / 2
        return replace(message, content=message.content | {"thumb_platform_media_id": self._thumbnail})

    async def download(self, media_id: str) -> Received:
        """A file with what the platform says of it; a name that is only the file's id there is none."""
        response = await self._get(media_id)
        fields = fields_of(response)
        if number_of(fields, "errcode") == NEEDS_RANGE:
            return await self._in_pieces(media_id)
        if url := text_of(fields, "video_url"):
            response = await self._caller.respond(self._checked(url))
        elif fields:
            raise self._caller.error(number_of(fields, "errcode"))
        if response.status_code != 200:
            raise ChannelBusy(f"HTTP {response.status_code}")
        return _received(media_id, response.content, response)

    async def _get(self, media_id: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self._caller.file("/cgi-bin/media/get", query={"media_id": media_id}, headers=headers)

    async def _in_pieces(self, media_id: str) -> Received:
        whole = bytearray()
        most = self._limits.value("heliu.media.download_bytes")
        while True:
            response = await self._get(media_id, {"Range": f"bytes={len(whole)}-{len(whole) + _PIECE - 1}"})
            if response.status_code != 206:
                raise ChannelBusy(f"HTTP {response.status_code} for a piece")
            whole += response.content
            if len(whole) > most:
                raise ChannelError(f"a file of more than {most} bytes")
            if len(response.content) < _PIECE:
                return _received(media_id, bytes(whole), response)

    def _checked(self, url: str) -> str:
        """Only the platform's own hosts: an address in an answer must not lead us into the company's network."""
        host, own = urlsplit(url).hostname or "", urlsplit(self._caller.credentials.base_url).hostname
        if host != own and not host.endswith(_PLATFORM_HOSTS):
            raise ChannelError("a file at a foreign address")
        return url


def _received(media_id: str, data: bytes, response: httpx.Response) -> Received:
    content_type: str = response.headers.get("content-type", "application/octet-stream")
    said = dict(response.headers.raw).get(b"content-disposition", b"")
    name = name_in(said)
    return Received(
        data=data, type=content_type.partition(";")[0].strip(), name="" if name.startswith(media_id) else name
    )
