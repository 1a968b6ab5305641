"""What is lawful when the window is closed or a colleague is answering, and the buttons that lead there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal

from app.phrases import phrase
from app.protocol import AccountKind
from app.store import CustomerRow
from ui.delegates.plain import masked, one_line
from ui.kit.dialogs import confirm
from ui.kit.links import open_url
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.occupancy import Occupancy

_WAYS = {
    AccountKind.WECOM_KF: phrase("WaysOut", "Wait for the customer, call them, or answer from another identity."),
    AccountKind.OFFICIAL_ACCOUNT: phrase(
        "WaysOut",
        "Wait for the customer, call them, answer from another identity, or send a template or subscription message"
        " from the platform's back office.",
    ),
    AccountKind.MINI_PROGRAM: phrase(
        "WaysOut",
        "Wait for the customer, call them, answer from another identity, or send the subscription message they agreed"
        " to in the mini program.",
    ),
}


def ways_out(kind: AccountKind) -> str:
    """A sentence; empty where nothing ever closes."""
    return tr("WaysOut", _WAYS[kind]) if kind in _WAYS else ""


class WaysOut(QObject):
    """Buttons beside the reason why nothing can be sent, each there only when it leads somewhere.

    Signals:
        found: there is another way now.
        conversation_wished(str): answer the same person there, where it is still possible.
    """

    found = Signal()
    conversation_wished = Signal(str)

    def __init__(self, occupancy: Occupancy, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._occupancy, self._frame = occupancy, frame
        self._elsewhere = self._account_name = self._blocker = ""
        self._customer: CustomerRow | None = None
        frame.elsewhere.clicked.connect(lambda: self.conversation_wished.emit(self._elsewhere))
        frame.call_button.clicked.connect(lambda: tasks.start(self._call()))
        frame.take_over_button.clicked.connect(lambda: tasks.start(self._take_over()))

    def forget(self) -> None:
        """It is about somebody else now."""
        self._elsewhere, self._customer = "", None

    def show_elsewhere(self, conversation_id: str, account_name: str) -> None:
        """Where the customer can be answered when not here."""
        self._elsewhere, self._account_name = conversation_id, one_line(account_name, 24)
        self.found.emit()

    def show_customer(self, customer: CustomerRow | None) -> None:
        """Who can be called."""
        self._customer = customer
        self.found.emit()

    def offer(self, closed: bool, blocker: str) -> None:
        """Show what helps when the window is ``closed``, or a colleague of that name is answering."""
        self._blocker = blocker
        elsewhere = self.tr("Answer from “{0}”").format(self._account_name) if closed and self._elsewhere else ""
        self._frame.offer(self._frame.elsewhere, elsewhere)
        number = self._customer.phones[0] if closed and self._customer is not None and self._customer.phones else ""
        self._frame.offer(self._frame.call_button, self.tr("Call {0}").format(masked(number)) if number else "")
        self._frame.offer(self._frame.take_over_button, self.tr("Take over") if blocker else "")

    async def _call(self) -> None:
        """Hand the number to the system's telephone."""
        if self._customer is not None and self._customer.phones:
            digits = "".join(c for c in self._customer.phones[0] if c.isdigit() or c == "+")
            await open_url(self._frame, QUrl(f"tel:{digits}").toString())

    async def _take_over(self) -> None:
        """Ask, then end the colleague's typing."""
        question = self.tr("{0} is writing an answer. Taking over is written down.").format(self._blocker)
        title, yes = self.tr("Take the conversation over?"), self.tr("Take over")
        if await confirm(self._frame, title, question, yes=yes):
            await self._occupancy.take_over()
        self._frame.edit.setFocus()
