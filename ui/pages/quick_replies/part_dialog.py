"""A further part of a quick reply that is written by hand: a message, a link card, a mini-program card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.phrases import phrase
from ui.kit.links import allowed
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import label, push_button

Picture = tuple[str, str]
"""Media id and name of a picture."""

TITLES: Mapping[str, str] = {
    "text": phrase("PartDialog", "Further message"),
    "link": phrase("PartDialog", "Link card"),
    "miniprogram": phrase("PartDialog", "Mini-program card"),
}
_FIELDS: Mapping[str, tuple[tuple[str, str, bool], ...]] = {
    "text": (),
    "link": (
        ("title", phrase("PartDialog", "Title"), True),
        ("description", phrase("PartDialog", "Description"), False),
        ("url", phrase("PartDialog", "Address"), True),
    ),
    "miniprogram": (
        ("title", phrase("PartDialog", "Title"), True),
        ("appid", phrase("PartDialog", "App id"), True),
        ("pagepath", phrase("PartDialog", "Page"), True),
    ),
}
"""Key in the content, what it is called, whether the platform insists on it."""


class PartDialog(QDialog):
    """Writes one part; ``part`` is it once the dialog was accepted. ``choose_picture`` asks for the card's picture."""

    def __init__(
        self,
        part: Mapping[str, Any],
        choose_picture: Callable[[], Awaitable[Picture | None]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._type = str(part["type"])
        self._content = dict(part.get("content") or {})
        self._choose_picture, self._tasks = choose_picture, TaskScope(self)
        self.setObjectName("part_dialog")
        self.setWindowTitle(tr("PartDialog", TITLES[self._type]))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), size="title"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._lines = {name: self._line(name, tr("PartDialog", title)) for name, title, _ in _FIELDS[self._type]}
        column.addLayout(self._form)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("part_text")
        self._text.setAccessibleName(self.windowTitle())
        self._text.setTabChangesFocus(True)
        self._text.setPlainText(str(part.get("text", "")))
        self._text.textChanged.connect(self._tell)
        self._text.setVisible(self._type == "text")
        column.addWidget(self._text)
        if self._type != "text":
            self._picture = push_button("", "part_picture", role="quiet", parent=self)
            self._picture.clicked.connect(lambda: self._tasks.start(self._take_picture()))
            self._form.addRow(label(self.tr("Picture"), tone="ink2", size="caption"), self._picture)
            self._name_picture()
        column.addLayout(self._bottom())
        self._tell()

    def _line(self, name: str, title: str) -> QLineEdit:
        line = QLineEdit(str(self._content.get(name, "")), self)
        line.setObjectName(f"part_{name}")
        line.setAccessibleName(title)
        line.textChanged.connect(self._tell)
        caption = label(title, tone="ink2", size="caption")
        caption.setMinimumWidth(88)
        caption.setBuddy(line)
        self._form.addRow(caption, line)
        return line

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._hint = label(tone="ink3", size="caption")
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
        """As the record keeps it."""
        content = {**self._content, **{name: line.text().strip() for name, line in self._lines.items()}}
        text = self._text.toPlainText() if self._type == "text" else ""
        return {"type": self._type, "text": text, "content": content}

    def _tell(self) -> None:
        if not hasattr(self, "_done"):
            return
        part = self.part
        content = part["content"]
        missing = any(needed and not content[name] for name, _, needed in _FIELDS[self._type])
        no_address = self._type == "link" and bool(content["url"]) and not _is_web(content["url"])
        self._hint.setText(self.tr("Only http and https addresses") if no_address else "")
        self._done.setEnabled(not missing and not no_address and (self._type != "text" or bool(part["text"].strip())))

    async def _take_picture(self) -> None:
        chosen = await self._choose_picture()
        if chosen is not None:
            self._content["thumb_media_id"], self._content["thumb_name"] = chosen
            self._name_picture()

    def _name_picture(self) -> None:
        self._picture.setText(str(self._content.get("thumb_name") or self.tr("Choose a picture…")))
        self._picture.setAccessibleName(self.tr("Picture"))
        self._picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://")) and allowed(url) is not None
