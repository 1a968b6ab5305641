"""Where a record belongs: the scope that decides who may see it, further scopes, and what it hangs below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.protocol import KINDS, Kind, Placement
from app.server.entry import Entry, Place, Shelf

NOWHERE = Place("", "", "")
"""Of a record whose customer or conversation does not exist; nobody sees it."""

FOUND_BY = {
    Placement.PERSON: "account_id",
    Placement.ACCOUNT: "account_id",
    Placement.STATED: "scope",
    Placement.USER: "user_id",
    Placement.CUSTOMER: "customer_id",
    Placement.CONVERSATION: "conversation_id",
}
"""The field without which a record stands nowhere."""

_PARENT = {
    "identity": "customer_id",
    "conversation": "customer_id",
    "message": "conversation_id",
    "customer_tag": "customer_id",
    "follow_up": "customer_id",
    "tag": "group_id",
    "customer": "unionid",
}


def place(shelf: Shelf, entry: Entry, *, moved: bool = False) -> Place:
    """Where the entry belongs with the values it has now; ``moved``: an identity of this customer came or went."""
    find, above = _WAYS[entry.kind.name]
    values = entry.values
    return find(shelf, entry, values, values[above] if above else "", moved)


def moves(kind: Kind, written: Iterable[str]) -> bool:
    """Whether a record of ``kind`` may belong elsewhere once those of its fields have other values."""
    return not _DECIDING[kind.name].isdisjoint(written)


def _person(shelf: Shelf, entry: Entry, values: Values, parent: str, moved: bool) -> Place:
    home = f"account:{values['account_id']}"
    if not moved:
        return Place(home, entry.place.also if entry.place else "", parent)
    met = {f"account:{identity.values['account_id']}" for identity in shelf.children("identity", entry.id)}
    others = sorted(met - {home})
    return Place(home, f"|{'|'.join(others)}|" if others else "", parent)


def _with_conversation(shelf: Shelf, entry: Entry, values: Values, parent: str, moved: bool) -> Place:
    above = shelf.find("conversation", values["conversation_id"])
    return Place(above.place.scope, "", parent) if above and above.place else NOWHERE


def _with_customer(shelf: Shelf, entry: Entry, values: Values, parent: str, moved: bool) -> Place:
    above = shelf.find("customer", values["customer_id"])
    return Place(above.place.scope, above.place.also, parent) if above and above.place else NOWHERE


Values = dict[str, Any]
_BY_PLACEMENT: Mapping[Placement, Callable[[Shelf, Entry, Values, str, bool], Place]] = {
    Placement.WORKSPACE: lambda shelf, entry, values, parent, moved: Place("workspace", "", parent),
    Placement.SELF: lambda shelf, entry, values, parent, moved: Place(f"account:{entry.id}", "", parent),
    Placement.ACCOUNT: lambda shelf, entry, values, parent, moved: Place(f"account:{values['account_id']}", "", parent),
    Placement.USER: lambda shelf, entry, values, parent, moved: Place(f"user:{values['user_id']}", "", parent),
    Placement.STATED: lambda shelf, entry, values, parent, moved: Place(values["scope"], "", parent),
    Placement.CONVERSATION: _with_conversation,
    Placement.CUSTOMER: _with_customer,
    Placement.PERSON: _person,
}
_WAYS = {name: (_BY_PLACEMENT[kind.placement], _PARENT.get(name, "")) for name, kind in KINDS.items()}
_DECIDING = {name: frozenset((FOUND_BY.get(kind.placement), _PARENT.get(name))) for name, kind in KINDS.items()}
