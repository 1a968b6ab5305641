"""What stands below the list while several conversations are selected: how many, and what to do with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import shortcuts
from ui.kit.flow import FlowLayout
from ui.kit.widgets import IconButton, hairline, label


class SelectionBar(QWidget):
    """Hidden while nothing is selected.

    Signals:
        action_wished(str): a name of ``ConversationVerbs.do``.
        nothing_wished: nothing is to be selected any more.
    """

    action_wished = Signal(str)
    nothing_wished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setProperty("ground", "raise")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Selected conversations"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 0)
        self.words = label(strong=True)
        self.words.setObjectName("selection_words")
        head.addWidget(self.words, 1)
        nothing = IconButton("close", self.tr("Select none"), "selection_none", self)
        shortcuts.hint(nothing, partial(self._show_keys, nothing, "list_mark_none"))
        nothing.clicked.connect(self.nothing_wished)
        head.addWidget(nothing)
        column.addLayout(head)
        holder = QWidget(self)
        flow = FlowLayout(holder, 0)
        flow.setContentsMargins(8, 2, 8, 8)
        self.buttons: dict[str, IconButton] = {}
        for action, icon, title in (
            ("resolve", "check", self.tr("Resolve")),
            ("snooze", "snooze", self.tr("Snooze")),
            ("transfer", "transfer", self.tr("Give to a colleague")),
            ("tag", "tag", self.tr("Tag")),
            ("priority", "flag", self.tr("Priority")),
            ("star", "star", self.tr("Star")),
            ("mute", "mute", self.tr("Mute")),
            ("unread", "unread", self.tr("Mark as unread")),
            ("more", "more", self.tr("More")),
        ):
            keys = action if action != "more" else ""
            button = IconButton(icon, title, f"selection_{action}", self, size=16)
            shortcuts.hint(button, partial(self._show_keys, button, keys))
            button.clicked.connect(lambda checked=False, action=action: self.action_wished.emit(action))
            self.buttons[action] = button
            flow.addWidget(button)
        column.addWidget(holder)
        self.hide()

    def _show_keys(self, button: IconButton, command: str) -> None:
        keys, words = shortcuts.shown(command) if command else "", button.accessibleName()
        button.setToolTip(f"{words} ({keys})" if keys else words)

    def show_count(self, count: int) -> None:
        """Come with the first that is selected, go with the last."""
        self.words.setText(self.tr("%n selected", "", count))
        self.setVisible(bool(count))
