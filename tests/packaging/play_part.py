"""A make-believe part of the demo: play_part.py DIARY PLOT subcommand [options]. Writes what happens to it in DIARY."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

diary, plot, name = sys.argv[1:4]


def note(word: str) -> None:
    with Path(diary).open("a", encoding="utf-8") as book:
        book.write(f"{word} {name}\n")


def stop(number: int, frame: object) -> None:
    note("stopped")
    os._exit(0)


signal.signal(signal.SIGTERM, stop)
note("started")
if name in ("simulate", "serve"):
    print(f"heliu {name} ready http://127.0.0.1:1", flush=True)
if name == "admin" and plot == "seed fails":
    sys.exit(4)
if name == "desktop":
    print("desktop is open", flush=True)
    if plot == "window is closed":
        sys.exit(0)
if name == "serve" and plot == "server crashes":
    while "started desktop" not in Path(diary).read_text(encoding="utf-8"):
        threading.Event().wait(0.02)
    sys.exit(9)
if name != "admin":
    threading.Event().wait()
