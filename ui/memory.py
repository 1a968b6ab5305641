"""How much memory each page of the desk takes on this computer: opened one after another where nobody sees it."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app import workspaces
from app.config import VERSION, Settings
from app.errors import HeliuError
from app.processes import free_port
from app.session import Session
from app.sign_in import find_keychain
from app.workspaces import Workspace
from ui.kit import settings as choices
from ui.kit import theme
from ui.kit.translations import use_language
from ui.pages import PAGES
from ui.shell.window import MainWindow
from ui.system.single_instance import SingleInstance

SETTLE_SECONDS = 0.6
"""Reading, laying out and painting a page is over by then."""
NOBODY = Workspace(
    workspace_id="w", workspace_name="", user_id="u", login="", role="agent", device_id="memory", server_url=""
)


@dataclass(frozen=True, slots=True)
class Taken:
    """``mb`` (MiB) came with ``what``; ``all_mb`` is what the process holds then."""

    what: str
    mb: float
    all_mb: float


def print_memory(settings: Settings) -> int:
    """Print what the window and each page take; 0 when it could be measured."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise RuntimeError("another kind of Qt application is running already")
    application.setQuitOnLastWindowClosed(False)
    theme.install(application, "light")
    use_language(settings.language)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        return runner.run(_print_all(settings))


async def _print_all(settings: Settings) -> int:
    async for taken in memory_of_pages(settings):
        print(f"      {taken.what:16} {taken.mb:+7.1f} MB   {taken.all_mb:7.1f} MB in all", flush=True)
    return 0


async def memory_of_pages(settings: Settings) -> AsyncIterator[Taken]:
    """The program without a window, the window, then each page with the data of this computer.

    The desk's own store is read when no desk is open, else an empty one. Nothing is sent: the server is nowhere.
    """
    async with AsyncExitStack() as stack:
        before = resident_mb()
        yield Taken("program", before, before)
        session, whose = await _session(settings, stack)
        window = MainWindow(session, PAGES, VERSION)
        stack.push_async_callback(_put_away, window)
        window.resize(1440, 900)
        window.show()
        await window.fill()
        for what in ("", *(page.id for page in PAGES)):
            if what:
                window.show_page(what, "longest_waiting" if what == "inbox" else "")
            await asyncio.sleep(SETTLE_SECONDS)
            gc.collect()
            after = resident_mb()
            yield Taken(f"page {what}" if what else f"window, {whose}", after - before, after)
            before = after


async def _session(settings: Settings, stack: AsyncExitStack) -> tuple[Session, str]:
    nowhere = f"http://127.0.0.1:{free_port()}"
    empty = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="heliu-memory-", ignore_cleanup_errors=True)))
    choices.keep_settings_in(empty)
    known = workspaces.known(settings.data_dir)
    instance = SingleInstance(settings.data_dir) if known else None
    if instance is not None and instance.claim():
        stack.callback(instance.close)
        try:
            keychain = await find_keychain(settings.data_dir)
            session = Session(data_dir=settings.data_dir, workspace=known[0], keychain=keychain, server_url=nowhere)
            await session.open()
        except HeliuError:
            pass  # the doctor's own lines have said what is wrong with the store
        else:
            stack.push_async_callback(session.close)
            return session, "own data"
    from app.net.keychain import MemoryKeychain  # late: see app.net

    session = Session(data_dir=empty, workspace=NOBODY, keychain=MemoryKeychain(), server_url=nowhere)
    await session.open()
    stack.push_async_callback(session.close)
    return session, "no data"


async def _put_away(window: MainWindow) -> None:
    window.hide()
    window.deleteLater()
    await asyncio.sleep(0)


def resident_mb() -> float:
    """Resident memory of this process in MiB; 0 where the system cannot be asked."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    if sys.platform == "darwin":
        command, unit = ["ps", "-o", "rss=", "-p", str(os.getpid())], 1024
    else:
        command, unit = ["powershell", "-NoProfile", f"(Get-Process -Id {os.getpid()}).WorkingSet64"], 2**20
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return int(told) / unit if told.isdigit() else 0.0
