"""Steps that tests of the inbox share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import count

from app.protocol import KINDS, ChangePage, Record
from app.session import Session
from app.store import syncing

_revisions = count(2)


async def until(claim: Callable[[], object], seconds: float = 10) -> None:
    """Let the loop run until ``claim`` holds; fails when it never does."""
    async with asyncio.timeout(seconds):
        while not claim():  # noqa: ASYNC110 - what is waited for are turns of the loop, not time
            await asyncio.sleep(0)


async def from_server(
    session: Session, kind: str, records: Mapping[str, Record], dropped: tuple[str, ...] = ()
) -> None:
    """What a sync brings: records of one kind at a new revision, and ids of some that are gone."""
    rev = next(_revisions)
    rows = [[i, rev, *(asdict(record)[name] for name in KINDS[kind].fields)] for i, record in records.items()]
    scopes = sorted(await session._store.read(syncing.scopes))
    gone = {kind: [(i, rev) for i in dropped]} if dropped else {}
    page = ChangePage(epoch="e", covered_to=rev, head=rev, more=False, scopes=scopes, tables={kind: rows}, dropped=gone)
    await session._store.write(syncing.apply_page, page)
