"""To whom a message is forwarded; whom it will reach, and in whose name, stands on the button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from app.rules.abilities import Mode, abilities
from app.services import ConversationFilter, ConversationService
from app.store import ConversationRow
from ui.delegates.names import name_of
from ui.delegates.plain import one_line
from ui.kit.offers import Offers
from ui.kit.tasks import TaskScope
from ui.kit.widgets import SearchField, label, push_button

SHOWN = 30


class ForwardDialog(QDialog):
    """Conversations that can be written to, ``origin`` the last. ``conversation_id`` and ``name`` hold the choice."""

    def __init__(self, conversations: ConversationService, origin: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._conversations, self._origin, self._tasks = conversations, origin, TaskScope(self)
        self._rows: list[ConversationRow] = []
        self._turn = 0
        self.setObjectName("forward_dialog")
        self.setWindowTitle(self.tr("Forward"))
        self.setMinimumSize(440, 420)
        self.field = SearchField(self.tr("Customer: name, pinyin or initials"), "forward_search", self)
        self.field.textChanged.connect(self._search)
        self.list = Offers(self.tr("No conversation that can be written to fits.\nTry fewer letters."), self)
        self.list.setObjectName("forward_list")
        self.list.setAccessibleName(self.tr("Conversations"))
        self.list.currentRowChanged.connect(self._mark)
        self.list.itemDoubleClicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Forward to"), size="title"))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = push_button(self.tr("Cancel"), "forward_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        self.go = push_button(self.tr("Forward"), "forward_go", role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        foot.addWidget(self.go)
        column.addLayout(foot)
        self._search("")

    @property
    def conversation_id(self) -> str:
        """The chosen conversation; empty when none is."""
        return self._chosen.id if self._chosen is not None else ""

    @property
    def customer_id(self) -> str:
        """Whom it is with; empty for a group, and when none is chosen."""
        return self._chosen.customer_id if self._chosen is not None else ""

    @property
    def name(self) -> str:
        """Who it goes to."""
        return one_line(name_of(self._chosen), 24) if self._chosen is not None else ""

    @property
    def _chosen(self) -> ConversationRow | None:
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
        else:
            super().keyPressEvent(event)

    def _search(self, words: str) -> None:
        self._turn += 1
        self._tasks.start(self._find(words.strip(), self._turn))

    async def _find(self, words: str, turn: int) -> None:
        ids = await self._conversations.ids(ConversationFilter(account_id=None, view="all", text=words))
        found = await self._conversations.rows(ids[: SHOWN * 3])
        if turn != self._turn:
            return
        rows = sorted((found[i] for i in ids[: SHOWN * 3] if i in found), key=lambda row: row.id == self._origin)
        self._rows = [row for row in rows if abilities(row.account_kind).mode in (Mode.TWO_WAY, Mode.SEND_ONLY)][:SHOWN]
        self.list.clear()
        for row in self._rows:
            QListWidgetItem(f"{one_line(name_of(row), 40)}  ·  {one_line(row.account_name, 40)}", self.list)
        self.list.setCurrentRow(0 if self._rows else -1)
        self._mark()

    def _mark(self) -> None:
        row = self._chosen
        self.go.setEnabled(row is not None)
        words = self.tr("Forward")
        if row is not None:
            words = self.tr("Send to {0} as “{1}”").format(one_line(name_of(row), 16), one_line(row.account_name, 16))
        self.go.setText(words)
        self.go.setAccessibleName(words)
