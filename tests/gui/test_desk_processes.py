"""The desk as a process: its end, its violent end, a second start, and what its journals hold."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app import workspaces
from app.config import VERSION
from app.net.keychain import FileKeychain
from app.workspaces import Workspace
from ui.kit import journal, notices
from ui.kit.crash import CrashRoom, save_report
from ui.kit.reports import say_how_it_ended

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = Workspace(
    workspace_id="w",
    workspace_name="青禾",
    user_id="user-me",
    login="lin",
    role="agent",
    device_id="device",
    server_url="http://127.0.0.1:1",
)


class Desk:
    """``main.py desktop`` where nobody sees it."""

    def __init__(self, folder: Path, *words: str) -> None:
        common = ["--data-dir", str(folder), "--mode", "team", "--language", "en"]
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "desktop", *common, *words],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline().startswith("heliu desktop ready"), self.process.communicate()[1]

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A computer on which somebody has worked before, who agreed to keep the key in a file."""
    FileKeychain(tmp_path / "keys.json").write("agreed", "yes")
    place = workspaces.folder(tmp_path, WORKSPACE)
    place.mkdir(parents=True)
    (place / "workspace.json").write_bytes(msgspec.json.encode(WORKSPACE))
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    opened = Desk(folder)
    opened.wait_ready()
    yield opened
    if opened.process.poll() is None:
        opened.end(signal.SIGKILL)


def ended_badly(folder: Path, qapp: QApplication) -> bool:
    """What the next run would believe."""
    room = CrashRoom(folder)
    room.install()
    room.close()
    return room.ended_badly


def test_a_second_start_hands_its_link_over_and_ends_well(desk, folder):
    second = Desk(folder, "heliu://settings")
    second.process.communicate(timeout=30)
    assert second.process.returncode == 0
    assert desk.process.poll() is None
    assert desk.end(signal.SIGTERM) == 0
    assert "page=settings" in (folder / "desktop.ini").read_text(encoding="utf-8")


def test_an_orderly_end_leaves_no_mark_and_a_kill_does(desk, folder, qapp):
    assert desk.end(signal.SIGTERM) == 0
    assert not ended_badly(folder, qapp)
    second = Desk(folder)
    second.wait_ready()
    second.end(signal.SIGKILL)
    assert ended_badly(folder, qapp)
    assert not ended_badly(folder, qapp), "it is said once"


def test_a_run_that_ends_with_the_computer_ended_well(tmp_path, qapp):
    room = CrashRoom(tmp_path)
    room.install()
    room.end_well()
    ended = CrashRoom(tmp_path)
    ended.install()
    assert not ended.ended_badly
    ended.close()
    room.close()


async def test_after_a_bad_end_the_agent_is_told_and_may_save_a_report(tmp_path, show, said):
    (tmp_path / "running").touch()
    room = CrashRoom(tmp_path)
    room.install()
    room.close()
    window = show(QWidget(), 400, 300)
    say_how_it_ended(room, window)
    say_how_it_ended(room, window)
    assert [(notice.text, notice.action, notice.tone) for notice in said] == [
        ("Heliu did not end properly last time", "Save a report", notices.Tone.BAD)
    ]


def test_the_report_holds_the_last_lines_of_the_run_before(tmp_path, qapp):
    (tmp_path / "desktop.log").write_text("".join(f"line {n}\n" for n in range(1000)) + "call 13812345678\n")
    (tmp_path / "fatal.log").write_text("Fatal Python error: Segmentation fault\n")
    save_report(tmp_path / "report.txt", tmp_path)
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert report.startswith(f"Heliu {VERSION}\n")
    assert "Segmentation fault" in report and "line 999" in report and "call [phone]" in report
    assert "line 5\n" not in report


def test_missing_journals_are_no_trouble(tmp_path):
    save_report(tmp_path / "report.txt", tmp_path / "nowhere")
    assert "Python" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert journal.export(tmp_path / "nowhere", tmp_path / "logs.zip") == 0
