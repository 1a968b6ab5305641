"""The lists the agent has put together, at hand for keys and menus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services import SavedFilterService
from app.store import Changes, SavedFilterRow
from ui.kit.tasks import TaskScope


class SavedFilters(QObject):
    """``rows`` are in the agent's order.

    Signals:
        changed: the rows are others, here or on another device.
    """

    changed = Signal()

    def __init__(self, filters: SavedFilterService, tasks: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._filters, self._tasks = filters, tasks
        self.rows: list[SavedFilterRow] = []
        self.destroyed.connect(filters.feed.subscribe(self._on_changes))
        tasks.start(self.read())

    def get(self, filter_id: str) -> SavedFilterRow | None:
        """The filter, or None when it is gone."""
        return next((row for row in self.rows if row.id == filter_id), None)

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("saved_filter"):
            self._tasks.start(self.read())

    async def read(self) -> None:
        """Look at them again."""
        rows = await self._filters.all()
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()
