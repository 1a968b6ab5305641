"""Where the answer is typed: plain text, safe with every input method, with an eye for triggers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QRegularExpression, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from app.rules.variables import fill
from ui.kit.theme import theme
from ui.pages.inbox.triggers import Kind, Trigger, trigger_before

LOWEST, HIGHEST = 72, 220
"""Pixels the field has at least, and grows to."""

VARIABLE = QRegularExpression(r"(\{\{|｛｛)[^{}｛｝\n]{1,40}(\}\}|｝｝)|(\[\[|【【)[^\[\]【】\n]{1,200}(\]\]|】】)")
FURTHEST_BACK = 64
"""Characters before the cursor that are looked at for a trigger."""

LONGEST_PASTE = 20_000
"""Characters; no platform takes half as many in one message, and a field of a megabyte cannot be typed in."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LISTED = (
    *ENTER,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Escape,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


def files_of(source: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or on the clipboard, in their order."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


class _Variables(QSyntaxHighlighter):
    """Shows what still has to be filled in."""

    def highlightBlock(self, text: str) -> None:
        style = QTextCharFormat()
        style.setForeground(theme().color("warn"))
        style.setBackground(theme().color("warn_weak"))
        found = VARIABLE.globalMatch(text)
        while found.hasNext():
            match = found.next()
            self.setFormat(match.capturedStart(), match.capturedLength(), style)


class ReplyEdit(QPlainTextEdit):
    """A field that never sends in the middle of a word.

    Signals:
        send_wished: the agent pressed the key that sends.
        trigger_changed(Trigger | None): what stands before the cursor and opens a list, if anything does.
        list_key_pressed(QKeyEvent): a key for the open list.
        pasted(str): these words were pasted or dropped.
        image_pasted(QImage), files_given(list): something to attach.
        escaped: Escape, with no list open.
        too_long(int): so many characters were pasted, and not taken.
        undo_wished: the key that undoes, with nothing typed to undo.
    """

    send_wished = Signal()
    trigger_changed = Signal(object)
    list_key_pressed = Signal(QKeyEvent)
    pasted = Signal(str)
    image_pasted = Signal(QImage)
    files_given = Signal(list)
    escaped = Signal()
    undo_wished = Signal()
    too_long = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(LOWEST)
        self.enter_sends = False
        self.list_of: Kind | None = None
        self.mentions = False
        self._asked_at = -1
        self._composing = self._just_composed = False
        self._had_trigger = False
        self._variables = _Variables(self.document())
        theme().changed.connect(self._variables.rehighlight)
        self.cursorPositionChanged.connect(self._look_for_trigger)
        self.textChanged.connect(self._look_for_trigger)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    # -- input methods

    @property
    def is_composing(self) -> bool:
        """Whether a word is being composed, or was finished by the very key that arrives now."""
        return self._composing or self._just_composed

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing:
            # Some input methods pass the Enter that chose the candidate on to the program as well.
            self._just_composed = True
            QTimer.singleShot(0, self._composed)
        super().inputMethodEvent(event)
        self._look_for_trigger()

    def _composed(self) -> None:
        self._just_composed = False

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing and event.key() in LISTED:
            event.accept()
            return
        if self.list_open and event.key() in LISTED and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.list_key_pressed.emit(event)
            event.accept()
        elif event.key() in ENTER:
            self._enter(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_wished.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab belongs to the open list and to the word being composed before it moves the focus."""
        return False if self.list_open or self.is_composing else super().focusNextPrevChild(forward)

    def _enter(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if control if not self.enter_sends else plain:
            self.send_wished.emit()
        else:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        event.accept()

    # -- triggers

    @property
    def list_open(self) -> bool:
        """Whether a list takes the keys that walk, choose and close."""
        return self.list_of is not None

    def trigger(self) -> Trigger | None:
        """What stands before the cursor and opens a list, or None."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self._composing:
            return None
        # No trigger is longer than this: a line of a megabyte costs no more at each key than a short one.
        start = max(0, cursor.positionInBlock() - FURTHEST_BACK)
        text = cursor.block().text()[start : cursor.positionInBlock()]
        asked = self._asked_at - cursor.block().position() - start
        return trigger_before(text, mentions=self.mentions, asked_at=asked)

    def query(self) -> str | None:
        """What follows a ``/`` before the cursor, or None."""
        trigger = self.trigger()
        return trigger.query if trigger is not None and trigger.kind is Kind.REPLY else None

    def ask_at_cursor(self, mark: str) -> None:
        """Put a mark where the cursor is; it opens its list after whatever character."""
        self._asked_at = self.textCursor().selectionStart()
        self.insertPlainText(mark)

    def replace_query(self, text: str) -> None:
        """Put ``text`` where the mark and its query stand; without one, at the cursor."""
        cursor = self.textCursor()
        trigger = self.trigger()
        cursor.beginEditBlock()
        if trigger is not None:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, trigger.length)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def stack(self, text: str) -> None:
        """The same with a whole text: where there is no mark it begins a line of its own."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()].strip()
        beside = before and self.trigger() is None and not cursor.hasSelection()
        self.replace_query(f"\n{text}" if beside else text)

    def put_first(self, text: str) -> None:
        """Begin with ``text``, on lines of its own; the cursor goes to the end."""
        if text:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.insertText(text if not self.toPlainText() or text.endswith("\n") else text + "\n")
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _look_for_trigger(self) -> None:
        trigger = self.trigger()
        if trigger is not None or (self._had_trigger and not self._composing):
            self._had_trigger = trigger is not None
            self.trigger_changed.emit(trigger)

    # -- what is to be filled in

    def light_up(self, name: str) -> None:
        """Show where the blank or variable of that name stands; an empty word: no more."""
        shown = []
        for cursor in self._open_places():
            if fill(cursor.selectedText(), {})[1] == (name,):
                place = QTextEdit.ExtraSelection()
                place.cursor = cursor
                place.format.setBackground(theme().color("warn"))
                place.format.setForeground(theme().color("panel"))
                shown.append(place)
        self.setExtraSelections(shown)

    def fill_in(self, answers: Mapping[str, str]) -> None:
        """Put the answers, by the name of their blank, where the blanks stand; the cursor stays where it is."""
        for cursor in self._open_places():
            cursor.insertText(fill(cursor.selectedText(), answers)[0])
        self.ensureCursorVisible()

    def _open_places(self) -> Iterator[QTextCursor]:
        cursor = self.document().find(VARIABLE, 0, QTextDocument.FindFlag(0))
        while not cursor.isNull():
            yield cursor
            cursor = self.document().find(VARIABLE, cursor)

    # -- pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := files_of(source):
            self.files_given.emit(files)
        elif source.hasImage() and not source.hasText():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.image_pasted.emit(image)
        elif source.hasText() and len(source.text()) > LONGEST_PASTE:
            self.too_long.emit(len(source.text()))
        elif source.hasText():
            self.insertPlainText(source.text())
            self.pasted.emit(source.text())

    # -- size

    def sizeHint(self) -> QSize:
        return QSize(320, LOWEST)

    def _grow(self) -> None:
        lines = self.document().size().height()
        high = round(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin())
        self.setFixedHeight(max(LOWEST, min(HIGHEST, high)))

    def cursor_box(self) -> QRect:
        """Where the cursor blinks, in this widget."""
        return self.cursorRect()
