"""Two desks and a server: who answers, who takes, what is taken back; through the services, as the window does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import Refused
from app.protocol import MessageState
from app.services import ConversationService, MessageService, Part, SavedFilterService
from app.sync.leases import Leases
from tests.sync.wire import Fault
from tests.sync.world import CLUB_TALK, LI_TALK, WANG_TALK, Desk, World


def inbox_of(desk: Desk) -> ConversationService:
    async def api():
        return desk.api

    return ConversationService(desk.store, desk.user, desk.clock, lambda: None, desk=Leases(api), now=desk.now)


def chat_of(desk: Desk) -> MessageService:
    return MessageService(desk.store, desk.user, desk.clock, lambda: None, now=desk.now)


async def test_who_types_is_seen_by_the_other_whose_answer_stays_as_failed(world: World, ann: Desk, bob: Desk) -> None:
    theirs, mine = inbox_of(bob), inbox_of(ann)
    lease = await mine.hold(LI_TALK, "typing")
    assert lease is not None and lease.holder_id == ann.user
    await bob.sync()
    row = await theirs.row(LI_TALK)
    assert row is not None and row.held_by_another(bob.user, bob.now())
    assert (row.holder_name, row.holder_mode) == ("Ann", "typing")

    await chat_of(bob).send(LI_TALK, [Part(text="我来")])
    await bob.sync()
    (failed,) = await chat_of(bob).newest(LI_TALK)
    assert (failed.state, failed.reason) == (MessageState.FAILED, "held")

    taken = await theirs.hold(LI_TALK, "typing", take_over=True)
    assert taken is not None and taken.holder_id == bob.user
    await chat_of(bob).resend(failed.id)
    await bob.sync()
    assert await bob.counts() == (0, 0, 0)
    await ann.sync()
    assert await ann.texts(LI_TALK) == ["我来"]
    row = await mine.row(LI_TALK)
    assert row is not None and row.holder_name == "Bob"
    await theirs.release(LI_TALK)
    await ann.sync()
    row = await mine.row(LI_TALK)
    assert row is not None and not row.held_by_another(ann.user, ann.now())


async def test_everybody_who_looks_is_seen_by_name_until_they_leave(world: World, ann: Desk, bob: Desk) -> None:
    cid = await world.desk("cid")

    async def seen_by(desk: Desk) -> list[str]:
        await desk.sync()
        row = await inbox_of(desk).row(LI_TALK)
        assert row is not None
        return [one.name for one in row.colleagues_here(desk.user, desk.now())]

    for desk in (cid, ann, bob):
        assert await inbox_of(desk).hold(LI_TALK, "viewing") is not None
    assert await seen_by(ann) == ["Cid", "Bob"]
    assert await seen_by(bob) == ["Cid", "Ann"]
    await inbox_of(ann).hold(LI_TALK, "typing")
    assert await seen_by(bob) == ["Cid", "Ann"]
    inbox = inbox_of(cid)
    await inbox.hold(LI_TALK, "viewing")
    await inbox.release(LI_TALK)
    assert await seen_by(bob) == ["Ann"]


async def test_of_two_who_take_it_the_second_is_told_at_once(world: World, ann: Desk, bob: Desk) -> None:
    await inbox_of(ann).take(LI_TALK)
    with pytest.raises(Refused, match="colleague"):
        await inbox_of(bob).take(LI_TALK)
    await bob.sync()
    row = await inbox_of(bob).row(LI_TALK)
    assert row is not None and row.assignee_name == "Ann"


async def test_who_takes_many_gets_what_is_free_at_once_and_hears_which_are_not(
    world: World, ann: Desk, bob: Desk
) -> None:
    await inbox_of(bob).take(LI_TALK)
    assert await inbox_of(ann).take_all([LI_TALK, WANG_TALK, CLUB_TALK]) == [LI_TALK]
    row = await inbox_of(ann).row(WANG_TALK)
    assert row is not None and row.assignee_name == "Ann", "shown before the pull brings it"
    await inbox_of(ann).put_back([replace(row, assignee_id="")], ["assignee_id"])
    for desk in (ann, bob):
        await desk.sync()
    found = await inbox_of(bob).rows([LI_TALK, WANG_TALK, CLUB_TALK])
    assert {name: row.assignee_name for name, row in found.items()} == {
        LI_TALK: "Bob",
        WANG_TALK: "",
        CLUB_TALK: "Ann",
    }
    assert await ann.refused() == []


async def test_of_two_who_take_it_without_the_server_one_gets_it_and_the_other_is_told(
    world: World, ann: Desk, bob: Desk
) -> None:
    for desk in (ann, bob):
        desk.wire.next(Fault.CUT)
        await inbox_of(desk).take(LI_TALK)
    await ann.sync()
    await bob.sync()
    (refused,) = await bob.refused()
    assert (refused.reason, refused.fields) == ("taken", {"assignee_id": bob.user})
    for desk in (ann, bob):
        row = await inbox_of(desk).row(LI_TALK)
        assert row is not None and row.assignee_name == "Ann"


async def test_a_scheduled_message_is_taken_back_on_both_desks(world: World, ann: Desk, bob: Desk) -> None:
    (name,) = await chat_of(ann).schedule(LI_TALK, [Part(text="明早")], ann.now() + 3_600_000)
    await ann.sync()
    await bob.sync()
    (seen,) = await chat_of(bob).newest(LI_TALK)
    assert (seen.id, seen.waits) == (name, True)
    await chat_of(ann).withdraw(name)
    await ann.sync()
    await bob.sync()
    assert await ann.texts(LI_TALK) == await bob.texts(LI_TALK) == []
    assert await world.database.read(lambda tx: tx.rows("SELECT 1 FROM job WHERE kind = 'send'")) == []


async def test_a_saved_filter_follows_the_agent_and_nobody_else(world: World, ann: Desk, bob: Desk) -> None:
    lists = SavedFilterService(ann.store, ann.user, ann.clock, lambda: None)
    conditions = {"any": [{"field": "unread", "op": "is", "value": True}]}
    await lists.create("未读", conditions)
    await ann.sync()
    second = await world.desk(ann.user)
    await second.sync()
    (row,) = await SavedFilterService(second.store, ann.user, second.clock, lambda: None).all()
    assert (row.name, row.conditions) == ("未读", conditions)
    await bob.sync()
    assert await bob.ids("saved_filter") == set()
