"""A machine that does at random what desks, lines and servers do, and then looks for what is missing."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.errors import HeliuError, Refused
from app.protocol import KINDS, natural_id, new_id
from app.store import conflicts, records
from tests.sync.judge import same_as_server
from tests.sync.ledger_of_words import Drop, Words, in_outbox
from tests.sync.wire import Fault
from tests.sync.world import CLUB, CLUB_TALK, LI, LI_TALK, WANG, WANG_TALK, Desk, World

USERS = ("ann", "bob", "cid")
SKEWS = (0, 90_000, -90_000)
"""Milliseconds by which their clocks are off."""
SHORT = (("customer", LI, "remark"), ("customer", WANG, "city"), ("quick_reply", "hello", "title"))
LONG = (("customer", WANG, "description"), ("quick_reply", "hello", "body"))
TALKS = (LI_TALK, WANG_TALK, CLUB_TALK)

who = st.integers(0, len(USERS) - 1)
faults = st.lists(st.sampled_from([Fault.NONE] * 4 + list(Fault)), max_size=6)


class Crash(Exception):
    """The desk's process ends here."""


class Template:
    """A founded server and three desks after their first sync, to start every run from."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heliu-machine-"))
        self.logins: dict[str, tuple[str, str, str]] = {}
        asyncio.run(self._make())

    async def _make(self) -> None:
        world = await World(self.folder).open()
        for user in USERS:
            desk = await world.desk(user)
            await desk.sync()
            self.logins[user] = (desk.device, desk.tokens.access, desk.tokens.refresh)
        await world.close()


_template: list[Template] = []


def template() -> Template:
    """The one of this process."""
    if not _template:
        _template.append(Template())
    return _template[0]


class Machine(RuleBasedStateMachine):
    """Three desks, one server. ``teardown`` lets everything calm down and judges."""

    def __init__(self) -> None:
        super().__init__()
        self.made = template()
        self.folder = Path(tempfile.mkdtemp(prefix="heliu-run-"))
        self.words = Words()
        self.judged = False
        self.backup: tuple[Path, int] | None = None
        self.runner = asyncio.Runner()
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        self.words.step += 1
        return self.runner.run(work)

    async def _open(self) -> None:
        made = self.made
        self.world = await World(self.folder).open(template=made.folder / "server.db")
        self.desks = []
        for number, user in enumerate(USERS):
            file = f"{user}-{number}.db"
            shutil.copyfile(made.folder / file, self.folder / file)
            desk = Desk(self.world, user, self.folder / file, skew_ms=SKEWS[number])
            desk.device, desk.tokens.access, desk.tokens.refresh = made.logins[user]
            self.world.desks.append(desk)
            await desk.open()
            self.desks.append(desk)

    # --- what agents do -----------------------------------------------------------------------------------------------

    @rule(n=who, place=st.sampled_from(SHORT + LONG))
    def edit(self, n: int, place: tuple[str, str, str]) -> None:
        self.run(self._edit(self.desks[n], place))

    @rule(first=who, second=who, place=st.sampled_from(SHORT + LONG), delete=st.booleans())
    def duel(self, first: int, second: int, place: tuple[str, str, str], delete: bool) -> None:
        """Two who know the same change it without knowing of each other; the second is the faster one."""
        self.run(self._duel(self.desks[first], self.desks[second], place, delete))

    @rule(first=who, second=who, place=st.sampled_from(SHORT + LONG))
    def relay(self, first: int, second: int, place: tuple[str, str, str]) -> None:
        """The first never hears that its edit arrived; the second reads it and goes on from there."""
        self.run(self._relay(self.desks[first], self.desks[second], place))

    @rule(n=who)
    def farewell(self, n: int) -> None:
        """Words for an account that is taken away before they leave."""
        self.run(self._farewell(self.desks[n]))

    @rule(n=who)
    def too_late(self, n: int) -> None:
        """A reply after the platform has closed the window."""
        self.run(self._too_late(self.desks[n]))

    @rule(n=who, number=st.integers(0, 3))
    def edit_follow_up(self, n: int, number: int) -> None:
        self.run(self._edit_one_of(self.desks[n], "follow_up", number))

    @rule(n=who)
    def write_follow_up(self, n: int) -> None:
        self.run(self._create(self.desks[n]))

    @rule(n=who, number=st.integers(0, 3), kind=st.sampled_from(["follow_up", "quick_reply"]))
    def delete(self, n: int, number: int, kind: str) -> None:
        self.run(self._delete(self.desks[n], kind, number))

    @rule(n=who, talk=st.sampled_from(TALKS), note=st.booleans())
    def say(self, n: int, talk: str, note: bool) -> None:
        self.run(self._say(self.desks[n], talk, note))

    @rule(n=who, on=st.booleans())
    def tag(self, n: int, on: bool) -> None:
        self.run(self._tag(self.desks[n], on))

    @rule(n=who, choice=st.sampled_from(["mine", "theirs", "third"]))
    def choose(self, n: int, choice: str) -> None:
        self.run(self._choose(self.desks[n], choice))

    # --- what lines, machines and administrators do -------------------------------------------------------------------

    @rule(n=who, wire=faults)
    def sync(self, n: int, wire: list[Fault]) -> None:
        self.run(self._sync(self.desks[n], wire))

    @rule(n=who, wire=faults, access=st.integers(0, 12), after=st.booleans())
    def sync_and_die(self, n: int, wire: list[Fault], access: int, after: bool) -> None:
        self.run(self._die(self.desks[n], wire, access, after))

    @rule(n=who)
    def restart_desk(self, n: int) -> None:
        self.run(self.desks[n].restart())

    @rule()
    def restart_server(self) -> None:
        self.run(self.world.restart())

    @rule(talk=st.sampled_from(TALKS))
    def customer_writes(self, talk: str) -> None:
        self.run(self.world.write_in(talk, "from the customer"))

    @rule(open_=st.booleans())
    def window(self, open_: bool) -> None:
        opened = {"window_trigger": "message", "window_opened_at": self.world.now(), "sent_in_window": 0}
        closed = {"window_trigger": "", "window_opened_at": 0}
        self.run(self.world.put("conversation", WANG_TALK, **(opened if open_ else closed)))

    @rule(n=who, granted=st.booleans())
    def change_grant(self, n: int, granted: bool) -> None:
        self.run(self._change_grant(USERS[n], granted))

    @precondition(lambda self: self.backup is None)
    @rule()
    def take_backup(self) -> None:
        self.backup = (self.run(self.world.backup()), self.words.step)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        self.run(self._restore())

    # --- the end ------------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if not self.judged:
                self.judged = True
                self.run(self._judge())
        finally:
            self.runner.run(self.world.close())
            self.runner.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    async def _judge(self) -> None:
        for desk in self.desks:
            desk.wire.next()
            desk.skew_ms += 120_000  # what was set aside is due again
        for _ in range(4):
            for desk in self.desks:
                try:
                    await desk.engine.cycle()
                except HeliuError as exc:
                    raise AssertionError(f"{desk.name} cannot sync over a good line") from exc
        for desk in self.desks:
            await same_as_server(desk)
        await self.words.check(self.world, self.desks)

    # --- how ----------------------------------------------------------------------------------------------------------

    async def _edit(self, desk: Desk, place: tuple[str, str, str]) -> None:
        kind, record_id, name = place
        record = await desk.get(kind, record_id)
        if record is not None:
            await self._write(desk, place, self.words.new(), getattr(record, name))

    async def _duel(self, first: Desk, second: Desk, place: tuple[str, str, str], delete: bool) -> None:
        await self._sync(first, [])
        await self._sync(second, [])
        await self._edit(first, place)
        if delete and place[0] == "quick_reply":
            await self._delete_this(second, place[0], place[1])
        else:
            await self._edit(second, place)
        for desk in (first, second) if delete else (second, first):
            await self._sync(desk, [])

    async def _farewell(self, desk: Desk) -> None:
        await self._sync(desk, [])
        await self._say(desk, CLUB_TALK, note=True)
        await self._change_grant(desk.user, False)
        await self._sync(desk, [])

    async def _too_late(self, desk: Desk) -> None:
        await self._sync(desk, [])
        await self.world.put("conversation", WANG_TALK, window_trigger="", window_opened_at=0)
        await self._say(desk, WANG_TALK, note=False)
        await self._sync(desk, [])

    async def _relay(self, first: Desk, second: Desk, place: tuple[str, str, str]) -> None:
        await self._sync(first, [])
        await self._edit(first, place)
        await self._sync(first, [Fault.NONE, Fault.LOST_REPLY])
        await self._sync(second, [])
        await self._edit(second, place)
        await self._sync(second, [])

    async def _write(self, desk: Desk, place: tuple[str, str, str], text: str, seen: Any) -> None:
        before = set(await in_outbox(desk))
        await desk.edit(place[0], place[1], **{place[2]: text})
        await self.words.typed(desk, place, text, seen, before)

    async def _some(self, desk: Desk, kind: str, number: int) -> str:
        ids = sorted(await desk.ids(kind))
        return ids[number % len(ids)] if ids else ""

    async def _edit_one_of(self, desk: Desk, kind: str, number: int) -> None:
        if record_id := await self._some(desk, kind, number):
            await self._edit(desk, (kind, record_id, "body"))

    async def _create(self, desk: Desk) -> None:
        text, name, before = self.words.new(), new_id(), set(await in_outbox(desk))
        await desk.create("follow_up", name, customer_id=WANG, body=text, author_id=desk.user)
        await self.words.typed(desk, ("follow_up", name, "body"), text, "", before)

    async def _delete(self, desk: Desk, kind: str, number: int) -> None:
        if record_id := await self._some(desk, kind, number):
            await self._delete_this(desk, kind, record_id)

    async def _delete_this(self, desk: Desk, kind: str, record_id: str) -> None:
        row = await desk.store.read(records.get_row, kind, record_id)
        if row is None:
            return
        before = await in_outbox(desk)
        await desk.drop(kind, record_id)
        self.words.let_go |= before.keys() - (await in_outbox(desk)).keys()
        self.words.drops.append(Drop(desk.name, kind, record_id, dict(zip(KINDS[kind].fields, row[2:], strict=True))))

    async def _say(self, desk: Desk, talk: str, note: bool) -> None:
        if await desk.get("conversation", talk) is None:
            return
        text, before = self.words.new(), set(await in_outbox(desk))
        [message_id] = await desk.say(talk, text, note=note)
        await self.words.typed(desk, ("message", message_id, "text"), text, "", before)

    async def _tag(self, desk: Desk, on: bool) -> None:
        name = natural_id("customer_tag", LI, "tall")
        if on:
            await desk.create("customer_tag", name, customer_id=LI, tag_id="tall", author_id=desk.user)
        else:
            await desk.drop("customer_tag", name)

    async def _choose(self, desk: Desk, choice: str) -> None:
        for waiting in (await desk.parked())[:1]:
            place = (waiting.kind, waiting.record_id, waiting.field)
            self.words.chosen.add(waiting.mine)
            if choice == "theirs":
                await desk.store.write(conflicts.keep_theirs, waiting.id)
                continue
            text = waiting.mine if choice == "mine" else self.words.new()
            before = set(await in_outbox(desk))
            try:
                await desk.store.write(conflicts.choose, waiting.id, text, desk.clock)
            except Refused:
                continue
            self.words.again.add(text)
            await self.words.typed(desk, place, text, waiting.theirs, before)
            self.words.words[text].base = waiting.theirs

    async def _sync(self, desk: Desk, wire: list[Fault]) -> None:
        self._watch(desk)
        desk.wire.next(*wire)
        with contextlib.suppress(HeliuError):
            await desk.engine.cycle()
        del desk.store._write
        desk.wire.next()
        await self._mine_is_shown(desk)

    def _watch(self, desk: Desk) -> None:
        """See when the desk is told that its edits arrived, and when a pull has covered them."""
        write = desk.store._write

        async def watched(sync: str, change: Any, *args: Any, **kwargs: Any) -> Any:
            result = await write(sync, change, *args, **kwargs)
            if change.__name__ == "_settle_all":
                self.words.acknowledged(desk, args[0])
            elif change.__name__ == "_take":
                self.words.all_covered(desk)
            return result

        desk.store._write = watched  # type: ignore[method-assign]

    async def _die(self, desk: Desk, wire: list[Fault], access: int, after: bool) -> None:
        self._watch(desk)
        write, turn = desk.store._write, itertools.count()

        async def mortal(sync: str, change: Any, *args: Any, **kwargs: Any) -> Any:
            last = next(turn) == access
            if last and not after:
                raise Crash
            result = await write(sync, change, *args, **kwargs)
            if last:
                raise Crash
            return result

        desk.store._write = mortal  # type: ignore[method-assign]
        desk.wire.next(*wire)
        with contextlib.suppress(HeliuError, Crash):
            await desk.engine.cycle()
        desk.wire.next()
        await desk.restart()
        await self._mine_is_shown(desk)

    async def _mine_is_shown(self, desk: Desk) -> None:

        last: dict[tuple[str, str], dict[str, Any] | None] = {}
        for kind, record_id, fields, acked in await desk.outbox():
            if not acked:
                mine = msgspec.json.decode(fields)
                last[kind, record_id] = {**(last.get((kind, record_id)) or {}), **mine} if mine else None
        for (kind, record_id), mine in last.items():
            record = await desk.get(kind, record_id)
            for name, value in (mine or {}).items():
                if isinstance(value, str) and value.startswith("word"):
                    assert getattr(record, name, None) == value, f"{desk.name} no longer shows its own {kind}.{name}"

    async def _change_grant(self, user: str, granted: bool) -> None:
        rows = await self.world.database.read(
            lambda tx: tx.rows("SELECT 1 FROM granted WHERE user_id = ? AND scope = ?", (user, f"account:{CLUB}"))
        )
        if granted and not rows:
            await self.world.grant(user, CLUB)
        elif rows and not granted:
            await self.world.revoke(user, CLUB)

    async def _restore(self) -> None:
        assert self.backup is not None
        copy, taken = self.backup
        self.words.lost_with_the_server |= {w.text for w in self.words.words.values() if w.covered > taken}
        self.words.restored = True
        await self.world.restore(copy)
