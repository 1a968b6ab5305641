"""Drafts of one agent at two desks: with their files, and with both versions when both were typed."""

from __future__ import annotations

import pytest

from app.errors import Refused
from app.protocol import Mutation
from app.store import agenda, conflicts
from app.sync import SyncEngine
from app.sync.files import Files
from tests.sync.world import LI_TALK


async def keep(desk, body, parts=()):
    """Type at a desk, and let the pause pass in which a draft waits for more words."""
    await desk.store.write(agenda.save_draft, "ann", LI_TALK, "reply", body, parts, desk.clock)
    await desk.store.write(lambda tx: tx.run("UPDATE outbox SET due_at = 0"))


async def draft(desk):
    return await desk.store.read(agenda.draft_of, "ann", LI_TALK, "reply")


async def test_a_draft_with_its_files_is_at_my_other_desk(world, ann, tmp_path):
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4 sizes")
    files = Files(tmp_path / "here")
    media_id = await files.keep(tmp_path / "list.pdf")
    part = {"type": "file", "text": "", "content": {"media_id": media_id, "file_name": "list.pdf", "size": 14}}
    await keep(ann, "half a sentence", [part])
    ann.engine = SyncEngine(ann.store, ann.api, now=ann.now, carry=lambda mutation: files.carry(ann.api, mutation))
    other = await world.desk("ann")
    await ann.sync()
    await other.sync()
    found = await draft(other)
    assert found.body == "half a sentence" and [dict(kept) for kept in found.parts] == [part]
    there = await Files(tmp_path / "there").fetch(other.api, media_id)
    assert there.read_bytes() == b"%PDF-1.4 sizes"
    await keep(other, "")
    await other.sync()
    await ann.sync()
    assert await draft(ann) is None


async def test_words_typed_at_two_desks_of_mine_without_a_line_are_both_kept(world, ann):
    other = await world.desk("ann")
    await keep(ann, "start")
    await ann.sync()
    await other.sync()
    await keep(ann, "start at the desk")
    await keep(other, "start on the way")
    await ann.sync()
    await other.sync()
    [waiting] = await other.parked()
    assert (waiting.mine, waiting.theirs) == ("start on the way", "start at the desk")
    assert (await draft(other)).body == "start at the desk"
    await other.store.write(conflicts.choose_mine, waiting.id, other.clock)
    await other.sync()
    await ann.sync()
    assert (await draft(ann)).body == "start on the way"


async def test_an_id_that_is_a_path_reads_and_sends_no_file_of_this_computer(ann, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    files = Files(tmp_path / "here")
    sent = []
    ann.api.upload = lambda path, **about: sent.append(path)
    for name in (str(secret), "../secret"):
        assert not files.path_of(name).exists()
        with pytest.raises(Refused):
            await files.fetch(ann.api, name)
        part = {"type": "file", "content": {"media_id": name}}
        fields = {"parts": [part], **part}
        await files.carry(ann.api, Mutation(id="m", kind="draft", record_id="d", hlc="", fields=fields))
    assert sent == []
