"""Who can be mentioned, and what those are called who hold a conversation."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services import UserService
from app.store import Changes, UserRow
from ui.kit.tasks import TaskScope
from ui.pages.inbox.sounds_like import is_called
from ui.pages.inbox.word_popup import Word


class Colleagues(QObject):
    """The users of the workspace, kept at hand."""

    def __init__(self, users: UserService, me: str, tasks: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._users, self._me, self._tasks = users, me, tasks
        self._rows: list[UserRow] = []
        self.destroyed.connect(users.feed.subscribe(self._on_changes))
        tasks.start(self._read())

    def find(self, query: str) -> list[Word]:
        """Those whose name is or sounds like that; never oneself."""
        rows = [row for row in self._rows if row.id != self._me and (not query or is_called(row.name, query))]
        return [Word(title=row.name, hint=row.login, text=f"@{row.name} ") for row in rows]

    def named_in(self, text: str) -> list[str]:
        """The ids of colleagues a note mentions; the longest name counts where one begins another."""
        found = []
        for row in sorted(self._rows, key=lambda row: -len(row.name)):
            mark = f"@{row.name}"
            if row.name and row.id != self._me and mark in text:
                found.append(row.id)
                text = text.replace(mark, "\n")
        return found

    def name_of(self, user_id: str) -> str:
        """The name of a colleague, or as much as is known."""
        return next((row.name for row in self._rows if row.id == user_id), "") or self.tr("A colleague")

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("user"):
            self._tasks.start(self._read())

    async def _read(self) -> None:
        self._rows = await self._users.all()
