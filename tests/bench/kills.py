"""Many more kills than a test run has time for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Figure

_TEST = Path(__file__).parent.parent / "end2end" / "test_kill9.py"


def figures(kills: int) -> Iterator[Figure]:
    """How many kills of desk and server lost nothing and sent nothing twice: all of them, or the test says which."""
    if not kills:
        return
    env = {**os.environ, "KILLS": str(kills), "KILLS_SEED": str(os.getpid())}
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", str(_TEST)], env=env, cwd=_TEST.parents[2], check=False)
    survived = kills if run.returncode == 0 else 0
    yield Figure(name="kill -9 without loss", ours=survived, floor=kills, bar=">= 1.0", unit="kills")
