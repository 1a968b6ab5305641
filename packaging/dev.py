"""One door for developers: sets everything up from nothing, then runs a verb. Needs only a Python.

    python3 packaging/dev.py demo          a whole demo brand on this computer: simulator, server, desktop
    python3 packaging/dev.py run [...]     the desktop               (what follows goes to main.py)
    python3 packaging/dev.py serve [...]   the server                (also: simulate, admin, doctor)
    python3 packaging/dev.py test [...]    all tests                 (what follows goes to pytest)
    python3 packaging/dev.py lint          format, style, types, import contracts, our own checks
    python3 packaging/dev.py bench [...]   speed, each figure beside its floor (--quick, --soak MINUTES, --json FILE)
    python3 packaging/dev.py package       the frozen program in dist/heliu, and its smoke test
    python3 packaging/dev.py screenshots   play a demo and photograph it into docs/screenshots
    python3 packaging/dev.py docs          write the table of rooms into docs/ARCHITECTURE.md
    python3 packaging/dev.py words         collect the words to translate into resources/i18n/*.ts
    python3 packaging/dev.py lock          make packaging/locks anew from pyproject.toml

The first run makes .venv and installs the locked packages; later runs install again only when a lock has changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def other_python():
    """Path of a suitable Python when the running one is too old or too new, else None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        words = ["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"]
        if shutil.which(words[0]) is None:
            continue
        probe = [*words, "-c", "import sys; print(sys.executable, *sys.version_info[:2], sep='\\n')"]
        answer = subprocess.run(probe, capture_output=True, text=True, check=False).stdout.splitlines()
        if answer[1:] == ["3", str(minor)]:
            return answer[0]
    return None


def main(words):
    """Run one verb and return its exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = other_python()
        if found is None:
            print(
                f"dev.py: this is Python {sys.version_info[0]}.{sys.version_info[1]}; Heliu needs Python 3.11, 3.12 or"
                " 3.13, and none of them was found on this computer.",
                file=sys.stderr,
            )
            return 1
        if os.name != "nt":
            os.execv(found, [found, __file__, *words])
        return subprocess.call([found, __file__, *words])
    import _verbs  # written for the Pythons we support, so it comes after the check

    return _verbs.run(words, usage=__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
