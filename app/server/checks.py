"""Whether an edit is well-formed and its author may make it, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, EnumType
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_type_hints

import msgspec

from app.protocol import KINDS, Kind, Mutation, Placement, Role
from app.server.access import Principal, granted
from app.server.book import Book
from app.server.entry import Entry
from app.server.placement import FOUND_BY

ID = re.compile(r"[0-9A-Za-z_-]{1,64}\Z")
_SOUND = re.compile(r"[0-9A-Za-z_-]{1,64} [0-9A-Za-z_-]{1,64} [0-9a-f]{16}[0-9A-Za-z_-]{0,64}\Z")
"""Id, record id and stamp of a mutation."""
_LARGEST = 2**53
"""Beyond this other JSON readers lose digits."""

AUTHOR = {
    "message": "author_id",
    "customer_tag": "author_id",
    "follow_up": "author_id",
    "quick_reply": "author_id",
    "draft": "user_id",
    "preference": "user_id",
    "reminder": "user_id",
    "saved_filter": "user_id",
}
"""The field that must name whoever makes the record."""

PARTNER = Role.PARTNER
_PARTNERS_WRITE = frozenset(
    {"message", "conversation", "draft", "preference", "reminder", "saved_filter", "follow_up", "customer_tag", "user"}
)
_REFERS = {"customer_id": "customer", "conversation_id": "conversation", "identity_id": "identity"}
_POINTING = frozenset((*_REFERS, "assignee_id", "scope"))


class Refusal(Exception):
    """Why a mutation is refused: a stable ``reason`` and a ``detail`` without anybody's words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def sound(mutation: Mutation) -> bool:
    """Whether ids and stamp are such as may be stored."""
    return _SOUND.match(f"{mutation.id} {mutation.record_id} {mutation.hlc}") is not None


def well_formed(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` with values of the declared types, as they travel.

    Raises:
        Refusal: an unknown name, or a value of the wrong type.
    """
    types, words = _types(kind.name), _words(kind.name)
    values = dict(fields)
    for name, value in fields.items():
        given = type(value)
        if given is not types.get(name) and (given is not str or value not in words.get(name, ())):
            values[name] = _converted(kind, name, value)
    return values


def _converted(kind: Kind, name: str, value: Any) -> Any:
    wanted = _types(kind.name).get(name)
    if wanted is None:
        raise Refusal("bad_fields", f"{kind.name} has no field {name[:40]!r}")
    try:
        made = msgspec.convert(value, wanted)
    except (msgspec.ValidationError, RecursionError) as exc:
        raise Refusal("bad_fields", f"{name}: {exc}"[:200]) from exc
    return value if isinstance(made, Enum) else made


@cache
def _types(kind: str) -> dict[str, Any]:
    """By field: what a value must be; ``str`` and ``bool`` stand for themselves."""
    return {name: _travelling(hint) for name, hint in get_type_hints(KINDS[kind].record).items()}


@cache
def _words(kind: str) -> dict[str, frozenset[str]]:
    """By field: the texts that are well formed as they are, where there are only so many."""
    return {name: frozenset(hint) for name, hint in _types(kind).items() if isinstance(hint, EnumType)}


def _travelling(hint: Any) -> Any:
    return Annotated[int, msgspec.Meta(ge=-_LARGEST, le=_LARGEST)] if hint is int else hint


def may_touch(who: Principal, kind: Kind, entry: Entry) -> None:
    """Raises Refusal when the record is not theirs to see, or not theirs to edit."""
    where = entry.place
    if where is None or not who.sees(where.scope, where.also):
        raise Refusal("not_found")
    if who.role is PARTNER and kind.name not in _PARTNERS_WRITE:
        raise Refusal("forbidden", "partners do not edit this")
    if kind.name == "user" and entry.id != who.user_id and who.role not in (Role.LEAD, Role.ADMIN):
        raise Refusal("forbidden", "this is a colleague")


def may_take(who: Principal, fields: Mapping[str, Any], base: Mapping[str, Any], entry: Entry) -> None:
    """Raises Refusal when the author takes a conversation that nobody had, and a colleague was quicker."""
    has = entry.values["assignee_id"]
    if fields.get("assignee_id") == who.user_id and base.get("assignee_id") == "" and has not in ("", who.user_id):
        raise Refusal("taken")


def may_make(who: Principal, kind: Kind, record_id: str, fields: dict[str, Any]) -> None:
    """Complete the authorship of a new record.

    Raises:
        Refusal: this user makes no such records, or not in another's name.
    """
    if not kind.agent_made:
        raise Refusal("forbidden", f"only the server makes a {kind.name}")
    if who.role is PARTNER and (kind.name not in _PARTNERS_WRITE):
        raise Refusal("forbidden", "partners do not make this")
    if author := AUTHOR.get(kind.name):
        if fields.get(author, who.user_id) not in ("", who.user_id):
            raise Refusal("forbidden", "in another's name")
        fields[author] = who.user_id


def may_refer(
    book: Book, who: Principal, kind: Kind, fields: Mapping[str, Any], before: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """Raises Refusal when the values point to, or put the record, where the author may not look.

    What stands there ``before`` may stay.
    """
    if _POINTING.isdisjoint(fields):
        return
    for name, kind_above in _REFERS.items():
        target = fields.get(name)
        if not target or target == before.get(name):
            continue
        above = book.find(kind_above, target) if ID.match(target) else None
        if above is None or above.place is None or not who.sees(above.place.scope, above.place.also):
            raise Refusal("not_found", f"{name} names nothing you can see")
    assignee = fields.get("assignee_id")
    if assignee and assignee != before.get("assignee_id"):
        if not (ID.match(assignee) and book.find("user", assignee)):
            raise Refusal("bad_fields", "assignee_id names nobody")
        if not granted(book.tx, book.workspace, assignee, f"account:{before.get('account_id', '')}"):
            raise Refusal("no_access", "they do not see the account")
    if "scope" in fields and kind.placement is Placement.STATED and not _may_state(who, fields["scope"]):
        raise Refusal("forbidden", "that scope is not yours")


def may_place(who: Principal, kind: Kind, fields: Mapping[str, Any]) -> None:
    """Raises Refusal when a new record would stand where its author does not see it."""
    match FOUND_BY.get(kind.placement):
        case "account_id":
            if f"account:{fields.get('account_id', '')}" not in who.scopes:
                raise Refusal("not_found", "account_id names no account of yours")
        case "scope":
            if not _may_state(who, fields.get("scope", "workspace")):
                raise Refusal("forbidden", "that scope is not yours")
        case str(name) if not fields.get(name):
            raise Refusal("bad_fields", f"{name} is missing")


def _may_state(who: Principal, scope: str) -> bool:
    if scope == "workspace":
        return who.role is not PARTNER
    return scope in who.scopes and scope.startswith(("user:", "team:"))
