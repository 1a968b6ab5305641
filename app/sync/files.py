"""Attachments on this machine: kept by their content, sent before the edit that speaks of them, fetched when shown."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import BadInput, Refused
from app.protocol import Mutation

if TYPE_CHECKING:
    from app.net.api import Api


_ID = re.compile(r"[0-9a-f]{64}")
_NO_FILE = "no-such-file"


class Files:
    """``directory`` holds each file under its content's SHA-256, without an extension: nothing opens it by itself.

    Ids come from outside. One that is no SHA-256 names no file here or anywhere else on this computer.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._there: set[str] = set()

    def path_of(self, media_id: str) -> Path:
        """Where a file is, or would be."""
        return self._directory / (media_id if _ID.fullmatch(media_id) else _NO_FILE)

    async def keep(self, source: Path) -> str:
        """Copy a file that the agent attaches, so that it can be sent even when the original is gone. Its id.

        Raises:
            BadInput: it cannot be read.
        """
        try:
            return await asyncio.to_thread(self._copy, source)
        except OSError as exc:
            raise BadInput(f"{source.name}: {exc.strerror}") from exc

    async def fetch(self, api: Api, media_id: str) -> Path:
        """The file, brought from the server unless it is here.

        Raises:
            Refused: there is no such file.
        """
        path = self.path_of(media_id)
        if path.name == _NO_FILE:
            raise Refused("no file is called so")
        if not await asyncio.to_thread(path.exists):
            await api.download(media_id, path)
        return path

    async def carry(self, api: Api, mutation: Mutation) -> None:
        """Bring the files an edit speaks of to the server, those that are here and not there.

        Raises:
            Refused: the server does not take one of them.
            Offline: later.
        """
        for content in _contents(mutation.fields):
            for media_id in (content.get("media_id"), content.get("thumb_media_id")):
                if isinstance(media_id, str) and media_id and media_id not in self._there:
                    await self._bring(api, media_id, content)

    async def _bring(self, api: Api, media_id: str, content: Mapping[str, Any]) -> None:
        path = self.path_of(media_id)
        if await asyncio.to_thread(path.exists):
            name = str(content.get("file_name") or media_id)
            kind = str(content.get("mime") or mimetypes.guess_type(name)[0] or "application/octet-stream")
            await api.upload(path, media_id=media_id, type=kind, name=name)
            self._there.add(media_id)

    def _copy(self, source: Path) -> str:
        self._directory.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as file:
            media_id = hashlib.file_digest(file, "sha256").hexdigest()
        target = self.path_of(media_id)
        if not target.exists():
            fresh = target.with_name(f"{media_id}.{os.getpid()}.new")
            shutil.copyfile(source, fresh)
            fresh.replace(target)
        return media_id


def _contents(fields: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A message's content, and that of each part of a reply."""
    parts = fields.get("parts")
    for holder in (fields, *(parts if isinstance(parts, list) else ())):
        content = holder.get("content") if isinstance(holder, dict) else None
        if isinstance(content, dict):
            yield content
