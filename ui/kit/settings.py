"""Choices of this computer, each declared once with its type and default; what follows the agent is a Preference."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtWidgets import QSplitter

T = TypeVar("T", bool, int, str, QByteArray)

_file: list[QSettings] = []


def keep_settings_in(data_dir: Path) -> None:
    """Read and write ``desktop.ini`` in ``data_dir`` from now on."""
    _file[:] = [QSettings(str(data_dir / "desktop.ini"), QSettings.Format.IniFormat)]


class _Watch(QObject):
    changed = Signal()


class Setting(Generic[T]):
    """One choice: ``Setting("inbox/compact", False)``. Before ``keep_settings_in`` it only knows its default."""

    def __init__(self, key: str, default: T) -> None:
        self.key, self.default = key, default
        self._watch = _Watch()
        self.changed = self._watch.changed

    def get(self) -> T:
        """The choice; the default when the file holds nothing usable."""
        if not _file:
            return self.default
        value = _file[0].value(self.key, self.default, type(self.default))
        return value if isinstance(value, type(self.default)) else self.default

    def set(self, value: T) -> None:
        """Choose; who listens to ``changed`` hears it when it is news."""
        news = value != self.get()
        if _file:
            _file[0].setValue(self.key, value)
        if news:
            self.changed.emit()


language = Setting("look/language", "")
theme_choice = Setting("look/theme", "")
send_key = Setting("composer/send_key", "ctrl_enter")
"""ctrl_enter or enter."""
undo_seconds = Setting("composer/undo_seconds", 0)
"""Seconds during which a sent message can be taken back before it leaves: 0, 3, 5 or 10."""
window_geometry = Setting("window/geometry", QByteArray())
current_page = Setting("window/page", "inbox")
mode = Setting("account/mode", "")
"""demo, local or team; empty before the first run."""
server_url = Setting("account/server_url", "")
login_name = Setting("account/login", "")
close_to_tray = Setting("desk/close_to_tray", False)
"""Closing the window leaves the desk running in the tray."""
lock_minutes = Setting("lock/minutes", 10)
"""Without a touch until the desk locks itself, 0 never; only where there is a PIN."""
proxy = Setting("network/proxy", "")
"""http://host:port; empty: as the system says."""
ca_file = Setting("network/ca_file", "")
"""A company's authority to believe besides the system's."""


def keep_splitter(splitter: QSplitter, key: str) -> None:
    """Let a splitter stand where the agent left it, from now on and at the next start."""
    state = Setting(f"window/{key}", QByteArray())
    if not state.get().isEmpty():
        splitter.restoreState(state.get())
    splitter.splitterMoved.connect(lambda: state.set(splitter.saveState()))
