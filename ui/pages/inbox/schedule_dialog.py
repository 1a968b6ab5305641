"""When a message is to go out: presets, or any time before the window closes for certain."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.delegates.clocks import clock_of, due_of, now_ms
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, label, push_button


def presets(now: datetime) -> list[tuple[str, datetime]]:
    """Times that are often meant, those that have passed left out."""
    evening = now.replace(hour=18, minute=0, second=0, microsecond=0)
    morning = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    soon = now + timedelta(hours=1)
    found = [(tr("ScheduleDialog", "In an hour · {0}").format(clock_of(soon)), soon)]
    found += [(due_of(_ms(at), _ms(now)), at) for at in (evening, morning, morning.replace(hour=14))]
    return [(words, at) for words, at in found if at > now + timedelta(minutes=1)]


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


class ScheduleDialog(QDialog):
    """``closes_at`` (ms, 0 never): what is scheduled after it would certainly be refused."""

    def __init__(self, closes_at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._closes_at = closes_at
        self.setObjectName("schedule_dialog")
        self.setWindowTitle(self.tr("Send at a time"))
        self.setMinimumWidth(400)
        now = datetime.fromtimestamp(now_ms() / 1000)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("When is it to go out?"), size="title"))
        for place, (words, at) in enumerate(presets(now)):
            button = push_button(words, f"preset_{place}")
            button.setEnabled(self._refusal(_ms(at)) == "")
            button.clicked.connect(lambda checked=False, at=at: self._choose(at))
            column.addWidget(button)
        self._field = QDateTimeEdit(QDateTime.fromMSecsSinceEpoch(_ms(now + timedelta(hours=1))), self)
        self._field.setObjectName("schedule_time")
        self._field.setAccessibleName(self.tr("Time"))
        self._field.setCalendarPopup(True)
        self._field.dateTimeChanged.connect(self._check)
        column.addWidget(self._field)
        self._why = Paragraph("", tone="warn")
        column.addWidget(self._why)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "schedule_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        self._accept = push_button(self.tr("Send then"), "schedule_accept", role="primary")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self.accept)
        foot.addWidget(self._accept)
        column.addLayout(foot)
        self._check()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def at(self) -> int:
        """The chosen time in ms."""
        return self._field.dateTime().toMSecsSinceEpoch()

    def _choose(self, at: datetime) -> None:
        self._field.setDateTime(QDateTime.fromMSecsSinceEpoch(_ms(at)))
        self.accept()

    def _refusal(self, at: int) -> str:
        if at <= now_ms():
            return self.tr("This time has passed already")
        if self._closes_at and at >= self._closes_at:
            closes = due_of(self._closes_at, now_ms())
            return self.tr("The window closes {0}: later it would certainly be refused").format(closes)
        return ""

    def _check(self) -> None:
        why = self._refusal(self.at())
        self._why.setText(why)
        self._accept.setEnabled(not why)
