"""What is typed into a chat is found in no journal and no report, whatever goes wrong with it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import Part
from ui.kit import journal, notices
from ui.kit.crash import CrashRoom, save_report

CANARY = "金丝雀canary7731衬衫"
PHONE = "13812345678"


@pytest.fixture
def room(tmp_path: Path, qapp) -> Iterator[CrashRoom]:
    """The journals of a running desk, at their most talkative."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    made = CrashRoom(tmp_path)
    made.install()
    root.setLevel(logging.DEBUG)
    for handler in set(root.handlers) - set(before):
        handler.setLevel(logging.DEBUG)
    yield made
    made.close()
    root.setLevel(level)
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


async def test_no_journal_and_no_report_holds_what_was_typed(room, session, tmp_path, wait_for):
    words = f"{CANARY} {PHONE}"
    await session.drafts.save("co-0", words)
    await session.messages.send("co-0", [Part(text=words)])
    await session.messages.note("co-1", words)
    await session.search.find(CANARY)
    await session.quick_replies.create(title="x", body=words, scope="user:user-me", category_id="cat-mine")
    await session.customers.edit("cu-0", remark=CANARY)
    await wait_for(lambda: session.status.pending)
    room._on_exception(ValueError, ValueError(f"cannot call {PHONE}"), None)
    room._on_loop_exception(asyncio.get_running_loop(), {"message": f"lost {PHONE}"})
    notices.say(words)
    logging.getLogger("app").error("the end of the story")
    save_report(tmp_path / "report.txt", room.folder)
    journal.export(room.folder, tmp_path / "logs.zip")
    written = [path for path in room.folder.rglob("*") if path.is_file()]
    assert any("the end of the story" in path.read_text(encoding="utf-8") for path in written)
    for path in [*written, tmp_path / "report.txt", tmp_path / "logs.zip", tmp_path / "desktop.ini"]:
        if path.exists():
            data = path.read_bytes()
            assert CANARY.encode() not in data and PHONE.encode() not in data, path.name
    for path in session.folder.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), f"{path.name} is not encrypted"
