"""The OWASP API list, one risk at a time."""

from __future__ import annotations

import asyncio
import zlib

import pytest

from app.protocol import MAX_BATCH, MAX_BODY_BYTES, MAX_PAGE, encode
from app.server import sessions, staff
from tests.server.conftest import PASSWORD, Agent, House


async def test_guessing_passwords_is_slowed_down_without_telling_who_exists(house: House) -> None:
    async with house.client() as http:
        replies = [
            await http.post("/v1/session", json={"login": login, "password": "wrong"}) for login in ("agent", "nobody")
        ]
        assert replies[0].json() == replies[1].json()
        assert replies[0].status_code == 401

        def fill(tx: object) -> None:
            for _ in range(sessions.ATTEMPTS):
                sessions.admit_attempt(tx, "agent", "elsewhere", house.clock())  # type: ignore[arg-type]

        with pytest.raises(sessions.TooManyAttempts):
            await house.database.write(fill)
        for _ in range(sessions.ATTEMPTS - 1):
            await house.database.write(sessions.admit_attempt, "agent", "elsewhere", house.clock())
        reply = await http.post("/v1/session", json={"login": "agent", "password": PASSWORD})
        assert (reply.status_code, reply.json()["code"]) == (429, "too_many_attempts")
        assert int(reply.headers["retry-after"]) > 0
        house.clock.pass_by(hours=1)
        assert (await http.post("/v1/session", json={"login": "agent", "password": PASSWORD})).status_code == 200


async def test_a_disabled_user_is_out_at_once(house: House, agent: Agent) -> None:
    await house.database.write(staff.disable_user, "agent", True, house.clock())
    assert (await agent.http.get("/v1/changes?since=0")).status_code == 401
    assert (await agent.http.post("/v1/mutations", content=b"[]")).status_code == 401
    assert agent.grant is not None
    async with house.client() as http:
        renewal = {"refresh_token": agent.grant.refresh_token}
        assert (await http.post("/v1/session/refresh", json=renewal)).status_code == 401
        assert (await http.post("/v1/session", json={"login": "agent", "password": PASSWORD})).status_code == 401


async def test_an_access_token_dies_of_age(house: House, agent: Agent) -> None:
    house.clock.pass_by(seconds=sessions.ACCESS_MS / 1000 + 1)
    assert (await agent.http.get("/v1/changes?since=0")).status_code == 401


async def test_devices_are_listed_and_one_can_be_signed_out_but_not_a_colleagues(
    house: House, agent: Agent, other: Agent
) -> None:
    first = agent.grant
    await house.sign_in(agent)
    devices = (await agent.http.get("/v1/sessions")).json()
    assert [device["here"] for device in devices].count(True) == 1 and len(devices) == 2
    assert first is not None and other.grant is not None
    assert (await agent.http.delete(f"/v1/sessions/{other.grant.device_id}")).status_code == 404
    assert (await agent.http.delete(f"/v1/sessions/{first.device_id}")).status_code == 204
    assert len((await agent.http.get("/v1/sessions")).json()) == 1
    assert (await agent.http.delete("/v1/session")).status_code == 204
    assert (await agent.http.get("/v1/sessions")).status_code == 401


async def test_a_one_time_token_opens_once(house: House, agent: Agent) -> None:
    await house.database.write(sessions.offer_once, agent.user_id, "once", house.clock())
    async with house.client() as http:
        assert (await http.post("/v1/session", json={"token": "once"})).json()["user_id"] == agent.user_id
        assert (await http.post("/v1/session", json={"token": "once"})).status_code == 401


async def test_no_token_or_password_is_in_the_database(house: House, agent: Agent) -> None:
    assert agent.grant is not None
    tokens = (agent.grant.access_token, agent.grant.refresh_token, PASSWORD)

    def everything(tx: object) -> str:
        return str([tx.rows(f"SELECT * FROM {table}") for table in ("token", "staff", "device", "audit")])  # type: ignore[attr-defined]

    stored = await house.database.read(everything)
    assert not any(token in stored for token in tokens)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/v1/changes?since=0&limit={MAX_PAGE + 1}", 400),
        ("/v1/changes?since=0&limit=0", 400),
        ("/v1/changes", 400),
        ("/v1/changes?since=99999999999999999999999", 400),
        ("/v1/changes?since=-2", 400),
        ("/v1/changes?since=1e3", 400),
        ("/v1/conversations/x/messages?limit=100000", 400),
        ("/v1/conversations/%27%3B%20DROP/messages", 400),
        ("/v1/history/no_such_kind/x", 400),
        ("/v1/media/..%2F..%2Fetc%2Fpasswd", 404),
    ],
)
async def test_requests_out_of_bounds_are_refused(agent: Agent, path: str, status: int) -> None:
    reply = await agent.http.get(path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


async def test_too_much_at_once_is_refused(agent: Agent) -> None:
    many = [agent.mutation("tag", name="x") for _ in range(MAX_BATCH + 1)]
    assert (await agent.http.post("/v1/mutations", content=encode(many))).status_code == 413
    assert (await agent.http.post("/v1/mutations", content=b" " * (MAX_BODY_BYTES + 1))).status_code == 413

    async def endless() -> object:
        for _ in range(MAX_BODY_BYTES // 65536 + 2):
            yield b" " * 65536

    assert (await agent.http.post("/v1/mutations", content=endless())).status_code == 413
    assert await agent.table("tag") == {}


async def test_a_body_that_unpacks_into_a_bomb_is_not_unpacked(agent: Agent) -> None:
    bomb = zlib.compress(b" " * 10_000_000)
    reply = await agent.http.post("/v1/mutations", content=bomb, headers={"Content-Encoding": "deflate"})
    assert reply.status_code == 400


async def test_a_link_in_a_message_is_never_followed(house: House, agent: Agent) -> None:
    class Trap(asyncio.Protocol):
        called = False

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            Trap.called = True

    server = await asyncio.get_running_loop().create_server(Trap, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        parts = [{"type": "link", "text": "", "content": {"url": url, "image_url": url}}]
        await agent.say("quick_reply", title="t", body=url, parts=parts)
        await house.settle()
    assert not Trap.called


async def test_an_answer_never_repeats_what_was_sent_in(agent: Agent) -> None:
    canary = "13800001111"
    for body in (f'{{"x": "{canary}"}}', f'[{{"id": "{canary}"}}]', canary):
        reply = await agent.http.post("/v1/mutations", content=body.encode())
        assert reply.status_code == 400 and canary not in reply.text


async def test_deeds_are_in_the_audit_and_stay_there(house: House, agent: Agent) -> None:
    await house.database.write(staff.revoke, "agent", "account:shop", house.clock())

    def actions(tx: object) -> set[str]:
        return {row[0] for row in tx.rows("SELECT action FROM audit")}  # type: ignore[attr-defined]

    assert {"login", "granted", "revoked", "user_added", "account_added"} <= await house.database.read(actions)


async def test_a_newer_protocol_is_told_so(agent: Agent) -> None:
    for version in ("2", "x", "99999999999999999999"):
        reply = await agent.http.get("/v1/changes?since=0", headers={"Heliu-Protocol": version})
        assert reply.status_code == 400
    assert (await agent.http.get("/v1/changes?since=0", headers={"Heliu-Protocol": "1"})).status_code == 200
