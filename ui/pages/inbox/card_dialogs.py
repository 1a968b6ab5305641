"""Cards to send: a link, a page of a mini program."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.store import Part
from ui.kit.links import allowed
from ui.kit.widgets import label, push_button

TITLE_LIMIT, WORDS_LIMIT = 120, 500
"""Characters of what a card says; platforms cut far earlier."""


class CardDialog(QDialog):
    """A small form; the button waits until what is needed is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        self._form = QFormLayout()
        self._form.setSpacing(10)
        column.addLayout(self._form)
        self._why = label(tone="warn", size="caption")
        column.addWidget(self._why)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "card_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        self._add = push_button(self.tr("Add the card"), "card_add", role="primary")
        self._add.setDefault(True)
        self._add.clicked.connect(self.accept)
        foot.addWidget(self._add)
        column.addLayout(foot)

    def _field(self, words: str, name: str, limit: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setMaxLength(limit)
        field.textChanged.connect(self._check)
        self._form.addRow(label(words, tone="ink2"), field)
        return field

    def _check(self) -> None:
        why = self._missing()
        self._why.setText(why)
        self._add.setEnabled(not why)

    def _missing(self) -> str:
        """What is still wrong, in words."""
        raise NotImplementedError

    def part(self) -> Part:
        """The card."""
        raise NotImplementedError


class LinkDialog(CardDialog):
    """A web page with a title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("link_dialog")
        self.setWindowTitle(self.tr("Link card"))
        self._url = self._field(self.tr("Address"), "card_url", 2048)
        self._url.setPlaceholderText("https://")
        self._title = self._field(self.tr("Title"), "card_title", TITLE_LIMIT)
        self._words = self._field(self.tr("Description"), "card_words", WORDS_LIMIT)
        self._url.setFocus()
        self._check()

    def _missing(self) -> str:
        url = allowed(self._url.text())
        if url is None or url.scheme() not in ("http", "https"):
            return self.tr("The address begins with http:// or https://")
        return "" if self._title.text().strip() else self.tr("A card needs a title")

    def part(self) -> Part:
        content = {"url": self._url.text().strip(), "title": self._title.text().strip()}
        if words := self._words.text().strip():
            content["description"] = words
        return Part(type="link", content=content)


class MiniProgramDialog(CardDialog):
    """A page of a mini program that belongs to the brand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mini_program_dialog")
        self.setWindowTitle(self.tr("Mini program card"))
        self._appid = self._field(self.tr("AppID"), "card_appid", 40)
        self._appid.setPlaceholderText("wx…")
        self._page = self._field(self.tr("Page"), "card_page", 1024)
        self._page.setPlaceholderText("pages/index/index")
        self._title = self._field(self.tr("Title"), "card_title", TITLE_LIMIT)
        self._appid.setFocus()
        self._check()

    def _missing(self) -> str:
        if not self._appid.text().strip().startswith("wx"):
            return self.tr("An AppID begins with wx")
        if not self._page.text().strip():
            return self.tr("Which page is opened?")
        return "" if self._title.text().strip() else self.tr("A card needs a title")

    def part(self) -> Part:
        return Part(
            type="miniprogram",
            content={
                "appid": self._appid.text().strip(),
                "pagepath": self._page.text().strip(),
                "title": self._title.text().strip(),
            },
        )
