"""Bugs that such a system has had or might have, each as a patch: the machine must find every one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.protocol import KINDS, new_id
from app.rules import merge
from app.server import changes, ledger
from app.store import overlay, pages, records, scopes, search, verdicts
from app.store.facts import remember
from app.sync import incoming

Patch = Callable[[pytest.MonkeyPatch], None]


def cursor_before_rows(patch: pytest.MonkeyPatch) -> None:
    """The cursor is saved in a transaction of its own, before the rows."""
    pull_page = incoming.Incoming.pull_page

    async def pull(self: Any) -> bool:
        ask = self._ask

        async def asking(since: int, **narrower: Any) -> Any:
            page = await ask(since, **narrower)
            if since >= 0 and not narrower:
                await self._store.write(lambda tx: remember(tx, "cursor", str(page.covered_to)))
            return page

        self._ask = asking
        try:
            return await pull_page(self)
        finally:
            self._ask = ask

    patch.setattr(incoming.Incoming, "pull_page", pull)


def gone_with_the_acknowledgement(patch: pytest.MonkeyPatch) -> None:
    """An edit leaves the outbox when the server answers, not when a pull covers it."""

    def acknowledge(tx: Any, mutation: Any, outcome: Any) -> None:
        tx.run("DELETE FROM outbox WHERE id = ?", (mutation.id,))

    patch.setattr(verdicts, "_acknowledge", acknowledge)


def gone_when_sent(patch: pytest.MonkeyPatch) -> None:
    """An edit leaves the outbox when it is handed to the wire."""
    due = pages.due

    def sent(tx: Any, now_ms: int, limit: int = 100) -> list[Any]:
        batch = due(tx, now_ms, limit)
        for mutation in batch:
            tx.run("DELETE FROM outbox WHERE id = ?", (mutation.id,))
        return batch

    patch.setattr("app.store.syncing.due", sent)


def new_name_every_time(patch: pytest.MonkeyPatch) -> None:
    """A repeated edit bears a new id, so the server takes it for another one."""
    due = pages.due

    def renamed(tx: Any, now_ms: int, limit: int = 100) -> list[Any]:
        batch = [replace(m, id=new_id()) for m in due(tx, now_ms, limit)]
        for mutation in batch:
            tx.run(
                "UPDATE outbox SET id = ? WHERE kind = ? AND record_id = ? AND hlc = ?",
                (mutation.id, mutation.kind, mutation.record_id, mutation.hlc),
            )
        return batch

    patch.setattr("app.store.syncing.due", renamed)


def no_idempotence(patch: pytest.MonkeyPatch) -> None:
    """The server forgets what it has done, and does it again."""
    patch.setattr(ledger, "_done", lambda tx, workspace, ids: {})


def stamps_ignored(patch: pytest.MonkeyPatch) -> None:
    """Of two edits of a short field, the one that arrives last wins."""
    patch.setattr(merge, "later", lambda *_: True)


def text_overwritten(patch: pytest.MonkeyPatch) -> None:
    """Long texts are overwritten by whoever comes last, seen or not."""
    real = merge.merge

    def careless(kind: Any, values: Any, stamps: Any, edit: Any, base: Any, *args: Any, **kwargs: Any) -> Any:
        return real(kind, values, stamps, edit, {**base, **{n: values.get(n) for n in edit}}, *args, **kwargs)

    patch.setattr(ledger, "merge", careless)


def delete_wins(patch: pytest.MonkeyPatch) -> None:
    """A delete takes away what its author never saw."""
    patch.setattr(ledger, "may_drop", lambda **_: True)


def covered_too_far(patch: pytest.MonkeyPatch) -> None:
    """A page that was cut short says that it covers everything."""
    rows = changes._rows

    def cut(tx: Any, workspace: str, wanted: Any, ask: Any, end: int) -> Any:
        found, _, _ = rows(tx, workspace, wanted, replace(ask, limit=3), end)
        return found, end, False

    patch.setattr(changes, "_rows", cut)


def revision_before_commit(patch: pytest.MonkeyPatch) -> None:
    """Revisions are given early: a page may cover one whose transaction commits a moment later."""
    rows = changes._rows
    held: set[int] = set()

    def early(tx: Any, workspace: str, wanted: Any, ask: Any, end: int) -> Any:
        found, stop, more = rows(tx, workspace, wanted, ask, end)
        late = {row[2] for row in found if row[2] == end} - held
        held.update(late)
        return [row for row in found if row[2] not in late], stop, more

    patch.setattr(changes, "_rows", early)


def purge_forgets_search(patch: pytest.MonkeyPatch) -> None:
    """What is taken away is still found."""
    patch.setattr(search, "forget", lambda tx, kind, numbers: None)


def purge_forgets_unsent_words(patch: pytest.MonkeyPatch) -> None:
    """A revocation throws away what was written and not yet sent."""

    def forget(tx: Any, kind: str, ids: list[str]) -> None:
        for record_id in ids:
            tx.run("DELETE FROM outbox WHERE kind = ? AND record_id = ?", (kind, record_id))

    patch.setattr(scopes, "_keep_words", forget)


def grant_without_back_fill(patch: pytest.MonkeyPatch) -> None:
    """A new grant brings what is new, and nothing older."""

    def forgetful(tx: Any, names: Any, upto: int) -> None:
        new = sorted(set(names) - scopes.scopes(tx))
        tx.many("INSERT INTO scope (name, since, filled) VALUES (?, ?, 1)", [(name, upto) for name in new])

    patch.setattr("app.store.syncing.begin_backfill", forgetful)


def theirs_over_mine(patch: pytest.MonkeyPatch) -> None:
    """A pulled row covers my unsent edit of it."""

    def bare(tx: Any, kind: str, rows: Any) -> list[list[Any]]:
        return [records.shape(kind).full(row) for row in rows]

    patch.setattr(overlay, "laid", bare)


def older_row_over_newer(patch: pytest.MonkeyPatch) -> None:
    """A back-filled row covers a newer one."""

    def take(tx: Any, page: Any) -> None:
        for kind in KINDS:
            if rows := page.tables.get(kind):
                records.put_many(tx, kind, [[row[0], row[1] - 1, *row[2:]] for row in rows])
            if gone := page.dropped.get(kind):
                records.drop_many(tx, kind, [i for i, _ in gone])

    patch.setattr(pages, "take", take)
    patch.setattr(scopes, "take", take)


def restore_unnoticed(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks at the epoch: after a restore the cursor is ahead of the server."""
    pull_page = incoming.Incoming.pull_page

    async def pull(self: Any) -> bool:
        ask = self._ask

        async def asking(since: int, **narrower: Any) -> Any:
            page = await ask(since, **narrower)
            known = await self._store.read(lambda look: pages.epoch(look))
            return replace(page, epoch=known) if known else page

        self._ask = asking
        try:
            return await pull_page(self)
        finally:
            self._ask = ask

    patch.setattr(incoming.Incoming, "pull_page", pull)


def conflict_dropped(patch: pytest.MonkeyPatch) -> None:
    """My words for a text that somebody else changed are let go without asking."""
    patch.setattr(verdicts, "_park", lambda tx, mutation, outcome: None)


def refusal_dropped(patch: pytest.MonkeyPatch) -> None:
    """A refused edit is forgotten."""
    patch.setattr(verdicts, "keep_refused", lambda *_: None)
    patch.setattr(scopes, "keep_refused", lambda *_: None)


MUTATIONS: tuple[Patch, ...] = (
    cursor_before_rows,
    gone_with_the_acknowledgement,
    gone_when_sent,
    new_name_every_time,
    no_idempotence,
    stamps_ignored,
    text_overwritten,
    delete_wins,
    covered_too_far,
    revision_before_commit,
    purge_forgets_search,
    purge_forgets_unsent_words,
    grant_without_back_fill,
    theirs_over_mine,
    older_row_over_newer,
    restore_unnoticed,
    conflict_dropped,
    refusal_dropped,
)
