"""A PostgreSQL of the tests' own: started from the installed binaries, reached by a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
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
    home = Path(tempfile.mkdtemp(prefix="heliu-pg-", dir="/tmp"))  # a socket's path may have 107 bytes only
    prefix: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if _exists(name))
        shutil.chown(home, user)
        prefix = ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": home}
    try:
        data = str(home / "data")
        made = [*prefix, str(folder / "initdb"), "-D", data, "-U", "heliu", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run([*made, "--no-sync"], check=True, stderr=subprocess.PIPE, **quiet)
        wishes = ("listen_addresses=", f"unix_socket_directories={home}", "max_connections=200", "fsync=off")
        options = [word for wish in wishes for word in ("-c", wish)]
        control = [*prefix, str(folder / "pg_ctl"), "-D", data, "-w", "-t", "60", "-s"]
        log = str(home / "log")
        subprocess.run([*control, "-l", log, "-o", " ".join(options), "start"], check=True, **quiet)
        try:
            yield f"postgresql://heliu@/postgres?host={home}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
    finally:
        shutil.rmtree(home, ignore_errors=True)


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
