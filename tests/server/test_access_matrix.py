"""Every route as every role and as a stranger; every scope of somebody else's is as if it were not there."""

from __future__ import annotations

import hashlib
import re

import httpx
import pytest

from app.protocol import AccountKind, Role, encode, natural_id, new_id
from app.server import staff
from app.server.doors import DOORS
from app.server.http import Door
from tests.server.conftest import Agent, House

TALK = natural_id("identity", "shop", "ext-1")
FILE = hashlib.sha256(b"nothing").hexdigest()
OPEN = {"/v1/session", "/v1/session/refresh", "/healthz", "/readyz", "/openapi.json", "/metrics"}
"""What strangers may reach; callbacks are checked by their signature instead."""


async def _knock(http: httpx.AsyncClient, door: Door, kind: str = "tag", name: str = "none") -> httpx.Response:
    path = door.path.replace("{kind}", kind).replace("{account_id}", "shop")
    path = re.sub(r"{id}", FILE if "media" in path else name, path)
    if door.path == "/v1/hints":
        raise AssertionError("a stream is asked for elsewhere")
    return await http.request(door.method, path)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.path}")
async def test_a_stranger_is_turned_away(house: House, door: Door) -> None:
    async with house.client() as stranger:
        if door.path == "/v1/hints":
            assert (await stranger.get("/v1/hints")).status_code == 401
            return
        reply = await _knock(stranger, door)
    if door.path.startswith("/callbacks/"):
        assert reply.status_code in (403, 404)
    elif door.path in OPEN and door.roles == ():
        assert reply.status_code in (200, 400), reply.text
    else:
        assert reply.status_code == 401
        assert reply.json()["code"] == "login_expired"


@pytest.mark.parametrize("door", [d for d in DOORS if d.roles], ids=lambda door: f"{door.method} {door.path}")
async def test_each_role_reaches_what_the_table_says(house: House, door: Door) -> None:
    for login, role in (("agent", Role.AGENT), ("lead", Role.LEAD), ("admin", Role.ADMIN), ("partner", Role.PARTNER)):
        if door.path == "/v1/hints":
            assert Role(role) in door.roles
            continue
        reply = await _knock(house.people[login].http, door)
        assert (reply.status_code == 403) == (role not in door.roles), (login, reply.text)
        if door.method == "DELETE" and door.path == "/v1/session":
            await house.sign_in(house.people[login])


async def test_foreign_ids_are_as_if_they_did_not_exist(house: House, agent: Agent, other: Agent) -> None:
    house.platform.write("hello", at=house.clock())
    async with house.client() as stranger:
        await stranger.post(f"/callbacks/wecom/shop?signature=good&nonce={new_id()}", content=b"1")
    await house.settle()
    message = next(iter(await agent.table("message")))
    customer = next(iter(await agent.table("customer")))
    for path in (
        f"/v1/conversations/{TALK}/messages",
        f"/v1/history/customer/{customer}",
        f"/v1/history/message/{message}",
        "/v1/digest?scope=account:shop",
        "/v1/digest?scope=user:" + agent.user_id,
        "/v1/changes?since=0&upto=9&scopes=account:shop",
    ):
        assert (await agent.http.get(path)).status_code == 200, path
        reply = await other.http.get(path)
        assert (reply.status_code, reply.json()["code"]) == (404, "not_found"), path
    for outcome in await other.push(
        other.mutation("customer", customer, base_rev=9, name="mine"),
        other.mutation("customer", customer, base_rev=9, drop=True),
        other.mutation("conversation", TALK, base_rev=9, status="resolved"),
        other.mutation("message", conversation_id=TALK, direction="out", text="hi"),
        other.mutation("follow_up", customer_id=customer, body="x"),
        other.mutation("customer", account_id="shop"),
    ):
        assert (outcome.reason, outcome.row) == ("not_found", None)


@pytest.mark.parametrize("kind", ["draft", "preference", "reminder"])
async def test_personal_records_are_seen_by_their_owner_alone(house: House, agent: Agent, kind: str) -> None:
    await agent.say(kind, "mine")
    assert "mine" in await agent.table(kind)
    for login in ("other", "lead", "admin", "partner"):
        colleague = house.people[login]
        assert "mine" not in await colleague.table(kind)
        assert (await colleague.say(kind, "mine", base_rev=9, drop=True)).reason == "not_found"
    assert (await house.people["lead"].say(kind, user_id=agent.user_id)).reason == "forbidden"


@pytest.mark.parametrize("scope", ["user:somebody", "team:red", "account:shop", "anything", ""])
async def test_a_quick_reply_is_put_only_where_its_author_belongs(agent: Agent, scope: str) -> None:
    assert (await agent.say("quick_reply", scope=scope, title="t")).reason == "forbidden"
    mine = await agent.say("quick_reply", "qq", scope=f"user:{agent.user_id}", title="t")
    assert mine.rev and (await agent.say("quick_reply", "qq", base_rev=mine.rev, scope=scope)).reason == "forbidden"


async def test_a_team_sees_what_its_members_put_there(house: House, agent: Agent, lead: Agent, other: Agent) -> None:
    for login in ("agent", "lead"):
        await house.database.write(staff.grant, login, "team:red", house.clock())
    await agent.say("quick_reply", "qq", scope="team:red", title="ours")
    assert "qq" in await lead.table("quick_reply")
    assert "qq" not in await other.table("quick_reply")


