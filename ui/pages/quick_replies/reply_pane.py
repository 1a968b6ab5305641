"""The list of quick replies with its field to search them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.store import QuickReplyRow
from ui.kit.dragging import carry
from ui.kit.skeleton import Skeleton
from ui.kit.translations import tr
from ui.kit.widgets import EmptyState, IconButton, SearchField, label
from ui.pages.quick_replies.list_model import HEIGHT, ReplyBrush, ReplyListModel, skeleton

TYPING_MS = 60


class _List(QTableView):
    def startDrag(self, actions: Qt.DropAction) -> None:
        names = [str(index.data()) for index in self.selectedIndexes()]
        carry(self, actions, names[0] if len(names) == 1 else tr("QuickReplies", "%n quick replies", len(names)))


class ReplyPane(QWidget):
    """Which quick reply one looks at.

    Signals:
        chosen(QuickReplyRow): another line is the current one.
        search_asked: the words in the field have changed and stand still.
        create_asked, import_asked, export_asked: the agent's wish.
        placed(ids, before): put these in front of that one ("": at the end).
    """

    chosen = Signal(object)
    search_asked = Signal()
    create_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    placed = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reply_pane")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        self.model = ReplyListModel(self)
        self.model.dropped.connect(self.placed)
        self.list = self._make_list()
        self._nothing = EmptyState("quick_replies", "", "")
        self._stage = QStackedWidget(self)
        self._stage.addWidget(self.list)
        self._stage.addWidget(self._nothing)
        self.skeleton = Skeleton(self._stage, skeleton, HEIGHT)
        column.addWidget(self._stage, 1)
        self._rest = label(tone="ink3", size="caption")
        self._rest.setObjectName("quick_reply_rest")
        self._rest.setContentsMargins(14, 0, 12, 10)
        self._rest.hide()
        column.addWidget(self._rest)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.search_asked)
        self.field.textChanged.connect(lambda: self._timer.start())
        self.field.returnPressed.connect(self._take_first)

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 8, 0)
        top.setSpacing(4)
        self.field = SearchField(self.tr("Words, pinyin or shortcut"), "quick_reply_search", self)
        top.addWidget(self.field, 1)
        self._more = IconButton("more", self.tr("Import and export"), "quick_reply_more", self)
        self._more.clicked.connect(self._open_menu)
        top.addWidget(self._more)
        self._can_import = True
        self._create = IconButton("plus", self.tr("New quick reply"), "quick_reply_new", self, tone="brand")
        self._create.clicked.connect(self.create_asked)
        top.addWidget(self._create)
        return top

    def _make_list(self) -> QTableView:
        view = _List(self)
        view.setObjectName("quick_reply_list")
        view.setAccessibleName(self.tr("Quick replies"))
        view.setModel(self.model)
        view.setItemDelegate(ReplyBrush(view))
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.horizontalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(HEIGHT)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.installEventFilter(self)
        view.setMouseTracking(True)
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    def show_rows(self, rows: Sequence[QuickReplyRow], keep: str, *, all_of_them: bool) -> QuickReplyRow | None:
        """Show these; the quick reply with the id ``keep``, if it is among them, stays the current one."""
        self._rest.setVisible(not all_of_them)
        self._rest.setText("" if all_of_them else self.tr("The best {0}; write more to see others").format(len(rows)))
        self.model.show_rows(rows)
        self.skeleton.done()
        self._stage.setCurrentIndex(0 if rows else 1)
        if self.field.text().strip():
            self._nothing.title.setText(self.tr("Nothing found"))
            self._nothing.hint.setText(self.tr("Try fewer letters, or the initials of the pinyin."))
        else:
            self._nothing.title.setText(self.tr("Nothing here yet"))
            self._nothing.hint.setText(self.tr("Write one with +, or bring a table in with the menu beside it."))
        index = self.model.index_of(keep)
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        return self.model.row(index)

    def leave(self) -> None:
        """No line is the current one."""
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())

    @property
    def chosen_ids(self) -> list[str]:
        """The marked quick replies, from top to bottom."""
        lines = sorted(self.list.selectionModel().selectedRows(), key=lambda index: index.row())
        return [row.id for index in lines if (row := self.model.row(index))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow key carry the marked lines up or down."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.list:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                before = self.model.neighbour(self.chosen_ids, step)
                if before is not None:
                    self.placed.emit(self.chosen_ids, before)
                return True
        return super().eventFilter(watched, event)

    def lock(self, on: bool) -> None:
        """Whether nothing can be written here."""
        self._create.setVisible(not on)
        self._can_import = not on

    def _take_first(self) -> None:
        self._timer.stop()
        self.search_asked.emit()
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _on_current(self, current: QModelIndex) -> None:
        row = self.model.row(current)
        if row is not None:
            self.chosen.emit(row)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("quick_reply_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take_in = menu.addAction(self.tr("Import from a table…"))
        take_in.triggered.connect(self.import_asked)
        take_in.setEnabled(self._can_import)
        menu.addAction(self.tr("Export all…")).triggered.connect(self.export_asked)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
