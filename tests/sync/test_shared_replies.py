"""Quick replies of a team: two desks write the same one, and what was written before comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.errors import Offline
from app.session import Session
from tests.sync.office import Office, handed_in, reached
from tests.sync.world import World


@pytest.fixture
async def desks(world: World, tmp_path: Path) -> AsyncIterator[tuple[tuple[Office, Session], tuple[Office, Session]]]:
    opened = []
    for user in ("ann", "bob"):
        office = Office(world, tmp_path / user, user)
        await office.arrive()
        session = office.session()
        await session.open()
        await handed_in(session)
        opened.append((office, session))
    yield opened[0], opened[1]
    for _, session in opened:
        await session.close()


async def test_two_who_rewrite_one_reply_offline_keep_both_texts_until_one_chooses(desks):
    (ann_office, ann), (bob_office, bob) = desks
    ann_office.wire.cut = bob_office.wire.cut = True
    await ann.quick_replies.edit("hello", body="Hello from Ann", title="Hi")
    await bob.quick_replies.edit("hello", body="Hello from Bob", shortcut="hb")
    await ann_office.reconnect(ann)
    await handed_in(ann)
    await bob_office.reconnect(bob)
    await reached(bob, lambda status: status.parked == 1 and not status.pending)

    (conflict,) = await bob.conflicts.all()
    assert (conflict.record_id, conflict.mine, conflict.theirs) == ("hello", "Hello from Bob", "Hello from Ann")
    reply = await bob.quick_replies.get("hello")
    assert reply.parked and (reply.title, reply.shortcut) == ("Hi", "hb"), "different fields merge"

    await bob.conflicts.use_text(conflict.id, "Hello from both")
    await reached(bob, lambda status: not status.parked and not status.pending)
    ann.wake()
    await handed_in(ann)
    assert not (await bob.quick_replies.get("hello")).parked
    (mine,) = [value for value in await ann.past.values("quick_reply", "hello") if value.value == "Hello from Ann"]
    assert mine.field == "body" and mine.user_id == "bob"


async def test_an_earlier_version_comes_back_on_every_desk(desks, world):
    (_, ann), (_, bob) = desks
    await ann.quick_replies.edit("hello", body="Better")
    await handed_in(ann)
    (before,) = [value for value in await ann.past.values("quick_reply", "hello") if value.field == "body"]
    assert before.value == "Hello, how can I help?"
    await ann.past.restore("quick_reply", "hello", before.id)
    assert (await world.record("quick_reply", "hello"))["body"] == before.value
    for session in (ann, bob):
        session.wake()
        await _shows(session, before.value)


async def _shows(session: Session, words: str) -> None:
    """Wait until a desk shows a text."""
    changed = asyncio.Event()
    leave = session.feed.subscribe(lambda _changes: changed.set())
    async with asyncio.timeout(20):
        while (await session.quick_replies.get("hello")).body != words:
            await changed.wait()
            changed.clear()
    leave()


async def test_without_a_line_the_history_is_offline_and_not_lost_in_an_error(desks):
    (office, ann), _ = desks
    office.wire.cut = True
    with pytest.raises(Offline):
        await ann.past.values("quick_reply", "hello")
