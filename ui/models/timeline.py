"""A window over one conversation: a few hundred rows of snapshots, never the table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.errors import HeliuError, Offline
from app.protocol import Direction
from app.services.messages import MessageService, TalkNews
from app.store import MessageRow
from ui.models.roles import Placed, Role

OPENING = 50
PAGE = 100
WINDOW = 600
"""Rows held at most; the far end falls away as the near end grows."""

GAP = 30 * 60_000
"""Milliseconds of silence after which the time is written above a message."""

TOGETHER = 3 * 60_000
"""Milliseconds within which messages of one author stand close."""


class Older(Enum):
    """How it stands with what is above the window: nothing is being done, it is asked for, it is out of reach."""

    RESTS = auto()
    ASKED = auto()
    CUT_OFF = auto()


Index = QModelIndex | QPersistentModelIndex
Read = Callable[[str, int], Awaitable[list[MessageRow]]]


class TimelineModel(QAbstractListModel):
    """The messages around the place where the agent reads, oldest first.

    Signals:
        opened: another conversation, or another place in it, is shown; the rows were reset.
        arrived(bool): messages came below the window's end; true when the agent wrote one of them.
        sought(Older): older messages are asked for, are here, or cannot be had now.
    """

    opened = Signal()
    arrived = Signal(bool)
    sought = Signal(Older)

    def __init__(self, messages: MessageService, user_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages, self._user_id = messages, user_id
        self._conversation_id = ""
        self._rows: list[MessageRow] = []
        self._places: list[Placed | None] = []
        self._at_start = self._at_end = True
        self._fetching = -1
        self._turn = 0
        self._missed: list[TalkNews] | None = None
        self.destroyed.connect(messages.follow(lambda: self._conversation_id, self._on_news))

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if not index.isValid() or not 0 <= at < len(self._rows):
            return None
        row = self._rows[at]
        if role == Role.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text[:400]
        return None

    def _place(self, at: int) -> Placed:
        row, before = self._rows[at], self._rows[at - 1] if at else None
        return Placed(
            row,
            row.at if before is None or row.at - before.at > GAP else 0,
            before is None or not _together(before, row),
            at + 1 == len(self._rows) or not _one_reply(row, self._rows[at + 1]),
        )

    # -- what the page asks

    @property
    def conversation_id(self) -> str:
        """Whose messages these are; empty when none."""
        return self._conversation_id

    @property
    def at_end(self) -> bool:
        """Whether the newest message is in the window."""
        return self._at_end

    @property
    def at_start(self) -> bool:
        """Whether there is nothing older, here or on the server."""
        return self._at_start

    def row_of(self, message_id: str) -> int:
        """Where the message stands, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.id == message_id), -1)

    def row_at(self, at: int) -> MessageRow | None:
        """The message in that row, or None."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def placed(self, at: int) -> Placed | None:
        """The message in that row and its place among its neighbours, the same object while neither changes."""
        if not 0 <= at < len(self._rows):
            return None
        made = self._places[at]
        if made is None:
            made = self._places[at] = self._place(at)
        return made

    def newest(self, direction: Direction) -> MessageRow | None:
        """The last message of that direction within the window."""
        return next((row for row in reversed(self._rows) if row.direction == direction), None)

    async def open(self, conversation_id: str, read: Read | None = None) -> None:
        """Show the newest messages of a conversation; an empty id shows none. ``read`` brings them along with more."""
        self._turn += 1
        turn, self._conversation_id = self._turn, conversation_id
        self._missed = []
        rows = await (read or self._messages.newest)(conversation_id, OPENING) if conversation_id else []
        if turn == self._turn:
            self._reset(rows, at_start=not conversation_id, at_end=True)

    async def jump(self, message_id: str) -> None:
        """Open the window around one message."""
        self._turn += 1
        turn = self._turn
        self._missed = []
        rows = await self._messages.around(self._conversation_id, message_id)
        if turn == self._turn:
            self._reset(rows or self._rows, at_start=False, at_end=False)

    async def load_older(self) -> None:
        """Add a page above; where this machine's history ends, the server is asked."""
        if self._at_start or self._fetching == self._turn or not self._rows:
            return
        turn, older, page = self._turn, Older.RESTS, list[MessageRow]()
        self._fetching = turn
        self.sought.emit(Older.ASKED)
        try:
            page = await self._messages.older(self._conversation_id, self._rows[0].order, PAGE)
        except Offline:
            older = Older.CUT_OFF
        except HeliuError:
            self.sought.emit(older)
            raise
        finally:
            if self._fetching == turn:
                self._fetching = -1
        if turn != self._turn:
            return
        known = {row.id for row in self._rows[:PAGE]}
        page = [row for row in page if row.id not in known]
        self._at_start = not page
        self._insert(0, page)
        self.sought.emit(older)
        if (over := len(self._rows) - WINDOW) > 0:
            self._remove(len(self._rows) - over, len(self._rows) - 1)
            self._at_end = False

    def let_go(self, keep: int) -> None:
        """Hold only the newest ``keep`` rows; the others are read again when somebody scrolls there."""
        if self._at_end and self._fetching != self._turn and len(self._rows) > keep:
            self._remove(0, len(self._rows) - keep - 1)
            self._at_start = False

    def doubt_start(self) -> None:
        """Nothing older was found while the server could not be asked: there may be something after all."""
        self._at_start = not self._rows

    async def load_newer(self) -> None:
        """Add a page below, when the window does not reach the newest message."""
        if self._at_end or self._fetching == self._turn or not self._rows:
            return
        turn = self._turn
        self._fetching = turn
        try:
            page = await self._messages.newer(self._conversation_id, self._rows[-1].order, PAGE)
        finally:
            if self._fetching == turn:
                self._fetching = -1
        if turn != self._turn:
            return
        known = {row.id for row in self._rows[-PAGE:]}
        page = [row for row in page if row.id not in known]
        self._at_end = len(page) < PAGE
        self._insert(len(self._rows), page)
        if (over := len(self._rows) - WINDOW) > 0:
            self._remove(0, over - 1)
            self._at_start = False

    # -- changes

    def _on_news(self, news: TalkNews) -> None:
        if news.conversation_id != self._conversation_id:
            return
        if self._missed is not None:
            self._missed.append(news)
            return
        fresh = {row.id: row for row in news.rows}
        for at in range(len(self._rows) - 1, -1, -1):
            old = self._rows[at]
            if old.id in news.ids:
                self._settle(at, fresh.pop(old.id, None), fresh)
        for row in sorted(fresh.values(), key=lambda row: row.order):
            self._add(row)
        self.let_go(WINDOW)

    def _settle(self, at: int, new: MessageRow | None, fresh: dict[str, MessageRow]) -> None:
        if new is None:
            self._remove(at, at)
        elif new.order == self._rows[at].order:
            self._rows[at] = new
            self._tell(self._displaced(at - 1, at))
        else:
            self._remove(at, at)
            fresh[new.id] = new

    def _add(self, row: MessageRow) -> None:
        at = bisect_left(self._rows, row.order, key=lambda other: other.order)
        if at == 0 and self._rows and not self._at_start:
            return
        last = at == len(self._rows)
        if not last or self._at_end:
            self._insert(at, [row])
        if last:
            self.arrived.emit(row.author_id == self._user_id)

    # -- rows

    def _reset(self, rows: list[MessageRow], *, at_start: bool, at_end: bool) -> None:
        self.beginResetModel()
        self._rows, self._at_start, self._at_end = list(rows), at_start, at_end
        self._places = [None] * len(rows)
        self.endResetModel()
        missed, self._missed = self._missed, None
        self.sought.emit(Older.RESTS)
        self.opened.emit()
        for news in missed or ():
            self._on_news(news)

    def _insert(self, at: int, rows: list[MessageRow]) -> None:
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self._places[at:at] = [None] * len(rows)
        beside = self._displaced(at - 1, at + len(rows))
        self.endInsertRows()
        self._tell(beside)

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1], self._places[first : last + 1]
        beside = self._displaced(first - 1, first)
        self.endRemoveRows()
        self._tell(beside)

    def _displaced(self, *places: int) -> list[int]:
        """Rows of these that begin or end a group otherwise than before, now that a neighbour came or went."""
        there = [at for at in places if 0 <= at < len(self._rows) and self._places[at] != self._place(at)]
        for at in there:
            self._places[at] = None
        return there

    def _tell(self, rows: list[int]) -> None:
        for at in rows:
            self.dataChanged.emit(self.index(at), self.index(at))


def _one_reply(row: MessageRow, after: MessageRow) -> bool:
    return bool(row.batch_id) and row.batch_id == after.batch_id and row.state == after.state


def _together(before: MessageRow, row: MessageRow) -> bool:
    return (
        before.direction == row.direction
        and before.author_id == row.author_id
        and row.at - before.at <= TOGETHER
        and row.direction is not Direction.EVENT
    )
