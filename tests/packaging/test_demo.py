"""The demo's parts start in order and all stop, whatever ends it. The parts are make-believe (play_part.py)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.config import load_settings
from app.demo import demo
from app.processes import ChildFailed

PART = Path(__file__).with_name("play_part.py")
ALL_STARTED = ["started simulate", "started admin", "started serve", "started desktop"]


def _parts(diary: Path, plot: str) -> Callable[..., list[str]]:
    return lambda *words: [sys.executable, str(PART), str(diary), plot, *words]


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


@pytest.mark.parametrize("keep", [True, False])
def test_closing_the_window_stops_server_then_simulator(tmp_path: Path, diary: Path, keep: bool) -> None:
    settings = load_settings({"data_dir": str(tmp_path / "brand")}, environ={})

    code = demo(settings, keep=keep, commands=_parts(diary, "window is closed"))

    assert code == 0
    assert diary.read_text().splitlines() == [*ALL_STARTED, "stopped serve", "stopped simulate"]
    assert (tmp_path / "brand").exists() is keep


def test_crash_of_the_server_stops_the_rest_and_is_named(diary: Path) -> None:
    with pytest.raises(ChildFailed, match="serve ended with code 9"):
        demo(load_settings(environ={}), keep=False, commands=_parts(diary, "server crashes"))

    assert diary.read_text().splitlines() == [*ALL_STARTED, "stopped desktop", "stopped simulate"]


def test_seed_that_fails_opens_no_desk(diary: Path) -> None:
    with pytest.raises(ChildFailed, match="admin ended with code 4"):
        demo(load_settings(environ={}), keep=False, commands=_parts(diary, "seed fails"))

    assert diary.read_text().splitlines() == ["started simulate", "started admin", "stopped simulate"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupt_stops_every_part_desktop_first(diary: Path, name: str) -> None:
    code = (
        "import sys; from app.config import load_settings; from app.demo import demo;"
        f"part = [sys.executable, {str(PART)!r}, {str(diary)!r}, 'long'];"
        "demo(load_settings(), keep=False, commands=lambda *words: [*part, *words])"
    )
    root = str(PART.parents[2])
    running = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root}, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    with running:
        while "desktop is open" not in running.stderr.readline():
            assert running.poll() is None
        running.send_signal(signal.Signals[name])
        rest = running.stderr.read()

    assert "KeyboardInterrupt" in rest
    assert diary.read_text().splitlines() == [*ALL_STARTED, "stopped desktop", "stopped serve", "stopped simulate"]
