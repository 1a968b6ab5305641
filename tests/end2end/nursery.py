"""Gives birth to real processes of the program without the wait for its imports: a process that has them forks.

Run as a script it reads, from the socket on its stdin, one JSON list of words per birth with the file descriptor of the
child's stdout beside it, and answers with the child's number.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Born:
    """A process whose lines are heard."""

    def __init__(self, pid: int, out: int, heard: Callable[[str], None]) -> None:
        self.pid = pid
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._heard = heard
        self._reader = threading.Thread(target=self._listen, args=(out,), daemon=True)
        self._reader.start()

    def line(self, seconds: float = 60.0) -> str | None:
        """Its next line; None when it has ended."""
        return self._lines.get(timeout=seconds)

    def wait_for(self, start: str, seconds: float = 60.0) -> str:
        """Its next line that begins with ``start``."""
        while (line := self.line(seconds)) is not None:
            if line.startswith(start):
                return line
        raise AssertionError(f"the process ended before it said {start!r}")

    def kill(self) -> None:
        """``kill -9``; returns when it is gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end; returns when it is gone."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        os.kill(self.pid, number)
        self._reader.join(30)
        assert not self._reader.is_alive(), f"{self.pid} does not end"

    def _listen(self, out: int) -> None:
        with os.fdopen(out, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                self._heard(line.rstrip())
                self._lines.put(line.rstrip())
        self._lines.put(None)


class Nursery:
    """Where they are born. Use as a context manager."""

    def __enter__(self) -> Nursery:
        self._ours, theirs = socket.socketpair()
        self._asking = threading.Lock()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen([sys.executable, __file__], stdin=theirs, env=environment)
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._process.wait(30)

    def bear(
        self,
        *words: str,
        environment: Mapping[str, str] | None = None,
        heard: Callable[[str], None] = lambda line: None,
    ) -> Born:
        """A new process: ``words`` are those of ``main.py``, or ``driver`` and its own."""
        read, write = os.pipe()
        with self._asking:
            order = json.dumps([list(words), dict(environment or {})]).encode()
            socket.send_fds(self._ours, [order], [write])
            os.close(write)
            pid = int(self._ours.recv(32))
        return Born(pid, read, heard)


def _nurse() -> None:
    """The mother's life: no threads, no loop, nothing but imports, so that forking is safe."""
    import main
    from tests.end2end import driver

    for room in ("app.net.api", "app.server.admin", "app.server.command", "app.simulator.command"):
        importlib.import_module(room)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    orders = socket.socket(fileno=0)
    children: list[int] = []
    while True:
        order, fds, _, _ = socket.recv_fds(orders, 65536, 1)
        if not order:
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            return
        pid = os.fork()
        if pid:
            children.append(pid)
            os.close(fds[0])
            orders.send(str(pid).encode())
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        orders.close()
        os.dup2(fds[0], 1)
        words, environment = json.loads(order)
        os.environ.update(environment)
        code = 1
        try:
            code = driver.main(words[1:]) if words[0] == "driver" else main.main(words)
        finally:
            sys.stdout.flush()
            os._exit(code)


if __name__ == "__main__":
    _nurse()
