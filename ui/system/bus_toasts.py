"""Messages by the freedesktop.org service; Qt's own there cannot be clicked, and take a customer's words for markup."""

from __future__ import annotations

import html
import logging
import os
from collections.abc import Callable
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QImage

from ui.system.toasts import STAYS_MS, Toast, Toasts

log = logging.getLogger(__name__)

SERVICE: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"
LEAD: Final = "default"
"""The action of a click on the message itself."""


class BusToasts(Toasts):
    """Joins the session's bus with the first message. ``show_words`` name the click where a button stands for it."""

    def __init__(self, icon: QImage, show_words: str, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = {
            "desktop-entry": ("s", "heliu"),
            "category": ("s", "im.received"),
            "suppress-sound": ("b", True),  # ours are chosen by account
            "image-data": ("(iiibiiay)", _pixels(icon)),
        }
        self._actions = [LEAD, show_words]
        self._bus: DBusConnection | None = None
        self._ear: QSocketNotifier | None = None
        self._markup: bool | None = None
        self._held: list[Toast] = []
        self._asked: dict[int, Callable[[Message], None]] = {}
        self._shown: dict[int, Toast] = {}

    def show(self, toast: Toast) -> None:
        if self._bus is None and not self._join():
            self.refused.emit(toast)
        elif self._markup is None:
            self._held.append(toast)
        else:
            self._notify(toast)

    def withdraw(self) -> None:
        self._held.clear()
        for number in list(self._shown):
            self._call("CloseNotification", "u", (number,))
            self._let_go(number)

    def close(self) -> None:
        self.withdraw()
        self._leave()

    def _join(self) -> bool:
        try:
            self._bus = open_dbus_connection()
            self._bus.send(message_bus.AddMatch(MatchRule(type="signal", interface=SERVICE)))
        except (OSError, LookupError, ValueError, RuntimeError, StopIteration) as error:
            log.info("no messages beside the desk: %s", type(error).__name__)
            self._bus = None
            return False
        self._ear = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._listen)
        self._call("GetCapabilities", answered=self._on_capabilities)
        return self._bus is not None

    def _leave(self) -> None:
        """The bus is gone; the next message tries again."""
        if self._ear is not None:
            self._ear.setEnabled(False)
            self._ear.deleteLater()
        if self._bus is not None:
            self._bus.close()
        self._bus = self._ear = self._markup = None
        self._asked.clear()
        for number in list(self._shown):
            self._let_go(number)
        held, self._held = self._held, []
        for toast in held:
            self.refused.emit(toast)

    def _let_go(self, number: int) -> None:
        if (toast := self._shown.pop(number, None)) is not None:
            self.gone.emit(toast.key)

    # -- speaking

    def _call(
        self,
        method: str,
        signature: str = "",
        words: tuple[Any, ...] = (),
        answered: Callable[[Message], None] = lambda reply: None,
    ) -> None:
        if self._bus is None:
            return
        serial = next(self._bus.outgoing_serial)
        self._asked[serial] = answered
        try:
            self._bus.send(new_method_call(DBusAddress(PATH, SERVICE, SERVICE), method, signature, words), serial)
        except OSError:
            self._leave()

    def _notify(self, toast: Toast) -> None:
        same = next((n for n, shown in self._shown.items() if toast.key and shown.key == toast.key), 0)
        title, text = toast.title.replace("\0", ""), toast.text.replace("\0", "")
        text = html.escape(text, quote=False) if self._markup else text
        words = ("Heliu", same, "", title, text, self._actions, self._hints, STAYS_MS)

        def answered(reply: Message) -> None:
            if (number := _told(reply)) is None:
                self.refused.emit(toast)
            else:
                self._shown[number] = toast

        self._call("Notify", "susssasa{sv}i", words, answered)

    # -- hearing

    def _listen(self) -> None:
        while self._bus is not None:
            try:
                heard = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                self._leave()
                return
            self._hear(heard)

    def _hear(self, heard: Message) -> None:
        if heard.header.message_type is not MessageType.signal:
            if (answered := self._asked.pop(heard.header.fields.get(HeaderFields.reply_serial, 0), None)) is not None:
                answered(heard)
            return
        match heard.header.fields.get(HeaderFields.member), heard.body:
            case "ActionInvoked", (int(number), _) if number in self._shown:
                self.chosen.emit(self._shown[number].about)
            case "ActivationToken", (int(number), str(token)) if number in self._shown:
                os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt shows it to Wayland when the window comes forward
            case "NotificationClosed", (int(number), _):
                self._let_go(number)

    def _on_capabilities(self, reply: Message) -> None:
        able = _told(reply)
        if able is None:
            self._leave()
            return
        self._markup = "body-markup" in able
        held, self._held = self._held, []
        for toast in held:
            self._notify(toast)


def _told(reply: Message) -> Any:
    """What an answer brings; None when it is a refusal."""
    return reply.body[0] if reply.header.message_type is MessageType.method_return and reply.body else None


def _pixels(icon: QImage) -> tuple[int, int, int, bool, int, int, bytes]:
    """As the specification asks: width, height, bytes a line, alpha, bits a sample, samples, all of them."""
    picture = icon.convertToFormat(QImage.Format.Format_RGBA8888)
    return picture.width(), picture.height(), picture.bytesPerLine(), True, 8, 4, bytes(picture.constBits())
