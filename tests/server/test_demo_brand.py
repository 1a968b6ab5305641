"""The demo brand looks like a shop at work, whenever it is opened."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from app.config import resource_path
from app.protocol import KINDS, decode
from app.rules.variables import blanks
from app.server import seeding
from app.server.application import database_for
from tests.server.conftest import KEY

OPENING, CLOSING = 9, 20


@pytest.mark.parametrize("hour", [0, 4, 10, 15, 23])
async def test_whatever_was_promised_is_due_while_the_shop_is_open(hour: int, tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, hour, 10)
    database = database_for(str(tmp_path / "server.sqlite"))
    await database.open()
    try:
        seed = seeding.read_seed(resource_path("demo", "desk.toml"))
        await database.write(seeding.sow, seed, "http://platform", KEY, round(now.timestamp() * 1000))
        kept = await database.read(lambda tx: tx.rows("SELECT body FROM record WHERE kind = 'follow_up'"))
    finally:
        await database.close()
    at = KINDS["follow_up"].fields.index("due_at")
    due = [datetime.fromtimestamp(decode(body.encode(), list)[at] / 1000) for (body,) in kept]
    assert {OPENING <= moment.hour < CLOSING for moment in due} == {True}
    assert {(moment.date() - now.date()).days for moment in due} == {0, 1}


def test_where_a_reply_lacks_a_day_a_day_is_asked_for() -> None:
    brand = tomllib.loads(resource_path("demo", "desk.toml").read_text("utf-8"))
    asked = [field for reply in brand["reply"] for field in blanks(reply["body"], reply.get("parts", ()))]
    assert {field.kind for field in asked if field.name.endswith("日期")} == {"date"}
