"""The desktop from its first to its last breath, in this process."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app import workspaces
from app.config import Settings, load_settings
from app.net.keychain import FileKeychain
from app.workspaces import Workspace
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
    """A computer whose agent agreed to keep the key in a file."""
    FileKeychain(tmp_path / "keys.json").write("agreed", "yes")
    return dataclasses.replace(load_settings({}, environ={}), data_dir=tmp_path, mode="team", language="en")


@pytest.fixture
def known(settings: Settings) -> None:
    """Somebody has worked here before."""
    folder = workspaces.folder(settings.data_dir, WORKSPACE)
    folder.mkdir(parents=True)
    (folder / "workspace.json").write_bytes(msgspec.json.encode(WORKSPACE))


class Visitor:
    """Does one thing after another, each as soon as its window is there."""

    def __init__(self) -> None:
        self._steps: list[tuple[type[QWidget], Callable[[QWidget], None]]] = []
        self.seen: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def when(self, kind: type[QWidget], do: Callable[[QWidget], None]) -> None:
        self._steps.append((kind, do))

    def _look(self) -> None:
        if not self._steps:
            return
        kind, do = self._steps[0]
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                self._steps.pop(0)
                self.seen.append(kind.__name__)
                do(widget)
                return


@pytest.mark.usefixtures("known")
def test_closing_the_window_ends_the_program_with_everything_put_away(settings, qapp):
    visitor = Visitor()
    visitor.when(MainWindow, lambda window: window.close())
    assert run_desktop(settings) == 0
    assert visitor.seen == ["MainWindow"]
    assert (settings.data_dir / "desktop.ini").exists()
    assert gc.isenabled()


def test_without_a_login_the_form_asks_and_closing_it_ends_the_program(settings, qapp):
    asked: list[str] = []

    def look(window: QWidget) -> None:
        field = window.findChild(QLineEdit, "login_address")
        if field is None:
            visitor.when(WelcomeWindow, look)
            return
        asked.append(field.accessibleName())
        window.close()

    visitor = Visitor()
    visitor.when(WelcomeWindow, look)
    assert run_desktop(settings) == 0
    assert asked == ["Server address"]


def test_a_wrong_address_is_said_in_the_form(settings, qapp):
    words: list[str] = []

    def fill(window: QWidget) -> None:
        fields = {name: window.findChild(QLineEdit, name) for name in ("login_address", "login_name", "login_password")}
        if None in fields.values():
            visitor.when(WelcomeWindow, fill)
            return
        for field, text in zip(fields.values(), ("http://127.0.0.1:1", "lin", "secret"), strict=True):
            field.setText(text)
        window.findChild(QWidget, "login_submit").click()
        visitor.when(WelcomeWindow, read)

    def read(window: QWidget) -> None:
        trouble = window.findChild(QWidget, "login_trouble")
        if not trouble.isVisible():
            visitor.when(WelcomeWindow, read)
            return
        words.append(trouble.text())
        window.close()

    visitor = Visitor()
    visitor.when(WelcomeWindow, fill)
    assert run_desktop(settings) == 0
    assert words == ["No connection to the server. Check the address and whether this computer is online."]


def test_a_data_folder_that_cannot_be_is_said_and_tried_again(settings, qapp, capsys):
    blocked = dataclasses.replace(settings, data_dir=settings.data_dir / "blocked" / "data")
    wall = settings.data_dir / "blocked"
    wall.write_text("a file where a folder should be")
    seen: list[str] = []

    def retry(window: QWidget) -> None:
        button = window.findChild(QWidget, "trouble_retry")
        if button is None:
            visitor.when(WelcomeWindow, retry)
            return
        wall.unlink()
        FileKeychain(blocked.data_dir / "keys.json").write("agreed", "yes")
        visitor.when(WelcomeWindow, leave)
        button.click()

    def leave(window: QWidget) -> None:
        if window.findChild(QWidget, "login_form") is None:
            visitor.when(WelcomeWindow, leave)
            return
        seen.append("login")
        window.close()

    visitor = Visitor()
    visitor.when(WelcomeWindow, retry)
    assert run_desktop(blocked) == 0
    assert seen == ["login"]
    assert "may not write into its data folder" in capsys.readouterr().err


def test_leaving_because_nothing_can_be_kept_is_a_failure(settings, qapp):
    (settings.data_dir / "blocked").write_text("a file where a folder should be")
    visitor = Visitor()
    visitor.when(WelcomeWindow, lambda window: window.close())
    assert run_desktop(dataclasses.replace(settings, data_dir=settings.data_dir / "blocked" / "data")) == 1
