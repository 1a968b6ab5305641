"""The server of "this computer": a child process on loopback that lives as long as the desktop."""

from __future__ import annotations

import asyncio
import logging
import secrets
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from app.errors import Offline
from app.processes import LIFELINE, command_line, free_port, ready_url
from ui.kit.translations import tr

log = logging.getLogger(__name__)

START_SECONDS = 30.0
STOP_MS = 5_000
RESTARTS = 5
"""In a row; a server that dies more often than this stays down and the status bar says offline."""


class EmbeddedServer(QObject):
    """Starts ``serve`` on loopback, starts it again when it dies, ends it when the desktop ends.

    ``token`` is good for one login without a password; it travels in the environment, never on the command line.
    """

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.token = secrets.token_hex(32)
        self._data_dir, self._port = data_dir, free_port()
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log)
        self._process.finished.connect(self._on_end)
        self._process.errorOccurred.connect(lambda error: log.warning("the embedded server: %s", error.name))
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._stopping, self._failures = False, 0

    @property
    def url(self) -> str:
        """Where it answers, or will: the same through all its lives."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start the server; nobody needs to wait for it."""
        self._launch()

    async def wait_ready(self) -> None:
        """Until it answers.

        Raises Offline when it does not within half a minute or keeps ending.
        """
        try:
            await asyncio.wait_for(asyncio.shield(self._ready), START_SECONDS)
        except TimeoutError as error:
            raise Offline(tr("Embedded", "The server of this computer did not start.")) from error

    async def stop(self) -> None:
        """Ask the server to finish, and make sure of it."""
        self._stopping = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._process.finished.connect(lambda: ended.done() or ended.set_result(None))
        self._process.closeWriteChannel()
        self._process.terminate()
        QTimer.singleShot(STOP_MS, self._process, self._process.kill)
        await ended

    def _launch(self) -> None:
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("HELIU_BOOTSTRAP_TOKEN", self.token)
        environment.insert("HELIU_DATA_DIR", str(self._data_dir))
        environment.insert(LIFELINE, "1")
        self._process.setProcessEnvironment(environment)
        program, *words = command_line("serve", "--host", "127.0.0.1", "--port", str(self._port))
        self._process.start(program, words)

    def _read(self) -> None:
        while self._process.canReadLine():
            url = ready_url("serve", bytes(self._process.readLine().data()).decode(errors="replace"))
            if url is not None:
                self._failures = 0
                if not self._ready.done():
                    self._ready.set_result(None)

    def _log(self) -> None:
        for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
            log.info("server: %s", line)

    def _on_end(self, code: int) -> None:
        if self._stopping:
            return
        log.warning("the embedded server ended with code %d", code)
        self._failures += 1
        if self._failures <= RESTARTS:
            QTimer.singleShot(200 * 2**self._failures, self, self._restart)
        elif not self._ready.done():
            self._ready.set_exception(Offline(tr("Embedded", "The server of this computer ends at once.")))

    def _restart(self) -> None:
        if not self._stopping and self._process.state() is QProcess.ProcessState.NotRunning:
            self._launch()
