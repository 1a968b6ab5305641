"""One row of pills: as many lists as fit, and a last one for all that do not."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.kit import shortcuts
from ui.kit.translations import plain
from ui.kit.widgets import push_button

EDGE, ABOVE, BELOW, GAP = 12, 2, 8, 4
INSIDE = 16
"""Pixels of a pill that are not words."""
ARROW = "  ⌄"


class PillRow(QWidget):
    """Exactly one is chosen. The pills never move when another is: the last one has room for the name of any list.

    Signals:
        chosen(str): the name of a list.
        more_wished: the agent wants to see what has no pill.
    """

    chosen = Signal(str)
    more_wished = Signal()

    def __init__(self, lists: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._titles, self._name, self._words = lists, next(iter(lists)), ""
        self._group = QButtonGroup(self)
        self.pills: dict[str, QPushButton] = {}
        for name, title in lists.items():
            pill = self.pills[name] = push_button(title, f"view_{name}", role="pill", parent=self)
            pill.clicked.connect(lambda checked=False, name=name: self.chosen.emit(name))
            self._group.addButton(pill)
        self.more = push_button("", "view_more", role="pill", parent=self)
        self.more.clicked.connect(self._wish_more)
        self._group.addButton(self.more)
        self.more.ensurePolished()
        bold = QFont(self.more.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(bold)
        self.setFixedHeight(ABOVE + self.more.sizeHint().height() + BELOW)
        shortcuts.hint(self.more, self._show_keys)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * EDGE + self._room_behind(0), self.height())

    def behind(self) -> dict[str, str]:
        """The lists that have no pill now, with their titles."""
        return {name: title for name, title in self._titles.items() if self.pills[name].isHidden()}

    def mark(self, name: str, words: str = "") -> None:
        """Show a list as chosen, or with ``words`` something else that is not in the row."""
        self._name, self._words = name, words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _wish_more(self) -> None:
        self._fit()  # asking is not choosing
        self.more_wished.emit()

    # -- room

    def _fit(self) -> None:
        left, end = EDGE, self.width() - EDGE
        in_row = self._in_row(end - left)
        for at, (name, pill) in enumerate(self.pills.items()):
            pill.setVisible(at < in_row)
            if at < in_row:
                left = self._place(pill, left, self._width(self._titles[name]))
        elsewhere = self._words or (self._titles[self._name] if self.pills[self._name].isHidden() else "")
        room = end - left - self._width(ARROW)
        said = self._metrics.elidedText(elsewhere or self.tr("More"), Qt.TextElideMode.ElideRight, room)
        self.more.setText(f"{said.replace('&', '&&')}{ARROW}")
        self.more.setAccessibleName(
            self.tr("More lists: {0}").format(elsewhere) if elsewhere else self.tr("More lists")
        )
        self._show_keys()
        self._place(self.more, left, self._width(f"{said}{ARROW}"))
        (self.more if elsewhere else self.pills[self._name]).setChecked(True)

    def _in_row(self, room: int) -> int:
        """How many lists have a pill when the row is so wide."""
        count, taken = 0, 0
        for at, title in enumerate(self._titles.values(), 1):
            taken += self._width(title) + GAP
            if taken + self._room_behind(at) <= room:
                count = at
        return count

    def _room_behind(self, count: int) -> int:
        """What the last pill may need when so many lists have their own."""
        rest = list(self._titles.values())[count:]
        return max(self._width(f"{title}{ARROW}") for title in (self.tr("More"), *rest))

    def _show_keys(self) -> None:
        self.more.setToolTip(plain(f"{self.more.accessibleName()} ({shortcuts.shown('filters')})"))

    def _place(self, pill: QPushButton, left: int, width: int) -> int:
        pill.setGeometry(QRect(left, ABOVE, width, pill.sizeHint().height()))
        return left + width + GAP

    def _width(self, words: str) -> int:
        return self._metrics.horizontalAdvance(words) + INSIDE
