"""What is done in the desk's window while somebody watches."""

from __future__ import annotations

import asyncio
import itertools
import time
import urllib.request
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from app.net.api import Api
from app.net.tokens import Tokens
from app.protocol import HybridClock, Mutation, Outcome, Verdict, decode, encode, new_id
from app.store import syncing
from app.sync import SyncState
from tests.bench.agent import Agent
from tests.bench.bare_timeline import BareTimeline
from tests.bench.colleague import colleague_at
from tests.bench.measure import MS, median
from tests.bench.memory import resident_mb
from tests.bench.news import news_for
from tests.bench.watching import Metronome, Painted
from ui.models.roles import Role
from ui.models.timeline import OPENING
from ui.shell.window import MainWindow

NOWHERE = "http://127.0.0.1:9"
_SETTLE_S = 3.0
_TALKS = 60


async def settle(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """Nothing: sit there until all that starts late has started."""
    import sys

    await asyncio.sleep(_SETTLE_S)
    return {"memory": resident_mb(), "modules": list(sys.modules)}


async def leave(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """The start is all that was wanted."""
    return {}


async def open_conversations_and_tabs(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """Go from one conversation of fifty messages and more to the next, in turns with the bare thing; then the tabs."""
    store_path, rounds = words[0], int(words[1])
    page: Any = window.view("inbox")
    view, model = page.talk.timeline, page.talk.timeline.model()
    bare = BareTimeline(Path(store_path), view.width())
    bare.show()
    frames, plain = Painted(view.viewport()), Painted(bare)
    ours: list[float] = []
    floor: list[float] = []
    for name in bare.long_conversations(rounds + 3):
        painted = frames.when(lambda name=name: model.conversation_id == name and model.rowCount() >= OPENING)
        began = time.perf_counter()
        page.talk.open(name)
        ours.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.15)
        painted = plain.when(lambda: True)
        began = time.perf_counter()
        bare.show_conversation(name)
        floor.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.05)
    tabs = await _open_tabs(window, 3 * rounds)
    return {"ours": [v * MS for v in ours[3:]], "floor": [v * MS for v in floor[3:]], "tabs": tabs}


async def _open_tabs(window: MainWindow, rounds: int) -> list[float]:
    """Milliseconds from each turn to another account until who waits there is painted."""
    page: Any = window.view("inbox")
    view = page.column.view
    model = view.model()
    frames = Painted(view.viewport())
    found: list[float] = []
    for _ in range(rounds + 3):
        before = model.id_at(0)
        painted = frames.when(
            lambda before=before: model.known and model.id_at(0) != before and model.index(0, 0).data(Role.ROW)
        )
        began = time.perf_counter()
        window.tabs.step(1)
        found.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.1)
    return [v * MS for v in found[3:]]


