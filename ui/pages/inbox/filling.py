"""What a quick reply leaves open is asked for in a form, and put where it belongs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.rules.variables import Field, blanks, expand
from ui.pages.inbox.composer_frame import ComposerFrame
from ui.pages.inbox.draft_keeper import as_data


class Filling(QObject):
    """The form above the field; it asks for every blank and unknown variable of the words and of what goes with them.

    Signals:
        filled(bool): nothing is open any more; true: send it.
    """

    filled = Signal(bool)

    def __init__(self, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._frame, self._sends = frame, False
        frame.fill_in.asked.connect(frame.edit.light_up)
        frame.fill_in.filled.connect(self._fill)
        frame.fill_in.given_up.connect(self._give_up)
        frame.edit.textChanged.connect(self._look_again)

    def ask(self, send: bool) -> bool:
        """Ask for what is open, if anything is, and whether; ``send``: send it when all is filled in."""
        fields, self._sends = self._open(), send
        if fields:
            self._frame.show_form(True)
            self._frame.fill_in.ask(fields)
        return bool(fields)

    def close(self) -> None:
        """Ask no more."""
        self._frame.show_form(False)
        self._frame.edit.light_up("")

    def _look_again(self) -> None:
        """Who fills in by hand, or takes the words away, is asked no more."""
        if self._frame.fill_in.isVisible() and not self._open():
            self.close()

    def _open(self) -> list[Field]:
        text, parts = self._frame.edit.toPlainText(), as_data(self._frame.strip.parts)
        known = {field.name: field for field in blanks(text, parts)}
        return [known.get(name, Field(name=name)) for name in expand(text, parts, {}).unresolved]

    def _fill(self, answers: dict[str, str], send: bool) -> None:
        self.close()
        self._frame.edit.fill_in(answers)
        self._frame.strip.fill_in(answers)
        self._frame.edit.setFocus()
        self.filled.emit(send or self._sends)

    def _give_up(self) -> None:
        self.close()
        self._frame.edit.setFocus()
