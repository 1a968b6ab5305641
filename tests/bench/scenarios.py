"""What is done in the desk's window while somebody watches."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.net.api import Api
from app.net.tokens import Tokens
from app.protocol import HybridClock, Mutation, Verdict, new_id
from app.store import syncing
from app.sync import SyncState
from tests.bench.bare_timeline import BareTimeline
from tests.bench.measure import MS, median
from tests.bench.memory import resident_mb
from tests.bench.news import news_for
from ui.models.timeline import OPENING
from ui.shell.window import MainWindow

NOWHERE = "http://127.0.0.1:9"
_SETTLE_S = 3.0
_FRAME_MS = 16


async def settle(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """Nothing: sit there until all that starts late has started."""
    import sys

    await asyncio.sleep(_SETTLE_S)
    return {"memory": resident_mb(), "modules": list(sys.modules)}


async def leave(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """The start is all that was wanted."""
    return {}


class _Painted(QObject):
    """Tells when a widget has painted itself."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wanted: Callable[[], bool] = bool
        self._done: asyncio.Future[float] | None = None
        widget.installEventFilter(self)

    def when(self, wanted: Callable[[], bool]) -> asyncio.Future[float]:
        """The moment at which the first frame is finished for which ``wanted`` was true."""
        self._wanted, self._done = wanted, asyncio.get_running_loop().create_future()
        return self._done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._done is not None and self._wanted():
            done, self._done = self._done, None
            QTimer.singleShot(0, lambda: done.done() or done.set_result(time.perf_counter()))
        return False


async def open_conversations(window: MainWindow, words: list[str]) -> dict[str, Any]:
    """Go from one conversation of fifty messages and more to the next, in turns with the bare thing."""
    store_path, rounds = words[0], int(words[1])
    page: Any = window.view("inbox")
    view, model = page.timeline, page.timeline.model()
    bare = BareTimeline(Path(store_path), view.width())
    bare.show()
    frames, plain = _Painted(view.viewport()), _Painted(bare)
    ours: list[float] = []
    floor: list[float] = []
    for name in bare.long_conversations(rounds + 3):
        painted = frames.when(lambda name=name: model.conversation_id == name and model.rowCount() >= OPENING)
        began = time.perf_counter()
        page.open_conversation(name)
        ours.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.15)
        painted = plain.when(lambda: True)
        began = time.perf_counter()
        bare.show_conversation(name)
        floor.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.05)
    return {"ours": [v * MS for v in ours[3:]], "floor": [v * MS for v in floor[3:]]}


class _Metronome(QObject):
    """Asks a widget to repaint every frame and remembers how long it went without."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._last = 0.0
        self.gaps: list[float] = []
        widget.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(widget.update)
        self._timer.start(_FRAME_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            now = time.perf_counter()
            self.gaps.append(now - self._last)
            self._last = now
        return False

    def begin(self) -> None:
        """Forget the gaps so far."""
        self._last = time.perf_counter()
        self.gaps = []

    def longest(self) -> float:
        """The longest gap in milliseconds since ``begin``."""
        return max(self.gaps) * MS


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
    metronome = _Metronome(page.timeline.viewport())
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
    online = asyncio.Event()
    session.subscribe_status(lambda status: online.set() if status.state is SyncState.ONLINE else None)
    await asyncio.wait_for(online.wait(), 60)
    page.open_conversation(conversation_id)
    await asyncio.sleep(1.0)
    view, model = page.timeline, page.timeline.model()
    colleague = Api(session._server_url, tokens=Tokens())
    await colleague.login_with(token)
    clock = HybridClock("colleague")
    frames = _Painted(view.viewport())
    found = []
    for number in range(count + 10):
        fields = {
            "conversation_id": conversation_id,
            "direction": "note",
            "text": f"第 {number} 条",
        }
        note = Mutation(id=new_id(), kind="message", record_id=new_id(), hlc=clock.tick(), fields=fields)
        painted = frames.when(lambda note=note: model.row_of(note.record_id) >= 0)
        began = time.perf_counter()
        writing = asyncio.create_task(colleague.push([note]))
        [outcome] = await writing
        if outcome.verdict is not Verdict.APPLIED:
            raise RuntimeError(f"the note was {outcome.verdict}: {outcome.reason} {outcome.detail}")
        found.append(await asyncio.wait_for(painted, 20) - began)
        await asyncio.sleep(0.02)
    return {"ours": found[10:]}
