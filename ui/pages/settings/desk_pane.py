"""How the desk behaves among the other programs of this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon, QWidget

from app.config import words_to_find
from app.processes import command_line
from ui.kit import notices, settings
from ui.kit.translations import tr
from ui.pages.settings.pane import Pane
from ui.system.autostart import Autostart, autostart_of_this_computer
from ui.system.link_handler import LinkHandler, link_handler_of_this_computer

if TYPE_CHECKING:
    from app.session import Session


class DeskPane(Pane):
    """Tray, start with the computer, links. ``autostart`` and ``links`` stand in for the system in tests."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        *,
        autostart: Autostart | None = None,
        links: LinkHandler | None = None,
    ) -> None:
        super().__init__(tr("DeskPane", "This computer"), "pane_desk", parent)
        self._tray()
        command = command_line("desktop", *words_to_find(session.data_dir))
        self._autostart = autostart or autostart_of_this_computer(command)
        start = self.switch(self.tr("Start"), self.tr("Open Heliu when I log in to this computer"), "setting_autostart")
        self._bind(start, self._autostart)
        links = links or link_handler_of_this_computer(command)
        box = self.switch(self.tr("Links"), self.tr("Open heliu:// links with this Heliu"), "setting_links")
        if links is not None:
            self._bind(box, links)
        else:
            box.setEnabled(False)
            self.remark(self.tr("On macOS the installed program does this by itself."))

    def _tray(self) -> None:
        box = self.switch(self.tr("Closing the window"), self.tr("Keep running in the tray"), "setting_close_to_tray")
        box.setChecked(settings.close_to_tray.get())
        box.clicked.connect(settings.close_to_tray.set)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            box.setEnabled(False)
            self.remark(self.tr("This computer has no tray."))

    def _bind(self, box: QCheckBox, switch: Autostart | LinkHandler) -> None:
        box.setChecked(switch.is_on())

        def turn(on: bool) -> None:
            try:
                switch.turn(on)
            except OSError as error:
                notices.say(self.tr("This computer did not take it"), detail=str(error), tone=notices.Tone.BAD)
            box.setChecked(switch.is_on())

        box.clicked.connect(turn)
