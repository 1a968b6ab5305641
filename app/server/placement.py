"""Where a record belongs: the scope that decides who may see it, further scopes, and what it hangs below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.protocol import Placement

if TYPE_CHECKING:
    from app.server.book import Book, Entry


class Place(NamedTuple):
    """``also`` lists further scopes as ``|account:x|account:y|``; ``parent`` is an id, or empty."""

    scope: str
    also: str
    parent: str

    @property
    def audience(self) -> frozenset[str]:
        """All scopes in which the record is seen."""
        return frozenset((self.scope, *(self.also.strip("|").split("|") if self.also else ())))


NOWHERE = Place("", "", "")
"""Of a record whose customer or conversation does not exist; nobody sees it."""

_PARENT = {
    "identity": "customer_id",
    "conversation": "customer_id",
    "message": "conversation_id",
    "customer_tag": "customer_id",
    "follow_up": "customer_id",
    "tag": "group_id",
    "customer": "unionid",
}


def place(book: Book, entry: Entry, *, moved: bool = False) -> Place:
    """Where the entry belongs with the values it has now; ``moved``: an identity of this customer came or went."""
    values = entry.values
    parent = values[_PARENT[entry.kind.name]] if entry.kind.name in _PARENT else ""
    match entry.kind.placement:
        case Placement.WORKSPACE:
            return Place("workspace", "", parent)
        case Placement.SELF:
            return Place(f"account:{entry.id}", "", parent)
        case Placement.ACCOUNT:
            return Place(f"account:{values['account_id']}", "", parent)
        case Placement.USER:
            return Place(f"user:{values['user_id']}", "", parent)
        case Placement.STATED:
            return Place(values["scope"], "", parent)
        case Placement.CONVERSATION:
            above = book.find("conversation", values["conversation_id"])
            return (above.place or NOWHERE)._replace(also="", parent=parent) if above else NOWHERE
        case Placement.CUSTOMER:
            above = book.find("customer", values["customer_id"])
            return (above.place or NOWHERE)._replace(parent=parent) if above else NOWHERE
        case Placement.PERSON if entry.place is not None and not moved:
            return entry.place._replace(parent=parent)
        case Placement.PERSON:
            home = f"account:{values['account_id']}"
            met = {f"account:{identity.values['account_id']}" for identity in book.children("identity", entry.id)}
            others = sorted(met - {home})
            return Place(home, f"|{'|'.join(others)}|" if others else "", parent)
