"""The job that sends one message, and what is known of it afterwards: never more than there is evidence for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app import limits
from app.channels.contract import Connector, Outgoing
from app.errors import BadConfiguration, BadInput, ChannelBusy, ChannelError, ChannelUnknown
from app.protocol import KINDS, AccountKind, Direction, Message, MessageState
from app.protocol.codec import check
from app.rules.budget import Window, budget, window_of
from app.rules.threads import after_failure
from app.server import magic, queue, schedules
from app.server.book import Book
from app.server.checks import Refusal
from app.server.complaints import Complaints
from app.server.database import Database, Tx
from app.server.entry import Entry
from app.server.hints import Hints
from app.server.lines import Line, Lines
from app.server.media import MediaRoom
from app.server.news import News
from app.server.outgoing import as_values, conversation_of
from app.server.queue import Job

PLATFORM_MEDIA_MS = 60 * 3600 * 1000
"""A file uploaded to a platform is used again for this long; the platforms keep it for three days."""
GIVE_UP_MS = 24 * 3600 * 1000
PAUSED_LOOK_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A queued message with all that sending it takes."""

    message: Message
    external_id: str
    window: Window


class Sending:
    """The runner of the job ``send``. Its key is the message's id."""

    def __init__(
        self,
        database: Database,
        lines: Lines,
        media: MediaRoom,
        hints: Hints,
        complaints: Complaints,
        now: Callable[[], int],
    ) -> None:
        self._database, self._lines, self._media = database, lines, media
        self._hints, self._complaints, self._now = hints, complaints, now

    async def send(self, job: Job) -> None:
        """Send, and settle what became of it in one transaction with the end of the job."""
        letter = await self._database.read(_letter, job.workspace, job.key)
        if letter is None:
            await self._database.write(queue.finish, job.id, self._now())
            return
        line = await self._lines.needed(job.account_id)
        if line.paused:
            await self._database.write(
                queue.postpone, job.id, self._now() + PAUSED_LOOK_MS, "paused", begun=job.interrupted
            )
            return
        if letter.message.waits:
            goes, news = await self._database.write(schedules.begin, job, line.kind, self._now())
            self._hints.announce(news)
            letter = await self._database.read(_letter, job.workspace, job.key)
            if letter is None or not goes:
                return
        connector = self._lines.connector(line)
        if job.interrupted and not connector.repeatable:
            await self._settle(job, MessageState.UNKNOWN, "the server was interrupted while sending")
            return
        if closed := self._closed(line, letter):
            await self._settle(job, MessageState.FAILED, closed)
            return
        await self._attempt(job, line, connector, letter)

    async def _attempt(self, job: Job, line: Line, connector: Connector, letter: Letter) -> None:
        try:
            outgoing = Outgoing(
                id=job.key,
                external_id=letter.external_id,
                type=letter.message.type,
                text=letter.message.text,
                content=await self._content(line, connector, letter.message),
            )
            platform_id = await connector.send(outgoing)
        except ChannelUnknown as exc:
            if connector.repeatable:
                raise
            await self._settle(job, MessageState.UNKNOWN, exc.detail)
        except (ChannelBusy, BadConfiguration) as exc:
            if isinstance(exc, BadConfiguration):
                await self._complaints.say(line, str(exc))
            if self._now() - letter.message.at > GIVE_UP_MS:
                await self._settle(job, MessageState.FAILED, exc.detail)
                return
            raise
        except ChannelError as exc:
            await self._settle(job, MessageState.FAILED, exc.detail or str(exc.code))
        except (BadInput, Refusal) as exc:
            await self._settle(job, MessageState.FAILED, exc.detail or "refused")
        else:
            await self._settle(job, MessageState.ACCEPTED, "", platform_id)
            await self._complaints.say(line, "")

    def _closed(self, line: Line, letter: Letter) -> str:
        """Why it may no longer go out; it was counted when it was queued, so only time can close the window."""
        spent = Window(trigger=letter.window.trigger, opened_at=letter.window.opened_at, sent=0)
        now = budget(line.kind, spent, self._now(), limits.load())
        return "" if now.open else "window_closed"

    async def _content(self, line: Line, connector: Connector, message: Message) -> dict[str, Any]:
        """The content with files uploaded to the platform."""
        content = dict(message.content)
        for ours, theirs, purpose in (
            ("media_id", "platform_media_id", message.type),
            ("thumb_media_id", "thumb_platform_media_id", "thumb"),
        ):
            if media_id := content.get(ours):
                content[theirs] = await self._uploaded(line, connector, media_id, purpose, content)
        return content

    async def _uploaded(
        self, line: Line, connector: Connector, media_id: str, purpose: str, content: dict[str, Any]
    ) -> str:
        since = self._now() - PLATFORM_MEDIA_MS
        known = await self._database.read(_known_media, line.account_id, media_id, purpose, since)
        if known:
            return known
        data, type = await self._media.read(line.workspace, media_id)
        name = str(content.get("file_name") or f"{purpose}{magic.ending(data, type)}")
        try:
            found = await connector.upload(data, name=name, type=purpose)
        except ChannelUnknown as exc:  # an upload that may have happened is only repeated
            raise ChannelBusy(exc.detail, code=exc.code) from exc
        await self._database.write(_note_media, line.account_id, media_id, purpose, found, self._now())
        return found

    async def _settle(self, job: Job, state: MessageState, reason: str, platform_id: str = "") -> None:
        self._hints.announce(await self._database.write(settle, job, state, reason, platform_id, self._now()))