async def test_a_reply_taken_private_leaves_the_colleagues(agent: Agent, lead: Agent) -> None:
    rev = (await agent.say("quick_reply", "qq", title="t")).rev
    cursor = (await lead.changes())["covered_to"]
    await agent.say("quick_reply", "qq", base_rev=rev, scope=f"user:{agent.user_id}")
    page = await lead.changes(cursor)
    assert [row[0] for row in page["dropped"]["quick_reply"]] == ["qq"]
    assert "dropped" in page and not (await agent.changes(cursor))["dropped"]


async def test_partners_read_masked_phones_and_edit_no_customers(house: House, agent: Agent) -> None:
    await agent.say("customer", "cc", account_id="shop", phones=["13812345678"])
    partner = house.people["partner"]
    assert (await partner.table("customer"))["cc"][2] == ["*******5678"]
    outcome = await partner.say("customer", "cc", base_rev=99, phones=["1"])
    assert outcome.reason == "forbidden" and b"13812345678" not in encode(outcome)


async def test_another_company_on_the_same_server_sees_nothing(house: House, agent: Agent) -> None:
    await agent.say("tag", "aa", name="ours")
    elsewhere = await house.database.write(staff.create_workspace, "rival", house.clock())
    await house.add_account("rival-shop", AccountKind.PERSONAL, elsewhere)
    spy = await house.hire("spy", Role.ADMIN, ["rival-shop"], elsewhere)
    assert await spy.table("tag") == {}
    assert (await spy.http.get("/v1/history/tag/aa")).status_code == 404
    await spy.say("tag", "aa", base_rev=1, name="theirs")
    assert (await agent.table("tag"))["aa"][1] == "ours"


async def test_metrics_are_for_this_machine_and_administrators(house: House) -> None:
    transport = httpx.ASGITransport(house.app, client=("203.0.113.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://heliu.test") as far:
        assert (await far.get("/metrics")).status_code == 404
        for login, status in (("agent", 404), ("lead", 404), ("partner", 404), ("admin", 200)):
            headers = {"Authorization": house.people[login].http.headers["Authorization"]}
            assert (await far.get("/metrics", headers=headers)).status_code == status
    async with house.client() as near:
        assert (await near.get("/metrics")).status_code == 200
        assert (await near.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})).status_code == 404


async def test_the_openapi_document_has_every_route(house: House) -> None:
    async with house.client() as stranger:
        document = (await stranger.get("/openapi.json")).json()
    listed = {(method.upper(), path) for path, verbs in document["paths"].items() for method in verbs}
    served = {(method, route.path) for route in house.app.routes for method in route.methods if method != "HEAD"}
    assert listed == served
    bodiless = {
        (method, path)
        for path, verbs in document["paths"].items()
        for method, verb in verbs.items()
        if "content" not in verb["responses"]["2XX"]
    }
    assert {method for method, _ in bodiless} == {"delete"}
    mutation = document["components"]["schemas"]["Mutation"]
    assert {"id", "kind", "record_id", "hlc"} <= set(mutation["required"])


@pytest.mark.parametrize("door", [d for d in DOORS if d.query], ids=lambda door: f"{door.method} {door.path}")
async def test_the_document_says_what_a_query_must_have_and_what_is_a_number(house: House, door: Door) -> None:
    admin = house.people["admin"].http
    path = door.path.replace("{id}", FILE if "media" in door.path else "none")
    good = {query.name: "0" for query in door.query if query.needed}
    for query in door.query:
        without = {name: value for name, value in good.items() if name != query.name}
        if query.needed:
            assert (await admin.request(door.method, path, params=without)).status_code == 400, query
        if query.whole:
            bad = await admin.request(door.method, path, params={**good, query.name: "many"})
            assert (bad.status_code, bad.json()["code"]) == (400, "bad_request"), query
    assert (await admin.request(door.method, path, params=good)).status_code in (200, 404)


@pytest.mark.parametrize("login", ["agent", "other", "lead", "admin", "partner", ""])
async def test_every_scope_is_open_to_those_it_was_granted_to_and_to_nobody_else(house: House, login: str) -> None:
    await house.database.write(staff.grant, "lead", "team:red", house.clock())
    people = {name: f"user:{agent.user_id}" for name, agent in house.people.items()}
    theirs = {
        "agent": {"account:shop"},
        "other": {"account:diary"},
        "lead": {"account:shop", "account:diary", "team:red"},
        "admin": {"account:shop", "account:diary"},
        "partner": {"account:shop"},
    }
    every = {"workspace", "account:shop", "account:diary", "team:red", "account:none", "nonsense", *people.values()}
    granted = theirs[login] | {"workspace", people[login]} if login else set()
    async with house.client() as stranger:
        http = house.people[login].http if login else stranger
        for scope in sorted(every):
            for path in (f"/v1/changes?since=0&upto=99&scopes={scope}", f"/v1/digest?scope={scope}"):
                expected = 401 if not login else 200 if scope in granted else 404
                assert (await http.get(path)).status_code == expected, (scope, path)


async def test_unknown_routes_and_methods_are_problems_too(agent: Agent) -> None:
    for method, path, status, code in (
        ("GET", "/v2/nothing", 404, "no_such_route"),
        ("PATCH", "/v1/changes", 405, "method_not_allowed"),
        ("GET", "/v1/changes?since=0&extra=%00", 200, ""),
    ):
        reply = await agent.http.request(method, path)
        assert reply.status_code == status and reply.headers["heliu-protocol"] == "1"
        if code:
            assert reply.headers["content-type"] == "application/problem+json"
            assert reply.json()["code"] == code
