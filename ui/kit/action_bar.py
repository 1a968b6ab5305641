"""What stands below a list while several of its rows are selected: how many, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import shortcuts
from ui.kit.flow import FlowLayout
from ui.kit.widgets import IconButton, hairline, label

FEW = 3
"""Actions for which there is room beside the words."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button; ``command`` is what does the same by key, "" for none."""

    name: str
    icon: str
    title: str
    command: str


class ActionBar(QWidget):
    """Hidden while nothing is selected.

    Signals:
        action_wished(str): the name of an action.
        nothing_wished: nothing is to be selected any more.
    """

    action_wished = Signal(str)
    nothing_wished = Signal()

    def __init__(self, title: str, actions: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setProperty("ground", "raise")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 0)
        self.words = label(strong=True)
        self.words.setObjectName("selection_words")
        head.addWidget(self.words)
        nothing = IconButton("close", self.tr("Select none"), "selection_none", self)
        shortcuts.hint(nothing, partial(self._show_keys, nothing, "list_mark_none"))
        nothing.clicked.connect(self.nothing_wished)
        holder = QWidget(self)
        flow = FlowLayout(holder, 0)
        if len(actions) > FEW:
            head.addStretch(1)
            flow.setContentsMargins(8, 2, 8, 8)
        else:
            head.setContentsMargins(14, 6, 8, 6)
            head.setSpacing(12)
            head.addWidget(holder, 1)
        head.addWidget(nothing)
        column.addLayout(head)
        if len(actions) > FEW:
            column.addWidget(holder)
        self.buttons: dict[str, IconButton] = {}
        for action in actions:
            button = IconButton(action.icon, action.title, f"selection_{action.name}", self, size=16)
            shortcuts.hint(button, partial(self._show_keys, button, action.command))
            button.clicked.connect(lambda checked=False, name=action.name: self.action_wished.emit(name))
            self.buttons[action.name] = button
            flow.addWidget(button)
        self.hide()

    def _show_keys(self, button: IconButton, command: str) -> None:
        keys, words = shortcuts.shown(command) if command else "", button.accessibleName()
        button.setToolTip(f"{words} ({keys})" if keys else words)

    def show_count(self, count: int) -> None:
        """Come with the first that is selected, go with the last."""
        self.words.setText(self.tr("%n selected", "", count))
        self.setVisible(bool(count))
