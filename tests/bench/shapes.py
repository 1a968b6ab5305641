"""Rows of changes as they stand in a page, made quickly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.protocol import KINDS

Row = list[Any]


def maker(kind: str, *names: str) -> Callable[..., Row]:
    """A quick maker of rows of ``kind`` from an id and the named values; the others are blank."""
    blank = KINDS[kind].record()
    row = ["", 0, *(getattr(blank, name) for name in KINDS[kind].fields)]
    places = [0, *(2 + KINDS[kind].fields.index(name) for name in names)]

    def make(*values: Any) -> Row:
        made = row.copy()
        for place, value in zip(places, values, strict=True):
            made[place] = value
        return made

    return make


customer = maker("customer", "name", "remark", "phones", "gender", "city", "account_id", "created_at")
identity = maker("identity", "customer_id", "account_id", "external_id", "name")
customer_tag = maker("customer_tag", "customer_id", "tag_id", "author_id", "at")
message = maker("message", "conversation_id", "direction", "author_id", "type", "text", "content", "at", "state")
conversation = maker(
    "conversation", "account_id", "customer_id", "identity_id", "title", "status", "assignee_id", "read_at", "unread",
    "waiting_since", "last_at", "snippet", "last_direction", "window_trigger", "window_opened_at", "created_at",
)  # fmt: skip
