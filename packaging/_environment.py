"""The isolated environment: .venv, the locked packages, and on Linux what Qt needs from the system."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import _linux

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
PYTHON_IN_VENV = "Scripts/python.exe" if os.name == "nt" else "bin/python"
# Each lock holds everything the ones before it hold.
ORDER = ("desktop", "server", "dev")


class Trouble(Exception):
    """The verb cannot go on; the message says what to do."""


def ready(lock: str, *, graphical: bool, testing: bool = False, freezing: bool = False) -> Path:
    """The environment's Python, after making sure that everything in ``lock`` is installed."""
    if sys.platform == "linux":
        _system_packages(graphical=graphical, testing=testing, freezing=freezing)
    python = _environment_python()
    _install(python, lock)
    return python


def _environment_python() -> Path:
    python = VENV / PYTHON_IN_VENV
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    marker = VENV / "pyvenv.cfg"
    if python.exists() and f"version = {version}." in marker.read_text(encoding="utf-8"):
        return python
    print(f"dev.py: making .venv with Python {version}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True, stdout=subprocess.DEVNULL)
    return python


def _install(python: Path, lock: str) -> None:
    stamp = VENV / "installed.json"
    have: dict[str, str] = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    covering = ORDER[ORDER.index(lock) :]
    if any(have.get(name) == _digest(name) for name in covering):
        return
    print(
        f"dev.py: installing the packages of packaging/locks/{lock}.txt (a minute or more the first time)", flush=True
    )
    stamp.unlink(missing_ok=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-qq"]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(LOCKS / f"{lock}.txt")], cwd=ROOT, check=False)
    if done.returncode != 0:
        raise Trouble("the packages could not be installed; pip said why above. Mend that and run the same line again.")
    stamp.write_text(json.dumps({lock: _digest(lock)}), encoding="utf-8")


def _digest(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def _system_packages(*, graphical: bool, testing: bool = False, freezing: bool = False) -> None:
    def required() -> list[str]:
        packages = _linux.missing_for_qt() if graphical else []
        return packages + (_linux.missing_for_freezing() if freezing else [])

    needed = required()
    if importlib.util.find_spec("ensurepip") is None:
        needed.append(f"python3.{sys.version_info[1]}-venv")
    wanted = _linux.missing_for_tests() if testing else []
    if not needed and not wanted:
        return
    if _linux.can_install():
        said = _linux.install(needed + wanted)
        left = required()
        if said or left:
            raise Trouble(f"{said}\nsystem packages could not be installed: {' '.join(left or needed + wanted)}")
    elif needed:
        raise Trouble(
            f"system packages are missing. Please install them:\n\n    {_linux.install_line(needed + wanted)}\n"
        )
    else:
        print(
            f"dev.py: some tests will be skipped; to run them too, install:\n    {_linux.install_line(wanted)}",
            file=sys.stderr,
        )
