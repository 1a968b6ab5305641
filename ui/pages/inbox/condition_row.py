"""One condition of a saved filter: what, how, and with what it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QWidget

from app.rules.filters import FIELDS
from ui.delegates.clocks import MINUTE
from ui.kit.translations import tr
from ui.kit.widgets import IconButton
from ui.pages.inbox.condition_words import Known, Option, fields, operators, values

DAY_MINUTES = 1440


class Choice(QComboBox):
    """A value of a few, None for the first; one that is not among them any more is kept, and said to be unknown."""

    def __init__(self, name: str, title: str, options: Sequence[Option], value: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for each, words in options:
            self.addItem(words, each)
        if value is not None and value not in [each for each, _ in options]:
            self.addItem(tr("Conditions", "Unknown"), value)
        self.setCurrentIndex(next((at for at in range(self.count()) if self.itemData(at) == value), 0))


class ConditionRow(QWidget):
    """A line of three fields.

    Signals:
        changed: it says something else now.
        removal_wished: the agent does not want it.
    """

    changed = Signal()
    removal_wished = Signal()

    def __init__(self, condition: dict[str, Any], known: Known, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = known
        self.setObjectName("condition")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        field = str(condition["field"])
        self.field = Choice("condition_field", self.tr("What is asked"), fields(), field, self)
        self.field.currentIndexChanged.connect(self._turn)
        self._row.addWidget(self.field, 3)
        self._compared: list[QWidget] = []
        remove = IconButton("close", self.tr("Remove this condition"), "condition_remove", self, size=14)
        remove.clicked.connect(self.removal_wished)
        self._row.addWidget(remove)
        self._compare(field, condition["op"], condition["value"])

    def condition(self) -> dict[str, Any]:
        """What it says; maybe not yet something that ``app.rules.filters`` lets pass."""
        return {"field": self.field.currentData(), "op": self.op.currentData(), "value": self._said()}

    def is_filled(self) -> bool:
        """Whether there is something to compare with."""
        _, fits = FIELDS[self.field.currentData()]
        return fits(self._said())

    def _turn(self) -> None:
        field = self.field.currentData()
        self._compare(field, FIELDS[field][0][0], None)
        self.changed.emit()

    def _compare(self, field: str, op: str, value: Any) -> None:
        for old in self._compared:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.op = Choice("condition_op", self.tr("How it is compared"), operators(field), op, self)
        self.op.currentIndexChanged.connect(self.changed)
        self.value = self._value(field, value)
        self._compared = [self.op, self.value]
        for at, widget in enumerate(self._compared, start=1):
            self._row.insertWidget(at, widget, at + 1)
        for before, after in ((self.field, self.op), (self.op, self.value)):
            QWidget.setTabOrder(before, after)

    def _value(self, field: str, value: Any) -> QWidget:
        title = self.tr("With what")
        if field == "waiting":
            minutes = QSpinBox(self)
            minutes.lineEdit().setTextMargins(6, 0, 0, 0)
            minutes.setRange(0, 30 * DAY_MINUTES)
            minutes.setSuffix(self.tr(" min"))
            minutes.setValue(int(value) // MINUTE if value is not None else 5)
            minutes.valueChanged.connect(self.changed)
            made: QWidget = minutes
        elif field == "text":
            words = QLineEdit(str(value or ""), self)
            words.setMaxLength(200)
            words.setPlaceholderText(self.tr("Words"))
            words.textChanged.connect(self.changed)
            made = words
        else:
            made = Choice("condition_value", title, values(field, self._known), value, self)
            made.currentIndexChanged.connect(self.changed)
        made.setObjectName("condition_value")
        made.setAccessibleName(title)
        return made

    def _said(self) -> Any:
        match self.value:
            case QSpinBox() as minutes:
                return minutes.value() * MINUTE
            case QLineEdit() as words:
                return words.text().strip()
            case Choice() as choice:
                return choice.currentData()
        return None
