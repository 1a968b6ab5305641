"""The line at the bottom that tells the truth about sync and about me, and leads to what needs a decision."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.protocol import Availability
from app.sync.status import SyncState, SyncStatus
from ui.kit.notices import advice_of, title_of
from ui.kit.theme import theme
from ui.kit.translations import plain
from ui.kit.widgets import ElidedLabel, label, push_button, restyle

_TONES = {
    SyncState.STARTING: "ink3",
    SyncState.CATCHING_UP: "brand",
    SyncState.ONLINE: "brand",
    SyncState.OFFLINE: "warn",
    SyncState.LOGIN_NEEDED: "bad",
    SyncState.TROUBLE: "bad",
}


class _Lamp(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = "ink3"
        self.setFixedSize(8, 8)
        theme().changed.connect(self.update)

    def show_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._tone))
        painter.drawEllipse(QRectF(0, 0, 8, 8))


class StatusBar(QWidget):
    """Where sync stands, and whether I take new work.

    Signals:
        return_asked: the agent, who was busy or away, takes new conversations again.
        unsettled_asked: the agent wants to see what waits, was refused or needs a choice.
        login_asked: the agent wants to log in again.
    """

    return_asked = Signal()
    unsettled_asked = Signal()
    login_asked = Signal()

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._version = version
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._lamp = _Lamp(self)
        row.addWidget(self._lamp)
        self._state = label(size="caption", strong=True)
        self._state.setObjectName("status_state")
        row.addWidget(self._state)
        self._detail = ElidedLabel(tone="ink3", size="caption")
        self._detail.setObjectName("status_detail")
        row.addWidget(self._detail, 1)
        self._login = self._button("status_login", self.login_asked)
        self._login.setText(self.tr("Log in"))
        self._login.setAccessibleName(self.tr("Log in"))
        row.addWidget(self._login)
        self._return = self._button("status_return", self.return_asked)
        self._return.setToolTip(self.tr("Take new conversations again"))
        row.addWidget(self._return)
        self._pending = self._button("status_pending", self.unsettled_asked)
        row.addWidget(self._pending)
        self._unsettled = self._button("status_unsettled", self.unsettled_asked)
        row.addWidget(self._unsettled)
        self._server = label(tone="ink3", size="caption")
        self._server.setObjectName("status_server")
        row.addWidget(self._server)
        self.show_status(SyncStatus())

    def _button(self, name: str, wish: object) -> QPushButton:
        button = push_button("", name, role="link", parent=self)
        button.clicked.connect(wish)
        button.hide()
        return button

    def show_status(self, status: SyncStatus) -> None:
        """Show where sync stands now."""
        self._lamp.show_tone(_TONES[status.state])
        self._state.setText(self._state_words(status))
        restyle(self._state, "tone", _TONES[status.state])
        self._detail.show_text(self._detail_words(status))
        trouble = status.trouble
        self._detail.setToolTip(plain(trouble.detail) if trouble and trouble.detail else "")
        self._show(self._pending, self.tr("%n waiting to be sent", "", status.pending), status.pending)
        unsettled = status.parked + status.refused
        self._show(self._unsettled, self._unsettled_words(status), unsettled)
        self._login.setVisible(status.state is SyncState.LOGIN_NEEDED)
        server = self.tr("server {0} ms").format(QLocale().toString(round(status.latency_ms)))
        version = f"v{self._version}"
        answers = status.latency_ms and status.state in (SyncState.ONLINE, SyncState.CATCHING_UP)
        self._server.setText(f"{server} · {version}" if answers else version)

    def show_availability(self, availability: Availability) -> None:
        """Remind who is busy or away that nothing new comes to them, as long as it is so."""
        busy = self.tr("You are busy: no new conversations")
        words = busy if availability is Availability.BUSY else self.tr("You are away: no new conversations")
        self._show(self._return, words, availability is not Availability.ONLINE)
        self._return.setAccessibleDescription(self._return.toolTip())

    def _show(self, button: QPushButton, words: str, wanted: int) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.setVisible(bool(wanted))

    def _state_words(self, status: SyncStatus) -> str:
        match status.state:
            case SyncState.STARTING:
                return self.tr("Connecting")
            case SyncState.CATCHING_UP:
                return self.tr("Catching up")
            case SyncState.ONLINE:
                return self.tr("Online")
            case SyncState.OFFLINE:
                return self.tr("Offline")
            case SyncState.LOGIN_NEEDED:
                return self.tr("Logged out")
            case SyncState.TROUBLE:
                return self.tr("Not syncing")

    def _detail_words(self, status: SyncStatus) -> str:
        synced = ""
        if status.last_synced_at:
            at = QDateTime.fromMSecsSinceEpoch(status.last_synced_at).toLocalTime()
            today = at.date() == QDateTime.currentDateTime().date()
            shown = at.time() if today else at
            synced = QLocale().toString(shown, QLocale.FormatType.ShortFormat)
        if status.state is SyncState.ONLINE:
            return self.tr("synced {0}").format(synced) if synced else ""
        if status.state in (SyncState.STARTING, SyncState.CATCHING_UP):
            return ""
        reason = title_of(status.trouble) if status.trouble else ""
        advice = advice_of(status.trouble) if status.trouble else ""
        kept = advice or self.tr("what you write is kept here and goes out later")
        last = self.tr("last synced {0}").format(synced) if synced else ""
        return " · ".join(part for part in (reason, kept, last) if part)

    def _unsettled_words(self, status: SyncStatus) -> str:
        parts = []
        if status.parked:
            parts.append(self.tr("%n conflict(s) to settle", "", status.parked))
        if status.refused:
            parts.append(self.tr("%n refused", "", status.refused))
        return " · ".join(parts)
