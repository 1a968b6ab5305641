"""An empty window with the imports of the desk: the floor of its start and of its memory.

python -m tests.bench.empty_process MODULES_FILE SECONDS
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.memory import resident_mb


class _Empty(QMainWindow):
    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds, self._painted = seconds, False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
            QTimer.singleShot(0, lambda: QCoreApplication.postEvent(self, key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        print(json.dumps({"usable": time.monotonic()}), flush=True)
        QTimer.singleShot(int(self._seconds * 1000), self._end)

    def _end(self) -> None:
        print(json.dumps({"memory": resident_mb()}), flush=True)
        os._exit(0)


if __name__ == "__main__":
    for _name in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        with contextlib.suppress(Exception):
            importlib.import_module(_name)
    application = QApplication(sys.argv[:1])
    window = _Empty(float(sys.argv[2]))
    window.resize(1440, 900)
    window.show()
    sys.exit(application.exec())
