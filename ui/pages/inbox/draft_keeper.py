"""What is typed is kept by itself, for the conversation and mode it was typed in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.errors import HeliuError
from app.services import DraftService
from app.store import Changes, Part
from ui.kit import notices
from ui.kit.tasks import TaskScope
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.quoting import with_quote, without_quote
from ui.pages.inbox.triggers import Kind, trigger_before

SAVE_AFTER, AT_THE_LATEST = 400, 2000
"""Milliseconds of silence after which what is typed is kept; and how long one who never rests may type unkept."""


def as_data(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Parts as a draft or quick reply keeps them."""
    return [{"type": part.type, "text": part.text, "content": dict(part.content)} for part in parts]


def worth_keeping(text: str) -> str:
    """What of ``text`` a draft keeps: a ``/fh`` or ``:xi`` that only opened a list is no beginning of an answer."""
    trigger = trigger_before(text)
    bare = trigger is not None and trigger.kind in (Kind.REPLY, Kind.EMOJI) and trigger.length == len(text)
    return "" if bare else text


class DraftKeeper(QObject):
    """Binds the composer's field to one draft at a time, and says truthfully whether it is saved.

    Signals:
        restored(str): these words stand in the field again.
    """

    restored = Signal(str)

    def __init__(self, drafts: DraftService, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._drafts, self._tasks, self._frame = drafts, tasks, frame
        self._conversation_id, self._mode = "", "reply"
        self.filling = self._dirty = False
        """filling: the program writes into the field, not the agent."""
        self._turn = 0
        self._restored = -1
        self._saving: dict[tuple[str, str], asyncio.Task[Any]] = {}
        self._unkept = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self._save_soon)
        frame.edit.textChanged.connect(self._typed)
        frame.strip.changed.connect(self._typed)
        self.destroyed.connect(drafts.feed.subscribe(self._on_changes))

    def turn_to(self, conversation_id: str, mode: str) -> None:
        """Keep what is in the field and bring the draft of another conversation or mode."""
        self._save_soon()
        self._turn += 1
        self._conversation_id, self._mode = conversation_id, mode
        self._fill("", ())
        self._frame.saved.show_text("")
        if conversation_id:
            self._tasks.start(self._restore(self._turn, conversation_id, mode))

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

    async def _restore(self, turn: int, conversation_id: str, mode: str) -> None:
        # Reading does not wait for writing: who comes back at once must find what was just typed.
        saving = self._saving.get((conversation_id, mode))
        if saving is not None:
            await asyncio.wait([saving])
        if turn != self._turn:
            return
        draft = await self._drafts.get(conversation_id, mode)
        if turn != self._turn:
            return
        self._restored = turn
        if draft is not None and not self._dirty:
            self._fill(draft.body, draft.parts)
            self._frame.saved.show_text(self.tr("Draft restored"))
            self.restored.emit(draft.body)

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("draft") and self._conversation_id and not self._busy():
            self._tasks.start(self._follow(self._turn))

    def _busy(self) -> bool:
        saving = self._saving.get((self._conversation_id, self._mode))
        return self._dirty or self._restored != self._turn or (saving is not None and not saving.done())

    async def _follow(self, turn: int) -> None:
        """What was typed or sent at another desk of mine shows here, unless something is being typed here too."""
        draft = await self._drafts.get(self._conversation_id, self._mode)
        here = self._contents()
        there = (draft.body, [dict(part) for part in draft.parts]) if draft is not None else ("", [])
        if turn == self._turn and not self._busy() and there != here:
            self._fill(*there)
            self._frame.saved.show_text(self.tr("Changed at another desk of yours"))

    def _fill(self, text: str, parts: Sequence[Mapping[str, Any]]) -> None:
        self.filling = True
        self._frame.edit.setPlainText(text)
        self._frame.edit.moveCursor(self._frame.edit.textCursor().MoveOperation.End)
        self._frame.reply_to, rest = without_quote(parts)
        self._frame.strip.restore(rest)
        self.filling = self._dirty = False

    def _typed(self) -> None:
        if not self.filling and self._conversation_id:
            if not self._dirty:
                self._unkept.start()
            self._dirty = True
            self._frame.saved.show_text(self.tr("Not saved yet…"))
            if not self._timer.isActive() or self._unkept.elapsed() < AT_THE_LATEST:
                self._timer.start()

    def _save_soon(self) -> None:
        self._timer.stop()
        if self._dirty:
            place = (self._conversation_id, self._mode)
            saving = self._tasks.start(self._save(*self._now()))
            if saving is not None:
                self._saving[place] = saving
                saving.add_done_callback(lambda done: self._forget(place, done))

    def _forget(self, place: tuple[str, str], done: asyncio.Task[Any]) -> None:
        if self._saving.get(place) is done:
            del self._saving[place]

    def _contents(self) -> tuple[str, list[Mapping[str, Any]]]:
        """Words and parts worth keeping."""
        text = worth_keeping(self._frame.edit.toPlainText())
        return text, with_quote(self._frame.reply_to, text, as_data(self._frame.strip.parts))

    def _now(self) -> tuple[int, str, str, str, list[Mapping[str, Any]]]:
        """What is in the field, taken before anything else can be put there."""
        self._dirty = False
        return self._turn, self._conversation_id, self._mode, *self._contents()

    async def _save(
        self, turn: int, conversation_id: str, mode: str, text: str, parts: list[Mapping[str, Any]]
    ) -> None:
        try:
            await self._drafts.save(conversation_id, text, parts, mode)
        except HeliuError as error:
            words = self.tr("Draft not saved: {0}").format(notices.title_of(error))
            self._frame.saved.show_text(words)
            self._dirty = turn == self._turn
            raise
        if turn == self._turn and not self._dirty:
            self._frame.saved.show_text(self.tr("Draft saved on this computer") if text or parts else "")
