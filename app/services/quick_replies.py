"""Texts that need not be typed again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.phrases import phrase
from app.protocol import HybridClock, User, new_id
from app.rules.variables import Expansion, expand
from app.services import exchange
from app.services.exchange import Preview
from app.services.service import Service
from app.store import (
    CategoryRow,
    Changes,
    QuickReplyRow,
    Reading,
    Store,
    arranging,
    people,
    quick_replies,
    records,
    words,
)
from app.store.exchange import Entry, take_in
from app.store.titles import Titles


class QuickReplyService(Service):
    """The agent's own replies, the team's and the company's."""

    def __init__(self, store: Store, user_id: str, clock: HybridClock, wake: Callable[[], None]) -> None:
        super().__init__(store, user_id, clock, wake)
        self._titles: Titles | None = None
        self._renamed: frozenset[str] = frozenset()
        store.feed.subscribe(self._hear)

    async def tree(self) -> list[CategoryRow]:
        """Categories and what hangs on them, in order."""
        return await self._store.read(quick_replies.tree)

    async def get(self, reply_id: str) -> QuickReplyRow | None:
        """One, or None."""
        return await self._store.read(quick_replies.get, reply_id)

    async def find(self, query: str, limit: int = 8) -> list[QuickReplyRow]:
        """By shortcut, title, pinyin, initials or words; the best first."""
        renamed, self._renamed = self._renamed, frozenset()
        try:
            return await self._store.read(self._find, query, limit, renamed)
        except BaseException:
            self._renamed |= renamed
            raise

    async def suggest(self, said: str, limit: int = 3) -> list[QuickReplyRow]:
        """Replies that share rare words with what the customer said last."""
        return await self._store.search(words.suggestions, said, limit)

    async def create(
        self,
        *,
        title: str,
        body: str,
        scope: str = "",
        category_id: str = "",
        shortcut: str = "",
        parts: Sequence[Mapping[str, Any]] = (),
        order: int = 0,
    ) -> str:
        """A new one, mine unless ``scope`` says otherwise; its id.

        Raises:
            BadInput: it has neither words nor parts.
        """
        if not body.strip() and not parts:
            raise BadInput(phrase("Errors", "A quick reply needs words"))
        fields = {
            "scope": scope or f"user:{self._user_id}",
            "category_id": category_id,
            "title": title.strip() or body.strip()[:20],
            "shortcut": shortcut.strip(),
            "body": body,
            "parts": [dict(part) for part in parts],
            "order": order,
            "author_id": self._user_id,
        }
        return await self._create("quick_reply", new_id(), fields)

    async def edit(self, reply_id: str, **fields: Any) -> None:
        """Change fields of :class:`app.protocol.QuickReply`."""
        await self._edit("quick_reply", reply_id, **fields)

    async def place(self, ids: Sequence[str], *, scope: str, category_id: str = "", before: str = "") -> None:
        """Hang some on a category, in this order, in front of ``before`` or at the end: all of them or none."""
        await self._change(arranging.place, ids, scope, category_id, before, self._clock)

    async def drop(self, reply_id: str) -> None:
        """Take it away."""
        await self._drop("quick_reply", reply_id)

    async def used(self, reply_id: str) -> None:
        """Count one use; what is used often ranks higher."""
        await self._change(quick_replies.used, reply_id, self._user_id, self._clock)

    async def create_category(self, name: str, *, scope: str = "", parent_id: str = "", order: int = 0) -> str:
        """A new branch, mine unless ``scope`` says otherwise; its id.

        Raises:
            BadInput: the name is empty.
        """
        if not name.strip():
            raise BadInput(phrase("Errors", "A category needs a name"))
        place = {"scope": scope or f"user:{self._user_id}", "parent_id": parent_id, "order": order}
        return await self._create("quick_reply_category", new_id(), {"name": name.strip(), **place})

    async def rename_category(self, category_id: str, name: str) -> None:
        """Call a branch otherwise.

        Raises:
            BadInput: the name is empty.
        """
        if not name.strip():
            raise BadInput(phrase("Errors", "A category needs a name"))
        await self._edit("quick_reply_category", category_id, name=name.strip())

    async def place_categories(self, ids: Sequence[str], *, scope: str, parent_id: str = "", before: str = "") -> None:
        """Hang branches elsewhere, with all that hangs on them, in front of ``before`` or at the end.

        Raises:
            BadInput: one would hang on itself.
        """
        await self._change(arranging.place_categories, ids, scope, parent_id, before, self._clock)

    async def drop_category(self, category_id: str) -> None:
        """Take a branch away; what hung on it moves up."""
        await self._change(quick_replies.drop_category, category_id, self._clock)

    async def import_preview(self, path: Path) -> Preview:
        """What a file (XLSX, CSV or JSON) would bring: good rows, bad ones with their reason, and those here already.

        Raises:
            BadInput: the file as a whole is of no use.
        """
        known, scopes = await self._store.read(self._known), await self._store.read(self._scopes)
        return await asyncio.to_thread(exchange.look, path, known, scopes)

    async def import_commit(self, preview: Preview) -> int:
        """Take in the good rows of a preview, all of them or none; how many there were."""
        return await self._change(take_in, preview.entries, self._user_id, self._clock)

    async def export(self, path: Path) -> int:
        """Write all of them to a file, of the kind its name says; how many there were.

        Raises:
            BadInput: the name says none of XLSX, CSV and JSON.
        """
        entries, scopes = await self._store.read(_entries), await self._store.read(self._scopes)
        await asyncio.to_thread(exchange.write, path, entries, scopes)
        return len(entries)

    def _find(self, look: Reading, query: str, limit: int, renamed: frozenset[str]) -> list[QuickReplyRow]:
        """On the reading thread, where the titles live."""
        if self._titles is None:
            self._titles = Titles(look)
        elif renamed:
            self._titles.renew(look, renamed)
        return words.quick_reply_rows(look, query, limit, self._titles)

    def _hear(self, changes: Changes) -> None:
        self._renamed |= changes.of("quick_reply")

    def _known(self, look: Reading) -> frozenset[Entry]:
        mine = f"user:{self._user_id}"
        return frozenset(replace(entry, scope="") if entry.scope == mine else entry for entry in _entries(look))

    def _scopes(self, look: Reading) -> exchange.Scopes:
        me = records.get(look, "user", self._user_id)
        names, ids = people.teams(look), me.team_ids if isinstance(me, User) else ()
        return exchange.Scopes(user_id=self._user_id, teams={i: names.get(i, i) for i in ids})

    def expand(self, reply: QuickReplyRow, context: Mapping[str, str]) -> Expansion:
        """The reply with its variables filled in; what could not be filled blocks sending."""
        return expand(reply.body, reply.parts, context)


def _entries(look: Reading) -> list[Entry]:
    return exchange.entries_of(quick_replies.tree(look))
