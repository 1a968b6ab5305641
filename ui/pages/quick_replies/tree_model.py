"""The tree of categories: scopes at the root, categories below, dropped where they are let go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.store import CategoryRow, QuickReplyRow
from ui.delegates.plain import one_line
from ui.kit.icons import icon
from ui.kit.scopes import scope_name
from ui.kit.theme import theme
from ui.kit.translations import tr

CATEGORY_MIME = "application/x-heliu-category"
REPLY_MIME = "application/x-heliu-quick-replies"

COUNT_ROLE = Qt.ItemDataRole.UserRole
"""How many quick replies hang on and below a line."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quick reply may hang: a scope and a category in it ("" for none)."""

    scope: str
    category_id: str
    name: str


@dataclass(eq=False)
class Node:
    """A line of the tree. ``category`` is None for all replies and for the scopes."""

    key: str
    name: str
    scope: str = ""
    category: CategoryRow | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    count: int = 0
    row: int = 0

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.row = len(self.parent.children)
            self.parent.children.append(self)

    @property
    def above(self) -> str:
        """The key of the line it hangs on."""
        return self.parent.key if self.parent is not None else ""

    def become(self, other: Node) -> bool:
        """Be called and count as ``other`` does; whether one sees that."""
        before = (self.name, self.count)
        self.name, self.count = other.name, other.count
        self.scope, self.category = other.scope, other.category
        return before != (self.name, self.count)

    @property
    def is_shelf(self) -> bool:
        """Whether its replies stand in one order: it is a category with none below."""
        return self.category is not None and not self.children

    @property
    def category_id(self) -> str:
        return self.category.id if self.category else ""


def build(categories: Sequence[CategoryRow], scopes: Sequence[str], teams: Mapping[str, str]) -> Node:
    """The tree of ``categories`` under ``scopes``, with how many replies hang on and below each."""
    root = Node("", "")
    everything = Node("all", tr("QuickReplies", "All"), parent=root)
    for scope in scopes:
        top = Node(f"scope:{scope}", scope_name(scope, teams.get(scope, "")), scope, parent=root)
        for category in (c for c in categories if c.scope == scope):
            if category.id:
                _grow(top, category)
            else:
                top.count += len(category.replies)
        top.count += sum(child.count for child in top.children)
        everything.count += top.count
    return root


def _grow(parent: Node, category: CategoryRow) -> None:
    node = Node(category.id, one_line(category.name), category.scope, category, parent)
    for child in category.children:
        _grow(node, child)
    node.count = len(category.replies) + sum(child.count for child in node.children)


def _lines(root: Node) -> dict[str, Node]:
    """All lines of a tree by their keys, from top to bottom."""
    found: dict[str, Node] = {}
    for child in root.children:
        found |= {child.key: child, **_lines(child)}
    return found


def below(category: CategoryRow) -> list[QuickReplyRow]:
    """What hangs on a category and on those below it."""
    return [*category.replies, *(row for child in category.children for row in below(child))]


def places(categories: Sequence[CategoryRow], scopes: Sequence[str], teams: Mapping[str, str]) -> list[Place]:
    """Everywhere a quick reply may hang, with the way there as its name."""
    found: list[Place] = []

    def add(category: CategoryRow, path: str) -> None:
        name = f"{path} / {one_line(category.name, 60)}"
        found.append(Place(scope=category.scope, category_id=category.id, name=name))
        for child in category.children:
            add(child, name)

    for scope in scopes:
        name = scope_name(scope, teams.get(scope, ""))
        found.append(Place(scope=scope, category_id="", name=name))
        for category in categories:
            if category.scope == scope and category.id:
                add(category, name)
    return found


