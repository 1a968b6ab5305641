"""What is typed is kept by itself, for the conversation and mode it was typed in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.errors import HeliuError
from app.services import DraftService
from app.store import Part
from ui.kit import notices
from ui.kit.tasks import TaskScope
from ui.pages.inbox.composer_frame import ComposerFrame

SAVE_AFTER = 400
"""Milliseconds of silence after which what is typed is kept."""


def as_data(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Parts as a draft or quick reply keeps them."""
    return [{"type": part.type, "text": part.text, "content": dict(part.content)} for part in parts]


class DraftKeeper(QObject):
    """Binds the composer's field to one draft at a time, and says truthfully whether it is saved."""

    def __init__(self, drafts: DraftService, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._drafts, self._tasks, self._frame = drafts, tasks, frame
        self._conversation_id, self._mode = "", "reply"
        self._filling = self._dirty = False
        self._turn = 0
        self._saving: dict[tuple[str, str], asyncio.Task[Any]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self._save_soon)
        frame.edit.textChanged.connect(self._typed)
        frame.strip.changed.connect(self._typed)

    def turn_to(self, conversation_id: str, mode: str) -> None:
        """Keep what is in the field and bring the draft of another conversation or mode."""
        self._save_soon()
        self._turn += 1
        self._conversation_id, self._mode = conversation_id, mode
        self._fill("", ())
        self._frame.saved.show_text("")
        if conversation_id:
            self._tasks.start(self._restore(self._turn))

    def sent(self) -> None:
        """The words went out: nothing of them is left to keep."""
        self._timer.stop()
        self._fill("", ())
        self._frame.saved.show_text("")
        self._tasks.start(self._drafts.clear(self._conversation_id, self._mode))

    async def put_away(self) -> None:
        """Keep what is typed, now."""
        if self._dirty:
            await self._save(*self._now())

    async def _restore(self, turn: int) -> None:
        # Reading does not wait for writing: who comes back at once must find what was just typed.
        saving = self._saving.pop((self._conversation_id, self._mode), None)
        if saving is not None:
            await asyncio.wait([saving])
        if turn != self._turn:
            return
        draft = await self._drafts.get(self._conversation_id, self._mode)
        if turn == self._turn and draft is not None and not self._dirty:
            self._fill(draft.body, draft.parts)
            self._frame.saved.show_text(self.tr("Draft restored"))

    def _fill(self, text: str, parts: Sequence[Mapping[str, Any]]) -> None:
        self._filling = True
        self._frame.edit.setPlainText(text)
        self._frame.edit.moveCursor(self._frame.edit.textCursor().MoveOperation.End)
        self._frame.strip.restore(parts)
        self._filling = self._dirty = False

    def _typed(self) -> None:
        if not self._filling and self._conversation_id:
            self._dirty = True
            self._frame.saved.show_text(self.tr("Not saved yet…"))
            self._timer.start()

    def _save_soon(self) -> None:
        self._timer.stop()
        if self._dirty:
            place = (self._conversation_id, self._mode)
            saving = self._tasks.start(self._save(*self._now()))
            if saving is not None:
                self._saving[place] = saving

    def _now(self) -> tuple[int, str, str, str, list[dict[str, Any]]]:
        """What is in the field, taken before anything else can be put there."""
        self._dirty = False
        text, parts = self._frame.edit.toPlainText(), as_data(self._frame.strip.parts)
        return self._turn, self._conversation_id, self._mode, text, parts

    async def _save(self, turn: int, conversation_id: str, mode: str, text: str, parts: list[dict[str, Any]]) -> None:
        try:
            await self._drafts.save(conversation_id, text, parts, mode)
        except HeliuError as error:
            words = self.tr("Draft not saved: {0}").format(notices.title_of(error))
            self._frame.saved.show_text(words)
            self._dirty = turn == self._turn
            raise
        if turn == self._turn and not self._dirty:
            self._frame.saved.show_text(self.tr("Draft saved on this computer") if text or parts else "")
