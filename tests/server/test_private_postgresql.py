"""The tests clean up behind themselves, even when they are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.server.private_postgresql import binaries

TESTS_THAT_NEVER_END = """
import signal
from tests.server.private_postgresql import binaries, running
with running(binaries()) as url:
    print(url, flush=True)
    signal.pause()
"""


@pytest.mark.postgresql
@pytest.mark.skipif(binaries() is None, reason="NO POSTGRESQL BINARIES")
def test_a_private_database_does_not_outlive_tests_that_were_killed() -> None:
    root = str(Path(__file__).resolve().parents[2])
    tests = subprocess.Popen(
        [sys.executable, "-c", TESTS_THAT_NEVER_END],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": root},
    )
    assert tests.stdout is not None
    url = tests.stdout.readline().strip()
    home = Path(url.rpartition("=")[2])
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        assert row == (str(home / "data"),)
    tests.kill()
    tests.communicate(timeout=60)  # its keeper shares its stderr: this is over when both are gone
    assert not home.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
