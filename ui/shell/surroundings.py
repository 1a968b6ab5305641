"""What lives around the window: tray, bell, watch and lock, joined for as long as the window is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTime
from PySide6.QtGui import QGuiApplication

from app.protocol import Availability
from app.rules.links import place_of
from ui.kit import notices
from ui.kit.icons import drawing
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.shell.app_lock import AppLock
from ui.shell.bell import Bell
from ui.shell.tray import Tray, application_icon
from ui.shell.watch import Watch
from ui.system.sounds import Sounds
from ui.system.toasts import Toasts, TrayToasts

if sys.platform == "linux":
    from ui.system.bus_toasts import BusToasts

if TYPE_CHECKING:
    from datetime import datetime

    from app.session import Session
    from app.store import Changes
    from ui.shell.window import MainWindow


TOAST_PICTURE = 64
"""Pixels."""


class Surroundings(QObject):
    """Made after the window and closed before it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._tasks = TaskScope(self)
        self.tray = Tray(self)
        self.bell = Bell(window, self.tray, self._toasts(), Sounds(), in_view=window.is_in_view)
        self.watch = Watch(session, self.bell)
        self.lock = AppLock(window, session, session.pin)
        self._connect()
        self.destroyed.connect(session.feed.subscribe(self._on_changes))
        self._tasks.start(self._show_me())

    def _toasts(self) -> Toasts:
        if sys.platform == "linux" and QGuiApplication.platformName() in ("xcb", "wayland"):
            return BusToasts(drawing("heliu", TOAST_PICTURE).toImage(), tr("Bell", "Show"), self)
        return TrayToasts(self.tray.icon, application_icon(), self)

    def _connect(self) -> None:
        self.tray.quit_asked.connect(self._window.leave)
        self.tray.show_asked.connect(self._window.come_forward)
        self.tray.availability_chosen.connect(self._window.choose_availability)
        self.tray.lock_asked.connect(self.lock.lock_by_wish)
        self._window.badge_changed.connect(self.tray.show_badge)
        self._window.lock_asked.connect(self.lock.lock_by_wish)
        self._window.has_tray = self.tray.is_there
        self.bell.followed.connect(self.show_place)
        self.bell.hush_changed.connect(self._show_hush)
        self.lock.changed.connect(self._on_lock)
        self.lock.pin_missing.connect(self._offer_pin)
        application = QGuiApplication.instance()
        if sys.platform == "darwin" and isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_dock)

    def _on_dock(self, state: Qt.ApplicationState) -> None:
        """A click on the dock brings a window back that closing has hidden; one that is still to come is left alone."""
        was_hidden = self._window.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if state is Qt.ApplicationState.ApplicationActive and was_hidden and not self._window.isVisible():
            self._window.come_forward()

    def show_place(self, page: str, target: str) -> None:
        """Come forward and show this; behind a locked screen it waits there."""
        self._window.come_forward()
        if page:
            self._window.show_page(page, target)

    def open_link(self, link: str) -> None:
        """Go where a ``heliu://`` link leads; what is no place of ours only brings the window forward."""
        place = place_of(link)
        self.show_place(place.page if place else "", place.target if place else "")

    def leave(self) -> None:
        """Ask for the end of the program."""
        self._window.leave()

    def close(self) -> None:
        """Take tray and lock away; nothing is told any more."""
        self.tray.close()
        self.bell.close()
        self.watch.deleteLater()

    async def _show_me(self) -> None:
        me = await self._session.users.me()
        self.tray.show_availability(me.availability if me is not None else Availability.ONLINE)

    def _on_changes(self, changes: Changes) -> None:
        if changes.of("user"):
            self._tasks.start(self._show_me())

    def _show_hush(self, on: bool, until: datetime) -> None:
        words = QLocale().toString(QTime(until.hour, until.minute), QLocale.FormatType.ShortFormat)
        self.tray.show_hushed(on, words)

    def _on_lock(self, locked: bool) -> None:
        self.bell.lock(locked)
        self.tray.show_locked(locked)

    def _offer_pin(self) -> None:
        notices.say(
            tr("Lock", "Choose a PIN first; without one there is nothing to open the desk with."),
            action=tr("Lock", "Choose a PIN"),
            act=lambda: self._window.show_page("settings", "lock"),
        )
