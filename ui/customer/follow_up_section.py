"""What was promised to the customer, what is due, and what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.services import FollowUpService
from app.store import FollowUpRow
from ui.customer.section import Section
from ui.delegates.brushes import ink
from ui.delegates.clocks import clock_of, due_of, moment_of, now_ms
from ui.delegates.plain import body
from ui.kit.flow import FlowLayout
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import IconButton, label, push_button

SHOWN = 12
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def presets(now: datetime) -> list[tuple[str, str, datetime | None]]:
    """When something may be due: key, words, time; the first is "no time"."""
    today = now.replace(hour=9, minute=0, second=0, microsecond=0)
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    return [
        ("none", tr("FollowUp", "No time"), None),
        ("hour", tr("FollowUp", "In an hour"), (now + timedelta(hours=1)).replace(second=0, microsecond=0)),
        ("tomorrow", tr("Clock", "Tomorrow {0}").format(clock_of(tomorrow)), tomorrow),
        ("three_days", tr("FollowUp", "In 3 days"), today + timedelta(days=3)),
        ("monday", tr("FollowUp", "Monday {0}").format(clock_of(monday)), monday),
    ]


class FollowUpItem(QWidget):
    """One record with a bar on its left that turns to warn when it is due.

    Signals:
        finish_wished(str, bool): it is done, or open again.
    """

    finish_wished = Signal(str, bool)

    def __init__(self, row: FollowUpRow, now: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self.is_open = bool(row.due_at) and not row.done_at
        self.is_late = self.is_open and row.due_at - now < 24 * 3_600_000
        self.setObjectName("follow_up")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 8)
        column.setSpacing(1)
        head = QHBoxLayout()
        tone = "warn" if self.is_late else ""
        words = label(self._when(now), tone=tone, size="caption", strong=True)
        head.addWidget(words)
        head.addStretch(1)
        if row.due_at:
            title = self.tr("Open again") if row.done_at else self.tr("Done")
            done = IconButton("undo" if row.done_at else "check", title, "finish_follow_up", self, size=14)
            done.clicked.connect(lambda: self.finish_wished.emit(row.id, not row.done_at))
            head.addWidget(done)
        column.addLayout(head)
        text = label(body(row.body or row.next_action)[0][:600], size="caption", tone="ink3" if row.done_at else "")
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        column.addWidget(label(row.author_name, tone="ink3", size="small"))
        self.setAccessibleName(f"{words.text()} {text.text()}"[:200])

    def _when(self, now: int) -> str:
        if self._row.done_at:
            return self.tr("Done {0}").format(moment_of(self._row.done_at, now))
        if self._row.due_at:
            late = self._row.due_at < now
            pattern = self.tr("Was due: {0}") if late else self.tr("Due: {0}")
            return pattern.format(due_of(self._row.due_at, now))
        return moment_of(self._row.at, now)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, 2, self.height()), ink("warn" if self.is_late else "line"))


class FollowUpForm(QWidget):
    """A text and a time.

    Signals:
        written(str, object): to be kept, with its time in ms, 0 for none; Qt's own int is too short for that.
        closed: the form is done with.
    """

    written = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_form")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("follow_up_text")
        self.text.setAccessibleName(self.tr("Follow-up"))
        self.text.setPlaceholderText(self.tr("What was agreed, what comes next"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        column.addWidget(self.text)
        holder = QWidget(self)
        self._flow = FlowLayout(holder, 4)
        self._pills = []
        self._presets = presets(datetime.now())
        for key, words, at in self._presets:
            pill = push_button(words, f"due_{key}", role="pill")
            pill.setAutoExclusive(True)
            pill.setChecked(key == "none")
            pill.clicked.connect(lambda checked=False, at=at: self._choose(at))
            self._flow.addWidget(pill)
            self._pills.append(pill)
        column.addWidget(holder)
        hint = label(self.tr("Alt+↑ ↓ another time · Ctrl+Enter keeps it"), tone="ink3", size="small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.when = QDateTimeEdit(self)
        self.when.setObjectName("follow_up_due")
        self.when.setAccessibleName(self.tr("Due at"))
        self.when.setCalendarPopup(True)
        self.when.setVisible(False)
        self.when.setKeyboardTracking(False)
        column.addWidget(self.when)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "follow_up_cancel", role="quiet")
        cancel.clicked.connect(self.closed)
        keep = push_button(self.tr("Keep"), "follow_up_keep", role="primary")
        keep.clicked.connect(self._keep)
        row.addWidget(cancel)
        row.addWidget(keep)
        column.addLayout(row)

    def start(self, text: str = "", due: str = "none") -> None:
        """Empty, or with words to begin with; ``due`` is the key of a preset."""
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._turn_to(next(at for at, (key, _, _) in enumerate(self._presets) if key == due))
        self.text.setFocus()

    def _turn_to(self, place: int) -> None:
        self._pills[place].setChecked(True)
        self._choose(self._presets[place][2])

    def _choose(self, at: datetime | None) -> None:
        self.when.setVisible(at is not None)
        if at is not None:
            self.when.setDateTime(QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._keep()
        elif event.key() in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            now = next((at for at, pill in enumerate(self._pills) if pill.isChecked()), 0)
            self._turn_to((now + STEPS[Qt.Key(event.key())]) % len(self._pills))
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        due = self.when.dateTime().toMSecsSinceEpoch() if not self.when.isHidden() else 0
        self.written.emit(self.text.toPlainText(), due)


class FollowUpSection(Section):
    """The form, then the records: what is due first, then the newest.

    Signals:
        begun: the form is open.
    """

    begun = Signal()

    def __init__(self, follow_ups: FollowUpService, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(tr("FollowUpSection", "Follow-ups and promises"), "follow_ups", "follow_up", parent)
        self._follow_ups, self._tasks = follow_ups, tasks
        self._customer_id = self._conversation_id = ""
        self._message_ids: tuple[str, ...] = ()
        self._shown: tuple[str, list[FollowUpRow]] = ("", [])
        self._before: QWidget | None = None
        self.form = FollowUpForm(self)
        self.form.hide()
        self.form.written.connect(lambda text, due: self._tasks.start(self._write(text, due)))
        self.form.closed.connect(self._put_form_away)
        self.layout().insertWidget(1, self.form)
        assert self.button is not None
        self.button.setAccessibleName(self.tr("Write a follow-up"))
        self.button.setToolTip(self.tr("Write a follow-up"))
        self.button.clicked.connect(lambda: self.write())

    async def show_customer(self, customer_id: str, conversation_id: str) -> None:
        """Read the customer's records again."""
        if customer_id != self._customer_id:
            self.form.hide()
        self._customer_id, self._conversation_id = customer_id, conversation_id
        rows = await self._follow_ups.of_customer(customer_id)
        if customer_id != self._customer_id or (customer_id, rows) == self._shown:
            return
        self._shown = customer_id, rows
        now = now_ms()
        rows = sorted(
            rows, key=lambda row: (not row.due_at or bool(row.done_at), row.due_at if not row.done_at else 0, -row.at)
        )
        self.clear()
        for row in rows[:SHOWN]:
            item = FollowUpItem(row, now)
            item.finish_wished.connect(lambda name, done: self._tasks.start(self._follow_ups.finish(name, done)))
            self.body.addWidget(item)
        if not rows:
            self.body.addWidget(
                label(self.tr("Nothing yet. Write down what you promise."), tone="ink3", size="caption")
            )

    def write(self, text: str = "", message_ids: tuple[str, ...] = ()) -> None:
        """Open the form, maybe with the words of messages, which are to be answered for by tomorrow."""
        if self._customer_id:
            self._message_ids = message_ids
            self._before = QApplication.focusWidget()
            self.form.show()
            self.form.start(text + "\n" if text else "", "tomorrow" if message_ids else "none")
            self.begun.emit()

    def _put_form_away(self) -> None:
        """The cursor goes back to where it was."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and self.form.isVisible():
            before.setFocus()
        self.form.hide()

    async def _write(self, text: str, due_at: int) -> None:
        await self._follow_ups.add(
            self._customer_id,
            text.strip(),
            conversation_id=self._conversation_id,
            touch="message" if self._message_ids else "note",
            due_at=due_at,
            message_ids=self._message_ids,
        )
        self._put_form_away()
