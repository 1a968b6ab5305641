"""Notices what is worth telling: reads the news out of changes, and the clock for those who wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.limits import load
from app.protocol.clock import wall_ms
from app.rules.notices import PREFERENCE, Event, Matrix, next_repeat
from app.store import Changes
from app.sync import SyncStatus
from ui.delegates.names import called_by, name_of
from ui.delegates.wordless import called
from ui.kit.tasks import TaskScope
from ui.shell.bell import Bell, Call

if TYPE_CHECKING:
    from app.session import Session
    from app.store.news import NewsRow, Waiting

GATHER_MS = 300
"""News of this long are told together."""
LOOK_MS = 5_000
GRACE_MS = 120_000
"""A server's clock may be this far behind ours."""
SLOW_PAUSE_MS = 60_000
"""Between two alerts about slow answers, however many become slow meanwhile."""
REMEMBERED = 5_000


class Watch(QObject):
    """Tells ``bell``. Old messages that a first sync brings are no news."""

    def __init__(self, session: Session, bell: Bell, *, now: Callable[[], int] = wall_ms) -> None:
        super().__init__(bell)
        self._session, self._bell, self._now = session, bell, now
        self._tasks = TaskScope(self)
        self._since = now() - GRACE_MS
        self._slow_after = load().milliseconds("heliu.answer.slow_after")
        self._ids: set[str] = set()
        self._told: dict[str, None] = {}
        self._slow: frozenset[str] = frozenset()
        self._slow_told_at = self._mine_told_at = 0
        self._parked = session.status.parked
        self._gather = _timer(self, GATHER_MS, self._read, once=True)
        self._clock = _timer(self, LOOK_MS, self.look)
        self.destroyed.connect(session.feed.subscribe(self._on_changes))
        self.destroyed.connect(session.subscribe_status(self._on_status))
        self._clock.start()
        self._tasks.start(self._read_matrix())

    def look(self) -> None:
        """Who waits too long, what is due."""
        self._tasks.start(self._look_at_waiting())
        self._tasks.start(self._look_at_reminders())

    def _on_changes(self, changes: Changes) -> None:
        if ids := changes.of("message"):
            self._ids |= ids
            if not self._gather.isActive():
                self._gather.start()
        if changes.of("preference"):
            self._tasks.start(self._read_matrix())

    def _on_status(self, status: SyncStatus) -> None:
        if status.parked > self._parked:
            title = self.tr("%n edit(s) contradict a colleague's", "", status.parked)
            self._bell.tell([Call(event=Event.CONFLICT, title=title, page="conflicts")])
        self._parked = status.parked

    async def _read_matrix(self) -> None:
        self._bell.matrix = Matrix.of_value(await self._session.preferences.get(PREFERENCE))

    # -- news

    def _read(self) -> None:
        ids, self._ids = self._ids - self._told.keys(), set()
        if ids:
            self._tasks.start(self._tell_news(ids))

    async def _tell_news(self, ids: set[str]) -> None:
        rows = [row for row in await self._session.news.arrived(ids, self._since) if row.message_id not in self._told]
        self._remember([row.message_id for row in rows])
        calls = [call for row in rows if (call := self._call(row)) is not None]
        if any(call.event is Event.MINE for call in calls):
            self._mine_told_at = self._now()
        if calls:
            self._bell.tell(calls)

    def _call(self, row: NewsRow) -> Call | None:
        """Nothing for a conversation that is a colleague's."""
        me, title, text = self._session.workspace.user_id, name_of(row), " ".join(row.text.split())[:160]
        if row.failed:
            event, title = Event.FAILED, self.tr("Not sent: {0}").format(title)
        elif row.mentioned:
            event, title = Event.MENTIONED, self.tr("You are mentioned: {0}").format(title)
        elif row.assignee_id == me:
            event = Event.MINE
        elif not row.assignee_id:
            event = Event.UNASSIGNED
        else:
            return None
        return Call(
            event=event,
            title=title,
            text=text or called(row.type),
            account_id=row.account_id,
            target=row.conversation_id,
            muted=row.muted,
        )

    def _remember(self, ids: Sequence[str]) -> None:
        self._told |= dict.fromkeys(ids)
        for old in list(self._told)[: max(0, len(self._told) - REMEMBERED)]:
            del self._told[old]

    # -- the clock

    async def _look_at_waiting(self) -> None:
        waiting = await self._session.news.waiting()
        self._tell_slow([one for one in waiting if self._now() - one.since >= self._slow_after])
        mine = [one for one in waiting if one.mine]
        due = next_repeat(self._bell.matrix, mine[0].since, self._mine_told_at) if mine else 0
        if due and due <= self._now():
            self._mine_told_at = self._now()
            title = self.tr("%n customer(s) of yours wait", "", len(mine))
            account_id = mine[0].account_id
            self._bell.tell([Call(event=Event.MINE, title=title, account_id=account_id, target=_where(mine))])

    def _tell_slow(self, slow: Sequence[Waiting]) -> None:
        """One alert for all of them, when somebody has come to it and the last one is not just over."""
        ids = frozenset(one.conversation_id for one in slow)
        if ids - self._slow and self._now() - self._slow_told_at >= SLOW_PAUSE_MS:
            self._slow_told_at, self._slow = self._now(), ids
            title = self.tr("%n customer(s) wait for an answer too long", "", len(ids))
            account_id = slow[0].account_id
            self._bell.tell([Call(event=Event.SLOW, title=title, account_id=account_id, target=_where(slow))])
        self._slow &= ids

    async def _look_at_reminders(self) -> None:
        """Reminders are told until they are done; a follow-up once, when its time comes."""
        now = self._now()
        calls = []
        for reminder in await self._session.reminders.due(now):
            if reminder.id not in self._told:
                self._remember([reminder.id])
                calls.append(Call(event=Event.REMINDER, title=self.tr("Reminder"), text=reminder.text, page="today"))
        for promise in await self._session.follow_ups.due(now):
            if promise.id not in self._told and promise.due_at > self._since:
                self._remember([promise.id])
                whom = called_by(promise.customer_name, promise.external_tail)
                text = promise.next_action or promise.body
                calls.append(Call(event=Event.REMINDER, title=whom, text=text[:160], page="today"))
        if calls:
            self._bell.tell(calls)


def _where(waiting: Sequence[Waiting]) -> str:
    """To the one who waits, or to who has waited longest by the time one goes there."""
    return waiting[0].conversation_id if len(waiting) == 1 else "longest_waiting"


def _timer(parent: QObject, span: int, act: Callable[[], None], *, once: bool = False) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(span)
    timer.setSingleShot(once)
    timer.timeout.connect(act)
    return timer
