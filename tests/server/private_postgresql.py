"""A PostgreSQL of the tests' own: started from the installed binaries, reached by a socket, gone afterwards.

Run as a script it is its keeper: it starts the server whose binaries lie in the named folder, says its address, and
ends it when its own stdin closes, so that none outlives tests that were killed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def binaries() -> Path | None:
    """The folder with initdb and postgres, newest first."""
    if found := shutil.which("initdb"):
        folder = Path(found).resolve().parent
        if (folder / "postgres").exists():
            return folder
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server that keeps its files in a folder of its own; yields the URL of its maintenance database."""
    with subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is for the tests
    ) as keeper:
        assert keeper.stdin is not None and keeper.stdout is not None
        url = keeper.stdout.readline().strip()
        assert url, "PostgreSQL did not start"
        yield url
        keeper.stdin.close()


@contextmanager
def fresh_database(server: str, name: str) -> Iterator[str]:
    """An empty database on a running server."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _keep(folder: Path) -> None:
    home = Path(tempfile.mkdtemp(prefix="heliu-pg-", dir="/tmp"))  # a socket's path may have 107 bytes only
    prefix: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if _exists(name))
        shutil.chown(home, user)
        prefix = ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]

    def run(program: str, *words: str) -> None:
        command = [*prefix, str(folder / program), "-D", str(home / "data"), *words]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=home)

    wishes = ("listen_addresses=", f"unix_socket_directories={home}", "max_connections=200", "fsync=off")
    options = " ".join(f"-c {wish}" for wish in wishes)
    try:
        run("initdb", "-U", "heliu", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-t", "60", "-s", "-l", str(home / "log"), "-o", options, "start")
        try:
            print(f"postgresql://heliu@/postgres?host={home}", flush=True)
            sys.stdin.read()
        finally:
            run("pg_ctl", "-w", "-t", "60", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    _keep(Path(sys.argv[1]))
