"""Eight writers and a reader by cursor: no change may ever appear behind the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from app.protocol import KINDS, Role, new_id
from app.rules.merge import defaults
from app.server import book, changes, sessions, staff
from app.server.access import Principal, WorkspaceState, principal_of
from app.server.book import Book
from app.server.database import Database, Tx
from app.server.postgresql import PostgreSQLDatabase

WRITERS, EACH = 8, 60


@pytest.fixture
async def opened(postgresql_url: str) -> Iterator[Database]:
    database = PostgreSQLDatabase(postgresql_url)
    await database.open()
    yield database  # type: ignore[misc]
    await database.close()


def _found(tx: Tx) -> Principal:
    workspace = staff.create_workspace(tx, "brand", 1)
    user = staff.add_user(tx, workspace, login="u", name="U", password="h", role=Role.AGENT, now_ms=1)
    grant = sessions.log_in(tx, user, "h", "u", ("", "desk"), 1)
    return principal_of(tx, workspace, user, grant.device_id)


def _write(tx: Tx, workspace: str, tag: str, number: int) -> None:
    """A write whose transaction goes on for a while after its statements, as under load."""
    page = Book(tx, workspace, 1)
    page.put(KINDS["tag"], tag, {**defaults(KINDS["tag"]), "name": tag})
    page.close()
    tx.rows("SELECT pg_sleep(?)", (0.004 * (number % 3),))


async def _lost(database: Database) -> int:
    """How many of the tags written meanwhile a reader by cursor never got to see."""
    who = await database.write(_found)
    seen: set[str] = set()
    writing = True

    async def write(writer: int) -> list[str]:
        names = [new_id() for _ in range(EACH)]
        for number, name in enumerate(names):
            await database.write(_write, who.workspace, name, writer + number)
        return names

    async def read() -> None:
        cursor, last = 0, False
        while not last:
            last = not writing
            page = await _page(database, who, cursor)
            seen.update(row[0] for row in page["tables"].get("tag", []))
            cursor = page["covered_to"]

    reader = asyncio.create_task(read())
    written = {name for names in await asyncio.gather(*map(write, range(WRITERS))) for name in names}
    writing = False
    await reader
    return len(written - seen)


async def _page(database: Database, who: Principal, cursor: int) -> dict[str, object]:
    import json

    ask = changes.Ask(since=cursor, limit=100)
    found: dict[str, object] = json.loads(await database.read(changes.page, who, ask))
    return found


@pytest.mark.postgresql
async def test_eight_writers_and_a_reader_by_cursor_lose_nothing(opened: Database) -> None:
    assert await _lost(opened) == 0


@pytest.mark.postgresql
async def test_revisions_given_as_a_serial_would_lose_rows_and_this_test_would_see_it(
    opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened.write(lambda tx: tx.run("CREATE SEQUENCE serial"))

    def from_a_serial(tx: Tx, workspace: str, count: int) -> tuple[int, str, int]:
        row = tx.row("SELECT max(nextval('serial')) FROM generate_series(1, ?)", (count,))
        assert row is not None
        return int(row[0]), "", 0

    def head_of_rows(tx: Tx, workspace: str) -> object:
        row = tx.row(
            "SELECT epoch, (SELECT COALESCE(MAX(rev), 0) FROM record WHERE workspace = w.id), access FROM workspace w"
            " WHERE id = ?",
            (workspace,),
        )
        assert row is not None
        return WorkspaceState(*row)

    monkeypatch.setattr(book, "next_revisions", from_a_serial)
    monkeypatch.setattr(changes, "state_of", head_of_rows)
    assert await _lost(opened) > 0
