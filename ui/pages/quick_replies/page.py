"""Quick replies: the tree, the list, the editor. Everything works without a network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.errors import BadInput
from app.store import CategoryRow, Changes, QuickReplyRow
from ui.kit import shortcuts
from ui.kit.dialogs import choose_file, confirm
from ui.kit.tasks import TaskScope
from ui.kit.widgets import EmptyState, IconButton, SearchField, label, push_button
from ui.pages.contract import PageView
from ui.pages.quick_replies.editor import Place, ReplyEditor
from ui.pages.quick_replies.list_model import HEIGHT, ReplyBrush, ReplyListModel
from ui.pages.quick_replies.tree_model import CategoryTreeModel, Node, build, scope_name

if TYPE_CHECKING:
    from app.session import Session

FOUND_AT_MOST = 500
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")


class QuickRepliesPage(PageView):
    """Find, write and order what need not be typed again."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._service = session, session.quick_replies
        self._tasks = TaskScope(self)
        self._teams: dict[str, str] = {}
        self._scopes: list[str] = []
        self._categories: list[CategoryRow] = []
        self._found: list[QuickReplyRow] | None = None
        self._wanted = ""
        self._lay_out()
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(60)
        self._search_timer.timeout.connect(lambda: self._tasks.start(self._search()))
        self._connect()
        self.destroyed.connect(self._service.feed.subscribe(self._on_changes))
        self._tasks.start(self._read_tree())

    # -- building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("quick_replies_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._middle())
        splitter.addWidget(self._right())
        splitter.setSizes([248, 352, 720])
        splitter.setStretchFactor(2, 1)
        row.addWidget(splitter)

    def _left(self) -> QWidget:
        side = _panel(self, 200)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 8, 0)
        top.addWidget(label(self.tr("Quick replies"), size="title"), 1)
        self._new_category = IconButton("folder_plus", self.tr("New category"), "category_new", self)
        top.addWidget(self._new_category)
        column.addLayout(top)
        self._tree_model = CategoryTreeModel(self)
        self._tree = QTreeView(side)
        self._tree.setObjectName("category_tree")
        self._tree.setAccessibleName(self.tr("Categories"))
        self._tree.setModel(self._tree_model)
        self._tree.setHeaderHidden(True)
        self._tree.setIndentation(16)
        self._tree.setIconSize(QSize(16, 16))
        self._tree.setUniformRowHeights(True)
        self._tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self._tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        column.addWidget(self._tree, 1)
        return side

    def _middle(self) -> QWidget:
        side = _panel(self, 260)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 8, 0)
        top.setSpacing(4)
        self._field = SearchField(self.tr("Search title, text, pinyin, shortcut"), "quick_reply_search", side)
        top.addWidget(self._field, 1)
        self._more = IconButton("more", self.tr("More"), "quick_reply_more", self)
        top.addWidget(self._more)
        self._new = IconButton("plus", self.tr("New quick reply"), "quick_reply_new", self, tone="brand")
        top.addWidget(self._new)
        column.addLayout(top)
        self._list_model = ReplyListModel(self)
        self._list = QTableView(side)
        self._list.setObjectName("quick_reply_list")
        self._list.setAccessibleName(self.tr("Quick replies"))
        self._list.setModel(self._list_model)
        self._list.setItemDelegate(ReplyBrush(self._list))
        self._list.setShowGrid(False)
        self._list.setTabKeyNavigation(False)
        self._list.horizontalHeader().hide()
        self._list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._list.verticalHeader().hide()
        self._list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._list.verticalHeader().setDefaultSectionSize(HEIGHT)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setDragEnabled(True)
        self._list.setMouseTracking(True)
        self._nothing = EmptyState("quick_replies", "", "")
        self._lists = QStackedWidget(side)
        self._lists.addWidget(self._list)
        self._lists.addWidget(self._nothing)
        column.addWidget(self._lists, 1)
        return side

    def _right(self) -> QWidget:
        self._editor = ReplyEditor(lambda: self._tasks.start(self._add_file()), self)
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
        self._stage.addWidget(self._editor)
        return self._stage

    def _connect(self) -> None:
        self._field.textChanged.connect(lambda: self._search_timer.start())
        self._field.returnPressed.connect(lambda: self._list.setFocus())
        self._new.clicked.connect(self._start_new)
        self._more.clicked.connect(self._open_more)
        self._new_category.clicked.connect(lambda: self._tasks.start(self._create_category()))
        self._tree.selectionModel().currentChanged.connect(self._on_category)
        self._tree.customContextMenuRequested.connect(self._open_category_menu)
        self._tree_model.renamed.connect(lambda i, name: self._tasks.start(self._service.edit_category(i, name=name)))
        self._tree_model.category_dropped.connect(lambda *to: self._tasks.start(self._move_category(*to)))
        self._tree_model.replies_dropped.connect(lambda *to: self._tasks.start(self._move_replies(*to)))
        self._list.selectionModel().currentChanged.connect(self._on_reply)
        self._editor.save_asked.connect(lambda: self._tasks.start(self._save()))
        self._editor.drop_asked.connect(lambda: self._tasks.start(self._drop()))
        self._editor.conflict_asked.connect(lambda: self.page_wished.emit("conflicts", self._editor.reply_id))
        shortcuts.bind(self, "find", self._field.setFocus, within=True)
        shortcuts.bind(self, "new", self._start_new, within=True)
        shortcuts.bind(self, "save", lambda: self._tasks.start(self._save()), within=True)

    # -- reading

    def _on_changes(self, changes: Changes) -> None:
        if any(changes.of(table) for table in ("quick_reply", "quick_reply_category", "parked", "user")):
            self._tasks.start(self._read_tree())

    async def _read_tree(self) -> None:
        me = await self._session.users.me()
        self._categories = await self._service.tree()
        user_id = self._session.workspace.user_id
        there = {category.scope for category in self._categories}
        mine = ["workspace", *(f"team:{team}" for team in (me.team_ids if me else ())), f"user:{user_id}"]
        self._scopes = [*mine, *sorted(scope for scope in there if scope not in mine)]
        chosen = self._tree_model.node(self._tree.currentIndex()).key
        open_ones = {key for key in self._open_keys()}
        first = not self._tree_model.rowCount()
        self._tree_model.show_tree(build(self._categories, self._scopes, self._teams))
        if first or not chosen:
            self._tree.expandToDepth(1)
        for key in open_ones:
            self._tree.expand(self._tree_model.index_of(key))
        index = self._tree_model.index_of(chosen or "all")
        self._tree.setCurrentIndex(index if index.isValid() else self._tree_model.index(0, 0))
        self._editor.show_places(list(self._places()))
        if self._field.text().strip():
            await self._search()
        else:
            self._show_list()

    def _open_keys(self) -> list[str]:
        found: list[str] = []

        def visit(index: QModelIndex) -> None:
            for row in range(self._tree_model.rowCount(index)):
                child = self._tree_model.index(row, 0, index)
                if self._tree.isExpanded(child):
                    found.append(self._tree_model.node(child).key)
                visit(child)

        visit(QModelIndex())
        return found

    def _places(self) -> list[Place]:
        places: list[Place] = []

        def add(category: CategoryRow, path: str) -> None:
            name = f"{path} / {category.name}"
            places.append(Place(scope=category.scope, category_id=category.id, name=name))
            for child in category.children:
                add(child, name)

        for scope in self._scopes:
            name = scope_name(scope, self._teams)
            places.append(Place(scope=scope, category_id="", name=name))
            for category in self._categories:
                if category.scope == scope and category.id:
                    add(category, name)
        return places

    async def _search(self) -> None:
        text = self._field.text().strip()
        self._found = await self._service.find(text, FOUND_AT_MOST) if text else None
        if text == self._field.text().strip():
            self._show_list()

    def _show_list(self) -> None:
        node = self._tree_model.node(self._tree.currentIndex())
        if self._found is not None:
            rows = self._found
        else:
            rows = [row for category in self._categories for row in _below(category) if _belongs(row, category, node)]
            if node.category is not None:
                rows = list(_below(node.category))
        kept = self._wanted or self._editor.reply_id
        self._list_model.show_rows(rows)
        self._lists.setCurrentIndex(0 if rows else 1)
        self._say_nothing()
        index = self._list_model.index_of(kept)
        if index.isValid():
            self._wanted = ""
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.scrollTo(index)
            row = self._list_model.row(index)
            if row is not None and not self._editor.is_changed:
                self._show_reply(row)

    def _say_nothing(self) -> None:
        if self._found is not None:
            self._nothing.title.setText(self.tr("Nothing found"))
            self._nothing.hint.setText(self.tr("Try fewer letters, or the initials of the pinyin."))
        else:
            self._nothing.title.setText(self.tr("Nothing here yet"))
            self._nothing.hint.setText(self.tr("Write one with +, or bring a table in with the menu."))

    # -- gestures

    def reveal(self, target: str) -> None:
        """Show the quick reply with this id."""
        if target == "new":
            self._start_new()
            return
        self._wanted = target
        self._field.clear()
        self._found = None
        self._tree.setCurrentIndex(self._tree_model.index(0, 0))
        self._show_list()

    def _on_category(self, current: QModelIndex) -> None:
        if current.isValid():
            self._field.clear()
            self._found = None
            self._show_list()

    def _on_reply(self, current: QModelIndex) -> None:
        row = self._list_model.row(current)
        if row is None or row.id == self._editor.reply_id:
            return
        self._tasks.start(self._change_to(row))

    async def _change_to(self, row: QuickReplyRow) -> None:
        """What is typed is kept before another one is shown."""
        if self._editor.is_changed:
            await self._save()
        self._show_reply(row)

    def _show_reply(self, row: QuickReplyRow) -> None:
        self._editor.show_reply(row)
        self._stage.setCurrentWidget(self._editor)

    def _start_new(self) -> None:
        self._tasks.start(self._new_reply())

    async def _new_reply(self) -> None:
        if self._editor.is_changed:
            await self._save()
        node = self._tree_model.node(self._tree.currentIndex())
        self._list.clearSelection()
        self._list.setCurrentIndex(QModelIndex())
        self._editor.show_new(node.scope or f"user:{self._session.workspace.user_id}", node.category_id)
        self._stage.setCurrentWidget(self._editor)
        self._editor.show_new(node.scope or f"user:{self._session.workspace.user_id}", node.category_id)

    async def _save(self) -> None:
        fields = self._editor.changes()
        if not fields:
            return
        if not self._editor.fields()["body"].strip() and not self._editor.fields()["parts"]:
            self._editor.blame_body()
            raise BadInput(self.tr("A quick reply needs words or a file."))
        reply_id = self._editor.reply_id
        if reply_id:
            await self._service.edit(reply_id, **fields)
        else:
            reply_id = await self._service.create(**self._editor.fields())
            self._wanted = reply_id
        self._editor.saved(reply_id)

    async def _drop(self) -> None:
        reply_id, title = self._editor.reply_id, self._editor.fields()["title"]
        question = self.tr("“{0}” goes for everybody who sees it.").format(title)
        if await confirm(self, self.tr("Delete this quick reply?"), question, yes=self.tr("Delete"), danger=True):
            await self._service.drop(reply_id)
            self._editor.show_new("", "")
            self._stage.setCurrentWidget(self._resting)

    async def _add_file(self) -> None:
        path = await choose_file(self, self.tr("Add picture or file"), self.tr("All files (*)"))
        if path is None:
            return
        media_id = await self._session.files.keep(path)
        size = (await asyncio.to_thread(path.stat)).st_size
        kind = "image" if path.suffix.lower() in PICTURES else "file"
        content = {"media_id": media_id, "file_name": path.name, "size": size}
        self._editor.add_part({"type": kind, "text": "", "content": content})

    async def _create_category(self) -> None:
        node = self._tree_model.node(self._tree.currentIndex())
        scope = node.scope or f"user:{self._session.workspace.user_id}"
        category_id = await self._service.create_category(
            self.tr("New category"), scope=scope, parent_id=node.category_id, order=len(node.children)
        )
        await self._read_tree()
        index = self._tree_model.index_of(category_id)
        self._tree.setCurrentIndex(index)
        self._tree.edit(index)

    async def _move_category(self, category_id: str, scope: str, parent_id: str, place: int) -> None:
        target = self._tree_model.node(self._tree_model.index_of(parent_id or f"scope:{scope}"))
        moved = [child for child in target.children if child.category_id != category_id]
        before = sum(1 for child in target.children[:place] if child.category_id != category_id)
        await self._service.edit_category(category_id, scope=scope, parent_id=parent_id, order=before)
        for order, child in enumerate([*moved[:before], None, *moved[before:]]):
            if isinstance(child, Node) and child.category is not None and child.category.order != order:
                await self._service.edit_category(child.category_id, order=order)

    async def _move_replies(self, ids: list[str], scope: str, category_id: str) -> None:
        for reply_id in ids:
            await self._service.edit(reply_id, scope=scope, category_id=category_id)

    def _open_category_menu(self, at: object) -> None:
        node = self._tree_model.node(self._tree.currentIndex())
        menu = QMenu(self)
        menu.setObjectName("category_menu")
        menu.addAction(self.tr("New category")).triggered.connect(self._new_category.click)
        if node.category is not None:
            index = self._tree.currentIndex()
            menu.addAction(self.tr("Rename")).triggered.connect(lambda: self._tree.edit(index))
            menu.addSeparator()
            menu.addAction(self.tr("Delete category")).triggered.connect(
                lambda: self._tasks.start(self._drop_category(node))
            )
        menu.popup(self._tree.viewport().mapToGlobal(at))  # type: ignore[arg-type]

    async def _drop_category(self, node: Node) -> None:
        question = self.tr("What is in “{0}” is kept and moves one level up.").format(node.name)
        if await confirm(self, self.tr("Delete this category?"), question, yes=self.tr("Delete"), danger=True):
            await self._service.drop_category(node.category_id)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("quick_reply_menu")
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    async def put_away(self) -> None:
        """Store what is typed, unless it is nothing yet."""
        if self._editor.is_changed and self._editor.fields()["body"].strip():
            await self._save()


def _panel(parent: QWidget, width: int) -> QWidget:
    made = QWidget(parent)
    made.setProperty("ground", "panel")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setMinimumWidth(width)
    return made


def _below(category: CategoryRow) -> list[QuickReplyRow]:
    found = list(category.replies)
    for child in category.children:
        found += _below(child)
    return found


def _belongs(row: QuickReplyRow, category: CategoryRow, node: Node) -> bool:
    return not node.scope or category.scope == node.scope
