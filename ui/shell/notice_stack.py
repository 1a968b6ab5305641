"""Notices as cards in a corner of the window: they take no focus, cover no work and leave by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.notices import Notice, Tone, voice
from ui.kit.theme import theme
from ui.kit.widgets import IconButton, IconLabel, Paragraph, push_button

_LOOKS = {
    Tone.INFO: ("info", "ink2"),
    Tone.GOOD: ("check", "good"),
    Tone.WARN: ("warn", "warn"),
    Tone.BAD: ("warn", "bad"),
}
_STAYS_MS = {Tone.INFO: 5_000, Tone.GOOD: 3_500, Tone.WARN: 9_000, Tone.BAD: 0}
AT_ONCE = 4
WIDTH = 380


class NoticeCard(QWidget):
    """One notice. Errors stay until they are put away, the others leave unless the mouse rests on them.

    Signals:
        left: it is going.
        resized: it needs another height.
    """

    left = Signal()
    resized = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        self._stays = _STAYS_MS[notice.tone] and (_STAYS_MS[notice.tone] + (4_000 if notice.action else 0))
        super().__init__(parent)
        self.notice = notice
        self.setObjectName("notice")
        self.setAccessibleName(notice.text)
        picture, self._tone = _LOOKS[notice.tone]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel(picture, self._tone), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        text = Paragraph(notice.text, strong=bool(notice.detail))
        text.setObjectName("notice_text")
        words.addWidget(text)
        if notice.detail:
            detail = Paragraph(notice.detail[:400], tone="ink2", size="caption")
            detail.setObjectName("notice_detail")
            words.addWidget(detail)
        if notice.action:
            act = push_button(notice.action, "notice_action", role="link", parent=self)
            act.clicked.connect(self._act)
            words.addWidget(act, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        close = IconButton("close", self.tr("Put this away"), "notice_close", self, size=14)
        close.clicked.connect(self.put_away)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(WIDTH)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.put_away)
        if self._stays:
            self._timer.start(self._stays)

    def _act(self) -> None:
        if self.notice.act is not None:
            self.notice.act()
        self.put_away()

    def put_away(self) -> None:
        """Go."""
        self.hide()
        self.left.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if self._stays and event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif self._stays and event.type() == QEvent.Type.Leave:
            self._timer.start(self._stays)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme().color("edge"), 1))
        painter.setBrush(theme().color("raise"))
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._tone))
        painter.drawRoundedRect(QRectF(5, 10, 3, self.height() - 20), 1.5, 1.5)


class NoticeStack(QObject):
    """Keeps the cards of ``window`` in its lower right corner, newest at the bottom."""

    def __init__(self, window: QWidget, above: int) -> None:
        super().__init__(window)
        self._window, self._above = window, above
        self._cards: list[NoticeCard] = []
        self._held: list[Notice] | None = None
        window.installEventFilter(self)
        voice.said.connect(self.show_notice)

    def show_notice(self, notice: Notice) -> None:
        """Add a card; the same words twice stay one card. While they are held back, it waits."""
        if self._held is not None:
            self._held.append(notice)
            return
        for card in [c for c in self._cards if (c.notice.text, c.notice.detail) == (notice.text, notice.detail)]:
            card.put_away()
        while len(self._cards) >= AT_ONCE:
            self._cards[0].put_away()
        card = NoticeCard(notice, self._window)
        card.left.connect(lambda: self._forget(card))
        card.resized.connect(self._arrange)
        self._cards.append(card)
        card.show()
        self._arrange()

    def hold(self, on: bool) -> None:
        """Show nothing for a while, or again what was said last."""
        for card in self._cards:
            card.setVisible(not on)
        waiting, self._held = self._held or [], [] if on else None
        for notice in waiting[-AT_ONCE:] if not on else ():
            self.show_notice(notice)

    def _forget(self, card: NoticeCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            self._arrange()

    def _arrange(self) -> None:
        bottom = self._window.height() - self._above - 12
        for card in reversed(self._cards):
            card.adjustSize()
            bottom -= card.height()
            card.move(self._window.width() - WIDTH - 16, bottom)
            card.raise_()
            bottom -= 8

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return False
