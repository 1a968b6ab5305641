"""Files on their way into an answer: checked one after the other, kept, shown in the order they came."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtGui import QDropEvent, QImage

from app.errors import HeliuError
from app.store import ConversationRow, Part
from ui.delegates.pictures import decode
from ui.kit import notices
from ui.kit.dialogs import ask, choose_files
from ui.kit.tasks import TaskScope
from ui.pages.inbox.attachments import picture_of
from ui.pages.inbox.composer_desk import Shelf
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.file_check import look_at, save_pasted
from ui.pages.inbox.picture_dialog import MOST_PIXELS, PictureDialog
from ui.pages.inbox.reply_edit import files_of


class Attaching(QObject):
    """``whose`` names the conversation that takes files now, or None."""

    def __init__(
        self, shelf: Shelf, tasks: TaskScope, frame: ComposerFrame, whose: Callable[[], ConversationRow | None]
    ) -> None:
        super().__init__(frame)
        self._shelf, self._tasks, self._frame, self._whose = shelf, tasks, frame, whose
        self._turn = asyncio.Lock()
        frame.edit.image_pasted.connect(self._image_pasted)
        frame.edit.files_given.connect(self._files_given)
        frame.edit.too_long.connect(self._too_long)
        talk = frame.parentWidget() or frame
        talk.setAcceptDrops(True)
        talk.installEventFilter(self)
        frame.strip.opened.connect(lambda part: self._tasks.start(self._preview(part)))
        frame.image_button.clicked.connect(lambda: self._tasks.start(self._choose("image")))
        frame.file_button.clicked.connect(lambda: self._tasks.start(self._choose("file")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files may be let go anywhere on the talk; words only where they are written."""
        if isinstance(event, QDropEvent) and (files := files_of(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._files_given(files)
            return True
        return super().eventFilter(watched, event)

    def _image_pasted(self, image: QImage) -> None:
        self._tasks.start(self._attach_image(image))

    def _too_long(self, length: int) -> None:
        words = self.tr("{0} characters are too many for a message: save them as a file and send that")
        notices.say(words.format(QLocale().toString(length)), tone=notices.Tone.WARN)

    def _files_given(self, paths: Sequence[Path]) -> None:
        self._tasks.start(self._attach(paths))

    async def _choose(self, kind: str) -> None:
        patterns = self.tr("Pictures (*.png *.jpg *.jpeg *.gif)") if kind == "image" else self.tr("All files (*)")
        await self._attach(await choose_files(self._frame, self.tr("Attach"), patterns))

    async def _attach_image(self, image: QImage) -> None:
        row = self._whose()
        async with self._turn:
            with tempfile.TemporaryDirectory(prefix="heliu-") as folder:
                path = await asyncio.to_thread(save_pasted, image, Path(folder))
                await self._take([path], row)

    async def _attach(self, paths: Sequence[Path]) -> None:
        row = self._whose()
        async with self._turn:  # what is dropped second stands second, however large the first is
            await self._take(paths, row)

    async def _take(self, paths: Sequence[Path], row: ConversationRow | None) -> None:
        """Check each file, keep it, show it; one that the platform would refuse is named and left out."""
        if row is None:
            if paths:
                notices.say(self.tr("Files cannot be sent here"), tone=notices.Tone.WARN)
            return
        for path in paths:
            try:
                part = await asyncio.to_thread(look_at, row.account_kind, path)
                media_id = await self._shelf.keep(path)
            except HeliuError as error:
                notices.say(error)
                continue
            now = self._whose()
            if now is None or now.id != row.id:
                return
            self._frame.strip.extend([{**part, "content": {"media_id": media_id, **part["content"]}}])

    async def _preview(self, part: Part) -> None:
        """Look at a picture before it goes."""
        if media_id := picture_of(part):
            data = await asyncio.to_thread(self._shelf.path_of(media_id).read_bytes)
            image = await asyncio.to_thread(decode, data, MOST_PIXELS)
            if not image.isNull():
                await ask(PictureDialog(image, self._frame))
