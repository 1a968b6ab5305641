"""Files of messages: pictures are looked at here, sound and video are played, all else is saved where one says."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime
from mimetypes import guess_extension
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.errors import BadInput, HeliuError, Offline
from app.rules.file_names import harmless
from app.store import MessageRow
from ui.delegates.message_parts.images import media_of
from ui.delegates.pictures import Pictures, decode, format_of
from ui.kit.dialogs import ask, choose_target
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.pages.inbox.picture_dialog import MOST_PIXELS, PictureDialog
from ui.pages.inbox.playing import HEAD, stage, suffix_of


class Shelf(Protocol):
    """Where files stand on this machine."""

    def path_of(self, media_id: str) -> Path: ...


class Source(Protocol):
    """Who has the files, and brings those that are not here."""

    files: Shelf

    async def fetch_file(self, media_id: str) -> Path: ...


class Media(QObject):
    """The files of a desk's messages."""

    def __init__(
        self,
        source: Source,
        tasks: TaskScope,
        parent: QWidget,
        play: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._source, self._tasks, self._parent, self._play = source, tasks, parent, play
        self.pictures = Pictures(self._locate, self)
        self._missed: set[str] = set()

    def look_again(self) -> None:
        """There is a line again: bring the pictures in sight that could not be brought without it."""
        missed, self._missed = self._missed, set()
        for media_id in missed:
            self.pictures.look_again(media_id)

    def _locate(self, media_id: str) -> Path | None:
        path = self._source.files.path_of(media_id)
        if path.exists():
            return path
        self._tasks.start(self._bring(media_id))
        return None

    async def _bring(self, media_id: str) -> None:
        # Without the file the place of the picture stays; a click on it tries again, and then says why.
        try:
            await self._source.fetch_file(media_id)
        except Offline:
            self._missed.add(media_id)
        except HeliuError:
            return
        else:
            self.pictures.arrived(media_id)

    async def open(self, row: MessageRow) -> None:
        """Show the picture of a message, play its sound or video, or save its file; nothing is ever run.

        A sound or video is known by its bytes, never by its name.

        Raises:
            BadInput: the platform has not handed the file over, or it is no picture.
            Offline: it is not here and cannot be fetched now.
        """
        media_id = media_of(row)
        if not media_id:
            raise BadInput(tr("Media", "The file of this message is not here"))
        path = await self._source.fetch_file(media_id)
        if row.type == "image":
            self.pictures.look_again(media_id)
            image = await asyncio.to_thread(lambda: decode(path.read_bytes(), MOST_PIXELS))
            if image.isNull():
                raise BadInput(tr("Media", "This is no picture that can be shown safely"))
            if await ask(PictureDialog(image, self._parent, can_save=True)) == PictureDialog.SAVE:
                await self._save(path, row)
            return
        if row.type in ("voice", "video", "shortvideo"):
            staged = await asyncio.to_thread(stage, path)
            if staged is not None:
                self._play(QUrl.fromLocalFile(str(staged)))
                return
        await self._save(path, row)

    async def _save(self, path: Path, row: MessageRow) -> None:
        """A copy where the agent says; without a name it is called by its moment."""
        called = row.content.get("file_name")
        name = harmless(str(called or "")) or await asyncio.to_thread(_name_by_moment, path, row)
        target = await choose_target(self._parent, tr("Media", "Save the file"), name, "")
        if target is not None:
            await asyncio.to_thread(shutil.copyfile, path, target)


def _name_by_moment(path: Path, row: MessageRow) -> str:
    """With the ending that the bytes prove, else the one of the type that the platform named."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = format_of(head)
    ending = f".{kind}" if kind else suffix_of(head) or guess_extension(str(row.content.get("mime", ""))) or ""
    return f"{datetime.fromtimestamp(row.at / 1000):%Y-%m-%d %H.%M.%S}{ending}"
