"""A computer in the office: the real session of one user over the real server, on a wire of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx

from app.net.keychain import FileKeychain
from app.server import sessions
from app.session import Session
from app.sign_in import sign_in
from app.store import syncing
from app.sync import SyncState, SyncStatus
from tests.sync.wire import Wire
from tests.sync.world import World


class Office:
    """The computer of one user, whose program may be started again and again."""

    def __init__(self, world: World, folder: Path, user: str = "ann") -> None:
        self.world, self.folder, self.user = world, folder, user
        self.keychain = FileKeychain(folder / "keys.json")
        self.wire = Wire(lambda: httpx.ASGITransport(app=world.app, raise_app_exceptions=False))
        self.wire.before = _no_stream

    async def arrive(self) -> None:
        await self.world.database.write(sessions.offer_once, self.user, f"once-{self.user}", self.world.now())
        self.workspace = await sign_in(
            data_dir=self.folder,
            server_url="http://127.0.0.1",
            keychain=self.keychain,
            login_token=f"once-{self.user}",
            transport=self.wire,
        )

    def session(self) -> Session:
        return Session(
            data_dir=self.folder,
            workspace=self.workspace,
            keychain=self.keychain,
            server_url="http://127.0.0.1",
            transport=self.wire,
        )

    async def reconnect(self, session: Session) -> None:
        """The line is back, and somebody says so: after the last attempt without it, which would miss the word."""
        await reached(session, lambda status: status.state is SyncState.OFFLINE)
        self.wire.cut = False
        await session.retry_now()

    @property
    def file(self) -> Path:
        return self.session().folder / "store.db"


async def _no_stream(request: httpx.Request) -> None:
    if request.url.path == "/v1/hints":
        raise httpx.ConnectError("this wire has no streams", request=request)


async def reached(session: Session, claim: Callable[[SyncStatus], bool]) -> None:
    """Wait until sync says so."""
    met = asyncio.Event()
    leave = session.subscribe_status(lambda status: met.set() if claim(status) else None)
    async with asyncio.timeout(20):
        await met.wait()
    leave()


async def handed_in(session: Session) -> None:
    """Wait until nothing waits any more: as the store counts, for the status may not have heard of it yet."""
    told = asyncio.Event()
    leave = session.subscribe_status(lambda _status: told.set())
    async with asyncio.timeout(20):
        while session.status.state is not SyncState.ONLINE or (await session._store.read(syncing.counts)).pending:
            await told.wait()
            told.clear()
    leave()
