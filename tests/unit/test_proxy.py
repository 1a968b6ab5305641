"""The desk goes to its server by way of the proxy that was chosen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.net.keychain import MemoryKeychain
from app.session import Session
from app.workspaces import Workspace

WORKSPACE = Workspace(
    workspace_id="w",
    workspace_name="青禾",
    user_id="u",
    login="lin",
    role="agent",
    device_id="d",
    server_url="http://127.0.0.1:9",
)


class Proxy:
    """Answers nothing but remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[str] = asyncio.Queue()
        self.address = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.put_nowait((await reader.readline()).decode().strip())
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    made = Proxy()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield made


async def test_every_question_to_the_server_goes_through_the_proxy(proxy: Proxy, tmp_path: Path) -> None:
    keychain = MemoryKeychain()
    keychain.write(WORKSPACE.login_name, "refresh")
    session = Session(data_dir=tmp_path, workspace=WORKSPACE, keychain=keychain, proxy=proxy.address)
    await session.open()
    try:
        async with asyncio.timeout(10):
            assert (await proxy.asked.get()).startswith("POST http://127.0.0.1:9/v1/session/refresh")
    finally:
        await session.close()
