"""The list of conversations: rows with running clocks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.delegates.clocks import beat
from ui.delegates.conversation_row import ConversationRowDelegate
from ui.kit.row_list import RowList
from ui.models.conversation_list import ConversationListModel
from ui.models.roles import Role


class ConversationView(RowList):
    """Rows to walk through, and to select several of."""

    def __init__(self, model: ConversationListModel, parent: QWidget | None = None) -> None:
        super().__init__(model, ConversationRowDelegate(), parent)
        beat().timeout.connect(self._tick)

    def show_me(self, user_id: str) -> None:
        """Say who looks: one's own presence is no news."""
        self._brush.me = user_id

    def _tick(self) -> None:
        """Only rows whose clocks show something else by now are painted again."""
        if not self.isVisible():
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return
        for at in range(first, (last if last >= 0 else self._list.rowCount() - 1) + 1):
            index = self._list.index(at, 0)
            row = index.data(Role.ROW)
            if row is not None and self._brush.is_behind(row):
                self.update(index)
