"""The customers: a list of everybody on the left, the card of one of them on the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from app.session import Session
from app.store import CustomerFilter, CustomerRow, ListedCustomer
from ui.customer.card import CustomerCard, Subject
from ui.delegates.customer_words import called
from ui.kit import settings, shortcuts
from ui.kit.tasks import TaskScope
from ui.kit.widgets import EmptyState
from ui.models.customer_list import CustomerListModel
from ui.pages.contract import PageView
from ui.pages.customers.column import CustomerColumn
from ui.pages.customers.verbs import CustomerVerbs

LIST_WIDTH, CARD_WIDTH = 960, 340


class CustomersPage(PageView):
    """All accounts or one, as the tabs say; a person with several identities stands there once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = TaskScope(self)
        self._account_id = ""
        self._wanted = CustomerFilter()
        self._model = CustomerListModel(session.customers, self._tasks, self)
        self.column = CustomerColumn(self._model, self)
        self.card = CustomerCard(session, self._tasks, self)
        self._lay_out()
        self.verbs = CustomerVerbs(self.column, self.card, session, self._tasks, self)
        self.first = self.column.view
        self.column.view.chosen.connect(self.show_customer)
        self.column.wanted.connect(self._show)
        self.card.customer_shown.connect(self._fit_card)
        for asking in (self.card, self.verbs):
            asking.conversation_wished.connect(lambda name: self.page_wished.emit("inbox", name))
        self._show(self._wanted)

    def _lay_out(self) -> None:
        self._nobody = EmptyState("customers", self.tr("Choose a customer"))
        hint = self.tr("{0} opens the conversation, {1} tags, {2} writes a follow-up.")
        keys = ("customers_go", "list_tag", "list_follow_up")
        shortcuts.hint(self, lambda: self._nobody.hint.setText(hint.format(*map(shortcuts.shown, keys))))
        self._stage = QStackedWidget(self)
        self._stage.setObjectName("customer_stage")
        self._stage.setProperty("ground", "panel")
        self._stage.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage.setMinimumWidth(260)
        self._stage.addWidget(self._nobody)
        self._stage.addWidget(self.card)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("customers_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.column)
        splitter.addWidget(self._stage)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([LIST_WIDTH, CARD_WIDTH])
        settings.keep_splitter(splitter, "customers")
        QHBoxLayout(self).addWidget(splitter)
        self.layout().setContentsMargins(0, 0, 0, 0)

    # -- what the shell asks

    def show_account(self, account_id: str) -> None:
        if account_id != self._account_id:
            self._account_id = account_id
            self.column.view.unmark()
            self._show(self._wanted)

    def reveal(self, target: str) -> None:
        """``target`` is the id of a customer."""
        self.column.view.choose(target)
        self.column.view.scrollTo(self.column.view.currentIndex())
        self.show_customer(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.follow(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.follow(False)

    # -- whom it is about

    def _show(self, wanted: CustomerFilter) -> None:
        self._wanted = wanted
        self.column.show_list(replace(wanted, account_id=self._account_id))

    def show_customer(self, customer_id: str) -> None:
        """Open the card of a customer."""
        row = next(iter(self._model.at_hand([customer_id])), None)
        self._stage.setCurrentWidget(self.card)
        name, talk = (called(row), self._talk_with(row)) if row is not None else ("", "")
        self.card.show_customer(Subject(customer_id=customer_id, name=name, conversation_id=talk))

    def _talk_with(self, row: ListedCustomer) -> str:
        """The conversation that what is written about them belongs to: the latest, in the account that is chosen."""
        talks = [one for one in row.identities if one.conversation_id]
        here = [one for one in talks if one.account_id == self._account_id] or talks
        return here[0].conversation_id if here else ""

    def _fit_card(self, customer: CustomerRow | None) -> None:
        """Who is gone has no card."""
        if customer is None:
            self.card.show_customer(None)
            self._stage.setCurrentWidget(self._nobody)
