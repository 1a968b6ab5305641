"""Until when a conversation may be put away: the times that are often meant, or any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.delegates.clocks import clock_of, due_of, now_ms
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, label, push_button
from ui.pages.inbox.conversation_actions import snooze_until


def presets(closes_at: int) -> list[tuple[str, str]]:
    """Their names and words; the window's only while one is open, ``closes_at`` (ms, 0 none)."""

    def clock(preset: str) -> str:
        return clock_of(datetime.fromtimestamp(snooze_until(preset, datetime.now()) / 1000))

    found = [
        ("tomorrow", tr("Snooze", "Until tomorrow, {0}").format(clock("tomorrow"))),
        ("hour", tr("Snooze", "For an hour")),
        ("reply", tr("Snooze", "Until the customer writes")),
        ("monday", tr("Snooze", "Until next Monday, {0}").format(clock("monday"))),
    ]
    if closes_at:
        back = due_of(snooze_until("window", datetime.now(), closes_at), now_ms())
        found.append(("window", tr("Snooze", "Until shortly before the window closes, {0}").format(back)))
    return [*found, ("custom", tr("Snooze", "Until another time …"))]


def snooze_menu(closes_at: int, snooze: Callable[[str], object], parent: QWidget) -> QMenu:
    """The presets, the likeliest first and chosen."""
    menu = QMenu(tr("Snooze", "Snooze"), parent)
    menu.setObjectName("snooze_menu")
    for preset, words in presets(closes_at):
        menu.addAction(words, lambda preset=preset: snooze(preset))
    menu.setActiveAction(menu.actions()[0])
    return menu


class SnoozeDialog(QDialog):
    """``until`` (ms) is the time that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snooze_dialog")
        self.setWindowTitle(self.tr("Snooze until"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(360)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.windowTitle(), size="title"))
        tomorrow = snooze_until("tomorrow", datetime.now())
        self.field = QDateTimeEdit(QDateTime.fromMSecsSinceEpoch(tomorrow), self)
        self.field.setObjectName("snooze_time")
        self.field.setAccessibleName(self.tr("Time"))
        self.field.setCalendarPopup(True)
        self.field.dateTimeChanged.connect(self._check)
        column.addWidget(self.field)
        self.why = Paragraph("", tone="warn")
        column.addWidget(self.why)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "snooze_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = push_button(self.tr("Snooze"), "snooze_accept", role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        for button in (cancel, self.go):
            foot.addWidget(button)
        column.addLayout(foot)
        self._check()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def until(self) -> int:
        return self.field.dateTime().toMSecsSinceEpoch()

    def _check(self) -> None:
        over = self.until <= now_ms()
        self.why.setText(self.tr("This time has passed already") if over else "")
        self.go.setEnabled(not over)
