"""A store that cannot be used any more: the whole way from the damaged file to the words at the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import DiskFull, KeyMissing, StoreDamaged
from app.store import Part, Store, rescue, syncing
from app.sync import SyncState
from tests.sync.office import Office, handed_in, reached
from tests.sync.world import LI_TALK, World

KEPT = frozenset({"outbox", "parked", "refused", "sqlite_master", "sqlite_sequence"})


@pytest.fixture
async def office(world: World, tmp_path: Path) -> Office:
    office = Office(world, tmp_path / "computer")
    await office.arrive()
    session = office.session()
    await session.open()
    await handed_in(session)
    await session.close()
    return office


async def write_offline(office: Office) -> None:
    """A message, a draft and a quick reply that only this computer knows."""
    office.wire.cut = True
    session = office.session()
    await session.open()
    await session.messages.send(LI_TALK, [Part(text="马上为您查")])
    await session.drafts.save(LI_TALK, "还有一句")
    await session.quick_replies.edit("hello", body="您好，我在")
    await session.close()


async def spoil(office: Office) -> None:
    """Overwrite the pages of every table but those of the unsent words."""
    key = bytes.fromhex(office.keychain.read(office.workspace.name))
    store = Store(office.file, key)
    await store.open()
    roots = await store.read(lambda look: look.rows("SELECT tbl_name, rootpage FROM sqlite_master WHERE rootpage > 1"))
    await store.close()
    with office.file.open("r+b") as file:
        for table, page in roots:
            if table not in KEPT:
                file.seek((page - 1) * 4096 + 200)
                file.write(b"\xff" * 400)


async def test_what_was_not_sent_survives_a_damaged_file_and_reaches_the_server_once(office, world):
    await write_offline(office)
    await spoil(office)
    session = office.session()
    with pytest.raises(StoreDamaged):
        await session.open()

    over = await session.start_over()
    assert over.readable and over.lost == 0 and over.saved >= 3
    assert over.aside is not None and over.aside.exists()

    await session.open()
    await reached(session, lambda status: status.pending == over.saved)
    await office.reconnect(session)
    await handed_in(session)
    said = [message.text for message in await session.messages.newest(LI_TALK)]
    assert said.count("马上为您查") == 1
    assert (await session.quick_replies.get("hello")).body == "您好，我在"
    assert (await world.record("quick_reply", "hello"))["body"] == "您好，我在"
    assert (await session.drafts.get(LI_TALK)).body == "还有一句"
    assert await session.conversations.row(LI_TALK), "what the server knows is here again"
    await session.close()


async def test_the_clock_goes_on_after_the_newest_rescued_word(office):
    await write_offline(office)
    before = await _facts(office)
    await spoil(office)
    session = office.session()
    await session.start_over()
    assert await _facts(office) == before


async def _facts(office: Office) -> str:
    store = Store(office.file, bytes.fromhex(office.keychain.read(office.workspace.name)))
    await store.open()
    stamp = await store.read(syncing.last_stamp)
    await store.close()
    return stamp


async def test_a_file_of_which_nothing_can_be_read_is_kept_and_said_so(office):
    await write_offline(office)
    content = b"\0" * office.file.stat().st_size
    office.file.write_bytes(content)
    session = office.session()
    with pytest.raises(StoreDamaged):
        await session.open()
    over = await session.start_over()
    assert not over.readable and over.saved == 0
    assert over.aside.read_bytes() == content
    office.wire.cut = False
    await session.open()
    await handed_in(session)
    assert await session.conversations.row(LI_TALK)
    await session.close()


async def test_without_its_key_the_file_is_put_aside_untouched(office):
    await write_offline(office)
    content = office.file.read_bytes()
    office.keychain.write(office.workspace.name, "")
    session = office.session()
    with pytest.raises(KeyMissing):
        await session.open()
    over = await session.start_over()
    assert not over.readable and over.aside.read_bytes() == content
    office.wire.cut = False
    await session.open()
    await handed_in(session)
    await session.close()
    assert office.keychain.read(office.workspace.name), "the new file has a key of its own"


async def test_where_nothing_can_be_written_the_damaged_file_stays_where_it_is(office, monkeypatch):
    await write_offline(office)
    await spoil(office)
    content = office.file.read_bytes()
    plain = rescue.replant

    def full(tx, saved):
        raise DiskFull

    monkeypatch.setattr(rescue, "replant", full)
    session = office.session()
    with pytest.raises(DiskFull):
        await session.start_over()
    assert office.file.read_bytes() == content
    monkeypatch.setattr(rescue, "replant", plain)
    assert (await session.start_over()).saved >= 3


async def test_a_crash_between_putting_aside_and_moving_in_loses_no_word(office, monkeypatch):
    await write_offline(office)
    await spoil(office)
    with monkeypatch.context() as crash:
        crash.setattr("app.store_file.StoreFile._move_in", _die)
        with pytest.raises(SystemExit):
            await office.session().start_over()
    assert not office.file.exists()
    session = office.session()
    office.wire.cut = False
    await session.open()
    await handed_in(session)
    assert (await session.drafts.get(LI_TALK)).body == "还有一句"
    await session.close()


def _die(self: object) -> None:
    raise SystemExit("pulled the plug")


async def test_what_waits_is_counted_although_the_server_was_never_reached(office):
    office.wire.cut = True
    session = office.session()
    await session.open()
    await session.messages.note(LI_TALK, "ruft zurück")
    await reached(session, lambda status: status.pending == 1 and status.state is SyncState.OFFLINE)
    await session.close()
