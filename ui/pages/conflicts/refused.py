"""An edit that did not get through: its words, the reason, and what one can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.phrases import phrase
from app.store import RefusedRow
from ui.delegates.plain import one_line
from ui.kit.record_words import kind_name, words_of
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, label, push_button

REASONS = {
    "forbidden": phrase("Reasons", "You may not change this."),
    "not_found": phrase("Reasons", "It is gone, or no longer yours to see."),
    "scope_revoked": phrase("Reasons", "This account or team is no longer yours."),
    "unknown_kind": phrase("Reasons", "The server is older than this program and does not know this yet."),
    "bad_fields": phrase("Reasons", "The server could not read it."),
    "reused_id": phrase("Reasons", "The server knows another edit by this name."),
    "media_missing": phrase("Reasons", "A file that belongs to it did not reach the server."),
    "too_large": phrase("Reasons", "It is larger than the server takes."),
    "quota_used": phrase("Reasons", "All messages of this window were used up."),
    "taken": phrase("Reasons", "A colleague has taken this conversation already."),
    "no_access": phrase("Reasons", "The colleague does not see this account."),
    "too_late": phrase("Reasons", "It is on its way already."),
}


class RefusedView(QWidget):
    """One refused edit.

    Signals:
        retry_asked, discard_asked: the agent's choice.
    """

    retry_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refused_view")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._heading = label(size="heading")
        column.addWidget(self._heading)
        self._reason = Paragraph(tone="bad")
        self._reason.setObjectName("refused_reason")
        column.addWidget(self._reason)
        column.addWidget(label(self.tr("What you wrote"), tone="ink2", size="caption"))
        self._words = QPlainTextEdit(self)
        self._words.setObjectName("refused_words")
        self._words.setAccessibleName(self.tr("What you wrote"))
        self._words.setReadOnly(True)
        column.addWidget(self._words, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        copy = push_button(self.tr("Copy the text"), "refused_copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words.toPlainText()))
        discard = push_button(self.tr("Discard"), "refused_discard", role="danger")
        discard.clicked.connect(self.discard_asked)
        retry = push_button(self.tr("Try again"), "refused_retry", role="primary")
        retry.clicked.connect(self.retry_asked)
        row.addWidget(copy)
        row.addWidget(discard)
        row.addStretch(1)
        row.addWidget(retry)
        column.addLayout(row)

    def show_refused(self, row: RefusedRow) -> None:
        """Show one."""
        self._heading.setText(one_line(row.title, 60) or kind_name(row.kind))
        reason = tr("Reasons", REASONS[row.reason]) if row.reason in REASONS else row.reason
        detail = f" {row.detail}" if row.detail and row.detail != row.reason else ""
        self._reason.setText(self.tr("The server did not accept this.") + f" {reason}{detail}")
        words = words_of(row.fields)
        self._words.setPlainText(self.tr("Delete this record") if row.dropping else words)
