"""The envelopes: what travels between a desk and its server."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import msgspec

VERSION = 1
"""Sent as ``Heliu-Protocol``; the server keeps accepting old mutations for at least twelve months."""

MAX_BATCH = 100
"""Mutations in one ``POST /v1/mutations``."""

MAX_BODY_BYTES = 1024 * 1024
"""Of any request but media."""

MAX_PAGE = 2000
"""Records in one page of changes."""

MAX_HINT_BYTES = 8192
"""Of one hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Answer of ``GET /v1/changes``: what changed after the cursor, in the scopes asked for.

    The next call asks ``since=covered_to``: a scoped view has holes, so the last row's revision would not do.
    A client applies a row only when its revision is newer than the one it has.
    """

    epoch: str
    """Another epoch: the server was restored from a backup, start over."""
    covered_to: int
    head: int
    more: bool
    scopes: list[str]
    """All scopes granted now. New ones are back-filled, vanished ones purged."""
    tables: dict[str, list[list[Any]]] = field(default_factory=dict)
    """By kind, in order of their revisions: ``[id, rev, value, value, …]`` with the values in wire order.

    On the wire a row's ``rev`` is how much greater it is than that of the row before in its table; :func:`add_up`.
    """
    dropped: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """By kind: id and revision of records that were deleted or left the scopes."""


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """One word of ``GET /v1/hints``: there is something up to ``rev``. It may be lost.

    ``page`` is what there is, unless it is long, for a client that has everything up to ``since``.
    """

    rev: int
    since: int = 0
    page: ChangePage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One edit by one agent. ``id`` makes it repeatable: the same id has one effect and one outcome."""

    id: str
    kind: str
    record_id: str
    hlc: str
    base_rev: int = 0
    """The revision the author saw; 0 for a new record."""
    fields: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)
    """What the author saw in those fields."""
    drop: bool = False


class Verdict(StrEnum):
    """What became of a mutation."""

    APPLIED = "applied"
    MERGED = "merged"
    """Applied together with edits the author had not seen."""
    CONFLICT = "conflict"
    """The fields in ``clash`` were not applied: somebody changed that text; the others were."""
    REFUSED = "refused"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Answer to one mutation, with the record as it now stands."""

    id: str
    verdict: Verdict
    rev: int = 0
    row: list[Any] | None = None
    """Values in wire order; None when there is no such record, or it may not be seen."""
    deleted: bool = False
    clash: list[str] = msgspec.field(default_factory=list)
    clash_with: dict[str, str] = msgspec.field(default_factory=dict)
    """By clashing field, the user who wrote what stands there, as far as it is known."""
    reason: str = ""
    """A stable word: forbidden, unknown_kind, bad_fields, not_found, window_closed, quota_used, reused_id, …"""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Answer of ``GET /v1/digest``: count and hash of one scope, per kind, at ``rev``."""

    scope: str
    rev: int
    kinds: dict[str, tuple[int, str]]
    """Count and hex of the XOR of ``digest_of(id, rev)`` over the kind's live records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionGrant:
    """Answer of ``POST /v1/session`` and ``/v1/session/refresh``."""

    access_token: str
    expires_in: int
    refresh_token: str
    user_id: str
    workspace_id: str
    workspace_name: str
    role: str
    device_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """Answer of the media routes: how much of a file the server has."""

    id: str
    """Hex sha256 of the bytes."""
    size: int
    offset: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Answer of the lease routes: who answers a conversation (typing) and until when; empty when nobody does."""

    holder_id: str
    holder_mode: str
    held_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastValue:
    """One entry of a record's history: a value that is no longer there.

    ``cause``: overwritten or deleted (``user_id`` did that), late or clash (``user_id`` wrote it and it did not stand).
    ``at``: when that was, in milliseconds since 1970.
    """

    id: str
    field: str
    value: Any
    stamp: str
    cause: str
    user_id: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """RFC 9457 problem details, ``application/problem+json``. ``code`` is stable, ``title`` is for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""


def add_up(page: ChangePage) -> None:
    """Turn the steps between revisions, as they travel, into revisions.

    Raises:
        ValueError: a row has none.
    """
    try:
        for rows in page.tables.values():
            rev = 0
            for row in rows:
                rev += row[1]
                row[1] = rev
    except (IndexError, TypeError) as exc:
        raise ValueError("a row without a revision") from exc


def digest_of(record_id: str, rev: int) -> int:
    """64 bits that two sides XOR over a scope to see whether they hold the same records."""
    return int.from_bytes(blake2b(f"{record_id}:{rev}".encode(), digest_size=8).digest(), "big")
