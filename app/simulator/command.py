"""The subcommand ``simulate``: the platforms on loopback until somebody stops it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections.abc import AsyncIterator, Iterator
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from app.config import Settings, resource_path
from app.errors import BadConfiguration
from app.processes import say_ready
from app.simulator.control import Control
from app.simulator.desk import connect, set_up
from app.simulator.script import Script, read_roles
from app.simulator.simulator import Simulator

_ASK_AGAIN = 0.5
"""Seconds between two attempts to reach the server that is to get the callbacks."""

_RETRY_GAP = 5.0


def simulate(settings: Settings) -> int:
    """Serve the demo brand's accounts. Its customers begin to write once the server at ``server_url`` answers.

    Raises:
        BadConfiguration: the address is not this computer's, or taken.
    """
    listener = _listener(settings.simulator.host, settings.simulator.port)
    url = f"http://{settings.simulator.host}:{listener.getsockname()[1]}"
    simulator = Simulator(stamp=time.time, retry_gap=_RETRY_GAP, public_url=url)
    set_up(simulator)
    script = Script(simulator, read_roles(resource_path("demo", "scripts")), seed=int(time.time()))

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with simulator.live():
            begin = asyncio.create_task(_begin(simulator, script, settings.server_url))
            say_ready("simulate", url)
            yield
            begin.cancel()
            await asyncio.gather(begin, return_exceptions=True)

    routes = [*Control(simulator, script).routes(), Mount("/", simulator.app)]
    config = uvicorn.Config(
        Starlette(routes=routes, lifespan=lifespan), log_level="warning", access_log=False, timeout_graceful_shutdown=2
    )
    server = _Server(config)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.stop)
    asyncio.run(server.serve(sockets=[listener]))
    return 0


async def _begin(simulator: Simulator, script: Script, server: str) -> None:
    if not server:
        return
    connected = False
    while not connected:
        await asyncio.sleep(_ASK_AGAIN)
        connected = await connect(simulator, server)
    script.start()


class _Server(uvicorn.Server):
    """Ends with exit code 0 when it is told to stop, instead of raising the signal once more."""

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listener(host: str, port: int) -> socket.socket:
    if host not in ("127.0.0.1", "localhost"):
        raise BadConfiguration(f"the simulator listens on this computer only, not on {host}")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # see app.server.command
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as exc:
        listener.close()
        raise BadConfiguration(f"port {port} is taken") from exc
    return listener
