"""The demo brand: its stage, its customers, and the stage door."""

from __future__ import annotations

import re
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app.channels.crypto import Envelope
from app.config import resource_path
from app.limits import load
from app.protocol import AccountKind, Role, natural_id
from app.rules.variables import NAMES, fields
from app.simulator import Clock, Simulator
from app.simulator.control import Control
from app.simulator.desk import callback_address, set_up
from app.simulator.script import Reaction, Script, read_roles
from app.simulator.script import Role as Part

START = 1_780_000_000.0
DESK: dict[str, Any] = tomllib.loads(resource_path("demo", "desk.toml").read_text("utf-8"))


@pytest.fixture
def simulator() -> Simulator:
    made = Simulator(Clock(lambda: START))
    set_up(made)
    return made


def said(simulator: Simulator) -> list[tuple[float, str]]:
    """Everything that was written to public accounts and into logs, as (when, message id)."""
    logs = (account.log for account in simulator.world.accounts.values())
    return sorted((at, item["msgid"]) for log in logs for _, at, item in log)


def test_the_desk_has_what_the_demo_promises() -> None:
    kinds = [row["kind"] for row in DESK["account"]]
    expected = {"wecom_kf": 3, "official_account": 2, "mini_program": 1, "wecom_member": 2}
    expected |= {"customer_group": 2, "group_robot": 1, "personal": 1}
    assert {kind: kinds.count(kind) for kind in AccountKind} == expected
    assert [row["role"] for row in DESK["user"]].count(Role.AGENT) in (2, 3)
    assert {Role.LEAD, Role.ADMIN} <= {Role(row["role"]) for row in DESK["user"]}
    assert len(DESK["reply"]) >= 60


def test_the_desk_refers_only_to_what_it_has() -> None:
    accounts = {row["key"] for row in DESK["account"]}
    users = {row["key"] for row in DESK["user"]}
    tags = {tag["name"] for group in DESK["tag_group"] for tag in group["tags"]}
    categories = {row["key"] for row in DESK["category"]}
    parents = {row["parent"] for row in DESK["category"] if "parent" in row}
    assert parents <= categories
    assert {row["category"] for row in DESK["reply"]} | parents == categories
    assert len({row["shortcut"] for row in DESK["reply"]}) == len(DESK["reply"])
    for user in DESK["user"]:
        assert set(user["accounts"]) <= accounts | {"*"}
    for row in DESK["customer"]:
        assert row["account"] in accounts
        assert set(row["tags"]) <= tags
        assert {message.get("user", "lin") for message in row["messages"]} <= users


def test_quick_replies_use_only_variables_that_exist() -> None:
    known = {name for names in NAMES.values() for name in names}
    used = {name for row in DESK["reply"] for name in re.findall(r"{{(.*?)}}", row["body"])}
    assert "称呼" in used
    assert used <= known
    assert all(field.name for row in DESK["reply"] for field in fields(row["body"]))


def test_the_credentials_of_the_desk_are_well_formed() -> None:
    for row in DESK["account"]:
        if row["kind"] in ("wecom_kf", "official_account", "mini_program"):
            Envelope(row["token"], row["encoding_aes_key"], row["app_id"])
            assert row["base_path"] in ("/wecom", "/mp")
            assert row["secret"] and row["platform_id"]


def test_there_are_a_dozen_customers_and_more_over_all_two_way_accounts(simulator: Simulator) -> None:
    roles = read_roles(resource_path("demo", "scripts"))
    assert len(roles) >= 12
    assert {role.account for role in roles} == set(simulator.world.accounts)
    assert len({(role.account, role.name) for role in roles}) == len(roles)
    assert {role.account for role in roles[:6]} == set(simulator.world.accounts)


async def test_every_line_of_every_script_can_be_said(simulator: Simulator) -> None:
    for role in read_roles(resource_path("demo", "scripts")):
        customer = simulator.add_customer(role.account, role.name)
        spoken = [*role.opening, *role.otherwise, *role.chatter]
        for line in [*spoken, *(line for reaction in role.reactions for line in reaction.say)]:
            simulator.say(customer, line)
        assert customer.last_wrote_at == START


async def test_the_desk_is_lively_and_never_too_loud(simulator: Simulator) -> None:
    script = Script(simulator, read_roles(resource_path("demo", "scripts")), seed=1)
    script.start()
    await simulator.advance(15)
    assert len([c for c in simulator.world.customers.values() if c.last_wrote_at]) >= 6
    for _ in range(20):
        await simulator.advance(60)
    lines = said(simulator)
    assert len(lines) > 40
    most = load().value("heliu.demo.messages_per_minute")
    for at, _ in lines:
        assert len([other for other, _ in lines if at <= other < at + 60]) <= most
    script.stop()
    before = len(said(simulator))
    await simulator.advance(600)
    assert len(said(simulator)) == before


