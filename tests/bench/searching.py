"""Finding among a million messages and a hundred thousand quick replies, beside what SQLite does bare."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.protocol import HybridClock
from app.services import QuickReplyService, SearchService
from app.store import Store
from tests.bench import people, stores
from tests.bench.measure import MS, Figure, median, percentile, quiet
from tests.bench.people import Size

LENGTHS = (1, 2, 4)
CLOCK = time.process_time if time.get_clock_info("process_time").resolution < 1e-4 else time.perf_counter
"""Processor time where it is fine enough: others at work here must not decide what the slowest of a hundred is."""

_LIMIT = 50
_SCAN = "SELECT id FROM message WHERE instr(text, ?) > 0 ORDER BY number DESC LIMIT ?"
_POPUP = 8
_WARM_KB = 1_500_000


def message_figures(size: Size, queries: int) -> Iterator[Figure]:
    """p99 and recall by length of the query."""
    path = stores.store_file(size)
    for length in LENGTHS:
        asked = sample(path, "message", "text", length, queries)
        ours, scan, recall = asyncio.run(_messages(path, asked))
        name = f"message search, {length} character{'s' * (length > 1)}"
        note = f"p50 {median(ours) * MS:.2f} ms, scan {median(scan) * MS:.1f} ms; {queries} queries, processor time"
        yield Figure(
            name=f"{name}: p99",
            ours=percentile(ours, 0.99) * MS,
            floor=percentile(scan, 0.99) * MS,
            bar="<= 0.1",
            unit="ms",
            note=note,
        )
        yield Figure(name=f"{name}: recall", ours=recall, floor=1.0, bar=">= 1.0", unit="share")


def reply_figures(size: Size, queries: int) -> Iterator[Figure]:
    """Quick replies as the agent types: words of the title, and shortcuts."""
    path = stores.store_file(size)
    asked = [q for length in LENGTHS for q in sample(path, "quick_reply", "title", length, queries // 3)]
    ours, bare = asyncio.run(_replies(path, asked))
    pairs = (("p50", median(ours), median(bare)), ("p99", percentile(ours, 0.99), percentile(bare, 0.99)))
    for name, a, b in pairs:
        note = f"{len(asked)} queries of 1, 2 and 4 characters among {size.replies:,}"
        yield Figure(name=f"quick-reply search: {name}", ours=a * MS, floor=b * MS, bar="<= 2.0", unit="ms", note=note)


def sample(path: Path, table: str, column: str, length: int, count: int) -> list[str]:
    """Stretches of what is really written there, and a few that are not."""
    dice = random.Random(length)
    db = stores.connect(path)
    last = db.execute_sql(f"SELECT max(number) FROM {table}").fetchone()[0]
    first = db.execute_sql(f"SELECT min(number) FROM {table}").fetchone()[0]
    asked: list[str] = []
    while len(asked) < count:
        if len(asked) % 20 == 19:
            asked.append("".join(dice.choices("鑫淼焱垚犇骉羴猋", k=length)))
            continue
        sql = f"SELECT {column} FROM {table} WHERE number >= ? AND length({column}) >= ? LIMIT 1"
        found = db.execute_sql(sql, (dice.randrange(first, last + 1), length)).fetchone()
        if found:
            at = dice.randrange(len(found[0]) - length + 1)
            if len(piece := found[0][at : at + length].strip()) == length and not set(piece) & set(" \n"):
                asked.append(piece)
    db.close()
    return asked


async def service_timings(
    path: Path, kind: Callable[..., Any], ask: Callable[..., Awaitable[Any]], asked: Sequence[str]
) -> list[float]:
    """Seconds of each question to a service over the store."""
    store = Store(path, stores.KEY)
    await store.open()
    try:
        service = kind(store, people.user_id(0), HybridClock("bench"), _nothing)
        for query in asked[:10]:
            await ask(service, query)
        found = []
        with quiet():
            for query in asked:
                began = CLOCK()
                await ask(service, query)
                found.append(CLOCK() - began)
        return found
    finally:
        await store.close()


async def find_messages(service: SearchService, query: str) -> Any:
    """The search page's question, of messages."""
    return await service.find(query, _LIMIT, ("message",))


async def find_replies(service: QuickReplyService, query: str) -> Any:
    """The question of the list above the composer."""
    return await service.find(query, _POPUP)


async def _messages(path: Path, asked: Sequence[str]) -> tuple[list[float], list[float], float]:
    store, db = Store(path, stores.KEY), stores.connect(path)
    # The scan may keep the whole file decrypted: it is a floor, not a way to live.
    db.execute_sql(f"PRAGMA cache_size = -{_WARM_KB}")
    db.execute_sql("SELECT count(*) FROM message WHERE instr(text, '鑫') > 0").fetchone()
    await store.open()
    service = SearchService(store, people.user_id(0), HybridClock("bench"), _nothing)
    ours, scan, found, there = [], [], 0, 0
    try:
        for query in asked[:10]:
            await find_messages(service, query)
        with quiet():
            for query in asked:
                began = CLOCK()
                hits = await find_messages(service, query)
                between = CLOCK()
                truth = db.execute_sql(_SCAN, (query, _LIMIT)).fetchall()
                scan.append(CLOCK() - between)
                ours.append(between - began)
                wanted = {i for (i,) in truth}
                there += len(wanted)
                found += len(wanted & {hit.id for hit in hits})
    finally:
        await store.close()
        db.close()
    return ours, scan, found / there if there else 1.0


async def _replies(path: Path, asked: Sequence[str]) -> tuple[list[float], list[float]]:
    store, db = Store(path, stores.KEY), stores.connect(path)
    await store.open()
    service = QuickReplyService(store, people.user_id(0), HybridClock("bench"), _nothing)
    ours, bare = [], []
    sql = (
        "SELECT q.id, q.title, q.shortcut, q.body FROM quick_reply_search s JOIN quick_reply q ON q.number = s.rowid"
        " WHERE quick_reply_search MATCH ? ORDER BY s.rowid DESC LIMIT ?"
    )
    try:
        for turn in range(2):
            with quiet():
                for query in asked:
                    began = CLOCK()
                    await find_replies(service, query)
                    between = CLOCK()
                    db.execute_sql(sql, (f'title : "{" ".join(query)}"', _POPUP)).fetchall()
                    if turn:
                        bare.append(CLOCK() - between)
                        ours.append(between - began)
    finally:
        await store.close()
        db.close()
    return ours, bare


def _nothing() -> None:
    """Nobody is to be woken."""
