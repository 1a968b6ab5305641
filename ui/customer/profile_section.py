"""What is known of the customer, edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.protocol import Stage
from app.services import CustomerService
from app.store import CustomerRow
from ui.customer.section import Section
from ui.delegates.customer_words import stage_words
from ui.delegates.plain import masked, one_line
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import ElidedLabel, IconButton, label

LINE, INSET = 24, 5
"""Pixels of a line; and before a value, as many as a field leaves before what is written in it."""


class InlineEdit(QLineEdit):
    """A value that becomes a field when it is touched; Enter and leaving keep it, Escape does not.

    Signals:
        kept(str): the agent changed the value.
    """

    kept = Signal(str)

    def __init__(self, name: str, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setPlaceholderText(hint)
        self.setProperty("role", "inline")
        self.setMaxLength(500)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless the agent is typing."""
        if value == self._value and self.hasFocus():
            return
        if not self.hasFocus() or self.text() == self._value:
            self.setText(value)
            self.setCursorPosition(0)
        self._value = value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._value:
            self.setText(self._value)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._keep()
            self.setCursorPosition(0)

    def _keep(self) -> None:
        if self.text() != self._value:
            self._value = self.text()
            self.kept.emit(self._value)


class ProfileSection(Section):
    """Remark, phones, company, last order, stage, description."""

    def __init__(self, customers: CustomerService, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(tr("ProfileSection", "Profile"), "profile", parent=parent)
        self._customers, self._tasks = customers, tasks
        self._row: CustomerRow | None = None
        self._unmasked = False
        holder = QWidget(self)
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, 56)
        self._grid.setColumnStretch(1, 1)
        for at in range(6):
            self._grid.setRowMinimumHeight(at, LINE)
        self.remark = self._field(0, self.tr("Remark"), "customer_remark", "remark")
        self.phone = ElidedLabel(size="caption")
        self.phone.setObjectName("customer_phone")
        self.reveal = IconButton("show", self.tr("Show the whole number"), "reveal_phone", self, size=14)
        self.reveal.setFixedSize(LINE, LINE)
        self.reveal.clicked.connect(self._toggle_mask)
        phones = QHBoxLayout()
        phones.setContentsMargins(INSET, 0, 0, 0)
        phones.addWidget(self.phone, 1)
        phones.addWidget(self.reveal)
        self._grid.addWidget(label(self.tr("Phone"), tone="ink3", size="caption"), 1, 0)
        self._grid.addLayout(phones, 1, 1)
        self.company = self._field(2, self.tr("Company"), "customer_company", "company")
        self.order = ElidedLabel(size="caption")
        self.order.setContentsMargins(INSET, 0, 0, 0)
        self._grid.addWidget(label(self.tr("Last order"), tone="ink3", size="caption"), 3, 0)
        self._grid.addWidget(self.order, 3, 1)
        self.stage = QComboBox(self)
        self.stage.setObjectName("customer_stage")
        self.stage.setAccessibleName(self.tr("Stage"))
        self.stage.setProperty("role", "inline")
        self.stage.view().setObjectName("stage_list")
        self.stage.view().setAccessibleName(self.tr("Stage"))
        for stage in Stage:
            self.stage.addItem(stage_words(stage), stage.value)
        self.stage.activated.connect(self._choose_stage)
        self._grid.addWidget(label(self.tr("Stage"), tone="ink3", size="caption"), 4, 0)
        self._grid.addWidget(self.stage, 4, 1)
        self.description = self._field(5, self.tr("About"), "customer_description", "description")
        self.body.addWidget(holder)

    def _field(self, at: int, title: str, name: str, field: str) -> InlineEdit:
        edit = InlineEdit(name, title, self.tr("Add"), self)
        edit.kept.connect(lambda value: self._edit(field, value))
        self._grid.addWidget(label(title, tone="ink3", size="caption"), at, 0)
        self._grid.addWidget(edit, at, 1)
        return edit

    def show_customer(self, row: CustomerRow) -> None:
        """Show another customer, or what became of this one."""
        if self._row is None or self._row.id != row.id:
            self._unmasked = False
        self._row = row
        self.remark.show_value(row.remark)
        self.company.show_value(row.company)
        self.description.show_value(row.description)
        self.order.show_text(one_line(row.last_order) or "—")
        self.stage.setCurrentIndex(max(0, self.stage.findData(row.stage.value)))
        self._show_phones()

    def _show_phones(self) -> None:
        phones = self._row.phones if self._row is not None else ()
        words = [one_line(phone, 40) if self._unmasked else masked(phone) for phone in phones]
        self.phone.show_text(", ".join(words) or "—")
        self.reveal.setVisible(bool(phones))
        self.reveal.show_icon("hide" if self._unmasked else "show")

    def _toggle_mask(self) -> None:
        self._unmasked = not self._unmasked
        self._show_phones()

    def _choose_stage(self, at: int) -> None:
        self._edit("stage", self.stage.itemData(at))

    def _edit(self, field: str, value: str) -> None:
        if self._row is not None:
            self._tasks.start(self._customers.edit(self._row.id, **{field: value}))
