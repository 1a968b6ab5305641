"""From a ``:``, ``@`` or ``{{`` to a face, a colleague or a variable: looking while typing, walking, taking."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.triggers import Kind, Trigger
from ui.pages.inbox.word_popup import Word

Find = Callable[[str], list[Word]]


class WordChooser(QObject):
    """Steers the list of words above the field; where nothing fits, no list opens and no key is taken."""

    def __init__(self, sources: Mapping[Kind, Find], frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._sources, self._frame = sources, frame
        self._refused = False
        frame.edit.trigger_changed.connect(self._look)
        frame.edit.list_key_pressed.connect(self._list_key)
        frame.words.picked.connect(self._take)

    def close(self) -> None:
        """Put the list away."""
        if self._frame.edit.list_of in self._sources:
            self._frame.edit.list_of = None
        self._frame.words.hide()

    def open(self, kind: Kind, mark: str) -> None:
        """Put the mark where the cursor is, for those who do not know it."""
        self._frame.edit.setFocus()
        self._frame.edit.ask_at_cursor(mark)

    def _look(self, trigger: Trigger | None) -> None:
        if trigger is None or trigger.kind not in self._sources:
            self._refused = False
            self.close()
            return
        found = self._sources[trigger.kind](trigger.query) if not self._refused and self._frame.isEnabled() else []
        if not found:
            self.close()
            return
        self._frame.edit.list_of = trigger.kind
        self._frame.words.show_rows(found)
        self.place()
        self._frame.words.show()

    def place(self) -> None:
        """Keep the list above the field."""
        popup = self._frame.words
        holder = popup.parentWidget()
        corner = self._frame.mapTo(holder, QPoint(16, 0)) if holder is not self._frame else QPoint(16, 0)
        popup.place_above(corner.x(), corner.y() - 8, self._frame.width() - 32)

    def _list_key(self, event: QKeyEvent) -> None:
        if self._frame.edit.list_of not in self._sources:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(self._frame.words.marked, False)
        elif not self._frame.words.press(event):
            self.close()
            self._refused = True

    def _take(self, word: Word | None, send: bool) -> None:
        self.close()
        if word is not None:
            self._frame.edit.replace_query(word.text)
        self._frame.edit.setFocus()
