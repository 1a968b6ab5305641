"""A strip that asks for the blanks of a form one after the other, by keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.rules.blanks import answer_of
from app.rules.variables import Field
from ui.kit.widgets import ElidedLabel, label, restyle

MOST_DIGITS = 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class _Answer(QLineEdit):
    """Keys that are not words go to the strip; Enter never leaves in the middle of a composition.

    Signals:
        key_pressed(QKeyEvent): a key that may move on; unless it is accepted, the field keeps it.
    """

    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = self._just_composed = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing:
            # Some input methods pass the Enter that chose the candidate on to the program as well.
            self._just_composed = True
            QTimer.singleShot(0, self, self._composed)
        super().inputMethodEvent(event)

    def _composed(self) -> None:
        self._just_composed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing or self._just_composed:
            event.accept()
            return
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next blank, not to the next widget."""
        return False


class FillIn(QFrame):
    """One blank at a time. Enter or Tab goes on, Shift+Tab back, a digit takes a choice, Escape gives up.

    Signals:
        asked(str): this blank is asked for now.
        filled(dict, bool): every blank has an answer: what to write, by the name of the blank; true: Ctrl was held.
        given_up: the agent pressed Escape.
    """

    asked = Signal(str)
    filled = Signal(dict, bool)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fill_in")
        self.setAccessibleName(self.tr("Fill in the blanks"))
        self.setProperty("role", "card")
        self._fields: Sequence[Field] = ()
        self._answers: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._at = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(8)
        self._name = ElidedLabel(strong=True)
        self._name.setObjectName("fill_in_name")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self._name)
        self._answer = _Answer(self)
        self._answer.setObjectName("fill_in_answer")
        self._answer.setAccessibleName(self.tr("Answer"))
        self._answer.setMinimumWidth(120)
        self._answer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._answer.key_pressed.connect(self._on_key)
        self._answer.textChanged.connect(self._tell)
        row.addWidget(self._answer, 1)
        self._hint = ElidedLabel(tone="ink3", size="caption")
        self._hint.setObjectName("fill_in_hint")
        row.addWidget(self._hint, 2)
        self._step = label(tone="ink3", size="caption")
        row.addWidget(self._step)
        self.hide()

    def ask(self, fields: Sequence[Field]) -> None:
        """Begin with the first of these blanks; with none, ``filled`` at once."""
        self._fields, self._answers, self._typed, self._at = fields, {}, {}, 0
        if not fields:
            self.filled.emit({}, False)
            return
        self.show()
        self._show_field()
        self._answer.setFocus()

    @property
    def field(self) -> Field:
        """The blank that is asked for."""
        return self._fields[self._at]

    def _show_field(self) -> None:
        self._name.show_text(self.field.name)
        self._answer.setAccessibleName(self.field.name)
        self._answer.setText(self._typed.get(self.field.name, ""))
        self._answer.selectAll()
        many = len(self._fields) > 1
        self._step.setText(f"{self._at + 1}/{len(self._fields)}" if many else "")
        self._tell()
        self.asked.emit(self.field.name)

    def _tell(self) -> None:
        """What may be typed, or what the typed words will become."""
        restyle(self._answer, "wrong", "false")
        typed, field = self._answer.text(), self.field
        answer = answer_of(field, typed, date.today())
        if field.choices:
            words = " · ".join(f"{number} {choice}" for number, choice in enumerate(field.choices, start=1))
        elif field.kind == "date":
            words = self.tr("tomorrow, +3, 周五, 12-5")
        else:
            words = self.tr("Enter goes on, Esc gives up")
        if typed and answer and answer != typed.strip():
            words = f"→ {answer}"
        self._hint.show_text(words)
        self._answer.setAccessibleDescription(words)

    def _on_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            event.accept()
            self.hide()
            self.given_up.emit()
        elif key in (Qt.Key.Key_Backtab, Qt.Key.Key_Up):
            event.accept()
            self._back()
        elif key in _ENTER or key == Qt.Key.Key_Down:
            event.accept()
            self._take(self._answer.text(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif self._is_choice(event.text()):
            event.accept()
            self._take(event.text())

    def _is_choice(self, typed: str) -> bool:
        """Whether a lone digit takes a choice at once: no choice could begin with it, and none has two digits."""
        choices = self.field.choices
        return (
            0 < len(choices) <= MOST_DIGITS
            and not self._answer.text()
            and typed in "123456789"[: len(choices)]
            and bool(typed)
            and not any(choice.startswith(typed) for choice in choices)
        )

    def _take(self, typed: str, control: bool = False) -> None:
        answer = answer_of(self.field, typed, date.today())
        if answer is None:
            restyle(self._answer, "wrong", "true")
            return
        self._answers[self.field.name], self._typed[self.field.name] = answer, typed
        self._at += 1
        if self._at < len(self._fields):
            self._show_field()
            return
        self.hide()
        self.filled.emit(dict(self._answers), control)

    def _back(self) -> None:
        self._typed[self.field.name] = self._answer.text()
        self._at = max(0, self._at - 1)
        self._show_field()
