"""A list of any length: all its ids in order, and the few rows that are on the screen."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from shiboken6 import isValid

from ui.kit.again import BEHIND, REST, Again
from ui.kit.tasks import TaskScope
from ui.models.reorder import steps
from ui.models.roles import Role

AHEAD = 48
"""Rows fetched on either side of the one that was missing, once that is there."""

SCREEN = 64
"""Missing rows answered at once."""

KEPT = 1024
"""Rows held at most; the least recently shown goes first."""

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """One drawn column. ``data()`` answers from memory; a row not there yet is None and arrives by ``dataChanged``.

    Who inherits says which ids there are and how rows are read.

    Signals:
        loaded: the order of the rows is known, for the first time since something else is asked for.
        arranged: rows came, went or changed places, and all of them stand where they belong now.
    """

    loaded = Signal()
    arranged = Signal()

    def __init__(self, tasks: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ids: list[str] = []
        self._painted: dict[str, int] = {}
        self._rows: OrderedDict[str, Any] = OrderedDict()
        self._known = False
        self._missing: dict[int, None] = {}
        self._fetching = False
        self._ordering = self._order_stale = False
        self._cost = 0.0
        self._fetch_timer = self._timer(self._start_fetch)
        self._order_timer = self._timer(self._start_order)
        self._changed: set[str] = set()
        self._again = Again(self._fetch_again, tasks, self, pause=REST, wait=BEHIND)

    def _timer(self, action: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        return timer

    # -- what differs from list to list

    async def _order(self) -> None:
        """Find out which ids there are now, ``_arrange`` them and ``_come_to_know``."""
        raise NotImplementedError

    async def _read(self, names: list[str]) -> Mapping[str, Any]:
        """The rows of these ids that are there."""
        raise NotImplementedError

    def _said(self, row: Any, role: int) -> str | None:
        """A row as Qt's own roles say it: its name, or all of it for those who do not see."""
        raise NotImplementedError

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if not index.isValid() or not 0 <= at < len(self._ids):
            return None
        name = self._ids[at]
        self._painted[name] = at
        row = self._rows.get(name)
        if row is None:
            if role == Role.ROW:
                self._miss(at)
            return None
        return row if role == Role.ROW else self._said(row, role)

    # -- what the page asks

    @property
    def known(self) -> bool:
        """Whether what is asked for now was read: an empty list is then truly empty."""
        return self._known

    def refresh(self, after: int = 0) -> None:
        """Read the order again, soon; not before ``after`` milliseconds."""
        self._order_stale = True
        if not self._order_timer.isActive():
            # A store of 200,000 answers in a tenth of a second: never spend more than a fifth of the time asking.
            self._order_timer.start(max(after, int(self._cost * 4000)) if self._known else 0)

    def id_at(self, row: int) -> str:
        """What stands in that row, or an empty word."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, name: str) -> int:
        """Where it stands, or -1."""
        try:
            return self._ids.index(name)
        except ValueError:
            return -1

    def at_hand(self, names: Iterable[str]) -> list[Any]:
        """Those rows of these that are in memory."""
        return [self._rows[name] for name in names if name in self._rows]

    def rows_of(self, names: Collection[str]) -> dict[str, int]:
        """Where many of them stand, without those that are not in the list."""
        return {name: at for at, name in enumerate(self._ids) if name in names} if names else {}

    # -- rows

    def _miss(self, at: int) -> None:
        self._missing[at] = None
        if not self._fetching and not self._fetch_timer.isActive():
            self._fetch_timer.start(0)

    def _start_fetch(self) -> None:
        # What was asked for last is on the screen now; what a quick scroll passed by is not.
        seen = [at for at in reversed(list(self._missing)[-SCREEN:]) if self.id_at(at)]
        self._missing.clear()
        wanted = dict.fromkeys(self._ids[at] for at in seen)
        near = dict.fromkeys(name for at in seen for name in self._ids[max(0, at - AHEAD) : at + AHEAD])
        if wanted:
            self._fetching = True
            self._tasks.start(self._fetch(list(wanted), [name for name in near if name not in wanted][: KEPT // 2]))

    async def _fetch(self, names: list[str], near: list[str]) -> None:
        try:
            self._take(await self._read(names))
            ahead = [name for name in near if name not in self._rows]
            if ahead and not self._missing:
                self._take(await self._read(ahead))
        finally:  # of a list that went meanwhile, too
            self._fetching = False
            if self._missing and isValid(self):
                self._fetch_timer.start(0)

    def _take(self, rows: Mapping[str, Any]) -> None:
        for name, row in rows.items():
            if self._rows.get(name) == row:
                continue
            self._rows[name] = row
            self._rows.move_to_end(name)
            if self.id_at(at := self._painted.get(name, -1)) == name:
                index = self.index(at, 0)
                self.dataChanged.emit(index, index)
        while len(self._rows) > KEPT:
            self._painted.pop(self._rows.popitem(last=False)[0], None)

    def _read_again(self, names: Iterable[str]) -> None:
        """These rows have changed, soon they are shown as they are now."""
        self._changed.update(names)
        if self._changed:
            self._again.ask()

    async def _fetch_again(self) -> None:
        names, self._changed = self._changed, set()
        self._take(await self._read(list(names)))

    # -- order

    def _start_order(self) -> None:
        if not self._ordering:
            self._ordering = True
            self._tasks.start(self._order_now())

    async def _order_now(self) -> None:
        started = time.perf_counter()
        self._order_stale = False
        try:
            await self._order()
        finally:
            self._ordering = False
            self._cost = time.perf_counter() - started
            if self._order_stale and isValid(self):
                self._order_timer.start(int(self._cost * 4000))

    def _come_to_know(self) -> None:
        if not self._known:
            self._known = True
            self.loaded.emit()

    def _arrange(self, names: list[str]) -> None:
        if names == self._ids:
            return
        self._painted.clear()
        way = steps(self._ids, names) if self._known else None
        if way is None:
            self.beginResetModel()
            self._ids = names
            self.endResetModel()
            return
        for at in way.removed:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._ids[at]
            self.endRemoveRows()
        if way.kept is not None:
            self._permute(list(way.kept))
        for at, name in way.added:
            self.beginInsertRows(QModelIndex(), at, at)
            self._ids.insert(at, name)
            self.endInsertRows()
        self.arranged.emit()

    def _permute(self, names: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._ids[index.row()] for index in before]
        self._ids = names
        self.changePersistentIndexList(before, [self.index(names.index(name), 0) for name in held])
        self.layoutChanged.emit()
