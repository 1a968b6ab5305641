"""The list of customers, with what narrows it down above and what is done with several below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.store import CustomerFilter
from ui.delegates.row_brush import HEIGHT
from ui.kit.action_bar import Action, ActionBar
from ui.kit.row_list import RowList
from ui.kit.skeleton import Skeleton
from ui.kit.widgets import EmptyState, SearchField, label, push_button
from ui.models.customer_list import CustomerListModel
from ui.pages.customers.brush import CustomerBrush, skeleton
from ui.pages.customers.captions import Captions
from ui.pages.customers.narrowing import Narrowing

TYPING_MS = 120
"""Rest after a key before the list is searched."""

COUNT = 108
"""Pixels for how many there are: the field beside it keeps its width."""


class CustomerColumn(QWidget):
    """Search, filters, rows, selection.

    Signals:
        wanted(CustomerFilter): show these, of the account that is chosen.
    """

    wanted = Signal(object)

    def __init__(self, model: CustomerListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._going = model, False
        self.setObjectName("customer_column")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self.view = RowList(model, CustomerBrush(), self)
        self.view.setObjectName("customer_list")
        self.view.setAccessibleName(self.tr("Customers"))
        self._skeleton = Skeleton(self.view, skeleton, HEIGHT)
        self.field = SearchField(self.tr("Name, remark, phone or pinyin"), "customer_search", self)
        self.field.installEventFilter(self)
        self.count = label(tone="ink3", size="caption")
        self.count.setObjectName("customer_count")
        self.count.setMinimumWidth(COUNT)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.narrowing = Narrowing(self)
        self.bar = ActionBar(self.tr("Selected customers"), [Action("tag", "tag", self.tr("Tag"), "list_tag")], self)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_typed)
        self.narrowing.changed.connect(self._ask)
        self.view.marked_changed.connect(self.bar.show_count)
        self.bar.nothing_wished.connect(self.view.unmark)
        model.counted.connect(self._show_count)
        model.loaded.connect(self._skeleton.done)
        model.loaded.connect(self.view.scrollToTop)
        model.loaded.connect(self._go_to_first)
        for told in (model.loaded, model.modelReset, model.rowsInserted, model.rowsRemoved):
            told.connect(self._show_emptiness)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 16, 6)
        head.setSpacing(12)
        head.addWidget(self.field, 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.narrowing)
        self.captions = Captions(self.view.viewport(), self)
        column.addWidget(self.captions)
        place = QGridLayout()  # the list stays behind its empty state, so that its keys do
        place.addWidget(self.view, 0, 0)
        self._clear = push_button(self.tr("Show all customers"), "customer_show_all")
        self._clear.clicked.connect(self.clear)
        self.empty = EmptyState("customers", "", "", self._clear)
        place.addWidget(self.empty, 0, 0)
        column.addLayout(place, 1)
        column.addWidget(self.bar)

    # -- which customers

    @property
    def account_id(self) -> str:
        """The account whose customers are shown; empty for all."""
        return self._model.filter.account_id

    def _ask(self) -> None:
        """Show what the field and the filters say now."""
        self._timer.stop()
        self.view.unmark()
        self.wanted.emit(self.narrowing.filter(self.field.text()))

    def show_list(self, wanted: CustomerFilter) -> None:
        """Turn to these customers."""
        self._model.show(wanted)
        if not self._model.known:
            self._skeleton.wait()
        self._show_emptiness()

    def clear(self) -> None:
        """Narrow nothing down any more."""
        self.field.clear()
        self.narrowing.clear()
        self._ask()
        self.view.setFocus()

    def _show_count(self) -> None:
        total = self._model.total
        self.count.setText("" if total is None else self.tr("%n customer(s)", "", total))

    def _show_emptiness(self) -> None:
        empty = self._model.known and not self._model.rowCount()
        if empty:
            title, hint = self._emptiness()
            self.empty.title.setText(title)
            self.empty.hint.setText(hint)
            self._clear.setVisible(self._model.filter.narrowed)
        self.empty.setVisible(empty)

    def _emptiness(self) -> tuple[str, str]:
        """Why nobody stands there, and what to do."""
        if self._model.filter.narrowed:
            hint = self.tr("Try fewer letters, or the initials of the pinyin; or take a filter off.")
            return self.tr("Nobody fits"), hint
        if self._model.filter.account_id:
            hint = self.tr("Whoever writes to this account appears here by themselves.")
        else:
            hint = self.tr("Whoever writes to one of your accounts appears here by themselves.")
        return self.tr("No customers yet"), hint

    def _go_to_first(self) -> None:
        """After Enter: to the first who is found, as soon as they are."""
        if self._going and self._model.known:
            self._going = False
            if self._model.rowCount():
                self.view.setFocus()
                self.view.step(-self._model.rowCount())

    def _on_typed(self) -> None:
        self._going = False
        self._timer.start()

    # -- keys of the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From what is typed down to who was found; Escape empties the field, then leaves it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self._ask()
                self._going = True
                self._go_to_first()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self.field.text():
                    self.field.clear()
                else:
                    self.view.setFocus()
                return True
        return super().eventFilter(watched, event)
