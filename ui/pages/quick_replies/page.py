"""Quick replies: the tree, the list, the editor. Everything works without a network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from app.errors import BadInput
from app.protocol import Role
from app.store import CategoryRow, Changes, QuickReplyRow
from ui.kit import settings, shortcuts
from ui.kit.again import REST, Again
from ui.kit.dialogs import confirm
from ui.kit.tasks import TaskScope
from ui.kit.widgets import EmptyState, push_button
from ui.pages.contract import PageView
from ui.pages.quick_replies.category_pane import CategoryPane
from ui.pages.quick_replies.editor import ReplyEditor
from ui.pages.quick_replies.history_dialog import look_back
from ui.pages.quick_replies.part_desk import PartDesk
from ui.pages.quick_replies.reply_pane import ReplyPane
from ui.pages.quick_replies.tables import take_in, take_out
from ui.pages.quick_replies.tree_model import Node, below, places

if TYPE_CHECKING:
    from app.session import Session

FOUND_AT_MOST = 500


class QuickRepliesPage(PageView):
    """Find, write and order what need not be typed again."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._service = session, session.quick_replies
        self._mine = f"user:{session.workspace.user_id}"
        self._tasks = TaskScope(self)
        self._teams: dict[str, str] = {}
        self._closed: frozenset[str] = frozenset()
        self._scopes: list[str] = []
        self._categories: list[CategoryRow] = []
        self._found: list[QuickReplyRow] | None = None
        self._wanted = ""
        self._saving = asyncio.Lock()
        self._lay_out()
        self._connect()
        self.first = self.replies.list
        self._again = Again(self._read_tree, self._tasks, self, pause=REST)
        self._is_stale = True
        self.destroyed.connect(self._service.feed.subscribe(self._on_changes))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("quick_replies_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        self.categories = CategoryPane(self)
        self.replies = ReplyPane(self)
        desk = PartDesk(self._session, self)
        self.editor = ReplyEditor(desk.pictures, self)
        desk.serve(self.editor.parts)
        button = push_button(self.tr("New quick reply"), "quick_reply_new_first", role="primary")
        button.clicked.connect(self._start_new)
        self._resting = EmptyState(
            "quick_replies",
            self.tr("Choose a quick reply, or write one"),
            self.tr("In a conversation type / and a few letters of its title, pinyin or shortcut to use it."),
            button,
        )
        self._stage = QStackedWidget(self)
        self._stage.setObjectName("quick_reply_stage")
        self._stage.addWidget(self._resting)
        self._stage.addWidget(self.editor)
        for part in (self.categories, self.replies, self._stage):
            splitter.addWidget(part)
        splitter.setSizes([248, 352, 720])
        splitter.setStretchFactor(2, 1)
        settings.keep_splitter(splitter, "quick_replies")
        row.addWidget(splitter)

    def _connect(self) -> None:
        tree = self.categories
        tree.chosen.connect(self._on_category)
        tree.create_asked.connect(lambda: self._tasks.start(self._create_category()))
        tree.drop_asked.connect(lambda node: self._tasks.start(self._drop_category(node)))
        tree.model.renamed.connect(lambda *to: self._tasks.start(self._service.rename_category(*to)))
        tree.model.categories_dropped.connect(lambda *to: self._tasks.start(self._move_categories(*to)))
        tree.model.replies_dropped.connect(lambda *to: self._tasks.start(self._move_replies(*to)))
        self.replies.placed.connect(lambda *to: self._tasks.start(self._place(*to)))
        self.replies.chosen.connect(self._on_reply)
        self.replies.search_asked.connect(lambda: self._tasks.start(self._search()))
        self.replies.create_asked.connect(self._start_new)
        self.replies.import_asked.connect(lambda: self._tasks.start(take_in(self._service, self)))
        self.replies.export_asked.connect(lambda: self._tasks.start(take_out(self._service, self)))
        self.editor.save_asked.connect(lambda: self._tasks.start(self._save()))
        self.editor.drop_asked.connect(lambda: self._tasks.start(self._drop()))
        self.editor.history_asked.connect(
            lambda: self._tasks.start(look_back(self._session, self.editor.reply_id, self._save, self))
        )
        self.editor.conflict_asked.connect(lambda: self.page_wished.emit("conflicts", self.editor.reply_id))
        shortcuts.bind(self, "find", self.replies.field.setFocus)
        shortcuts.bind(self, "new", self._start_new)
        shortcuts.bind(self, "save", lambda: self._tasks.start(self._save()))

    # -- reading

    def _on_changes(self, changes: Changes) -> None:
        if any(changes.of(table) for table in ("quick_reply", "quick_reply_category", "parked", "user", "team")):
            self._is_stale = True
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Read what is new, unless nobody sees it."""
        if self._is_stale and self.isVisible():
            self._is_stale = False
            if not self._scopes:
                self.categories.skeleton.wait()
                self.replies.skeleton.wait()
            self._again.ask()

    async def _read_tree(self) -> None:
        me = await self._session.users.me()
        self._categories = await self._service.tree()
        teams = me.team_ids if me else ()
        self._teams = {f"team:{team}": name for team, name in (await self._session.users.teams()).items()}
        there = {category.scope for category in self._categories}
        known = ["workspace", *(f"team:{team}" for team in teams), self._mine]
        self._scopes = [*known, *sorted(scope for scope in there if scope not in known)]
        partner = me is not None and me.role == Role.PARTNER
        self._closed = frozenset(self._scopes) if partner else frozenset(self._scopes) - frozenset(known)
        self.categories.show_tree(self._categories, self._scopes, self._teams, self._closed)
        self.editor.show_places(places(self._categories, self._scopes, self._teams))
        self.editor.lock(partner)
        self.replies.lock(partner)
        await asyncio.sleep(0)  # a tree of hundreds is painted before a list of thousands is made
        if self.replies.field.text().strip():
            await self._search()
        else:
            self._show_list()

    async def _search(self) -> None:
        text = self.replies.field.text().strip()
        self.replies.skeleton.wait()
        found = await self._service.find(text, FOUND_AT_MOST) if text else None
        if text == self.replies.field.text().strip():
            self._found = found
            self._show_list()

    def _show_list(self) -> None:
        node = self.categories.node
        self.replies.model.has_order = self._found is None and node.is_shelf and node.scope not in self._closed
        if self._found is not None:
            rows = self._found
        elif node.category is not None:
            rows = below(node.category)
        else:
            here = (category for category in self._categories if node.scope in ("", category.scope))
            rows = [row for category in here for row in below(category)]
        cut = self._found is not None and len(rows) == FOUND_AT_MOST
        row = self.replies.show_rows(rows, self._wanted or self.editor.reply_id, all_of_them=not cut)
        if row is not None:
            self._wanted = ""
            if not self.editor.is_changed:
                self._show_reply(row)

    # -- gestures

    def reveal(self, target: str) -> None:
        """Show the quick reply with this id, or begin a "new" one."""
        if target == "new":
            self._start_new()
            return
        self._wanted, self._found = target, None
        self.replies.field.clear()
        self.categories.choose("all")
        self._show_list()

    def _on_category(self) -> None:
        self._found = None
        self.replies.field.clear()
        self._show_list()

    def _on_reply(self, row: QuickReplyRow) -> None:
        if row.id == self.editor.reply_id:
            return
        if self.editor.is_changed:
            self._tasks.start(self._change_to(row))
        else:
            self._show_reply(row)

    async def _change_to(self, row: QuickReplyRow) -> None:
        """What is typed is kept before another one is shown."""
        await self._save()
        self._show_reply(row)

    def _show_reply(self, row: QuickReplyRow) -> None:
        self.editor.show_reply(row)
        self._stage.setCurrentWidget(self.editor)

    def _start_new(self) -> None:
        if self._closed.issuperset(self._scopes):
            return
        if self.editor.is_changed:
            self._tasks.start(self._save_and_start_new())
        else:
            self._show_new()

    async def _save_and_start_new(self) -> None:
        await self._save()
        self._show_new()

    def _show_new(self) -> None:
        node = self.categories.node
        self.replies.leave()
        self._stage.setCurrentWidget(self.editor)
        self.editor.show_new(node.scope or self._mine, node.category_id)

    async def _save(self) -> None:
        async with self._saving:
            await self._store_typed()

    async def _store_typed(self) -> None:
        changes, fields = self.editor.changes(), self.editor.fields()
        if not changes:
            return
        if not fields["body"].strip() and not fields["parts"]:
            self.editor.blame_body()
            raise BadInput(self.tr("A quick reply needs words or a file."))
        reply_id = self.editor.reply_id
        if reply_id:
            await self._service.edit(reply_id, **changes)
        else:
            reply_id = self._wanted = await self._service.create(**fields)
        self.editor.saved(reply_id)

    async def _drop(self) -> None:
        reply_id, title = self.editor.reply_id, self.editor.fields()["title"]
        question = self.tr("“{0}” goes for everybody who sees it.").format(title)
        if await confirm(self, self.tr("Delete this quick reply?"), question, yes=self.tr("Delete"), danger=True):
            await self._service.drop(reply_id)
            self.editor.show_new(self._mine, "")
            self._stage.setCurrentWidget(self._resting)

    # -- categories

    async def _create_category(self) -> None:
        node = self.categories.node
        category_id = await self._service.create_category(
            self.tr("New category"),
            scope=node.scope or self._mine,
            parent_id=node.category_id,
            order=len(node.children),
        )
        await self._read_tree()
        self.categories.rename(category_id)  # a refresh that comes meanwhile waits until the name is typed

    async def _move_categories(self, ids: list[str], scope: str, parent_id: str, before: str) -> None:
        await self._service.place_categories(ids, scope=scope, parent_id=parent_id, before=before)

    async def _move_replies(self, ids: list[str], scope: str, category_id: str) -> None:
        await self._service.place(ids, scope=scope, category_id=category_id)

    async def _place(self, ids: list[str], before: str) -> None:
        node = self.categories.node
        await self._service.place(ids, scope=node.scope, category_id=node.category_id, before=before)

    async def _drop_category(self, node: Node) -> None:
        question = self.tr("What is in “{0}” is kept and moves one level up.").format(node.name)
        if await confirm(self, self.tr("Delete this category?"), question, yes=self.tr("Delete"), danger=True):
            await self._service.drop_category(node.category_id)

    async def put_away(self) -> None:
        """Store what is typed, unless it is nothing yet."""
        if self.editor.is_changed and self.editor.fields()["body"].strip():
            await self._save()
