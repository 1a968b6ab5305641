"""Files by the hash of their content: taken in pieces, checked, kept under names that say nothing."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from app import limits
from app.errors import DiskFull, TooLarge
from app.protocol import MediaState
from app.server import mentions
from app.server.access import Principal, fresh, state_of
from app.server.checks import Refusal
from app.server.database import Database, Tx
from app.server.magic import fits

CHUNK = 256 * 1024
ABANDONED_MS = 7 * 24 * 3600 * 1000
"""An upload nobody continues for this long is forgotten."""


class MediaRoom:
    """The files of all workspaces, in one folder."""

    def __init__(self, root: Path, database: Database) -> None:
        self._root, self._database = root, database
        self._busy: dict[tuple[str, str, str], asyncio.Lock] = {}
        self._most = limits.load().value("heliu.media.file_bytes")

    async def begin(self, who: Principal, media_id: str, size: int, type: str, now_ms: int) -> MediaState:
        """Say what is coming; answers how much of it is here already.

        A file somebody else has brought counts only for those who may read it: who knows no more than its hash must
        bring the bytes.

        Raises:
            TooLarge: larger than any file may be.
            Refusal: bad_fields.
        """
        if not mentions.SHA256.match(media_id) or size < 1:
            raise Refusal("bad_fields", "sha256 is 64 hexadecimal digits, size at least 1")
        if size > self._most:
            raise TooLarge(f"{self._most} bytes are allowed")
        found = await self._database.write(_begin, who, media_id, size, type, now_ms)
        if found is None:
            return MediaState(id=media_id, size=size, offset=size, complete=True)
        offset = await asyncio.to_thread(_length, self._root / found)
        return MediaState(id=media_id, size=size, offset=offset, complete=False)

    async def take(
        self, who: Principal, media_id: str, offset: int, body: AsyncIterator[bytes], now_ms: int
    ) -> MediaState:
        """Append a piece. The last one is followed by the check of hash and type.

        Raises:
            Refusal: not_found (no such upload), offset (not where we are), type (the content is not what was said, or
                not what its hash says: start again).
            TooLarge: more than was announced.
        """
        key = (who.workspace, media_id, who.user_id)
        async with self._busy.setdefault(key, asyncio.Lock()):
            row = await self._database.read(_upload, who, media_id)
            if row is None:
                raise Refusal("not_found")
            size, type, name = row
            path = self._root / name
            have = await asyncio.to_thread(_length, path)
            if offset != have:
                raise Refusal("offset", f"continue at {have}")
            async for piece in body:
                if have + len(piece) > size:
                    raise TooLarge(f"{size} bytes were announced")
                await asyncio.to_thread(_append, path, piece, have)
                have += len(piece)
            if have < size:
                return MediaState(id=media_id, size=size, offset=have, complete=False)
            await self._finish(who, media_id, type, name, now_ms)
        self._busy.pop(key, None)
        return MediaState(id=media_id, size=size, offset=size, complete=True)

    async def find(self, who: Principal, media_id: str) -> tuple[Path, int, str]:
        """Where a file is, its size and type.

        Raises:
            Refusal: not_found, also for those who may not read it.
        """
        name, size, type = await self._database.read(_find, who, media_id)
        return self._root / name, size, type

    async def read(self, workspace: str, media_id: str) -> tuple[bytes, str]:
        """A whole file and its type, for the server itself.

        Raises:
            Refusal: not_found.
        """
        name, _, type = await self._database.read(_file, workspace, media_id)
        return await asyncio.to_thread((self._root / name).read_bytes), type

    async def keep(self, workspace: str, data: bytes, type: str, now_ms: int) -> str:
        """Store what a platform sent; returns its id."""
        media_id = hashlib.sha256(data).hexdigest()
        name = await asyncio.to_thread(self._write_whole, data)
        kept = await self._database.write(_keep, workspace, media_id, len(data), type, name, now_ms)
        if kept != name:
            await asyncio.to_thread((self._root / name).unlink, missing_ok=True)
        return media_id

    async def tidy(self, now_ms: int) -> None:
        """Forget uploads that nobody continues."""
        for name in await self._database.write(_abandoned, now_ms - ABANDONED_MS):
            await asyncio.to_thread((self._root / name).unlink, missing_ok=True)

    async def _finish(self, who: Principal, media_id: str, type: str, name: str, now_ms: int) -> None:
        path = self._root / name
        digest, start = await asyncio.to_thread(_look, path)
        if digest != media_id or not fits(type, start):
            await self._database.write(_forget_upload, who, media_id)
            await asyncio.to_thread(path.unlink, missing_ok=True)
            raise Refusal("type", "the content does not match its hash" if digest != media_id else f"this is no {type}")
        size = path.stat().st_size
        kept = await self._database.write(_keep, who.workspace, media_id, size, type, name, now_ms, who.user_id)
        if kept != name:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    def _write_whole(self, data: bytes) -> str:
        name = _new_name()
        path = self._root / name
        _append(path, data, 0)
        _sync(path)
        return name


async def pieces(path: Path, start: int, stop: int) -> AsyncIterator[bytes]:
    """The bytes of a file from ``start`` to before ``stop``."""
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(start)
        while start < stop and (piece := await asyncio.to_thread(file.read, min(CHUNK, stop - start))):
            start += len(piece)
            yield piece


def _begin(tx: Tx, who: Principal, media_id: str, size: int, type: str, now_ms: int) -> str | None:
    who = fresh(tx, who, state_of(tx, who.workspace))
    if mentions.readable(tx, who, media_id):
        return None
    row = tx.row(
        "SELECT file FROM upload WHERE workspace = ? AND id = ? AND user_id = ? AND size = ?",
        (who.workspace, media_id, who.user_id, size),
    )
    if row is not None:
        name: str = row[0]
        return name
    name = _new_name()
    tx.run(
        "INSERT INTO upload (workspace, id, user_id, size, type, file, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (workspace, id, user_id) DO UPDATE SET size = excluded.size, type = excluded.type,"
        " file = excluded.file, at = excluded.at",
        (who.workspace, media_id, who.user_id, size, type, name, now_ms),
    )
    return name


def _upload(tx: Tx, who: Principal, media_id: str) -> tuple[int, str, str] | None:
    who = fresh(tx, who, state_of(tx, who.workspace))
    row = tx.row(
        "SELECT size, type, file FROM upload WHERE workspace = ? AND id = ? AND user_id = ?",
        (who.workspace, media_id, who.user_id),
    )
    return (row[0], row[1], row[2]) if row else None


def _forget_upload(tx: Tx, who: Principal, media_id: str) -> None:
    tx.run("DELETE FROM upload WHERE workspace = ? AND id = ? AND user_id = ?", (who.workspace, media_id, who.user_id))


def _find(tx: Tx, who: Principal, media_id: str) -> tuple[str, int, str]:
    who = fresh(tx, who, state_of(tx, who.workspace))
    if not mentions.SHA256.match(media_id) or not mentions.readable(tx, who, media_id):
        raise Refusal("not_found")
    return _file(tx, who.workspace, media_id)


def _file(tx: Tx, workspace: str, media_id: str) -> tuple[str, int, str]:
    row = tx.row("SELECT file, size, type FROM media WHERE workspace = ? AND id = ?", (workspace, media_id))
    if row is None:
        raise Refusal("not_found")
    return row[0], row[1], row[2]


def _keep(
    tx: Tx, workspace: str, media_id: str, size: int, type: str, name: str, now_ms: int, user_id: str = ""
) -> str:
    tx.run(
        "INSERT INTO media (workspace, id, size, type, file, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (workspace, media_id, size, type, name, now_ms),
    )
    if user_id:
        tx.run(
            "INSERT INTO holder (workspace, id, user_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (workspace, media_id, user_id),
        )
        tx.run("DELETE FROM upload WHERE workspace = ? AND id = ? AND user_id = ?", (workspace, media_id, user_id))
    return _file(tx, workspace, media_id)[0]


def _abandoned(tx: Tx, before: int) -> list[str]:
    names = [name for (name,) in tx.rows("SELECT file FROM upload WHERE at < ?", (before,))]
    tx.run("DELETE FROM upload WHERE at < ?", (before,))
    return names


def _new_name() -> str:
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _append(path: Path, piece: bytes, at: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "wb") as file:
            file.seek(at)
            file.write(piece)
    except OSError as exc:
        raise DiskFull(str(exc)) from exc


def _look(path: Path) -> tuple[str, bytes]:
    """Hash and first bytes, once the file is safely on the disk."""
    _sync(path)
    with path.open("rb") as file:
        start = file.read(64)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest(), start


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
