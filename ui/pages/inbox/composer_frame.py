"""The composer's shape: a bar above the field, a button below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit import shortcuts
from ui.kit.widgets import ElidedLabel, label, push_button
from ui.pages.inbox.attachments import AttachmentStrip
from ui.pages.inbox.reply_edit import ReplyEdit
from ui.pages.inbox.reply_popup import ReplyPopup


class ComposerFrame(QWidget):
    """Field, strip, buttons and labels, without a will of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = ReplyEdit(self)
        self.edit.setObjectName("reply_edit")
        self.strip = AttachmentStrip(self)
        self.popup = ReplyPopup(parent if parent is not None else self)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addLayout(self._bar())
        column.addWidget(self.edit)
        column.addWidget(self.strip)
        column.addLayout(self._foot())

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(2)
        self._modes = QButtonGroup(self)
        self.reply_button = self._tool(self.tr("Reply"), "mode_reply", checkable=True)
        self.note_button = self._tool(
            self.tr("Internal note {0}").format(shortcuts.shown("note")), "mode_note", checkable=True
        )
        for button in (self.reply_button, self.note_button):
            self._modes.addButton(button)
            bar.addWidget(button)
        bar.addSpacing(10)
        self.quick_button = self._tool(self.tr("Quick replies /"), "open_quick_replies")
        self.image_button = self._tool(self.tr("Image"), "attach_image")
        self.file_button = self._tool(self.tr("File"), "attach_file")
        for button in (self.quick_button, self.image_button, self.file_button):
            bar.addWidget(button)
        self.saved = ElidedLabel(tone="ink3", size="caption")
        self.saved.setObjectName("draft_state")
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self.saved, 1)
        return bar

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
        self.elsewhere = push_button("", "answer_elsewhere", role="link", parent=self)
        self.elsewhere.setAccessibleName(self.tr("Answer from another identity"))
        self.elsewhere.hide()
        foot.addWidget(self.elsewhere)
        self.hint = label(tone="ink3", size="caption")
        foot.addWidget(self.hint)
        self.send_button = push_button("", "send", role="primary", parent=self)
        foot.addWidget(self.send_button)
        return foot
