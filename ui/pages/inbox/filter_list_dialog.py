"""All saved filters: their order, and what to do with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.store import SavedFilterRow
from ui.delegates.plain import one_line
from ui.kit import shortcuts
from ui.kit.offers import Offers
from ui.kit.widgets import Paragraph, label, push_button
from ui.models.saved_filters import SavedFilters

ID = Qt.ItemDataRole.UserRole


class FilterListDialog(QDialog):
    """What is done here is done at once.

    Signals:
        order_wished(list): the ids in their new order.
        edit_wished(str): the agent wants to change this filter; empty for a new one.
        removal_wished(str): the agent wants it gone.
    """

    order_wished = Signal(list)
    edit_wished = Signal(str)
    removal_wished = Signal(str)

    def __init__(self, filters: SavedFilters, parent: QWidget) -> None:
        super().__init__(parent)
        self._filters = filters
        self.setObjectName("filter_list_dialog")
        self.setWindowTitle(self.tr("Saved filters"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumSize(460, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), size="title"))
        words = self.tr(
            "In the list of conversations {0} to {1} choose the first nine. Drag them, or move them with {2}."
        )
        keys = (shortcuts.shown("filter_1"), shortcuts.shown("filter_9"), "Alt+↑ ↓")
        column.addWidget(Paragraph(words.format(*keys), tone="ink2"))
        self.list = Offers(self.tr("No filter is saved yet.\n“New …” makes one."), self)
        self.list.setObjectName("filter_list")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.itemDoubleClicked.connect(lambda: self.edit_wished.emit(self._chosen()))
        self.list.installEventFilter(self)
        self.list.model().rowsMoved.connect(self._say_order)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list, 1)
        middle.addLayout(self._verbs())
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        done = push_button(self.tr("Done"), "filters_done", role="primary")
        done.setAutoDefault(False)
        done.clicked.connect(self.accept)
        foot.addWidget(done)
        column.addLayout(foot)
        filters.changed.connect(self._show)
        self._show()
        self.list.setFocus()

    def _verbs(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self._about_one = []
        verbs: Sequence[tuple[str, str, bool, Callable[[], object]]] = (
            ("filters_new", self.tr("New …"), False, lambda: self.edit_wished.emit("")),
            ("filters_edit", self.tr("Edit …"), True, lambda: self.edit_wished.emit(self._chosen())),
            ("filters_up", self.tr("Move up"), True, lambda: self._move(-1)),
            ("filters_down", self.tr("Move down"), True, lambda: self._move(1)),
            ("filters_delete", self.tr("Delete"), True, lambda: self.removal_wished.emit(self._chosen())),
        )
        for name, words, about_one, act in verbs:
            button = push_button(words, name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            column.addWidget(button)
            if about_one:
                self._about_one.append(button)
        column.addStretch(1)
        return column

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(ID)) if item is not None else ""

    def _show(self) -> None:
        before, at = self._chosen(), self.list.currentRow()
        rows: list[SavedFilterRow] = self._filters.rows
        self.list.clear()
        for row in rows:
            QListWidgetItem(one_line(row.name, 60), self.list).setData(ID, row.id)
        places = {row.id: place for place, row in enumerate(rows)}
        self.list.setCurrentRow(places.get(before, min(max(at, 0), len(rows) - 1)))
        for button in self._about_one:
            button.setEnabled(bool(rows))

    def _order(self) -> list[str]:
        return [str(self.list.item(at).data(ID)) for at in range(self.list.count())]

    def _say_order(self) -> None:
        self.order_wished.emit(self._order())

    def _move(self, by: int) -> None:
        at, order = self.list.currentRow(), self._order()
        if at >= 0 and 0 <= at + by < len(order):
            order[at], order[at + by] = order[at + by], order[at]
            self.order_wished.emit(order)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list that it would take for its own."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not self._chosen():
            return False
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.edit_wished.emit(self._chosen())
            case Qt.Key.Key_Delete:
                self.removal_wished.emit(self._chosen())
            case _:
                return False
        return True
