"""Our own child processes: how each is started, when it is ready, how it ends.

A child that is ready says so with one line on stdout, ``heliu SUBCOMMAND ready URL`` (``say_ready``); its parent waits
for that line. ``port`` 0 makes a child take a free port, so the line is also how the parent learns it. The desktop says
it when its window shows the inbox. A child whose environment holds ``LIFELINE`` ends by itself when its stdin closes,
so none outlives a parent that was killed.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, cast

from app.errors import HeliuError
from app.phrases import phrase

LIFELINE: Final = "HELIU_LIFELINE"
CREATE_NEW_PROCESS_GROUP: Final = 0x200  # subprocess has the name on Windows only
GRACE_SECONDS: Final = 8.0
"""How long a child may take to put its work away before it is killed."""
LAST_WORDS_SECONDS: Final = 1.0
"""How long the words of an ended child are waited for: a program that it opened may hold its output for hours."""

Tell = Callable[[str, str], None]


class ChildFailed(HeliuError):
    """A part of the program did not start, or stopped by itself."""

    title = phrase("Errors", "A part of Heliu stopped")


def say_ready(name: str, url: str) -> None:
    """Tell the parent that this process now answers at ``url``."""
    print(f"heliu {name} ready {url}", flush=True)


def ready_url(name: str, line: str) -> str | None:
    """The address in a child's ready line, or None when the line says something else."""
    words = line.split()
    return words[3] if words[:3] == ["heliu", name, "ready"] and len(words) == 4 else None


def command_line(*words: str) -> list[str]:
    """How to start this same program with other words: a frozen program is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, str(Path(__file__).resolve().parent.parent / "main.py"), *words]


def hold_lifeline() -> None:
    """Where the parent asked for it, end this process when its stdin closes: first politely, then for certain."""
    if not os.environ.pop(LIFELINE, ""):
        return

    def watch() -> None:
        while os.read(0, 1024):
            pass
        if os.name == "nt":
            signal.raise_signal(signal.SIGTERM)
        else:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        threading.Event().wait(GRACE_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


class Child:
    """One running child. ``code`` is None while it runs."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        tell: Tell,
        ended: Callable[[Child], None],
    ) -> None:
        self.name = name
        self.url = ""
        self._tell = tell
        self._ended = ended
        self._settled = threading.Event()
        # A session of its own: Ctrl-C in the terminal reaches the parent only, which then stops all in order.
        on_windows = os.name == "nt"
        self._process = subprocess.Popen(
            list(command),
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment, LIFELINE: "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=not on_windows,
            creationflags=CREATE_NEW_PROCESS_GROUP if on_windows else 0,
        )
        self._reader = threading.Thread(target=self._listen, name=f"output of {name}", daemon=True)
        self._watcher = threading.Thread(target=self._watch, name=f"end of {name}", daemon=True)
        self._reader.start()
        self._watcher.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code; None while the child runs."""
        return self._process.poll()

    def wait_ready(self, seconds: float) -> str:
        """The address from the ready line.

        Raises:
            ChildFailed: it ended, or said nothing in ``seconds``.
        """
        if not self._settled.wait(seconds):
            raise ChildFailed(f"{self.name} was not ready in {seconds:.0f} s")
        if not self.url:
            raise ChildFailed(f"{self.name} ended with code {self._process.wait()}")
        return self.url

    def wait(self) -> int:
        """The exit code, once the child has ended."""
        return self._process.wait()

    def stop(self) -> None:
        """End the child: ask, and after the grace kill. Does nothing when it has ended."""
        with contextlib.suppress(OSError):
            cast(IO[str], self._process.stdin).close()
        if os.name != "nt":
            self._process.terminate()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._watcher.join()

    def _listen(self) -> None:
        with cast(IO[str], self._process.stdout) as lines:
            for line in lines:
                if not self.url and (url := ready_url(self.name, line)):
                    self.url = url
                    self._settled.set()
                self._tell(self.name, line.rstrip())

    def _watch(self) -> None:
        self._process.wait()
        self._reader.join(LAST_WORDS_SECONDS)
        self._settled.set()
        self._ended(self)


def free_port() -> int:
    """A port on loopback that nothing listens on now, for an address that must be known before its owner starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Family:
    """The children of one process, stopped last first on leaving.

    ``tell`` gets a child's name and each line it writes.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._children: list[Child] = []
        self._ended: queue.SimpleQueue[Child] = queue.SimpleQueue()

    def __enter__(self) -> Family:
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._children):
            child.stop()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """Start a child whose environment is ours and ``environment``."""
        child = Child(name, command, environment, self._tell, self._ended.put)
        self._children.append(child)
        self._tell(name, f"process {child.pid}")
        return child

    def run(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Run a child to its end.

        Raises:
            ChildFailed: its exit code was not 0.
        """
        child = Child(name, command, environment, self._tell, lambda ended: None)
        self._children.append(child)
        if (code := child.wait()) != 0:
            raise ChildFailed(f"{name} ended with code {code}")

    def first_ended(self) -> Child:
        """Wait until any child ends, and return it."""
        while True:
            try:
                return self._ended.get(timeout=1)  # a wait without end could not be interrupted on Windows
            except queue.Empty:
                continue
