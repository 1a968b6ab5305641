"""Who answers a conversation: colleagues know that I look or type; one who types keeps me from sending."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QEvent, QObject, Signal

from app.errors import HeliuError
from app.protocol import Lease
from app.services import ConversationService
from app.services.holding import TYPING, VIEWING
from app.store import ConversationRow
from ui.delegates.clocks import now_ms
from ui.kit.tasks import TaskScope


class Occupancy(QObject):
    """One conversation at a time.

    Signals:
        changed: the server said who answers it.
    """

    changed = Signal()

    def __init__(self, conversations: ConversationService, me: str, tasks: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._conversations, self._me, self._tasks = conversations, me, tasks
        self._row: ConversationRow | None = None
        self._mode = ""
        self._here = False
        self._told: Lease | None = None
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who sees where answers are written is here."""
        if event.type() == QEvent.Type.Show:
            self.come()
        elif event.type() == QEvent.Type.Hide:
            self.leave()
        return False

    def come(self) -> None:
        """The conversation is before the agent's eyes."""
        self._here = True
        self._hold(VIEWING)

    def leave(self) -> None:
        """It is out of sight: another page, a locked desk, no window."""
        if self._here and self._row is not None:
            self._tasks.start(self._conversations.release(self._row.id))
        self._here, self._mode = False, ""

    def turn_to(self, row: ConversationRow | None) -> None:
        """Look at a conversation, or at what became of the one looked at; the one before is given back."""
        before, self._row = self._row, row
        if row is not None and before is not None and row.id == before.id:
            if (row.holder_id, row.held_until) != (before.holder_id, before.held_until):
                self._told = None  # what came by sync is newer
                self._give_way()
            return
        self._told = None
        if self._here and before is not None:
            self._tasks.start(self._conversations.release(before.id))
        self._mode = ""
        self._hold(VIEWING)

    def typing(self) -> None:
        """Words for the customer are being written."""
        if not self.blocker():
            self._hold(TYPING)

    def resting(self) -> None:
        """Nothing is being written any more."""
        self._hold(VIEWING)

    def blocker(self) -> str:
        """The id of the colleague whose typing keeps me from sending; empty when nobody's does."""
        row, told = self._row, self._told
        if row is None:
            return ""
        if told is not None:
            theirs = told.holder_id not in ("", self._me)
            return told.holder_id if theirs and told.held_until > now_ms() else ""
        return row.holder_id if row.held_by_another(self._me, now_ms()) else ""

    async def take_over(self) -> None:
        """End the colleague's typing; it is written down who did."""
        if self._row is not None:
            self._mode = TYPING
            await self._ask(self._row.id, TYPING, take_over=True)

    def _hold(self, mode: str) -> None:
        if self._here and self._row is not None and mode != self._mode:
            self._mode = mode
            self._tasks.start(self._quietly(self._row.id, mode))

    async def _quietly(self, conversation_id: str, mode: str) -> None:
        # Whoever may not hold it learns so when sending; opening a conversation is no place for an error.
        with contextlib.suppress(HeliuError):
            await self._ask(conversation_id, mode)

    async def _ask(self, conversation_id: str, mode: str, *, take_over: bool = False) -> None:
        lease = await self._conversations.hold(conversation_id, mode, take_over=take_over)
        if self._row is not None and self._row.id == conversation_id and self._mode == mode:
            self._told = lease
            self._give_way()
            self.changed.emit()

    def _give_way(self) -> None:
        """Only look where a colleague answers: the first key after that asks again."""
        if self._mode == TYPING and self.blocker():
            self._mode = VIEWING
