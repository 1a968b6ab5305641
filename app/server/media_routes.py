"""Routes that bring files and hand them out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.server.access import Principal
from app.server.checks import Refusal
from app.server.http import Server, body_as, json, number, word
from app.server.magic import SHOWN
from app.server.media import pieces
from app.server.mentions import SHA256

_MOST = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Body of ``POST /v1/media``. ``type`` is the MIME type; ``name`` is for people and not kept."""

    sha256: str
    size: int
    type: str = "application/octet-stream"
    name: str = ""


async def post_media(server: Server, request: Request, who: Principal) -> Response:
    """Say which file is coming."""
    body = await body_as(request, Announcement)
    type = word(body.type, "type", 100)
    return json(await server.media.begin(who, body.sha256, body.size, type, server.now()), request)


async def put_media(server: Server, request: Request, who: Principal) -> Response:
    """Bring the bytes from ``offset`` on."""
    media_id = _id(request)
    offset = number(request, "offset", 0, 0, _MOST)
    return json(await server.media.take(who, media_id, offset, request.stream(), server.now()), request)


async def get_media(server: Server, request: Request, who: Principal) -> Response:
    """The bytes, or one range of them."""
    media_id = _id(request)
    path, size, type = await server.media.find(who, media_id)
    start, stop = _range(request.headers.get("range", ""), size)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, immutable, max-age=31536000",
        "Content-Disposition": "attachment",
        "Content-Length": str(stop - start),
        "ETag": f'"{media_id}"',
        "X-Content-Type-Options": "nosniff",
    }
    status = 200
    if (start, stop) != (0, size):
        status, headers["Content-Range"] = 206, f"bytes {start}-{stop - 1}/{size}"
    shown = type if type in SHOWN else "application/octet-stream"
    return StreamingResponse(pieces(path, start, stop), status, headers, shown)


def _range(header: str, size: int) -> tuple[int, int]:
    """The first range asked for, as start and end; all of it when there is none we understand."""
    unit, _, spans = header.partition("=")
    first, dash, last = spans.partition(",")[0].strip().partition("-")
    if unit.strip() != "bytes" or not dash or not (first + last).isascii() or not (first + last).isdecimal():
        return 0, size
    if len(first) > 18 or len(last) > 18:
        raise Refusal("range")
    if not first:
        return max(0, size - int(last)), size
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if start >= stop:
        raise Refusal("range", f"there are {size} bytes")
    return start, stop


def _id(request: Request) -> str:
    media_id: str = request.path_params["id"]
    if not SHA256.match(media_id):
        raise Refusal("not_found")
    return media_id
