"""Closes the desk to everybody without the PIN: content, keys, dialogs and notices are out of sight until it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from app.errors import HeliuError
from ui.kit import settings
from ui.kit.notices import title_of
from ui.kit.tasks import TaskScope
from ui.shell.lock_screen import LockScreen
from ui.system.idle import Idle

if TYPE_CHECKING:
    from app.lock import Pin
    from app.session import Session
    from ui.shell.window import MainWindow


class AppLock(QObject):
    """Locks by wish, at the start and after idle time, where a PIN was chosen.

    Signals:
        changed(locked)
        pin_missing: locking was wished, and there is no PIN yet.
    """

    changed = Signal(bool)
    pin_missing = Signal()

    def __init__(self, window: MainWindow, session: Session, pin: Pin) -> None:
        super().__init__(window)
        self._window, self._session, self._pin = window, session, pin
        self._tasks = TaskScope(self)
        self._screen: LockScreen | None = None
        self._focus: QWidget | None = None
        self._hidden: dict[QWidget, Qt.WindowModality] = {}
        self._idle = Idle(self)
        self._idle.grown.connect(self.lock_if_able)
        settings.lock_minutes.changed.connect(self._wait)
        self._wait()

    @property
    def is_locked(self) -> bool:
        """Whether the desk is closed."""
        return self._screen is not None

    async def begin(self) -> None:
        """At the start: a desk with a PIN opens locked, else ending the program would open it."""
        if await self._pin.is_set():
            self.lock()

    def lock_if_able(self) -> None:
        """Lock where there is a PIN."""
        if not self.is_locked:
            self._tasks.start(self._lock_if_able(wished=False))

    def lock_by_wish(self) -> None:
        """The same, and say so where there is none."""
        if not self.is_locked:
            self._tasks.start(self._lock_if_able(wished=True))

    async def _lock_if_able(self, *, wished: bool) -> None:
        if await self._pin.is_set():
            self.lock()
        elif wished:
            self.pin_missing.emit()

    def lock(self) -> None:
        """Close the desk at once."""
        if self.is_locked:
            return
        self._focus = self._window.focusWidget()
        workspace = self._session.workspace
        self._screen = LockScreen(workspace.workspace_name, self._window, has_password=bool(workspace.login))
        self._screen.tried.connect(lambda words, password: self._tasks.start(self._try(words, password)))
        self._window.show_work(False)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        for widget in QApplication.topLevelWidgets():
            self._put_out_of_sight(widget)
        self._window.installEventFilter(self)
        self._screen.cover()
        self.changed.emit(True)

    def unlock(self) -> None:
        """Open the desk as it was left."""
        if self._screen is None:
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._window.removeEventFilter(self)
        self._screen.hide()
        self._screen.deleteLater()
        self._screen = None
        self._window.show_work(True)
        for dialog, modality in self._hidden.items():
            if isValid(dialog):
                dialog.setWindowModality(modality)
                dialog.show()
        self._hidden.clear()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self._idle.touch()
        self.changed.emit(False)

    async def _try(self, words: str, with_password: bool) -> None:
        screen = self._screen
        if screen is None:
            return
        if with_password:
            try:
                await self._session.log_in(self._session.workspace.login, words)
            except HeliuError as error:
                screen.show_trouble(title_of(error))
            else:
                self.unlock()
        elif await self._pin.opens(words):
            self.unlock()
        else:
            screen.show_wrong(await self._pin.pause())

    def _wait(self) -> None:
        self._idle.wait(settings.lock_minutes.get())

    def _put_out_of_sight(self, widget: QWidget) -> None:
        """Take another window from the screen; menus go for good, dialogs come back with the desk."""
        if widget is self._window or not widget.isVisible():
            return
        if isinstance(widget, QMenu) or widget.windowType() is Qt.WindowType.Popup:
            widget.close()
        elif isinstance(widget, QDialog) or widget.parentWidget() is not None:
            self._hidden[widget] = widget.windowModality()
            widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked: no shortcut acts, no other window opens, and the screen covers the window in every size."""
        kind = event.type()
        if kind is QEvent.Type.Shortcut:
            return True
        if kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, watched, lambda: self.is_locked and self._put_out_of_sight(watched))
        elif kind is QEvent.Type.Resize and watched is self._window and self._screen is not None:
            self._screen.setGeometry(self._window.rect())
        return False
