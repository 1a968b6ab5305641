"""Stores of a desk, generated once for each size and kept in the platform's cache folder, outside the tree."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import platformdirs

from app.protocol import KINDS
from app.store import Store, indexing, syncing
from app.store.cipher import CipherDatabase
from app.store.tables import SEARCHED
from app.store.transaction import Transaction
from tests.bench import people
from tests.bench.people import Size

BIG = Size(messages=1_000_000, customers=200_000, replies=10_000)
SMALL = Size(messages=1_000_000, customers=200_000, replies=10_000, busiest=200)
"""The same shop with a hundredth of its messages on the desk: only their number differs, nobody waits more or less."""
SPREAD = Size(messages=1_000_000, customers=200_000, replies=10_000, busiest=10_000, last=1)
"""As many as in ``SMALL``, but said by many: what a search finds has as many names as among a million messages."""
REPLIES = Size(messages=0, customers=0, replies=100_000)

KEY = bytes(range(32))
_PAGE = 50_000
_KEPT_S = 24 * 3600
_SAMPLE = Size(messages=40, customers=8, replies=8)


def folder() -> Path:
    """Where generated files are kept: they go stale when the same history would leave other bytes in the tables."""
    return Path(platformdirs.user_cache_dir("Heliu", appauthor=False)) / "bench" / _stamp()


@cache
def _stamp() -> str:
    """What a very small store is made of: its schema, rows and search index."""
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "store.db"
        asyncio.run(fill(path, _SAMPLE))
        db = connect(path)
        for (statement,) in db.execute_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"):
            digest.update(statement.encode())
        for table in (*KINDS, *(f"{kind}_search_data" for kind in sorted(SEARCHED))):
            for row in db.execute_sql(f'SELECT * FROM "{table}" ORDER BY 1'):
                digest.update(repr(row).encode())
        db.close()
    return digest.hexdigest()[:12]


def store_file(size: Size) -> Path:
    """The store of that size, made now if there is none. Never write to it: take a copy."""
    path = folder() / f"store-{size.name}.db"
    if not path.exists():
        _clear_old(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        print(f"bench: making a store of {size.messages:,} messages in {path.parent}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as making:
            asyncio.run(fill(Path(making) / "store.db", size))
            (Path(making) / "store.db").replace(path)
        print(f"bench: made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return path


def copy_of(size: Size, into: Path) -> Path:
    """A store of that size of one's own."""
    into.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(store_file(size), into / "store.db"))


async def fill(path: Path, size: Size) -> None:
    """Make a store as sync and the upkeep after it would have left it."""
    store = Store(path, KEY)
    await store.open()
    try:
        await store.write(_begin)
        for page in people.pages(size, page=_PAGE):
            await store.write(syncing.apply_page, page)
        await store.write(_finish)
        while await store.write(indexing.proceed):
            pass
    finally:
        await store.close()
    _settle(path)


def connect(path: Path, *, key: bytes | None = KEY) -> CipherDatabase:
    """A connection like the store's own, for the floors."""
    db = CipherDatabase(str(path), key)
    db.connect()
    return db


def _begin(tx: Transaction) -> None:
    syncing.begin(tx, people.EPOCH, 0)
    syncing.begin_backfill(tx, people.scopes(), 0)


def _finish(tx: Transaction) -> None:
    tx.run("DELETE FROM backfill")
    tx.run("UPDATE scope SET filled = 1")


def _settle(path: Path) -> None:
    db = connect(path)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _clear_old(current: Path) -> None:
    """Files of older tables are of no use to anybody; fresh ones may be somebody's who measures beside us."""
    if not current.parent.exists():
        return
    for other in current.parent.iterdir():
        if other != current and other.is_dir() and time.time() - other.stat().st_mtime > _KEPT_S:
            shutil.rmtree(other, ignore_errors=True)
