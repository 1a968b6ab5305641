"""The first of the queue, to look at before one takes them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.services import Queue
from ui.delegates.clocks import beat
from ui.delegates.conversation_row import ConversationRowDelegate
from ui.delegates.names import spoken
from ui.delegates.row_brush import HEIGHT
from ui.kit.widgets import label, push_button
from ui.models.roles import Role
from ui.pages.inbox.choice_popup import Choices

SHOWN = 5
WIDTH = 340


class QueuePreview(QFrame):
    """The first of the queue in a pop-up, painted like the rows of the list.

    Signals:
        taken(str): the agent takes this conversation.
        all_wished: the agent wants to see everything that is nobody's.
    """

    taken = Signal(str)
    all_wished = Signal()

    def __init__(self, queue: Queue, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("queue_preview")
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(6)
        self.title = label(strong=True)
        self.title.setObjectName("queue_title")
        self.title.setContentsMargins(13, 0, 13, 0)
        column.addWidget(self.title)
        self._choices = Choices(spoken, self)
        self.list = QListView(self)
        self.list.setObjectName("queue_list")
        self.list.setAccessibleName(self.tr("Who is next"))
        self.list.setModel(self._choices)
        self.list.setItemDelegate(ConversationRowDelegate(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        column.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 0, 8, 0)
        self._hint = label(self.tr("Enter or a click takes it"), tone="ink3", size="caption")
        foot.addWidget(self._hint, 1)
        self._everything = push_button(self.tr("Show them all"), "queue_all", role="link")
        self._everything.clicked.connect(self._show_all)
        foot.addWidget(self._everything)
        column.addLayout(foot)
        beat().timeout.connect(self.list.viewport().update)
        self.show_queue(queue)
        self.list.setFocus()

    def show_queue(self, queue: Queue) -> None:
        """Show what became of it while one looks."""
        at = max(0, self.list.currentIndex().row())
        self._choices.show(queue.first)
        self.list.setCurrentIndex(self._choices.index(min(at, len(queue.first) - 1), 0))
        self.list.setFixedHeight(HEIGHT * len(queue.first))
        self.list.setVisible(bool(queue.first))
        self._hint.setVisible(bool(queue.first))
        self._everything.setVisible(bool(queue.count))
        words = self.tr("%n customer(s) have no agent yet", "", queue.count)
        self.title.setText(words if queue.count else self.tr("Nobody waits in the queue"))
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if row is not None:
            self.close()
            self.taken.emit(row.id)

    def _show_all(self) -> None:
        self.close()
        self.all_wished.emit()
