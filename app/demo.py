"""A whole demo brand on this computer: simulator, server and desktop, born in this order and stopped in the other."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.config import Settings
from app.errors import NotWritable
from app.processes import ChildFailed, Family, command_line, free_port

READY_SECONDS: Final = 60.0

Commands = Callable[..., list[str]]


def demo(settings: Settings, *, keep: bool, commands: Commands = command_line) -> int:
    """Run the demo until its window is closed, it is interrupted or one part stops; then stop every part.

    ``keep`` leaves the brand in ``settings.data_dir`` for the next time; else it lives in a folder that goes with it.
    Returns the desktop's exit code.

    Raises:
        ChildFailed: a part did not start, or stopped by itself.
        NotWritable: the brand cannot be kept there.
    """
    passing = tempfile.TemporaryDirectory(prefix="heliu-demo-", ignore_cleanup_errors=True)
    with _interrupted_by_kills(), passing as name, Family(_tell) as family:
        folder = _kept(settings.data_dir) if keep else Path(name)
        return _run(settings, folder, name, family, commands)


def _run(settings: Settings, folder: Path, passing: str, family: Family, commands: Commands) -> int:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    token = secrets.token_urlsafe(32)
    here = ("--data-dir", str(folder))
    simulator = family.start("simulate", commands("simulate", *here, "--port", "0", "--server-url", address), {})
    platform = simulator.wait_ready(READY_SECONDS)
    family.run("admin", commands("admin", *here, "seed", "--simulator", platform), {})
    server = family.start("serve", commands("serve", *here, "--port", str(port)), {"HELIU_BOOTSTRAP_TOKEN": token})
    desk = commands("desktop", *here, "--mode", "demo", "--server-url", server.wait_ready(READY_SECONDS))
    for option, value in (("--language", settings.language), ("--theme", settings.theme)):
        desk += [option, value] if value else []
    # A desktop that is killed cannot clear its temporary files away: they go with the demo.
    desktop = family.start("desktop", desk, {"HELIU_LOGIN_TOKEN": token, "TMPDIR": passing})
    ended = family.first_ended()
    if ended is not desktop or ended.code != 0:
        raise ChildFailed(f"{ended.name} ended with code {ended.code}")
    return 0


def _kept(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(str(folder)) from error
    return folder


@contextlib.contextmanager
def _interrupted_by_kills() -> Iterator[None]:
    """A polite kill, and the end of the terminal, stop everything as Ctrl-C does."""
    kills = [signal.SIGTERM] if os.name == "nt" else [signal.SIGTERM, signal.SIGHUP]
    before = {number: signal.signal(number, signal.default_int_handler) for number in kills}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(name: str, line: str) -> None:
    with contextlib.suppress(OSError):  # who read it may be gone; the children must be watched all the same
        print(f"[{name}] {line}", file=sys.stderr, flush=True)
