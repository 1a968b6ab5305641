"""Who opens ``heliu://`` links on this computer; a bundle on macOS says it by itself, elsewhere one entry does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QProcess, QSettings

from ui.system.desktop_entry import desktop_entry

CLASSES = r"HKEY_CURRENT_USER\Software\Classes\heliu"
ENTRY = "heliu-links.desktop"


class LinkHandler(Protocol):
    """A switch."""

    def is_on(self) -> bool:
        """Whether the system brings such links to this program."""

    def turn(self, on: bool) -> None:
        """Tell the system, or take it back.

        Raises OSError when the system's list cannot be written.
        """


class SchemeEntry:
    """A desktop entry of the user, made the default for the scheme: Linux."""

    def __init__(self, data_home: Path, command: Sequence[str]) -> None:
        self._path = data_home / "applications" / ENTRY
        self._content = desktop_entry(command, takes_link=True) + "NoDisplay=true\n"

    def is_on(self) -> bool:
        return self._path.exists() and self._path.read_text(encoding="utf-8") == self._content

    def turn(self, on: bool) -> None:
        if not on:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(self._content, encoding="utf-8")
        if program := shutil.which("xdg-mime"):
            QProcess.startDetached(program, ["default", ENTRY, "x-scheme-handler/heliu"])


class SchemeKey:
    """A class of the user in the Windows registry. ``registry`` is that key, or a file in tests."""

    def __init__(self, command: Sequence[str], registry: QSettings) -> None:
        # What a page puts into a link after a quotation mark would else be options of ours.
        self._line = f'{subprocess.list2cmdline(command)} -- "%1"'
        self._registry = registry

    def is_on(self) -> bool:
        return self._registry.value("shell/open/command/Default") == self._line

    def turn(self, on: bool) -> None:
        if on:
            self._registry.setValue("Default", "URL:Heliu")
            self._registry.setValue("URL Protocol", "")
            self._registry.setValue("shell/open/command/Default", self._line)
        else:
            self._registry.remove("")
        self._registry.sync()
        if self._registry.status() is not QSettings.Status.NoError:
            raise OSError("the registry does not take it")


def link_handler_of_this_computer(command: Sequence[str]) -> LinkHandler | None:
    """The switch for ``command``; None where only an installed bundle can say it (macOS)."""
    if sys.platform == "win32":
        return SchemeKey(command, QSettings(CLASSES, QSettings.Format.NativeFormat))
    if sys.platform == "darwin":
        return None
    return SchemeEntry(Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"), command)
