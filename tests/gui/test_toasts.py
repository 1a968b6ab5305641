"""Messages beside the desk on Linux, spoken to a bus of our own."""

from __future__ import annotations

import os
import socket
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from ui.system.toasts import Toast

if sys.platform != "linux":
    pytest.skip("the freedesktop.org service is that of Linux", allow_module_level=True)

from jeepney import DBusAddress, HeaderFields, Message, Parser, new_error, new_method_return, new_signal

from ui.system.bus_toasts import PATH, SERVICE, BusToasts

HOSTILE = 'cheap <b>shirts</b> <a href="http://evil">here</a> & \0more'


class Bus:
    """A session bus with nothing on it but a service for messages."""

    def __init__(self, path) -> None:
        self.abilities: list[str] | None = ["body", "body-markup", "actions"]
        self.shown: list[tuple] = []
        self.closed: list[int] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen()
        self._ends = [self._door]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def leave(self) -> None:
        """The session ends."""
        ends, self._ends = self._ends, []
        for end in ends:
            end.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for end in ends:
            end.close()

    def signal(self, member: str, signature: str, *words: object) -> None:
        self._send(new_signal(DBusAddress(PATH, interface=SERVICE), member, signature, words))

    def _serve(self) -> None:
        try:
            self._line, _ = self._door.accept()
            self._ends.append(self._line)
            parser = Parser()
            parser.add_data(self._after_the_greeting(self._line))
            while True:
                while (message := parser.get_next_message()) is not None:
                    self._send(self._answer(message))
                if not (heard := self._line.recv(65536)):
                    return
                parser.add_data(heard)
        except OSError:
            return

    @staticmethod
    def _after_the_greeting(line: socket.socket) -> bytes:
        """Let anybody in; what came in the same breath."""
        said = b""
        while b"BEGIN\r\n" not in said:
            heard = line.recv(4096)
            if not heard:
                return b""
            said += heard
            if said.endswith(b"\r\n") and b"BEGIN" not in said:
                line.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        return said.partition(b"BEGIN\r\n")[2]

    def _answer(self, asked: Message) -> Message:
        match asked.header.fields[HeaderFields.member]:
            case "Hello":
                return new_method_return(asked, "s", (":1.7",))
            case "GetCapabilities" if self.abilities is None:
                return new_error(asked, "org.freedesktop.DBus.Error.ServiceUnknown")
            case "GetCapabilities":
                return new_method_return(asked, "as", (self.abilities,))
            case "Notify":
                self.shown.append(asked.body)
                return new_method_return(asked, "u", (asked.body[1] or len(self.shown),))
            case "CloseNotification":
                self.closed.append(asked.body[0])
        return new_method_return(asked)

    def _send(self, message: Message) -> None:
        self._line.sendall(message.serialise(serial=1))


@pytest.fixture
def bus(tmp_path, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    made = Bus(tmp_path / "bus")
    yield made
    made.leave()


@pytest.fixture
def toasts(bus, qapp):
    owner = QObject()
    icon = QImage(4, 4, QImage.Format.Format_ARGB32)
    icon.fill(Qt.GlobalColor.green)
    made = BusToasts(icon, "Show", owner)
    yield made
    made.close()
    del owner


def of(who: str, words: str = "在吗") -> Toast:
    return Toast(title=who, text=words, about=(who,), key=who)


async def test_a_customers_words_are_shown_and_no_markup(toasts, bus, wait_for):
    toasts.show(of("Lena", HOSTILE))
    await wait_for(lambda: bus.shown)
    program, _, _, title, text, *_ = bus.shown[0]
    assert (program, title) == ("Heliu", "Lena")
    assert text == 'cheap &lt;b&gt;shirts&lt;/b&gt; &lt;a href="http://evil"&gt;here&lt;/a&gt; &amp; more'


async def test_where_no_markup_is_known_the_words_stay_as_they_are(toasts, bus, wait_for):
    bus.abilities = ["body"]
    toasts.show(of("Lena", "1 < 2 & 3"))
    await wait_for(lambda: bus.shown)
    assert bus.shown[0][4] == "1 < 2 & 3"


async def test_the_service_makes_no_sound_of_its_own_and_sees_our_sign(toasts, bus, wait_for):
    toasts.show(of("Lena"))
    await wait_for(lambda: bus.shown)
    hints = bus.shown[0][6]
    assert hints["suppress-sound"] == ("b", True)
    kind, (width, height, line, alpha, bits, samples, pixels) = hints["image-data"]
    assert (kind, width, height, line, alpha, bits, samples) == ("(iiibiiay)", 4, 4, 16, True, 8, 4)
    assert pixels[:4] == bytes((0, 255, 0, 255))


async def test_a_click_tells_which_message_it_was(toasts, bus, wait_for):
    chosen = []
    toasts.chosen.connect(chosen.append)
    for number, who in enumerate(("Lena", "王磊"), 1):
        toasts.show(of(who))
        await wait_for(lambda count=number: len(toasts._shown) == count)
    bus.signal("ActivationToken", "us", 1, "let-me-come-forward")
    bus.signal("ActionInvoked", "us", 1, "default")
    bus.signal("ActionInvoked", "us", 99, "default")  # of another program
    await wait_for(lambda: chosen)
    assert chosen == [("Lena",)]
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "let-me-come-forward"


async def test_a_customers_next_message_takes_the_place_of_the_one_before(toasts, bus, wait_for):
    for words in ("在吗", "人呢"):
        toasts.show(of("Lena", words))
        await wait_for(lambda said=words: any(shown.text == said for shown in toasts._shown.values()))
    assert [(shown[1], shown[4]) for shown in bus.shown] == [(0, "在吗"), (1, "人呢")]
    bus.signal("NotificationClosed", "uu", 1, 2)
    await wait_for(lambda: not toasts._shown)
    toasts.show(of("Lena", "喂"))
    await wait_for(lambda: len(bus.shown) == 3)
    assert bus.shown[2][1] == 0, "what was put away is no place any more"


async def test_what_is_on_the_screen_is_taken_back(toasts, bus, wait_for):
    toasts.show(of("Lena"))
    await wait_for(lambda: toasts._shown)
    toasts.withdraw()
    await wait_for(lambda: bus.closed == [1])


async def test_without_a_service_the_message_is_refused(toasts, bus, wait_for):
    bus.abilities = None
    refused = []
    toasts.refused.connect(refused.append)
    toasts.show(of("Lena"))
    await wait_for(lambda: refused == [of("Lena")])


async def test_a_message_after_the_bus_has_gone_is_refused(toasts, bus, wait_for):
    refused = []
    toasts.refused.connect(refused.append)
    toasts.show(of("Lena"))
    await wait_for(lambda: toasts._shown)
    bus.leave()
    await wait_for(lambda: toasts._bus is None)
    toasts.show(of("王磊"))
    assert refused == [of("王磊")]


def test_without_a_bus_the_message_is_refused(qapp, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    owner = QObject()
    toasts = BusToasts(QImage(1, 1, QImage.Format.Format_ARGB32), "Show", owner)
    refused = []
    toasts.refused.connect(refused.append)
    toasts.show(of("Lena"))
    assert refused == [of("Lena")]
