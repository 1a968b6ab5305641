"""All customers the agent may see, as far down as the agent has looked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from app.services import CustomerService
from app.store import Changes, CustomerFilter, ListedCustomer
from app.store.customer_lists import PAGE, Place
from ui.delegates.customer_words import called, spoken
from ui.kit.again import REST, Again
from ui.kit.tasks import TaskScope
from ui.kit.translations import plain
from ui.models.rows import AHEAD, Index, RowsModel

SLOWLY = 1000
"""Milliseconds between two countings while customers keep coming."""


class CustomerListModel(RowsModel):
    """A page at a time: the next is fetched when the end comes near. While nobody sees it, nothing is read.

    Signals:
        counted: how many there are is known, or is not known any more; see ``total``.
    """

    counted = Signal()

    def __init__(self, customers: CustomerService, tasks: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._customers = customers
        self._filter = CustomerFilter()
        self._after: Place | None = None
        self._growing = self._seen = self._stale = False
        self.total: int | None = None
        """How many there are; None while that is not known, or would have to be searched for."""
        self._counting = Again(self._count, tasks, self, pause=SLOWLY)
        self.destroyed.connect(customers.feed.subscribe(self._on_changes))

    async def _read(self, names: list[str]) -> dict[str, ListedCustomer]:
        return await self._customers.rows(names)

    def _said(self, row: ListedCustomer, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return called(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(spoken(row))
        return spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    # -- what the page asks

    @property
    def filter(self) -> CustomerFilter:
        """What is asked for now."""
        return self._filter

    def show(self, wanted: CustomerFilter) -> None:
        """Turn to other customers, or to another order of them."""
        if wanted != self._filter or not self._known:
            self._filter, self._known, self._after = wanted, False, None
            self.refresh()

    def follow(self, seen: bool) -> None:
        """Keep up with the store, because the list is in sight, or let that be."""
        self._seen = seen
        if seen and self._stale:
            self._stale = False
            self._read_again(list(self._rows)[-2 * AHEAD :])
            self.refresh()

    # -- order

    async def _order(self) -> None:
        wanted, first = self._filter, not self._known
        there = 0 if first else len(self._ids)
        page = await self._customers.page(wanted, None, max(PAGE, there))
        if wanted != self._filter:
            return
        self._after = page.after
        self._arrange(page.ids)
        if first or page.total is not None:
            self._tell(page.total)
        self._come_to_know()
        if page.total is None:
            self._counting.ask()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._after is not None and not self._growing

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._growing = True
            self._tasks.start(self._grow())

    def _miss(self, at: int) -> None:
        super()._miss(at)
        if at + 2 * AHEAD > len(self._ids):
            self.fetchMore(QModelIndex())  # before the end is in sight

    async def _grow(self) -> None:
        wanted, after = self._filter, self._after
        try:
            page = await self._customers.page(wanted, after)
        finally:
            self._growing = False
        if wanted != self._filter:
            return
        if after != self._after:  # the list was read again meanwhile, and ends elsewhere now
            self.fetchMore(QModelIndex())
            return
        self._after = page.after
        here = set(self._ids)
        # Who was spoken with meanwhile may stand above and come again.
        if more := [name for name in page.ids if name not in here]:
            self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(more) - 1)
            self._ids += more
            self.endInsertRows()
            self.arranged.emit()

    async def _count(self) -> None:
        wanted = self._filter
        total = await self._customers.count(wanted)
        if wanted == self._filter:
            self._tell(total)

    def _tell(self, total: int | None) -> None:
        if total != self.total:
            self.total = total
            self.counted.emit()

    # -- what changed

    def _on_changes(self, changes: Changes) -> None:
        touched, moved = self._touched(changes), self._moves(changes)
        if not self._seen:
            self._stale = self._stale or moved or bool(touched)
            return
        self._read_again(touched)
        if moved:
            self.refresh(after=REST)

    def _touched(self, changes: Changes) -> list[str]:
        if any(map(changes.of, ("customer_tag", "tag", "account", "follow_up"))):
            return list(self._rows)[-2 * AHEAD :]
        talks, people, ways = changes.of("conversation"), changes.of("customer"), changes.of("identity")
        return [
            name
            for name, row in self._rows.items()
            if name in people or any(one.id in ways or one.conversation_id in talks for one in row.identities)
        ]

    def _moves(self, changes: Changes) -> bool:
        """Whether others may belong into the list now, or these into another order."""
        asked = self._filter
        tables = ["customer", "identity"]
        tables += ["conversation"] if asked.sort == "contact" else []
        tables += ["customer_tag"] if asked.tags else []
        tables += ["follow_up"] if asked.with_follow_up else []
        return any(map(changes.of, tables))
