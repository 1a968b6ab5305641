"""One desk for one data folder: real processes race for it and hand over their links."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from app.errors import NotWritable
from ui.system.single_instance import LONGEST_MESSAGE, SingleInstance

PART = Path(__file__).with_name("single_part.py")
ROOT = Path(__file__).resolve().parents[2]


class Start:
    """A process at the front door; it waits there until it is told to go in."""

    def __init__(self, folder: Path, link: str = "") -> None:
        command = [sys.executable, str(PART), str(folder), link]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, text=True, **pipes)

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[list[Start]]:
    made: list[Start] = []
    yield made
    for start in made:
        start.end()


def race(starts: list[Start], folder: Path, count: int) -> list[str]:
    """Let that many begin at the same moment; what each said."""
    fresh = [Start(folder, f"heliu://conversation/c{n}") for n in range(count)]
    starts += fresh
    assert [start.says() for start in fresh] == ["ready"] * count
    for start in fresh:
        start.go()
    return [start.says() for start in fresh]


def test_of_six_starts_at_once_one_is_the_desk_and_hears_the_five_others(starts, tmp_path):
    for round_ in range(3):
        folder = tmp_path / str(round_)
        folder.mkdir()
        said = race(starts, folder, 6)
        assert sorted(said) == ["FIRST", *["SECOND heard"] * 5]
        first = said.index("FIRST")
        heard = {starts[-6:][first].says() for _ in range(5)}
        assert heard == {f"called heliu://conversation/c{n}" for n in range(6) if n != first}


def test_after_the_first_was_killed_the_next_start_is_the_desk(starts, tmp_path):
    assert race(starts, tmp_path, 1) == ["FIRST"]
    starts[0].end()
    assert race(starts, tmp_path, 1) == ["FIRST"]


def test_two_data_folders_are_two_desks(starts, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        assert race(starts, tmp_path / name, 1) == ["FIRST"]


def test_a_data_folder_that_cannot_be_is_no_desk_that_is_open_already(tmp_path, qapp):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    with pytest.raises(NotWritable, match="blocked"):
        SingleInstance(tmp_path / "blocked").claim()


@pytest.fixture
def house(tmp_path, qapp, monkeypatch) -> Iterator[SingleInstance]:
    """The first desk, in this process."""
    made = SingleInstance(tmp_path)
    assert made.claim()
    yield made
    made.close()


def knock(house: SingleInstance, words: bytes, qtbot) -> None:
    """Say something at the door and wait until it is shut."""
    socket = QLocalSocket()
    socket.connectToServer(house._name)
    assert socket.waitForConnected(1000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(words)
        socket.flush()


def test_the_right_to_come_forward_is_handed_over_with_the_link(house, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    for words, token in (
        (b'{"open": "", "token": "let-me"}\n', "let-me"),
        (b'{"open": "", "token": 5}\n', "let-me"),
        (json.dumps({"open": "", "token": "x" * 300}).encode() + b"\n", "let-me"),
        (json.dumps({"open": "", "token": "a\0b"}).encode() + b"\n", "let-me"),
    ):
        with qtbot.waitSignal(house.called):
            knock(house, words, qtbot)
        assert os.environ["XDG_ACTIVATION_TOKEN"] == token


@pytest.mark.parametrize(
    "words",
    [
        b"\n",
        b"heliu://inbox\n",
        b"[]\n",
        b'{"open": 5}\n',
        b'{"do": "quit"}\n',
        b"\xff\xfe\n",
        b"[" * 4000 + b"\n",
        b"x" * (LONGEST_MESSAGE + 1),
        json.dumps({"open": "x" * LONGEST_MESSAGE}).encode() + b"\n",
    ],
)
def test_noise_at_the_door_is_shown_out_and_calls_nobody(house, qtbot, words):
    heard: list[str] = []
    house.called.connect(heard.append)
    knock(house, words, qtbot)
    knock(house, b'{"open": "heliu://inbox"}\n', qtbot)
    assert heard == ["heliu://inbox"]


def test_a_link_too_long_is_not_handed_over(house):
    assert not house.hand_over("heliu://" + "x" * LONGEST_MESSAGE)


def test_the_door_belongs_to_this_user_alone(house):
    path = Path(house._server.fullServerName())
    assert path.stat().st_mode & 0o077 == 0
