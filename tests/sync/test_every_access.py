"""Fail the first, the second, the third ... access of any kind: the next sync reaches the same end."""

from __future__ import annotations

import contextlib
import itertools

import pytest

from app.errors import HeliuError, StoreDamaged
from app.protocol import Direction, MessageState
from tests.sync.judge import same_as_server
from tests.sync.wire import Fault
from tests.sync.world import CLUB, CLUB_TALK, LI, LI_TALK, WANG, World


class Turnstile:
    """Fails the ``place``-th call that goes through it, before or after the call has had its effect."""

    def __init__(self, place: int, *, after: bool) -> None:
        self.place, self.after, self.count, self.hit = place, after, itertools.count(), False

    def around(self, call):
        async def through(*args, **kwargs):
            mine = next(self.count) == self.place
            if mine and not self.after:
                self.hit = True
                raise StoreDamaged("on purpose")
            result = await call(*args, **kwargs)
            if mine:
                self.hit = True
                raise StoreDamaged("on purpose")
            return result

        return through


async def prepare(folder):
    """A desk with a scope just taken, one just granted, edits of every sort waiting and a conflict in the making."""
    world = await World(folder).open()
    ann, bob = await world.desk("ann"), await world.desk("bob")
    await world.revoke("bob", CLUB)
    for desk in (ann, bob):
        await desk.sync()
    await ann.edit("quick_reply", "hello", body="Ann's", title="Ann's title")
    await ann.sync()
    await bob.edit("quick_reply", "hello", body="Bob's")
    await bob.edit("customer", WANG, remark="from Bob")
    await bob.create("follow_up", "touch", customer_id=LI, body="called", author_id="bob")
    await bob.say(LI_TALK, "one", "two")
    await bob.create("follow_up", "bad", customer_id="nobody", body="refused", author_id="bob")
    await world.write_in(CLUB_TALK, "from the club")
    await world.grant("bob", CLUB)
    return world, ann, bob


async def judge(world, ann, bob):
    for desk in (bob, ann, bob):
        await desk.sync()
    for desk in (ann, bob):
        await same_as_server(desk)
    assert await ann.texts(LI_TALK) == ["one", "two"] == await bob.texts(LI_TALK)
    assert await bob.texts(CLUB_TALK) == ["from the club"]
    assert [p.mine for p in await bob.parked()] == ["Bob's"] and len(await bob.refused()) == 1
    assert (await ann.get("customer", WANG)).remark == "from Bob"
    assert (await ann.get("follow_up", "touch")).body == "called"
    for message_id in await ann.ids("message"):
        message = await ann.get("message", message_id)
        right = MessageState.RECEIVED if message.direction is Direction.IN else MessageState.RECORDED
        assert message.state is right


async def try_every(tmp_path, arrange):
    """Once for each access, until none is left to fail; ``arrange(world, bob, place)`` asks whether one did."""
    for place in itertools.count():
        folder = tmp_path / str(place)
        folder.mkdir()
        world, ann, bob = await prepare(folder)
        hit = arrange(world, bob, place)
        with contextlib.suppress(HeliuError):
            await bob.sync()
        was_hit = hit()
        await disarm(world, bob)
        await judge(world, ann, bob)
        await world.close()
        if not was_hit:
            return place
    return 0


async def disarm(world, bob):
    bob.wire.next()
    for holder in (bob.store, world.database):
        for name in ("read", "write", "_write"):
            holder.__dict__.pop(name, None)


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.LOST_REPLY, Fault.TWICE, Fault.TRUNCATED, Fault.STUMBLE])
async def test_whichever_request_fails_the_next_sync_reaches_the_same_end(tmp_path, fault):
    def arrange(world, bob, place):
        bob.wire.only(place, fault)
        before = len(bob.wire.asked)
        return lambda: len(bob.wire.asked) - before > place

    assert await try_every(tmp_path, arrange) >= 4


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("side", ["desk", "server"])
async def test_whichever_database_access_fails_the_next_sync_reaches_the_same_end(tmp_path, side, after):
    def arrange(world, bob, place):
        turnstile = Turnstile(place, after=after)
        holder = bob.store if side == "desk" else world.database
        writing = "_write" if side == "desk" else "write"
        setattr(holder, writing, turnstile.around(getattr(holder, writing)))
        holder.read = turnstile.around(holder.read)
        return lambda: turnstile.hit

    assert await try_every(tmp_path, arrange) >= 4
