"""Who sees which account, as the desks of those who see it learn."""

from __future__ import annotations

from app.protocol import KINDS, AccountKind, Role
from app.server import sessions, staff
from app.server.database import Tx
from app.server.housekeeping import begin
from tests.server.conftest import Agent, House

SEEN_BY = KINDS["account"].fields.index("seen_by")


async def seen_by(house: House, agent: Agent, account_id: str) -> set[str]:
    """By login, as that agent's desk has it."""
    logins = {other.user_id: login for login, other in house.people.items()}
    return {logins[user_id] for user_id in (await agent.table("account"))[account_id][SEEN_BY]}


async def test_an_account_says_who_sees_it(house: House, agent: Agent, lead: Agent) -> None:
    before = await seen_by(house, lead, "shop")
    assert {"agent", "lead", "admin"} <= before
    await house.database.write(staff.revoke, "agent", "account:shop", house.clock())
    assert await seen_by(house, lead, "shop") == before - {"agent"}
    await house.database.write(staff.grant, "agent", "account:shop", house.clock())
    assert await seen_by(house, agent, "shop") == await seen_by(house, lead, "shop") == before


async def test_who_does_not_see_an_account_does_not_learn_who_does(house: House, agent: Agent) -> None:
    await house.database.write(staff.revoke, "agent", "account:shop", house.clock())
    assert "shop" not in await agent.table("account")


async def test_a_new_account_is_seen_by_the_administrators_and_a_new_administrator_sees_all(house: House) -> None:
    admin = house.people["admin"]
    new = {"kind": AccountKind.WECOM_KF, "name": "new", "platform_id": "wk9", "account_id": "new"}
    await house.database.write(staff.add_account, house.workspace, now_ms=house.clock(), **new)
    assert await seen_by(house, admin, "new") == {"admin"}
    password = sessions.hash_password("a long password")
    known = {"login": "second", "name": "Second", "password": password, "role": Role.ADMIN, "now_ms": house.clock()}
    second = await house.database.write(staff.add_user, house.workspace, **known)
    for account in (await admin.table("account")).values():
        assert second in account[SEEN_BY]


async def test_accounts_of_a_database_of_before_say_who_sees_them_after_the_next_start(
    house: House, agent: Agent
) -> None:
    before = await seen_by(house, agent, "shop")

    def as_before(tx: Tx) -> None:
        (body,) = tx.row("SELECT body FROM record WHERE kind = 'account' AND id = 'shop'")
        tx.run("UPDATE record SET body = ? WHERE id = 'shop'", (body[: body.rindex(",[")] + "]",))

    await house.database.write(as_before)
    assert len((await agent.table("account"))["shop"]) == SEEN_BY
    await house.database.write(begin, house.clock())
    assert await seen_by(house, agent, "shop") == before
    head = (await agent.changes(-1))["head"]
    await house.database.write(begin, house.clock())
    assert (await agent.changes(-1))["head"] == head, "once is enough"
