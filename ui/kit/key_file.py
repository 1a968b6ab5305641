"""The agent's own keys: a JSON file, checked, and read again whenever it is saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence

from ui.kit import notices, shortcuts
from ui.kit.commands import BY_ID, COMMANDS, Command, meet, title_of
from ui.kit.translations import tr

NAME = "shortcuts.json"
LARGEST = 1_000_000
"""Bytes above which the file is certainly no list of keys."""


def read(text: str) -> tuple[dict[str, str], list[str]]:
    """The keys a file asks for, and a sentence for each thing in it that cannot be.

    A key that would mean two things in one place is not taken: its command keeps the usual one.

    Raises:
        ValueError: this is no such file; the words say where.
    """
    try:
        asked = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    asked = asked.get("keys", {}) if isinstance(asked, dict) else None
    if not isinstance(asked, dict):
        raise ValueError(tr("KeyFile", "It must look like {0}").format('{"keys": {"resolve": "Ctrl+E"}}'))
    taken: dict[str, str] = {}
    troubles: list[str] = []
    for name, keys in asked.items():
        command = BY_ID.get(name)
        if command is None or command.fixed:
            troubles.append(tr("KeyFile", "There is no command “{0}” that can be given keys.").format(name[:60]))
        elif not _is_key(keys):
            troubles.append(tr("KeyFile", "“{0}” is no key; {1}.").format(str(keys)[:60], title_of(command)))
        else:
            taken[name] = QKeySequence(keys).toString()
    return taken, [*troubles, *_part(taken)]


def _is_key(keys: object) -> bool:
    if not isinstance(keys, str):
        return False
    made = QKeySequence(keys)
    return not keys or (made.count() == 1 and made[0].key() != Qt.Key.Key_unknown)


def clashes(keys: Mapping[str, str]) -> list[tuple[Command, Command]]:
    """Pairs of commands that one key would mean in one place, when ``keys`` replace the usual ones."""
    held = [(command, QKeySequence(keys.get(command.id, command.keys))) for command in COMMANDS]
    return [
        (one, other)
        for (one, its), (other, others) in combinations([pair for pair in held if not pair[1].isEmpty()], 2)
        if its == others and meet(one, other)
    ]


def _part(taken: dict[str, str]) -> list[str]:
    """Give commands that clash their usual keys back, and say so."""
    troubles: list[str] = []
    while found := [pair for pair in clashes(taken) if any(command.id in taken for command in pair)]:
        for one, other in found:
            keys = taken.get(one.id, one.keys)
            words = tr("KeyFile", "{0} would mean both “{1}” and “{2}”.")
            troubles.append(words.format(keys, title_of(one), title_of(other)))
        for command in {command.id for pair in found for command in pair}:
            taken.pop(command, None)
    return troubles


def template(keys: Mapping[str, str]) -> str:
    """A file to change: the agent's ``keys``, and below them every command with its usual ones to look up."""
    commands = {c.id: f"{c.keys or '—'}  {title_of(c)}" for c in COMMANDS if not c.fixed}
    return json.dumps({"keys": dict(keys), "commands": commands}, ensure_ascii=False, indent=2) + "\n"


class KeyFile(QObject):
    """Follows the file for as long as its parent lives."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path, self._known = path, b""
        self._watcher = QFileSystemWatcher([str(path.parent)], self)
        # Editors save by putting a new file in the place of the old one: the folder tells of that.
        self._watcher.directoryChanged.connect(self.look)
        self._watcher.fileChanged.connect(self.look)
        self.look()

    def look(self) -> None:
        """Read the file again if it is another one."""
        try:
            content = self.path.read_bytes() if self.path.is_file() else b""
        except OSError as error:
            notices.say(self.tr("Your keys cannot be read"), tone=notices.Tone.WARN, detail=str(error))
            return
        if content and str(self.path) not in self._watcher.files():
            self._watcher.addPath(str(self.path))
        if content != self._known:
            self._known = content
            self._take(content)

    def _take(self, content: bytes) -> None:
        try:
            if len(content) > LARGEST:
                raise ValueError(self.tr("It is too long"))
            keys, troubles = read(content.decode("utf-8-sig")) if content.strip() else ({}, [])
        except ValueError as error:
            shortcuts.use({})
            self._say(self.tr("The file of your keys has a mistake; all keys are the usual ones"), str(error))
            return
        shortcuts.use(keys)
        if troubles:
            self._say(self.tr("Some of your keys are not used"), "\n".join(troubles[:6]))

    def _say(self, what: str, detail: str) -> None:
        notices.say(what, tone=notices.Tone.WARN, detail=detail, action=self.tr("Open the file"), act=self.open)

    def open(self) -> None:
        """Let the agent's own editor show the file; it is written first if there is none."""
        try:
            if not self.path.exists():
                self.path.write_text(template({}), encoding="utf-8")
        except OSError as error:
            notices.say(self.tr("The file of your keys cannot be written"), tone=notices.Tone.BAD, detail=str(error))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
            notices.say(self.tr("Your keys are in this file"), detail=str(self.path))
