"""The line below the search field: which account, who, what, when, with a file or without."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QWidget

from app.store import Sieve
from ui.kit.flow import FlowLayout

HIGH = 32
DAYS = {"today": 1, "week": 7, "month": 30, "year": 365}


def since_of(choice: str, now: datetime) -> int:
    """When a choice of days begins, in ms: today counts as one of them; 0 for no bound."""
    if choice not in DAYS:
        return 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return int((midnight - timedelta(days=DAYS[choice] - 1)).timestamp() * 1000)


class Narrowing(QWidget):
    """Choices that make a Sieve.

    Signals:
        changed: the sieve is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._customer = ("", "")
        self.account = self._choice("search_account", self.tr("Account"))
        self.account.setFixedWidth(152)
        self.person = QLineEdit(self)
        self.person.setObjectName("search_person")
        self.person.setAccessibleName(self.tr("Person"))
        self.person.setPlaceholderText(self.tr("Name, phone or pinyin"))
        self.person.setFixedWidth(196)
        self.person.setClearButtonEnabled(True)
        self.kind = self._choice("search_kind", self.tr("Kind"))
        for value, words in (
            ("", self.tr("All kinds")),
            ("in", self.tr("Said by customers")),
            ("out", self.tr("Said by us")),
            ("note", self.tr("Internal notes")),
            ("follow_up", self.tr("Follow-ups")),
            ("customer", self.tr("Customers")),
            ("quick_reply", self.tr("Quick replies")),
        ):
            self.kind.addItem(words, value)
        self.when = self._choice("search_when", self.tr("Date"))
        for value, words in (
            ("", self.tr("Any time")),
            ("today", self.tr("Today")),
            ("week", self.tr("Last 7 days")),
            ("month", self.tr("Last 30 days")),
            ("year", self.tr("Last 365 days")),
            ("between", self.tr("Between two days")),
        ):
            self.when.addItem(words, value)
        self.first = self._day("search_from", self.tr("From"), QDate.currentDate().addDays(-30))
        self.last = self._day("search_to", self.tr("To"), QDate.currentDate())
        self.with_file = QCheckBox(self.tr("With a file"), self)
        self.with_file.setObjectName("search_with_file")
        self.with_file.setAccessibleName(self.with_file.text())
        flow = FlowLayout(self, 6)
        for widget in (self.account, self.person, self.kind, self.with_file, self.when, self.first, self.last):
            widget.setFixedHeight(HIGH)
            flow.addWidget(widget)
        self.show_accounts({})
        self._connect()
        self._show_days()

    def _choice(self, name: str, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        return box

    def _day(self, name: str, title: str, day: QDate) -> QDateEdit:
        edit = QDateEdit(day, self)
        edit.setObjectName(name)
        edit.setAccessibleName(title)
        edit.setToolTip(title)
        edit.setCalendarPopup(True)
        return edit

    def _connect(self) -> None:
        for box in (self.account, self.kind, self.when):
            box.currentIndexChanged.connect(self.changed)
        self.when.currentIndexChanged.connect(self._show_days)
        self.person.textChanged.connect(self.changed)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self.changed)
        self.with_file.toggled.connect(self.changed)

    def _show_days(self) -> None:
        between = self.when.currentData() == "between"
        self.first.setVisible(between)
        self.last.setVisible(between)
        self.updateGeometry()

    def show_accounts(self, names: dict[str, str]) -> None:
        """Offer these accounts, and keep the one that is chosen."""
        chosen = self.account.currentData() or ""
        with QSignalBlocker(self.account):
            self.account.clear()
            self.account.addItem(self.tr("All accounts"), "")
            for account_id, name in names.items():
                self.account.addItem(name, account_id)
            self.account.setCurrentIndex(max(0, self.account.findData(chosen)))

    def begin(self, customer_id: str = "", name: str = "") -> None:
        """Everything, or only what concerns one customer."""
        with QSignalBlocker(self):
            for box in (self.account, self.kind, self.when):
                box.setCurrentIndex(0)
            self.with_file.setChecked(False)
            self.person.setText(name)
        self._customer = (customer_id, name)

    def sieve(self) -> Sieve:
        """What is chosen now."""
        customer_id, name = self._customer
        person = self.person.text().strip()
        same = bool(customer_id) and person == name.strip()
        since, until = since_of(self.when.currentData() or "", datetime.now()), 0
        if self.when.currentData() == "between":
            since = self.first.date().startOfDay().toMSecsSinceEpoch()
            until = self.last.date().addDays(1).startOfDay().toMSecsSinceEpoch()
        return Sieve(
            account_id=self.account.currentData() or "",
            person="" if same else person,
            customer_id=customer_id if same else "",
            kind=self.kind.currentData() or "",
            since=since,
            until=until,
            with_file=self.with_file.isChecked(),
        )
