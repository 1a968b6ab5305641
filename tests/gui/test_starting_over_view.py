"""The local file is damaged: what the agent sees, presses and finds again."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from pathlib import Path

import httpx
import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import workspaces
from app.config import Settings, load_settings
from app.net.keychain import FileKeychain
from app.session import Session
from app.store import syncing
from app.workspaces import Workspace
from tests.gui.conftest import cut_wire
from ui.application import run_desktop
from ui.shell.window import MainWindow
from ui.welcome import WelcomeWindow

WORKSPACE = Workspace(
    workspace_id="w",
    workspace_name="青禾",
    user_id="user-me",
    login="lin",
    role="agent",
    device_id="device",
    server_url="http://127.0.0.1:1",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A computer where two quick replies were written without a network, and where the disk then failed."""
    folder = workspaces.folder(tmp_path, WORKSPACE)
    folder.mkdir(parents=True)
    (folder / "workspace.json").write_bytes(msgspec.json.encode(WORKSPACE))
    asyncio.run(_write_and_spoil(tmp_path))
    return dataclasses.replace(load_settings({}, environ={}), data_dir=tmp_path, mode="team", language="en")


async def _write_and_spoil(data_dir: Path) -> None:
    session = _session(data_dir)
    await session.open()
    for words in ("第一句", "第二句"):
        await session.quick_replies.create(title=words, body=words)
    pages = await session._store.read(
        lambda look: look.rows("SELECT rootpage FROM sqlite_master WHERE tbl_name IN ('fact', 'message', 'customer')")
    )
    await session.close()
    with (session.folder / "store.db").open("r+b") as file:
        for (page,) in pages:
            if page > 1:
                file.seek((page - 1) * 4096 + 100)
                file.write(b"\xff" * 500)


def _session(data_dir: Path) -> Session:
    return Session(
        data_dir=data_dir,
        workspace=WORKSPACE,
        keychain=FileKeychain(data_dir / "keys.json"),
        transport=httpx.MockTransport(cut_wire),
    )


async def _what_waits(data_dir: Path) -> tuple[int, list[str]]:
    session = _session(data_dir)
    await session.open()
    pending = (await session._store.read(syncing.counts)).pending
    found = [row.title for row in await session.quick_replies.find("第", 9)]
    await session.close()
    return pending, sorted(found)


class Steps:
    """Does one thing after another, each as soon as it can be done."""

    def __init__(self, *steps: Callable[[QWidget], bool]) -> None:
        self.left = list(steps)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if self.left and window.isVisible() and self.left[0](window):
                self.left.pop(0)


def test_starting_over_brings_the_unsent_words_back_and_says_how_many(settings, said, qapp):
    def press_start_over(window: QWidget) -> bool:
        button = window.findChild(QWidget, "trouble_start_over") if isinstance(window, WelcomeWindow) else None
        if button is not None:
            button.click()
        return button is not None

    def leave_when_said(window: QWidget) -> bool:
        if isinstance(window, MainWindow) and said:
            window.close()
            return True
        return False

    steps = Steps(press_start_over, leave_when_said)
    assert run_desktop(settings) == 0
    assert not steps.left
    assert [notice.text for notice in said] == ["2 unsent edits were saved and go out now"]
    kept = workspaces.folder(settings.data_dir, WORKSPACE).glob("store.db.damaged-*")
    assert said[0].detail == f"The old file is kept: {next(kept)}"
    assert asyncio.run(_what_waits(settings.data_dir)) == (2, ["第一句", "第二句"])


def test_who_does_not_want_to_start_over_leaves_the_file_as_it_is(settings, qapp):
    file = workspaces.folder(settings.data_dir, WORKSPACE) / "store.db"
    before = file.read_bytes()

    def press_quit(window: QWidget) -> bool:
        button = window.findChild(QWidget, "trouble_quit")
        if button is not None:
            button.click()
        return button is not None

    steps = Steps(press_quit)
    assert run_desktop(settings) == 0
    assert not steps.left and file.read_bytes() == before
