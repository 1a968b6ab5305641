"""The real demo as a process: a desk opens, and whatever ends it, nothing is left running or lying about."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes it did not start by pidfd")

PATIENCE = 60
"""Seconds until a busy machine must have opened or closed everything."""


class Running:
    """The demo, its desk open. ``watched`` are descriptors that become readable when a part ends."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.pids: dict[str, int] = {}
        self.watched: list[int] = []
        assert process.stderr is not None
        said: list[str] = []
        for line in process.stderr:
            said.append(line)
            if started := re.match(r"\[(\w+)\] process (\d+)", line):
                self.pids[started[1]] = int(started[2])
                if started[1] != "admin":
                    self.watched.append(os.pidfd_open(int(started[2])))
            if line.startswith("[desktop] heliu desktop ready"):
                return
        raise AssertionError(f"the demo ended with code {process.wait()}: {''.join(said)}")

    def rest(self) -> str:
        """What it says until it ends."""
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        self.process.wait(PATIENCE)
        return said

    def everything_ended(self) -> bool:
        """Whether simulator, server and desktop have ended, each within PATIENCE."""
        return len(self.watched) == 3 and all(select.select([part], [], [], PATIENCE)[0] for part in self.watched)


@contextlib.contextmanager
def run(root: Path, folder: Path, **environment: str) -> Iterator[Running]:
    command = [sys.executable, str(root / "main.py"), "demo", "--language", "zh_CN"]
    surroundings = {**os.environ, "TMPDIR": str(folder), "XDG_RUNTIME_DIR": "", **environment}
    with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE, text=True) as process:
        running = Running(process)
        try:
            yield running
        finally:
            process.kill()
            for part in running.watched:
                os.close(part)


@pytest.fixture
def demo(root: Path, tmp_path: Path) -> Iterator[Running]:
    with run(root, tmp_path, QT_QPA_PLATFORM="offscreen") as running:
        yield running


@pytest.fixture
def screen() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A virtual screen and its name."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb here")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as told:
            yield server, f":{told.readline().strip()}"
        server.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_and_polite_kills_close_the_desk_and_leave_nothing(
    demo: Running, number: signal.Signals, tmp_path: Path
) -> None:
    demo.process.send_signal(number)

    said = demo.rest()
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "heliu: interrupted; everything is stopped"
    assert demo.process.returncode == 130
    assert demo.everything_ended()
    assert list(tmp_path.glob("heliu-demo-*")) == []


@pytest.mark.parametrize("part", ["simulate", "serve", "desktop"])
def test_crash_of_a_part_ends_the_demo_with_one_sentence(demo: Running, part: str, tmp_path: Path) -> None:
    os.kill(demo.pids[part], signal.SIGKILL)

    assert demo.rest().splitlines()[-1] == f"heliu: A part of Heliu stopped: {part} ended with code -9"
    assert demo.process.returncode == 1
    assert demo.everything_ended()
    assert list(tmp_path.iterdir()) == []


def test_death_of_the_screen_puts_the_desk_away_and_ends_the_demo(
    root: Path, tmp_path: Path, screen: tuple[subprocess.Popen[bytes], str]
) -> None:
    server, name = screen
    # On a GNOME desktop Qt would load GTK, which no package of ours holds, and which ends a program at once.
    with run(root, tmp_path, DISPLAY=name, QT_QPA_PLATFORM="xcb", XDG_CURRENT_DESKTOP="") as demo:
        server.kill()

        said = demo.rest()
        assert said.splitlines()[-2:] == [
            "[desktop] heliu: the screen is gone; the desk was put away",
            "heliu: A part of Heliu stopped: desktop ended with code 1",
        ]
        assert "Traceback" not in said
        assert demo.process.returncode == 1
        assert demo.everything_ended()
    assert list(tmp_path.glob("heliu-demo-*")) == []


def test_demo_whose_words_nobody_reads_still_sees_its_parts_end(demo: Running, tmp_path: Path) -> None:
    assert demo.process.stderr is not None
    demo.process.stderr.close()
    os.kill(demo.pids["serve"], signal.SIGKILL)

    demo.process.wait(PATIENCE)
    assert demo.everything_ended()
    assert list(tmp_path.glob("heliu-demo-*")) == []


def test_leaving_the_desk_ends_the_demo_well(demo: Running, tmp_path: Path) -> None:
    os.kill(demo.pids["desktop"], signal.SIGTERM)

    assert "Traceback" not in demo.rest()
    assert demo.process.returncode == 0
    assert demo.everything_ended()
    assert list(tmp_path.glob("heliu-demo-*")) == []


def test_killed_demo_takes_its_parts_with_it(demo: Running) -> None:
    demo.process.kill()

    assert demo.everything_ended()
