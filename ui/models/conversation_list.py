"""The conversations of a tab: all their ids in order, and the few rows that are on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from app.services.conversations import ConversationService
from app.store import Changes, ConversationFilter, ConversationRow
from ui.delegates.clocks import now_ms
from ui.delegates.names import name_of, spoken
from ui.delegates.waiting import wait_words
from ui.kit.again import BEHIND
from ui.kit.tasks import TaskScope
from ui.models.rows import AHEAD, RowsModel

BREATH = 250
"""Milliseconds that the talk has for itself when it opens, before the list is put in order behind it."""


class ConversationListModel(RowsModel):
    """A list of the inbox; it follows every change of the store."""

    def __init__(self, conversations: ConversationService, tasks: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._conversations = conversations
        self._filter = ConversationFilter()
        self._held = ""
        self.destroyed.connect(conversations.feed.subscribe(self._on_changes))

    async def _read(self, names: list[str]) -> dict[str, ConversationRow]:
        return await self._conversations.rows(names)

    def _said(self, row: ConversationRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wait_words(row.waiting_since, now_ms()) if row.waiting_since else None
        return spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    # -- what the page asks

    def show(self, wanted: ConversationFilter) -> None:
        """Turn to another tab, view or search."""
        if wanted == self._filter and self._known:
            return
        self._filter, self._known, self._held = wanted, False, ""
        self.refresh()

    def hold(self, conversation_id: str) -> None:
        """Keep this conversation in its place although it may no longer match: the agent is in it."""
        self._held = conversation_id
        self._fetch_timer.start(BEHIND)
        self.refresh(after=BREATH)

    # -- what changed

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("conversation"):
            self.refresh(after=BEHIND)
        self._read_again(self._touched(changes))

    def _touched(self, changes: Changes) -> list[str]:
        conversations, customers = changes.of("conversation"), changes.of("customer") | changes.of("identity")
        if changes.of("draft") or changes.of("customer_tag") or changes.of("tag") or changes.of("account"):
            return list(self._rows)[-2 * AHEAD :]
        return [
            name
            for name, row in self._rows.items()
            if name in conversations or row.customer_id in customers or row.identity_id in customers
        ]

    # -- order

    async def _order(self) -> None:
        wanted = self._filter
        names = await self._conversations.ids(wanted)
        if wanted == self._filter:
            self._arrange(self._with_held(list(names)))
            self._come_to_know()

    def _with_held(self, names: list[str]) -> list[str]:
        at = self.row_of(self._held) if self._held else -1
        if at >= 0 and self._held not in names:
            names.insert(min(at, len(names)), self._held)
        return names
