"""The real server in this process, and real desks on wires of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import msgspec

from app.net.api import Api
from app.net.tokens import Tokens
from app.protocol import KINDS, AccountKind, Conversation, Direction, HybridClock, Message, Role, new_id
from app.protocol.clock import wall_ms
from app.protocol.codec import check
from app.rules.merge import defaults
from app.rules.threads import after_message
from app.server import sessions, staff
from app.server.application import create_app
from app.server.book import Book
from app.server.database import Tx
from app.server.outgoing import as_values
from app.server.sqlite import SQLiteDatabase
from app.store import Part, Reading, Store, Transaction, conflicts, messages, outbox, records, syncing
from app.store.tables import SYNCED
from app.sync import SyncEngine
from tests.sync.wire import Wire

WORKSPACE = "brand"
SHOP, CLUB = "shop", "club"
LI, WANG = "li", "wang"
"""Li writes to the shop; Wang to the shop and to the club."""
LI_TALK, WANG_TALK, CLUB_TALK = "talk-li", "talk-wang", "talk-club"
PEOPLE = {"ann": Role.LEAD, "bob": Role.LEAD, "cid": Role.LEAD}
GRANTS = {"ann": (SHOP, CLUB), "bob": (SHOP, CLUB), "cid": (SHOP,)}


class World:
    """One brand with three leads, two accounts, two customers and three conversations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now: Callable[[], int] = wall_ms
        self.desks: list[Desk] = []

    async def open(self, *, template: Path | None = None) -> World:
        """Start the server, on a copy of ``template`` if there is one."""
        if template is not None:
            shutil.copyfile(template, self.folder / "server.db")
        await self._start()
        if template is None:
            await self.database.write(_found, wall_ms())
        return self

    async def close(self) -> None:
        for desk in self.desks:
            await desk.close()
        await self._stop()

    async def restart(self) -> None:
        """The server goes, and comes back over the same file."""
        await self._stop()
        await self._start()

    async def backup(self) -> Path:
        """What the server holds now, as a file."""
        copy = self.folder / f"backup-{new_id()}.db"
        await self._stop()
        shutil.copyfile(self.folder / "server.db", copy)
        await self._start()
        return copy

    async def restore(self, copy: Path) -> None:
        """The server starts again from an old copy, under a new epoch as the handbook says."""
        await self._stop()
        for suffix in ("-wal", "-shm"):
            (self.folder / f"server.db{suffix}").unlink(missing_ok=True)
        shutil.copyfile(copy, self.folder / "server.db")
        await self._start()
        await self.database.write(lambda tx: tx.run("UPDATE workspace SET epoch = ?", (new_id(),)))

    async def desk(self, user: str, *, skew_ms: int = 0, key: bytes | None = None, file: Path | None = None) -> Desk:
        """A new desk, signed in, its store open, nothing synced yet."""
        desk = Desk(self, user, file or self.folder / f"{user}-{len(self.desks)}.db", skew_ms=skew_ms, key=key)
        await self.database.write(sessions.offer_once, user, desk.name, self.now())
        self.desks.append(desk)
        await desk.open(login_token=desk.name)
        return desk

    async def grant(self, user: str, account: str) -> None:
        await self.database.write(staff.grant, user, f"account:{account}", self.now())

    async def revoke(self, user: str, account: str) -> None:
        await self.database.write(staff.revoke, user, f"account:{account}", self.now())

    async def put(self, kind: str, record_id: str, **fields: Any) -> None:
        """The server's own doing, such as a message that a customer wrote."""
        await self.database.write(_put, kind, record_id, fields, self.now())

    async def write_in(self, conversation: str, text: str, *, at: int = 0) -> str:
        """A customer writes. The id of the message."""
        return await self.database.write(_write_in, conversation, text, at, self.now())

    async def record(self, kind: str, record_id: str) -> dict[str, Any] | None:
        """A record as the server holds it; None when there is none or it is deleted."""
        return await self.database.read(_record, kind, record_id)

    async def history(self, record_id: str) -> list[tuple[str, Any, str]]:
        """Overwritten values of a record, as (field, value, cause)."""
        rows = await self.database.read(
            lambda tx: tx.rows("SELECT field, value, cause FROM past WHERE record_id = ? ORDER BY at, id", (record_id,))
        )
        return [(field, msgspec.json.decode(value), cause) for field, value, cause in rows]

    async def _start(self) -> None:
        self.database = SQLiteDatabase(self.folder / "server.db")
        self.app = create_app(self.database, media_dir=self.folder / "media", now=lambda: self.now())
        await self.database.open()

    async def _stop(self) -> None:
        await self.database.close()


