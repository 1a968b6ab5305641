"""The local file: what it keeps secret, what it refuses, and what can be saved out of it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DiskFull, StoreDamaged, StoreTooNew
from app.protocol import KINDS, Conversation, Customer, HybridClock, Message, Outcome, QuickReply, Verdict, to_row
from app.services import QuickReplyService
from app.store import Store, conflicts, migrations, outbox, records, rescue, syncing, trouble, words
from app.store.cipher import CipherDatabase
from app.store.tables import SYNCED
from app.store.transaction import Transaction

KEY = bytes(range(32))
OLD_FILES = sorted((Path(__file__).parents[1] / "fixtures" / "stores").glob("version-*.db"))
NOW = 10**15


def shape_of(db: CipherDatabase) -> dict[str, str]:
    found = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%_search_%'")
    return dict(found.fetchall())


def test_every_field_that_travels_has_a_column():
    for kind in KINDS.values():
        columns = set(SYNCED[kind.name]._meta.fields)
        assert set(kind.fields) <= columns, kind.name


def test_there_is_an_old_file_for_every_version():
    assert [path.stem for path in OLD_FILES] == [f"version-{n}" for n in range(1, migrations.VERSION + 1)]


@pytest.mark.parametrize("old", OLD_FILES, ids=lambda path: path.stem)
async def test_an_old_file_opens_with_all_that_was_in_it(old, tmp_path, clock):
    path = Path(shutil.copy(old, tmp_path / "store.db"))
    store = Store(path, KEY)
    await store.open()
    assert (await store.read(records.get, "customer", "c1")).name == "重庆小王"
    assert await store.search(words.customers, "cq", 5) == ["c1"]
    assert [hit.text for hit in await store.search(words.find, "发货", 5, ("message",))] == ["明天发货吗"]
    (waiting,) = await store.write(syncing.due, NOW)
    assert waiting.fields == {"body": "我改过的话"}
    assert await store.read(syncing.cursor) == 42
    await store.close()

    fresh, migrated = CipherDatabase(str(tmp_path / "fresh.db"), KEY), CipherDatabase(str(path), KEY)
    migrations.migrate(fresh)
    assert shape_of(migrated) == shape_of(fresh)
    fresh.close()
    migrated.close()


async def test_a_file_of_a_newer_program_is_refused_and_left_alone(make_store, tmp_path):
    await (await make_store()).close()
    db = CipherDatabase(str(tmp_path / "store.db"), KEY)
    db.pragma("user_version", migrations.VERSION + 1)
    db.close()
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(StoreTooNew, match=f"version {migrations.VERSION + 1}"):
        await make_store()
    assert (tmp_path / "store.db").read_bytes() == before


async def test_another_key_opens_nothing(make_store):
    await (await make_store()).close()
    with pytest.raises(StoreDamaged):
        await make_store(key=bytes(32))


async def test_no_word_of_a_customer_lies_open_on_the_disk(make_store, page, tmp_path):
    store = await make_store()
    canary = "我的银行卡号是多少canary"
    await store.write(syncing.apply_page, page(("message", "m", 1, Message(conversation_id="c", text=canary))))
    await store.search(words.find, "canary", 5)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        for spelling in (canary.encode(), " ".join(canary).encode(), b"canary"):
            assert spelling not in path.read_bytes(), path.name


async def test_a_query_does_not_wait_for_a_write(store, page):
    began, go_on = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(tx):
        tx.run("INSERT INTO fact VALUES ('slow', '1')")
        loop.call_soon_threadsafe(began.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()

    writing = asyncio.ensure_future(store.write(slow))
    await began.wait()
    assert await store.read(syncing.cursor) == 0
    assert await store.search(syncing.cursor) == 0
    go_on.set()
    await writing


async def test_what_was_written_is_there_for_the_next_read(store, clock):
    for n in range(20):
        await store.write(outbox.create, "customer", f"c{n}", {"name": "王"}, clock)
        assert await store.read(records.get, "customer", f"c{n}") is not None


async def test_the_feed_hears_of_a_write_whose_caller_went_away(store, clock):
    heard, began, loop = asyncio.Event(), asyncio.Event(), asyncio.get_running_loop()
    store.feed.subscribe(lambda changes: heard.set())

    def create(tx):
        loop.call_soon_threadsafe(began.set)
        outbox.create(tx, "customer", "c", {"name": "王"}, clock)

    writing = asyncio.ensure_future(store.write(create))
    await began.wait()
    writing.cancel()
    await heard.wait()
    assert await store.read(records.get, "customer", "c") is not None


async def test_a_listener_that_fails_does_not_silence_the_others(store, clock, caplog):
    heard = []
    store.feed.subscribe(lambda changes: 1 / 0)
    store.feed.subscribe(heard.append)
    await store.write(outbox.create, "customer", "c", {"name": "王"}, clock)
    assert len(heard) == 1
    assert "listener" in caplog.text


async def test_closing_twice_is_harmless_and_asking_afterwards_says_so(make_store):
    store = await make_store()
    await asyncio.gather(store.close(), store.close())
    with pytest.raises(StoreDamaged, match="closed"):
        await store.read(syncing.cursor)


async def _busy(store: Store, page) -> None:
    """Something of everything, in an order that a sync would bring."""
    clock = HybridClock("desk")
    one = page(
        ("customer", "c", 1, Customer(name="王伟")),
        ("conversation", "v", 2, Conversation(account_id="a", customer_id="c")),
        ("quick_reply", "q", 3, QuickReply(title="问候", body="您好")),
        ("message", "m", 4, Message(conversation_id="v", text="发货", at=4)),
    )
    two = page(("quick_reply", "q", 6, QuickReply(title="问候二", body="您好")), covered_to=6)

    async def again(change, *args):
        try:
            await store.write(change, *args)
        except StoreDamaged:
            await store.write(change, *args)

    await again(syncing.apply_page, one)
    await again(outbox.edit, "quick_reply", "q", {"body": "我的话"}, clock)
    await again(outbox.create, "follow_up", "f", {"customer_id": "c", "body": "回电"}, clock)
    await again(syncing.apply_page, two)
    due = []
    await again(lambda tx: due.append(syncing.due(tx, NOW)))
    for rev, mutation in enumerate(due[-1], start=7):
        record = await store.read(records.get, mutation.kind, mutation.record_id)
        row = to_row(KINDS[mutation.kind], record)
        await again(syncing.settle, mutation, Outcome(id=mutation.id, verdict=Verdict.APPLIED, rev=rev, row=row))
    await again(syncing.apply_page, page(covered_to=9, dropped={"message": [("m", 9)]}))


async def _everything(store: Store) -> dict[str, list]:
    def dump(look):
        kinds = {kind: sorted(look.rows(f'SELECT * FROM "{kind}"')) for kind in KINDS}
        kinds["outbox"] = look.rows("SELECT kind, record_id, fields, base FROM outbox")
        kinds["words"] = [(h.kind, h.id) for w in ("王", "发货", "我的", "回电") for h in words.find(look, w, 9)]
        return kinds

    return await store.read(dump)


async def test_wherever_the_database_fails_once_the_next_try_reaches_the_same_end(make_store, page, monkeypatch):
    calm = await make_store("calm.db", None)
    await _busy(calm, page)
    wanted = await _everything(calm)

    for number in range(1, 400):
        store = await make_store(f"{number}.db", None)
        countdown = _Countdown(number)
        store._writing.db.faults = countdown
        _fail_at(monkeypatch, countdown)
        await _busy(store, page)
        monkeypatch.undo()
        assert await _everything(store) == wanted, f"after failing at access {number}"
        await store.close()
        if not countdown.fired:
            assert number > 20, "the story has more accesses than that"
            return
    pytest.fail("the story never ends")


class _Countdown:
    def __init__(self, number: int) -> None:
        self.left, self.fired = number, False

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.fired = True
            raise StoreDamaged("the disk slipped")


def _fail_at(monkeypatch, countdown) -> None:
    """Every statement on the writing thread counts; the one at which the countdown ends fails instead."""
    for name in ("run", "many", "rows", "row"):
        plain = getattr(Transaction, name)

        def counted(self, *args, _plain=plain):
            if hasattr(self.db, "faults"):
                self.db.faults.step()
            return _plain(self, *args)

        monkeypatch.setattr(Transaction, name, counted)


async def test_damage_that_is_met_at_work_is_found_when_the_file_is_opened_again(make_store, page, tmp_path):
    store, path = await make_store(), tmp_path / "store.db"
    said = [("message", f"m{n}", n, Message(conversation_id="c", text="话" * 200, at=n)) for n in range(2, 1500)]
    await store.write(syncing.apply_page, page(*said))
    pages = await store.read(_pages_of_messages)
    await store.close()
    whole = path.read_bytes()
    spoil(path, pages[:60])
    store = await make_store()
    with pytest.raises(StoreDamaged):
        for _, name, *_ in said:
            await store.read(records.get, "message", name)
    await store.close()
    with pytest.raises(StoreDamaged):
        await make_store()

    path.write_bytes(whole)
    store = await make_store()
    assert await store.read(records.get, "message", "m7") is not None
    assert not trouble.doubted(path)


async def test_unsent_words_are_saved_out_of_a_damaged_file(make_store, clock, page, tmp_path):
    store = await make_store()
    await store.write(syncing.apply_page, page(("quick_reply", "q", 1, QuickReply(title="问候", body="您好"))))
    filler = [("message", f"m{n}", n, Message(conversation_id="c", text="话" * 200, at=n)) for n in range(2, 1500)]
    await store.write(syncing.apply_page, page(*filler))
    for n in range(100):
        await store.write(outbox.create, "follow_up", f"f{n}", {"customer_id": "c", "body": f"第{n}次回电"}, clock)
    await store.write(outbox.edit, "quick_reply", "q", {"body": "我的话"}, clock)
    pages = await store.read(_pages_of_messages)
    await store.close()

    path = tmp_path / "store.db"
    spoil(path, pages[:60])

    saved = rescue.rescue(path, KEY)
    assert saved.count == 101 and saved.lost == 0
    aside = rescue.set_aside(path)
    assert aside.exists() and not path.exists()

    fresh = await make_store()
    await fresh.write(rescue.replant, saved)
    assert (await fresh.read(records.get, "follow_up", "f7")).body == "第7次回电"
    await fresh.write(syncing.apply_page, page(("quick_reply", "q", 1, QuickReply(title="问候", body="您好"))))
    assert (await fresh.read(records.get, "quick_reply", "q")).body == "我的话"
    assert len(await fresh.write(syncing.due, NOW, 200)) == 101


def spoil(path: Path, pages: list[int]) -> None:
    """Overwrite a part of each of these pages."""
    with path.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * 4096 + 100)
            file.write(b"\xff" * 500)


def _pages_of_messages(look) -> list[int]:
    """Page numbers of the message table, by walking the file: those whose rows cannot be read when one is spoilt."""
    root = look.row("SELECT rootpage FROM sqlite_master WHERE name = 'message'")[0]
    others = {n for (n,) in look.rows("SELECT rootpage FROM sqlite_master")}
    count = look.row("PRAGMA page_count")[0]
    return [n for n in range(root + 60, count) if n not in others]


async def test_even_a_damaged_outbox_gives_back_the_rows_that_can_be_read(make_store, clock, tmp_path):
    store = await make_store()
    for n in range(300):
        await store.write(outbox.create, "follow_up", f"f{n}", {"customer_id": "c", "body": "长" * 300}, clock)
    await store.write(lambda tx: tx.run("DELETE FROM follow_up"))
    root = await store.read(lambda look: look.row("SELECT rootpage FROM sqlite_master WHERE name = 'outbox'")[0])
    count = await store.read(lambda look: look.row("PRAGMA page_count")[0])
    await store.close()

    path, damaged, hopeless = tmp_path / "store.db", 0, 0
    for number in range(root, count, 29):
        spoilt = Path(shutil.copy(path, tmp_path / "spoilt.db"))
        spoil(spoilt, [number])
        try:
            saved = rescue.rescue(spoilt, KEY)
        except StoreDamaged:
            hopeless += 1  # a page that says which tables there are
            continue
        assert saved.count + saved.lost >= 300
        damaged += saved.lost > 0
        if number != root:
            assert saved.lost < 40, f"page {number}"
    assert damaged, "no page of the outbox was hit"
    assert hopeless <= 2


@pytest.fixture
def small_disk(tmp_path, request) -> Iterator[Path]:
    """A disk of 12 MB, or of so many."""
    size = getattr(request, "param", 12)
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "heliu-test", place], capture_output=True)
    if made.returncode:
        pytest.skip("no right to mount a small disk here; CI runs as root")
    yield place
    subprocess.run(["umount", place], check=True)


async def test_on_a_full_disk_pages_stop_and_the_agents_words_still_go_in(small_disk, clock, page):
    store = Store(small_disk / "store.db", KEY)
    await store.open()
    replies = QuickReplyService(store, "me", clock, lambda: None)
    rev = 0
    with pytest.raises(DiskFull):
        for rev in range(1, 100_000, 500):
            many = [
                ("message", f"m{n}", n, Message(conversation_id="c", text="话" * 50, at=n))
                for n in range(rev, rev + 500)
            ]
            await store.write(syncing.apply_page, page(*many))
    assert await store.read(syncing.cursor) == rev - 1, "nothing of the page that did not fit is there"

    reply_id = await replies.create(title="记住", body="客户要的是蓝色")
    assert (await replies.get(reply_id)).body == "客户要的是蓝色"
    assert not (small_disk / "store.db.reserve").exists(), "the room kept for this was used"
    await store.close()


@pytest.mark.parametrize("small_disk", [40], indirect=True)
async def test_a_disk_that_has_room_again_is_ready_for_the_next_time_it_is_full(small_disk, clock):
    store = Store(small_disk / "store.db", KEY)
    await store.open()
    replies = QuickReplyService(store, "me", clock, lambda: None)
    other = small_disk / "films"
    reserve = small_disk / "store.db.reserve"

    async def keep_until_it_is_spent() -> None:
        with other.open("wb", buffering=0) as film, contextlib.suppress(OSError):
            while True:
                film.write(bytes(4096))
        while reserve.exists():
            await replies.create(title="记住", body="话" * 5000)

    await keep_until_it_is_spent()
    await replies.create(title="还满着", body="在用留出的地方")
    assert not reserve.exists(), "what is left is for words, not for another reserve"
    other.unlink()
    await replies.create(title="腾出来了", body="又有地方了")
    assert reserve.stat().st_size == trouble.RESERVE_BYTES
    await keep_until_it_is_spent()
    await store.close()


async def test_a_disk_that_stays_full_says_so_and_nothing_is_half_written(make_store, clock, page):
    store = await make_store()
    replies = QuickReplyService(store, "me", clock, lambda: None)
    pages = await store.write(lambda tx: tx.row("PRAGMA page_count")[0])
    await store.write(lambda tx: tx.row(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(DiskFull):
        await replies.create(title="长", body="话" * 50_000)
    assert await replies.find("长") == []
    assert (await store.read(syncing.counts)).pending == 0

    await store.write(lambda tx: tx.row("PRAGMA max_page_count = 1000000"))
    await replies.create(title="长", body="话" * 50_000)
    assert len(await replies.find("长")) == 1


async def test_a_choice_that_is_gone_does_no_harm(store, clock):
    await store.write(conflicts.choose_mine, "nothing", clock)
    await store.write(conflicts.retry, "nothing", clock)
    assert (await store.read(syncing.counts)).pending == 0
