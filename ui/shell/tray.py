"""The sign in the system's tray: how much waits, what happened, and the few things one does without the window."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.protocol import Availability
from ui.kit.icons import drawing
from ui.kit.theme import theme
from ui.shell.rail import availability_words

BLINK_MS = 600
SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels of panels and taskbars."""
CLICKS = (
    ()
    if sys.platform == "darwin"
    else (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
)
"""What shows the window; on macOS each click opens the menu."""


def application_icon() -> QIcon:
    """The sign of the house in the sizes systems ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(drawing("heliu", size))
    return made


class Tray(QObject):
    """Nothing where the system has no tray; the dock's number is kept all the same.

    Signals:
        show_asked, quit_asked, lock_asked: the agent's wish.
        availability_chosen(Availability)
        hush_asked(on): no sound and no message for an hour, or again.
    """

    show_asked = Signal()
    quit_asked = Signal()
    lock_asked = Signal()
    availability_chosen = Signal(object)
    hush_asked = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._direct, self._indirect = 0, False
        self._lit = True
        self._blink = QTimer(self)
        self._blink.setInterval(BLINK_MS)
        self._blink.timeout.connect(self._turn)
        self.menu = QMenu()
        self.menu.setObjectName("tray_menu")
        self._fill()
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self.menu)
            self._icon.activated.connect(self._on_activated)
            self._paint()
            self._show_tip()
            self._icon.show()

    def _fill(self) -> None:
        self.menu.addAction(self.tr("Show Heliu")).triggered.connect(self.show_asked)
        self._states = self.menu.addMenu(self.tr("I am"))
        self._states.setObjectName("tray_availability")
        self._chosen: dict[Availability, QAction] = {}
        for availability in Availability:
            action = self._states.addAction(availability_words(availability))
            action.setCheckable(True)
            action.triggered.connect(lambda _, chosen=availability: self.availability_chosen.emit(chosen))
            self._chosen[availability] = action
        self._hush = self.menu.addAction(self.tr("Silence for an hour"))
        self._hush.setObjectName("tray_hush")
        self._hush.setCheckable(True)
        self._hush.triggered.connect(self.hush_asked)
        self._lock = self.menu.addAction(self.tr("Lock"))
        self._lock.setObjectName("tray_lock")
        self._lock.triggered.connect(self.lock_asked)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Quit")).triggered.connect(self.quit_asked)

    @property
    def is_there(self) -> bool:
        """Whether the system has a tray."""
        return self._icon is not None

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """The system's own part of it."""
        return self._icon

    # -- what it shows

    def show_badge(self, direct: int, indirect: bool) -> None:
        """A number for what is mine, a dot for what is others', in tray, dock and taskbar."""
        news = (direct, indirect) != (self._direct, self._indirect)
        seen = _shown(direct, indirect) != _shown(self._direct, self._indirect)
        self._direct, self._indirect = direct, indirect
        if news:
            _mark_program(direct, indirect)
            self._show_tip()
        if seen:
            self._paint()

    def show_availability(self, availability: Availability) -> None:
        """Tick what I am."""
        for each, action in self._chosen.items():
            action.setChecked(each is availability)

    def show_hushed(self, hushed: bool, until: str = "") -> None:
        """Tick the silence; ``until`` is its end as words."""
        self._hush.setChecked(hushed)
        self._hush.setText(self.tr("Silent until {0}").format(until) if hushed else self.tr("Silence for an hour"))

    def show_locked(self, locked: bool) -> None:
        """While locked only showing and quitting are left."""
        for action in (self._states.menuAction(), self._hush, self._lock):
            action.setEnabled(not locked)

    def call_attention(self, on: bool) -> None:
        """Blink, or stop."""
        if on == self._blink.isActive():
            return
        if on:
            self._blink.start()
        else:
            self._blink.stop()
            self._lit = True
            self._paint()

    @property
    def calls_attention(self) -> bool:
        """Whether it blinks."""
        return self._blink.isActive()

    def close(self) -> None:
        """Take the sign away, and every mark of what waits."""
        _mark_program(0, False)
        self._blink.stop()
        if self._icon is not None:
            self._icon.hide()
        self.menu.deleteLater()

    def _turn(self) -> None:
        self._lit = not self._lit
        self._paint()

    def _paint(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(sign(self._direct, self._indirect, lit=self._lit))

    def _show_tip(self) -> None:
        if self._icon is not None:
            self._icon.setToolTip(self.tr("Heliu: %n unread", "", self._direct) if self._direct else self.tr("Heliu"))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in CLICKS:
            self.show_asked.emit()


def _mark_program(direct: int, indirect: bool) -> None:
    """Docks that know numbers show them; the dot, and the number where only the window's icon is seen, are painted."""
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        application.setBadgeNumber(direct)
        painted = direct if sys.platform == "linux" else 0
        marked = painted or (indirect and not direct)
        application.setWindowIcon(sign(painted, indirect) if marked else application_icon())


def _shown(direct: int, indirect: bool) -> str:
    """What stands on the sign: a number of one digit, a plus for more, a dot, or nothing."""
    if direct:
        return str(direct) if direct < 10 else "9+"
    return "•" if indirect else ""


def sign(direct: int, indirect: bool, *, lit: bool = True) -> QIcon:
    """The sign of the house with a number or a dot; not ``lit`` it is pale, the other half of a blink."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_sign(size, _shown(direct, indirect), lit=lit))
    return made


def _sign(size: int, mark: str, *, lit: bool) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if lit else 0.35)
    painter.drawPixmap(0, 0, drawing("heliu", size))
    painter.setOpacity(1.0)
    if mark:
        whole = size * (0.4 if mark == "•" else 0.64)
        place = QRectF(size - whole, 0, whole, whole)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("badge"))
        painter.drawEllipse(place)
        if mark != "•":
            font = QFont(theme().font("caption", strong=True))
            font.setPixelSize(max(7, round(whole * (0.8 if len(mark) == 1 else 0.62))))
            painter.setFont(font)
            painter.setPen(theme().color("on_badge"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark)
    painter.end()
    return picture
