"""The records one transaction has in hand; revisions are given when the book is closed, as its very last statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from app.protocol import KINDS, MAX_HINT_BYTES, ConversationStatus, Kind, new_id
from app.rules.merge import Loss, defaults
from app.server.database import Row, Tx, among
from app.server.entry import Entry, Place
from app.server.news import FEW, Departed, News, Written
from app.server.placement import moves, place
from app.server.workload import deal_soon, load_of, weigh

HOT_MESSAGES = 50
"""How many of a conversation's newest messages a first sync brings."""
NEVER_HOT = 1 << 60

_COLUMNS = "id, rev, scope, also, parent, at, deleted, body, stamps, edited, editor, edited_before"
_ALL = _COLUMNS.count(",") + 3
_UPSERT = (
    f"INSERT INTO record (workspace, kind, {_COLUMNS}) VALUES ({', '.join('?' * _ALL)})"
    " ON CONFLICT (workspace, kind, id) DO UPDATE SET rev = excluded.rev, scope = excluded.scope, also = excluded.also,"
    " parent = excluded.parent, at = excluded.at, deleted = excluded.deleted, body = excluded.body,"
    " stamps = excluded.stamps, edited = excluded.edited, editor = excluded.editor,"
    " edited_before = excluded.edited_before"
)
_PAST = "INSERT INTO past (id, workspace, kind, record_id, field, value, stamp, cause, user_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: E501

_encode = msgspec.json.Encoder().encode


