"""Somebody who looks at the screen: when is what painted, and how long is nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from tests.bench.measure import MS

_FRAME_MS = 16


class Painted(QObject):
    """Tells when a widget has painted itself: when its window is done with the frame, whatever is to be done after."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wanted: Callable[[], Any] = bool
        self._done: asyncio.Future[float] | None = None
        self._in_frame = self._seen = False
        widget.installEventFilter(self)
        widget.window().installEventFilter(self)

    def when(self, wanted: Callable[[], Any]) -> asyncio.Future[float]:
        """The moment at which the first frame is finished for which ``wanted`` was true."""
        self._wanted, self._done = wanted, asyncio.get_running_loop().create_future()
        return self._done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and not self._in_frame:
            self._in_frame = True
            QCoreApplication.sendEvent(watched, event)
            self._in_frame = False
            self._finish()
            return True
        if event.type() == QEvent.Type.Paint and watched is self._widget and self._done is not None and self._wanted():
            self._seen = True
            if not self._in_frame:
                QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        if self._seen and self._done is not None:
            done, self._done, self._seen = self._done, None, False
            if not done.done():
                done.set_result(time.perf_counter())


class Metronome(QObject):
    """Asks a widget to repaint every frame and remembers how long it went without."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._last = 0.0
        self.gaps: list[float] = []
        widget.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(widget.update)
        self._timer.start(_FRAME_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            now = time.perf_counter()
            self.gaps.append((now - self._last) * MS)
            self._last = now
        return False

    def begin(self) -> None:
        """Forget the gaps so far."""
        self._last = time.perf_counter()
        self.gaps = []

    def longest(self) -> float:
        """The longest gap in milliseconds since ``begin``."""
        return max(self.gaps)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()
