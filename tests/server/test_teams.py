"""Teams by name: on every desk, whoever is in them."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.protocol import KINDS, Role
from app.server import sessions, staff, teams
from app.server.database import Tx
from app.server.housekeeping import begin
from tests.server.conftest import Agent, House

SHARED = {"scope": "team:red", "title": "问候"}


async def named(agent: Agent) -> dict[str, str]:
    return {team_id: row[0] for team_id, row in (await agent.table("team")).items()}


async def membership(house: House, agent: Agent) -> list[str]:
    row = (await agent.table("user"))[agent.user_id]
    return list(row[KINDS["user"].fields.index("team_ids")])


async def test_a_team_is_called_by_its_id_until_it_is_named_and_every_desk_learns_both(
    house: House, agent: Agent, other: Agent
) -> None:
    await house.database.write(staff.grant, "agent", "team:red", house.clock())
    assert await named(agent) == await named(other) == {"red": "red"}
    await house.database.write(teams.name_team, house.workspace, "red", "售前组", house.clock())
    assert await named(agent) == await named(other) == {"red": "售前组"}


async def test_who_joins_a_team_sees_what_it_shares_and_who_leaves_does_not(
    house: House, agent: Agent, lead: Agent
) -> None:
    for login in ("agent", "lead"):
        await house.database.write(staff.grant, login, "team:red", house.clock())
    assert (await agent.say("quick_reply", "q1", **SHARED)).reason == ""
    assert "q1" in await lead.table("quick_reply") and await membership(house, lead) == ["red"]
    await house.database.write(staff.revoke, "lead", "team:red", house.clock())
    assert await lead.table("quick_reply") == {} and await membership(house, lead) == []
    assert (await lead.say("quick_reply", "q2", **SHARED)).reason == "forbidden"
    with pytest.raises(BadInput):
        await house.database.write(staff.revoke, "lead", "team:red", house.clock())


async def test_a_name_is_the_administrators_to_give(house: House, lead: Agent) -> None:
    await house.database.write(teams.name_team, house.workspace, "red", "售前组", house.clock())
    assert (await lead.say("team", "red", name="mine", base_rev=1 << 40)).reason != ""
    assert (await lead.say("team", "blue", name="mine")).reason == "forbidden"
    with pytest.raises(BadInput):
        await house.database.write(teams.name_team, house.workspace, "售 前", "售前组", house.clock())
    assert await named(lead) == {"red": "售前组"}


async def test_teams_of_a_database_of_before_get_their_names_at_the_next_start(house: House, lead: Agent) -> None:
    def as_before(tx: Tx) -> None:
        tx.run("UPDATE staff SET teams = 'red blue' WHERE user_id = ?", (lead.user_id,))

    await house.database.write(as_before)
    await house.database.write(begin, house.clock())
    assert await named(lead) == {"red": "red", "blue": "blue"}
    head = (await lead.changes(-1))["head"]
    await house.database.write(begin, house.clock())
    assert (await lead.changes(-1))["head"] == head, "once is enough"


async def test_who_was_hired_into_a_team_is_in_it_from_the_start(house: House) -> None:
    password = sessions.hash_password("a long password")
    known = {"name": "New", "password": password, "role": Role.AGENT, "now_ms": house.clock()}
    await house.database.write(staff.add_user, house.workspace, login="new", teams=["red"], **known)
    admin = house.people["admin"]
    assert await named(admin) == {"red": "red"}
    with pytest.raises(BadInput):
        await house.database.write(staff.add_user, house.workspace, login="newer", teams=["a b"], **known)
