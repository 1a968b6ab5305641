"""The server over each database, its staff, and what they can say to it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.channels import Credentials
from app.protocol import (
    AccountKind,
    ChangePage,
    HybridClock,
    Mutation,
    Outcome,
    Role,
    SessionGrant,
    decode,
    encode,
    natural_id,
    new_id,
)
from app.protocol.wire import add_up
from app.server import sessions, staff, vault
from app.server.application import create_app, database_for
from app.server.database import Database
from app.server.http import Server
from app.server.lines import Line, with_credentials
from tests.server.platform import Platform
from tests.server.private_postgresql import binaries, fresh_database, running

KEY = bytes(range(32))
NOON = 1_760_000_000_000
PASSWORD = "a long password"
_HASH = sessions.hash_password(PASSWORD)
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    folder = binaries()
    if folder is None:
        pytest.skip("NO POSTGRESQL BINARIES: half of the server's tests do not run (apt-get install postgresql)")
    with running(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "server.sqlite")
        return
    with fresh_database(request.getfixturevalue("postgresql_server"), f"test{next(_numbers)}") as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    with fresh_database(postgresql_server, f"test{next(_numbers)}") as url:
        yield url


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.ms = NOON

    def __call__(self) -> int:
        return self.ms

    def pass_by(self, *, seconds: float = 0, hours: float = 0) -> None:
        self.ms += round(seconds * 1000 + hours * 3_600_000)


@dataclass
class Agent:
    """A member of staff at a desk: knows the routes, not the database."""

    user_id: str
    http: httpx.AsyncClient
    clock: HybridClock
    grant: SessionGrant | None = None
    revs: dict[str, int] = field(default_factory=dict)

    async def log_in(self, login: str, password: str = PASSWORD) -> SessionGrant:
        body = {"login": login, "password": password, "device_name": "desk"}
        reply = await self.http.post("/v1/session", json=body)
        assert reply.status_code == 200, reply.text
        self.take(decode(reply.content, SessionGrant))
        assert self.grant is not None
        return self.grant

    def take(self, grant: SessionGrant) -> None:
        self.grant = grant
        self.http.headers["Authorization"] = f"Bearer {grant.access_token}"

    def mutation(self, kind: str, record_id: str = "", *, base_rev: int = 0, **fields: Any) -> Mutation:
        """An edit on sight of nothing but ``base_rev``; ``base`` and ``drop`` are taken out of the fields."""
        return Mutation(
            id=new_id(),
            kind=kind,
            record_id=record_id or new_id(),
            hlc=fields.pop("hlc", None) or self.clock.tick(),
            base_rev=base_rev,
            base=fields.pop("base", {}),
            drop=fields.pop("drop", False),
            fields=fields,
        )

    async def push(self, *mutations: Mutation) -> list[Outcome]:
        reply = await self.http.post("/v1/mutations", content=encode(mutations))
        assert reply.status_code == 200, reply.text
        return decode(reply.content, list[Outcome])

    async def say(self, kind: str, record_id: str = "", **rest: Any) -> Outcome:
        """One edit, one outcome."""
        return (await self.push(self.mutation(kind, record_id, **rest)))[0]

    async def changes(self, since: int = 0, **query: Any) -> dict[str, Any]:
        reply = await self.http.get("/v1/changes", params={"since": since, **query})
        assert reply.status_code == 200, reply.text
        page = decode(reply.content, ChangePage)
        add_up(page)
        return {name: getattr(page, name) for name in ChangePage.__dataclass_fields__}

    async def table(self, kind: str) -> dict[str, list[Any]]:
        """All visible records of a kind, by id."""
        return {row[0]: row[2:] for row in (await self.changes())["tables"].get(kind, [])}


@dataclass
class House:
    """A running server with one workspace, two accounts and a person of each role."""

    database: Database
    app: Any
    platform: Platform
    clock: Clock
    workspace: str = ""
    people: dict[str, Agent] = field(default_factory=dict)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def server(self) -> Server:
        server: Server = self.app.state.server
        return server

    def client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        return httpx.AsyncClient(transport=transport, base_url="http://heliu.test")

    async def hire(
        self, login: str, role: Role, accounts: Sequence[str], workspace: str = "", capacity: int = 20
    ) -> Agent:
        user_id = natural_id("user", login)
        await self.database.write(
            staff.add_user,
            workspace or self.workspace,
            login=login,
            name=login.title(),
            password=_HASH,
            role=role,
            now_ms=self.clock(),
            user_id=user_id,
            capacity=capacity,
        )
        for account in accounts:
            await self.database.write(staff.grant, login, f"account:{account}", self.clock())
        http = await self.stack.enter_async_context(self.client())
        agent = Agent(user_id, http, HybridClock(login, now=self.clock))
        await self.sign_in(agent)
        self.people[login] = agent
        return agent

    async def add_account(self, account_id: str, kind: AccountKind, workspace: str = "") -> None:
        workspace = workspace or self.workspace
        await self.database.write(
            staff.add_account,
            workspace,
            kind=kind,
            name=account_id,
            platform_id=f"platform-{account_id}",
            now_ms=self.clock(),
            account_id=account_id,
        )
        credentials = Credentials(
            account_id=account_id,
            platform_id=f"platform-{account_id}",
            app_id="app",
            secret="s",
            token="t",
            base_url="http://127.0.0.1:9",
        )
        await self.database.write(vault.store, workspace, account_id, vault.seal(KEY, credentials))

    async def arrive(self) -> None:
        """The platform calls, and everything it has for the shop is taken in."""
        async with self.client() as stranger:
            url = f"/callbacks/wecom/shop?signature=good&nonce={new_id()}"
            assert (await stranger.post(url, content=new_id().encode())).status_code == 200
        await self.settle()

    async def settle(self) -> None:
        """Wait until every due job is done."""
        await self.server.desk.idle()

    async def pass_by(self, *, seconds: float = 0, hours: float = 0) -> None:
        """Let time pass: due jobs are done, and desks whose token has ended sign in again."""
        self.clock.pass_by(seconds=seconds, hours=hours)
        await self.settle()
        if seconds / 60 + hours * 60 > 14:
            for agent in self.people.values():
                await self.sign_in(agent)

    async def sign_in(self, agent: Agent) -> None:
        """As if the password had been typed, without the time it takes to check it."""
        device = ("", "desk")
        grant = await self.database.write(sessions.log_in, agent.user_id, _HASH, "", device, self.clock())
        agent.take(grant)

    async def line(self, account_id: str) -> Line:
        return next(line for line in await self.database.read(with_credentials) if line.account_id == account_id)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
async def house(database_url: str, tmp_path: Path, clock: Clock, platform: Platform) -> AsyncIterator[House]:
    """Accounts shop (微信客服) and diary (personal); agent sees shop, other sees diary, lead and admin see both."""
    database = database_for(database_url)
    app = create_app(database, media_dir=tmp_path / "media", secret_key=KEY, connect=platform.connect, now=clock)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        house = House(database, app, platform, clock, stack=stack)
        house.workspace = await database.write(staff.create_workspace, "brand", clock())
        await house.add_account("shop", AccountKind.WECOM_KF)
        await house.add_account("diary", AccountKind.PERSONAL)
        await house.hire("agent", Role.AGENT, ["shop"])
        await house.hire("other", Role.AGENT, ["diary"])
        await house.hire("lead", Role.LEAD, ["shop", "diary"])
        await house.hire("admin", Role.ADMIN, [])
        await house.hire("partner", Role.PARTNER, ["shop"])
        yield house


@pytest.fixture
def agent(house: House) -> Agent:
    return house.people["agent"]


@pytest.fixture
def lead(house: House) -> Agent:
    return house.people["lead"]


@pytest.fixture
def other(house: House) -> Agent:
    return house.people["other"]
