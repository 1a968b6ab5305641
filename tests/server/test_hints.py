"""What a hint brings along: what the changes route would have said to the very same person, or nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from app.net.hints import HintParser
from app.protocol import MAX_HINT_BYTES, Hint
from app.server import changes, house_routes, staff
from app.server.news import News
from tests.server.conftest import Agent, House

EVERYBODY = ("agent", "other", "lead", "admin", "partner")


class Listening:
    """Somebody at the hint stream, as far as the last hint they heard."""

    def __init__(self, house: House, stream: AsyncIterator[bytes]) -> None:
        self._house, self._stream, self._parser = house, stream, HintParser()
        self.rev = -1

    async def next(self) -> Hint:
        """The next one, once everything up to the present head is told."""
        rows = await self._house.database.read(lambda tx: tx.rows("SELECT head FROM workspace"))
        self._house.server.hints.announce(News(workspace=self._house.workspace, head=rows[0][0]))
        while self.rev < rows[0][0]:
            for hint in self._parser.feed(await anext(self._stream)):
                self.rev, last = hint.rev, hint
        return last


@asynccontextmanager
async def listening(house: House, agent: Agent) -> AsyncIterator[Listening]:
    asked: Any = SimpleNamespace(headers={"authorization": agent.http.headers["Authorization"]})
    stream = house_routes._stream(house.server, asked, await house.server.authenticate(asked))
    listener = Listening(house, stream)
    first = await listener.next()
    assert first.page is None, "nobody knows yet what this desk has"
    try:
        yield listener
    finally:
        await stream.aclose()  # type: ignore[attr-defined]


@pytest.mark.parametrize("login", EVERYBODY)
async def test_a_hint_says_what_the_changes_route_says_to_the_same_person(house: House, login: str) -> None:
    listener, lead = house.people[login], house.people["lead"]
    async with listening(house, listener) as hints:
        before = hints.rev
        for account in ("shop", "diary"):
            made = await lead.say("customer", account_id=account, name=f"of {account}", phones=["13800001234"])
            assert made.reason == ""
        await lead.say("tag", name="seen by all staff")
        hint = await hints.next()
        while hint.since > before:
            hint = await hints.next()
        asked = await listener.changes(since=hint.since)
        assert hint.page is not None
        heard = {name: getattr(hint.page, name) for name in asked}
        assert heard == asked


@pytest.mark.parametrize("login", EVERYBODY)
async def test_what_moved_left_or_was_deleted_meanwhile_is_told_as_the_route_tells_it(house: House, login: str) -> None:
    listener, lead = house.people[login], house.people["lead"]
    mine, theirs = f"user:{listener.user_id}", f"user:{lead.user_id}"
    async with listening(house, listener) as hints:
        kept = await lead.say("quick_reply", "kept", title="for all", scope="workspace")
        gone = await lead.say("quick_reply", "gone", title="for all", scope="workspace")
        gone = await lead.say("quick_reply", "gone", base_rev=gone.rev, base={"title": "for all"}, title="twice")
        since = (await hints.next()).rev
        await lead.say("quick_reply", "kept", base_rev=kept.rev, base={"scope": "workspace"}, scope=theirs)
        await lead.say("quick_reply", "gone", base_rev=gone.rev, drop=True)
        await listener.say("quick_reply", "own", title="mine", scope=mine)
        hint = await hints.next()
    asked = await listener.changes(since=since)
    assert hint.page is not None and hint.since == since
    assert {name: getattr(hint.page, name) for name in asked} == asked
    assert {name for name, _ in asked["dropped"]["quick_reply"]} == {"gone"} | ({"kept"} if login != "lead" else set())


async def test_nobody_hears_that_something_they_never_saw_went_elsewhere(house: House, agent: Agent) -> None:
    lead = house.people["lead"]
    before = f"user:{lead.user_id}"
    await house.database.write(staff.grant, "lead", "team:night", house.clock())
    async with listening(house, agent) as hints:
        hers = await lead.say("quick_reply", "hers", title="hers alone", scope=before)
        await hints.next()
        moved = await lead.say("quick_reply", "hers", base_rev=hers.rev, base={"scope": before}, scope="team:night")
        page = (await hints.next()).page
    assert moved.reason == "" and page is not None and page.tables == {} and page.dropped == {}


async def test_what_was_just_written_is_told_without_reading_it_again(
    house: House, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(house, agent) as hints:
        monkeypatch.delattr(changes, "page")
        await house.people["lead"].say("tag", name="at once")
        page = (await hints.next()).page
        assert page is not None and [row[3] for row in page.tables["tag"]] == ["at once"]


async def test_nobody_hears_of_an_account_they_were_not_granted(house: House) -> None:
    lead = house.people["lead"]
    async with listening(house, house.people["other"]) as hints:
        await lead.say("customer", account_id="shop", name="secret of the shop")
        hint = await hints.next()
    assert hint.page is not None and hint.page.tables == {} and hint.page.dropped == {}
    assert hint.page.scopes and "account:shop" not in hint.page.scopes


async def test_who_lost_an_account_hears_nothing_more_of_it_on_the_open_stream(house: House, agent: Agent) -> None:
    lead = house.people["lead"]
    async with listening(house, agent) as hints:
        await lead.say("customer", account_id="shop", name="before")
        assert "customer" in (await hints.next()).page.tables  # type: ignore[union-attr]
        await house.database.write(staff.revoke, "agent", "account:shop", house.clock())
        for name in ("after", "and again"):
            await lead.say("customer", account_id="shop", name=name)
            page = (await hints.next()).page
            assert page is not None and "customer" not in page.tables and "account:shop" not in page.scopes


async def test_long_news_are_only_announced(house: House, agent: Agent) -> None:
    async with listening(house, agent) as hints:
        outcome = await agent.say(
            "quick_reply", title="long", body="长" * MAX_HINT_BYTES, scope=f"user:{agent.user_id}"
        )
        assert outcome.reason == ""
        assert (await hints.next()).page is None
        assert house.server.hints.between(house.workspace, outcome.rev - 1, outcome.rev) == [], "nobody will need it"
        await agent.say("tag", name="short again")
        assert (await hints.next()).page is not None
