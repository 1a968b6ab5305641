"""Our own child processes: how each is started, when it is ready, how it ends.

A child that listens says so with one line on stdout, ``heliu NAME ready URL`` (``say_ready``); its parent waits for
that line. ``port`` 0 makes a child take a free port, so the line is also how the parent learns it.
"""

from __future__ import annotations

import sys
from pathlib import Path


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
