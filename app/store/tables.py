"""The client's tables: one for each synced kind, made from its record, and our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_origin, get_type_hints

import msgspec
from peewee import SQL, AutoField, BooleanField, Field, IntegerField, Model, TextField

from app.protocol import KINDS, Kind

SEARCHED = frozenset({"message", "customer", "quick_reply", "follow_up"})
"""Kinds with a full-text index: their tables carry an integer ``number`` that the index points to."""

_INDEXES: dict[str, tuple[tuple[tuple[str, ...], bool], ...]] = {
    "identity": ((("customer_id",), False), (("account_id",), False)),
    "conversation": (
        (("last_at", "id"), False),
        (("account_id", "last_at", "id"), False),
        (("assignee_id", "last_at", "id"), False),
        (("customer_id",), False),
        (("identity_id",), False),
    ),
    "message": ((("conversation_id", "at", "id"), False),),
    "customer_tag": ((("customer_id",), False), (("tag_id",), False)),
    "quick_reply": ((("shortcut",), False), (("category_id", "order"), False)),
    "follow_up": ((("customer_id", "at"), False), (("due_at",), False)),
    "draft": ((("conversation_id",), False),),
    "reminder": ((("due_at",), False),),
}

_LATER: Mapping[str, frozenset[str]] = {
    "account": frozenset({"auto_assign", "seen_by"}),
    "conversation": frozenset({"holder_id", "holder_mode", "held_until", "viewers"}),
    "message": frozenset({"scheduled_at"}),
}
"""Columns that were added to a table after its first version: they have a default, as SQLite asks for."""


PARTIAL_INDEXES = (
    "CREATE INDEX conversation_waiting ON conversation"
    " (waiting_since, id, account_id, status, assignee_id, muted) WHERE waiting_since > 0",
    "CREATE INDEX conversation_unread ON conversation"
    " (last_at, id, account_id, assignee_id, muted, unread) WHERE unread > 0",
    "CREATE INDEX conversation_pinned ON conversation (last_at, id) WHERE pinned = 1",
    "CREATE INDEX conversation_starred ON conversation (last_at, id, account_id) WHERE starred = 1",
    "CREATE INDEX conversation_pending ON conversation (last_at, id, account_id) WHERE status = 'pending'",
    "CREATE INDEX conversation_snoozed ON conversation (snoozed_until, id, account_id) WHERE status = 'snoozed'",
    "CREATE INDEX conversation_resolved ON conversation (last_at, id, account_id) WHERE status = 'resolved'",
    "CREATE INDEX conversation_open ON conversation (last_at, id, account_id) WHERE status = 'open'",
)
"""For the short lists of the inbox: each holds its few conversations in order, and all that the list asks of them."""


class Json(TextField):
    """Lists and mappings, kept as JSON."""

    def db_value(self, value: Any) -> str:
        return msgspec.json.encode(value).decode()

    def python_value(self, value: str) -> Any:
        return msgspec.json.decode(value)


def _column(hint: Any, later: bool) -> Field:
    if hint is bool:
        return BooleanField(constraints=[SQL("DEFAULT 0")] if later else None)
    if hint is int:
        return IntegerField(constraints=[SQL("DEFAULT 0")] if later else None)
    if hint is str or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return TextField(constraints=[SQL("DEFAULT ''")] if later else None)
    blank = "[]" if get_origin(hint) is list else "{}"
    return Json(constraints=[SQL(f"DEFAULT '{blank}'")] if later else None)


def _table(kind: Kind) -> type[Model]:
    searched = kind.name in SEARCHED
    key = {"number": AutoField(), "id": TextField(unique=True)} if searched else {"id": TextField(primary_key=True)}
    hints = get_type_hints(kind.record)
    meta = {"table_name": kind.name, "without_rowid": not searched, "indexes": _INDEXES.get(kind.name, ())}
    later = _LATER.get(kind.name, frozenset())
    names = [f.name for f in fields(kind.record)]
    # Peewee orders columns by the birth of their fields, SQLite puts added ones last.
    first = {name: _column(hints[name], False) for name in names if name not in later}
    rev = IntegerField(default=0)
    added = {name: _column(hints[name], True) for name in names if name in later}
    body = {**key, "rev": rev, **first, **added, "Meta": type("Meta", (), meta)}
    return type(kind.record.__name__, (Model,), body)


SYNCED: Mapping[str, type[Model]] = {kind.name: _table(kind) for kind in KINDS.values()}


class Outbox(Model):
    """An edit on its way to the server. It goes only when a pull covers it."""

    number = AutoField()
    id = TextField(unique=True)
    version = IntegerField(default=1)
    """Of the operation's shape, so that an old row is still understood by a newer program."""
    kind = TextField()
    record_id = TextField(index=True)
    lane = TextField(index=True)
    """Edits in one lane go in order: a conversation's messages, a record's edits."""
    hlc = TextField()
    base_rev = IntegerField()
    fields = Json()
    base = Json()
    dropping = BooleanField(default=False)
    claimed = BooleanField(default=False)
    """Handed to the wire at least once: it may have arrived, so it must not change any more."""
    attempts = IntegerField(default=0)
    due_at = IntegerField(default=0)
    acked_rev = IntegerField(default=0, index=True)


class Parked(Model):
    """My words for a text that somebody else changed meanwhile; waits for the agent to choose."""

    id = TextField(primary_key=True)
    kind = TextField()
    record_id = TextField(index=True)
    field = TextField()
    mine = Json()
    base = Json()
    at = IntegerField()
    with_id = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """The user who wrote what stood there."""


class Refused(Model):
    """An edit that the server, or a vanished grant, did not let through. Kept so that no word is lost."""

    id = TextField(primary_key=True)
    kind = TextField()
    record_id = TextField(index=True)
    fields = Json()
    dropping = BooleanField(default=False)
    reason = TextField()
    detail = TextField(default="")
    at = IntegerField()


class Fact(Model):
    """One thing worth remembering: cursor, epoch, the newest stamp, …"""

    name = TextField(primary_key=True)
    value = TextField()


class Scope(Model):
    """A scope this device holds. Messages newer than ``since`` are complete, older ones come on demand."""

    name = TextField(primary_key=True)
    since = IntegerField(default=0)
    filled = BooleanField(default=False)


class Backfill(Model):
    """A first fetch of newly granted scopes, and how far it got."""

    number = AutoField()
    scopes = Json()
    since = IntegerField(default=0)
    upto = IntegerField()


OWN: tuple[type[Model], ...] = (Outbox, Parked, Refused, Fact, Scope, Backfill)
