"""One notice as a card: it takes no focus by itself, and leaves by itself unless it tells of a failure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kit.notices import Notice, Tone
from ui.kit.theme import radius, theme
from ui.kit.widgets import IconButton, IconLabel, Paragraph, push_button, restyle

_LOOKS = {
    Tone.INFO: ("info", "ink2"),
    Tone.GOOD: ("check", "good"),
    Tone.WARN: ("warn", "warn"),
    Tone.BAD: ("warn", "bad"),
}
_STAYS_MS = {Tone.INFO: 5_000, Tone.GOOD: 3_500, Tone.WARN: 9_000, Tone.BAD: 0}
_LONGER_TO_ACT_MS = 4_000
LONGEST_DETAIL = 400
WIDTH = 380


class NoticeCard(QWidget):
    """Stays while the mouse rests on it or the focus is in it; Escape puts it away.

    Signals:
        left: it is going.
        resized: it needs another height.
    """

    left = Signal()
    resized = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self._came_from: QWidget | None = None
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.setSpacing(10)
        self._picture = IconLabel("info")
        first_line = QVBoxLayout()
        first_line.setContentsMargins(0, 5, 0, 0)
        first_line.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(first_line)
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 4)
        words.setSpacing(2)
        self._text = Paragraph()
        self._text.setObjectName("notice_text")
        words.addWidget(self._text)
        self._detail = Paragraph(tone="ink2", size="caption")
        self._detail.setObjectName("notice_detail")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self._detail)
        self._act = push_button("", "notice_action", role="link")
        self._act.clicked.connect(self._on_act)
        words.addWidget(self._act, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self._close = IconButton("close", self.tr("Put this away"), "notice_close", self, size=14)
        self._close.clicked.connect(self.put_away)
        row.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.put_away)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._wait)
        self.show_words(notice)

    def show_words(self, notice: Notice) -> None:
        """Say this, instead of what it said before."""
        self.notice = notice
        picture, self._tone = _LOOKS[notice.tone]
        self._picture.show_icon(picture, self._tone)
        self._text.setText(notice.text)
        restyle(self._text, "strong", "true" if notice.detail else "")
        self._detail.setText(notice.detail[:LONGEST_DETAIL])
        self._detail.setVisible(bool(notice.detail))
        self._act.setText(notice.action)
        self._act.setAccessibleName(notice.action)
        self._act.setVisible(bool(notice.action))
        self.setAccessibleName(notice.text)
        self.setAccessibleDescription(notice.detail[:LONGEST_DETAIL])
        self.update()
        self._wait()

    def announce(self) -> None:
        """Let those hear it who do not see it."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        spoken = ". ".join(filter(None, (self.notice.text, self.notice.detail[:LONGEST_DETAIL])))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def take_focus(self) -> None:
        """The agent wants to act on it; the focus goes back when it leaves."""
        if not self._has_focus():
            self._came_from = QApplication.focusWidget()
        (self._act if self.notice.action else self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Go."""
        if self._has_focus() and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        self.hide()
        self.left.emit()
        if self.notice.gone is not None:
            self.notice.gone()
        self.deleteLater()

    def _on_act(self) -> None:
        act = self.notice.act
        self.put_away()
        if act is not None:
            act()

    def _has_focus(self) -> bool:
        return self.isAncestorOf(QApplication.focusWidget())

    def _wait(self) -> None:
        """Begin the time anew after which it leaves, or stop it while somebody looks."""
        stays = _STAYS_MS[self.notice.tone]
        if not stays or self.underMouse() or self._has_focus():
            self._timer.stop()
        else:
            self._timer.start(stays + (_LONGER_TO_ACT_MS if self.notice.action else 0))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._wait()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme().color("edge"), 1))
        painter.setBrush(theme().color("raise"))
        painter.drawRoundedRect(box, radius("l"), radius("l"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._tone))
        painter.drawRoundedRect(QRectF(5, 10, 3, self.height() - 20), 1.5, 1.5)
