"""Who answers a customer: leases, turns, taking, and messages that wait for their time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.channels import Profile
from app.protocol import KINDS, Lease, Outcome, SessionGrant, Verdict, decode, natural_id, new_id
from app.server import staff
from tests.server.conftest import Agent, House

TALK = natural_id("identity", "shop", "ext-1")
HOUR = 3_600_000


async def later(house: House, *, seconds: float = 0, hours: float = 0) -> None:
    """Time passes, jobs are done, and whoever was signed in still is."""
    house.clock.pass_by(seconds=seconds, hours=hours)
    await house.settle()
    for person in house.people.values():
        assert person.grant is not None
        async with house.client() as http:
            reply = await http.post("/v1/session/refresh", json={"refresh_token": person.grant.refresh_token})
        assert reply.status_code == 200, reply.text
        person.take(decode(reply.content, SessionGrant))


@pytest.fixture
async def talk(house: House) -> str:
    """A conversation in which the customer has just written."""
    house.platform.write("在吗", at=house.clock())
    await house.arrive()
    return TALK


async def lease(agent: Agent, mode: str = "typing", *, take_over: bool = False, talk: str = TALK) -> Lease:
    reply = await agent.http.post(f"/v1/conversations/{talk}/lease", json={"mode": mode, "take_over": take_over})
    assert reply.status_code == 200, reply.text
    return decode(reply.content, Lease)


async def take(agent: Agent, *talks: str) -> list[str]:
    """The reason why each was refused, empty where it was not."""
    reply = await agent.http.post("/v1/conversations/take", json=talks)
    assert reply.status_code == 200, reply.text
    return [outcome.reason for outcome in decode(reply.content, list[Outcome])]


async def send(agent: Agent, text: str = "在的", talk: str = TALK, **fields: Any) -> str:
    """The reason of its refusal, empty when it was taken."""
    outcome = await agent.say("message", conversation_id=talk, direction="out", text=text, **fields)
    assert bool(outcome.reason) is (outcome.verdict is Verdict.REFUSED)
    return outcome.reason


async def record(agent: Agent, kind: str, record_id: str) -> dict[str, Any]:
    return dict(zip(KINDS[kind].fields, (await agent.table(kind))[record_id], strict=True))


async def audited(house: House, action: str) -> list[tuple[Any, ...]]:
    sql = "SELECT user_id, about, detail FROM audit WHERE action = ?"
    return await house.database.read(lambda tx: tx.rows(sql, (action,)))


async def test_while_one_types_the_other_may_look_and_write_notes_but_not_send(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    mine = await lease(agent)
    assert (mine.holder_id, mine.held_until) == (agent.user_id, house.clock() + 60_000)
    assert (await lease(lead, "viewing")).holder_id == agent.user_id
    assert (await lease(lead, "typing")).holder_id == agent.user_id
    assert (await record(lead, "conversation", TALK))["holder_id"] == agent.user_id
    assert await send(lead) == "held"
    note = await lead.say("message", conversation_id=TALK, direction="note", text="我看过了")
    assert note.verdict is Verdict.APPLIED
    assert await send(agent) == ""
    await house.settle()
    assert [m.text for m in house.platform.sent] == ["在的"]


async def test_everybody_who_looks_is_named_and_whoever_types_among_them_answers(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    now = house.clock()
    assert (await lease(agent, "viewing")).holder_id == ""
    house.clock.pass_by(seconds=20)
    assert (await lease(lead, "viewing")).holder_id == ""
    seen = await record(lead, "conversation", TALK)
    assert seen["viewers"] == {agent.user_id: now + 60_000, lead.user_id: now + 80_000}
    assert await send(lead) == "", "who only looks keeps nobody from answering"
    assert (await lease(lead, "typing")).holder_id == lead.user_id
    assert (await lease(agent, "viewing")).holder_id == lead.user_id
    seen = await record(agent, "conversation", TALK)
    assert (set(seen["viewers"]), seen["holder_id"]) == ({agent.user_id, lead.user_id}, lead.user_id)
    assert (await lease(lead, "viewing")).holder_id == "", "who stops typing still looks"
    assert set((await record(agent, "conversation", TALK))["viewers"]) == {agent.user_id, lead.user_id}


async def test_who_leaves_or_whose_desk_vanished_is_named_no_more(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    async def here() -> list[str]:
        return list((await record(lead, "conversation", TALK))["viewers"])

    await lease(agent, "viewing")
    await lease(lead, "typing")
    assert (await agent.http.delete(f"/v1/conversations/{TALK}/lease")).status_code == 204
    assert await here() == [lead.user_id]
    assert (await agent.http.delete(f"/v1/conversations/{TALK}/lease")).status_code == 204, "once more does no harm"
    house.clock.pass_by(seconds=60)
    await lease(agent, "viewing")
    assert await here() == [agent.user_id]


async def test_looking_again_at_once_changes_nothing_for_the_others(house: House, agent: Agent, talk: str) -> None:
    async def head() -> int:
        return int((await agent.changes(-1))["head"])

    await lease(agent, "viewing")
    before = await head()
    house.clock.pass_by(seconds=4)
    await lease(agent, "viewing")
    assert await head() == before
    await lease(agent, "typing")
    assert await head() > before


async def test_a_desk_that_vanished_holds_nothing_after_a_minute_and_a_renewed_lease_lasts(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    await lease(agent)
    house.clock.pass_by(seconds=30)
    await lease(agent)
    house.clock.pass_by(seconds=59)
    assert await send(lead) == "held"
    house.clock.pass_by(seconds=1)
    assert await send(lead) == ""


async def test_what_was_given_back_is_free_at_once(agent: Agent, lead: Agent, talk: str) -> None:
    await lease(agent)
    assert (await lead.http.delete(f"/v1/conversations/{TALK}/lease")).status_code == 204
    assert await send(lead) == "held", "nobody gives back what another holds"
    assert (await agent.http.delete(f"/v1/conversations/{TALK}/lease")).status_code == 204
    assert await send(lead) == ""


async def test_taking_over_is_seen_by_the_other_and_written_down(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    await lease(agent)
    assert (await lease(lead, take_over=True)).holder_id == lead.user_id
    assert (await lease(agent)).holder_id == lead.user_id
    assert (await record(agent, "conversation", TALK))["holder_id"] == lead.user_id
    assert await send(agent) == "held"
    assert await audited(house, "lease_taken_over") == [(lead.user_id, "conversation", f"{TALK} {agent.user_id}")]


async def test_a_lease_is_only_for_those_who_see_the_conversation(agent: Agent, other: Agent, talk: str) -> None:
    for method in ("POST", "DELETE"):
        reply = await other.http.request(method, f"/v1/conversations/{TALK}/lease", json={})
        assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    assert await take(other, TALK, "nothing") == ["not_found", "not_found"]
    reply = await agent.http.post(f"/v1/conversations/{TALK}/lease", json={"mode": "shouting"})
    assert reply.status_code == 400


async def test_of_two_who_race_to_answer_exactly_one_does_every_time(house: House, agent: Agent, lead: Agent) -> None:
    """Neither looks at who holds the conversation: the server alone keeps the second from sending."""
    rounds = 60 if house.database.postgresql else 1000
    talks = [natural_id("identity", "shop", f"ext-{n}") for n in range(rounds)]
    for n in range(rounds):
        house.platform.write("在吗", by=f"ext-{n}", at=house.clock() + n)
    await house.arrive()

    async def answer(one: Agent, talk: str) -> str:
        await lease(one, talk=talk)
        return await send(one, one.user_id, talk)

    winners = set()
    for n, talk in enumerate(talks):
        pair = [agent, lead] if n % 2 else [lead, agent]
        reasons = await asyncio.gather(*(answer(one, talk) for one in pair))
        assert sorted(reasons) == ["", "held"], n
        winners.add(pair[reasons.index("")].user_id)
    await house.settle()
    assert len(house.platform.sent) == rounds
    assert len({m.external_id for m in house.platform.sent}) == rounds, "a customer heard two agents"
    assert winners == {agent.user_id, lead.user_id}, "only one ever won: this was no race"


async def test_of_two_who_take_many_at_once_each_gets_what_the_other_is_told_is_taken(
    house: House, agent: Agent, lead: Agent
) -> None:
    rounds = 30
    talks = [natural_id("identity", "shop", f"ext-{n}") for n in range(rounds)]
    for n in range(rounds):
        house.platform.write("在吗", by=f"ext-{n}", at=house.clock() + n)
    await house.arrive()
    for talk in talks[:10]:
        pair = await asyncio.gather(take(agent, talk), take(lead, talk))
        assert sorted(pair) == [[""], ["taken"]]
    mine, theirs = await asyncio.gather(take(agent, *talks), take(lead, *reversed(talks)))
    assert all(sorted(pair) == ["", "taken"] for pair in zip(mine, reversed(theirs), strict=True))
    has = {talk: (await record(lead, "conversation", talk))["assignee_id"] for talk in talks[8:12]}
    assert has == {t: lead.user_id if mine[talks.index(t)] else agent.user_id for t in has}
    winner = agent if not mine[0] else lead
    assert await take(winner, talks[0]) == [""], "to take what one has does no harm"


async def test_no_more_are_taken_at_once_than_edits_travel_at_once(agent: Agent) -> None:
    reply = await agent.http.post("/v1/conversations/take", json=["x"] * 101)
    assert reply.status_code == 413


async def test_an_edit_that_takes_what_a_colleague_took_meanwhile_is_refused(
    agent: Agent, lead: Agent, talk: str
) -> None:
    mine = {"assignee_id": agent.user_id, "base": {"assignee_id": ""}, "base_rev": 1}
    theirs = {"assignee_id": lead.user_id, "base": {"assignee_id": ""}, "base_rev": 1}
    assert (await agent.say("conversation", TALK, **mine)).reason == ""
    assert (await lead.say("conversation", TALK, **theirs)).reason == "taken"
    knowing = {"assignee_id": lead.user_id, "base": {"assignee_id": agent.user_id}, "base_rev": 1}
    assert (await lead.say("conversation", TALK, **knowing)).reason == "", "taking from a colleague is no race"


async def test_a_conversation_is_given_to_nobody_who_would_not_see_it(
    agent: Agent, lead: Agent, other: Agent, talk: str
) -> None:
    given = await agent.say("conversation", TALK, assignee_id=other.user_id, base_rev=1)
    assert given.reason == "no_access"
    assert (await record(lead, "conversation", TALK))["assignee_id"] == ""
    assert (await agent.say("conversation", TALK, assignee_id=lead.user_id, base_rev=1)).reason == ""


async def test_a_scheduled_message_goes_out_at_its_time_and_answers_nobody_before(
    house: House, agent: Agent, talk: str
) -> None:
    name = new_id()
    at = house.clock() + HOUR
    assert await send(agent, "明早发货", record_id=name, scheduled_at=at) == ""
    assert await send(agent, "稍等") == "", "what is sent now does not wait for it"
    await house.settle()
    assert [m.text for m in house.platform.sent] == ["稍等"]
    house.platform.write("好的", at=house.clock() + 60_000)
    await house.arrive()
    waiting = await record(agent, "conversation", TALK)
    assert waiting["waiting_since"] == house.clock() + 60_000
    assert waiting["sent_in_window"] == 0
    await later(house, hours=1)
    assert [m.text for m in house.platform.sent] == ["稍等", "明早发货"]
    sent, now = await record(agent, "message", name), await record(agent, "conversation", TALK)
    assert (sent["state"], sent["at"] >= at) == ("accepted", True)
    assert (now["waiting_since"], now["sent_in_window"], now["snippet"]) == (0, 1, "明早发货")


async def test_what_would_come_after_the_window_has_closed_cannot_be_scheduled(
    house: House, agent: Agent, talk: str
) -> None:
    assert await send(agent, scheduled_at=house.clock() + 49 * HOUR) == "window_will_close"
    assert await send(agent, scheduled_at=house.clock() + 47 * HOUR) == ""


async def test_a_scheduled_message_fails_with_its_reason_when_the_quota_is_used_up_by_then(
    house: House, agent: Agent, talk: str
) -> None:
    name = new_id()
    assert await send(agent, "明早", record_id=name, scheduled_at=house.clock() + HOUR) == ""
    for n in range(5):
        assert await send(agent, f"{n}") == ""
    await house.settle()
    await later(house, hours=1)
    assert len(house.platform.sent) == 5
    failed = await record(agent, "message", name)
    assert (failed["state"], failed["reason"]) == ("failed", "quota_used")


async def test_a_scheduled_message_can_be_taken_back_by_its_author_until_it_goes(
    house: House, agent: Agent, lead: Agent, talk: str
) -> None:
    early, late = new_id(), new_id()
    await send(agent, "早", record_id=early, scheduled_at=house.clock() + HOUR)
    await send(agent, "晚", record_id=late, scheduled_at=house.clock() + 2 * HOUR)
    rev = (await agent.changes(-1))["head"]
    assert (await lead.say("message", late, drop=True, base_rev=rev)).reason == "forbidden"
    assert (await agent.say("message", late, drop=True, base_rev=rev)).verdict is Verdict.APPLIED
    await later(house, hours=3)
    assert [m.text for m in house.platform.sent] == ["早"]
    rev = (await agent.changes(-1))["head"]
    assert (await agent.say("message", early, drop=True, base_rev=rev)).reason == "forbidden", "it is said"


async def test_a_message_on_its_way_cannot_be_taken_back(house: House, agent: Agent, talk: str) -> None:
    house.platform.gate = asyncio.Event()
    name = new_id()
    await send(agent, record_id=name)
    await asyncio.wait_for(house.platform.at_gate.wait(), 10)
    rev = (await agent.changes(-1))["head"]
    assert (await agent.say("message", name, drop=True, base_rev=rev)).reason == "too_late"
    house.platform.gate.set()
    await house.settle()
    assert (await record(agent, "message", name))["state"] == "accepted"


async def test_taking_back_what_waits_for_a_paused_account_lets_the_customer_wait_again(
    house: House, agent: Agent, talk: str
) -> None:
    since = house.clock()
    await house.database.write(staff.pause_account, house.workspace, "shop", True, house.clock())
    name = new_id()
    await send(agent, record_id=name)
    await house.settle()
    assert (await record(agent, "conversation", TALK))["waiting_since"] == 0
    rev = (await agent.changes(-1))["head"]
    assert (await agent.say("message", name, drop=True, base_rev=rev)).verdict is Verdict.APPLIED
    now = await record(agent, "conversation", TALK)
    assert (now["waiting_since"], now["sent_in_window"]) == (since, 0)


async def test_a_customer_without_a_name_is_asked_for_again_but_once_an_hour(house: House, agent: Agent) -> None:
    async def write(minutes: float) -> str:
        await later(house, seconds=minutes * 60)
        house.platform.write("在吗", at=house.clock())
        await house.arrive()
        return (await record(agent, "identity", natural_id("identity", "shop", "ext-1")))["name"]

    assert await write(0) == ""
    house.platform.names["ext-1"] = Profile(name="王芳")
    assert [await write(20) for _ in range(2)] == ["", ""], "asked at most once an hour"
    assert await write(21) == "王芳"
    assert (await record(agent, "conversation", TALK))["title"] == "王芳"


async def test_whoever_snoozed_sees_it_again_at_its_time_or_when_the_customer_writes(
    house: House, agent: Agent, talk: str
) -> None:
    until = house.clock() + HOUR
    await agent.say("conversation", TALK, status="snoozed", snoozed_until=until, base_rev=1)
    await later(house, seconds=3599)
    assert (await record(agent, "conversation", TALK))["status"] == "snoozed"
    await later(house, seconds=1)
    assert (await record(agent, "conversation", TALK))["status"] == "open"
    await agent.say("conversation", TALK, status="snoozed", snoozed_until=0, base_rev=1)
    house.platform.write("还在吗", at=house.clock() + 1000)
    await house.arrive()
    assert (await record(agent, "conversation", TALK))["status"] == "open"
