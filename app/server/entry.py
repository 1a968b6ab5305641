"""A record in hand: its values, where it belongs, what it weighs, and how it finds its neighbours."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import msgspec

from app.protocol import Kind


class Place(NamedTuple):
    """``also`` lists further scopes as ``|account:x|account:y|``; ``parent`` is an id, or empty."""

    scope: str
    also: str
    parent: str

    @property
    def audience(self) -> frozenset[str]:
        """All scopes in which the record is seen."""
        return frozenset((self.scope, *(self.also.strip("|").split("|") if self.also else ())))


class Load(NamedTuple):
    """A row of the table ``workload``: a conversation that ``user_id`` has, or that nobody has and somebody should.

    ``account_id`` and ``since`` say where and how long it has waited; empty and 0 when somebody has it.
    """

    user_id: str
    account_id: str = ""
    since: int = 0


class Entry(msgspec.Struct):
    """A record in hand. ``rev`` is the stored one (0: not stored) until the book is closed, then the new one."""

    kind: Kind
    id: str
    values: dict[str, Any]
    rev: int = 0
    stamps: dict[str, str] = msgspec.field(default_factory=dict)
    deleted: bool = False
    place: Place | None = None
    at: int = 0
    body: str = ""
    edited: int = 0
    editor: str = ""
    edited_before: int = 0
    was: Place | None = None
    """Where it was stored before."""
    touched_by: str | None = None
    """The node that edited it in this transaction."""
    dirty: bool = False
    """To be stored when the book is closed."""
    load: Load | None = None
    """Of a stored conversation: what it weighed."""

    @property
    def stands(self) -> bool:
        """Whether there is such a record, not deleted."""
        return not self.deleted


class Shelf(Protocol):
    """Where the other records of the transaction are found."""

    def find(self, kind: str, record_id: str) -> Entry | None:
        """The record, deleted or not; None when there never was one."""
        ...

    def children(self, kind: str, parent: str) -> list[Entry]:
        """The standing records of ``kind`` below ``parent``."""
        ...
