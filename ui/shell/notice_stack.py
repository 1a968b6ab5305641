"""Notices in a corner of the window: few at once, never over what the agent reads or writes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.kit.notices import Notice, voice
from ui.kit.theme import space
from ui.shell.notice_card import WIDTH, NoticeCard

AT_ONCE = 4
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class NoticeStack(QObject):
    """Keeps the cards of ``window`` in a corner, newest at the bottom.

    That is the foot of what they lie over; else the window's lower right corner, ``above`` pixels from its edge.
    """

    def __init__(self, window: QWidget, above: int) -> None:
        super().__init__(window)
        self._window, self._above = window, above
        self._cards: list[NoticeCard] = []
        self._held: list[Notice] | None = None
        self._under: QWidget | None = None
        window.installEventFilter(self)
        voice.said.connect(self.show_notice)
        voice.over.connect(self.put_away)

    def show_notice(self, notice: Notice) -> None:
        """Add a card, or say it on the one that is about the same. While they are held back, it waits."""
        if self._held is not None:
            self._held.append(notice)
            return
        card = next((card for card in self._cards if card.notice.is_about_the_same(notice)), None)
        if card is None:
            card = self._add(notice)
        else:
            card.show_words(notice)
            self._cards.append(self._cards.pop(self._cards.index(card)))
        self._arrange()
        card.announce()

    def lie_over(self, widget: QWidget | None) -> None:
        """Let the cards lie over ``widget`` while it is visible."""
        if self._under is not None:
            self._under.removeEventFilter(self)
        self._under = widget
        if widget is not None:
            widget.installEventFilter(self)
        self._arrange()

    def hold(self, on: bool) -> None:
        """Show nothing for a while, or again what was said last."""
        waiting, self._held = self._held or [], [] if on else None
        self._arrange()
        for notice in waiting[-AT_ONCE:] if not on else ():
            self.show_notice(notice)

    def take_focus(self) -> None:
        """Let the agent act on the newest."""
        if shown := self._shown():
            shown[-1].take_focus()

    def put_newest_away(self) -> None:
        """The newest has been read."""
        if shown := self._shown():
            shown[-1].put_away()

    def put_away(self, key: str) -> None:
        """What was said under this key is true no longer."""
        if self._held is not None:
            self._held = [notice for notice in self._held if notice.key != key]
        for card in [card for card in self._cards if card.notice.key == key]:
            card.put_away()

    def _add(self, notice: Notice) -> NoticeCard:
        while len(self._cards) >= AT_ONCE:
            self._cards[0].put_away()
        card = NoticeCard(notice, self._window)
        card.left.connect(lambda: self._forget(card))
        card.resized.connect(self._arrange)
        self._cards.append(card)
        return card

    def _shown(self) -> list[NoticeCard]:
        return [card for card in self._cards if card.isVisible()]

    def _forget(self, card: NoticeCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            self._arrange()

    def _arrange(self) -> None:
        """From the bottom up, as many as there is room for."""
        room = self._room()
        width, bottom = min(WIDTH, room.width()), room.bottom() + 1
        for card in reversed(self._cards):
            card.setFixedWidth(width)
            card.layout().activate()  # else it answers with the height of what it said before
            card.resize(width, card.heightForWidth(width))
            bottom -= card.height()
            card.move(room.right() + 1 - width, bottom)
            card.setVisible(self._held is None and (bottom > 0 or card is self._cards[-1]))
            card.raise_()
            bottom -= space("s")

    def _room(self) -> QRect:
        gap = space("m")
        if self._under is not None and self._under.isVisible():
            return QRect(self._under.mapTo(self._window, QPoint(0, 0)), self._under.size()).adjusted(gap, 0, -gap, -gap)
        return self._window.rect().adjusted(0, 0, -space("l"), -self._above - gap)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._cards and event.type() in _MOVES and isValid(self._window):
            self._arrange()
        return False
