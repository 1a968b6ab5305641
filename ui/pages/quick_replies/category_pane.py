"""The tree of categories with its gestures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.store import CategoryRow
from ui.delegates import brushes
from ui.kit.dragging import carry
from ui.kit.skeleton import Skeleton
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import IconButton, label
from ui.pages.quick_replies.tree_model import COUNT_ROLE, CategoryTreeModel, Node, build

LINE = 32


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """A category that is not there yet, the lower ones further in."""
    left = 24 if at < 2 else 40
    brushes.slab(painter, QRectF(left, 8, 16, 16), 4, theme().color("chip"))
    brushes.slab(painter, QRectF(left + 26, 11, (wide - left) * (0.3 + at % 3 * 0.1), 10), 5, theme().color("chip"))


class _CountBrush(QStyledItemDelegate):
    """The line as the style draws it, with the number at its right end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        count = index.data(COUNT_ROLE)
        words = QLocale().toString(count) if count else ""
        if words:
            option.rect = QRect(option.rect).adjusted(0, 0, -38, 0)
        super().paint(painter, option, index)
        if not words:
            return
        look = theme()
        where = QRect(option.rect.right() + 1, option.rect.y(), 38, option.rect.height())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(where, look.color("hover"))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(where.adjusted(0, 0, -12, 0), right, words)
        painter.restore()


class _Tree(QTreeView):
    def startDrag(self, actions: Qt.DropAction) -> None:  # type: ignore[override]
        names = [str(index.data()) for index in self.selectedIndexes()]
        carry(self, actions, names[0] if len(names) == 1 else tr("QuickReplies", "%n categories", len(names)))


class CategoryPane(QWidget):
    """Where in the tree one is.

    Signals:
        chosen: another line is the current one.
        create_asked: a new category below the current line.
        drop_asked(Node): the category should go.
    """

    chosen = Signal()
    create_asked = Signal()
    drop_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("category_pane")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 8, 0)
        top.addWidget(label(self.tr("Quick replies"), size="title"), 1)
        self._create = IconButton("folder_plus", self.tr("New category"), "category_new", self)
        self._create.clicked.connect(self.create_asked)
        top.addWidget(self._create)
        column.addLayout(top)
        self._later: tuple[Sequence[CategoryRow], Sequence[str], Mapping[str, str], frozenset[str]] | None = None
        self._closed: frozenset[str] = frozenset()
        self._has_shown = False
        self._chosen = "all"
        self.model = CategoryTreeModel(self)
        self.tree = _Tree(self)
        self.tree.setObjectName("category_tree")
        self.tree.setAccessibleName(self.tr("Categories"))
        self.tree.setModel(self.model)
        brush = _CountBrush(self.tree)
        brush.closeEditor.connect(self._show_later)
        self.tree.setItemDelegate(brush)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self.skeleton = Skeleton(self.tree, skeleton, LINE)
        column.addWidget(self.tree, 1)

    @property
    def node(self) -> Node:
        """The current line."""
        return self.model.node(self.tree.currentIndex())

    def show_tree(
        self,
        categories: Sequence[CategoryRow],
        scopes: Sequence[str],
        teams: Mapping[str, str],
        closed: frozenset[str],
    ) -> None:
        """Show another tree, once no name is being typed; what was open and chosen stays so.

        In the scopes that are ``closed`` this agent may change nothing.
        """
        if self.tree.state() == QAbstractItemView.State.EditingState:
            self._later = (categories, scopes, teams, closed)
            return
        self._closed = closed
        self.skeleton.done()
        self._create.setEnabled(bool(set(scopes) - closed))
        open_keys, first = self._open_keys(QModelIndex()), not self._has_shown
        self._has_shown = bool(categories)
        if self.model.show_tree(build(categories, scopes, teams), closed):
            return
        if first:
            self.tree.expandToDepth(1)
        for key in open_keys:
            self.tree.expand(self.model.index_of(key))
        self.choose(self._chosen)

    def _show_later(self) -> None:
        later, self._later = self._later, None
        if later is not None:
            QTimer.singleShot(0, self, lambda: self.show_tree(*later))

    def choose(self, key: str) -> None:
        """Make the line with this key the current one, the first when it is gone."""
        index = self.model.index_of(key)
        self.tree.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))

    def rename(self, key: str) -> None:
        """Let the agent type a name."""
        index = self.model.index_of(key)
        self.tree.setCurrentIndex(index)
        self.tree.edit(index)

    def _open_keys(self, above: QModelIndex) -> list[str]:
        found: list[str] = []
        for row in range(self.model.rowCount(above)):
            index = self.model.index(row, 0, above)
            if self.tree.isExpanded(index):
                found += [self.model.node(index).key, *self._open_keys(index)]
        return found

    def _on_current(self, current: QModelIndex) -> None:
        key = self.model.node(current).key
        if current.isValid() and key != self._chosen:
            self._chosen = key
            self.chosen.emit()

    def _open_menu(self, at: QPoint) -> None:
        node = self.node
        if node.scope in self._closed:
            return
        menu = QMenu(self)
        menu.setObjectName("category_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("New category")).triggered.connect(self.create_asked)
        if node.category is not None:
            menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.rename(node.key))
            menu.addSeparator()
            menu.addAction(self.tr("Delete category")).triggered.connect(lambda: self.drop_asked.emit(node))
        menu.popup(self.tree.viewport().mapToGlobal(at))
