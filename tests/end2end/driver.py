"""An agent without a face: opens a real session and works, telling each write once it is on the disk."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from pathlib import Path

from app import workspaces
from app.errors import HeliuError
from app.net.keychain import FileKeychain
from app.services import ConversationFilter, Part
from app.session import Session

BACKLOG = 60
"""Edits that may wait for the server before the agent takes a breath."""


def main(words: list[str]) -> int:
    """``folder url seed [calm]``: work until killed; ``calm``: only sync, and stop when asked."""
    folder, url, seed, *calm = words
    asyncio.run(work(Path(folder), url, int(seed), calm=bool(calm)))
    return 0


async def work(folder: Path, url: str, seed: int, *, calm: bool) -> None:
    [workspace] = workspaces.known(folder)
    session = Session(data_dir=folder, workspace=workspace, keychain=FileKeychain(folder / "keys.json"), server_url=url)
    await session.open()
    tell("open")
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    session.subscribe_status(
        lambda status: tell(f"status {status.state} {status.pending} {status.trouble or ''}".replace("\n", " "))
    )
    if not calm:
        await Worker(session, random.Random(seed)).live()
    await stopped.wait()
    await session.close()


class Worker:
    """Does whatever agents do, in random order."""

    def __init__(self, session: Session, draw: random.Random) -> None:
        self._session, self._draw, self._count = session, draw, 0
        self._news, self._room = asyncio.Event(), asyncio.Event()
        session.feed.subscribe(lambda changes: self._news.set())
        session.subscribe_status(lambda status: self._room.set() if status.pending < BACKLOG else self._room.clear())
        self._room.set()

    async def live(self) -> None:
        verbs = (self.note, self.send, self.send, self.touch, self.create_reply, self.edit_reply, self.remark)
        while True:
            try:
                await self._draw.choice(verbs)()
            except HeliuError as exc:
                tell(f"refused {type(exc).__name__}")
            await self._room.wait()

    def word(self) -> str:
        self._count += 1
        return f"w{os.getpid()}x{self._count}x{self._session.workspace.login}."

    async def conversation(self) -> str:
        ids = await self._session.conversations.ids(ConversationFilter(view="all"))
        if not ids:
            self._news.clear()
            await self._news.wait()
            raise HeliuError("nothing is here yet")
        return self._draw.choice(ids)

    async def customer(self) -> str:
        row = await self._session.conversations.row(await self.conversation())
        assert row is not None
        return row.customer_id

    async def note(self) -> None:
        word = self.word()
        await self._session.messages.note(await self.conversation(), word)
        tell(f"wrote note {word}")

    async def send(self) -> None:
        words = [self.word() for _ in range(self._draw.choice((1, 1, 2)))]
        await self._session.messages.send(await self.conversation(), [Part(text=word) for word in words])
        for word in words:
            tell(f"wrote message {word}")

    async def touch(self) -> None:
        word = self.word()
        await self._session.follow_ups.add(await self.customer(), body=word)
        tell(f"wrote follow_up {word}")

    async def create_reply(self) -> None:
        word = self.word()
        await self._session.quick_replies.create(title=word, body=word)
        tell(f"wrote quick_reply {word}")

    async def edit_reply(self) -> None:
        rows = await self._session.quick_replies.find("", 20)
        if rows:
            word, row = self.word(), self._draw.choice(rows)
            tell(f"over {row.body.replace(' ', '_')}")
            await self._session.quick_replies.edit(row.id, body=word)
            tell(f"wrote quick_reply {word}")

    async def remark(self) -> None:
        word, customer_id = self.word(), await self.customer()
        row = await self._session.customers.get(customer_id)
        tell(f"over {row.remark if row else ''}")  # told first: the write may be the last thing this process does
        await self._session.customers.edit(customer_id, remark=word)
        tell(f"wrote customer {word}")


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
