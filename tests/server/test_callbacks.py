"""What platforms post to us: checked, written down, answered at once; what is forged is counted and forgotten."""

from __future__ import annotations

import asyncio
import logging

import msgspec
import pytest

from app.errors import StoreDamaged
from app.protocol import KINDS, Role
from app.server import callback_routes
from tests.server.conftest import Agent, House

GOOD = "/callbacks/wecom/shop?signature=good&nonce=1"


async def test_the_address_check_is_answered_with_the_bare_echo(house: House) -> None:
    async with house.client() as http:
        reply = await http.get("/callbacks/wecom/shop?signature=good&echostr=a%2Bb+c")
    assert (reply.status_code, reply.content) == (200, b"a+b+c")


async def test_a_forged_callback_is_refused_counted_and_logged_without_what_it_said(
    house: House, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house.platform.write("hello", at=house.clock())
    async with house.client() as http:
        reply = await http.post("/callbacks/wecom/shop?signature=bad", content=b"canary-13800001111")
    await house.settle()
    assert reply.status_code == 403 and "canary" not in reply.text
    assert await agent.table("message") == {}
    assert b'heliu_callbacks_total{outcome="refused_the_signature_is_wrong"} 1.0' in house.server.metrics.page()
    assert "canary" not in caplog.text
    assert "a callback for account shop: refused_the_signature_is_wrong" in caplog.text


@pytest.mark.parametrize(
    "path", ["/callbacks/wecom/nobody", "/callbacks/mp/shop", "/callbacks/wecom/diary", "/callbacks/wecom/%00"]
)
async def test_an_account_that_is_not_there_is_not_found(house: House, path: str) -> None:
    async with house.client() as http:
        assert (await http.post(f"{path}?signature=good")).status_code == 404


async def test_an_oversized_callback_is_refused_counted_and_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with house.client() as http:
        assert (await http.post(GOOD, content=b"x" * (1 << 20 | 1))).status_code == 413
    assert b'heliu_callbacks_total{outcome="too_large"} 1.0' in house.server.metrics.page()
    assert "a callback for account shop: too_large" in caplog.text


async def test_what_nobody_knows_is_shown_as_such_and_kept_whole(house: House, agent: Agent) -> None:
    strange = {"msgtype": "hologram", "hologram": {"depth": [1, {"x": "<y>"}]}, "origin": 3}
    house.platform.write("", at=house.clock(), type="hologram", raw=strange)
    await house.arrive()
    ((message_id, row),) = (await agent.table("message")).items()
    assert row[KINDS["message"].fields.index("type")] == "hologram"
    sql = "SELECT payload FROM raw WHERE message_id = ?"
    ((kept,),) = await house.database.read(lambda tx: tx.rows(sql, (message_id,)))
    assert msgspec.json.decode(kept) == strange


async def test_the_same_delivery_twice_is_thanked_twice_and_stored_once(house: House, agent: Agent) -> None:
    house.platform.write("hello", at=house.clock())
    async with house.client() as http:
        for nonce in (1, 1, 2):
            reply = await http.post(f"/callbacks/wecom/shop?signature=good&nonce={nonce}", content=b"same")
            assert (reply.status_code, reply.content) == (200, b"")
    await house.settle()
    assert len(await agent.table("message")) == 1
    page = house.server.metrics.page()
    for outcome in ("stored", "replayed", "repeated"):
        assert f'heliu_callbacks_total{{outcome="{outcome}"}} 1.0'.encode() in page


async def test_an_answer_does_not_wait_for_the_work(house: House, agent: Agent) -> None:
    house.platform.gate = asyncio.Event()
    house.platform.write("hello", at=house.clock())
    async with house.client() as http:
        await http.post(GOOD, content=b"1")
        await house.settle()
        outcome = await agent.say(
            "message", conversation_id=next(iter(await agent.table("conversation"))), direction="out", text="hi"
        )
        assert outcome.rev
        reply = await http.post("/callbacks/wecom/shop?signature=good&nonce=2", content=b"2")
        assert reply.status_code == 200
        house.platform.gate.set()
    await house.settle()
    assert len(house.platform.sent) == 1


async def test_what_could_not_be_stored_may_come_again(
    house: House, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.platform.write("hello", at=house.clock())

    def full(*_: object) -> bool:
        raise StoreDamaged("full")

    async with house.client() as http:
        with monkeypatch.context() as patch:
            patch.setattr(callback_routes, "_store", full)
            assert (await http.post(GOOD, content=b"1")).status_code == 503
        assert (await http.post(GOOD, content=b"1")).status_code == 200
    await house.settle()
    assert len(await agent.table("message")) == 1


async def test_a_bug_in_one_delivery_is_put_aside_and_the_next_one_comes_through(
    house: House, agent: Agent, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    line = house.server.lines.connector(await house.line("shop"))
    real = type(line).receive

    async def broken(self: object, notice: object, cursor: str) -> object:
        if notice.key == "poison":  # type: ignore[attr-defined]
            raise KeyError("our own mistake")
        return await real(self, notice, cursor)  # type: ignore[arg-type]

    monkeypatch.setattr(type(line), "receive", broken)
    house.platform.write("hello", at=house.clock())
    async with house.client() as http:
        await http.post(GOOD, content=b"poison")
        await http.post("/callbacks/wecom/shop?signature=good&nonce=2", content=b"fine")
    for _ in range(8):
        await house.settle()
        house.clock.pass_by(seconds=300)
    await house.settle()
    await house.sign_in(agent)
    assert len(await agent.table("message")) == 1

    def aside(tx: object) -> list[tuple[str]]:
        return tx.rows("SELECT trouble FROM job WHERE trouble <> ''")  # type: ignore[attr-defined,no-any-return]

    assert await house.database.read(aside) == [("put aside: KeyError",)]
    caplog.clear()


async def test_a_stranger_seen_by_unionid_is_the_person_we_know(house: House, agent: Agent) -> None:
    house.platform.write("one", at=house.clock(), by="ext-1", unionid="u1", name="何女士")
    house.platform.write("two", at=house.clock(), by="ext-2", unionid="u1")
    async with house.client() as http:
        await http.post(GOOD, content=b"1")
    await house.settle()
    assert len(await agent.table("identity")) == 2
    assert [row[0] for row in (await agent.table("customer")).values()] == ["何女士"]
    assert agent.grant is not None and agent.grant.role == Role.AGENT
