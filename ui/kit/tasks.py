"""Where a click becomes a coroutine, and where its failure becomes words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from app.errors import HeliuError
from ui.kit import notices

log = logging.getLogger(__name__)


class TaskScope(QObject):
    """Tasks that live no longer than the widget that started them.

    A HeliuError ends as a notice (or at ``show_error``); any other exception also goes to the log with its trace.
    """

    def __init__(self, parent: QObject, show_error: Callable[[HeliuError], None] = notices.say) -> None:
        super().__init__(parent)
        self._show_error = show_error
        self._tasks: set[asyncio.Task[Any]] = set()
        tasks = self._tasks
        parent.destroyed.connect(lambda: [task.cancel() for task in list(tasks)])

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Run ``work`` from here on; the task's result is that of ``work``, or None when it failed.

        When the loop has stopped, the program is over and nothing is started: a last timer may still ring then.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            work.close()
            return None
        task = loop.create_task(self._guard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # A task cancelled before its first step has never begun its work.
        task.add_done_callback(lambda _: work.close())
        return task

    def cancel(self) -> None:
        """Give up everything under way."""
        for task in list(self._tasks):
            task.cancel()

    async def _guard(self, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await work
        except HeliuError as error:
            self._show_error(error)
        except Exception as error:
            log.exception("a task failed")
            self._show_error(HeliuError(f"{type(error).__name__}: {error}"))
        return None
