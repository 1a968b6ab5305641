"""Files to and from the server: content-addressed, in pieces, continued where the line broke."""

from __future__ import annotations

import asyncio
import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.errors import DiskFull, Offline, StoreDamaged
from app.net.line import Line, decoded
from app.net.translation import check
from app.protocol import MediaState, encode

T = TypeVar("T")
PIECE = 1024 * 1024
"""Bytes sent in one request."""

Progress = Callable[[int, int], None]
"""Told bytes done and bytes in all."""


def untold(done: int, size: int) -> None:
    """Nobody is watching."""


def sha256_of(path: Path) -> str:
    """The id of a file's content. Blocks: call it in a thread."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def upload(line: Line, path: Path, *, media_id: str, type: str, name: str, progress: Progress = untold) -> None:
    """Bring a file to the server; at once when it has that content already.

    Raises:
        Offline: call again, it goes on where it stopped.
        Refused, TooLarge: the server does not take such a file.
        StoreDamaged: the file cannot be read.
    """
    size = (await _guarded(path.stat)).st_size
    about = {"sha256": media_id, "size": size, "type": type, "name": name}
    state = await _state(line, "POST", "/v1/media", encode(about))
    while not state.complete:
        start = state.offset
        piece = await _guarded(_piece, path, state.offset)
        if not piece:
            raise StoreDamaged(f"{path.name} became shorter while it was sent")
        state = await _state(line, "PUT", f"/v1/media/{media_id}?offset={start}", piece)
        if not state.complete and state.offset <= start:
            raise Offline("the upload does not move")
        progress(state.offset, size)


async def download(line: Line, media_id: str, target: Path, *, progress: Progress = untold) -> None:
    """Bring a file from the server to ``target``, which appears only when it is whole and right.

    Raises:
        Offline: call again, it goes on where it stopped.
        Refused: there is no such file, or not for this agent.
        DiskFull, StoreDamaged: it cannot be written.
    """
    part = target.with_name(target.name + ".part")
    done = await _guarded(_begun, part)
    async with line.answer(
        "GET", f"/v1/media/{media_id}", headers={"Range": f"bytes={done}-"} if done else {}
    ) as reply:
        if reply.status_code != 416:  # 416: all of it is here already
            check(reply, content_types=(reply.headers.get("Content-Type", "").partition(";")[0].strip().lower(),))
            if reply.status_code != 206:
                done = 0
            size = done + int(reply.headers.get("Content-Length", 0))
            mode = "ab" if done else "wb"
            async for data in reply.aiter_bytes(PIECE):
                await _guarded(_append, part, data, mode)
                mode, done = "ab", done + len(data)
                progress(done, size)
    if await _guarded(sha256_of, part) != media_id:
        await _guarded(part.unlink)
        raise Offline("the file arrived damaged")
    await _guarded(part.replace, target)


async def _state(line: Line, method: str, path: str, content: bytes) -> MediaState:
    return decoded(await line.call(method, path, content=content), MediaState)


def _piece(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(PIECE)


def _begun(part: Path) -> int:
    """How much of the file is here already."""
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.stat().st_size if part.exists() else 0


def _append(path: Path, data: bytes, mode: str) -> None:
    with path.open(mode) as file:
        file.write(data)


async def _guarded(work: Callable[..., T], *args: object) -> T:
    """File work in a thread, its failures as ours."""
    try:
        return await asyncio.to_thread(work, *args)
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(str(exc)) from exc
        raise StoreDamaged(str(exc)) from exc
