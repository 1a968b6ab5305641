"""The keys of the desk: bound where they act, shown where they help, changed while they run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.kit.commands import BY_ID, Where

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_CAPS = {"Return": "Enter", "Up": "↑", "Down": "↓"}

_overrides: dict[str, str] = {}


class _Watch(QObject):
    changed = Signal()


_watch = _Watch()
changed = _watch.changed
"""The keys are others now."""


def use(overrides: Mapping[str, str]) -> None:
    """Let these commands have these keys from now on, and all others their usual ones."""
    if dict(overrides) != _overrides:
        _overrides.clear()
        _overrides.update(overrides)
        changed.emit()


def keys_of(name: str) -> str:
    """The keys of a command, as QKeySequence writes them; empty when it has none."""
    return _overrides.get(name, BY_ID[name].keys)


def sequence(name: str) -> QKeySequence:
    """The keys of a command."""
    return QKeySequence(keys_of(name))


def shown(name: str) -> str:
    """The same as the keyboard calls it, for hints: in every language what stands on the caps."""
    mac = sys.platform == "darwin"
    words = sequence(name).toString(QKeySequence.SequenceFormat.NativeText if mac else _PORTABLE)
    return "+".join(_CAPS.get(key, key) for key in words.split("+"))


class _Precedence(QObject):
    """Takes keys that come first at a widget before Qt asks who in the window wants them: of two nobody gets any."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination())
        for binding in watched.findChildren(Binding, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if BY_ID[binding.name].first and binding.key() == pressed:
                event.accept()
                if kind is QEvent.Type.KeyPress and not event.isAutoRepeat():
                    binding.run()
                return kind is QEvent.Type.KeyPress
        return False


class Binding(QShortcut):
    """A command that can be given now, at ``parent``; its keys follow the table."""

    def __init__(
        self, parent: QWidget, name: str, act: Callable[[], object], useful: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(sequence(name), parent)
        self.name, self._act, self.is_useful = name, act, useful
        self.setObjectName(f"key_{name}")
        self.setAutoRepeat(False)
        if BY_ID[name].where in (Where.LIST, Where.TALK, Where.CUSTOMERS):
            self.setContext(Qt.ShortcutContext.WidgetShortcut)
        elif BY_ID[name].where is not Where.ANYWHERE:
            self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.activated.connect(self.run)
        if BY_ID[name].first and parent.findChild(_Precedence) is None:
            parent.installEventFilter(_Precedence(parent))
        changed.connect(self._follow)

    def run(self) -> None:
        """Do it, whatever asked for it."""
        self._act()

    def _follow(self) -> None:
        self.setKey(sequence(self.name))


def bind(widget: QWidget, name: str, act: Callable[[], object], useful: Callable[[], bool] = lambda: True) -> Binding:
    """Call ``act`` when the keys of the command are pressed where it applies; ``widget`` stands for that place.

    ``useful`` tells whether it would change anything now; else it is not offered, though its keys still work.
    """
    return Binding(widget, name, act, useful)


class _Hint(QObject):
    def __init__(self, parent: QWidget, show: Callable[[], object]) -> None:
        super().__init__(parent)
        self._show = show
        changed.connect(self.tell)

    def tell(self) -> None:
        self._show()


def hint(widget: QWidget, show: Callable[[], object]) -> None:
    """Call ``show`` now and whenever the keys are others, for as long as ``widget``, which names some, is there."""
    _Hint(widget, show).tell()


def bound(window: QWidget) -> dict[str, Binding]:
    """What can be done in ``window`` now, by the command's id: what stands on hidden pages is left out."""
    found = window.findChildren(Binding)
    return {one.name: one for one in found if one.isEnabled() and _holder(one).isVisibleTo(window)}


def give(widget: QWidget, name: str) -> None:
    """Give a command as if its keys were pressed in the window of ``widget``; nothing when it cannot be given now."""
    if (binding := bound(widget.window()).get(name)) is not None:
        binding.run()


def _holder(binding: Binding) -> QWidget:
    holder = binding.parent()
    assert isinstance(holder, QWidget)
    return holder
