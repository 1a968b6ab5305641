"""Logging in once more when the session is over, over the desk that stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import HeliuError
from ui.kit.dialogs import ask
from ui.kit.tasks import TaskScope
from ui.welcome.login import LoginForm

if TYPE_CHECKING:
    from app.session import Session


class LoginAgain(QDialog):
    """The login form over the window; it goes when the login is good."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("login_again")
        self.setWindowTitle(self.tr("Log in again"))
        self.setMinimumWidth(420)
        self._session = session
        self._tasks = TaskScope(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        workspace = session.workspace
        self._form = LoginForm(self, address=workspace.server_url, login=workspace.login, fixed_address=True)
        self._form.submitted.connect(lambda _address, *words: self._tasks.start(self._log_in(*words)))
        self._form.back_asked.connect(self.reject)
        column.addWidget(self._form)
        self._form.start()

    async def _log_in(self, login: str, password: str) -> None:
        self._form.show_busy(True)
        try:
            await self._session.log_in(login, password)
        except HeliuError as error:
            self._form.show_busy(False)
            self._form.show_error(error)
        else:
            self.accept()


async def log_in_again(session: Session, parent: QWidget) -> None:
    """Ask until the login is good or the agent puts it off."""
    await ask(LoginAgain(session, parent))
