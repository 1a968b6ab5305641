"""Steps that tests of the inbox share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from itertools import count

from pytestqt.qtbot import QtBot

from app.protocol import KINDS, ChangePage, Record
from app.session import Session
from app.store import syncing
from ui.models.roles import Role
from ui.pages.inbox import InboxPage

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


async def known_inbox(session: Session, qtbot: QtBot) -> InboxPage:
    """The inbox, shown, with its list and its filters read."""
    made = InboxPage(session)
    qtbot.addWidget(made)
    made.resize(1384, 830)
    made.show()
    made.activateWindow()
    await until(lambda: made._list.known and made._list.index(0, 0).data(Role.ROW) is not None)
    made.column.view.setFocus()
    return made


async def all_in_sight(page: InboxPage) -> None:
    """The list shows all conversations, and every row of it was read."""
    page.column.show_view("all")
    await until(lambda: page._list.known and len(page._list.at_hand(names(page))) == page._list.rowCount())


def names(page: InboxPage) -> list[str]:
    """The conversations of the list, from the top."""
    return [page._list.id_at(at) for at in range(page._list.rowCount())]


async def eventually(claim: Callable[[], Awaitable[object]]) -> None:
    """Ask again and again until the store says so; fails when it never does."""
    async with asyncio.timeout(10):
        while not await claim():
            pass
