"""``main.py serve`` as a process of its own, over a folder or a database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

MAIN = Path(__file__).resolve().parents[2] / "main.py"


class Program:
    """The process, once it answers."""

    def __init__(self, folder: Path, *, database: str = "", port: int = 0, secret_key: bytes = b"") -> None:
        environment = {**os.environ, "HELIU_BOOTSTRAP_TOKEN": "once", "HELIU_SECRET_KEY": secret_key.hex()}
        command = [sys.executable, str(MAIN), "serve", "--data-dir", str(folder), "--port", str(port)]
        command += ["--database", database] if database else []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
        assert self.process.stdout is not None
        name, kind, ready, self.url = self.process.stdout.readline().split()
        assert (name, kind, ready) == ("heliu", "serve", "ready")

    def sign_in(self) -> httpx.Client:
        """A desk of the one who installed the server."""
        grant = httpx.post(f"{self.url}/v1/session", json={"token": "once"}).json()
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {grant['access_token']}"})

    def kill(self) -> None:
        """``kill -9``; returns when it is gone."""
        self.process.kill()
        self.process.wait()


@contextmanager
def program(folder: Path, *, database: str = "", port: int = 0, secret_key: bytes = b"") -> Iterator[Program]:
    """A running server that is killed in the end."""
    running = Program(folder, database=database, port=port, secret_key=secret_key)
    try:
        yield running
    finally:
        running.kill()
        assert running.process.stdout is not None
        running.process.stdout.close()