async def frames_while_records_arrive(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """Twenty thousand records at a time, in turns with nothing."""
    store_path, rounds, count = words[0], int(words[1]), int(words[2])
    news = news_for(Path(store_path))
    batches = [list(itertools.islice(news, count // 2000)) for _ in range(rounds)]
    store: Any = window._session._store

    async def arrive(turn: int) -> None:
        for page in batches[turn]:
            await store.write(syncing.apply_page, page)

    return await _gaps(window, rounds, arrive)


async def frames_while_searching(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """One search after the other, in turns with nothing."""
    rounds, asked = int(words[1]), words[2:]
    session: Any = window._session

    async def search(turn: int) -> None:
        until = time.perf_counter() + 2.0
        for query in itertools.cycle(asked):
            await session.search.find(query)
            if time.perf_counter() > until:
                return

    return await _gaps(window, rounds, search)


async def _gaps(window: MainWindow, rounds: int, work: Callable[[int], Awaitable[None]]) -> dict[str, Any]:
    page: Any = window.view("inbox")
    await page.commands.open_longest_waiting()
    await asyncio.sleep(1.0)
    metronome = Metronome(page.talk.timeline.viewport())
    busy, idle, took = [], [], []
    for turn in range(rounds):
        metronome.begin()
        began = time.perf_counter()
        await work(turn)
        took.append(time.perf_counter() - began)
        busy.append(metronome.longest())
        await asyncio.sleep(0.5)
        metronome.begin()
        await asyncio.sleep(max(took[-1], 1.0))
        idle.append(metronome.longest())
    return {"ours": busy, "floor": idle, "took": median(took)}


async def one_change_after_another(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """A colleague writes notes into the open conversation; how soon is each painted?"""
    conversation_id, token, count = words[0], words[1], int(words[2])
    page: Any = window.view("inbox")
    session: Any = window._session
    await _online(session)
    page.talk.open(conversation_id)
    await asyncio.sleep(1.0)
    view, model = page.talk.timeline, page.talk.timeline.model()
    colleague = Api(session._server_url, tokens=Tokens())
    await colleague.login_with(token)
    access = colleague.tokens.access
    await colleague.close()
    clock = HybridClock("colleague")
    frames = Painted(view.viewport())
    found = []
    with colleague_at(session._server_url, "/v1/mutations", access) as writer:
        for number in range(count + 10):
            fields = {
                "conversation_id": conversation_id,
                "direction": "note",
                "text": f"第 {number} 条",
            }
            note = Mutation(id=new_id(), kind="message", record_id=new_id(), hlc=clock.tick(), fields=fields)
            painted = frames.when(lambda note=note: model.row_of(note.record_id) >= 0)
            writer.post(encode([note]))
            there = await asyncio.wait_for(painted, 20)
            began, answer = await writer.posted()
            [outcome] = decode(answer, list[Outcome])
            if outcome.verdict is not Verdict.APPLIED:
                raise RuntimeError(f"the note was {outcome.verdict}: {outcome.reason} {outcome.detail}")
            found.append(there - began)
            await asyncio.sleep(0.02)
    return {"ours": found[10:]}


async def type_while_messages_arrive(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """The same work at an idle desk, at a busy one, and at an idle one again."""
    seconds, pace = int(words[0]), int(words[1])
    session: Any = window._session
    agent = await _at_work(window, session)
    metronome = Metronome(agent.page.talk.timeline.viewport())
    found: dict[str, Any] = {kind: {"keys": [], "frames": []} for kind in ("idle", "busy")}
    before = await session._store.read(_messages)
    for kind, share in (("idle", 0.5), ("busy", 1.0), ("idle", 0.5)):
        await _pace(session, pace if kind == "busy" else 0)
        agent.keys = []
        metronome.begin()
        await agent.work(time.monotonic() + seconds * share)
        found[kind]["keys"] += agent.keys
        found[kind]["frames"] += metronome.gaps
        await _pace(session, 0)
        await asyncio.sleep(1.0)
    return {**found, "came": await _came(session, before)}


async def work_while_messages_arrive(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """A long busy time; memory is looked at every second, once the store's caches are as full as they get."""
    seconds, pace = int(words[0]), int(words[1])
    session: Any = window._session
    agent = await _at_work(window, session)
    held: list[float] = []
    before = await session._store.read(_messages)

    async def watch() -> None:
        while True:
            held.append(resident_mb())
            await asyncio.sleep(1.0)

    for lane in (session._store.read, session._store.search):
        await lane(_look_at_everything)
    await _pace(session, pace)
    await agent.look_around(_TALKS)
    watching = asyncio.create_task(watch())
    await agent.work(time.monotonic() + seconds)
    watching.cancel()
    return {"memory": held, "came": await _came(session, before)}


async def _at_work(window: MainWindow, session: Any) -> Agent:
    await _online(session)
    agent = Agent(window)
    await agent.page.commands.open_longest_waiting()
    await asyncio.sleep(_SETTLE_S)
    return agent


async def _online(session: Any) -> None:
    online = asyncio.Event()
    leave = session.subscribe_status(lambda status: online.set() if status.state is SyncState.ONLINE else None)
    await asyncio.wait_for(online.wait(), 60)
    leave()


async def _pace(session: Any, count: int) -> None:
    with await asyncio.to_thread(urllib.request.urlopen, f"{session._server_url}/_pace/{count}"):
        pass


def _look_at_everything(look: Any) -> None:
    for table in ("message", "message_search_data", "conversation", "customer", "identity"):
        look.rows(f"SELECT max(hex(t.{'block' if table.endswith('data') else 'id'})) FROM {table} t")


async def _came(session: Any, before: int) -> int:
    came = int(await session._store.read(_messages)) - before
    if not came:
        raise RuntimeError("no message arrived")
    return came


def _messages(look: Any) -> int:
    return int(look.row("SELECT count(*) FROM message")[0])
