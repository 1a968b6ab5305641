"""One start of the desk's front door, for the race: says FIRST or SECOND, and what links it was handed."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ui.system.single_instance import SingleInstance


def main(folder: str, link: str) -> int:
    application = QCoreApplication(sys.argv)
    instance = SingleInstance(Path(folder))
    print("ready", flush=True)
    sys.stdin.readline()
    if not instance.claim():
        print("SECOND", "heard" if instance.hand_over(link) else "unheard", flush=True)
        return 0
    instance.called.connect(lambda said: print("called", said, flush=True))
    print("FIRST", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
