"""From the field to the outbox, and for a moment back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.services import MessageService
from app.store import ConversationRow, Part
from ui.delegates.clocks import beat, due_of, now_ms
from ui.kit import notices, settings
from ui.kit.tasks import TaskScope
from ui.pages.inbox.composer_frame import ComposerFrame

NO_REST = ("", "", 0)


class Sending(QObject):
    """One thing at a time.

    Signals:
        changed: busy or not, or what is offered.
        taken_back(list): parts that did not leave after all.
    """

    changed = Signal()
    taken_back = Signal(list)

    def __init__(self, messages: MessageService, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._messages, self._tasks, self._frame = messages, tasks, frame
        self.busy = False
        self._conversation_id = ""
        self._last: tuple[list[str], list[Part], int] = ([], [], 0)
        self._rest = NO_REST
        frame.undo_button.clicked.connect(self.undo)
        frame.rest_button.clicked.connect(self.continue_rest)
        frame.edit.undo_wished.connect(self.undo)
        beat().timeout.connect(self._show)

    @property
    def offers(self) -> bool:
        """Whether undo or the rest of a reply is on offer."""
        return bool(self._last[0] or self._here[1])

    @property
    def _here(self) -> tuple[str, int]:
        """The rest of a reply in this conversation: one of its parts, and how many there are."""
        conversation_id, *rest = self._rest
        return (rest[0], rest[1]) if conversation_id == self._conversation_id else ("", 0)

    def turn_to(self, conversation_id: str) -> None:
        """Another conversation: what was sent in the one before is no longer at hand here."""
        self._conversation_id, self._last = conversation_id, ([], [], 0)
        self._show()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Nothing else is sent meanwhile."""
        self._be_busy(True)
        try:
            yield
        finally:
            self._be_busy(False)

    async def send(self, row: ConversationRow, parts: Sequence[Part], at: int) -> None:
        """Put the parts on their way, now or at a time (ms); now may mean after the seconds kept for an undo."""
        if at:
            await self._messages.schedule(row.id, parts, at)
            words = self.tr("It goes out {0}, and can be taken back until then").format(due_of(at, now_ms()))
            notices.say(words, tone=notices.Tone.GOOD)
        else:
            hold = settings.undo_seconds.get() * 1000
            ids = await self._messages.send(row.id, parts, hold_ms=hold)
            if hold and row.id == self._conversation_id:
                self._last = (ids, list(parts), now_ms() + hold)

    async def note(self, conversation_id: str, text: str, mentions: list[str]) -> None:
        """Write it down for colleagues."""
        await self._messages.note(conversation_id, text, mentions=mentions)

    async def copy(self, conversation_id: str, text: str) -> None:
        """Put it on the clipboard, and write down that it is sent elsewhere."""
        QGuiApplication.clipboard().setText(text)
        await self._messages.copy_and_mark(conversation_id, text)
        notices.say(self.tr("Copied. Paste it in WeChat; it is marked as sent here."), tone=notices.Tone.GOOD)

    def undo(self) -> None:
        """Take back what has not left yet."""
        ids, parts, until = self._last
        if ids and now_ms() < until:
            self._last = ([], [], 0)
            self._tasks.start(self._undo(ids, parts))
        self._show()

    async def _undo(self, ids: list[str], parts: list[Part]) -> None:
        for message_id in ids:
            await self._messages.withdraw(message_id)
        self.taken_back.emit(parts)

    def show_rest(self, conversation_id: str, message_id: str, count: int) -> None:
        """Where parts are held back behind a failed one, any of them, and how many."""
        self._rest = (conversation_id, message_id, count)
        self._show()

    def continue_rest(self) -> None:
        """Send them."""
        message_id, count = self._here
        if count:
            self._rest = NO_REST
            self._tasks.start(self._messages.continue_batch(message_id))
            self._show()

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
        self._show()

    def _show(self) -> None:
        left = (self._last[2] - now_ms() + 999) // 1000 if self._last[0] else 0
        if left <= 0:
            self._last = ([], [], 0)
        before = (self._frame.undo_button.text(), self._frame.rest_button.text())
        undo = self.tr("Take it back ({0} s)").format(left) if left > 0 else ""
        rest = self.tr("Send the %n remaining part(s)", "", self._here[1]) if self._here[1] else ""
        if (undo, rest) != before:
            self._frame.offer(self._frame.undo_button, undo)
            self._frame.offer(self._frame.rest_button, rest)
            self.changed.emit()
