"""What an account's tab says of its line to the platform: why it does not work, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from app.server.book import Book
from app.server.database import Database, Tx
from app.server.hints import Hints
from app.server.lines import Line
from app.server.news import News


class Complaints:
    """Where the jobs that talk to a platform say how that went."""

    def __init__(self, database: Database, hints: Hints, now: Callable[[], int]) -> None:
        self._database, self._hints, self._now = database, hints, now

    async def say(self, line: Line, trouble: str) -> None:
        """Show ``trouble`` on the account; empty when all is well."""
        trouble = trouble[:200]
        if trouble != line.trouble:
            self._hints.announce(await self._database.write(_say, line, trouble, self._now()))


def _say(tx: Tx, line: Line, trouble: str, now_ms: int) -> News:
    book = Book(tx, line.workspace, now_ms)
    account = book.standing("account", line.account_id)
    if account is None or account.values["trouble"] == trouble:
        return News(workspace=line.workspace)
    book.put(account.kind, account.id, {**account.values, "trouble": trouble})
    return book.close()
