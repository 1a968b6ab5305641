"""One desk for one data folder: a lock file decides, a local socket carries links to whoever came first."""

from __future__ import annotations

import ctypes
import hashlib
import json
import logging
import os
import shutil
import sys
import time
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import DiskFull, HeliuError, NotWritable

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 4096
"""Bytes."""
PATIENCE_MS = 3_000
"""How long a second start waits for the first one to answer; it may just be starting itself."""
TIME_TO_SPEAK_MS = 2_000
LEAST_ROOM = 64 * 1024
"""Bytes; with fewer a lock that cannot be written says that the disk is full."""
LONGEST_TOKEN = 256
TOKEN = "XDG_ACTIVATION_TOKEN"
"""What Wayland gives to the program that the user has just started; with it a window may come forward."""
ANYBODY = -1


class SingleInstance(QObject):
    """The lock file alone decides, since two sockets can both believe to be the first.

    Signals:
        called(link): another start handed over its link, "" when it had none.
    """

    called = Signal(str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._lock = QLockFile(str(data_dir / "desktop.lock"))
        self._lock.setStaleLockTime(0)
        self._name = _socket_name(data_dir)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this is the one. Whoever was killed does not count any more.

        Raises:
            DiskFull, NotWritable: the lock cannot be written, so nobody can know.
        """
        try:
            self._data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._trouble() from error
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            raise self._trouble()
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        if not self._server.listen(self._name):
            log.warning("nobody can hand over a link: %s", self._server.errorString())
        return True

    def _trouble(self) -> HeliuError:
        there = next(path for path in (self._data_dir, *self._data_dir.parents) if path.exists())
        full = shutil.disk_usage(there).free < LEAST_ROOM
        return (DiskFull if full else NotWritable)(str(self._data_dir))

    def hand_over(self, link: str = "") -> bool:
        """Ask the first one to come forward and go where ``link`` leads; whether it heard."""
        message = json.dumps({"open": link, "token": os.environ.get(TOKEN, "")[:LONGEST_TOKEN]}).encode()
        if len(message) > LONGEST_MESSAGE:
            return False
        give_up = time.monotonic() + PATIENCE_MS / 1000
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(500):
                _let_others_come_forward()
                socket.write(message + b"\n")
                heard = socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readAll().data()) == b"heard\n"
                socket.abort()
                return heard
            if time.monotonic() > give_up:
                return False
            time.sleep(0.05)

    def close(self) -> None:
        """Let another one be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._lock.unlock()

    def _welcome(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self)


class _Caller(QObject):
    """One connection; it says one short line or it is shown out."""

    def __init__(self, socket: QLocalSocket, house: SingleInstance) -> None:
        super().__init__(house)
        self._socket, self._house = socket, house
        socket.setReadBufferSize(LONGEST_MESSAGE + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        self._clock = self.startTimer(TIME_TO_SPEAK_MS)
        self._read()

    def timerEvent(self, event: object) -> None:
        self._leave()

    def _read(self) -> None:
        if self._socket.canReadLine():
            link, token = _said_in(bytes(self._socket.readLine().data()))
            if link is not None:
                if token:
                    os.environ[TOKEN] = token  # Qt shows it when the window comes forward
                self._socket.write(b"heard\n")
                self._socket.flush()
                self._house.called.emit(link)
            self._leave()
        elif self._socket.bytesAvailable() > LONGEST_MESSAGE:
            self._leave()

    def _leave(self) -> None:
        self.killTimer(self._clock)
        self._socket.readyRead.disconnect(self._read)
        self._socket.disconnectFromServer()
        self._socket.deleteLater()


def _said_in(line: bytes) -> tuple[str | None, str]:
    """The link of a message, None when it is none of ours, and the token that came along."""
    if len(line) > LONGEST_MESSAGE + 1:
        return None, ""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None, ""
    link, token = (said.get("open"), said.get("token")) if isinstance(said, dict) else (None, None)
    fit = isinstance(token, str) and len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable()
    return link if isinstance(link, str) else None, token if fit else ""


def _let_others_come_forward() -> None:
    """Windows lets only the program that the user has just started raise a window: pass that on."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(ANYBODY)


def _socket_name(data_dir: Path) -> str:
    mark = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:20]
    name = f"heliu-{mark}"
    own = os.environ.get("XDG_RUNTIME_DIR", "")  # only this user can reach into it
    if sys.platform == "linux" and own and Path(own).is_dir():
        return str(Path(own) / name)
    return name
