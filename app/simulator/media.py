"""Temporary files: what may be uploaded, for how long it stays, how it is fetched."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from app.limits import Limits
from app.simulator.clock import Clock
from app.simulator.refusal import Refusal
from app.simulator.world import App, Media, World

_MAGIC = {
    "image/png": b"\x89PNG",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "audio/amr": b"#!AMR",
    "audio/mpeg": b"ID3",
}
_TYPES = {
    True: {
        "image": ("image/png", "image/jpeg"),
        "voice": ("audio/amr",),
        "video": ("video/mp4",),
        "file": (),
    },
    False: {
        "image": ("image/png", "image/jpeg", "image/gif"),
        "voice": ("audio/amr", "audio/mpeg"),
        "video": ("video/mp4",),
        "thumb": ("image/jpeg",),
    },
}


class MediaShelf:
    """The files of both platforms."""

    def __init__(self, world: World, clock: Clock, limits: Limits) -> None:
        self._world, self._clock, self._limits = world, clock, limits

    def upload(self, app: App, type: str, body: bytes, content_type: str) -> dict[str, Any]:
        """media/upload."""
        allowed = _TYPES[app.is_wecom].get(type)
        if allowed is None:
            raise Refusal(40004)
        name, data = _file_in(body, content_type)
        if len(data) < self._limits.value("wecom.media.min_bytes"):
            raise Refusal(44001)
        prefix = "wecom" if app.is_wecom else "mp"
        if len(data) > self._limits.value(f"{prefix}.media.{type}_bytes"):
            raise Refusal(40009 if type == "image" else 40006)
        mime = _mime(data)
        if allowed and mime not in allowed:
            raise Refusal(40005)
        media_id = self.keep(app, type, name, data)
        stamp = int(self._clock.now())
        field = "thumb_media_id" if type == "thumb" else "media_id"
        return {"type": type, field: media_id, "created_at": str(stamp) if app.is_wecom else stamp}

    def keep(self, app: App, type: str, name: str, data: bytes) -> str:
        """Put a file on the shelf; its id."""
        media_id = secrets.token_urlsafe(48)
        until = self._clock.now() + self._limits.value("wecom.media.lifetime")
        self._world.media[media_id] = Media(
            owner=app.app_id, type=type, name=name, mime=_mime(data), data=data, until=until
        )
        return media_id

    def find(self, app: App, media_id: object) -> Media:
        """A file an app may use.

        Raises:
            Refusal: there is none, it belongs to another, or it is more than three days old.
        """
        media = self._world.media.get(media_id) if isinstance(media_id, str) else None
        if media is None or media.owner != app.app_id or self._clock.now() >= media.until:
            raise Refusal(40007)
        return media

    def get(self, app: App, media_id: str, range_header: str, video_base: str) -> Response:
        """media/get: the bytes, a piece of them, or (public accounts' videos) an address."""
        media = self.find(app, media_id)
        if media.type == "video" and not app.is_wecom:
            return JSONResponse({"video_url": f"{video_base}/{media_id}"})
        return self.serve(media_id, media, range_header)

    def serve(self, media_id: str, media: Media, range_header: str = "") -> Response:
        """The bytes with their headers; only what was sent as a file is called what it was called."""
        called = media.name if media.type == "file" else ""
        quoted = quote(called or f"{media_id}.{media.mime.rpartition('/')[2]}")
        headers = {"Content-Disposition": f"attachment; filename=\"{quoted}\"; filename*=UTF-8''{quoted}"}
        if not range_header:
            if len(media.data) > self._limits.value("wecom.media.whole_bytes"):
                raise Refusal(830002)
            return Response(media.data, media_type=media.mime, headers=headers)
        first, _, last = range_header.removeprefix("bytes=").partition("-")
        if not (first.isdigit() and last.isdigit()) or int(first) % 16 or int(first) > len(media.data):
            raise Refusal(40146)
        piece = media.data[int(first) : int(last) + 1]
        headers["Content-Range"] = f"bytes {first}-{int(first) + len(piece) - 1}/{len(media.data)}"
        return Response(piece, status_code=206, media_type=media.mime, headers=headers)


def _mime(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "video/mp4"
    return next((mime for mime, start in _MAGIC.items() if data.startswith(start)), "application/octet-stream")


def _file_in(body: bytes, content_type: str) -> tuple[str, bytes]:
    """Name and bytes of the form field ``media``."""
    _, _, boundary = content_type.partition("boundary=")
    for part in body.split(b"--" + boundary.strip('"').encode()) if boundary else []:
        head, found, data = part.partition(b"\r\n\r\n")
        text = head.decode(errors="replace")
        if found and 'name="media"' in text and 'filename="' in text:
            name = text.partition('filename="')[2].partition('"')[0]
            return name, data.removesuffix(b"\r\n")
    raise Refusal(41005)
