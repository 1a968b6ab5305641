"""The desktop program: Qt, the loop, the order of birth and death."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from PySide6.QtCore import SIGNAL, QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.config import VERSION, Settings
from app.errors import HeliuError
from app.processes import GRACE_SECONDS
from ui.desk import Desk
from ui.kit import notices, theme
from ui.kit import settings as choices
from ui.kit.crash import CrashRoom
from ui.kit.reports import ask_and_save_report
from ui.kit.translations import tr, use_language
from ui.shell.tray import application_icon
from ui.system.single_instance import SingleInstance
from ui.welcome import WelcomeWindow

TURN_S = 0.001
"""Seconds after which the store's threads let the window go on; Python's own 0.005 are a third of a frame each."""
COLLECT_MS = 1_000
FULL_EVERY = 60


class _Sweeper(QTimer):
    """Collects garbage in this thread only: anywhere else it would destroy widgets in the wrong one."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self._rounds = 0
        self.timeout.connect(self._sweep)
        gc.disable()
        self.start(COLLECT_MS)

    def _sweep(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)


class DeskApplication(QApplication):
    """Hears what the system says to the program as a whole.

    Signals:
        link_opened(link): the system brings a ``heliu://`` link (macOS).
        quit_asked: the system's menu or the end of its session asks to end.
    """

    link_opened = Signal(str)
    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.link_opened.emit(event.url().toString())
            return True
        if event.type() == QEvent.Type.Quit and self.receivers(SIGNAL("quit_asked()")):
            event.ignore()
            self.quit_asked.emit()
            return True
        return super().event(event)


class _Loop(QEventLoop):
    """Turns until its work is done. Qt stops it when the screen is gone: then the work is put away without one."""

    def __init__(self, application: QApplication, leaving: asyncio.Event) -> None:
        super().__init__(application)
        self._leaving = leaving
        self._screen_gone_at = 0.0

    @property
    def lost_screen(self) -> bool:
        """Whether Qt gave up by itself."""
        return bool(self._screen_gone_at)

    def run_until_complete(self, future: Any) -> Any:
        work = asyncio.ensure_future(future, loop=self)
        work.add_done_callback(self._end)
        while not work.done():
            self.run_forever()  # without a screen, every time for one turn
            if not work.done():
                self._let_go()
        return work.result()

    def _end(self, work: asyncio.Future[Any]) -> None:
        self.stop()

    def _let_go(self) -> None:
        self._screen_gone_at = self._screen_gone_at or time.monotonic()
        self._leaving.set()
        if time.monotonic() - self._screen_gone_at > GRACE_SECONDS:
            raise RuntimeError("the work could not be put away without a screen")


def run_desktop(settings: Settings, link: str = "") -> int:
    """Open the desk; the exit code when the agent has left and everything is put away.

    A desk that is open already for the same data comes forward instead, and goes where ``link`` leads.
    """
    application = QApplication.instance() or DeskApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise RuntimeError("another kind of Qt application is running already")
    application.setApplicationName("Heliu")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("heliu")
    application.setQuitOnLastWindowClosed(False)
    instance = SingleInstance(settings.data_dir)
    try:
        is_first = instance.claim()
    except HeliuError as error:
        return run_desktop(settings, link) if _is_mended(application, settings, error) else 1
    if not is_first:
        if not instance.hand_over(link):
            print("heliu: the desk is open already, but does not answer", file=sys.stderr)
            return 1
        return 0
    room = CrashRoom(settings.data_dir)
    room.install()
    choices.keep_settings_in(settings.data_dir)
    use_language(settings.language or choices.language.get())
    theme.install(application, settings.theme or choices.theme_choice.get())
    application.setWindowIcon(application_icon())
    room.failed.connect(lambda words: _tell_failure(words, room.folder))
    application.aboutToQuit.connect(room.end_well)
    sweeper = _Sweeper(application)
    sys.setswitchinterval(TURN_S)
    try:
        leaving = asyncio.Event()
        loop = _Loop(application, leaving)
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            code = runner.run(_run(settings, room, instance, leaving, link))
        if loop.lost_screen:
            print("heliu: the screen is gone; the desk was put away", file=sys.stderr)
        return 1 if loop.lost_screen else code
    finally:
        sweeper.stop()
        gc.enable()
        room.close()
        instance.close()


def _is_mended(application: QApplication, settings: Settings, error: HeliuError) -> bool:
    """Say why there can be no desk, and whether the agent wants to try again."""
    print(f"heliu: {error.title}: {error.detail}", file=sys.stderr)
    use_language(settings.language)
    theme.install(application, settings.theme)

    async def ask() -> bool:
        window = WelcomeWindow()
        answer = asyncio.ensure_future(window.settle(error))
        window.close_asked.connect(answer.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await answer
        window.hide()
        window.deleteLater()
        return not answer.cancelled() and answer.result() == "retry"

    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        return runner.run(ask())


async def _run(settings: Settings, room: CrashRoom, instance: SingleInstance, leaving: asyncio.Event, link: str) -> int:
    loop = asyncio.get_running_loop()
    hooks = sys.get_asyncgen_hooks()
    # qasync leaves them out, and a stream that is left early needs them
    sys.set_asyncgen_hooks(
        getattr(loop, "_asyncgen_firstiter_hook", None), getattr(loop, "_asyncgen_finalizer_hook", None)
    )
    room.watch(loop)

    def leave(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(leaving.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    desk = Desk(settings, leaving, room, link or None)
    instance.called.connect(desk.open_link)
    application = QApplication.instance()
    if isinstance(application, DeskApplication):
        application.link_opened.connect(desk.open_link)
        application.quit_asked.connect(desk.quit)
    work = asyncio.create_task(desk.run(), name="desk")
    asked = asyncio.create_task(leaving.wait(), name="leaving")
    await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not work.done():
        work.cancel()
        await asyncio.wait({work})
    sys.set_asyncgen_hooks(*hooks)
    return 0 if work.cancelled() else work.result()


def _tell_failure(words: str, folder: Path) -> None:
    notices.say(
        tr("Crash", "Something went wrong inside Heliu"),
        detail=words,
        tone=notices.Tone.BAD,
        action=tr("Crash", "Save a report"),
        act=lambda: asyncio.get_running_loop().create_task(_save_report(folder)) and None,
    )


async def _save_report(folder: Path) -> None:
    window = QApplication.activeWindow()
    if window is not None:
        await ask_and_save_report(window, folder)
