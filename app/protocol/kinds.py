"""The list of what syncs: for each kind its record, its place on the wire and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property

from app.protocol import records as r
from app.protocol.merging import Merge, merge_of


class Placement(StrEnum):
    """How the scope of a record is found.

    * ``WORKSPACE``: everybody. ``SELF``: the account itself. ``ACCOUNT``: its ``account_id``.
    * ``USER``: its ``user_id`` alone. ``STATED``: its own field ``scope``.
    * ``CUSTOMER``, ``CONVERSATION``: wherever the customer or conversation it belongs to is.
    * ``PERSON``: a customer: its ``account_id`` and the account of every identity.
    """

    WORKSPACE = "workspace"
    SELF = "self"
    ACCOUNT = "account"
    USER = "user"
    STATED = "stated"
    CUSTOMER = "customer"
    CONVERSATION = "conversation"
    PERSON = "person"


@dataclass(frozen=True)
class Kind:
    """A synced kind. ``agent_made``: agents may create and delete it, else only the server does."""

    name: str
    record: type[r.Record]
    placement: Placement
    agent_made: bool = True

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names in wire order."""
        return tuple(f.name for f in fields(self.record))

    @cached_property
    def merge(self) -> Mapping[str, Merge]:
        """Rule by field name."""
        return {f.name: merge_of(f) for f in fields(self.record)}

    @cached_property
    def editable(self) -> frozenset[str]:
        """The fields that agents may edit as long as the record stands."""
        return frozenset(name for name, rule in self.merge.items() if rule in (Merge.SHORT, Merge.TEXT))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("user", r.User, Placement.WORKSPACE, agent_made=False),
        Kind("account", r.Account, Placement.SELF, agent_made=False),
        Kind("customer", r.Customer, Placement.PERSON),
        Kind("identity", r.Identity, Placement.ACCOUNT, agent_made=False),
        Kind("conversation", r.Conversation, Placement.ACCOUNT, agent_made=False),
        Kind("message", r.Message, Placement.CONVERSATION),
        Kind("tag_group", r.TagGroup, Placement.WORKSPACE),
        Kind("tag", r.Tag, Placement.WORKSPACE),
        Kind("customer_tag", r.CustomerTag, Placement.CUSTOMER),
        Kind("quick_reply_category", r.QuickReplyCategory, Placement.STATED),
        Kind("quick_reply", r.QuickReply, Placement.STATED),
        Kind("follow_up", r.FollowUp, Placement.CUSTOMER),
        Kind("draft", r.Draft, Placement.USER),
        Kind("preference", r.Preference, Placement.USER),
        Kind("reminder", r.Reminder, Placement.USER),
        Kind("saved_filter", r.SavedFilter, Placement.USER),
        Kind("team", r.Team, Placement.WORKSPACE, agent_made=False),
    )
}
