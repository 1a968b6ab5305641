"""Files of messages: pictures are looked at here, everything else is saved where the agent says."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from app.errors import BadInput, HeliuError
from app.store import MessageRow
from ui.delegates.message_parts.images import media_of
from ui.delegates.pictures import Pictures, decode
from ui.delegates.plain import file_name
from ui.kit.dialogs import ask, choose_target
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import label

LARGEST = 2400
"""Pixels of the longer side of a picture that is looked at."""


class Shelf(Protocol):
    """Where files stand on this machine."""

    def path_of(self, media_id: str) -> Path: ...


class Source(Protocol):
    """Who has the files, and brings those that are not here."""

    files: Shelf

    async def fetch_file(self, media_id: str) -> Path: ...


class PictureDialog(QDialog):
    """A picture as large as the window allows; Escape closes it."""

    def __init__(self, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(self.tr("Picture"))
        self._pixmap = QPixmap.fromImage(image)
        self._face: QLabel = label()
        self._face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._face.setMinimumSize(120, 120)
        self._face.setAccessibleName(self.tr("Picture"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._face)
        room = parent.window().size() * 0.85
        self.resize(
            self._pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._pixmap.size())
            + QSize(24, 24)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.size() - QSize(24, 24)
        ratio = self.devicePixelRatioF()
        shown = self._pixmap.scaled(
            room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._face.setPixmap(shown)


class Media(QObject):
    """The files of a desk's messages."""

    def __init__(self, source: Source, tasks: TaskScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._source, self._tasks, self._parent = source, tasks, parent
        self.pictures = Pictures(self._locate, self)

    def _locate(self, media_id: str) -> Path | None:
        path = self._source.files.path_of(media_id)
        if path.exists():
            return path
        self._tasks.start(self._bring(media_id))
        return None

    async def _bring(self, media_id: str) -> None:
        # Without a line the place of the picture stays; a click on it tries again, and then says why.
        with contextlib.suppress(HeliuError):
            await self._source.fetch_file(media_id)
            self.pictures.arrived(media_id)

    async def open(self, row: MessageRow) -> None:
        """Show the picture of a message, or save its file; nothing is ever run.

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
            image = await asyncio.to_thread(lambda: decode(path.read_bytes(), LARGEST))
            if image.isNull():
                raise BadInput(tr("Media", "This is no picture that can be shown safely"))
            await ask(PictureDialog(image, self._parent))
            return
        name = file_name(str(row.content.get("file_name") or media_id[:12]))
        target = await choose_target(self._parent, tr("Media", "Save the file"), name, "")
        if target is not None:
            await asyncio.to_thread(shutil.copyfile, path, target)
