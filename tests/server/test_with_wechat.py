"""The whole server with its real connectors over a make-believe WeChat, in one process and on one clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from app.channels import connector_for, new_shelf
from app.config import resource_path
from app.protocol import KINDS, HybridClock, natural_id
from app.server import seeding, sessions
from app.server.application import create_app, database_for
from app.server.database import Tx
from app.simulator import Clock, Simulator
from app.simulator.desk import connect, set_up
from tests.server.conftest import KEY, Agent

START = 1_780_000_000.0
TWO_WAY = ("kf_presale", "kf_aftersale", "kf_member", "mp_qinghe", "mp_life", "mini_mall")
"""With callbacks that are encrypted, compatible and plain, in XML and in JSON."""
NAME = "手测"
COLUMN = KINDS["message"].fields.index


@dataclass
class Stage:
    """Our server, WeChat, and an agent who sees every account."""

    app: Any
    simulator: Simulator
    agent: Agent

    def say(self, account: str, line: dict[str, Any]) -> None:
        world = self.simulator.world
        self.simulator.say(world.customer(world.account(account), f"{NAME}-{account}"), line)

    async def happen(self) -> None:
        """Everything that is due happens, here and there."""
        await self.simulator.settle()
        await self.app.state.server.desk.idle()
        await self.simulator.settle()
        await self.app.state.server.desk.idle()

    async def later(self, *, hours: float = 0, seconds: float = 0) -> None:
        await self.simulator.advance(hours * 3600 + seconds)
        await self.happen()
        await self.sign_in()

    async def calm_down(self) -> None:
        """Long enough for what was put off to be done."""
        await self.happen()
        for _ in range(4):
            await self.later(seconds=20)

    async def sign_in(self) -> None:
        now_ms = self.app.state.server.now()
        self.agent.take(await self.app.state.server.database.write(_sign_in, self.agent.user_id, now_ms))

    async def said(self, account: str) -> list[list[Any]]:
        """What is written down of the customer's conversation there, without the id, in order."""
        talk = self.talk(account)
        rows = [row for row in (await self.agent.table("message")).values() if row[0] == talk]
        return sorted(rows, key=lambda row: row[COLUMN("at")])

    def talk(self, account: str) -> str:
        world = self.simulator.world
        customer = world.customer(world.account(account), f"{NAME}-{account}")
        return natural_id("identity", natural_id("account", account), customer.external_id)

    async def answer(self, account: str, text: str) -> None:
        outcome = await self.agent.say("message", conversation_id=self.talk(account), direction="out", text=text)
        assert outcome.reason == ""

    def heard(self, account: str, text: str) -> int:
        """How often the customer got it."""
        world = self.simulator.world
        customer = world.customer(world.account(account), f"{NAME}-{account}")
        return sum(text in str(message) for message in customer.received)


def _sign_in(tx: Tx, user_id: str, now_ms: int) -> Any:
    row = tx.row("SELECT password, login FROM staff WHERE user_id = ?", (user_id,))
    assert row is not None
    return sessions.log_in(tx, user_id, row[0], row[1], ("", "desk"), now_ms)


async def _no_pause(seconds: float) -> None:
    pass


class Way(httpx.AsyncBaseTransport):
    """The platform's way to our server, which is built after it."""

    to: httpx.ASGITransport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self.to.handle_async_request(request)


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    way = Way()
    simulator = Simulator(Clock(lambda: START), callbacks=way)
    set_up(simulator)
    for account in TWO_WAY:
        simulator.add_customer(account, f"{NAME}-{account}")
    now = simulator.clock.now
    transport = httpx.ASGITransport(simulator.app)
    database = database_for(database_url)
    app = create_app(
        database,
        media_dir=tmp_path,
        secret_key=KEY,
        connect=partial(connector_for, shelf=new_shelf(now), transport=transport, now=now, pause=_no_pause),
        now=lambda: round(now() * 1000),
    )
    way.to = httpx.ASGITransport(app)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        stack.push_async_callback(simulator.callbacks.aclose)
        seed = seeding.read_seed(resource_path("demo", "desk.toml"))
        await database.write(seeding.sow, seed, "http://platform", KEY, round(now() * 1000))
        http = await stack.enter_async_context(httpx.AsyncClient(transport=way.to, base_url="http://heliu.test"))
        stage = Stage(app, simulator, Agent(natural_id("user", "admin"), http, HybridClock("admin")))
        await stage.sign_in()
        assert await connect(simulator, "http://heliu.test")
        yield stage


