"""The matrix of notices, quiet hours and sounds; all of it follows the agent to every computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from app.rules.notices import (
    CHOICES,
    DAY_MINUTES,
    EVENT_TITLES,
    MEANS_TITLES,
    PREFERENCE,
    SILENCE,
    SOUNDS,
    Event,
    Matrix,
    Means,
    Quiet,
)
from app.store import AccountRow, Changes
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import IconButton, label
from ui.pages.settings.pane import Pane, on_choice
from ui.system.sounds import Sounds

if TYPE_CHECKING:
    from app.session import Session

REPEATS = (0, 1, 2, 5, 10)
HALF_AN_HOUR = 30


class _Cell(QCheckBox):
    """A tick of the matrix; the arrow keys go to its neighbours."""

    def __init__(self, pane: NoticesPane, row: int, column: int) -> None:
        super().__init__()
        self._pane, self._row, self._column = pane, row, column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif (neighbour := self._pane.cell(self._row + step[0], self._column + step[1])) is not None:
            neighbour.setFocus()


class NoticesPane(Pane):
    """Shows the matrix as it is synced and keeps every tick at once."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("NoticesPane", "Notices"), "pane_notices", parent)
        self._session, self._tasks = session, TaskScope(self)
        self._matrix = Matrix()
        self._sounds = Sounds()
        self._cells: dict[tuple[int, int], QCheckBox] = {}
        self._add_grid()
        self._repeat = self.choice(
            self.tr("While mine wait"),
            "notices_repeat",
            [(n, self.tr("say it again every %n minute(s)", "", n) if n else self.tr("say it once")) for n in REPEATS],
        )
        on_choice(self._repeat, lambda minutes: self._keep(replace(self._matrix, repeat_minutes=minutes)))
        self._add_quiet()
        self._add_sounds()
        self.destroyed.connect(session.feed.subscribe(self._on_changes))
        self._tasks.start(self._read())

    def cell(self, row: int, column: int) -> QCheckBox | None:
        """The tick of an event and a means by their places."""
        return self._cells.get((row, column))

    # -- shape

    def _add_grid(self) -> None:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, means in enumerate(CHOICES, 1):
            head = label(tr("Notices", MEANS_TITLES[means]), tone="ink3", size="caption")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnMinimumWidth(column, 72)
            grid.addWidget(head, 0, column)
        for row, event in enumerate(Event):
            title = tr("Notices", EVENT_TITLES[event])
            grid.addWidget(label(title), row + 1, 0)
            for column, means in enumerate(CHOICES):
                box = _Cell(self, row, column)
                box.setObjectName(f"notice_{event.value}_{means.value}")
                box.setAccessibleName(f"{title}: {tr('Notices', MEANS_TITLES[means])}")
                box.clicked.connect(self._ticker(event, means))
                grid.addWidget(box, row + 1, column + 1, Qt.AlignmentFlag.AlignHCenter)
                self._cells[row, column] = box
        self.column.addWidget(holder)
        self.remark(self.tr("Flash is the window's sign in the task bar. No notice ever takes the keyboard away."))

    def _ticker(self, event: Event, means: Means) -> Callable[[bool], None]:
        return lambda on: self._keep(self._matrix.tick(event, means, on))

    def _add_quiet(self) -> None:
        row = self.row(self.tr("Do not disturb"))
        self._quiet = QCheckBox(self.tr("from"))
        self._quiet.setObjectName("notices_quiet")
        self._quiet.setAccessibleName(self.tr("Do not disturb"))
        self._begins = self._time("notices_quiet_from", self.tr("Quiet from"))
        self._ends = self._time("notices_quiet_until", self.tr("Quiet until"))
        row.addWidget(self._quiet)
        row.addWidget(self._begins)
        row.addWidget(label(self.tr("until")))
        row.addWidget(self._ends)
        row.addStretch(1)
        self._add_days()
        self._quiet.clicked.connect(self._keep_quiet)
        self._begins.activated.connect(self._keep_quiet)
        self._ends.activated.connect(self._keep_quiet)

    def _add_days(self) -> None:
        row = self.row(self.tr("On these days"))
        self._days: list[QCheckBox] = []
        for day in range(7):
            short = QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)
            box = QCheckBox(short)
            box.setObjectName(f"notices_day_{day}")
            box.setAccessibleName(QLocale().standaloneDayName(day + 1, QLocale.FormatType.LongFormat))
            box.clicked.connect(self._keep_quiet)
            row.addWidget(box)
            self._days.append(box)
        row.addStretch(1)

    def _time(self, name: str, title: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        for minutes in range(0, DAY_MINUTES, HALF_AN_HOUR):
            box.addItem(_clock(minutes), minutes)
        return box

    def _add_sounds(self) -> None:
        titles: list[tuple[object, str]] = [(sound, title) for sound, title in self._sound_titles().items()]
        self._sound = self.choice(self.tr("Sound"), "notices_sound", titles)
        on_choice(self._sound, lambda sound: self._choose_sound("", str(sound)))
        self._add_listening(self._sound)
        self._account = self.choice(self.tr("Own sound for"), "notices_account", [])
        on_choice(self._account, lambda _: self._show())
        self._own = self.choice("", "notices_account_sound", [("", self.tr("As all the others")), *titles])
        self._own.setAccessibleName(self.tr("Sound of this account"))
        on_choice(self._own, lambda sound: self._choose_sound(self._account.currentData() or "", str(sound)))
        self._add_listening(self._own)
        self._others = self.remark("")
        self._others.setObjectName("notices_own_sounds")
        if not self._sounds.is_able:
            self.remark(self.tr("No program that plays sounds was found on this computer; it stays silent."))

    def _add_listening(self, box: QComboBox) -> None:
        holder = box.parentWidget()
        listen = IconButton("play", self.tr("Listen"), f"{box.objectName()}_listen", holder, size=16)
        listen.clicked.connect(lambda: self._sounds.play(self._heard(box), at_once=True))
        layout = holder.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(2, listen)

    def _sound_titles(self) -> dict[str, str]:
        words = (self.tr("Drop"), self.tr("Chime"), self.tr("Knock"), self.tr("Bell"), self.tr("Pluck"))
        return {**dict(zip(SOUNDS, words, strict=True)), SILENCE: self.tr("Silence")}

    def _heard(self, box: QComboBox) -> str:
        chosen = str(box.currentData()) or self._matrix.sound
        return "" if chosen == SILENCE else chosen

    def _choose_sound(self, account_id: str, sound: str) -> None:
        """For one account, or with "" for all that have none of their own."""
        if account_id:
            self._keep(self._matrix.with_sound(account_id, sound))
        else:
            self._keep(replace(self._matrix, sound=sound))
        self._show()
        self._sounds.play("" if sound == SILENCE else sound, at_once=True)

    # -- what is chosen

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("preference") or changes.of("account"):
            self._tasks.start(self._read())

    async def _read(self) -> None:
        self._matrix = Matrix.of_value(await self._session.preferences.get(PREFERENCE))
        self._show_accounts(await self._session.accounts.all())
        self._show()

    def _show_accounts(self, accounts: list[AccountRow]) -> None:
        known = [self._account.itemData(at) for at in range(self._account.count())]
        if known != [account.id for account in accounts]:
            chosen = self._account.currentData()
            self._account.clear()
            for account in accounts:
                self._account.addItem(account.name, account.id)
            self._account.setCurrentIndex(max(0, self._account.findData(chosen)))

    def _show(self) -> None:
        matrix = self._matrix
        for (row, column), box in self._cells.items():
            box.setChecked(CHOICES[column] in matrix.cells[tuple(Event)[row]])
        self._repeat.setCurrentIndex(max(0, self._repeat.findData(matrix.repeat_minutes)))
        self._quiet.setChecked(matrix.quiet.on)
        for times, minutes in ((self._begins, matrix.quiet.begins), (self._ends, matrix.quiet.ends)):
            if times.findData(minutes) < 0:
                times.addItem(_clock(minutes), minutes)
            times.setCurrentIndex(times.findData(minutes))
        for day, box in enumerate(self._days):
            box.setChecked(day in matrix.quiet.days)
        self._sound.setCurrentIndex(self._sound.findData(matrix.sound))
        self._own.setCurrentIndex(max(0, self._own.findData(matrix.sounds.get(self._account.currentData(), ""))))
        names = {self._account.itemData(at): self._account.itemText(at) for at in range(self._account.count())}
        titles = self._sound_titles()
        own = [f"{names[i]}: {titles[sound]}" for i, sound in matrix.sounds.items() if i in names]
        self._others.setText(" · ".join(own))
        self._others.setVisible(bool(own))

    def _keep_quiet(self) -> None:
        quiet = Quiet(
            on=self._quiet.isChecked(),
            begins=self._begins.currentData(),
            ends=self._ends.currentData(),
            days=frozenset(day for day, box in enumerate(self._days) if box.isChecked()),
        )
        if quiet != self._matrix.quiet:
            self._keep(replace(self._matrix, quiet=quiet))

    def _keep(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._tasks.start(self._session.preferences.set(PREFERENCE, matrix.as_value()))


def _clock(minutes: int) -> str:
    return QLocale().toString(QTime(minutes // 60, minutes % 60), QLocale.FormatType.ShortFormat)
