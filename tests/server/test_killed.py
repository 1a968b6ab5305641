"""The server is killed, over each database, and started again: it goes on at once, and nothing is done twice."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from app.channels import Arrival, Credentials, Happening
from app.processes import free_port
from app.protocol import KINDS, AccountKind, HybridClock, Mutation, Role, encode, new_id
from app.protocol.clock import wall_ms
from app.server import arrivals, ledger, postgresql, queue, sessions, staff, vault
from app.server.application import create_app, database_for
from app.server.database import Database, Tx
from app.server.lines import with_credentials
from tests.server.conftest import KEY
from tests.server.program import Program, program

CUSTOMERS = 60
AGENTS = 3
CAPACITY = 5
ROUNDS = 4


class DeafPlatform:
    """Takes every call and never answers: whoever calls it is busy until they are killed."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.calls = threading.Semaphore(0)
        self._lines: list[socket.socket] = []
        threading.Thread(target=self._take, daemon=True).start()

    def called(self) -> bool:
        """Wait for the next call, but not as long as a lease."""
        return self.calls.acquire(timeout=queue.LEASE_MS / 1000 / 2)

    def close(self) -> None:
        self._listener.close()
        for line in self._lines:
            line.close()

    def _take(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self._lines.append(line)
            self.calls.release()


@pytest.fixture
def deaf() -> Iterator[DeafPlatform]:
    platform = DeafPlatform()
    yield platform
    platform.close()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = database_for(url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


def a_shop(tx: Tx, base_url: str) -> str:
    """A workspace with one account, which gives out work in turn."""
    workspace = staff.create_workspace(tx, "main", wall_ms())
    kind = AccountKind.WECOM_KF
    staff.add_account(
        tx, workspace, kind=kind, name="shop", platform_id="wk1", now_ms=wall_ms(), account_id="shop", auto_assign=True
    )
    words = {"platform_id": "wk1", "app_id": "app", "secret": "s", "token": "t", "encoding_aes_key": "A" * 43}
    known = Credentials(account_id="shop", base_url=base_url, **words)
    vault.store(tx, workspace, "shop", vault.seal(KEY, known))
    return workspace


async def test_a_job_that_a_killed_server_had_begun_goes_on_as_soon_as_it_is_back(
    tmp_path: Path, database_url: str, deaf: DeafPlatform
) -> None:
    async with opened(database_url) as database:
        await database.write(a_shop, deaf.url)
    port = free_port()
    for _ in range(3):
        with program(tmp_path, database=database_url, port=port, secret_key=KEY):
            assert deaf.called(), "the killed server's claim was waited out"


@pytest.mark.postgresql
async def test_what_a_living_server_has_begun_stays_with_it_whatever_its_neighbour_is_called(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "NAME_SECONDS", 0.1)
    async with opened(postgresql_url) as neighbour:
        async with opened(postgresql_url) as one:
            await one.write(a_shop, "http://127.0.0.1:9")
            assert await one.alone("host/a")
            await one.write(queue.add, queue.row(workspace="w", kind="send", lane="l", key="k", place=0, due_at=0))
            assert [job.key for job in await one.write(queue.claim, 1, 9, "host/a")] == ["k"]
            assert not await neighbour.alone("host/a"), "two of one name: the second finds another"
            assert await neighbour.alone("host/b")
            await neighbour.write(queue.take_back, "host/b")
            assert await neighbour.write(queue.claim, 1, 9, "host/b") == []
        assert await neighbour.alone("host/a"), "its connection is gone, and so is the server"
        await neighbour.write(queue.take_back, "host/a")
        assert [job.interrupted for job in await neighbour.write(queue.claim, 1, 9, "host/a")] == [True]


async def test_however_often_the_server_is_killed_nobody_is_given_a_customer_twice(
    tmp_path: Path, database_url: str
) -> None:
    """Agents come and finish what they have; each time there is room the server dies, with the dealing just begun."""
    async with opened(database_url) as database:
        workspace = await database.write(a_shop, "http://127.0.0.1:9")
        tokens = await database.write(crew, workspace)
        line = (await database.read(with_credentials))[0]
        await database.write(arrivals.take_in, line, [letter(n) for n in range(CUSTOMERS)], None, wall_ms())
    mine: list[tuple[str, str]] = []
    for _ in range(ROUNDS):
        with program(tmp_path, database=database_url, secret_key=KEY) as server:
            for login, token in tokens.items():
                say(server, token, "user", login, availability="online")
            for login, talk in mine[::2]:
                say(server, tokens[login], "conversation", talk, status="resolved")
        async with opened(database_url) as database:
            mine = await database.read(carried)
    app = create_app(database_for(database_url), media_dir=tmp_path, now=lambda: wall_ms() + queue.LEASE_MS)
    async with app.router.lifespan_context(app):
        await app.state.server.desk.idle()
        turns, given, load = await app.state.server.database.read(totals)
    assert turns == given > AGENTS * CAPACITY, "a turn was used up for a customer who had somebody already"
    assert load == [CAPACITY] * AGENTS, "there were customers enough"


def crew(tx: Tx, workspace: str) -> dict[str, str]:
    """Agents who are away, with their access tokens."""
    tokens = {}
    for login in (f"a{number}" for number in range(AGENTS)):
        known = {"name": login, "password": "x", "role": Role.AGENT, "user_id": login, "capacity": CAPACITY}
        staff.add_user(tx, workspace, login=login, now_ms=wall_ms(), **known)
        staff.grant(tx, login, "account:shop", wall_ms())
        away = Mutation(
            id=new_id(), kind="user", record_id=login, hlc=HybridClock(login).tick(), fields={"availability": "away"}
        )
        tokens[login] = sessions.log_in(tx, login, "x", login, ("", "desk"), wall_ms()).access_token
        ledger.apply(tx, sessions.recognise(tx, tokens[login], wall_ms())[0], [away], wall_ms())
    return tokens


def letter(number: int) -> Arrival:
    return Arrival(
        happening=Happening.MESSAGE,
        account_platform_id="wk1",
        external_id=f"ext-{number}",
        platform_id=f"m{number}",
        at=wall_ms() + number,
        text="在吗",
    )


def say(server: Program, token: str, kind: str, record_id: str, **fields: str) -> None:
    edit = Mutation(id=new_id(), kind=kind, record_id=record_id, hlc=HybridClock("n").tick(), base_rev=1, fields=fields)
    headers = {"Authorization": f"Bearer {token}"}
    reply = httpx.post(f"{server.url}/v1/mutations", content=encode([edit]), headers=headers)
    assert reply.json()[0]["reason"] == "", reply.text


def carried(tx: Tx) -> list[tuple[str, str]]:
    """Who has which open conversation."""
    rows = tx.rows("SELECT user_id, conversation_id FROM workload WHERE user_id <> '' ORDER BY conversation_id")
    return [(user, talk) for user, talk in rows]


def totals(tx: Tx) -> tuple[int, int, list[int]]:
    """Turns that were used up, conversations that somebody was given, open ones of each."""
    row = tx.row("SELECT MAX(number) FROM turn")
    bodies = [json.loads(body) for (body,) in tx.rows("SELECT body FROM record WHERE kind = 'conversation'")]
    assignee = KINDS["conversation"].fields.index("assignee_id")
    loads = tx.rows("SELECT COUNT(*) FROM workload WHERE user_id <> '' GROUP BY user_id")
    return (row[0] if row else 0), sum(bool(body[assignee]) for body in bodies), [count for (count,) in loads]
