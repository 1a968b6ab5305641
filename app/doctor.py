"""Says what is well on this computer and what is not, without a customer's word, a name or a secret."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

from app import workspaces
from app.config import VERSION, Settings, resource_path
from app.errors import HeliuError, KeyMissing, NoKeychain, NotWritable
from app.net.api import Api
from app.net.keychain import Keychain
from app.network import chosen_at_the_desk
from app.sign_in import find_keychain
from app.sounds import PLAYERS, player
from app.store.checkup import look_over

LEAST_ROOM: Final = 500 * 1024 * 1024
"""Bytes on the data folder's disk below which work may soon stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. ``well`` is None for plain facts."""

    about: str
    says: str
    well: bool | None = None


def doctor(settings: Settings) -> int:
    """Print every finding; 0 when nothing is wrong, else 1."""
    return asyncio.run(_print_all(settings))


async def _print_all(settings: Settings) -> int:
    wrong = 0
    async for finding in findings(settings):
        mark = {True: "ok   ", False: "WRONG", None: "     "}[finding.well]
        print(f"{mark} {finding.about:12} {finding.says}", flush=True)
        wrong += finding.well is False
    print(f"\n{wrong} wrong" if wrong else "\nall well")
    return 1 if wrong else 0


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Look at program, places, disk, keychain, stores and server, in this order."""
    frozen = "packaged" if getattr(sys, "frozen", False) else "from source"
    yield Finding(about="program", says=f"Heliu {VERSION}, {frozen}")
    yield Finding(about="python", says=f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    yield Finding(about="system", says=platform.platform())
    yield _resources()
    yield _sound()
    for finding in _data_folder(settings.data_dir):
        yield finding
    keychain: Keychain | None = None
    try:
        keychain = await find_keychain(settings.data_dir)
        yield Finding(about="keychain", says=keychain.title, well=True)
    except NoKeychain as missing:
        yield Finding(about="keychain", says=f"none ({missing.detail}); the desk asks before it keeps a key elsewhere")
    for number, workspace in enumerate(workspaces.known(settings.data_dir), 1):
        place = workspaces.folder(settings.data_dir, workspace) / "store.db"
        yield await _store(f"store {number}", place, keychain, workspace.name)
    known = {workspace.server_url for workspace in workspaces.known(settings.data_dir)}
    ca_file, proxy = chosen_at_the_desk(settings.data_dir)
    for address in sorted({settings.server_url, *known} - {""}):
        yield await _server(address, settings.ca_file or ca_file, settings.proxy or proxy)


def _resources() -> Finding:
    folder = resource_path("limits")
    return Finding(about="resources", says="found" if folder.is_dir() else "missing", well=folder.is_dir())


def _sound() -> Finding:
    found = player()
    if found is None:
        names = ", ".join(program for program, _ in PLAYERS)
        return Finding(about="sound", says=f"none of {names} is here; the desk stays silent")
    return Finding(about="sound", says=found[0])


def _data_folder(folder: Path) -> list[Finding]:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    shown = f"~/{folder.relative_to(Path.home())}" if folder.is_relative_to(Path.home()) else str(folder)
    if not (there.is_dir() and os.access(there, os.W_OK)):
        place = Finding(about="data folder", says=f"{shown}: {NotWritable.title}", well=False)
    else:
        place = Finding(about="data folder", says=shown if folder.exists() else f"{shown} (not made yet)")
    return [
        place,
        Finding(about="disk", says=f"{free / 1e9:.1f} GB free", well=free >= LEAST_ROOM),
    ]


async def _store(about: str, path: Path, keychain: Keychain | None, key_name: str) -> Finding:
    try:
        size = (await asyncio.to_thread(path.stat)).st_size
        key = await asyncio.to_thread(keychain.read, key_name) if keychain else ""
        if not key:
            return Finding(about=about, says=f"{size / 1e6:.1f} MB; {KeyMissing.title}", well=False)
        waiting = await asyncio.to_thread(look_over, path, bytes.fromhex(key))
    except FileNotFoundError:
        return Finding(about=about, says="not made yet")
    except HeliuError as error:
        return Finding(about=about, says=f"{error.title}: {error.detail}", well=False)
    return Finding(about=about, says=f"{size / 1e6:.1f} MB, whole; {waiting} edits wait to be handed in", well=True)


async def _server(address: str, ca_file: Path | None, proxy: str) -> Finding:
    shown = urlsplit(address).hostname or address
    api: Api | None = None
    try:
        api = Api(address, ca_file=ca_file, proxy=proxy or None)
        began = perf_counter()
        await api.ping()
    except HeliuError as error:
        return Finding(about="server", says=f"{shown}: {error.title}", well=False)
    finally:
        if api is not None:
            await api.close()
    return Finding(about="server", says=f"{shown}: answers in {(perf_counter() - began) * 1000:.0f} ms", well=True)
