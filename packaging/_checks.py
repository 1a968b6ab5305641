"""Our own lint: traps that no general tool knows. Each check yields lines ``path:line: what is wrong``."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import _rooms
import _words
from _environment import ROOT

LONGEST_MODULE = 300  # lines
MACHINE_PATHS = re.compile(r"/(?:work|root|farm|Users/[a-z]+|home/[a-z]+)/")
ADDRESS = re.compile(r"https?://")
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def all_findings() -> list[str]:
    """Everything wrong in our files."""
    found = list(_rooms.findings()) + list(_words.findings())
    for path in our_files(ROOT):
        name = path.relative_to(ROOT).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += text_findings(name, text)
        if path.suffix == ".py":
            found += code_findings(name, text)
    return found


def text_findings(name: str, text: str) -> Iterator[str]:
    """Paths of one machine anywhere, addresses in a lock, and things left for later in the program."""
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE_PATHS.search(line) and name != "packaging/_checks.py":
            yield f"{name}:{number}: a path of one machine"
        if name.startswith("packaging/locks/") and ADDRESS.search(line):
            yield f"{name}:{number}: a lock names packages and hashes, no addresses"
        if name.startswith(("app/", "ui/", "main.py")) and LEFT_FOR_LATER.search(line):
            yield f"{name}:{number}: something was left for later"


def code_findings(name: str, text: str) -> Iterator[str]:
    """Calls that break the loop or let a customer's text act, waits for time in tests, and rooms grown too large."""
    program = name.startswith(("app/", "ui/")) or name == "main.py"
    if program and (length := text.count("\n")) > LONGEST_MODULE:
        yield f"{name}: {length} lines; a module has at most {LONGEST_MODULE}"
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        where = f"{name}:{node.lineno}"
        if called == "processEvents":
            yield f"{where}: processEvents() re-enters tasks; await instead"
        elif called in ("exec", "exec_") and program and isinstance(node.func, ast.Attribute):
            if not name.startswith("ui/kit/"):
                yield f"{where}: exec() loses the tasks that wake meanwhile; await ui.kit.dialogs"
        elif called == "QLabel" and program and not _is_our_text(node) and not _is_made_plain(tree, node):
            yield f"{where}: QLabel() with a text from outside needs setTextFormat(PlainText)"
        elif _is_test(name) and _waits_for_time(node, called):
            yield f"{where}: a test waits for an event, never for time"


def _is_our_text(label: ast.Call) -> bool:
    """Whether the label starts empty, with a literal or with one of our translated words."""
    if not label.args or isinstance(label.args[0], ast.Constant):
        return True
    first = label.args[0]
    if isinstance(first, ast.Name):
        return first.id in ("self", "parent")
    called = first.func if isinstance(first, ast.Call) else None
    return getattr(called, "attr", getattr(called, "id", "")) == "tr"


def _is_made_plain(tree: ast.AST, label: ast.Call) -> bool:
    """Whether the function around the label sets a plain text format."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= label.lineno <= (node.end_lineno or node.lineno)
    ]
    return any(
        isinstance(node, ast.Attribute) and node.attr == "PlainText" for part in around for node in ast.walk(part)
    )


def _is_test(name: str) -> bool:
    """Whether a file holds tests; the bench measures time and may let it pass."""
    return name.startswith("tests/") and not name.startswith("tests/bench/")


def _waits_for_time(call: ast.Call, called: str) -> bool:
    if called == "qWait":
        return True
    if called != "sleep":
        return False
    length = call.args[0] if call.args else None
    return not (isinstance(length, ast.Constant) and length.value == 0)


def our_files(root: Path) -> list[Path]:
    """All files that .gitignore does not name; git itself need not be there."""
    ignored = [".git", *(root / ".gitignore").read_text(encoding="utf-8").split()]

    def ours(name: str) -> bool:
        return not any(fnmatch(name, pattern.rstrip("/")) for pattern in ignored)

    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(filter(ours, folders))
        found += [Path(folder) / name for name in sorted(filter(ours, names))]
    return found
