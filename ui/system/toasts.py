"""Messages beside the desk, as the system shows them; a click leads to what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

STAYS_MS = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """One message of plain text. ``about`` is given back on a click; a later one of the same ``key`` replaces it."""

    title: str
    text: str
    about: Sequence[Any] = ()
    key: str = ""


class Toasts(QObject):
    """Where the system can show nothing, every message is refused.

    Signals:
        chosen(about): a message was clicked.
        refused(Toast): it was not shown.
        gone(key): one has left the screen.
    """

    chosen = Signal(object)
    refused = Signal(object)
    gone = Signal(str)

    def show(self, toast: Toast) -> None:
        """Let it be seen for a while; the focus stays where it is."""
        self.refused.emit(toast)

    def withdraw(self) -> None:
        """Take those that are still to be seen from the screen, as far as the system lets one."""

    def close(self) -> None:
        """The desk is being put away."""
        self.withdraw()


class TrayToasts(Toasts):
    """Those of a sign in the tray: Windows and macOS. Only of the last one is known what it is about."""

    def __init__(self, sign: QSystemTrayIcon | None, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._sign, self._icon = sign, icon
        self._last: Toast | None = None
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAYS_MS)
        self._stay.timeout.connect(lambda: self._last is not None and self.gone.emit(self._last.key))
        if sign is not None:
            sign.messageClicked.connect(self._on_click)

    def show(self, toast: Toast) -> None:
        if self._sign is None or not QSystemTrayIcon.supportsMessages():
            self.refused.emit(toast)
            return
        if self._last is not None and self._last.key != toast.key:
            self.gone.emit(self._last.key)
        self._last = toast
        self._stay.start()
        self._sign.showMessage(toast.title, toast.text, self._icon, STAYS_MS)

    def withdraw(self) -> None:
        last, self._last = self._last, None
        self._stay.stop()
        if last is not None:
            self.gone.emit(last.key)

    def _on_click(self) -> None:
        self.chosen.emit(self._last.about if self._last is not None else ())