class Desk:
    """One device of one user: a real store, client and engine; only the wire is ours."""

    def __init__(self, world: World, user: str, path: Path, *, skew_ms: int = 0, key: bytes | None = None) -> None:
        self.world, self.user, self.path, self.key = world, user, path, key
        self.name = path.stem
        self.skew_ms = skew_ms
        self.tokens = Tokens()
        self.wire = Wire(lambda: httpx.ASGITransport(app=world.app, raise_app_exceptions=False))
        self.is_open = False

    async def open(self, *, login_token: str = "") -> None:
        self.store = Store(self.path, self.key)
        await self.store.open()
        self.api = Api("http://127.0.0.1", tokens=self.tokens, transport=self.wire)
        if login_token:
            self.device = (await self.api.login_with(login_token)).device_id
        stamp = await self.store.read(syncing.last_stamp)
        self.clock = HybridClock(self.device, last=stamp, now=self.now)
        self.engine = SyncEngine(self.store, self.api, now=self.now)
        self.is_open = True

    async def close(self) -> None:
        if self.is_open:
            self.is_open = False
            await self.api.close()
            await self.store.close()

    async def restart(self) -> None:
        """The program ends and starts again."""
        await self.close()
        await self.open()

    def now(self) -> int:
        return self.world.now() + self.skew_ms

    async def sync(self) -> None:
        await self.engine.cycle()

    async def edit(self, kind: str, record_id: str, **fields: Any) -> None:
        await self.store.write(outbox.edit, kind, record_id, fields, self.clock)

    async def create(self, kind: str, record_id: str = "", **fields: Any) -> str:
        record_id = record_id or new_id()
        await self.store.write(outbox.create, kind, record_id, fields, self.clock)
        return record_id

    async def drop(self, kind: str, record_id: str) -> None:
        await self.store.write(outbox.drop, kind, record_id, self.clock)

    async def say(self, conversation: str, *texts: str, note: bool = True) -> list[str]:
        """Write down a note, or send a reply to the customer."""
        parts = [Part(text=text) for text in texts]
        direction = Direction.NOTE if note else Direction.OUT
        return await self.store.write(messages.queue, conversation, parts, self.user, self.clock, direction)

    async def get(self, kind: str, record_id: str) -> Any:
        """The record as the agent sees it, or None."""
        return await self.store.read(records.get, kind, record_id)

    async def texts(self, conversation: str) -> list[str]:
        """What is said in a conversation, in order."""
        return [m.text for m in await self.store.read(messages.newest, conversation, 10_000)]

    async def ids(self, kind: str) -> set[str]:
        return {i for (i,) in await self.store.read(lambda look: look.rows(f'SELECT id FROM "{kind}"'))}

    async def counts(self) -> tuple[int, int, int]:
        """Pending, parked, refused."""
        found = await self.store.read(syncing.counts)
        return found.pending, found.parked, found.refused

    async def parked(self) -> list[Any]:
        return await self.store.read(conflicts.parked)

    async def refused(self) -> list[Any]:
        return await self.store.read(conflicts.refused)

    async def outbox(self) -> list[tuple[Any, ...]]:
        """What is still on its way or not yet covered: kind, record, fields, revision it was acknowledged with."""
        return await self.store.read(
            lambda look: look.rows("SELECT kind, record_id, fields, acked_rev FROM outbox ORDER BY number")
        )

    async def rows(self) -> dict[str, dict[str, tuple[Any, ...]]]:
        """All that is here, by kind and id: revision and values."""
        return await self.store.read(_all_rows)


