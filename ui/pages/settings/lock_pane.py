"""The PIN and when the desk asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.lock import SHORTEST
from ui.kit import settings
from ui.kit.dialogs import ask
from ui.kit.tasks import TaskScope
from ui.kit.theme import space
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, label, push_button
from ui.pages.settings.pane import Pane, on_choice

if TYPE_CHECKING:
    from app.lock import Pin
    from app.session import Session

MINUTES = (1, 2, 5, 10, 15, 30, 60)


class PinDialog(QDialog):
    """Asks for the PIN in force, when there is one, and with ``new`` for another one, twice."""

    def __init__(self, pin: Pin, parent: QWidget, *, has_old: bool, new: bool) -> None:
        super().__init__(parent)
        self.setObjectName("pin_dialog")
        self.setWindowTitle(self.tr("PIN"))
        self.setMinimumWidth(360)
        self._pin, self._new = pin, new
        self._tasks = TaskScope(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Choose a PIN") if new else self.tr("Remove the PIN"), size="title"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        self._old = self._field(form, "pin_old", self.tr("Present PIN")) if has_old else None
        self._first = self._field(form, "pin_new", self.tr("New PIN, at least 4 characters")) if new else None
        self._again = self._field(form, "pin_again", self.tr("The same once more")) if new else None
        column.addLayout(form)
        self._trouble = Paragraph(tone="bad")
        self._trouble.setObjectName("pin_trouble")
        column.addWidget(self._trouble)
        cancel = push_button(self.tr("Cancel"), "pin_cancel")
        cancel.setAutoDefault(False)
        self._accept = push_button(self.tr("Save"), "pin_save", role="primary")
        self._accept.setDefault(True)
        cancel.clicked.connect(self.reject)
        self._accept.clicked.connect(lambda: self._tasks.start(self._save()))
        foot = QHBoxLayout()
        foot.setSpacing(space("s"))
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._accept)
        column.addLayout(foot)

    def _field(self, form: QFormLayout, name: str, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(128)
        caption = label(title, tone="ink2", size="caption")
        caption.setContentsMargins(0, space("s"), 0, 0)
        form.addRow(caption, field)
        return field

    async def _save(self) -> None:
        words = self._first.text() if self._first is not None else ""
        if self._new and len(words) < SHORTEST:
            return self._trouble.setText(self.tr("A PIN has at least 4 characters."))
        if self._again is not None and words != self._again.text():
            return self._trouble.setText(self.tr("The two are not the same."))
        self._accept.setEnabled(False)
        try:
            if self._old is not None and not await self._pin.opens(self._old.text()):
                pause = await self._pin.pause()
                said = self.tr("That is not the present PIN.")
                more = self.tr("Try again in %n second(s).", "", pause) if pause else ""
                return self._trouble.setText(f"{said} {more}".strip())
            await (self._pin.choose(words) if self._new else self._pin.forget())
        finally:
            self._accept.setEnabled(True)
        self.accept()
        return None


class LockPane(Pane):
    """Choose, change or remove the PIN, and the idle time."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(tr("LockPane", "Lock"), "pane_lock", parent)
        self._pin, self._tasks = session.pin, TaskScope(self)
        row = self.row(self.tr("PIN"))
        self._choose = push_button(self.tr("Choose a PIN"), "setting_pin")
        self._choose.clicked.connect(lambda: self._tasks.start(self._ask(new=True)))
        self._remove = push_button(self.tr("Remove"), "setting_pin_remove", role="quiet")
        self._remove.clicked.connect(lambda: self._tasks.start(self._ask(new=False)))
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        self._after = self.choice(
            self.tr("Lock by itself"),
            "setting_lock_minutes",
            [(0, self.tr("never")), *((n, self.tr("after %n minute(s) without a touch", "", n)) for n in MINUTES)],
        )
        self._after.setCurrentIndex(max(0, self._after.findData(settings.lock_minutes.get())))
        on_choice(self._after, lambda minutes: settings.lock_minutes.set(minutes))
        if session.workspace.login:
            self.remark(
                self.tr("The desk also opens locked. Whoever forgets the PIN uses the password of the account.")
            )
        else:
            self.remark(self.tr("The desk also opens locked. Keep the PIN well: there is no other way in."))
        self._tasks.start(self._show())

    async def _show(self) -> None:
        has_pin = await self._pin.is_set()
        self._choose.setText(self.tr("Change the PIN") if has_pin else self.tr("Choose a PIN"))
        self._choose.setAccessibleName(self._choose.text())
        self._remove.setVisible(has_pin)
        self._after.setEnabled(has_pin)

    async def _ask(self, *, new: bool) -> None:
        await ask(PinDialog(self._pin, self, has_old=await self._pin.is_set(), new=new))
        await self._show()
