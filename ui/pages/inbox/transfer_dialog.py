"""To whom a conversation goes, and what they should know: a few letters, Enter, a comment, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from app.protocol import Availability
from app.store import UserRow
from app.store.pinyin import sounds_like
from ui.delegates.plain import one_line
from ui.kit.offers import Offers
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, SearchField, label, push_button

ORDER = {Availability.ONLINE: 0, Availability.BUSY: 1}


def availability_words(availability: Availability) -> str:
    """Whether a colleague is there."""
    return {
        Availability.ONLINE: tr("Transfer", "online"),
        Availability.BUSY: tr("Transfer", "busy"),
        Availability.AWAY: tr("Transfer", "away"),
    }.get(availability, "")


class TransferDialog(QDialog):
    """Colleagues above, a comment below. ``user_id``, ``user_name`` and ``comment`` hold the choice."""

    def __init__(self, who: str, users: Sequence[UserRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._users = sorted(users, key=lambda user: (ORDER.get(user.availability, 2), user.name))
        self.user_id = self.user_name = self.comment = ""
        self.setObjectName("transfer_dialog")
        self.setWindowTitle(self.tr("Transfer to a colleague"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.windowTitle(), size="title"))
        words = self.tr("{0} and everything that was said goes to them; drafts stay yours.")
        column.addWidget(Paragraph(words.format(one_line(who, 40)), tone="ink2"))
        self.field = SearchField(self.tr("Colleague: name, pinyin or initials"), "transfer_search", self)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.list = Offers(self.tr("Nobody who sees the account is called so.\nTry fewer letters."), self)
        self.list.setObjectName("transfer_list")
        self.list.setAccessibleName(self.tr("Colleagues"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(136)
        self.list.itemDoubleClicked.connect(self._comment)
        self.words = QPlainTextEdit(self)
        self.words.setObjectName("transfer_comment")
        self.words.setAccessibleName(self.tr("Comment for the colleague"))
        self.words.setPlaceholderText(self.tr("What they should know. Ctrl+Enter transfers."))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(72)
        self.words.installEventFilter(self)
        for widget in (self.field, self.list, self.words):
            column.addWidget(widget)
        column.addLayout(self._buttons())
        self._filter()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "transfer_cancel")
        self.go = push_button(self.tr("Transfer"), "transfer_go", role="primary")
        for button in (cancel, self.go):
            button.setAutoDefault(False)
            row.addWidget(button)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._transfer)
        return row

    def _filter(self) -> None:
        wanted = self.field.text().strip().lower()
        self.list.clear()
        for user in self._users:
            if wanted in user.name.lower() or wanted in user.login.lower() or sounds_like(user.name, wanted):
                words = availability_words(user.availability)
                item = QListWidgetItem(f"{one_line(user.name)} · {words}" if words else one_line(user.name), self.list)
                item.setData(Qt.ItemDataRole.UserRole, user.id)
        self.list.setCurrentRow(0)
        self.go.setEnabled(self.list.count() > 0)

    def _comment(self) -> None:
        self.words.setFocus()

    def _transfer(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.user_id = item.data(Qt.ItemDataRole.UserRole)
            self.user_name = next(one_line(user.name) for user in self._users if user.id == self.user_id)
            self.comment = self.words.toPlainText().strip()
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._transfer()
                return True
            if watched is self.field and enter:
                self._comment()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)