def settle(tx: Tx, job: Job, state: MessageState, reason: str, platform_id: str, now_ms: int) -> News:
    """Write down how a send ended, and end its job. A failure stops the rest of its batch."""
    book = Book(tx, job.workspace, now_ms)
    entry = book.standing("message", job.key)
    queue.finish(tx, job.id, now_ms)
    if platform_id:
        tx.run(
            "INSERT INTO sent (account_id, platform_id, message_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (job.account_id, platform_id, job.key),
        )
    if entry is None or entry.values["state"] not in (MessageState.QUEUED, MessageState.UNKNOWN):
        return News(workspace=job.workspace)  # the platform's word that it failed came first
    changed = {**entry.values, "state": state.value, "reason": reason[:300]}
    book.put(entry.kind, entry.id, changed)
    if state is MessageState.FAILED:
        uncount(book, entry)
    if state in (MessageState.FAILED, MessageState.UNKNOWN):
        stop_rest(book, entry)
    return book.close()


def stop_rest(book: Book, entry: Entry) -> None:
    """Parts of the same reply that still wait do not go out behind one that failed."""
    for later in _rest_of(book, entry):
        book.put(later.kind, later.id, {**later.values, "state": MessageState.FAILED.value, "reason": "stopped"})
        uncount(book, later)
        sql = "UPDATE job SET done_at = ?, leased_until = 0 WHERE key = ? AND done_at = 0"
        book.tx.run(sql, (book.now_ms, later.id))


def _rest_of(book: Book, entry: Entry) -> list[Entry]:
    """The parts of the same reply that still wait."""
    batch = entry.values["batch_id"]
    if not batch:
        return []
    sql = "SELECT key FROM job WHERE lane = ? AND done_at = 0"
    names = [row[0] for row in book.tx.rows(sql, (f"send:{entry.values['conversation_id']}",))]
    book.load(("message", name) for name in names)
    waiting = (book.standing("message", name) for name in names)
    return [
        other
        for other in waiting
        if other is not None
        and other.id != entry.id
        and other.values["batch_id"] == batch
        and other.values["state"] == MessageState.QUEUED
    ]


def uncount(book: Book, entry: Entry) -> None:
    """A message that did not go out uses up nothing."""
    conversation = book.standing("conversation", entry.values["conversation_id"])
    if conversation is not None:
        message = check(KINDS["message"], entry.values)
        assert isinstance(message, Message)
        after = after_failure(conversation_of(conversation), message, counted=False)
        book.put(conversation.kind, conversation.id, as_values(after))


def _letter(tx: Tx, workspace: str, message_id: str) -> Letter | None:
    book = Book(tx, workspace, 0, reading=True)
    entry = book.standing("message", message_id)
    if entry is None or entry.values["state"] != MessageState.QUEUED or entry.values["direction"] != Direction.OUT:
        return None
    above = book.standing("conversation", entry.values["conversation_id"])
    identity = book.standing("identity", above.values["identity_id"]) if above else None
    message = check(KINDS["message"], entry.values)
    assert isinstance(message, Message)
    if above is None:
        return None
    account = book.standing("account", above.values["account_id"])
    external = identity.values["external_id"] if identity else ""
    if account is not None and account.values["kind"] == AccountKind.GROUP_ROBOT:
        external = account.values["platform_id"]
    return Letter(message=message, external_id=external, window=window_of(conversation_of(above)))


def _known_media(tx: Tx, account_id: str, media_id: str, purpose: str, since: int) -> str:
    row = tx.row(
        "SELECT platform_media_id FROM platform_media WHERE account_id = ? AND id = ? AND purpose = ? AND at > ?",
        (account_id, media_id, purpose, since),
    )
    return row[0] if row else ""


def _note_media(tx: Tx, account_id: str, media_id: str, purpose: str, found: str, now_ms: int) -> None:
    tx.run(
        "INSERT INTO platform_media (account_id, id, purpose, platform_media_id, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (account_id, id, purpose) DO UPDATE SET platform_media_id = excluded.platform_media_id,"
        " at = excluded.at",
        (account_id, media_id, purpose, found, now_ms),
    )
