"""The jobs nobody asks for: the nightly round, conversations that wake from their snooze, and the dealing of work."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.protocol import ConversationStatus
from app.server import assignment, grants, ledger, queue, teams
from app.server.book import Book
from app.server.database import Database, Tx
from app.server.hints import Hints
from app.server.media import MediaRoom
from app.server.news import News
from app.server.queue import Job
from app.server.receiving import catch_up_everywhere

_DAY_MS = 24 * 3600 * 1000
_NIGHT_MS = 19 * 3600 * 1000
"""Three in the morning in China, as UTC."""


class Housekeeping:
    """The runners of the jobs ``tidy``, ``wake`` and ``deal``."""

    def __init__(self, database: Database, media: MediaRoom, hints: Hints, now: Callable[[], int]) -> None:
        self._database, self._media, self._hints, self._now = database, media, hints, now

    async def tidy(self, job: Job) -> None:
        """Forget what is old, ask every platform for what was missed, and come again tomorrow."""
        await self._media.tidy(self._now())
        await self._database.write(_tidy, job, self._now())

    async def wake(self, job: Job) -> None:
        """A snoozed conversation is due."""
        self._hints.announce(await self._database.write(_wake, job, self._now()))

    async def deal(self, job: Job) -> None:
        """Somebody may have room for what waits."""
        self._hints.announce(await self._database.write(assignment.deal, job, self._now()))


def begin(tx: Tx, now_ms: int) -> None:
    """On start: ask the platforms for what was missed, and see to it that tonight's round comes."""
    teams.meet_all(tx, now_ms)
    grants.tell_all(tx, now_ms)
    catch_up_everywhere(tx, now_ms)
    _tonight(tx, now_ms)


def _tonight(tx: Tx, now_ms: int) -> None:
    night = (now_ms - _NIGHT_MS) // _DAY_MS + 1
    due_at = night * _DAY_MS + _NIGHT_MS
    queue.add(tx, queue.row(workspace="", kind="tidy", lane="tidy", key=f"tidy:{night}", place=due_at, due_at=due_at))


def _tidy(tx: Tx, job: Job, now_ms: int) -> None:
    ledger.forget_old(tx, now_ms)
    queue.forget_done(tx, now_ms)
    tx.run("DELETE FROM token WHERE expires_at < ?", (now_ms,))
    catch_up_everywhere(tx, now_ms)
    _tonight(tx, now_ms)
    queue.finish(tx, job.id, now_ms)


def _wake(tx: Tx, job: Job, now_ms: int) -> News:
    about = msgspec.json.decode(job.payload)
    queue.finish(tx, job.id, now_ms)
    book = Book(tx, job.workspace, now_ms)
    entry = book.standing("conversation", about["conversation_id"])
    if entry is None or entry.values["status"] != ConversationStatus.SNOOZED:
        return News(workspace=job.workspace)
    if entry.values["snoozed_until"] != about["until"]:
        return News(workspace=job.workspace)
    book.put(entry.kind, entry.id, {**entry.values, "status": ConversationStatus.OPEN.value, "snoozed_until": 0})
    return book.close()
