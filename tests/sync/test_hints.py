"""What comes along with a hint is taken in at once; whatever is missing, doubled or stale, a pull puts right."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from app.net.hints import HintParser
from app.protocol import Hint
from app.server import house_routes
from app.server.access import principal_of
from app.sync import SyncEngine
from tests.sync.test_engine import Life, online
from tests.sync.world import CLUB_TALK, LI_TALK, SHOP, WORKSPACE, Desk, World


async def hint_for(world: World, desk: Desk, since: int) -> Hint:
    """What the server would tell this desk now, had it told everything up to ``since`` before."""
    who = await world.database.read(principal_of, WORKSPACE, desk.user, desk.device)
    event = await house_routes._hint(world.app.state.server, who, since, await head_of(world))
    (hint,) = HintParser().feed(event)
    return hint


async def head_of(world: World) -> int:
    return (await world.database.read(lambda tx: tx.rows("SELECT head FROM workspace")))[0][0]


@asynccontextmanager
async def resting(desk: Desk):
    """The desk's engine with nothing to do; yields how it hears hints."""
    heard_by = []

    async def hints(heard):
        heard_by.append(heard)
        heard(Hint(rev=0))
        await asyncio.Event().wait()

    async with Life(desk, hints) as life:
        await life.until(lambda status: online(status) and status.live)
        life.hear_hint = heard_by[0]
        yield life


async def until(desk: Desk, holds) -> None:
    """Wait until ``holds``, which is asked after every change to the store."""
    changed = asyncio.Event()
    leave = desk.store.feed.subscribe(lambda changes: changed.set())
    try:
        async with asyncio.timeout(10):
            while not await holds():
                await changed.wait()
                changed.clear()
    finally:
        leave()


async def test_news_that_come_with_their_hint_are_there_without_a_question(world, ann):
    async with resting(ann) as life:
        asked = len(ann.wire.asked)
        for text in ("one", "two", "three"):
            since = await head_of(world)
            await world.write_in(LI_TALK, text)
            life.hear_hint(await hint_for(world, ann, since))
            await until(ann, lambda text=text: has(ann, LI_TALK, text))
        assert len(ann.wire.asked) == asked
    assert await ann.texts(LI_TALK) == ["one", "two", "three"]


async def has(desk: Desk, talk: str, text: str) -> bool:
    return text in await desk.texts(talk)


async def test_a_hint_whose_forerunner_was_lost_makes_the_desk_ask(world, ann):
    async with resting(ann) as life:
        await world.write_in(LI_TALK, "lost on the way")
        since = await head_of(world)
        await world.write_in(LI_TALK, "told")
        life.hear_hint(await hint_for(world, ann, since))
        await until(ann, lambda: has(ann, LI_TALK, "told"))
    assert await ann.texts(LI_TALK) == ["lost on the way", "told"]


async def test_hints_that_come_together_twice_or_too_late_are_one(world, ann):
    async with resting(ann) as life:
        start = await head_of(world)
        told = []
        for text in ("one", "two"):
            since = await head_of(world)
            await world.write_in(LI_TALK, text)
            told.append(await hint_for(world, ann, since))
        everything = await hint_for(world, ann, start)
        asked = len(ann.wire.asked)
        for hint in (*told, told[0], everything, told[1]):
            life.hear_hint(hint)
        await until(ann, lambda: has(ann, LI_TALK, "two"))
        life.hear_hint(told[0])
        assert len(ann.wire.asked) == asked
    assert await ann.texts(LI_TALK) == ["one", "two"]


async def test_a_hint_of_a_server_that_was_restored_makes_the_desk_start_over(world, ann):
    copy = await world.backup()
    await world.write_in(LI_TALK, "lost with the disk")
    await ann.sync()
    async with resting(ann) as life:
        await world.restore(copy)
        for n in range(9):
            await world.write_in(LI_TALK, f"new {n}")
        head = await head_of(world)
        life.hear_hint(await hint_for(world, ann, 0))
        await until(ann, lambda: has(ann, LI_TALK, "new 8"))
        await life.until(online)
    assert "lost with the disk" not in await ann.texts(LI_TALK) and head


async def test_a_grant_that_comes_with_a_hint_is_filled_and_a_revocation_purged(world):
    cid = await world.desk("cid")
    await cid.sync()
    await world.write_in(CLUB_TALK, "before the grant")
    await cid.sync()
    async with resting(cid) as life:
        since = await head_of(world)
        await world.grant("cid", "club")
        await world.write_in(LI_TALK, "hello")
        life.hear_hint(await hint_for(world, cid, since))
        await until(cid, lambda: has(cid, CLUB_TALK, "before the grant"))
        await life.until(online)
        since = await head_of(world)
        await world.revoke("cid", SHOP)
        await world.write_in(CLUB_TALK, "bye")
        life.hear_hint(await hint_for(world, cid, since))
        await until(cid, lambda: has(cid, CLUB_TALK, "bye"))
        assert await cid.texts(LI_TALK) == []


async def test_an_edit_goes_out_while_hints_come_and_leaves_the_outbox_when_one_covers_it(world, ann):
    async with resting(ann) as life:
        since = await head_of(world)
        await ann.say(LI_TALK, "mine")
        life.engine.wake()
        await life.until(lambda status: status.pending == 1)
        await life.until(online)
        life.hear_hint(await hint_for(world, ann, since))
        await until(ann, lambda: empty(ann))
    assert (await world.record("message", (await ann.ids("message")).pop())) is not None


async def empty(desk: Desk) -> bool:
    return not await desk.outbox()


async def test_a_write_that_fails_is_made_up_for(world, ann, monkeypatch):
    async with resting(ann) as life:
        since = await head_of(world)
        await world.write_in(LI_TALK, "one")
        hint = await hint_for(world, ann, since)
        write, failed = ann.store._write, []

        async def fail_once(sync, change, *args):
            if change.__name__ == "_take" and not failed:
                failed.append(change)
                raise OSError("the disk slipped")
            return await write(sync, change, *args)

        monkeypatch.setattr(ann.store, "_write", fail_once)
        life.hear_hint(hint)
        await until(ann, lambda: has(ann, LI_TALK, "one"))
        await life.until(online)
    assert failed


@pytest.mark.parametrize("flood", [200])
async def test_a_flood_of_hints_that_nobody_had_time_for_costs_one_question(world, ann, flood):
    engine = SyncEngine(ann.store, ann.api, now=ann.now)
    await engine.cycle()
    start = await head_of(world)
    for n in range(flood):
        await world.write_in(LI_TALK, f"{n}")
        engine._heard(Hint(rev=start + n + 1))
    assert not await engine._incoming.take_hinted()
    await engine.cycle()
    assert len(await ann.texts(LI_TALK)) == flood
