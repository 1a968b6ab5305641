"""The other ways to reach the same person, with what may be sent there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.rules.abilities import abilities
from app.services import ConversationService, CustomerService
from app.store import ConversationRow, IdentityRow
from ui.customer.section import Section
from ui.delegates import brushes
from ui.delegates.brushes import Face, ink
from ui.delegates.clocks import left_short, now_ms
from ui.delegates.plain import one_line
from ui.delegates.quota import quota
from ui.kit.theme import theme
from ui.kit.translations import tr


def state_of(row: IdentityRow, there: ConversationRow | None) -> tuple[str, str]:
    """What may be done there, and the colour of saying so."""
    able = abilities(row.account_kind)
    if row.gone_at:
        return tr("Identity", "Has left"), "ink3"
    if able.mode != "two_way" or there is None:
        return tr("Abilities", able.glance), "ink3"
    now = now_ms()
    budget = quota(there, now)
    if not budget.open:
        return tr("Identity", "Closed"), "ink3"
    return tr("Identity", "Open {0}").format(left_short(budget.closes_at, now)), "brand"


class IdentityButton(QAbstractButton):
    """An account the customer also writes to; a click goes to the talk there."""

    def __init__(self, row: IdentityRow, there: ConversationRow | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row, self._there = row, there
        self.setObjectName("identity")
        self.setText(one_line(row.account_name))
        self.setAccessibleName(f"{self.text()}, {self._state()[0]}")
        self.setEnabled(bool(row.conversation_id))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def _state(self) -> tuple[str, str]:
        return state_of(self._row, self._there)

    def sizeHint(self) -> QSize:
        return QSize(160, 31)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(self.width())
        if self.underMouse() or self.hasFocus():
            brushes.slab(painter, QRectF(-0.0, 1, wide, 28), 6, ink("hover"))
        brushes.slab(painter, QRectF(2, 11, 8, 8), 3, ink(self._row.account_kind.value))
        words, colour = self._state()
        face = Face(12)
        right = wide - 2
        budget = quota(self._there, now_ms()) if self._there is not None else None
        if budget is not None and budget.open and budget.total:
            right = brushes.pips(painter, right, 15, budget.left or 0, min(budget.total, 20), ink("brand"), 6) - 6
        room = brushes.width_of(words, face) + 1
        brushes.write(painter, QRectF(right - room, 5, room, 20), words, face, ink(colour), brushes.RIGHT)
        brushes.write(painter, QRectF(16, 5, right - room - 22, 20), self.text(), face, ink("ink"))
        painter.fillRect(QRectF(0, 30, wide, 1), ink("line"))


class IdentitySection(Section):
    """Every other identity of the customer.

    Signals:
        chosen(str): go to this conversation.
        way_found(str, str): the customer can be answered there now: conversation and account name; empty when nowhere.
    """

    chosen = Signal(str)
    way_found = Signal(str, str)

    def __init__(
        self, customers: CustomerService, conversations: ConversationService, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "identities", parent=parent)
        self._customers, self._conversations = customers, conversations
        self._customer_id = ""
        self._shown: list[tuple[IdentityRow, ConversationRow | None]] = []

    async def show_customer(self, customer_id: str, identity_id: str) -> None:
        """Read them again; the one in front, if any, is left out."""
        self._customer_id = customer_id
        others = tr("IdentitySection", "Other identities of this customer")
        title = others if identity_id else tr("IdentitySection", "Conversations")
        self.heading.setText(title)
        self.setAccessibleName(title)
        others = [row for row in await self._customers.identities(customer_id) if row.id != identity_id]
        there = await self._conversations.rows([row.conversation_id for row in others if row.conversation_id])
        if customer_id != self._customer_id:
            return
        self._show([(row, there.get(row.conversation_id)) for row in others[:8]])
        self.setVisible(bool(others))
        now = now_ms()
        open_ = (row for row in others if (way := there.get(row.conversation_id)) and quota(way, now).open)
        best = next(open_, None)
        self.way_found.emit(best.conversation_id if best else "", best.account_name if best else "")

    def _show(self, rows: list[tuple[IdentityRow, ConversationRow | None]]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        self.clear()
        for row, there in rows:
            button = IdentityButton(row, there, self)
            button.clicked.connect(lambda checked=False, name=row.conversation_id: self.chosen.emit(name))
            self.body.addWidget(button)
