"""Saved filters in the hands of the agent: chosen, made, changed, put in order, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from app.session import Session
from app.store import ConversationFilter, SavedFilterRow
from ui.delegates.plain import one_line
from ui.kit import notices, shortcuts
from ui.kit.dialogs import ask
from ui.kit.tasks import TaskScope
from ui.models.saved_filters import SavedFilters
from ui.pages.inbox.condition_words import BLANK, Known
from ui.pages.inbox.conversation_column import FILTER, ConversationColumn
from ui.pages.inbox.filter_dialog import FilterDialog
from ui.pages.inbox.filter_list_dialog import FilterListDialog

WITH_KEYS = 9


class FilterDesk(QObject):
    """Belongs to the column whose list the filters narrow."""

    def __init__(self, session: Session, filters: SavedFilters, column: ConversationColumn, tasks: TaskScope) -> None:
        super().__init__(column)
        self._session, self._filters, self._column, self._tasks = session, filters, column, tasks
        column.pills.more_wished.connect(self.open_menu)

    def choose(self, place: int) -> None:
        """Show what fits the filter in this place, the first is 0; nothing when there is none."""
        if place < len(self._filters.rows):
            self._column.show_filter(self._filters.rows[place].id)

    async def show(self, filter_id: str) -> None:
        """Show what fits a filter that this page may not have heard of yet."""
        await self._filters.read()
        self._column.show_filter(filter_id)

    def open_menu(self) -> None:
        """Offer the lists that have no pill, and all saved filters with the number of conversations that fit each."""
        menu = QMenu(self._column)
        menu.setObjectName("filter_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view, title in self._column.pills.behind().items():
            self._tick(menu.addAction(title, lambda view=view: self._column.show_view(view)), view)
        menu.addSeparator()
        for place, row in enumerate(self._filters.rows):
            action = menu.addAction(_entry(row, place), lambda row=row: self._column.show_filter(row.id))
            self._tick(action, FILTER + row.id)
            self._tasks.start(self._count_into(action, row, place))
        if self._filters.rows:
            menu.addSeparator()
        menu.addAction(self.tr("New filter …"), self.make)
        if self._filters.rows:
            menu.addAction(self.tr("Edit the filters …"), self.arrange)
        menu.setActiveAction(menu.actions()[0])
        pill = self._column.pills.more
        menu.popup(pill.mapToGlobal(pill.rect().bottomLeft()))

    def _tick(self, action: QAction, view: str) -> None:
        action.setCheckable(True)
        action.setChecked(view == self._column.shown)

    async def _count_into(self, action: QAction, row: SavedFilterRow, place: int) -> None:
        wanted = ConversationFilter(account_id=self._column.account_id or None, conditions=row.conditions)
        count = len(await self._session.conversations.ids(wanted))
        if isValid(action):
            action.setText(_entry(row, place, count))

    # -- making and changing

    def make(self) -> None:
        """Put a new one together, and look at what fits."""
        self._tasks.start(self._make(self._column))

    def arrange(self) -> None:
        """Show all of them to be changed."""
        dialog = FilterListDialog(self._filters, self._column)
        dialog.order_wished.connect(lambda ids: self._tasks.start(self._session.saved_filters.reorder(ids)))
        dialog.edit_wished.connect(
            lambda filter_id: self._tasks.start(self._edit(filter_id, dialog) if filter_id else self._make(dialog))
        )
        dialog.removal_wished.connect(lambda filter_id: self._tasks.start(self._drop(filter_id)))
        self._tasks.start(ask(dialog))

    async def _make(self, over: QWidget) -> None:
        dialog = await self._dialog("", BLANK, over)
        if await ask(dialog):
            filter_id = await self._session.saved_filters.create(dialog.name, dialog.conditions)
            await self._filters.read()
            self._column.show_filter(filter_id)

    async def _edit(self, filter_id: str, over: QWidget) -> None:
        row = self._filters.get(filter_id)
        if row is None:
            return
        dialog = await self._dialog(row.name, row.conditions, over)
        if await ask(dialog):
            await self._session.saved_filters.edit(filter_id, name=dialog.name, conditions=dialog.conditions)

    async def _drop(self, filter_id: str) -> None:
        row = self._filters.get(filter_id)
        if row is None:
            return
        order = [other.id for other in self._filters.rows]
        await self._session.saved_filters.drop(filter_id)

        async def put_back() -> None:
            again = await self._session.saved_filters.create(row.name, row.conditions)
            await self._session.saved_filters.reorder([again if i == filter_id else i for i in order])

        notices.say(
            self.tr("The filter “{0}” is deleted").format(one_line(row.name, 40)),
            action=self.tr("Undo"),
            act=lambda: self._tasks.start(put_back()),
        )

    async def _dialog(self, name: str, conditions: Mapping[str, Any], over: QWidget) -> FilterDialog:
        feed = self._session.feed
        return FilterDialog(name, conditions, await self._known(), self._count, feed, over)

    async def _count(self, conditions: Mapping[str, Any]) -> int:
        return len(await self._session.conversations.ids(ConversationFilter(conditions=conditions)))

    async def _known(self) -> Known:
        me = self._session.workspace.user_id
        return Known(
            accounts=tuple((row.id, one_line(row.name, 40)) for row in await self._session.accounts.all()),
            users=tuple((row.id, one_line(row.name, 40)) for row in await self._session.users.all() if row.id != me),
            tags=tuple(
                (tag.id, one_line(tag.name, 40)) for group in await self._session.tags.groups() for tag in group.tags
            ),
        )


def _entry(row: SavedFilterRow, place: int, count: int | None = None) -> str:
    name = one_line(row.name, 40).replace("&", "&&")
    keys = shortcuts.shown(f"filter_{place + 1}") if place < WITH_KEYS else ""
    return f"{name}{'' if count is None else f'  ·  {QLocale().toString(count)}'}\t{keys}"
