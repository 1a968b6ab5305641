"""The real desktop program in a process of its own, with somebody watching what it paints.

    python -m tests.bench.desk_process SCENARIO DATA_DIR SERVER_URL [WORDS...]

Prints one JSON object a line: first ``{"usable": …}``, then what the scenario found.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

import main
from tests.bench import scenarios
from tests.bench.memory import resident_mb
from ui.delegates.conversation_row import ConversationRowDelegate
from ui.models.roles import Role
from ui.shell.window import MainWindow


class _Probe(QObject):
    """Waits for the first painted row, then for a key to arrive at the window."""

    def __init__(self, scenario: Callable[[MainWindow, list[str]], Any], words: list[str]) -> None:
        super().__init__()
        self._scenario, self._words = scenario, words
        self._painted = False
        self._paint = ConversationRowDelegate.paint
        probe = self

        def paint(self: Any, painter: Any, option: Any, index: Any) -> None:
            probe._paint(self, painter, option, index)
            if not probe._painted and index.data(Role.ROW) is not None:
                probe._painted = True
                QTimer.singleShot(0, probe._press)

        ConversationRowDelegate.paint = paint  # type: ignore[method-assign]

    def _press(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        window = self.window()
        target = window.focusWidget() or window
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.postEvent(target, key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            application = QApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
            say(usable=time.monotonic(), modules=list(sys.modules), memory=resident_mb())
            self._task = asyncio.get_event_loop().create_task(self._play())
        return False

    async def _play(self) -> None:
        code = 1
        try:
            say(**await self._scenario(self.window(), self._words))
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)  # what comes after the figure is not part of it

    @staticmethod
    def window() -> MainWindow:
        """The desk's window."""
        return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))


def say(**what: Any) -> None:
    """Tell the bench."""
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    _scenario, _data_dir, _server_url, *_words = sys.argv[1:]
    _mode = "team" if _server_url == scenarios.NOWHERE else "demo"
    _probe = _Probe(getattr(scenarios, _scenario), _words)
    sys.exit(main.main(["desktop", "--data-dir", _data_dir, "--mode", _mode, "--server-url", _server_url]))