def play(simulator: Simulator, **fields: Any) -> tuple[Script, Any]:
    part = Part(**{"account": "kf_presale", "name": "周雨晴", "opening": ({"text": "能换吗"},), **fields})
    script = Script(simulator, [part])
    script.start()
    return script, simulator.world.customer(simulator.world.account("kf_presale"), "周雨晴")


def words(simulator: Simulator) -> list[str]:
    log = simulator.world.account("kf_presale").log
    return [item["text"]["content"] for _, _, item in log if item["msgtype"] == "text"]


async def test_customers_react_to_what_the_agent_writes(simulator: Simulator) -> None:
    _, them = play(
        simulator,
        reactions=(Reaction(words=("可以换",), say=({"text": "太好了"}, {"text": "运费呢"})),),
        otherwise=({"text": "嗯"},),
    )
    await simulator.advance(20)
    assert words(simulator) == ["能换吗"]
    simulator.reach(them, {"msgtype": "text", "text": {"content": "您好，可以换的"}})
    await simulator.advance(1)
    assert words(simulator) == ["能换吗"]
    await simulator.advance(30)
    assert words(simulator) == ["能换吗", "太好了", "运费呢"]
    for _ in range(3):
        simulator.reach(them, {"msgtype": "text", "text": {"content": "可以换"}})
        await simulator.advance(30)
    assert words(simulator) == ["能换吗", "太好了", "运费呢", "嗯"]


@pytest.mark.parametrize("broken", ['[[role]]\nname="a"\nopening=[]', '[[role]]\nname="a"\nopening=[{a=1,b=2}]'])
def test_a_broken_script_is_refused_with_its_name(tmp_path: Path, broken: str) -> None:
    (tmp_path / "kf.toml").write_text(f'account = "kf"\n{broken}\n')
    with pytest.raises(ValueError, match=r"kf\.toml"):
        read_roles(tmp_path)


def test_the_callback_address_is_made_of_the_accounts_key(simulator: Simulator) -> None:
    expected = f"http://heliu/callbacks/wecom/{natural_id('account', 'kf_presale')}"
    assert callback_address(simulator, "kf_presale", "http://heliu/") == expected
    assert "/callbacks/mp/" in callback_address(simulator, "mini_mall", "http://heliu")


@pytest.fixture
async def door(simulator: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[*Control(simulator).routes(), Mount("/", simulator.app)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1/_control/") as client:
        yield client


async def test_the_stage_door_directs_the_play(simulator: Simulator, door: httpx.AsyncClient) -> None:
    new = await door.post("customers", json={"account": "kf_presale", "name": "新客", "gender": 1})
    assert new.json()["external_id"].startswith("wm")
    them = {"account": "kf_presale", "customer": "新客"}
    assert (await door.post("say", json={**them, "line": {"text": "在吗"}})).json()["platform_id"]
    assert words(simulator) == ["在吗"]
    assert (await door.post("clock", json={"advance": 60})).json()["now"] == START + 60
    assert (await door.post("faults", json={"busy": 2})).json()["busy"] == 2
    assert (await door.get("received", params=them)).json()["received"] == []
    assert (await door.post("tokens", json={"account": "kf_presale", "how": "expire"})).status_code == 200
    assert (await door.get("posted")).json() == {"posted": {"robot_stock": []}}
    assert set((await door.get("state")).json()["accounts"]) == set(simulator.world.accounts)
    app = {"app_id": "wx9", "secret": "s", "token": "t", "encoding_aes_key": "k", "callback": "plain"}
    account = {"key": "extra", "kind": "official_account", "name": "新", "platform_id": "wx9", "app": app}
    assert (await door.post("accounts", json=account)).status_code == 200
    assert simulator.world.account("extra").name == "新"


async def test_the_stage_door_says_what_was_wrong(door: httpx.AsyncClient) -> None:
    for path, body in (
        ("say", {"account": "kf_presale", "customer": "无此人", "line": {"text": "a"}}),
        ("say", {"account": "nowhere", "customer": "a", "line": {"text": "a"}}),
        ("say", {}),
        ("faults", {"no": 1}),
        ("scripts", {"run": True}),
        ("clock", {"advance": "soon"}),
    ):
        answer = await door.post(path, json=body)
        assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert (await door.post("say", content=b"{")).status_code == 400


async def test_the_stage_door_is_closed_to_strangers(simulator: Simulator) -> None:
    app = Starlette(routes=Control(simulator).routes())
    for client, base in ((("10.0.0.9", 1), "http://127.0.0.1"), (("127.0.0.1", 1), "http://evil.example")):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app, client=client), base_url=base) as http:
            assert (await http.get("/_control/state")).status_code == 403
