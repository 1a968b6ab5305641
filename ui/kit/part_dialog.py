"""A part of an answer that is written by hand: a further message, a link card, a mini-program card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.phrases import phrase
from ui.kit.dialogs import choose_file
from ui.kit.links import allowed
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import label, push_button

Keep = Callable[[Path], Awaitable[str]]
"""Takes a file of this computer in; its media id."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")

TITLES: Mapping[str, str] = {
    "text": phrase("PartDialog", "Further message"),
    "link": phrase("PartDialog", "Link card"),
    "miniprogram": phrase("PartDialog", "Mini-program card"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One field: its key in the content, what it is called, what is said while it is wrong ("": it may be empty)."""

    name: str
    title: str
    wanted: str = ""
    most: int = 500
    hint: str = ""

    def is_wrong(self, words: str) -> bool:
        match self.name:
            case "url":
                address = allowed(words)
                return address is None or address.scheme() not in ("http", "https")
            case "appid":
                return not words.startswith("wx")
        return bool(self.wanted) and not words


_TITLE = _Line("title", phrase("PartDialog", "Title"), phrase("PartDialog", "A card needs a title"), 120)
_LINES: Mapping[str, tuple[_Line, ...]] = {
    "text": (),
    "link": (
        _TITLE,
        _Line("description", phrase("PartDialog", "Description")),
        _Line(
            "url",
            phrase("PartDialog", "Address"),
            phrase("PartDialog", "The address begins with http:// or https://"),
            2048,
            "https://",
        ),
    ),
    "miniprogram": (
        _TITLE,
        _Line("appid", phrase("PartDialog", "App id"), phrase("PartDialog", "An app id begins with wx"), 40, "wx…"),
        _Line(
            "pagepath",
            phrase("PartDialog", "Page"),
            phrase("PartDialog", "Which page is opened?"),
            1024,
            "pages/index/index",
        ),
    ),
}


class PartDialog(QDialog):
    """Writes one part; ``part`` is it once the dialog was accepted. ``keep`` takes the picture of a card in."""

    def __init__(self, part: Mapping[str, Any], keep: Keep, parent: QWidget) -> None:
        super().__init__(parent)
        self._type = str(part["type"])
        self._content = dict(part.get("content") or {})
        self._keep, self._tasks = keep, TaskScope(self)
        self.setObjectName("part_dialog")
        self.setWindowTitle(tr("PartDialog", TITLES[self._type]))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), size="title"))
        bottom = self._bottom()
        if self._type == "text":
            column.addWidget(self._words(str(part.get("text", ""))))
        else:
            column.addLayout(self._form())
        column.addLayout(bottom)
        self._tell()

    def _words(self, text: str) -> QPlainTextEdit:
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("part_text")
        self._text.setAccessibleName(self.windowTitle())
        self._text.setTabChangesFocus(True)
        self._text.setPlainText(text)
        self._text.textChanged.connect(self._tell)
        return self._text

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self._fields = {line.name: self._field(line, form) for line in _LINES[self._type]}
        self._picture = push_button("", "part_picture", role="quiet", parent=self)
        self._picture.setAutoDefault(False)
        self._picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture.setAccessibleName(self.tr("Picture"))
        self._picture.clicked.connect(lambda: self._tasks.start(self._take_picture()))
        self._picture.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        form.addRow(self._caption(self.tr("Picture"), self._picture), self._picture)
        self._name_picture()
        return form

    def _field(self, line: _Line, form: QFormLayout) -> QLineEdit:
        field = QLineEdit(str(self._content.get(line.name, "")), self)
        field.setObjectName(f"part_{line.name}")
        field.setAccessibleName(tr("PartDialog", line.title))
        field.setMaxLength(line.most)
        field.setPlaceholderText(line.hint)
        field.textChanged.connect(self._tell)
        form.addRow(self._caption(field.accessibleName(), field), field)
        return field

    def _caption(self, title: str, field: QWidget) -> QLabel:
        caption = label(title, tone="ink2", size="caption")
        caption.setMinimumSize(88, field.sizeHint().height())
        caption.setBuddy(field)
        return caption

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._hint = label(tone="ink3", size="caption")
        self._hint.setObjectName("part_hint")
        row.addWidget(self._hint, 1)
        no = push_button(self.tr("Cancel"), "part_cancel")
        no.setAutoDefault(False)
        no.clicked.connect(self.reject)
        row.addWidget(no)
        self._done = push_button(self.tr("Done"), "part_done", role="primary")
        self._done.setDefault(True)
        self._done.clicked.connect(self.accept)
        row.addWidget(self._done)
        return row

    @property
    def part(self) -> dict[str, Any]:
        """As a record keeps it."""
        if self._type == "text":
            return {"type": "text", "text": self._text.toPlainText(), "content": {}}
        written = {name: field.text().strip() for name, field in self._fields.items()}
        kept = {name: value for name, value in {**self._content, **written}.items() if value}
        return {"type": self._type, "text": "", "content": kept}

    def _tell(self) -> None:
        part = self.part
        wrong = [line for line in _LINES[self._type] if line.is_wrong(str(part["content"].get(line.name, "")))]
        self._hint.setText(tr("PartDialog", wrong[0].wanted) if wrong else "")
        self._done.setEnabled(not wrong and bool(part["content"] or part["text"].strip()))

    async def _take_picture(self) -> None:
        patterns = self.tr("Pictures") + " (" + " ".join(f"*{suffix}" for suffix in PICTURES) + ")"
        path = await choose_file(self, self.tr("Picture of the card"), patterns)
        if path is not None:
            self._content["thumb_media_id"], self._content["thumb_name"] = await self._keep(path), path.name
            self._name_picture()

    def _name_picture(self) -> None:
        self._picture.setText(str(self._content.get("thumb_name") or self.tr("Choose a picture…")))
