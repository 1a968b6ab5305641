"""What is read again whenever something changes."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject

from tests.gui.inbox_steps import until
from ui.kit.again import Again
from ui.kit.tasks import TaskScope


async def test_however_often_it_is_asked_for_one_reading_follows_the_one_under_way() -> None:
    parent = QObject()
    begun: list[asyncio.Event] = []

    async def read() -> None:
        begun.append(asyncio.Event())
        await begun[-1].wait()

    again = Again(read, TaskScope(parent), parent, pause=0)
    again.ask()
    await until(lambda: len(begun) == 1)
    for _ in range(10):
        again.ask()
    begun[0].set()
    await until(lambda: len(begun) == 2)
    begun[1].set()
    again.ask()
    await until(lambda: len(begun) == 3)
    begun[2].set()


async def test_a_reading_that_fails_is_not_the_last() -> None:
    parent = QObject()
    told: list[str] = []
    begun: list[int] = []

    async def read() -> None:
        begun.append(len(begun))
        if len(begun) == 1:
            raise ValueError("the first one")

    again = Again(read, TaskScope(parent, show_error=lambda error: told.append(error.detail)), parent, pause=0)
    again.ask()
    await until(lambda: told == ["ValueError: the first one"])
    again.ask()
    await until(lambda: len(begun) == 2)