class Book:
    """Reads and writes records of one workspace inside one transaction; ``reading``: it will write nothing."""

    def __init__(self, tx: Tx, workspace: str, now_ms: int, *, reading: bool = False) -> None:
        self.tx, self.workspace, self.now_ms, self._reading = tx, workspace, now_ms, reading
        self._entries: dict[tuple[str, str], Entry | None] = {}
        self._dirty: list[Entry] = []
        self._past: list[Sequence[Any]] = []
        self._serial = new_id()
        self.stirs = False
        """Once closed: whether what waits for an agent is to be given out anew."""

    def load(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Take the named records in hand; what is already in hand stays as it is."""
        missing = sorted(set(wanted) - self._entries.keys())
        if not missing:
            return
        self._lock(missing)
        by_kind: dict[str, list[str]] = {}
        for name, record_id in missing:
            by_kind.setdefault(name, []).append(record_id)
            self._entries[name, record_id] = None
        for name, ids in by_kind.items():
            sql = f"SELECT {_COLUMNS} FROM record WHERE workspace = ? AND kind = ? AND id IN ({{}})"
            for row in among(self.tx, sql, (self.workspace, name), ids):
                self._entries[name, row[0]] = _entry(KINDS[name], row)

    def find(self, kind: str, record_id: str) -> Entry | None:
        """The record, deleted or not; None when there never was one."""
        key = (kind, record_id)
        if key not in self._entries:
            self.load([key])
        return self._entries[key]

    def standing(self, kind: str, record_id: str) -> Entry | None:
        """The record, unless it is deleted."""
        entry = self.find(kind, record_id)
        return entry if entry is not None and entry.stands else None

    def children(self, kind: str, parent: str) -> list[Entry]:
        """The standing records of ``kind`` below ``parent``, those of this transaction included."""
        if not parent:
            return []
        sql = "SELECT id FROM record WHERE workspace = ? AND kind = ? AND parent = ?"
        self.load((kind, record_id) for (record_id,) in self.tx.rows(sql, (self.workspace, kind, parent)))
        return [
            entry
            for (name, _), entry in self._entries.items()
            if name == kind and entry and entry.stands and entry.place and entry.place.parent == parent
        ]

    def last_said(self, conversation_id: str, since: int, before: int) -> int:
        """``at`` of the newest message of that stretch of time, those of this transaction included; 0 without any."""
        sql = (
            "SELECT MAX(at) FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
            " AND at >= ? AND at < ?"
        )
        row = self.tx.row(sql, (self.workspace, conversation_id, since, before))
        here = [
            entry.at
            for entry in self._dirty
            if entry.place and entry.place.parent == conversation_id and entry.kind.name == "message"
        ]
        return max((row and row[0]) or 0, *(at for at in here if since <= at < before), 0)

    def put(self, kind: Kind, record_id: str, values: dict[str, Any], *, at: int | None = None) -> Entry:
        """Write a record, as the server's own doing; it is placed at once, and its dependents with it."""
        entry = self.find(kind.name, record_id)
        if entry is None:
            entry = self._entries[kind.name, record_id] = Entry(kind, record_id, values)
        if at is not None:
            entry.at = at
        self.write(entry, values)
        return entry

    def write(self, entry: Entry, values: dict[str, Any], written: Collection[str] | None = None) -> None:
        """Give an entry other values, those of ``written`` if only they are others; a deleted one stands again."""
        stays = written is not None and entry.stands and not moves(entry.kind, written)
        entry.values, entry.deleted = values, False
        self._soil(entry)
        if not stays:
            self.settle(entry)

    def drop(self, entry: Entry) -> None:
        """Delete a record; its values stay behind the tombstone."""
        entry.deleted = True
        self._soil(entry)
        self.settle(entry)

    def settle(self, entry: Entry, *, moved: bool = False) -> None:
        """Find the entry's place again, and that of everything whose place follows from it."""
        before = entry.place
        after = entry.place = place(self, entry, moved=moved)
        if entry.kind.name == "identity":
            for customer_id in {before.parent if before else "", after.parent} - {""}:
                customer = self.find("customer", customer_id)
                if customer is not None and customer.place != place(self, customer, moved=True):
                    self._soil(customer)
                    self.settle(customer, moved=True)
        elif entry.kind.name == "customer" and before not in (None, after) and before.audience != after.audience:
            for kind in ("customer_tag", "follow_up"):
                for child in self.children(kind, entry.id):
                    self._soil(child)
                    self.settle(child)

    def remember(self, entry: Entry, losses: Iterable[Loss], user_id: str) -> None:
        """Keep values that were overwritten or lost."""
        for loss in losses:
            value = _encode(loss.value).decode()
            self._past.append(
                (
                    f"{self._serial}{len(self._past):05x}",
                    self.workspace,
                    entry.kind.name,
                    entry.id,
                    loss.field,
                    value,
                    loss.stamp,
                    loss.cause,
                    user_id,
                    self.now_ms,
                )
            )

    def close(self) -> News:
        """Store everything; returns what that was. Nothing may follow but the commit."""
        if self._past:
            self.tx.many(_PAST, self._past)
        if not self._dirty:
            return News(workspace=self.workspace)
        entries = self._dirty
        for entry in entries:
            entry.body = _encode(list(entry.values.values())).decode()
            if entry.kind.name == "conversation":
                entry.at = self._hot_from(entry)
        self.stirs = weigh(self.tx, self.workspace, entries, self)
        if self.stirs:
            deal_soon(self.tx, self.workspace, self.now_ms)
        head, epoch, access = next_revisions(self.tx, self.workspace, len(entries))
        since = head - len(entries)
        rows, departed = [], []
        for rev, entry in enumerate(entries, since + 1):
            where = entry.place
            assert where is not None, "every entry is placed when it is put"
            rows.append(self._row(entry, where, rev))
            if entry.was not in (None, where):
                gone = entry.was.audience - where.audience
                departed += [Departed(entry.kind.name, entry.id, rev, scope) for scope in gone]
        self.tx.many(_UPSERT, rows)
        if departed:
            sql = "INSERT INTO departure (workspace, kind, id, rev, scope) VALUES (?, ?, ?, ?, ?)"
            self.tx.many(sql, [(self.workspace, *departure) for departure in departed])
        if len(entries) > FEW or sum(len(entry.body) for entry in entries) > MAX_HINT_BYTES:
            return News(workspace=self.workspace, head=head, since=since)
        return News(
            workspace=self.workspace,
            head=head,
            since=since,
            epoch=epoch,
            access=access,
            known=True,
            written=[_written(entry) for entry in entries],
            departed=departed,
        )

    def _row(self, entry: Entry, where: Place, rev: int) -> Row:
        entry.rev = rev
        if entry.touched_by is not None:
            if entry.editor != entry.touched_by:
                entry.edited_before = entry.edited
            entry.edited, entry.editor = rev, entry.touched_by
        stamps = _encode(entry.stamps).decode()
        return (
            self.workspace, entry.kind.name, entry.id, rev, where.scope, where.also, where.parent, entry.at,
            int(entry.deleted), entry.body, stamps, entry.edited, entry.editor, entry.edited_before,
        )  # fmt: skip

    def _hot_from(self, entry: Entry) -> int:
        """``at`` of the oldest message of the conversation that a first sync brings."""
        if entry.values["status"] == ConversationStatus.RESOLVED:
            return NEVER_HOT
        sql = (
            "SELECT id, at FROM record WHERE workspace = ? AND kind = 'message' AND parent = ? AND parent <> ''"
            f" ORDER BY at DESC LIMIT {HOT_MESSAGES + 1}"
        )
        times = dict(self.tx.rows(sql, (self.workspace, entry.id))) if entry.rev else {}
        for other in self._dirty:
            if other.kind.name == "message" and other.values["conversation_id"] == entry.id:
                times[other.id] = other.at
        newest = sorted(times.values(), reverse=True)
        if len(newest) <= HOT_MESSAGES:
            return 0
        last, next = newest[HOT_MESSAGES - 1 : HOT_MESSAGES + 1]
        return last + (last == next)  # those of one moment stay together, on the far side

    def _soil(self, entry: Entry) -> None:
        if not entry.dirty:
            entry.dirty = True
            self._dirty.append(entry)

    def _lock(self, keys: Sequence[tuple[str, str]]) -> None:
        """On PostgreSQL, let nobody else write these records, existing or not, before we commit."""
        if self.tx.postgresql and not self._reading:
            words = [f"{self.workspace}/{kind}/{record_id}" for kind, record_id in keys]
            self.tx.rows(
                "SELECT pg_advisory_xact_lock(hashtextextended(word, 0)) FROM unnest(?::text[]) word", (words,)
            )


def next_revisions(tx: Tx, workspace: str, count: int) -> tuple[int, str, int]:
    """Raise the workspace's counter by ``count``: the new head, the epoch, and the count of changed rights.

    Held until the commit, so it comes last.
    """
    row = tx.row("UPDATE workspace SET head = head + ? WHERE id = ? RETURNING head, epoch, access", (count, workspace))
    assert row is not None, "the workspace was checked at the start"
    head, epoch, access = row
    return head, epoch, access


def _written(entry: Entry) -> Written:
    where = entry.place
    assert where is not None, "it was just stored there"
    return Written(entry.kind.name, entry.id, entry.rev, entry.deleted, entry.body, where.scope, where.also)


def _entry(kind: Kind, row: Row) -> Entry:
    record_id, rev, scope, also, parent, at, deleted, body, stamps, edited, editor, edited_before = row
    values = msgspec.json.decode(body)
    named = dict(zip(kind.fields, values, strict=False))
    if len(values) < len(kind.fields):
        named = {**defaults(kind), **named}
    where = Place(scope, also, parent)
    entry = Entry(
        kind, record_id, named, rev, msgspec.json.decode(stamps), bool(deleted), where, at, body,
        edited, editor, edited_before, where,
    )  # fmt: skip
    if kind.name == "conversation":
        entry.load = load_of(entry)
    return entry
