"""The index of messages is made behind the agent's back, and nobody finds less meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from app.errors import DiskFull
from app.protocol import Message
from app.store import indexing, records, syncing, upkeep, words
from app.store.facts import remember

SAID = [f"第{n}次问发货，{'退款' if n % 7 else '换货'}" for n in range(1, 1001)]


def message(n: int, text: str) -> tuple[str, str, int, Message]:
    return ("message", f"m{n}", n, Message(conversation_id="c", text=text, at=1000 + n))


async def found(store, wanted: str, limit: int = 2000) -> list[str]:
    return [hit.id for hit in await store.search(words.find, wanted, limit, ("message",))]


@pytest.fixture
async def unindexed(store, page):
    """A store as the step to this index leaves it: a thousand messages, none of them in it."""
    await store.write(syncing.apply_page, page(*(message(n, text) for n, text in enumerate(SAID, 1))))
    newest = (await store.read(lambda look: look.row("SELECT max(number) FROM message")))[0]

    def forget(tx) -> None:
        tx.run("DELETE FROM message_search")
        remember(tx, indexing.REACHED, str(newest + 1))

    await store.write(forget)
    return store


async def test_while_the_index_is_made_all_is_found_that_will_be_found_then(unindexed, page):
    store, late = unindexed, [message(2000, "刚到，换货"), message(0, "很久以前，换货")]
    await store.write(syncing.apply_page, page(*late, covered_to=2000))
    await store.write(records.drop_many, "message", ["m7", "m994"])
    gone = {"m7", "m994"}
    expected = ["m2000", *(f"m{n}" for n in range(1000, 0, -1) if n % 7 == 0 and f"m{n}" not in gone), "m0"]
    assert await found(store, "换货") == expected
    steps = 0
    while await store.write(indexing.proceed):
        steps += 1
        assert await found(store, "换货") == expected
        assert await found(store, "换货", 3) == expected[:3]
    assert steps > 2
    entries = await store.read(lambda look: look.rows("SELECT id FROM message_search_docsize ORDER BY id"))
    assert entries == await store.read(lambda look: look.rows("SELECT number FROM message ORDER BY number"))
    assert await store.read(indexing.reached) == 0


async def test_many_small_arrivals_are_merged_until_nothing_is_left_to_merge(store, page):
    for n, text in enumerate(SAID[:40], 1):
        await store.write(syncing.apply_page, page(message(n, text), covered_to=n))
    count = "SELECT count(DISTINCT segid) FROM message_search_idx"
    before = (await store.read(lambda look: look.row(count)))[0]
    while await store.write(indexing.proceed):
        pass
    assert (await store.read(lambda look: look.row(count)))[0] < before
    assert len(await found(store, "发货")) == 40
    assert not await store.write(indexing.proceed)


async def test_upkeep_rests_between_slices_and_comes_back_after_trouble(unindexed, monkeypatch):
    rests: list[float] = []
    troubled = asyncio.Event()
    proceed = indexing.proceed

    def once_full(tx) -> bool:
        if not troubled.is_set():
            troubled.set()
            raise DiskFull("no room")
        return proceed(tx)

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if rests.count(rests[-1]) == 2 and seconds > 100:
            raise asyncio.CancelledError

    monkeypatch.setattr(indexing, "proceed", once_full)
    with pytest.raises(asyncio.CancelledError):
        await upkeep.keep(unindexed, rest)
    start, after_trouble, *slices, end = rests
    assert after_trouble == end > start > max(slices)
    assert await unindexed.read(indexing.reached) == 0
