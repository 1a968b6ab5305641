"""The server as a process: it says when it is ready, tells what is new, stops when asked, survives being killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from app.protocol import HybridClock, Mutation, encode, new_id
from app.server import command
from app.server.application import create_app, database_for
from app.server.hints import Hints
from app.server.news import News
from app.server.staff import create_workspace
from app.simulator import command as simulator
from tests.server.conftest import Agent, House
from tests.server.program import MAIN, program


def _tag(name: str) -> bytes:
    stamp = HybridClock("n").tick()
    return encode([Mutation(id=new_id(), kind="tag", record_id=name, hlc=stamp, fields={"name": name})])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
def test_it_stops_at_once_with_open_streams_and_exit_code_0(tmp_path: Path) -> None:
    with program(tmp_path) as server, server.sign_in() as http, http.stream("GET", "/v1/hints") as stream:
        events = stream.iter_lines()
        assert next(events) == "event: head"
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(10) == 0
        assert [line for line in events if line.startswith("event")] == []


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    acknowledged = []
    for round in range(3):
        with program(tmp_path) as server, server.sign_in() as http:
            for number in range(8):
                name = f"tag-{round}-{number}"
                assert http.post("/v1/mutations", content=_tag(name)).json()[0]["verdict"] == "applied"
                acknowledged.append(name)
            server.process.kill()
    with program(tmp_path) as server, server.sign_in() as http:
        rows = http.get("/v1/changes?since=0").json()["tables"]["tag"]
        assert [row[0] for row in rows] == acknowledged
        assert [row[1] for row in rows[1:]] == [1] * (len(rows) - 1)  # revisions travel as steps: none is missing


def test_a_taken_port_and_a_newer_database_are_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    def start(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(MAIN), "serve", "--data-dir", str(tmp_path), *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)

    with program(tmp_path) as server:
        taken = start("--port", server.url.rpartition(":")[2])
    assert taken.returncode == 1 and "cannot be listened on" in taken.stderr and "Traceback" not in taken.stderr
    with sqlite3.connect(tmp_path / "server" / "heliu.sqlite") as database:
        database.execute("UPDATE schema_version SET version = 999")
    database.close()
    newer = start("--port", "0")
    assert newer.returncode == 1 and "999" in newer.stderr and "Traceback" not in newer.stderr


async def test_a_hint_comes_after_each_write_and_a_sign_of_life_before_it_gets_quiet(
    house: House, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.server.hints.HEARTBEAT_SECONDS", 0.05)
    heads = house.server.hints.heads(house.workspace)
    first = await anext(heads)
    outcome = await agent.say("tag", name="x")
    later = [head async for head in _until(heads, outcome.rev)]
    assert first is not None and outcome.rev > first and later[-1] == outcome.rev
    assert await anext(heads) is None
    house.server.hints.end_streams()
    assert [head async for head in heads if head is not None] == []


async def _until(heads: AsyncIterator[int | None], rev: int) -> AsyncIterator[int | None]:
    async for head in heads:
        yield head
        if head == rev:
            return


async def test_a_stream_ends_when_its_user_loses_all_rights(house: House, agent: Agent) -> None:
    from app.server import house_routes, staff

    asked: Any = SimpleNamespace(headers={"authorization": agent.http.headers["Authorization"]})
    stream = house_routes._stream(house.server, asked, await house.server.authenticate(asked))
    assert (await anext(stream)).startswith(b"event: head")
    await house.database.write(staff.disable_user, "agent", True, house.clock())
    assert [part async for part in stream] == []


@pytest.mark.postgresql
async def test_a_write_at_one_server_is_a_hint_at_another(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.server.hints.HEARTBEAT_SECONDS", 0.1)
    one, other = database_for(postgresql_url), database_for(postgresql_url)
    await one.open()
    await other.open()
    here, there = Hints(one), Hints(other)
    try:
        await one.write(create_workspace, "brand", 1, workspace="ws")
        await here.open()
        await there.open()
        heads = there.heads("ws")
        assert await anext(heads) == 0
        heard, told = None, 0
        while heard is None and told < 100:  # a word spoken before the other listens is lost, as any hint may be
            told += 1
            here.announce(News(workspace="ws", head=told))
            heard = await anext(heads)
        assert heard is not None and 0 < heard <= told
        await heads.aclose()  # type: ignore[attr-defined]
    finally:
        await here.close()
        await there.close()
        await one.close()
        await other.close()


async def test_changes_come_compressed_to_those_who_ask(agent: Agent) -> None:
    await agent.push(*(agent.mutation("tag", name=f"tag {n}") for n in range(60)))
    plain = await agent.http.get("/v1/changes?since=0", headers={"Accept-Encoding": "identity"})
    for encoding in ("gzip", "zstd"):
        reply = await agent.http.get("/v1/changes?since=0", headers={"Accept-Encoding": encoding})
        assert reply.headers["content-encoding"] == encoding
        assert int(reply.headers["content-length"]) < len(plain.content) / 2
        assert reply.json() == plain.json()


async def test_a_database_that_is_away_is_said_and_comes_back(postgresql_url: str, tmp_path: Path) -> None:
    database = database_for(postgresql_url)
    app = create_app(database, media_dir=tmp_path)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://heliu.test") as http:
            assert (await http.get("/readyz")).status_code == 200
            await database.write(_cut_all_others)
            replies = [(await http.get("/readyz")).status_code for _ in range(20)]
            assert set(replies) <= {200, 503} and replies[-1] == 200
            assert (await http.get("/healthz")).json() == {"alive": True, "protocol": 1}


def _cut_all_others(tx: object) -> None:
    tx.rows(  # type: ignore[attr-defined]
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()"
    )


@pytest.mark.parametrize("listener", [command._listener, simulator._listener])
async def test_the_body_of_an_answer_never_waits_for_the_receipt_of_its_head(listener) -> None:
    at_once = asyncio.get_running_loop().create_future()

    def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        at_once.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(greet, sock=listener("127.0.0.1", 0)) as server:
        _, caller = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await at_once
        caller.close()


def test_the_administrators_commands_make_a_desk_that_works(tmp_path: Path) -> None:
    def admin(*words: str, typed: str = "", code: int = 0) -> str:
        command = [sys.executable, str(MAIN), "admin", "--data-dir", str(tmp_path), *words]
        done = subprocess.run(command, input=typed, capture_output=True, encoding="utf-8", timeout=60, check=False)
        assert done.returncode == code, done.stderr
        return (done.stdout if code == 0 else done.stderr).strip()

    admin("workspace", "create", "brand")
    assert "brand already" in admin("workspace", "create", "brand", code=1)
    admin("user", "add", "ann", "--role", "lead", "--password-stdin", typed="a good password\n")
    secrets = tmp_path / "kf.toml"
    words = 'app_id = "ww1"\nsecret = "TOPSECRET"\ntoken = "t"\nbase_url = "http://127.0.0.1:9"\nencoding_aes_key = '
    fields = ("--kind", "wecom_kf", "--name", "Sales", "--platform-id", "wk1", "--credentials", str(secrets))
    secrets.write_text('colour = "red"\n')
    assert admin("account", "add", *fields, code=1).endswith("credentials: there is no colour")
    secrets.write_text('secret = "TOPSECRET"\n')
    assert admin("account", "add", *fields, code=1).endswith("credentials: app_id, token, base_url must be there")
    secrets.write_text(f'{words}"short"\n')
    assert "EncodingAESKey" in admin("account", "add", *fields, code=1), "nobody could ever talk for it"
    secrets.write_text(f'{words}"{"A" * 43}"\n')
    account = admin("account", "add", *fields)
    assert "wk1 is here already" in admin("account", "add", *fields, code=1)
    admin("grant", "ann", f"account:{account}")
    with program(tmp_path) as server, httpx.Client(base_url=server.url) as http:
        body = {"login": "ann", "password": "a good password", "device_name": "desk"}
        token = http.post("/v1/session", json=body).json()["access_token"]
        page = http.get("/v1/changes?since=0", headers={"Authorization": f"Bearer {token}"}).json()
        assert [row[3] for row in page["tables"]["account"]] == ["Sales"]
        admin("revoke", "ann", f"account:{account}")
        page = http.get("/v1/changes?since=0", headers={"Authorization": f"Bearer {token}"}).json()
        assert f"account:{account}" not in page["scopes"] and "account" not in page["tables"]
    database = (tmp_path / "server" / "heliu.sqlite").read_bytes()
    assert b"TOPSECRET" not in database and json.dumps(page)
    assert "revoked" in admin("list", "audit") and account in admin("list", "accounts")
