"""A calm window with one card; each of its questions is awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import HeliuError
from ui.kit.icons import drawing
from ui.kit.theme import theme
from ui.kit.widgets import label
from ui.shell.notice_stack import NoticeStack
from ui.welcome.choice import ModeChoice
from ui.welcome.login import LoginForm
from ui.welcome.trouble import StoreTrouble

T = TypeVar("T")
CARD_WIDTH = 500


class _Mark(QWidget):
    """The sign of the house."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(48, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, drawing("heliu", 48, self.devicePixelRatioF()))


class WelcomeWindow(QWidget):
    """Shown until there is a desk.

    Signals:
        close_asked: the agent leaves instead.
    """

    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome_window")
        self.setWindowTitle(self.tr("Heliu"))
        self.resize(QSize(760, 640).boundedTo(self.screen().availableSize()))
        self.setMinimumSize(560, 480)
        self._card = QWidget(self)
        self._card.setFixedWidth(CARD_WIDTH)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(32, 28, 32, 28)
        self._column.setSpacing(16)
        self._column.addWidget(_Mark(self._card))
        self._shown: QWidget | None = None
        around = QVBoxLayout(self)
        around.addStretch(1)
        around.addWidget(self._card, alignment=Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(1)
        self._notices = NoticeStack(self, above=0)
        theme().changed.connect(self.update)

    async def choose_mode(self) -> str:
        """demo, local or team."""
        view = ModeChoice(self._card)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        view.chosen.connect(lambda mode: answer.done() or answer.set_result(mode))
        self._show(view)
        return await answer

    async def log_in(
        self,
        attempt: Callable[[str, str, str], Awaitable[T]],
        *,
        address: str,
        login: str,
        fixed_address: bool = False,
    ) -> T | None:
        """Ask until ``attempt(address, login, password)`` succeeds; its result, or None for "back"."""
        view = LoginForm(self._card, address=address, login=login, fixed_address=fixed_address)
        answers: asyncio.Queue[tuple[str, str, str] | None] = asyncio.Queue()
        view.submitted.connect(lambda *words: answers.put_nowait(words))
        view.back_asked.connect(lambda: answers.put_nowait(None))
        self._show(view)
        view.start()
        while (answer := await answers.get()) is not None:
            view.show_busy(True)
            try:
                return await attempt(*answer)
            except HeliuError as error:
                view.show_busy(False)
                view.show_error(error)
        return None

    async def settle(self, error: HeliuError) -> str:
        """What to do about local data that cannot be opened: retry, start_over, memory, file or quit."""
        view = StoreTrouble(error, self._card)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        view.decided.connect(lambda way: answer.done() or answer.set_result(way))
        self._show(view)
        return await answer

    def show_waiting(self, words: str) -> None:
        """Say what is being prepared."""
        self._show(label(words, tone="ink2", parent=self._card))

    def _show(self, view: QWidget) -> None:
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = view
        self._column.addWidget(view)
        view.show()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().color("bg"))
        painter.setPen(theme().color("line"))
        painter.setBrush(theme().color("panel"))
        painter.drawRoundedRect(QRectF(self._card.geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a wish; the owner grants it."""
        event.ignore()
        self.close_asked.emit()