def _all_rows(look: Reading) -> dict[str, dict[str, tuple[Any, ...]]]:
    found = {}
    for kind in SYNCED:
        it = records.shape(kind)
        read = (it.read(row) for row in look.rows(it.select))
        found[kind] = {row[0]: tuple(row[1:]) for row in read}
    return found


def _found(tx: Tx, now_ms: int) -> None:
    staff.create_workspace(tx, "Brand", now_ms, workspace=WORKSPACE)
    for login, role in PEOPLE.items():
        staff.add_user(
            tx, WORKSPACE, login=login, name=login.title(), password="", role=role, now_ms=now_ms, user_id=login
        )
    kinds = {SHOP: AccountKind.WECOM_KF, CLUB: AccountKind.OFFICIAL_ACCOUNT}
    for account, kind in kinds.items():
        staff.add_account(
            tx, WORKSPACE, kind=kind, name=account.title(), platform_id=account, now_ms=now_ms, account_id=account
        )
    for login, accounts in GRANTS.items():
        for account in accounts:
            staff.grant(tx, login, f"account:{account}", now_ms)
    _put(tx, "customer", LI, {"name": "李雷", "account_id": SHOP}, now_ms)
    _put(tx, "customer", WANG, {"name": "王芳", "account_id": SHOP}, now_ms)
    for name, customer, account in (
        (LI_TALK, LI, SHOP),
        (WANG_TALK, WANG, SHOP),
        (CLUB_TALK, WANG, CLUB),
    ):
        identity = f"id-{name}"
        _put(tx, "identity", identity, {"customer_id": customer, "account_id": account, "name": customer}, now_ms)
        fields = {
            "account_id": account,
            "customer_id": customer,
            "identity_id": identity,
            "title": customer,
            "window_trigger": "message",
            "window_opened_at": now_ms,
        }
        _put(tx, "conversation", name, fields, now_ms)
    _put(tx, "tag_group", "size", {"name": "Size"}, now_ms)
    _put(tx, "tag", "tall", {"group_id": "size", "name": "Tall"}, now_ms)
    _put(tx, "quick_reply", "hello", {"title": "Hello", "body": "Hello, how can I help?"}, now_ms)


def _put(tx: Tx, kind: str, record_id: str, fields: dict[str, Any], now_ms: int) -> None:
    book = Book(tx, WORKSPACE, now_ms)
    entry = book.find(kind, record_id)
    before = entry.values if entry else defaults(KINDS[kind])
    book.put(KINDS[kind], record_id, {**before, **fields}, at=fields.get("at"))
    book.close()


def _write_in(tx: Tx, conversation_id: str, text: str, at: int, now_ms: int) -> str:
    """As a channel does it: the message and its conversation in one transaction."""
    book = Book(tx, WORKSPACE, now_ms)
    talk = book.standing("conversation", conversation_id)
    assert talk is not None
    before = check(KINDS["conversation"], talk.values)
    assert isinstance(before, Conversation)
    message = Message(
        conversation_id=conversation_id, direction=Direction.IN, text=text, at=at or max(now_ms, before.last_at + 1)
    )
    message_id = new_id()
    book.put(KINDS["message"], message_id, {**asdict(message), "direction": "in", "state": "received"}, at=message.at)
    book.put(KINDS["conversation"], conversation_id, as_values(after_message(before, message)))
    book.close()
    return message_id


def _record(tx: Tx, kind: str, record_id: str) -> dict[str, Any] | None:
    entry = Book(tx, WORKSPACE, 0).standing(kind, record_id)
    return dict(entry.values) if entry else None


__all__ = ["CLUB", "CLUB_TALK", "LI", "LI_TALK", "SHOP", "WANG", "WANG_TALK", "Desk", "Transaction", "World"]