async def test_in_every_kind_of_account_what_is_said_arrives_and_what_is_answered_too(stage: Stage) -> None:
    for account in TWO_WAY:
        stage.say(account, {"text": "在吗"})
    await stage.happen()
    for account in TWO_WAY:
        assert [(m[COLUMN("direction")], m[COLUMN("text")]) for m in await stage.said(account)] == [("in", "在吗")]
        await stage.answer(account, "在的")
    await stage.happen()
    for account in TWO_WAY:
        assert stage.heard(account, "在的") == 1
        assert (await stage.said(account))[-1][COLUMN("state")] == "accepted"


@pytest.mark.parametrize("account", ["kf_presale", "mp_qinghe", "mp_life", "mini_mall"])
async def test_a_type_of_tomorrow_is_shown_as_such_and_kept_whole(stage: Stage, account: str) -> None:
    word = "msgtype" if account == "kf_presale" else "MsgType"
    stage.say(account, {"raw": {"msgtype": "hologram", "hologram": {"depth": "3"}}})
    await stage.happen()
    (message,) = await stage.said(account)
    assert message[COLUMN("type")] == "hologram"
    kept = await stage.app.state.server.database.read(lambda tx: tx.rows("SELECT payload FROM raw"))
    (payload,) = [msgspec.json.decode(row[0]) for row in kept]
    assert payload[word] == "hologram" and payload["hologram"] == {"depth": "3"}


async def test_through_all_moods_everything_is_here_once_and_there_once(stage: Stage) -> None:
    """Bursts of -1, tokens that die, answers that are lost, callbacks that come twice and in the wrong order."""
    for round, moods in enumerate(
        [{"busy": 3}, {"lost_answers": 1}, {"down": 2}, {"duplicate_callbacks": 4}, {"reverse_callbacks": True}]
    ):
        stage.simulator.faults.set(moods)
        stage.simulator.invalidate_tokens("kf_presale") if round % 2 else stage.simulator.expire_tokens("kf_presale")
        for n in range(2):
            stage.say("kf_presale", {"text": f"frage{round}{n}."})
        await stage.calm_down()
        await stage.answer("kf_presale", f"antwort{round}.")
        await stage.calm_down()
    texts = [message[COLUMN("text")] for message in await stage.said("kf_presale")]
    asked = [f"frage{round}{n}." for round in range(5) for n in range(2)]
    assert sorted(text for text in texts if text.startswith("frage")) == asked
    assert [stage.heard("kf_presale", f"antwort{round}.") for round in range(5)] == [1] * 5


async def test_where_a_repeat_would_be_heard_twice_a_lost_answer_stays_unknown(stage: Stage) -> None:
    stage.say("mp_qinghe", {"text": "在吗"})
    await stage.happen()
    stage.simulator.faults.set({"lost_answers": 1})
    await stage.answer("mp_qinghe", "在的")
    await stage.happen()
    await stage.later(hours=1)
    assert (await stage.said("mp_qinghe"))[-1][COLUMN("state")] == "unknown"
    assert stage.heard("mp_qinghe", "在的") == 1


async def test_what_was_accepted_and_failed_later_says_so(stage: Stage) -> None:
    stage.say("kf_presale", {"text": "在吗"})
    await stage.happen()
    stage.simulator.faults.set({"late_failures": 1})
    await stage.answer("kf_presale", "在的")
    await stage.happen()
    await stage.later(seconds=120)
    answer = next(m for m in await stage.said("kf_presale") if m[COLUMN("text")] == "在的")
    assert answer[COLUMN("state")] == "failed" and answer[COLUMN("reason")] != ""


async def test_what_no_callback_told_comes_with_the_next_one_or_at_night(
    stage: Stage,
) -> None:
    stage.simulator.faults.set({"drop_callbacks": 3})
    stage.say("kf_presale", {"text": "first"})
    await stage.happen()
    assert await stage.said("kf_presale") == []
    stage.simulator.faults.set({"drop_callbacks": 0})
    stage.say("kf_presale", {"text": "second"})
    await stage.happen()
    assert [m[COLUMN("text")] for m in await stage.said("kf_presale")] == ["first", "second"]
    stage.simulator.faults.set({"drop_callbacks": 3})
    stage.say("kf_presale", {"text": "third"})
    await stage.later(hours=25)
    assert [m[COLUMN("text")] for m in await stage.said("kf_presale")] == ["first", "second", "third"]
