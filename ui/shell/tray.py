"""The sign in the system's tray: how much waits, and the way back to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.kit.icons import drawing
from ui.kit.theme import theme


def application_icon() -> QIcon:
    """The sign of the house in the sizes systems ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(drawing("heliu", size))
    return made


class Tray(QObject):
    """Nothing where the system has no tray.

    Signals:
        show_asked, quit_asked: the agent's wish.
    """

    show_asked = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._menu = QMenu()
        self._menu.setObjectName("tray_menu")
        self._menu.addAction(self.tr("Show Heliu")).triggered.connect(self.show_asked)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit")).triggered.connect(self.quit_asked)
        self._icon = QSystemTrayIcon(application_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self.show_badge(0, False)
        self._icon.show()

    def show_badge(self, direct: int, indirect: bool) -> None:
        """A number for what is mine, a dot for what is others'."""
        if self._icon is None:
            return
        self._icon.setToolTip(self.tr("Heliu: %n unread", "", direct) if direct else "Heliu")
        picture = drawing("heliu", 64).copy()
        if direct or indirect:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("badge"))
            painter.drawEllipse(QRectF(34, 0, 30, 30) if direct else QRectF(44, 0, 20, 20))
            if direct:
                font = theme().font("heading", strong=True)
                painter.setFont(font)
                painter.setPen(theme().color("on_badge"))
                words = str(direct) if direct < 10 else "9+"
                painter.drawText(QRectF(34, 0, 30, 30), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
        self._icon.setIcon(QIcon(picture))

    def close(self) -> None:
        """Take the sign away."""
        if self._icon is not None:
            self._icon.hide()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.show_asked.emit()
