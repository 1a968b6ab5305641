"""The jobs that fetch: what a callback announced, what was missed, files, names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import msgspec

from app import limits
from app.channels.contract import Batch, Notice, Profile, Received
from app.errors import BadConfiguration, BadInput, ChannelBusy, ChannelError, ChannelUnknown
from app.protocol import KINDS, new_id
from app.rules.file_names import harmless, split
from app.server import arrivals, magic, mentions, queue
from app.server.book import Book
from app.server.complaints import Complaints
from app.server.database import Database, Tx
from app.server.hints import Hints
from app.server.lines import Line, Lines, with_credentials
from app.server.media import MediaRoom
from app.server.news import News
from app.server.queue import Job

Fetch = Callable[[str], Awaitable[Batch]]
"""One page of a platform's log after a position. A callback brought a token to show: without one it is strict."""

PAGES = 1000
"""Pages of a platform's log in one job; the next job goes on."""


class Receiving:
    """The runners of the jobs ``receive``, ``catch_up``, ``media`` and ``profile``."""

    def __init__(
        self,
        database: Database,
        lines: Lines,
        media: MediaRoom,
        hints: Hints,
        complaints: Complaints,
        wake: Callable[[], None],
        now: Callable[[], int],
    ) -> None:
        self._database, self._lines, self._media = database, lines, media
        self._hints, self._complaints, self._wake, self._now = hints, complaints, wake, now

    async def receive(self, job: Job) -> None:
        """What a notice brings."""
        line = await self._lines.needed(job.account_id)
        connector = self._lines.connector(line)
        notice = msgspec.json.decode(job.payload, type=Notice)
        position, _ = await self._database.read(_position, line.account_id)
        batch = await self._heard(line, connector.receive(notice, position))
        position = await self._take(line, batch)
        await self._follow(line, partial(connector.receive, notice), batch, position)
        await self._database.write(queue.finish, job.id, self._now())

    async def catch_up(self, job: Job) -> None:
        """What no callback told us."""
        line = await self._lines.needed(job.account_id)
        connector = self._lines.connector(line)
        position, moved_at = await self._database.read(_position, line.account_id)
        try:
            batch = await self._heard(line, connector.catch_up(position))
        except ChannelError as exc:
            if isinstance(exc, ChannelBusy | ChannelUnknown) and job.attempts < 3:
                raise
            silence = self._now() - moved_at
            if moved_at and silence > limits.load().milliseconds("heliu.cursor.alarm"):
                await self._complaints.say(line, f"nothing was heard for {silence // 3600_000} hours: {exc}")
            await self._database.write(queue.finish, job.id, self._now(), f"{type(exc).__name__} {exc.code}")
            return
        position = await self._take(line, batch)
        await self._follow(line, connector.catch_up, batch, position)
        await self._database.write(queue.finish, job.id, self._now())

    async def fetch_media(self, job: Job) -> None:
        """A file a customer sent; the message then refers to our copy."""
        line = await self._lines.needed(job.account_id)
        message_id = msgspec.json.decode(job.payload)["message_id"]
        type, content = await self._database.read(_content, job.workspace, message_id)
        found = content.get("platform_media_id", "")
        if found:
            try:
                file = await self._lines.connector(line).download(found)
            except (ChannelBusy, ChannelUnknown) as exc:
                raise ChannelBusy(exc.detail, code=exc.code) from exc
            except (ChannelError, BadInput) as exc:
                await self._database.write(queue.finish, job.id, self._now(), f"no file: {exc.detail}"[:200])
                return
            media_id = await self._media.keep(job.workspace, file.data, file.type, self._now())
            fields = {"media_id": media_id, "size": len(file.data), "mime": file.type}
            if type == "file":
                fields["file_name"] = _called(media_id, file, str(content.get("file_name", "")))
            self._hints.announce(await self._database.write(_attach, job.workspace, message_id, fields, self._now()))
        await self._database.write(queue.finish, job.id, self._now())

    async def fetch_profile(self, job: Job) -> None:
        """The name of somebody who wrote for the first time."""
        line = await self._lines.needed(job.account_id)
        identity_id = msgspec.json.decode(job.payload)["identity_id"]
        external_id = await self._database.read(_external, job.workspace, identity_id)
        try:
            found = await self._lines.connector(line).profiles([external_id]) if external_id else {}
        except (ChannelBusy, ChannelUnknown) as exc:
            raise ChannelBusy(exc.detail, code=exc.code) from exc
        except ChannelError as exc:
            await self._database.write(queue.finish, job.id, self._now(), f"no name: {exc.code}")
            return
        if profile := found.get(external_id):
            self._hints.announce(
                await self._database.write(_introduce, job.workspace, identity_id, profile, self._now())
            )
        await self._database.write(queue.finish, job.id, self._now())

    async def _heard(self, line: Line, asking: Awaitable[Batch]) -> Batch:
        """What the platform answers; the account shows when it refuses us, and when it no longer does."""
        try:
            batch = await asking
        except BadConfiguration as exc:
            await self._complaints.say(line, str(exc))
            raise
        await self._complaints.say(line, "")
        return batch

    async def _follow(self, line: Line, fetch: Fetch, batch: Batch, position: str) -> None:
        for _ in range(PAGES):
            if not batch.more:
                return
            batch = await fetch(position)
            position = await self._take(line, batch)
        await self._database.write(ask_to_catch_up, line, self._now())

    async def _take(self, line: Line, batch: Batch) -> str:
        """Write a batch down; its position is stored with the last of it. Returns the position."""
        whole = list(batch.arrivals)
        starts = range(0, max(len(whole), 1), arrivals.CHUNK)
        for start in starts:
            part = whole[start : start + arrivals.CHUNK]
            position = batch.cursor if start == starts[-1] else None
            taken = await self._database.write(arrivals.take_in, line, part, position, self._now())
            self._hints.announce(taken.news)
            if taken.jobs:
                self._wake()
        return batch.cursor


