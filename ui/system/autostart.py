"""Whether the desk opens when the agent logs in to this computer; the system's own list is the truth."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QSettings

from ui.system.desktop_entry import desktop_entry

NAME = "Heliu"
BUNDLE = "cn.heliu.desk"
RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
VETO_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the task manager keeps what the user has switched off there: an odd first byte."""


class Autostart(Protocol):
    """A switch."""

    def is_on(self) -> bool:
        """Whether the system will start the desk."""

    def turn(self, on: bool) -> None:
        """Enter the desk in the system's list, or take it out.

        Raises OSError when the list cannot be written.
        """


class EntryFile:
    """A file that means on: Linux and macOS. One that starts another program, or that the system changed, does not."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path, self._content = path, content

    def is_on(self) -> bool:
        return self._path.exists() and self._path.read_bytes() == self._content

    def turn(self, on: bool) -> None:
        if on:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(self._content)
        else:
            self._path.unlink(missing_ok=True)


class RunKey:
    """A value in the Windows registry. ``registry`` is Run and ``vetoes`` its neighbour, or files in tests."""

    def __init__(self, command: Sequence[str], registry: QSettings, vetoes: QSettings) -> None:
        self._line = subprocess.list2cmdline(command)
        self._registry, self._vetoes = registry, vetoes

    def is_on(self) -> bool:
        veto = self._vetoes.value(NAME)
        switched_off = isinstance(veto, QByteArray) and veto.size() > 0 and ord(veto.at(0)) % 2 == 1
        return self._registry.value(NAME) == self._line and not switched_off

    def turn(self, on: bool) -> None:
        if on:
            self._registry.setValue(NAME, self._line)
            self._vetoes.remove(NAME)
        else:
            self._registry.remove(NAME)
        for key in (self._registry, self._vetoes):
            key.sync()
            if key.status() is not QSettings.Status.NoError:
                raise OSError("the registry does not take it")


def launch_agent(home: Path, command: Sequence[str]) -> EntryFile:
    """The macOS way."""
    content = plistlib.dumps(
        {"Label": BUNDLE, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
    )
    return EntryFile(home / "Library" / "LaunchAgents" / f"{BUNDLE}.plist", content)


def autostart_entry(config_home: Path, command: Sequence[str]) -> EntryFile:
    """The freedesktop.org way."""
    return EntryFile(config_home / "autostart" / "heliu.desktop", desktop_entry(command).encode())


def autostart_of_this_computer(command: Sequence[str]) -> Autostart:
    """The switch for ``command``, a program and its words."""
    if sys.platform == "win32":
        native = QSettings.Format.NativeFormat
        return RunKey(command, QSettings(RUN_KEY, native), QSettings(VETO_KEY, native))
    if sys.platform == "darwin":
        return launch_agent(Path.home(), command)
    return autostart_entry(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"), command)
