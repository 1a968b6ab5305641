"""The subcommand ``serve``: the server until somebody stops it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import getpass
import logging
import signal
import socket
from collections.abc import Iterator
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from app.config import ServerSettings, Settings
from app.errors import BadConfiguration, HeliuError
from app.processes import say_ready
from app.protocol import Role
from app.protocol.clock import wall_ms
from app.redaction import MaskingFormatter
from app.server import sessions, staff
from app.server.application import create_app, database_for
from app.server.database import Tx
from app.server.secret import secret_key

GRACEFUL_SECONDS = 5
_OWN_LOGIN = "me"


def serve(settings: Settings) -> int:
    """Run until SIGINT or SIGTERM. Says where it listens with one line, once it answers.

    Raises:
        BadConfiguration: the address is taken, a key is missing.
        StoreDamaged, StoreTooNew, Offline: the database cannot be used.
    """
    spare_the_collector()
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    listener = _listener(settings.server.host, settings.server.port)
    with contextlib.closing(listener):
        asyncio.run(_serve(settings.server, listener))
    return 0


async def _serve(settings: ServerSettings, listener: socket.socket) -> None:
    await prepare(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"{host}:{listener.getsockname()[1]}"
    app = create_app(
        database_for(settings.database),
        media_dir=settings.media_dir,
        secret_key=await secret_key(settings),
        name=f"{socket.gethostname()}/{address}",
    )
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = _Server(config, app, f"http://{address}")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.stop)
    await server.serve(sockets=[listener])
    if not server.started:
        raise HeliuError("the server did not start; its log says why")


def spare_the_collector() -> None:
    """Rows come and go by the thousand and form no cycles: look for cycles rarely, and never among the modules."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


async def prepare(settings: ServerSettings) -> None:
    """Make sure that there is a workspace, and that the one-time token lets its first user in."""
    database = database_for(settings.database)
    await database.open()
    try:
        await database.write(_prepare, settings.workspace, settings.bootstrap_token)
    finally:
        await database.close()


def _prepare(tx: Tx, name: str, token: str) -> None:
    now_ms = wall_ms()
    found = tx.rows("SELECT id, name FROM workspace")
    if not found:
        workspace = staff.create_workspace(tx, name, now_ms)
    else:
        workspace = next((row[0] for row in found if name in row), found[0][0])
    if not token:
        return
    row = tx.row("SELECT user_id FROM staff WHERE workspace = ? AND disabled = 0 ORDER BY added_at", (workspace,))
    if row is None:
        owner = staff.add_user(
            tx,
            workspace,
            login=f"{_OWN_LOGIN}@{workspace}",
            name=_own_name(),
            password="",
            role=Role.ADMIN,
            now_ms=now_ms,
        )
    else:
        owner = row[0]
    sessions.offer_once(tx, owner, token, now_ms)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _OWN_LOGIN


class _Server(uvicorn.Server):
    """Says when it answers; ends its streams, and with exit code 0, when it is told to stop."""

    def __init__(self, config: uvicorn.Config, app: Starlette, url: str) -> None:
        super().__init__(config)
        self._app, self._url = app, url
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        if self.started:
            say_ready("serve", self._url)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._app.state.server.hints.end_streams)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Unless the protocol is said, asyncio leaves Nagle's delay on: each answer's body then waits 40 ms behind its head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as exc:
        listener.close()
        raise BadConfiguration(f"{host}:{port} cannot be listened on: {exc.strerror or exc}") from exc
    return listener
