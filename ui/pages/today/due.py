"""What is due: promises to customers and reminders of one's own, in one order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime

from ui.delegates.clocks import due_of, now_ms
from ui.delegates.names import called_by
from ui.delegates.plain import one_line
from ui.kit.translations import tr

if TYPE_CHECKING:
    from app.session import Session
    from app.store import FollowUpRow, ReminderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One of them. ``who`` is the customer, "" for none; ``finish(done)`` marks it as done, or as open again."""

    id: str
    icon: str
    text: str
    who: str
    conversation_id: str
    due_at: int
    finish: Callable[[bool], Awaitable[None]]

    def days_ahead(self) -> int:
        """0 today, less for what is of an earlier day."""
        return QDateTime.currentDateTime().daysTo(QDateTime.fromMSecsSinceEpoch(self.due_at))

    def is_late(self) -> bool:
        """Whether its time is over."""
        return self.due_at < QDateTime.currentMSecsSinceEpoch()

    def when(self) -> str:
        """Its time, as one says it."""
        return due_of(self.due_at, now_ms())

    def spoken(self) -> str:
        """All of it, for those who do not see it."""
        return ", ".join(filter(None, (self.text, self.who, self.when())))


async def due_until(session: Session, until: int) -> list[Due]:
    """Mine, open and due before ``until`` (ms), the most urgent first."""
    promises = [_promise(session, row) for row in await session.follow_ups.due(until)]
    reminders = [_reminder(session, row) for row in await session.reminders.due(until)]
    return sorted([*promises, *reminders], key=lambda due: (due.due_at, due.id))


def _promise(session: Session, row: FollowUpRow) -> Due:
    return Due(
        id=row.id,
        icon="flag",
        text=one_line(row.next_action or row.body),
        who=called_by(row.customer_name, row.external_tail),
        conversation_id=row.conversation_id,
        due_at=row.due_at,
        finish=lambda done: session.follow_ups.finish(row.id, done),
    )


def _reminder(session: Session, row: ReminderRow) -> Due:
    return Due(
        id=row.id,
        icon="bell",
        text=one_line(row.text),
        who=tr("Today", "Reminder"),
        conversation_id=row.about_id if row.about_kind == "conversation" else "",
        due_at=row.due_at,
        finish=lambda done: session.reminders.finish(row.id, done),
    )
