"""What dev.py can do: each verb a function, each function the order of its steps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import _bundle
import _checks
import _environment
import _locks
import _rooms
import _words
from _environment import ROOT, Trouble

TEST_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_API": "pyside6"}


def run(words: Sequence[str], usage: str) -> int:
    """Run the verb that ``words`` name; print ``usage`` when there is none."""
    if not words or words[0] in ("-h", "--help"):
        print(usage)
        return 0 if words else 2
    verb = VERBS.get(words[0])
    if verb is None:
        print(f"dev.py: there is no verb {words[0]}\n\n{usage}", file=sys.stderr)
        return 2
    try:
        return verb(list(words[1:]))
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _program(name: str, *, lock: str, shows: bool) -> Callable[[list[str]], int]:
    """A verb that runs ``main.py name``; ``shows`` when it needs a screen."""

    def verb(words: list[str]) -> int:
        python = _environment.ready(lock, graphical=shows)
        return _become([str(python), str(ROOT / "main.py"), name, *words])

    return verb


def _test(words: list[str]) -> int:
    python = _environment.ready("dev", graphical=True, testing=True)
    return _become([str(python), "-m", "pytest", *words], **TEST_ENVIRONMENT)


def _bench(words: list[str]) -> int:
    python = _environment.ready("dev", graphical=True, testing=True)
    return _become([str(python), "-m", "tests.bench", *words], PYTHONPATH=str(ROOT), **TEST_ENVIRONMENT)


def _screenshots(words: list[str]) -> int:
    python = _environment.ready("dev", graphical=True)
    return _become([str(python), str(ROOT / "packaging" / "_screenshots.py")], PYTHONPATH=str(ROOT), **TEST_ENVIRONMENT)


def _lint(words: list[str]) -> int:
    python = _environment.ready("dev", graphical=False)
    failed = [name for name, command in _lint_steps(python) if not _passes(name, command)]
    found = _checks.all_findings()
    for finding in found:
        print(finding)
    failed += ["own checks"] if found else []
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: all well")
    return 1 if failed else 0


def _lint_steps(python: Path) -> list[tuple[str, list[str]]]:
    tool = [str(python), "-m"]
    return [
        ("ruff format", [*tool, "ruff", "format", "--check", "."]),
        ("ruff check", [*tool, "ruff", "check", "."]),
        ("mypy", [*tool, "mypy"]),
        ("lint-imports", [str(python.with_name("lint-imports"))]),
    ]


def _passes(name: str, command: list[str]) -> bool:
    print(f"lint: {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode == 0


def _package(words: list[str]) -> int:
    python = _environment.ready("dev", graphical=True, freezing=True)
    _bundle.build(python)
    return _bundle.smoke()


def _docs(words: list[str]) -> int:
    _rooms.write()
    return 0


def _collect_words(words: list[str]) -> int:
    _words.collect()
    return 0


def _lock(words: list[str]) -> int:
    _locks.make()
    return 0


def _become(command: list[str], **environment: str) -> int:
    """Hand this process over to ``command``, so that Ctrl-C and signals reach it and nobody in between."""
    env = {**os.environ, **{name: os.environ.get(name, value) for name, value in environment.items()}}
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=env)


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": _program("demo", lock="desktop", shows=True),
    "run": _program("desktop", lock="desktop", shows=True),
    "serve": _program("serve", lock="server", shows=False),
    "simulate": _program("simulate", lock="server", shows=False),
    "admin": _program("admin", lock="server", shows=False),
    "doctor": _program("doctor", lock="desktop", shows=False),
    "test": _test,
    "lint": _lint,
    "bench": _bench,
    "package": _package,
    "screenshots": _screenshots,
    "docs": _docs,
    "words": _collect_words,
    "lock": _lock,
}
