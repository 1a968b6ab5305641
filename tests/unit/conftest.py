"""A store of one's own, the clock of its desk, and a server's pages made by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from app.protocol import KINDS, ChangePage, HybridClock, Record, to_row
from app.store import Store

KEY = bytes(range(32))

MakeStore = Callable[..., Awaitable[Store]]
MakePage = Callable[..., ChangePage]


@pytest.fixture
async def make_store(tmp_path: Path) -> AsyncIterator[MakeStore]:
    """Opens stores in one process, each in its own file, and closes them afterwards."""
    opened: list[Store] = []

    async def make(name: str = "store.db", key: bytes | None = KEY) -> Store:
        store = Store(tmp_path / name, key)
        opened.append(store)
        await store.open()
        return store

    yield make
    for store in opened:
        await store.close()


@pytest.fixture
async def store(make_store: MakeStore) -> Store:
    """One open store."""
    return await make_store()


@pytest.fixture
def clock() -> HybridClock:
    """The desk's clock of edits."""
    return HybridClock("desk")


@pytest.fixture
def page() -> MakePage:
    """Makes a server's page: ``page(("customer", "c1", 5, Customer(name="王伟")), covered_to=5)``."""

    def make(*records: tuple[str, str, int, Record], covered_to: int | None = None, **other: Any) -> ChangePage:
        tables: dict[str, list[list[Any]]] = {}
        for kind, record_id, rev, record in records:
            tables.setdefault(kind, []).append([record_id, rev, *to_row(KINDS[kind], record)])
        head = max((rev for _, _, rev, _ in records), default=0) if covered_to is None else covered_to
        known = {"epoch": "e1", "head": head, "more": False, "scopes": ["workspace"]}
        return ChangePage(**{**known, **other}, covered_to=head, tables=tables)

    return make
