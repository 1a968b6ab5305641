"""What stands before the desk while it is locked: a field for the PIN and nothing of the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.widgets import IconLabel, Paragraph, label, push_button, restyle

WIDTH = 300


class LockScreen(QWidget):
    """Covers its parent entirely.

    Signals:
        tried(words, with_password): the agent gave a PIN, or the password of the account.
    """

    tried = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget, *, has_password: bool) -> None:
        super().__init__(parent)
        self._with_password = False
        self._left = 0
        self.setObjectName("lock_screen")
        self.setAccessibleName(self.tr("Heliu is locked"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        outer.addWidget(IconLabel("lock", "ink3", 40), alignment=centre)
        outer.addSpacing(8)
        outer.addWidget(label(self.tr("Heliu is locked"), size="display"), alignment=centre)
        outer.addWidget(label(name, tone="ink3"), alignment=centre)
        outer.addSpacing(16)
        self.field = QLineEdit()
        self.field.setObjectName("lock_pin")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(128)
        self.field.setFixedWidth(WIDTH)
        self.field.returnPressed.connect(self._try)
        outer.addWidget(self.field, alignment=centre)
        self._trouble = Paragraph(tone="bad")
        self._trouble.setObjectName("lock_trouble")
        self._trouble.setFixedWidth(WIDTH)
        self._trouble.setAlignment(centre)
        outer.addWidget(self._trouble, alignment=centre)
        row = QHBoxLayout()
        row.addStretch(1)
        self._open = push_button(self.tr("Unlock"), "lock_open", role="primary")
        self._open.setFixedWidth(WIDTH)
        self._open.clicked.connect(self._try)
        row.addWidget(self._open)
        row.addStretch(1)
        outer.addLayout(row)
        self._other = push_button("", "lock_other", role="link")
        self._other.clicked.connect(self._change_way)
        self._other.setVisible(has_password)
        outer.addWidget(self._other, alignment=centre)
        outer.addStretch(3)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        self._show_way()

    def cover(self) -> None:
        """Lie over the parent, above everything in it, and listen."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.field.setFocus()

    def show_busy(self, busy: bool) -> None:
        """While a try is looked at."""
        self.field.setEnabled(not busy)
        self._open.setEnabled(not busy)

    def show_trouble(self, words: str) -> None:
        """Say why it did not open."""
        self._trouble.setText(words)
        self.field.clear()
        self.show_busy(False)
        self.field.setFocus()

    def show_wrong(self, pause: int) -> None:
        """It was the wrong one; the next try is looked at in ``pause`` seconds."""
        self.show_trouble(self.tr("That was not it."))
        if pause:
            self._left = pause
            self.show_busy(True)
            self._timer.start()
            self._show_pause()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_pause()
        else:
            self._timer.stop()
            self.show_trouble("")

    def _show_pause(self) -> None:
        self._trouble.setText(self.tr("That was not it. Try again in %n second(s).", "", self._left))

    def _try(self) -> None:
        if self.field.isEnabled() and self.field.text():
            self.show_busy(True)
            self.tried.emit(self.field.text(), self._with_password)

    def _change_way(self) -> None:
        self._with_password = not self._with_password
        self._show_way()

    def _show_way(self) -> None:
        asked = self.tr("Password of the account") if self._with_password else self.tr("PIN")
        other = self.tr("Use the PIN") if self._with_password else self.tr("I forgot the PIN")
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        self._other.setText(other)
        self._other.setAccessibleName(other)
        self._trouble.setText("")
        restyle(self.field, "state", "")
        self.field.setFocus()
