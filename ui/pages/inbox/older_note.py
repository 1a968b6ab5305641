"""What is said above a talk whose older messages are on their way, or out of reach."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.skeleton import PATIENCE
from ui.kit.translations import tr
from ui.kit.widgets import label, push_button
from ui.models.timeline import Older

HIGH, GAP = 28, 8
"""Pixels of it, and of the room above and below."""


class OlderNote(QFrame):
    """Over the upper edge of ``view``, which gives it ``room``.

    Signals:
        changed: it came or went.
        retry_wished: ask the server now.
    """

    changed = Signal()
    retry_wished = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("older_note")
        self._words = label("", tone="ink2", size="caption")
        self._retry = push_button(tr("TimelineView", "Try again"), name="older_retry", role="link")
        self._retry.clicked.connect(self.retry_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self._retry)
        self.setFixedHeight(HIGH)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._appear)
        self.hide()

    @property
    def room(self) -> int:
        """Pixels it needs above the first message."""
        return 0 if self.isHidden() else HIGH + 2 * GAP

    def tell(self, older: Older) -> None:
        """Say how it stands with what is older; an answer that comes at once needs no words."""
        self._patience.stop()
        self._retry.setVisible(older is Older.CUT_OFF)
        if older is Older.ASKED:
            self._words.setText(tr("TimelineView", "Fetching older messages…"))
            if self.isHidden():
                self._patience.start()
            self.place()
        elif older is Older.CUT_OFF:
            self._words.setText(tr("TimelineView", "Older messages, if any, come when the server can be reached."))
            self._appear()
        elif not self.isHidden():
            self.hide()
            self.changed.emit()

    def _appear(self) -> None:
        self.place()
        if self.isHidden():
            self.show()
            self.raise_()
            self.changed.emit()

    def place(self) -> None:
        """Stand in the middle of the view, wherever that is now."""
        self.resize(min(self.sizeHint().width(), self._view.width() - 2 * GAP), HIGH)
        self.move((self._view.width() - self.width()) // 2, GAP)
