"""The keys of the desk: declared in one table, bound where they act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.phrases import phrase


@dataclass(frozen=True, slots=True)
class Key:
    """A gesture of the keyboard and what it is for."""

    keys: str
    title: str


KEYS: dict[str, Key] = {
    "go_anywhere": Key("Ctrl+G", phrase("Keys", "Go to anything")),
    "longest_waiting": Key("Ctrl+J", phrase("Keys", "Open the longest waiting conversation")),
    "next_tab": Key("Ctrl+Tab", phrase("Keys", "Next account")),
    "previous_tab": Key("Ctrl+Shift+Tab", phrase("Keys", "Previous account")),
    **{f"tab_{n}": Key(f"Ctrl+{n}", phrase("Keys", "Account by its place")) for n in range(1, 10)},
    **{f"page_{n}": Key(f"Alt+{n}", phrase("Keys", "Page by its place")) for n in range(1, 10)},
    "find": Key("Ctrl+F", phrase("Keys", "Find on this page")),
    "new": Key("Ctrl+N", phrase("Keys", "Make a new one")),
    "save": Key("Ctrl+S", phrase("Keys", "Save")),
    "send": Key("Ctrl+Return", phrase("Keys", "Send")),
    "note": Key("Alt+P", phrase("Keys", "Internal note")),
    "tag": Key("Ctrl+T", phrase("Keys", "Tag the customer")),
    "follow_up": Key("Ctrl+Shift+F", phrase("Keys", "Write a follow-up")),
    "snooze": Key("Ctrl+H", phrase("Keys", "Snooze")),
    "resolve": Key("Ctrl+E", phrase("Keys", "Resolve")),
    "lock": Key("Ctrl+Alt+L", phrase("Keys", "Lock the desk")),
    "quit": Key("Ctrl+Q", phrase("Keys", "Quit")),
}


def sequence(name: str) -> QKeySequence:
    """The keys of one entry of KEYS."""
    return QKeySequence(KEYS[name].keys)


def shown(name: str) -> str:
    """The same as this system writes it, for hints."""
    return sequence(name).toString(QKeySequence.SequenceFormat.NativeText)


def bind(widget: QWidget, name: str, act: Callable[[], object], *, within: bool = False) -> QShortcut:
    """Call ``act`` when the keys of ``name`` are pressed in the window, or only while the focus is in ``widget``."""
    made = QShortcut(sequence(name), widget)
    made.setObjectName(f"key_{name}")
    if within:
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    return made
