"""Choosing and writing the further parts of a quick reply, and bringing their pictures."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import HeliuError
from ui.delegates.pictures import Pictures
from ui.kit.dialogs import ask, choose_files
from ui.kit.part_dialog import PICTURES, PartDialog
from ui.kit.tasks import TaskScope
from ui.pages.quick_replies.parts import PartList

if TYPE_CHECKING:
    from app.session import Session


class PartDesk(QObject):
    """Stands behind a list of parts; its dialogs lie over ``page``."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._tasks = TaskScope(self)
        self.pictures = Pictures(self._locate, self)

    def serve(self, parts: PartList) -> None:
        """Do what is asked for there."""
        self._parts = parts
        parts.files_asked.connect(lambda: self._tasks.start(self._add_files()))
        parts.write_asked.connect(lambda *part: self._tasks.start(self._write(*part)))

    def _locate(self, media_id: str) -> Path | None:
        path = self._session.files.path_of(media_id)
        if path.exists():
            return path
        self._tasks.start(self._bring(media_id))
        return None

    async def _bring(self, media_id: str) -> None:
        with contextlib.suppress(HeliuError):  # without a line the sign of its kind stays in place of the picture
            await self._session.fetch_file(media_id)
            self.pictures.arrived(media_id)

    async def _add_files(self) -> None:
        for path in await choose_files(self._page, self.tr("Add pictures or files"), self.tr("All files (*)")):
            media_id = await self._session.files.keep(path)
            size = (await asyncio.to_thread(path.stat)).st_size
            kind = "image" if path.suffix.lower() in PICTURES else "file"
            content = {"media_id": media_id, "file_name": path.name, "size": size}
            self._parts.put({"type": kind, "text": "", "content": content}, -1)

    async def _write(self, part: dict[str, Any], at: int) -> None:
        dialog = PartDialog(part, self._session.files.keep, self._page)
        if await ask(dialog):
            self._parts.put(dialog.part, at)