class CategoryTreeModel(QAbstractItemModel):
    """Names and counts.

    Signals:
        categories_dropped(ids, scope, parent_id, before): categories were let go there, in front of that one or last.
        replies_dropped(ids, scope, category_id): quick replies were let go there.
        renamed(category_id, name)
    """

    categories_dropped = Signal(list, str, str, str)
    replies_dropped = Signal(list, str, str)
    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = build((), (), {})
        self._lines = _lines(self._root)
        self._closed: frozenset[str] = frozenset()

    def show_tree(self, root: Node, closed: frozenset[str] = frozenset()) -> bool:
        """Show another tree; in the scopes that are ``closed`` nothing can be changed.

        False: the lines are others than before. Else they stand where they stood, whatever they are called now.
        """
        self._closed, lines = closed, _lines(root)
        if [(line.key, line.above) for line in lines.values()] != [(n.key, n.above) for n in self._lines.values()]:
            self.beginResetModel()
            self._root, self._lines = root, lines
            self.endResetModel()
            return False
        for key, line in lines.items():
            if self._lines[key].become(line):
                at = self.index_of(key)
                self.dataChanged.emit(at, at)
        return True

    def node(self, index: Index) -> Node:
        """The line at ``index``; the root for no index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def index_of(self, key: str) -> QModelIndex:
        """Where the line with this key is; no index when it is nowhere."""
        node = self._lines.get(key)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node)

    # -- what Qt asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        above = self.node(parent)
        if column or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return QModelIndex() if above is None or above is self._root else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() and parent.column() else len(self.node(parent).children)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.name
            case Qt.ItemDataRole.EditRole:
                return node.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{node.name}, {node.count}"
            case _ if role == COUNT_ROLE:
                return node.count
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(node)
            case Qt.ItemDataRole.FontRole if node.category is None:
                return theme().font("body", strong=True)
        return None

    def _icon(self, node: Node) -> QIcon:
        name = "folder" if node.category else "quick_replies" if not node.scope else "team"
        if node.scope.startswith("user:") and not node.category:
            name = "customers"
        return icon(name, theme().color("ink3"), 16)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        node = self.node(index)
        if role != Qt.ItemDataRole.EditRole or not node.category or not name or name == node.name:
            return False
        self.renamed.emit(node.category_id, name)
        return False  # the new name comes back from the store

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        flags = Qt.ItemFlag.ItemIsEnabled
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags |= Qt.ItemFlag.ItemIsSelectable
        if node.scope in self._closed:
            return flags
        if node.scope:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if node.category:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return flags

    # -- drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [CATEGORY_MIME, REPLY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        dragged = [self.node(index) for index in indexes if self.node(index).category]
        # What hangs on another dragged one goes with it.
        ids = [node.category_id for node in dragged if not any(_hangs_on(node, other) for other in dragged)]
        if ids:
            data.setData(CATEGORY_MIME, json.dumps(ids).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        target = self.node(parent)
        if not target.scope or target.scope in self._closed:
            return False
        return data.hasFormat(REPLY_MIME) or (
            data.hasFormat(CATEGORY_MIME)
            and not any(self._is_within(target, category_id) for category_id in _ids(data, CATEGORY_MIME))
        )

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        target = self.node(parent)
        if data.hasFormat(REPLY_MIME):
            self.replies_dropped.emit(_ids(data, REPLY_MIME), target.scope, target.category_id)
        else:
            before = target.children[row].category_id if 0 <= row < len(target.children) else ""
            self.categories_dropped.emit(_ids(data, CATEGORY_MIME), target.scope, target.category_id, before)
        return False  # the view must not take the line away: the store tells us where it is now

    def _is_within(self, node: Node, category_id: str) -> bool:
        at: Node | None = node
        while at is not None:
            if at.category_id == category_id:
                return True
            at = at.parent
        return False


def _hangs_on(node: Node, other: Node) -> bool:
    at = node.parent
    while at is not None and at is not other:
        at = at.parent
    return at is other


def _ids(data: QMimeData, mime: str) -> list[str]:
    return [str(name) for name in json.loads(bytes(data.data(mime).data()))]
