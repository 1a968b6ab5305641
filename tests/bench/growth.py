"""What a hundred times as many messages cost: every question once to a big store, once to a small one."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.protocol import HybridClock
from app.services import ConversationFilter, ConversationService, CustomerService, QuickReplyService, SearchService
from app.store import CustomerFilter, Store
from tests.bench import people, stores
from tests.bench.measure import MS, Figure, growth, median, quiet
from tests.bench.people import Size
from tests.bench.searching import CLOCK, LENGTHS, find_messages, find_replies, sample

_SCREEN = 48

Ask = Callable[["_Side", int], Awaitable[Any]]


class _Side:
    """One store with its services, and things to ask it for."""

    def __init__(self, path: Path, count: int) -> None:
        self.store = Store(path, stores.KEY)
        everyone: Any = (self.store, people.user_id(0), HybridClock("bench"), _nothing)
        self.conversations, self.customers = ConversationService(*everyone), CustomerService(*everyone)
        self.replies, self.search = QuickReplyService(*everyone), SearchService(*everyone)
        db = stores.connect(path)
        sql = "SELECT id FROM conversation ORDER BY last_at DESC LIMIT ?"
        self.lately = [i for (i,) in db.execute_sql(sql, (count * _SCREEN,)).fetchall()]
        db.close()
        self.said: list[str] = []
        self.sample = partial(sample, path, "message", "text")
        self.titles = sample(path, "quick_reply", "title", 2, count)


async def _said(sides: Sequence[_Side], count: int) -> None:
    """Give them something to search: the n-th of each side as long, and with about as many answers, as the other's.

    A hundred times as many messages answer with more; fifty lines cost more than six wherever they are read.
    """
    for length in LENGTHS:
        asked: list[dict[int, list[str]]] = [{}, {}]
        for side, by_answers in zip(sides, asked, strict=True):
            for query in side.sample(length, count * 3):
                answers = len(await find_messages(side.search, query))
                by_answers.setdefault(answers.bit_length(), []).append(query)
        big, small = asked
        pairs = [pair for answers in big for pair in zip(big[answers], small.get(answers, ()), strict=False)]
        random.Random(length).shuffle(pairs)
        for side, queries in zip(sides, zip(*pairs[: count // 3 + 1], strict=True), strict=True):
            side.said += queries


async def _waiting(side: _Side, turn: int) -> Any:
    return await side.conversations.ids(ConversationFilter(view="waiting"))


async def _screen(side: _Side, turn: int) -> Any:
    start = turn * _SCREEN % max(1, len(side.lately) - _SCREEN)
    return await side.conversations.rows(side.lately[start : start + _SCREEN])


async def _counts(side: _Side, turn: int) -> Any:
    return await side.conversations.counts()


async def _customers(side: _Side, turn: int) -> Any:
    page = await side.customers.page(CustomerFilter())
    return await side.customers.rows(page.ids[:_SCREEN])


async def _find(side: _Side, turn: int) -> Any:
    return await find_messages(side.search, side.said[turn])


async def _reply(side: _Side, turn: int) -> Any:
    return await find_replies(side.replies, side.titles[turn])


QUESTIONS: tuple[tuple[str, Ask], ...] = (
    ("order of the list of those who wait", _waiting),
    ("a screen of the list", _screen),
    ("counts of the tabs", _counts),
    ("first screen of the customers", _customers),
    ("quick-reply search", _reply),
)


def figures(big: Size, small: Size, spread: Size, rounds: int) -> Iterator[Figure]:
    """Medians of every question; what a search of messages finds lies in as many talks in ``spread`` as in ``big``."""
    for sizes, questions in (((big, small), QUESTIONS), ((big, spread), (("message search", _find),))):
        found = asyncio.run(
            _questions([stores.store_file(size) for size in sizes], [ask for _, ask in questions], rounds)
        )
        for (name, _), (ours, floor) in zip(questions, found, strict=True):
            yield growth(name, median(ours) * MS, median(floor) * MS, "ms")


async def _questions(paths: Sequence[Path], asks: Sequence[Ask], rounds: int) -> list[tuple[list[float], list[float]]]:
    sides = [_Side(path, rounds + 1) for path in paths]
    for side in sides:
        await side.store.open()
    try:
        if _find in asks:
            await _said(sides, rounds + 1)
        return [await _in_turns(ask, sides, rounds) for ask in asks]
    finally:
        for side in sides:
            await side.store.close()


async def _in_turns(ask: Ask, sides: list[_Side], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each side; every other turn begins with the other one, for the first finds a cold processor."""
    found: tuple[list[float], list[float]] = [], []
    for turn in range(rounds + 1):
        both = list(zip(sides, found, strict=True))
        with quiet():
            for side, times in both if turn % 2 else reversed(both):
                began = CLOCK()
                await ask(side, turn)
                if turn:
                    times.append(CLOCK() - began)
    return found


def _nothing() -> None:
    """Nobody is to be woken."""
