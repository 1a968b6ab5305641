"""Refresh tokens: a lost answer may be asked for again, and a thief gains nothing by that."""

from __future__ import annotations

import asyncio

import httpx

from app.protocol import SessionGrant, decode
from app.server.database import Tx
from app.server.sessions import REPEAT_MS
from tests.server.conftest import Agent, House

Tokens = SessionGrant | str
"""A new pair, or the code of the refusal."""


async def renew(house: House, token: str) -> Tokens:
    async with house.client() as http:
        reply = await http.post("/v1/session/refresh", json={"refresh_token": token})
    if reply.status_code == 401:
        return str(reply.json()["code"])
    return decode(reply.content, SessionGrant)


async def renewed(house: House, token: str) -> SessionGrant:
    tokens = await renew(house, token)
    assert isinstance(tokens, SessionGrant), tokens
    return tokens


async def works(house: House, tokens: SessionGrant) -> bool:
    """Uses the access token."""
    async with house.client() as http:
        headers = {"Authorization": f"Bearer {tokens.access_token}"}
        reply: httpx.Response = await http.get("/v1/changes?since=0", headers=headers)
    return reply.status_code == 200


def stolen_from(agent: Agent) -> str:
    assert agent.grant is not None
    return agent.grant.refresh_token


async def audited(house: House, action: str) -> list[tuple[str, str]]:
    sql = "SELECT user_id, detail FROM audit WHERE action = ?"
    return await house.database.read(lambda tx: tx.rows(sql, (action,)))  # type: ignore[return-value]


async def test_a_renewal_whose_answers_were_lost_may_be_repeated_and_that_is_written_down(
    house: House, agent: Agent
) -> None:
    token = stolen_from(agent)
    await renewed(house, token)
    await renewed(house, token)
    last = await renewed(house, token)
    assert await works(house, last)
    assert await works(house, await renewed(house, last.refresh_token))
    assert await audited(house, "refresh_repeated") == [(agent.user_id, last.device_id)] * 2


async def test_repeats_do_not_prolong_the_time_for_repeats(house: House, agent: Agent) -> None:
    token = stolen_from(agent)
    await renewed(house, token)
    house.clock.pass_by(seconds=REPEAT_MS / 1000)
    last = await renewed(house, token)
    house.clock.pass_by(seconds=1)
    assert await renew(house, token) == "refresh_reused"
    assert not await works(house, last)


async def test_a_thief_who_comes_after_the_owner_signs_both_out(house: House, agent: Agent) -> None:
    stolen = stolen_from(agent)
    owners = await renewed(house, stolen)
    assert await works(house, owners)
    assert await renew(house, stolen) == "refresh_reused"
    assert not await works(house, owners)
    assert await renew(house, owners.refresh_token) == "login_expired"
    assert await audited(house, "refresh_reused") == [(agent.user_id, owners.device_id)]


async def test_a_thief_who_is_quicker_and_goes_to_work_is_out_when_the_owner_comes(house: House, agent: Agent) -> None:
    stolen = stolen_from(agent)
    thiefs = await renewed(house, stolen)
    assert await works(house, thiefs)
    assert await renew(house, stolen) == "refresh_reused"
    assert not await works(house, thiefs)
    assert await renew(house, thiefs.refresh_token) == "login_expired"


async def test_a_thief_who_is_quicker_and_lies_low_is_left_with_nothing(house: House, agent: Agent) -> None:
    stolen = stolen_from(agent)
    thiefs = await renewed(house, stolen)
    owners = await renewed(house, stolen)
    assert not await works(house, thiefs)
    assert await works(house, owners)
    assert await renew(house, thiefs.refresh_token) == "refresh_reused"
    assert not await works(house, owners), "there is a thief: the owner has to show the password"


async def test_a_thief_who_slips_in_before_the_owner_used_the_answer_is_noticed_at_once(
    house: House, agent: Agent
) -> None:
    stolen = stolen_from(agent)
    owners = await renewed(house, stolen)
    thiefs = await renewed(house, stolen)
    assert await works(house, thiefs)
    assert not await works(house, owners)
    assert await renew(house, owners.refresh_token) == "refresh_reused"
    assert not await works(house, thiefs)


async def test_a_theft_from_one_desk_leaves_the_others_signed_in(house: House, agent: Agent) -> None:
    stolen = stolen_from(agent)
    await house.sign_in(agent)
    house.clock.pass_by(seconds=1)
    assert await works(house, await renewed(house, stolen))
    assert await renew(house, stolen) == "refresh_reused"
    assert await works(house, await renewed(house, stolen_from(agent)))


async def test_owner_and_thief_who_race_never_both_hold_a_token_that_lives(house: House, agent: Agent) -> None:
    for _ in range(10):
        await house.sign_in(agent)
        stolen = stolen_from(agent)
        owners = await renewed(house, stolen)
        await asyncio.gather(renew(house, stolen), renew(house, owners.refresh_token), renew(house, stolen))
        assert await house.database.read(alive, owners.device_id) <= 1


def alive(tx: Tx, device_id: str) -> int:
    sql = (
        "SELECT COUNT(*) FROM token t JOIN device d ON d.id = t.device_id WHERE d.id = ? AND d.revoked_at = 0"
        " AND t.purpose = 'refresh' AND t.used_at = 0"
    )
    row = tx.row(sql, (device_id,))
    return row[0] if row else 0
