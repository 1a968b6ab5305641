"""All keys at a glance, from the same table that binds them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import shortcuts
from ui.kit.commands import COMMANDS, PLACES, Command, Where, title_of
from ui.kit.translations import tr
from ui.kit.widgets import ElidedLabel, SearchField, label, push_button
from ui.palette.hits import fit

COLUMNS = 2
SIZE = QSize(900, 700)
MARGIN = 48
"""How much of the window stays in sight around it."""


def lines(typed: str) -> dict[Where, list[Command]]:
    """The commands that fit what was typed, by the place where they count; a row of places is one line."""
    wanted = typed.strip().lower()
    found: dict[Where, list[Command]] = {}
    for command in COMMANDS:
        keys = shortcuts.shown(command.id)
        if command.n <= 1 and keys and (fit(title_of(command), wanted) is not None or wanted in keys.lower()):
            found.setdefault(command.where, []).append(command)
    return found


def keys_of(command: Command) -> str:
    """What to press: of a row of places the first and the last."""
    keys = shortcuts.shown(command.id)
    last = shortcuts.shown(f"{command.id.rpartition('_')[0]}_9") if command.n else ""
    return f"{keys} … {last}" if last else keys


class CheatSheet(QDialog):
    """A page of keys with a field to find one.

    Signals:
        edit_wished: the agent wants other keys.
    """

    edit_wished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cheat_sheet")
        self.setWindowTitle(self.tr("All keys"))
        self.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label(self.windowTitle(), size="title"))
        head.addStretch(1)
        edit = push_button(self.tr("Change the keys"), "edit_keys", role="link")
        edit.setAutoDefault(False)
        edit.clicked.connect(self.edit_wished)
        head.addWidget(edit)
        column.addLayout(head)
        self.field = SearchField(self.tr("Find a command or a key"), "cheat_field", self)
        self.field.textChanged.connect(self._show)
        column.addWidget(self.field)
        self._area = QScrollArea(self)
        self._area.setObjectName("cheat_area")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        shortcuts.changed.connect(self._show)

    def open(self) -> None:
        """Show every key again."""
        self.field.clear()
        self._show()
        room = self.parentWidget().window().size() - QSize(MARGIN, MARGIN)
        self.resize(SIZE.boundedTo(room))
        super().open()
        self.field.setFocus()

    def _show(self) -> None:
        ground = QWidget()
        ground.setProperty("ground", "panel")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = QHBoxLayout(ground)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        found = lines(self.field.text())
        sides: list[list[Where]] = [[] for _ in range(COLUMNS)]
        heights = [0] * COLUMNS
        for where in [where for where in PLACES if where in found]:
            side = heights.index(min(heights))
            sides[side].append(where)
            heights[side] += len(found[where]) + 2
        for side_places in sides:
            side_column = QVBoxLayout()
            side_column.setSpacing(14)
            for where in side_places:
                side_column.addLayout(self._group(where, found[where]))
            side_column.addStretch(1)
            columns.addLayout(side_column, 1)
        if not found:
            columns.insertWidget(0, label(self.tr("No key fits. Try fewer letters."), tone="ink3"))
        self._area.setWidget(ground)

    def _group(self, where: Where, commands: list[Command]) -> QVBoxLayout:
        group = QVBoxLayout()
        group.setSpacing(4)
        group.addWidget(label(tr("Places", PLACES[where]), tone="ink3", size="caption", strong=True))
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for row, command in enumerate(commands):
            title = ElidedLabel(title_of(command, "1–9"))
            title.setToolTip(command.id)
            cap = label(keys_of(command), role="chip")
            cap.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            cap.setAccessibleName(f"{title_of(command)}: {cap.text()}")
            grid.addWidget(title, row, 0)
            grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
        group.addLayout(grid)
        return group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter has nothing to decide here; what scrolls does so while one types."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + step)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
