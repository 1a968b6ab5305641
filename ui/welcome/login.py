"""The login form. What goes wrong is said where it was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import BadConfiguration, HeliuError, LoginRefused, NotHeliu, Offline, Untrusted
from ui.kit.dialogs import ask
from ui.kit.notices import detail_of, title_of
from ui.kit.tasks import TaskScope
from ui.kit.widgets import Paragraph, label, push_button, restyle
from ui.welcome.network_dialog import NetworkDialog


class LoginForm(QWidget):
    """Address, name and password.

    Signals:
        submitted(address, login, password)
        back_asked: the agent wants to choose another way in.
    """

    submitted = Signal(str, str, str)
    back_asked = Signal()

    def __init__(self, parent: QWidget, *, address: str, login: str, fixed_address: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("login_form")
        self._tasks = TaskScope(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Log in"), size="display"))
        column.addSpacing(4)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        self._address = self._field("login_address", self.tr("Server address"), address)
        self._address.setPlaceholderText("https://heliu.example.com")
        self._address.setEnabled(not fixed_address)
        self._login = self._field("login_name", self.tr("Name"), login)
        self._password = self._field("login_password", self.tr("Password"), "")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self._address, self._login, self._password):
            caption = label(field.accessibleName(), tone="ink2", size="caption")
            caption.setBuddy(field)
            caption.setContentsMargins(0, 8, 0, 0)
            form.addRow(caption, field)
        column.addLayout(form)
        self._trouble = Paragraph(tone="bad")
        self._trouble.setObjectName("login_trouble")
        self._trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trouble.hide()
        column.addWidget(self._trouble)
        row = QHBoxLayout()
        self._back = push_button(self.tr("Back"), "login_back", role="quiet")
        self._back.clicked.connect(self.back_asked)
        row.addWidget(self._back)
        self._network = push_button(self.tr("Network…"), "login_network", role="quiet")
        self._network.clicked.connect(lambda: self._tasks.start(ask(NetworkDialog(self))))
        row.addWidget(self._network)
        row.addStretch(1)
        self._submit = push_button(self.tr("Log in"), "login_submit", role="primary")
        self._submit.setMinimumWidth(120)
        self._submit.clicked.connect(self._on_submit)
        row.addWidget(self._submit)
        for button in (self._back, self._network, self._submit):
            button.setAutoDefault(False)  # in a dialog Enter would press "Back" besides
        column.addLayout(row)

    def _field(self, name: str, title: str, text: str) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.returnPressed.connect(self._on_submit)
        field.textEdited.connect(lambda: restyle(field, "wrong", "false"))
        return field

    def start(self) -> None:
        """Put the cursor where something is missing."""
        for field in (self._address, self._login, self._password):
            if field.isEnabled() and not field.text():
                field.setFocus()
                return
        self._password.setFocus()

    def show_busy(self, busy: bool) -> None:
        """While the server is asked, nothing can be changed."""
        for widget in (self._login, self._password, self._submit, self._back, self._network):
            widget.setEnabled(not busy)
        self._submit.setText(self.tr("Logging in…") if busy else self.tr("Log in"))
        if busy:
            self._trouble.hide()

    def show_error(self, error: HeliuError) -> None:
        """Say what went wrong, and put the cursor where it can be put right."""
        match error:
            case LoginRefused():
                self._blame(self._password, self.tr("This name and password do not fit together."))
            case Untrusted():
                hint = self.tr("Check the address, or choose your company's certificate under “Network…”.")
                self._blame(self._address, self.tr("{0}. {1}").format(title_of(error), hint))
            case NotHeliu() | BadConfiguration():
                self._blame(
                    self._address, self.tr("There is no Heliu server at this address. Check it for typing errors.")
                )
            case Offline():
                hint = self.tr("Check the address and whether this computer is online.")
                self._blame(self._address, self.tr("{0}. {1}").format(title_of(error), hint))
            case _:
                title, detail = title_of(error), detail_of(error)
                self._blame(None, self.tr("{0}. {1}").format(title, detail) if detail else title)

    def _blame(self, field: QLineEdit | None, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setAccessibleName(words)
        self._trouble.show()
        if field is not None and field.isEnabled():
            restyle(field, "wrong", "true")
            field.setFocus()
            field.selectAll()

    def _on_submit(self) -> None:
        for field, words in (
            (self._address, self.tr("Which server? The address is missing.")),
            (self._login, self.tr("Your name is missing.")),
            (self._password, self.tr("Your password is missing.")),
        ):
            if not field.text().strip():
                self._blame(field, words)
                return
        address = self._address.text().strip().rstrip("/")
        if "://" not in address:
            address = f"https://{address}"
            self._address.setText(address)
        self.submitted.emit(address, self._login.text().strip(), self._password.text())
