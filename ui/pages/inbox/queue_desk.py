"""Those who have no agent yet: how many they are, who is next, and “I take them”."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from app.services import ConversationService, Queue
from app.store import Changes
from ui.kit import notices
from ui.kit.tasks import TaskScope
from ui.pages.inbox.queue_chip import QueueChip
from ui.pages.inbox.queue_preview import SHOWN, QueuePreview

PAUSE = 500
"""Milliseconds between two looks at the queue, at least; a look may take no more than a fifth of the time."""


class QueueDesk(QObject):
    """Keeps the number on the chip true, and takes.

    Signals:
        taken(str): this conversation is mine now.
        all_wished: the agent wants to see everything that is nobody's.
    """

    taken = Signal(str)
    all_wished = Signal()

    def __init__(self, conversations: ConversationService, chip: QueueChip, tasks: TaskScope) -> None:
        super().__init__(chip)
        self._conversations, self._chip, self._tasks = conversations, chip, tasks
        self._queue = Queue()
        self._preview: QueuePreview | None = None
        self._looking, self._cost = False, 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        chip.clicked.connect(self.show_preview)
        self.destroyed.connect(conversations.feed.subscribe(self._on_changes))
        self._look()

    def show_preview(self) -> None:
        """Let the agent see who is next, and choose."""
        preview = QueuePreview(self._queue, self._chip)
        preview.taken.connect(self.take)
        preview.all_wished.connect(self.all_wished)
        preview.destroyed.connect(self._forget_preview)
        self._preview = preview
        preview.move(self._chip.mapToGlobal(QPoint(0, self._chip.height() + 4)))
        preview.show()

    def take_next(self) -> None:
        """Make the conversation of whoever has waited longest mine."""
        self._tasks.start(self._take_first())

    def take(self, conversation_id: str) -> None:
        """Make this one mine, unless a colleague was faster: then that is said."""
        self._tasks.start(self._take(conversation_id))

    async def _take_first(self) -> None:
        queue = await self._conversations.queue(1)
        if queue.first:
            await self._take(queue.first[0].id)
        else:
            notices.say(self.tr("Nobody waits in the queue"))

    async def _take(self, conversation_id: str) -> None:
        await self._conversations.take(conversation_id)
        self.taken.emit(conversation_id)

    # -- the number

    def _forget_preview(self) -> None:
        self._preview = None

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("conversation") and not self._pause.isActive():
            self._pause.start(max(PAUSE, int(self._cost * 4000)))

    def _look(self) -> None:
        if self._looking:
            self._pause.start(PAUSE)
            return
        self._looking = True
        self._tasks.start(self._count())

    async def _count(self) -> None:
        started = time.perf_counter()
        try:
            self._queue = await self._conversations.queue(SHOWN)
        finally:
            self._looking = False
            self._cost = time.perf_counter() - started
        self._chip.show_count(self._queue.count)
        if self._preview is not None:
            self._preview.show_queue(self._queue)
