"""Applying a page of changes, beside the bare statements of the same page."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from app.protocol import ChangePage
from app.store import Store, syncing
from app.store.changes import Touched
from app.store.transaction import Transaction
from tests.bench import stores
from tests.bench.measure import MS, Figure, growth, median, quiet, spread
from tests.bench.news import news_for
from tests.bench.people import Size

Statement = tuple[str, list[Any]]


def figures(big: Size, small: Size, rounds: int) -> Iterator[Figure]:
    """How fast a page goes in, in rows a second."""
    ours, floor = apply_speeds(big, rounds)
    note = f"2,000 rows a page of an ordinary day, half of the pages known rows; {spread(ours)}"
    yield Figure(
        name="apply a sync page", ours=median(ours), floor=median(floor), bar=">= 0.6", unit="rows/s", note=note
    )
    yield growth("apply a sync page", MS / median(ours), MS / median(apply_speeds(small, rounds)[0]), "ms/row")


def apply_speeds(size: Size, rounds: int) -> tuple[list[float], list[float]]:
    """Rows a second of each round: ours, and the bare statements. Each round is a page of new rows and it again."""
    with tempfile.TemporaryDirectory() as folder:
        mine, bare = (stores.copy_of(size, Path(folder) / name) for name in ("mine", "bare"))
        news = [each for page in islice(news_for(mine), rounds + 1) for each in (page, _renewed(page))]
        return asyncio.run(_speeds(mine, bare, news))


async def _speeds(mine: Path, bare: Path, news: Sequence[ChangePage]) -> tuple[list[float], list[float]]:
    recorded = _statements(mine, news)
    store, db = Store(mine, stores.KEY), stores.connect(bare)
    await store.open()
    found: tuple[list[float], list[float]] = [], []
    try:
        for turn in range(0, len(news), 2):
            now = slice(turn, turn + 2)
            rows = sum(len(some) for page in news[now] for some in page.tables.values())
            with quiet():
                a = await _ours(store, news[now])
                b = _bare(db.connection(), recorded[now])
            if turn:
                found[0].append(rows / a)
                found[1].append(rows / b)
    finally:
        await store.close()
        db.close()
    return found


def _renewed(page: ChangePage) -> ChangePage:
    """The same page once more, as if every row of it had changed again."""
    by = page.covered_to - page.tables["message"][0][1] + 1
    tables = {kind: [[row[0], row[1] + by, *row[2:]] for row in rows] for kind, rows in page.tables.items()}
    return replace(page, covered_to=page.covered_to + by, head=page.head + by, tables=tables)


async def _ours(store: Store, pages: Sequence[ChangePage]) -> float:
    began = time.perf_counter()
    for page in pages:
        await store.write(syncing.apply_page, page)
    return time.perf_counter() - began


def _bare(connection: Any, pages: Sequence[list[Statement]]) -> float:
    began = time.perf_counter()
    for statements in pages:
        connection.execute("BEGIN IMMEDIATE")
        for sql, rows in statements:
            connection.executemany(sql, rows)
        connection.execute("COMMIT")
    return time.perf_counter() - began


class _Recorder(Transaction):
    """A transaction that remembers what it was told to write."""

    def __init__(self, db: Any) -> None:
        super().__init__(db, Touched())
        self.statements: list[Statement] = []

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        taken = [tuple(row) for row in rows]
        self.statements.append((sql, taken))
        super().many(sql, taken)


def _statements(path: Path, pages: Sequence[ChangePage]) -> list[list[Statement]]:
    """What has to be written for each page, found by writing it and taking it back."""
    db = stores.connect(path)
    found = []
    connection = db.connection()
    connection.execute("BEGIN IMMEDIATE")
    for page in pages:
        recorder = _Recorder(db)
        syncing.apply_page(recorder, page)
        found.append([(sql, rows) for sql, rows in recorder.statements if sql.startswith("INSERT")])
    connection.execute("ROLLBACK")
    db.close()
    return found
