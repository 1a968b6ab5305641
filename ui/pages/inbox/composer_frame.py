"""The composer's shape: a bar above the field, a button below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.delegates.pictures import Pictures
from ui.kit import shortcuts
from ui.kit.fill_in import FillIn
from ui.kit.widgets import ElidedLabel, IconButton, label, push_button
from ui.pages.inbox.attachments import AttachmentStrip
from ui.pages.inbox.reply_edit import ReplyEdit
from ui.pages.inbox.reply_popup import ReplyPopup
from ui.pages.inbox.word_popup import WordPopup

ROOMY = 560
"""Logical pixels below which keys are not spelt out beside what they do."""


class ComposerFrame(QWidget):
    """Field, strip, buttons and labels, without a will of their own."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = ReplyEdit(self)
        self.edit.setObjectName("reply_edit")
        self.strip = AttachmentStrip(pictures, self)
        self.fill_in = FillIn(self)
        self._hinted = True
        self.reply_to = ""
        """The message that is quoted; counts while the words begin with a quote."""
        self.popup = ReplyPopup(parent if parent is not None else self)
        self.words = WordPopup(parent if parent is not None else self)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._bar())
        column.addWidget(self.fill_in)
        column.addWidget(self.edit)
        column.addWidget(self.strip)
        column.addLayout(self._foot())

    def show_form(self, on: bool) -> None:
        """The form stands in the place of the bar."""
        self.fill_in.setVisible(on)
        self._tools.setVisible(not on)

    def _bar(self) -> QWidget:
        self._tools = QWidget(self)
        bar = QHBoxLayout(self._tools)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        self._modes = QButtonGroup(self)
        self.reply_button = self._tool(self.tr("Reply"), "mode_reply", checkable=True)
        self.note_button = self._tool("", "mode_note", checkable=True)
        shortcuts.hint(self.note_button, self._show_note_keys)
        for button in (self.reply_button, self.note_button):
            self._modes.addButton(button)
            bar.addWidget(button)
        bar.addSpacing(10)
        self.quick_button = self._tool(self.tr("Replies /"), "open_quick_replies")
        self.image_button = self._tool(self.tr("Image"), "attach_image")
        self.file_button = self._tool(self.tr("File"), "attach_file")
        for button in (self.quick_button, self.image_button, self.file_button):
            bar.addWidget(button)
        self.emoji_button = IconButton("emoji", self.tr("Emoji (type : and a word)"), "open_emoji", self, size=16)
        self.more_button = IconButton("plus", self.tr("Cards and variables"), "composer_more", self, size=16)
        for icon_button in (self.emoji_button, self.more_button):
            bar.addWidget(icon_button)
        self.saved = ElidedLabel(tone="ink3", size="caption")
        self.saved.setObjectName("draft_state")
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self.saved, 1)
        return self._tools

    def show_hint(self, on: bool) -> None:
        """Spell out the keys that send, where there is room for it."""
        self._hinted = on
        self.hint.setVisible(on and self.width() >= ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_note_keys()
        self.show_hint(self._hinted)

    def _show_note_keys(self) -> None:
        keys = shortcuts.shown("note")
        self.note_button.setToolTip(keys)
        self.note_button.setText(self.tr("Internal note {0}").format(keys if self.width() >= ROOMY else "").strip())
        self.note_button.setAccessibleName(self.note_button.text())

    def _tool(self, text: str, name: str, *, checkable: bool = False) -> QPushButton:
        button = push_button(text, name, role="tool", parent=self)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.reason = label(tone="warn", size="caption")
        self.reason.setObjectName("closed_reason")
        self.reason.setWordWrap(True)
        foot.addWidget(self.reason, 1)
        self.elsewhere = self._way(foot, "answer_elsewhere", self.tr("Answer from another identity"))
        self.call_button = self._way(foot, "call_customer", self.tr("Call the customer"))
        self.take_over_button = self._way(foot, "take_over", self.tr("Take over"))
        self.undo_button = self._way(foot, "undo_send", self.tr("Take it back"))
        self.rest_button = self._way(foot, "continue_rest", self.tr("Send the rest"))
        self.hint = label(tone="ink3", size="caption")
        foot.addWidget(self.hint)
        self.later_button = IconButton("clock", self.tr("Send at a time"), "send_later", self)
        foot.addWidget(self.later_button)
        self.send_button = push_button("", "send", role="primary", parent=self)
        foot.addWidget(self.send_button)
        return foot

    def _way(self, foot: QHBoxLayout, name: str, title: str) -> QPushButton:
        """A way on that is only there when it leads somewhere."""
        button = push_button("", name, role="link", parent=self)
        button.setAccessibleName(title)
        button.hide()
        foot.addWidget(button)
        return button

    def offer(self, button: QPushButton, words: str) -> None:
        """Show one of these ways with its words; no words, no way."""
        button.setVisible(bool(words))
        button.setText(words)
        if words:
            button.setAccessibleName(words)
