"""Desks and server are killed at any moment, again and again: nothing acknowledged is lost, nothing is sent twice."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import random
import sqlite3
import threading
import urllib.request
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import pytest

from app import workspaces
from app.net.keychain import FileKeychain, key_of_store
from app.processes import free_port
from app.sign_in import sign_in
from app.store import Store, conflicts
from tests.end2end.nursery import Nursery

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("KILLS_SEED", "1"))
LOGINS = {"lin": "qinghe-lin", "zhou": "qinghe-zhou"}
SHOPS = ("kf_presale", "mp_qinghe")
CUSTOMERS = 6
CALM_SECONDS = 60

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")


class Platform:
    """The make-believe WeChat, by its stage door."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.said: list[str] = []
        self.customers: list[tuple[str, str]] = []

    def call(self, name: str, /, **body: object) -> dict[str, object]:
        request = urllib.request.Request(f"{self._url}/_control/{name}", json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.loads(reply.read())

    def gather(self) -> None:
        """Some customers for every shop."""
        for shop, number in itertools.product(SHOPS, range(CUSTOMERS)):
            made = self.call("customers", account=shop, name=f"customer {number}")
            self.customers.append((shop, str(made["external_id"])))

    def say(self, customer: tuple[str, str]) -> None:
        line = f"s{len(self.said)}{customer[0]}."
        self.said.append(line)
        self.call("say", account=customer[0], customer=customer[1], line=line)

    def received(self) -> list[str]:
        """Every text that any customer got."""
        texts = []
        for shop, customer in self.customers:
            with urllib.request.urlopen(f"{self._url}/_control/received?account={shop}&customer={customer}") as reply:
                texts += [json.dumps(one) for one in json.loads(reply.read())["received"]]
        return texts


class Havoc:
    """Who was killed how often, and what they had said before."""

    def __init__(self, nursery: Nursery, folder: Path, platform: Platform, port: int) -> None:
        self.nursery, self.folder, self.platform, self.port = nursery, folder, platform, port
        self.url = f"http://127.0.0.1:{port}"
        self.kills = {"server": KILLS // 3, "lin": KILLS // 3, "zhou": KILLS - KILLS // 3 * 2}
        self.written: dict[str, str] = {}
        self.progress = threading.Condition()
        self.writes = 0
        self.let_go: set[str] = set()
        """Words that their own author wrote over: perhaps before they left, and then nobody else has seen them."""
        self.failures: list[BaseException] = []

    def heard(self, login: str, line: str) -> None:
        said, *words = line.split()
        with self.progress:
            if said == "wrote":
                self.written[words[1]] = words[0]
                self.writes += 1
                self.progress.notify_all()
            elif said == "over":
                self.let_go |= {word for word in words if word.endswith(f"x{login}.")}

    def after(self, writes: int) -> None:
        """Wait until the desks have made so many more writes, or for a second."""
        with self.progress:
            wanted = self.writes + writes
            self.progress.wait_for(lambda: self.writes >= wanted, timeout=1.0)

    def serve(self):
        words = ("serve", "--data-dir", str(self.folder / "server"), "--port", str(self.port))
        child = self.nursery.bear(*words)
        child.wait_for("heliu serve ready")
        return child

    def desk(self, login: str, seed: int, *calm: str):
        child = self.nursery.bear(
            "driver", str(self.folder / login), self.url, str(seed), *calm, heard=partial(self.heard, login)
        )
        child.wait_for("open")
        return child

    def haunt_desk(self, login: str) -> None:
        draw = random.Random(f"{SEED}{login}")
        for _ in range(self.kills[login]):
            child = self.desk(login, draw.randrange(10**9))
            self.after(draw.randrange(10))
            threading.Event().wait(draw.random() * 0.03)
            child.kill()

    def haunt_server(self) -> None:
        draw = random.Random(f"{SEED}server")
        for _ in range(self.kills["server"]):
            child = self.serve()
            for customer in draw.sample(self.platform.customers, 3):
                self.platform.say(customer)
            self.after(draw.randrange(2, 20))
            threading.Event().wait(draw.random() * 0.03)
            child.kill()

    def guarded(self, life, *args) -> None:
        try:
            life(*args)
        except BaseException as exc:
            self.failures.append(exc)

    def run(self) -> None:
        lives = [threading.Thread(target=self.guarded, args=(self.haunt_desk, login)) for login in LOGINS]
        lives.append(threading.Thread(target=self.guarded, args=(self.haunt_server,)))
        for life in lives:
            life.start()
        for life in lives:
            life.join()
        if self.failures:
            raise self.failures[0]


def test_nothing_is_lost_or_sent_twice_however_often_desks_and_server_are_killed(tmp_path):
    with Nursery() as nursery:
        port = free_port()
        simulator = nursery.bear("simulate", "--data-dir", str(tmp_path / "simulator"), "--port", "0")
        platform = Platform(simulator.wait_for("heliu simulate ready").split()[3])
        admin = nursery.bear("admin", "--data-dir", str(tmp_path / "server"), "seed", "--simulator", platform._url)
        while admin.line() is not None:
            pass
        havoc = Havoc(nursery, tmp_path, platform, port)
        server = havoc.serve()
        platform.gather()
        platform.call("callbacks", server=havoc.url)
        for login, password in LOGINS.items():
            folder = tmp_path / login
            keychain = FileKeychain(folder / "keys.json")
            asyncio.run(
                sign_in(data_dir=folder, server_url=havoc.url, keychain=keychain, login=login, password=password)
            )
        for customer in platform.customers:
            platform.say(customer)
        until(lambda: not missing_lines(havoc, SHOPS))
        server.kill()
        havoc.run()
        calm_down(havoc)
        judge(havoc)
        simulator.kill()


def calm_down(havoc: Havoc) -> None:
    """Everybody lives until everything is handed in and sent, and then once more until everybody has seen it."""
    server = havoc.serve()
    sync_all(havoc)
    waiting = "SELECT count(*) FROM job WHERE done_at = 0 AND kind IN ('send', 'receive', 'catch_up')"
    until(lambda: on_server(havoc, waiting) == [(0,)] and not missing_lines(havoc))
    sync_all(havoc)
    server.stop()


def sync_all(havoc: Havoc) -> None:
    for login in LOGINS:
        desk = havoc.desk(login, 0, "calm")
        desk.wait_for("status online 0", CALM_SECONDS)
        desk.stop()


def on_server(havoc: Havoc, sql: str) -> list[tuple]:
    [file] = (havoc.folder / "server").rglob("heliu.sqlite")
    with contextlib.closing(sqlite3.connect(file, timeout=30)) as database:
        return database.execute(sql).fetchall()


def until(holds: Callable[[], bool]) -> None:
    """Wait for it, but not for ever: whoever needs it will find out."""
    for _ in range(CALM_SECONDS * 10):
        if holds():
            return
        threading.Event().wait(0.1)


def missing_lines(havoc: Havoc, shops: Collection[str] = ("kf_presale",)) -> list[str]:
    """What customers said and the server does not have. 公众号 cannot be asked again for what it called three times."""
    there = " ".join(body for (body,) in on_server(havoc, "SELECT body FROM record WHERE kind = 'message'"))
    return [line for line in havoc.platform.said if line not in there and any(shop in line for shop in shops)]


def judge(havoc: Havoc) -> None:
    assert sum(havoc.kills.values()) == KILLS and len(havoc.written) > KILLS / 2
    bodies = on_server(havoc, "SELECT kind, body FROM record")
    past = on_server(havoc, "SELECT 'past', value FROM past")
    everywhere = " ".join(text for _, text in [*bodies, *past])
    kept = asyncio.run(kept_on_desks(havoc))
    lost = [w for w in havoc.written.items() if w[0] not in everywhere + kept and w[0] not in havoc.let_go]
    assert not lost, f"{len(lost)} of {len(havoc.written)} acknowledged writes are lost: {lost[:5]}"
    messages = [json.loads(body) for kind, body in bodies if kind == "message"]
    received = havoc.platform.received()
    for word, kind in havoc.written.items():
        times = sum(word in text for text in received)
        assert times <= 1, f"{word} was sent {times} times"
        if kind == "message":
            state = next((m[8] for m in messages if word in m[4]), "refused")
            assert state != "queued", f"{word} was never sent"
            assert times == 1 or state not in ("accepted", "confirmed"), f"{word} was {state}, and nobody got it"
    assert not missing_lines(havoc)
    for line in havoc.platform.said:
        assert sum(line in m[4] for m in messages) <= 1, f"{line} is here more than once"
    print(f"{havoc.kills} kills, {len(havoc.written)} acknowledged writes, {len(received)} received by customers")


async def kept_on_desks(havoc: Havoc) -> str:
    """What the server refused, kept where it was written; and every desk shows what the server has."""
    kept = []
    for login in LOGINS:
        [workspace] = workspaces.known(havoc.folder / login)
        folder = workspaces.folder(havoc.folder / login, workspace)
        key = key_of_store(FileKeychain(havoc.folder / login / "keys.json"), workspace.name, store_exists=True)
        store = Store(folder / "store.db", key)
        await store.open()
        kept += [str(p.mine) for p in await store.read(conflicts.parked)]
        kept += [str(r.fields) for r in await store.read(conflicts.refused)]
        failed = await store.read(lambda look: look.rows("SELECT text FROM message WHERE state = 'failed'"))
        kept += [text for (text,) in failed]
        assert await store.read(lambda look: look.rows("SELECT id FROM outbox WHERE acked_rev = 0")) == []
        theirs = {(k, i): rev for k, i, rev in on_server(havoc, "SELECT kind, id, rev FROM record WHERE deleted = 0")}
        for kind in ("quick_reply", "follow_up", "customer", "conversation", "message"):
            mine = await store.read(lambda look, kind=kind: look.rows(f'SELECT id, rev FROM "{kind}" WHERE rev > 0'))
            assert all(theirs.get((kind, i)) == rev for i, rev in mine), f"{login} shows another {kind} than the server"
        await store.close()
    return " ".join(kept)
