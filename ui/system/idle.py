"""Tells when nobody has touched the desk for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Idle(QObject):
    """Listens to the focused window alone: a filter on the application would slow every event down.

    Signals:
        grown: ``minutes`` have passed without a touch.
    """

    grown = Signal()

    def __init__(self, parent: QObject, *, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now, self._touched_at, self._minutes = now, now(), 0
        self._window: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
            self._follow(application.focusWindow())

    def wait(self, minutes: int) -> None:
        """Tell after this many minutes; 0 is never."""
        self._minutes, self._touched_at = minutes, self._now()
        if minutes:
            self._timer.start(LOOK_MS)
        else:
            self._timer.stop()

    def touch(self) -> None:
        """Somebody is here."""
        self._touched_at = self._now()

    def look(self) -> None:
        """Compare the clock. A computer that slept has been left alone, too."""
        if self._minutes and self._now() - self._touched_at >= self._minutes * 60:
            self._touched_at = self._now()
            self.grown.emit()

    def _follow(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._let_go)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._let_go)

    def _let_go(self) -> None:
        self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = self._now()
        return False
