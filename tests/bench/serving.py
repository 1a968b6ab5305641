"""Servers as processes of their own: ours and the bare one, over the same filled database.

python -m tests.bench.serving DATABASE
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from app.protocol import KINDS, Placement, Role
from app.server import sessions, staff
from app.server.application import create_app, database_for
from app.server.database import Tx
from app.server.sqlite import SQLiteDatabase
from tests.bench import people
from tests.bench.people import Size

WORKSPACE = "bench"
_RECORD = (
    "INSERT INTO record (workspace, kind, id, rev, scope, also, parent, at, deleted, body, stamps, edited, editor,"
    " edited_before) VALUES (?, ?, ?, ?, ?, '', ?, ?, 0, ?, '{}', 0, '', 0)"
)
_HOMES = ("customer", "conversation")
_PARENT = {"identity": "customer_id", "conversation": "customer_id", "message": "conversation_id",
           "customer_tag": "customer_id", "tag": "group_id"}  # fmt: skip


def run_server(app: Any) -> None:
    """Serve on a free port and say which, until the process is ended."""

    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False)
    asyncio.run(_Announced(config).serve())


class _Announced(uvicorn.Server):
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        print(json.dumps({"port": self.servers[0].sockets[0].getsockname()[1]}), flush=True)


@contextmanager
def started(module: str, *words: str) -> Iterator[str]:
    """The address of a server that runs as ``python -m module words`` meanwhile."""
    process = subprocess.Popen([sys.executable, "-m", module, *words], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"{module} did not start")
        yield f"http://127.0.0.1:{json.loads(line)['port']}"
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def fill_server(path: Path, size: Size) -> int:
    """An SQLite server with the whole history of a shop; the number of its records."""

    async def fill() -> int:
        database = SQLiteDatabase(path)
        await database.open()
        try:
            return await database.write(fill_tables, size)
        finally:
            await database.close()

    return asyncio.run(fill())


def fill_tables(tx: Tx, size: Size) -> int:
    """Everything a shop of that size has, as the ledger would have left it, all of it hot."""
    user = people.user_id(0)
    staff.create_workspace(tx, "Bench", people.NOW, workspace=WORKSPACE)
    staff.add_user(tx, WORKSPACE, login="agent0", name="", password="", role=Role.LEAD, now_ms=people.NOW, user_id=user)
    tx.run("DELETE FROM record")
    accounts = [scope for scope in people.scopes(size.accounts) if scope.startswith("account:")]
    tx.many(
        "INSERT INTO granted (workspace, user_id, scope) VALUES (?, ?, ?)",
        [(WORKSPACE, user, scope) for scope in accounts],
    )
    records = list(people.history(size))
    # A message comes before the last state of its conversation, so where that belongs must be known beforehand.
    homes = {row[0]: f"account:{_named(kind, row)['account_id']}" for kind, row in records if kind in _HOMES}
    rows = []
    for rev, (kind, row) in enumerate(records, start=1):
        values = _named(kind, row)
        scope = _scope(kind, row[0], values, homes)
        at = values["at"] if kind == "message" else 0
        parent = values.get(_PARENT.get(kind, ""), "")
        rows.append((WORKSPACE, kind, row[0], rev, scope, parent, at, msgspec.json.encode(row[2:]).decode()))
    tx.many(_RECORD, rows)
    tx.run("UPDATE workspace SET head = ? WHERE id = ?", (len(rows), WORKSPACE))
    return len(rows)


def offer(path: Path, token: str) -> None:
    """Let a desk log in once with ``token``."""

    async def write() -> None:
        database = database_for(str(path))
        await database.open()
        await database.write(sessions.offer_once, people.user_id(0), token, 2**50)
        await database.close()

    asyncio.run(write())


def _scope(kind: str, record_id: str, values: dict[str, Any], homes: dict[str, str]) -> str:
    match KINDS[kind].placement:
        case Placement.WORKSPACE:
            return "workspace"
        case Placement.SELF:
            return f"account:{record_id}"
        case Placement.STATED:
            return str(values["scope"])
        case Placement.USER:
            return f"user:{values['user_id']}"
        case Placement.ACCOUNT | Placement.PERSON:
            return f"account:{values['account_id']}"
    return homes[values["conversation_id"] if kind == "message" else values["customer_id"]]


def _named(kind: str, row: people.Row) -> dict[str, Any]:
    return dict(zip(KINDS[kind].fields, row[2:], strict=True))


if __name__ == "__main__":
    run_server(create_app(database_for(sys.argv[1]), media_dir=Path(sys.argv[1]).with_suffix(".media")))
