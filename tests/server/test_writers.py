"""Whose words mine met: the answer to a conflict says so, to whoever may see the record."""

from __future__ import annotations

from typing import Any

from app.protocol import HybridClock, Outcome, Verdict, new_id
from app.server import staff
from tests.server.conftest import Agent, House

BLANK = {"description": ""}


def at_own_desk(agent: Agent, house: House) -> Agent:
    """The agent stamps edits as a desk does: with the id of the device."""
    assert agent.grant is not None
    agent.clock = HybridClock(agent.grant.device_id, now=house.clock)
    return agent


async def met(agent: Agent, record_id: str, base_rev: int, kind: str = "customer", **edit: Any) -> Outcome:
    outcome = await agent.say(kind, record_id, base_rev=base_rev, **edit)
    assert outcome.verdict is Verdict.CONFLICT
    return outcome


async def test_who_wrote_first_is_known_by_their_device(house: House, agent: Agent, lead: Agent) -> None:
    at_own_desk(agent, house)
    customer = new_id()
    rev = (await agent.say("customer", customer, account_id="shop", name="周")).rev
    await agent.say("customer", customer, base_rev=rev, base=BLANK, description="喜欢亚麻")
    outcome = await met(lead, customer, rev, base=BLANK, description="对价格敏感")
    assert outcome.clash_with == {"description": agent.user_id}


async def test_who_wrote_over_others_is_known_whatever_their_clock_said(
    house: House, agent: Agent, lead: Agent
) -> None:
    admin, customer = house.people["admin"], new_id()
    at_own_desk(agent, house)
    rev = (await agent.say("customer", customer, account_id="shop", description="一")).rev
    early = {"hlc": f"{house.clock() - 60_000:012x}0000late"}
    newer = (
        await lead.say("customer", customer, base_rev=rev, base={"description": "一"}, description="二", **early)
    ).rev
    assert newer > rev
    outcome = await met(admin, customer, rev, base={"description": "一"}, description="三")
    assert outcome.clash_with == {"description": lead.user_id}


async def test_a_repeated_edit_is_told_the_same(house: House, agent: Agent, lead: Agent) -> None:
    reply = new_id()
    rev = (await agent.say("quick_reply", reply, body="one")).rev
    await agent.say("quick_reply", reply, base_rev=rev, base={"body": "one"}, body="two")
    edit = lead.mutation("quick_reply", reply, base_rev=rev, base={"body": "one"}, body="three")
    first, again = [(await lead.push(edit))[0] for _ in range(2)]
    assert first == again and first.clash_with == {"body": agent.user_id}


async def test_of_a_record_one_may_not_see_any_more_nothing_is_told(house: House, agent: Agent, lead: Agent) -> None:
    reply = new_id()
    for login in ("agent", "lead"):
        await house.database.write(staff.grant, login, "team:red", house.clock())
    rev = (await agent.say("quick_reply", reply, scope="team:red", body="one")).rev
    await agent.say("quick_reply", reply, base_rev=rev, base={"body": "one"}, body="two")
    edit = lead.mutation("quick_reply", reply, base_rev=rev, base={"body": "one"}, body="three")
    assert (await lead.push(edit))[0].clash_with == {"body": agent.user_id}
    await house.database.write(staff.revoke, "lead", "team:red", house.clock())
    again = (await lead.push(edit))[0]
    assert (again.row, again.clash_with) == (None, {})


async def test_what_the_restored_value_of_a_colleague_met_is_theirs_who_restored_it(
    house: House, agent: Agent, lead: Agent
) -> None:
    reply = new_id()
    rev = (await agent.say("quick_reply", reply, body="one")).rev
    latest = (await agent.say("quick_reply", reply, base_rev=rev, base={"body": "one"}, body="two")).rev
    past = (await lead.http.get(f"/v1/history/quick_reply/{reply}")).json()
    restored = await lead.http.post(f"/v1/history/quick_reply/{reply}/restore", json={"id": past[0]["id"]})
    assert restored.status_code == 200, restored.text
    outcome = await met(agent, reply, latest, "quick_reply", base={"body": "two"}, body="three")
    assert outcome.clash_with == {"body": lead.user_id}
