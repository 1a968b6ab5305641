"""Somebody at the desk: types, scrolls, turns from talk to talk and from tab to tab."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.bench.measure import MS
from tests.bench.watching import Painted
from ui.shell.window import MainWindow

_WORDS = "nin hao, zheng zai wei nin cha xun ding dan, qing shao deng "
_BETWEEN_KEYS_S = 0.12
_LETTERS = 16
"""Typed in each talk before the next one is opened."""
_TALKS = 4
"""Opened in each tab before the next one is chosen."""


class Agent:
    """Works until ``until``; ``keys`` are the milliseconds from each key to its letter on the screen."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.page: Any = window.view("inbox")
        self._edit = self.page.talk.composer.edit
        self._painted = Painted(self._edit.viewport())
        self._letters = itertools.cycle(_WORDS)
        self._turns = 0
        self.keys: list[float] = []

    async def work(self, until: float) -> None:
        """Go on to a moment of ``time.monotonic``."""
        while time.monotonic() < until:
            await self._turn()
            for place in range(_LETTERS):
                await self._type(next(self._letters))
                if place % 4 == 3:
                    self._scroll(-1 if place % 8 == 3 else 1)

    async def look_around(self, talks: int) -> None:
        """Go through so many talks without stopping to type: what is kept of them is then as much as it gets."""
        for _ in range(talks):
            await self._turn()

    async def _turn(self) -> None:
        """The next talk of the list; now and then another tab."""
        self._turns += 1
        if self._turns % _TALKS == 0:
            self._window.tabs.step(1)
            await asyncio.sleep(_BETWEEN_KEYS_S)
        self.page.column.view.step(1 if self._turns % 40 else -40)
        await asyncio.sleep(_BETWEEN_KEYS_S)
        self._edit.setFocus()
        self._edit.clear()

    async def _type(self, letter: str) -> None:
        before = self._edit.toPlainText()
        painted = self._painted.when(lambda: self._edit.toPlainText() != before)
        began = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.postEvent(self._edit, key)
        self.keys.append((await asyncio.wait_for(painted, 20) - began) * MS)
        await asyncio.sleep(_BETWEEN_KEYS_S)

    def _scroll(self, way: int) -> None:
        for view in (self.page.talk.timeline, self.page.column.view):
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + way * 120)