def ask_to_catch_up(tx: Tx, line: Line, now_ms: int) -> None:
    """Add a job that asks the platform for what was missed."""
    queue.add(
        tx,
        queue.row(
            workspace=line.workspace,
            kind="catch_up",
            lane=f"channel:{line.account_id}",
            key=f"catch_up:{new_id()}",
            place=now_ms,
            due_at=now_ms,
            account_id=line.account_id,
        ),
    )


def catch_up_everywhere(tx: Tx, now_ms: int) -> None:
    """The same for every account that is not asking already."""
    waiting = {row[0] for row in tx.rows("SELECT account_id FROM job WHERE kind = 'catch_up' AND done_at = 0")}
    for line in with_credentials(tx):
        if line.account_id not in waiting:
            ask_to_catch_up(tx, line, now_ms)


def _position(tx: Tx, account_id: str) -> tuple[str, int]:
    """How far the platform's log was read, and when that was; 0 for never."""
    row = tx.row("SELECT position, moved_at FROM channel WHERE account_id = ?", (account_id,))
    return (row[0], row[1]) if row else ("", 0)


def _content(tx: Tx, workspace: str, message_id: str) -> tuple[str, dict[str, Any]]:
    entry = Book(tx, workspace, 0, reading=True).find("message", message_id)
    return (entry.values["type"], dict(entry.values["content"])) if entry else ("", {})


def _called(media_id: str, file: Received, known: str) -> str:
    """What the customer called it, else a name made of its content; a program that says it is none is told by it."""
    name = harmless(known or file.name) or f"file-{media_id[:6]}"
    ending = split(name)[1].casefold()
    if ending and (ending in magic.PROGRAM_ENDINGS or not magic.is_program(file.data)):
        return name
    return f"{name}{magic.ending(file.data, file.type)}"


def _external(tx: Tx, workspace: str, identity_id: str) -> str:
    entry = Book(tx, workspace, 0, reading=True).find("identity", identity_id)
    return str(entry.values["external_id"]) if entry else ""


def _attach(tx: Tx, workspace: str, message_id: str, fields: dict[str, Any], now_ms: int) -> News:
    book = Book(tx, workspace, now_ms)
    entry = book.standing("message", message_id)
    if entry is None:
        return News(workspace=workspace)
    content = {**entry.values["content"], **fields}
    book.put(entry.kind, entry.id, {**entry.values, "content": content})
    mentions.keep(book, entry, {"content": content})
    return book.close()


def _introduce(tx: Tx, workspace: str, identity_id: str, profile: Profile, now_ms: int) -> News:
    """Write the name where there is none yet; what agents wrote stays."""
    book = Book(tx, workspace, now_ms)
    identity = book.standing("identity", identity_id)
    if identity is None:
        return News(workspace=workspace)
    known = {"name": profile.name or identity.values["name"], "unionid": profile.unionid or identity.values["unionid"]}
    book.put(identity.kind, identity.id, {**identity.values, **known})
    customer = book.standing("customer", identity.values["customer_id"])
    if customer is not None:
        named = {
            "name": customer.values["name"] or profile.name,
            "unionid": customer.values["unionid"] or profile.unionid,
            "gender": customer.values["gender"] or profile.gender,
        }
        book.put(customer.kind, customer.id, {**customer.values, **named})
    for conversation in book.children("conversation", identity.values["customer_id"]):
        if conversation.values["identity_id"] == identity_id and not conversation.values["title"]:
            book.put(KINDS["conversation"], conversation.id, {**conversation.values, "title": profile.name})
    return book.close()
