"""The crash room: every unexpected failure ends here, is written down, and can be saved as a report."""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import logging
import platform
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from app.config import VERSION
from app.errors import HeliuError
from ui.kit import journal

log = logging.getLogger("heliu.crash")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashRoom(QObject):
    """Catches what nobody caught, in any thread.

    Signals:
        failed: something broke; the text is its class and message, masked.
    """

    failed = Signal(str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = journal.keep_journal(data_dir)
        self._dump: TextIO | None = None
        self._running = data_dir / "running"
        self.ended_badly = False
        """Whether the run before this one did not end by itself."""

    @property
    def folder(self) -> Path:
        """Where the journals are."""
        return self._folder

    def install(self) -> None:
        """Hang up every hook but the loop's, and leave a mark that only an orderly end takes away."""
        self.ended_badly = self._running.exists()
        self._running.touch()
        self._dump = (self._folder / "fatal.log").open("a", encoding="utf-8")
        faulthandler.enable(self._dump)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the failures of tasks that nobody awaited."""
        loop.set_exception_handler(self._on_loop_exception)

    def end_well(self) -> None:
        """Take the mark away: the run is ending by itself, or with the computer, which gives no time for more."""
        self._running.unlink(missing_ok=True)

    def close(self) -> None:
        """Take the hooks down again: this run ends well."""
        self.end_well()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._dump is not None:
            faulthandler.disable()
            self._dump.close()
            self._dump = None

    def _take(self, error: BaseException, where: str) -> None:
        if isinstance(error, HeliuError | asyncio.CancelledError):
            log.warning("%s: %s", where, error)
            return
        log.error("unexpected failure in %s", where, exc_info=error)
        with contextlib.suppress(RuntimeError):  # this object may already be gone at exit
            self.failed.emit(journal.masked(f"{type(error).__name__}: {error}"))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        self._take(error.with_traceback(trace), "the program")

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take(args.exc_value, f"thread {args.thread.name if args.thread else '?'}")

    def _on_loop_exception(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._take(error, "a task")
        else:
            log.error("the loop: %s", context.get("message"))

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def save_report(path: Path, folder: Path | None = None) -> None:
    """Write versions and the last lines of the journal, masked, to ``path``; with ``folder`` those of earlier runs.

    Raises OSError when ``path`` cannot be written.
    """
    head = [
        f"Heliu {VERSION}",
        f"Python {sys.version}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"{platform.platform()}, {platform.machine()}",
        "",
    ]
    lines = list(journal.recent)
    if folder is not None:
        fatal = journal.last_lines(folder / "fatal.log")
        lines = [*(["Fatal:", *fatal, ""] if fatal else []), *journal.last_lines(folder / "desktop.log")]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
