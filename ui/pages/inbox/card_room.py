"""Whether the customer card is in sight: as the agent wishes, else as there is room."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.customer.card import CustomerCard
from ui.pages.inbox.talk import Talk

ENOUGH = 1080
"""Pixels of page below which the card makes room for the talk."""


class CardRoom(QObject):
    """The place of a card beside a talk, on a page."""

    def __init__(self, card: CustomerCard, talk: Talk, page: QWidget) -> None:
        super().__init__(page)
        self.card, self._talk, self._page = card, talk, page
        self._wished: bool | None = None
        talk.shown.connect(self.fit)
        talk.skeleton.appeared.connect(self.fit)

    def turn(self) -> None:
        """Show the card, or hide it."""
        self._wished = not self.card.isVisible()
        self.fit()

    def show(self) -> None:
        """Bring the card in, however narrow the page."""
        self._wished = True
        self.fit()

    def fit(self) -> None:
        """The page has another width, or another conversation."""
        wished = self._wished if self._wished is not None else self._page.width() >= ENOUGH
        self.card.setVisible(bool(self._talk.conversation_id) and wished)
