"""The locks: exact versions and hashes for every Python and system we support, and no addresses."""

from __future__ import annotations

import subprocess
import sys

import _environment
from _environment import LOCKS, ROOT, Trouble

UV = "uv~=0.13"
EXTRAS: dict[str, list[str]] = {
    "desktop": [],
    "server": ["--extra", "postgresql"],
    "dev": ["--extra", "postgresql", "--group", "dev"],
}


def make() -> None:
    """Resolve pyproject.toml into packaging/locks/*.txt; the wider locks agree with the narrower ones."""
    tools = ROOT / "build" / "lock-tools"
    python = tools / _environment.PYTHON_IN_VENV
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(tools)], check=True)
    subprocess.run([str(python), "-m", "pip", "--quiet", "install", UV], check=True)
    for name in _environment.ORDER:
        agree = [] if name == "desktop" else ["--constraint", str(LOCKS / "desktop.txt")]
        command = [str(python), "-m", "uv", "--quiet", "pip", "compile", "--upgrade", "--universal"]
        command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
        command += [
            "--no-annotate",
            *EXTRAS[name],
            *agree,
            "--output-file",
            str(LOCKS / f"{name}.txt"),
            "pyproject.toml",
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            raise Trouble(f"the lock {name} could not be made; uv said why above")
