"""The keys of the desk: to look up, and to change."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit import shortcuts
from ui.kit.translations import tr
from ui.kit.widgets import push_button
from ui.pages.settings.pane import Pane


class KeysPane(Pane):
    """Leads to the sheet of all keys and to the file that changes them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("KeysPane", "Keys"), "pane_keys", parent)
        row = self.row(self.tr("Keyboard"))
        for name, words in (("cheat_sheet", self.tr("Show all keys")), ("edit_keys", self.tr("Change the keys"))):
            button = push_button(words, f"setting_{name}")
            button.clicked.connect(lambda checked=False, name=name: shortcuts.give(self, name))
            row.addWidget(button)
        row.addStretch(1)
        self.remark(self.tr("The keys stand in a file that opens in your editor. They change as soon as you save it."))
