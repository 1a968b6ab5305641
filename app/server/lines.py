"""The lines to the platforms: one connector per account, made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from app.channels.contract import Connector, Credentials
from app.errors import BadConfiguration
from app.protocol import KINDS, AccountKind
from app.rules.merge import defaults
from app.server.database import Database, Tx
from app.server.vault import unseal

Connecting = Callable[[AccountKind, Credentials], Connector]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An account as the server's jobs need it."""

    workspace: str
    account_id: str
    kind: AccountKind
    platform_id: str
    paused: bool
    trouble: str
    sealed: str


class Lines:
    """Connectors by account. ``connect`` is :func:`app.channels.connector_for` outside of tests."""

    def __init__(self, database: Database, secret_key: bytes, connect: Connecting) -> None:
        self._database, self._key, self._connect = database, secret_key, connect
        self._open: dict[str, tuple[str, Connector]] = {}

    async def find(self, account_id: str) -> Line | None:
        """The account with that id, in whatever workspace; None when there is none or it has no credentials."""
        return await self._database.read(_line, account_id)

    def connector(self, line: Line) -> Connector:
        """The account's connector, made anew when its credentials changed.

        Raises:
            BadConfiguration: the credentials cannot be opened, or no channel serves this kind.
        """
        known = self._open.get(line.account_id)
        if known is not None and known[0] == line.sealed:
            return known[1]
        connector = self._connect(line.kind, unseal(self._key, line.account_id, line.sealed))
        self._open[line.account_id] = (line.sealed, connector)
        return connector

    async def sibling(self, line: Line, platform_id: str) -> Line:
        """The account of the same workspace with that platform id; the account itself when there is none."""
        if not platform_id or platform_id == line.platform_id:
            return line
        found = await self._database.read(_named, line.workspace, platform_id)
        return found or line

    async def close(self) -> None:
        """Let go of all connections."""
        for _, connector in self._open.values():
            await connector.aclose()
        self._open.clear()

    async def needed(self, account_id: str) -> Line:
        """Like :meth:`find`.

        Raises:
            BadConfiguration: there is none.
        """
        line = await self.find(account_id)
        if line is None:
            raise BadConfiguration(f"account {account_id} has no credentials")
        return line


_SELECT = (
    "SELECT r.workspace, r.id, r.body, c.sealed FROM record r JOIN credential c ON c.account_id = r.id"
    " AND c.workspace = r.workspace WHERE r.kind = 'account' AND r.deleted = 0"
)


def with_credentials(tx: Tx) -> list[Line]:
    """All accounts we could talk for."""
    return [_read(*row) for row in tx.rows(_SELECT)]


def _line(tx: Tx, account_id: str) -> Line | None:
    row = tx.row(f"{_SELECT} AND c.account_id = ?", (account_id,))
    return _read(*row) if row else None


def _named(tx: Tx, workspace: str, platform_id: str) -> Line | None:
    lines = (_read(*row) for row in tx.rows(f"{_SELECT} AND r.workspace = ?", (workspace,)))
    return next((line for line in lines if line.platform_id == platform_id), None)


def _read(workspace: str, account_id: str, body: str, sealed: str) -> Line:
    kind = KINDS["account"]
    values: dict[str, Any] = {**defaults(kind), **dict(zip(kind.fields, msgspec.json.decode(body), strict=False))}
    return Line(
        workspace=workspace,
        account_id=account_id,
        kind=AccountKind(values["kind"]),
        platform_id=values["platform_id"],
        paused=values["paused"],
        trouble=values["trouble"],
        sealed=sealed,
    )
