"""Children are waited for, watched and stopped, however their parent or they themselves end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app import processes
from app.processes import ChildFailed, Family, ready_url

LISTENS = "print('heliu server ready http://127.0.0.1:1', flush=True); import threading; threading.Event().wait()"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LISTENS


def _python(code: str) -> Sequence[str]:
    return [sys.executable, "-c", code]


def _ignore(name: str, line: str) -> None:
    pass


def test_ready_line_of_a_child_gives_its_address() -> None:
    with Family(_ignore) as family:
        child = family.start("server", _python(LISTENS), {})

        assert child.wait_ready(30) == "http://127.0.0.1:1"
    assert child.code is not None


@pytest.mark.parametrize(
    "line", ["heliu server ready", "heliu other ready http://x", "INFO heliu server ready http://x"]
)
def test_other_lines_are_not_the_ready_line(line: str) -> None:
    assert ready_url("server", line) is None


def test_child_that_ends_before_it_is_ready_is_named_with_its_code() -> None:
    with Family(_ignore) as family:
        child = family.start("server", _python("raise SystemExit(7)"), {})

        with pytest.raises(ChildFailed, match="server ended with code 7"):
            child.wait_ready(30)


def test_every_line_of_a_child_is_told_with_its_name() -> None:
    told: list[tuple[str, str]] = []
    with Family(lambda name, line: told.append((name, line))) as family:
        family.start("server", _python("print('你好'); import sys; print('bad', file=sys.stderr)"), {})
        family.first_ended()

    assert {("server", "bad"), ("server", "你好")} < set(told)


OPENS_A_PROGRAM = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'input()'], stdin=0).pid)"


def test_end_of_a_child_is_seen_while_a_program_it_opened_holds_its_output() -> None:
    told: list[str] = []
    with Family(lambda name, line: told.append(line)) as family:
        family.start("desktop", _python(OPENS_A_PROGRAM), {})

        assert family.first_ended().code == 0
    assert len(told) == 2


def test_first_child_that_ends_is_found_and_the_others_are_stopped() -> None:
    with Family(_ignore) as family:
        stays = family.start("server", _python(LISTENS), {})
        stays.wait_ready(30)
        family.start("desktop", _python("raise SystemExit(3)"), {})

        ended = family.first_ended()

        assert (ended.name, ended.code) == ("desktop", 3)
        assert stays.code is None
    assert stays.code is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to be deaf to")
def test_child_that_does_not_listen_is_killed_after_the_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.2)
    with Family(_ignore) as family:
        child = family.start("server", _python(DEAF), {})
        child.wait_ready(30)

    assert child.code == -signal.SIGKILL


GRANDCHILD = """
import socket, sys, threading
from app.processes import hold_lifeline
hold_lifeline()
line = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
threading.Event().wait()
"""
PARENT = """
import sys, threading
from app.processes import Family
Family(lambda name, line: print(line, flush=True)).start("server", [sys.executable, "-c", *sys.argv[1:]], {})
threading.Event().wait()
"""


def test_child_ends_when_its_parent_was_killed() -> None:
    root = str(Path(__file__).resolve().parents[2])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, GRANDCHILD, str(listener.getsockname()[1])],
            env={**os.environ, "PYTHONPATH": root},
            stdout=subprocess.PIPE,
        )
        with parent, listener.accept()[0] as line_to_grandchild:
            line_to_grandchild.settimeout(10)
            parent.kill()

            assert line_to_grandchild.recv(1) == b""
