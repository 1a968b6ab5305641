"""The engine's own life: what it tells, how long it waits, what wakes it."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from app.errors import Busy, DiskFull, LoginExpired, Offline
from app.protocol import Hint
from app.server import sessions
from app.sync import SyncEngine, SyncState
from app.sync.rhythm import LONGEST, BackOff
from tests.sync.wire import Fault
from tests.sync.world import LI_TALK


class Impatient(BackOff):
    """Waits a thousandth of what it should, and remembers what that was."""

    def __init__(self) -> None:
        super().__init__(draw=lambda: 1.0)
        self.waited: list[float] = []
        self.patient = asyncio.Event()
        """Set once it has waited a dozen times."""

    def next(self, at_least: float = 0.0) -> float:
        self.waited.append(super().next(at_least))
        if len(self.waited) == 12:
            self.patient.set()
        return self.waited[-1] / 1000


class Life:
    """A running engine, and every status it told."""

    def __init__(self, desk, hints=None) -> None:
        self.back_offs: list[Impatient] = []
        self.desk = desk
        self.hints = hints or self.silent
        desk.api.hints = lambda heard: self.hints(heard)
        self.engine = SyncEngine(desk.store, desk.api, now=desk.now, back_off=self.impatient)
        self.told = []
        self.news = asyncio.Event()
        self.engine.subscribe(self.hear)

    def impatient(self) -> Impatient:
        self.back_offs.append(Impatient())
        return self.back_offs[-1]

    def hear(self, status) -> None:
        self.told.append(status)
        self.news.set()

    async def silent(self, heard) -> None:
        heard(Hint(rev=0))
        await asyncio.Event().wait()

    async def until(self, holds) -> None:
        async with asyncio.timeout(10):
            while not holds(self.engine.status):
                self.news.clear()
                await self.news.wait()

    async def __aenter__(self) -> Life:
        self.task = asyncio.create_task(self.engine.run())
        return self

    async def __aexit__(self, *_) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


def online(status):
    return status.state is SyncState.ONLINE and not status.pending


async def test_a_first_sync_tells_of_starting_catching_up_and_being_online(world):
    desk = await world.desk("ann")
    async with Life(desk) as life:
        assert life.engine.status.state is SyncState.STARTING
        await life.until(lambda status: online(status) and status.live)
    states = [state for state, _ in itertools.groupby(status.state for status in life.told)]
    assert states == [SyncState.CATCHING_UP, SyncState.ONLINE]
    assert life.engine.status.last_synced_at and life.engine.status.latency_ms > 0


async def test_a_write_wakes_the_engine_and_is_counted_until_it_is_handed_in(ann, bob):
    async with Life(ann) as life:
        await life.until(online)
        await ann.say(LI_TALK, "hello")
        life.engine.wake()
        await life.until(lambda status: status.pending == 1)
        await life.until(online)
    await bob.sync()
    assert await bob.texts(LI_TALK) == ["hello"]


async def test_a_hint_brings_the_news_at_once_and_an_old_one_costs_nothing(world, ann):
    heard_by = []

    async def hints(heard):
        heard_by.append(heard)
        heard(Hint(rev=0))
        await asyncio.Event().wait()

    async with Life(ann, hints) as life:
        await life.until(lambda status: online(status) and status.live)
        await world.write_in(LI_TALK, "hello")
        came = asyncio.Event()
        ann.store.feed.subscribe(lambda changes: came.set() if changes.of("message") else None)
        heard_by[0](Hint(rev=10**6))
        async with asyncio.timeout(10):
            await came.wait()
        await life.until(online)
        asked = len(ann.wire.asked)
        heard_by[0](Hint(rev=1))
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(ann.wire.asked) == asked
    assert await ann.texts(LI_TALK) == ["hello"]


async def test_offline_is_told_with_its_reason_and_tried_again_for_ever_ever_slower(ann):
    async with Life(ann) as life:
        await life.until(online)
        ann.wire.cut = True
        life.engine.wake()
        await life.until(lambda status: status.state is SyncState.OFFLINE)
        assert type(life.engine.status.trouble) is Offline
        async with asyncio.timeout(10):
            await life.back_offs[0].patient.wait()
        ann.wire.cut = False
        await life.until(online)
        assert life.engine.status.trouble is None
    waited = life.back_offs[0].waited
    assert waited[:4] == [0.5, 1.0, 2.0, 4.0] and max(waited) == LONGEST


async def test_a_server_that_asks_for_patience_gets_it(ann):
    ann.wire.faults = itertools.chain([Fault.UNAVAILABLE], itertools.repeat(Fault.NONE))
    async with Life(ann) as life:
        await life.until(lambda status: isinstance(status.trouble, Busy))
        await life.until(online)
    assert life.back_offs[0].waited[0] >= 7


async def test_an_expired_login_is_told_and_nothing_is_asked_until_somebody_logs_in(world, ann):
    await world.database.write(lambda tx: tx.run("DELETE FROM token"))
    world.app.state.server.known.clear()
    async with Life(ann) as life:
        await life.until(lambda status: status.state is SyncState.LOGIN_NEEDED)
        assert isinstance(life.engine.status.trouble, LoginExpired)
        asked = len(ann.wire.asked)
        await ann.say(LI_TALK, "unsent")
        life.engine.wake()
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(ann.wire.asked) == asked
        await world.database.write(sessions.offer_once, "ann", "again", world.now())
        await ann.api.login_with("again")
        life.engine.retry_now()
        await life.until(online)
    assert (await ann.counts())[0] == 0


async def test_the_end_of_the_hint_stream_makes_the_engine_look_why(ann):
    lines = iter([Offline("cut"), None])

    async def hints(heard):
        heard(Hint(rev=0))
        trouble = next(lines)
        if trouble:
            raise trouble
        await asyncio.Event().wait()

    async with Life(ann, hints) as life:
        await life.until(online)
        asked = len(ann.wire.asked)
        await life.until(lambda status: status.live and len(ann.wire.asked) > asked)
        await life.until(online)


async def test_a_fault_of_ours_ends_neither_the_engine_nor_the_agents_edits(ann, bob, monkeypatch):
    pull = ann.engine._incoming.pull_page
    calls = itertools.count()

    async with Life(ann) as life:
        await life.until(online)
        pull = life.engine._incoming.pull_page

        async def faulty():
            if next(calls) == 0:
                raise ZeroDivisionError
            return await pull()

        monkeypatch.setattr(life.engine._incoming, "pull_page", faulty)
        await ann.say(LI_TALK, "hello")
        life.engine.wake()
        await life.until(lambda status: status.state is SyncState.TROUBLE)
        await life.until(online)
    await bob.sync()
    assert await bob.texts(LI_TALK) == ["hello"]


async def test_a_full_disk_is_told_and_survived(ann, monkeypatch):
    write = ann.store._write
    calls = itertools.count()

    async def full(*args, **kwargs):
        if next(calls) == 0:
            raise DiskFull("no room")
        return await write(*args, **kwargs)

    async with Life(ann) as life:
        await life.until(online)
        monkeypatch.setattr(ann.store, "_write", full)
        life.engine.wake()
        await life.until(lambda status: status.state is SyncState.TROUBLE)
        assert isinstance(life.engine.status.trouble, DiskFull)
        await life.until(online)


async def test_a_listener_that_fails_does_not_keep_others_from_hearing(ann, caplog):
    heard = []

    def broken(status):
        raise ValueError

    ann.engine.subscribe(broken)
    leave = ann.engine.subscribe(heard.append)
    await ann.sync()
    assert heard[-1].state is SyncState.ONLINE and "a status listener failed" in caplog.text
    leave()
    leave()
    told = len(heard)
    await ann.sync()
    assert len(heard) == told


@pytest.mark.parametrize("draw", [0.0, 0.5, 0.999])
def test_back_off_is_never_in_step_and_never_gives_up(draw):
    back_off = BackOff(draw=lambda: draw)
    waits = [back_off.next() for _ in range(40)]
    assert all(LONGEST / 2 <= wait <= LONGEST for wait in waits[10:]) and waits[0] <= 0.5
    back_off.succeeded()
    assert back_off.next() == waits[0] and back_off.next(30.0) > 30.0
