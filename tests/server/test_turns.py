"""Who is given what: agents in turn, as many as each can carry, and the longest waiting first."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from app.protocol import AccountKind, Availability, Role, natural_id
from app.server import arrivals, schema, staff
from app.server.book import Book
from app.server.database import Tx
from tests.server.conftest import Agent, House


@pytest.fixture
async def team(house: House) -> list[Agent]:
    """Three agents of an account that gives out work in turn; the lead of the house has no room for more."""
    await house.database.write(staff.assign_in_turn, house.workspace, "shop", True, house.clock())
    for login in ("agent", "lead"):
        await house.database.write(staff.disable_user, login, True, house.clock())
    return [await house.hire(f"t{n}", Role.AGENT, ["shop"]) for n in range(3)]


def talk_of(number: int) -> str:
    return natural_id("identity", "shop", f"ext-{number}")


async def customers(house: House, *numbers: int) -> list[str]:
    """These customers write, each in a conversation of their own; who has them now."""
    for place, n in enumerate(numbers):
        house.platform.write("在吗", by=f"ext-{n}", at=house.clock() + place)
    await house.arrive()
    return await owners(house, *numbers)


async def owners(house: House, *numbers: int) -> list[str]:
    """Who has these customers now; nobody is empty."""
    talks = [("conversation", talk_of(n)) for n in numbers]
    return await house.database.read(_assignees, house.workspace, talks)


def _assignees(tx: Tx, workspace: str, talks: list[tuple[str, str]]) -> list[str]:
    book = Book(tx, workspace, 0, reading=True)
    return [entry.values["assignee_id"] for talk in talks if (entry := book.standing(*talk)) is not None]


async def test_new_conversations_go_to_agents_in_turn(house: House, team: list[Agent]) -> None:
    given = [(await customers(house, n))[0] for n in range(6)]
    ids = [one.user_id for one in team]
    assert sorted(given[:3]) == sorted(ids) and given[3:] == given[:3]
    assert sorted(await customers(house, 10, 11, 12)) == sorted(ids), "also when they come together"


async def test_whoever_is_away_or_busy_gets_nothing_new_and_keeps_what_they_have(
    house: House, team: list[Agent]
) -> None:
    before = await customers(house, 0, 1, 2)
    away, busy, online = team
    assert (await away.say("user", away.user_id, availability="away", base_rev=1)).reason == ""
    assert (await busy.say("user", busy.user_id, availability="busy", base_rev=1)).reason == ""
    assert set(await customers(house, 3, 4, 5)) == {online.user_id}
    house.clock.pass_by(seconds=5)
    assert await customers(house, 0, 1, 2) == before


async def test_nobody_is_given_more_than_they_can_carry(house: House, team: list[Agent]) -> None:
    for rest in team:
        await rest.say("user", rest.user_id, availability="away", base_rev=1)
    one = await house.hire("small", Role.AGENT, ["shop"], capacity=1)
    first = one.user_id
    assert await customers(house, 0, 1) == [first, ""], "the second waits for anybody"
    done = await one.say("conversation", talk_of(0), status="resolved", base_rev=1)
    assert done.reason == ""
    house.clock.pass_by(seconds=5)
    assert await customers(house, 1) == [first], "there is room again"
    assert await customers(house, 2) == [""]


async def test_who_was_not_heard_of_for_long_or_may_not_see_the_account_gets_nothing(
    house: House, team: list[Agent]
) -> None:
    await house.database.write(staff.revoke, "t0", "account:shop", house.clock())
    house.clock.pass_by(hours=1)
    assert await customers(house, 0) == [""], "all desks were left an hour ago"
    await team[0].log_in("t0")
    house.clock.pass_by(seconds=5)
    assert await customers(house, 0) == [""], "that account was taken from them"
    await team[2].log_in("t2")
    house.clock.pass_by(seconds=5)
    assert await customers(house, 0) == [team[2].user_id]


async def test_an_account_that_does_not_give_out_work_leaves_it_to_whoever_takes_it(house: House, agent: Agent) -> None:
    assert await customers(house, 0) == [""]


async def test_a_conversation_that_somebody_has_stays_with_them(house: House, team: list[Agent]) -> None:
    (owner,) = await customers(house, 0)
    talk = talk_of(0)
    mine = next(one for one in team if one.user_id == owner)
    assert (await mine.say("conversation", talk, status="resolved", base_rev=1)).reason == ""
    house.clock.pass_by(seconds=5)
    assert await customers(house, 0) == [owner]


async def show(house: House, agent: Agent, availability: Availability) -> None:
    """The agent says what they are up to, and the server has done what follows."""
    outcome = await agent.say("user", agent.user_id, availability=availability.value, base_rev=1)
    assert outcome.reason == ""
    await house.settle()


async def edit(house: House, agent: Agent, number: int, **fields: object) -> None:
    outcome = await agent.say("conversation", talk_of(number), base_rev=1 << 40, **fields)
    assert outcome.reason == ""
    await house.settle()


@pytest.fixture
async def crew(house: House) -> list[Agent]:
    """Two agents with room for two customers each, who are both away while five customers write."""
    await house.database.write(staff.assign_in_turn, house.workspace, "shop", True, house.clock())
    for login in ("agent", "lead"):
        await house.database.write(staff.disable_user, login, True, house.clock())
    crew = [await house.hire(f"c{n}", Role.AGENT, ["shop"], capacity=2) for n in range(2)]
    for one in crew:
        await show(house, one, Availability.AWAY)
    assert await customers(house, 0, 1, 2, 3, 4) == [""] * 5
    return crew


async def test_whoever_comes_online_is_given_the_longest_waiting_up_to_what_they_can_carry(
    house: House, crew: list[Agent]
) -> None:
    one, _ = crew
    await show(house, one, Availability.ONLINE)
    assert await owners(house, 0, 1, 2, 3, 4) == [one.user_id, one.user_id, "", "", ""]


async def test_those_who_are_there_share_what_waits_in_turn(house: House, crew: list[Agent]) -> None:
    await house.database.write(staff.assign_in_turn, house.workspace, "shop", False, house.clock())
    for one in crew:
        await show(house, one, Availability.ONLINE)
    assert set(await owners(house, 0, 1, 2, 3, 4)) == {""}
    await house.database.write(staff.assign_in_turn, house.workspace, "shop", True, house.clock())
    await house.settle()
    given = await owners(house, 0, 1, 2, 3, 4)
    ids = sorted(one.user_id for one in crew)
    assert sorted(given[:2]) == ids and sorted(given[2:4]) == ids and given[4] == ""


@pytest.mark.parametrize(
    ("change", "has_it", "has_the_next"),
    [({"status": "resolved"}, 0, 0), ({"status": "snoozed"}, 0, 0), ({"assignee_id": 1}, 1, 0)],
)
async def test_whoever_gives_one_up_has_room_for_the_next(
    house: House, crew: list[Agent], change: dict[str, object], has_it: int, has_the_next: int
) -> None:
    await show(house, crew[0], Availability.ONLINE)
    if "assignee_id" in change:
        change = {"assignee_id": crew[1].user_id}
    await edit(house, crew[0], 1, **change)
    first = crew[0].user_id
    assert await owners(house, 0, 1, 2, 3) == [first, crew[has_it].user_id, crew[has_the_next].user_id, ""]


async def test_what_is_put_back_goes_to_whoever_has_room_by_how_long_the_customer_waits(
    house: House, crew: list[Agent]
) -> None:
    one, colleague = crew
    await show(house, one, Availability.ONLINE)
    await show(house, one, Availability.AWAY)
    await edit(house, one, 1, assignee_id="")
    assert await owners(house, 0, 1, 2) == [one.user_id, "", ""]
    await show(house, colleague, Availability.ONLINE)
    assert await owners(house, 0, 1, 2, 3) == [one.user_id, colleague.user_id, colleague.user_id, ""]


async def test_whoever_is_busy_is_given_nothing_from_the_queue_and_keeps_what_they_have(
    house: House, crew: list[Agent]
) -> None:
    one, _ = crew
    await show(house, one, Availability.ONLINE)
    await show(house, one, Availability.BUSY)
    await edit(house, one, 0, status="resolved")
    assert await owners(house, 0, 1, 2) == [one.user_id, one.user_id, ""]


async def test_a_desk_that_comes_back_after_hours_is_given_what_waits(house: House, team: list[Agent]) -> None:
    house.clock.pass_by(hours=1)
    assert await customers(house, 0, 1) == ["", ""]
    await team[1].log_in("t1")
    await house.settle()
    assert await owners(house, 0, 1) == [team[1].user_id] * 2


async def test_an_account_that_begins_to_give_out_work_begins_with_what_waits(
    house: House, agent: Agent, lead: Agent
) -> None:
    await show(house, lead, Availability.AWAY)
    assert await customers(house, 0, 1) == ["", ""]
    await edit(house, agent, 1, status="resolved")
    await house.database.write(staff.assign_in_turn, house.workspace, "shop", True, house.clock())
    await house.settle()
    assert await owners(house, 0, 1) == [agent.user_id, ""], "what is resolved waits for nobody"


async def test_what_was_answered_while_it_waited_is_nobodys_work(house: House, crew: list[Agent]) -> None:
    one, colleague = crew
    talk = talk_of(0)
    said = await colleague.say("message", conversation_id=talk, direction="out", text="在的")
    assert said.reason == ""
    await show(house, one, Availability.ONLINE)
    assert await owners(house, 0, 1, 2, 3) == ["", one.user_id, one.user_id, ""]


async def test_customers_who_come_all_at_once_fill_everybody_up_and_nobody_over(house: House) -> None:
    """In accounts of their own, so that nothing but the turns themselves makes them wait for each other."""
    for login in ("agent", "lead"):
        await house.database.write(staff.disable_user, login, True, house.clock())
    shops = [f"shop-{n}" for n in range(20)]
    for shop in shops:
        await house.add_account(shop, AccountKind.WECOM_KF)
        await house.database.write(staff.assign_in_turn, house.workspace, shop, True, house.clock())
    for n in range(3):
        await house.hire(f"t{n}", Role.AGENT, shops, capacity=5)
    lines = [await house.line(shop) for shop in shops]
    letters = [house.platform.write("在吗", to=shop, at=house.clock()) for shop in shops]
    await asyncio.gather(
        *(
            house.database.write(arrivals.take_in, line, [letter], None, house.clock())
            for line, letter in zip(lines, letters, strict=True)
        )
    )
    talks = [("conversation", natural_id("identity", shop, "ext-1")) for shop in shops]
    given = Counter(await house.database.read(_assignees, house.workspace, talks))
    assert sorted(given.values()) == [5, 5, 5, 5], "three full desks, and five customers who wait"
    assert given[""] == 5


async def test_a_database_of_before_learns_who_has_how_many_and_who_waits(house: House, agent: Agent) -> None:
    await customers(house, 1, 2)
    assert (await agent.say("conversation", talk_of(1), assignee_id=agent.user_id, base_rev=1)).reason == ""
    await house.database.write(_as_before)
    await house.database.write(schema.migrate)
    sql = "SELECT conversation_id, user_id, account_id, since FROM workload ORDER BY since"
    waiting = (talk_of(2), "", "shop", house.clock() + 1)
    assert await house.database.read(lambda tx: tx.rows(sql)) == [(talk_of(1), agent.user_id, "", 0), waiting]
    assert (await agent.say("conversation", talk_of(1), status="resolved", base_rev=1)).reason == ""
    assert await house.database.read(lambda tx: tx.rows(sql)) == [waiting]


def _as_before(tx: Tx) -> None:
    for statement in (
        "DROP TABLE turn",
        "DROP TABLE workload",
        "ALTER TABLE job DROP COLUMN claimed_by",
        "UPDATE schema_version SET version = 1",
    ):
        tx.run(statement)
