"""Sets the stage: the demo brand's accounts, as the platforms know them, out of resources/demo/desk.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.config import resource_path
from app.protocol import AccountKind, natural_id
from app.simulator.simulator import Simulator

_ROUTES = {AccountKind.WECOM_KF: "wecom", AccountKind.OFFICIAL_ACCOUNT: "mp", AccountKind.MINI_PROGRAM: "mp"}


def set_up(simulator: Simulator, desk: Path | None = None) -> None:
    """Open the accounts that customers can write to, and hang up the group robots' keys."""
    for row in _rows(desk):
        kind = AccountKind(row["kind"])
        if kind is AccountKind.GROUP_ROBOT:
            simulator.add_robot(row["key"], row["secret"])
        if kind not in _ROUTES:
            continue
        app = simulator.add_app(
            app_id=row["app_id"],
            secret=row["secret"],
            token=row["token"],
            encoding_aes_key=row["encoding_aes_key"],
            callback=row["callback"],
            format=row["format"],
        )
        simulator.add_account(row["key"], kind, row["name"], row["platform_id"], app)


def callback_address(simulator: Simulator, account: str, server: str) -> str:
    """Where our server wants the callbacks of an account: its record's id is made of its key."""
    found = simulator.world.account(account)
    return f"{server.rstrip('/')}/callbacks/{_ROUTES[found.kind]}/{natural_id('account', found.key)}"


async def connect(simulator: Simulator, server: str) -> bool:
    """Enter our server's addresses in the consoles; whether all of them passed the check."""
    passed = True
    for account in simulator.world.accounts.values():
        if not account.app.callback_url:
            address = callback_address(simulator, account.key, server)
            passed = await simulator.check_url(account.key, address) and passed
    return passed


def _rows(desk: Path | None) -> list[dict[str, Any]]:
    with (desk or resource_path("demo", "desk.toml")).open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["account"]
    return rows
