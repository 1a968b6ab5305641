"""What is read again whenever something changes, however often that is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ui.kit.tasks import TaskScope

BEHIND = 40
"""Milliseconds by which what stands around follows what the agent looks at."""

REST = 150
"""Milliseconds between two readings of what stands around, while news keeps coming."""


class Again(QObject):
    """A reading that is asked for again and again: never two at once, and rests of ``pause`` ms in between.

    ``wait`` ms go by before a reading that follows no other: what matters more is read and painted first.
    """

    def __init__(
        self,
        read: Callable[[], Coroutine[Any, Any, Any]],
        tasks: TaskScope,
        parent: QObject,
        *,
        pause: int,
        wait: int = 0,
    ) -> None:
        super().__init__(parent)
        self._read, self._tasks, self._pause, self._wait = read, tasks, pause, wait
        self._asked = self._under_way = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin)

    def ask(self) -> None:
        """Read, soon when nothing was read just now; what is asked for meanwhile is one more reading."""
        self._asked = True
        if self._rest.isActive():
            return
        if self._wait:
            self._rest.start(self._wait)
        else:
            self._begin()

    def _begin(self) -> None:
        if self._asked and not self._under_way:
            self._asked, self._under_way = False, True
            self._tasks.start(self._run())

    async def _run(self) -> None:
        try:
            await self._read()
        finally:
            self._under_way = False
        self._rest.start(self._pause)
