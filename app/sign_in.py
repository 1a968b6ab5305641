"""Who works where: the first sign-in of a user on this computer, and where its secrets may lie."""

from __future__ import annotations

import asyncio
import platform
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app import workspaces
from app.errors import NoKeychain
from app.workspaces import Workspace

if TYPE_CHECKING:
    from app.net.keychain import Keychain
    from app.net.line import Transport


class WithoutKeychain(StrEnum):
    """Where the keys live on a computer without a keychain: the agent decides, nobody else.

    ``ASK``: nowhere yet, NoKeychain is raised. ``MEMORY``: until the program ends; the store goes with them.
    ``FILE``: in a file that only this user may read.
    """

    ASK = "ask"
    MEMORY = "memory"
    FILE = "file"


async def find_keychain(data_dir: Path, without: WithoutKeychain = WithoutKeychain.ASK) -> Keychain:
    """The computer's keychain, or what the agent chose instead, now or earlier.

    Raises:
        NoKeychain: there is none, and the agent was not asked.
    """

    def look() -> Keychain:
        from app.net import keychain  # late: see app.net

        file = data_dir / "keys.json"
        if file.exists():  # agreed to before; a keychain that has come since does not hold these keys
            return keychain.FileKeychain(file)
        try:
            return keychain.SystemKeychain()
        except NoKeychain:
            match without:
                case WithoutKeychain.MEMORY:
                    return keychain.MemoryKeychain()
                case WithoutKeychain.FILE:
                    return keychain.FileKeychain(file)
            raise

    return await asyncio.to_thread(look)


async def sign_in(
    *,
    data_dir: Path,
    server_url: str,
    keychain: Keychain,
    login: str = "",
    password: str = "",
    login_token: str = "",
    ca_file: Path | None = None,
    proxy: str | None = None,
    transport: Transport | None = None,
) -> Workspace:
    """Sign in for the first time, with a password or with the token of a server that was started for us.

    Raises:
        LoginRefused: wrong name or password, or too many attempts.
        Offline, NotHeliu, Untrusted, BadConfiguration: what is wrong with the address.
    """
    from app.net.api import Api  # late: see app.net

    api = Api(server_url, ca_file=ca_file, proxy=proxy, transport=transport)
    try:
        if login_token:
            grant = await api.login_with(login_token)
        else:
            grant = await api.login(login, password, device_name=platform.node() or "desk")
    finally:
        await api.close()
    address = "" if login_token else api.base_url
    workspace = await asyncio.to_thread(workspaces.remember, data_dir, grant, login=login, server_url=address)
    await asyncio.to_thread(keychain.write, workspace.login_name, grant.refresh_token)
    return workspace
