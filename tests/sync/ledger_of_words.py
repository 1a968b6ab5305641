"""Who wrote which word on sight of what, and whether the end does justice to all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.protocol import KINDS, Merge, Mutation
from tests.sync.world import Desk, World

Place = tuple[str, str, str]
"""Kind, record and field."""


@dataclass(slots=True)
class Word:
    """One value that somebody typed; no two are equal."""

    text: str
    desk: str
    place: Place
    base: Any
    step: int
    stamp: str = ""
    acknowledged: bool = False
    covered: int = 0
    """The step after which its desk relied on the server alone to keep it."""


@dataclass(slots=True)
class Drop:
    """A delete, with what its author saw."""

    desk: str
    kind: str
    record_id: str
    seen: Mapping[str, Any]


@dataclass
class Words:
    """Everything that was typed in one run."""

    words: dict[str, Word] = field(default_factory=dict)
    drops: list[Drop] = field(default_factory=list)
    let_go: set[str] = field(default_factory=set)
    """Words that their own author replaced or threw away before they ever left the desk."""
    again: set[str] = field(default_factory=set)
    """Words that were handed in a second time after a choice."""
    chosen: set[str] = field(default_factory=set)
    """Words whose author was asked, and has answered."""
    lost_with_the_server: set[str] = field(default_factory=set)
    restored: bool = False
    step: int = 0

    def new(self) -> str:
        """A word nobody has typed before."""
        return f"word{len(self.words)}."

    async def typed(self, desk: Desk, place: Place, text: str, base: Any, before: set[str]) -> None:
        """``text`` was written over ``base``; ``before``: the words in the desk's outbox until then."""
        self.words.setdefault(text, Word(text, desk.name, place, base, self.step))
        waiting = await in_outbox(desk)
        gone = before - waiting.keys()
        self.let_go |= gone
        for old in gone:
            if old in self.words and self.words[old].place == place:
                self.words[text].base = self.words[old].base
        for name, stamp in waiting.items():
            if name in self.words:
                self.words[name].stamp = stamp

    def acknowledged(self, desk: Desk, batch: Iterable[Mutation]) -> None:
        """The server has told ``desk`` what became of these."""
        for mutation in batch:
            for value in mutation.fields.values():
                if isinstance(value, str) and value in self.words:
                    self.words[value].acknowledged = True

    def all_covered(self, desk: Desk) -> None:
        """``desk`` has pulled what became of everything it was told of."""
        for word in self.words.values():
            if word.desk == desk.name and word.acknowledged and not word.covered:
                word.covered = self.step

    async def check(self, world: World, desks: Iterable[Desk]) -> None:
        """Nothing is lost, nothing is there twice, the right one won."""
        server = await world.database.read(
            lambda tx: [
                *(body for (body,) in tx.rows("SELECT body FROM record")),
                *(value for (value,) in tx.rows("SELECT value FROM past")),
            ]
        )
        waiting = {desk.name: await self._waiting(desk) for desk in desks}
        everywhere = " ".join([*server, *waiting.values()])
        for word in self.words.values():
            if word.text not in self.let_go | self.lost_with_the_server:
                assert word.text in everywhere, f"{word} is lost"
        on_server = " ".join(server)
        if not self.restored:
            for word in self.words.values():
                asked = word.text in waiting[word.desk] and word.text not in self.again
                applied = word.text in await self._applied(world, word)
                assert not (asked and applied), f"{word} is both on the server and waiting for a choice"
        assert on_server
        await self._check_asked(world, waiting)
        await self._check_winners(world)
        await self._check_deletes(world)

    async def _waiting(self, desk: Desk) -> str:
        parked = [str(p.mine) for p in await desk.parked()]
        refused = [str(r.fields) for r in await desk.refused()]
        messages = (await desk.rows())["message"].values()
        failed = [str(row) for row in messages if "failed" in row]
        return " ".join([*parked, *refused, *failed])

    async def _applied(self, world: World, word: Word) -> str:
        kind, record_id, name = word.place
        record = await world.record(kind, record_id)
        past = [
            value for field, value, cause in await world.history(record_id) if field == name and cause == "overwritten"
        ]
        return " ".join(str(value) for value in [record and record.get(name), *past])

    async def _check_asked(self, world: World, waiting: Mapping[str, str]) -> None:
        """Whoever lost against words they had not seen, was asked."""
        lost = await world.database.read(lambda tx: tx.rows("SELECT value FROM past WHERE cause = 'clash'"))
        for (value,) in lost:
            word = self.words.get(msgspec.json.decode(value))
            if word and word.text not in self.chosen:
                assert word.text in waiting[word.desk], f"{word} lost, and nobody asked its author"

    async def _check_winners(self, world: World) -> None:
        places = {word.place for word in self.words.values()}
        dropped = {(drop.kind, drop.record_id) for drop in self.drops}
        for place in places:
            kind, record_id, name = place
            if (kind, record_id) in dropped or kind == "message":
                continue
            record = await world.record(kind, record_id)
            if record is None:
                continue
            past = [v for n, v, cause in await world.history(record_id) if n == name and cause == "overwritten"]
            stood = [*past, record[name]]
            if KINDS[kind].merge[name] is Merge.TEXT:
                for under, over in itertools.pairwise(stood):
                    if over in self.words:
                        assert self.words[over].base == under, f"{over} was written over {under}, unseen by its author"
            elif record[name] in self.words:
                self._check_latest(self.words[record[name]])

    def _check_latest(self, winner: Word) -> None:
        seen, stamp, word = {winner.text}, winner.stamp, winner
        while word.base in self.words:
            word = self.words[word.base]
            seen.add(word.text)
            stamp = max(stamp, word.stamp)
        for other in self.words.values():
            if other.place == winner.place and other.text not in seen | self.let_go | self.lost_with_the_server:
                assert other.stamp <= stamp, f"{winner} stands, though {other} is later"

    async def _check_deletes(self, world: World) -> None:
        for drop in self.drops:
            if await world.record(drop.kind, drop.record_id) is not None:
                continue
            mine = [d for d in self.drops if d.record_id == drop.record_id]
            for name, value, cause in await world.history(drop.record_id):
                if cause == "deleted" and value in self.words:
                    word = self.words[value]
                    fair = any(d.seen.get(name) == value or d.desk == word.desk for d in mine)
                    assert fair, f"{word} was deleted by somebody who never saw it"


async def in_outbox(desk: Desk) -> dict[str, str]:
    """Stamp by word of all edits that have not been acknowledged."""
    rows = await desk.store.read(lambda look: look.rows("SELECT fields, hlc FROM outbox WHERE acked_rev = 0"))
    return {
        value: stamp
        for fields, stamp in rows
        for value in msgspec.json.decode(fields).values()
        if isinstance(value, str) and value.startswith("word")
    }
