"""What a committed change means to the agent: who wrote, who waits, what failed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import msgspec

from app.store import inbox
from app.store.naming import NAME, TAIL
from app.store.transaction import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsRow:
    """A message worth telling. ``assignee_id`` is whose conversation it is; ``mentioned``: it names me."""

    message_id: str
    conversation_id: str
    account_id: str
    title: str
    type: str
    text: str
    assignee_id: str
    muted: bool
    failed: bool
    mentioned: bool
    external_tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A conversation whose customer has not been answered since ``since`` (ms)."""

    conversation_id: str
    account_id: str
    since: int
    mine: bool


_NEWS = f"""
SELECT m.id, m.conversation_id, c.account_id,
  {NAME},
  substr(m.text, 1, 400), c.assignee_id, c.muted, m.direction, m.content, m.author_id, m.type,
  {TAIL}
FROM message m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN customer p ON p.id = c.customer_id
  LEFT JOIN identity i ON i.id = c.identity_id
WHERE m.id IN (SELECT value FROM json_each(:ids)) AND m.at > :since AND (
  m.direction = 'in' AND m.type <> 'event' AND m.at > c.read_at
  OR m.direction = 'out' AND m.author_id = :me AND m.state = 'failed'
  OR m.direction = 'note' AND m.author_id <> :me)
ORDER BY m.at, m.id
"""


def arrived(look: Reading, ids: Collection[str], since: int, user_id: str) -> list[NewsRow]:
    """What of these messages is news: unread customers' words, my failures and notes that name me, after ``since``."""
    named = msgspec.json.encode(sorted(ids)).decode()
    found = look.rows(_NEWS, {"ids": named, "since": since, "me": user_id})
    rows = (_news(row, user_id) for row in found)
    return [row for row in rows if row is not None]


def waiting(look: Reading, user_id: str, now_ms: int, limit: int = 1000) -> list[Waiting]:
    """Who waits for me or for anybody, longest first; muted conversations wait in silence."""
    found = look.rows(
        f"SELECT id, account_id, waiting_since, assignee_id {inbox.waits(look, now_ms)}"
        " AND assignee_id IN ('', :me) ORDER BY waiting_since, id LIMIT :most",
        {"me": user_id, "now": now_ms, "most": limit},
    )
    return [Waiting(conversation_id=i, account_id=a, since=since, mine=who == user_id) for i, a, since, who in found]


def _news(row: tuple[Any, ...], user_id: str) -> NewsRow | None:
    direction, content = row[7], row[8]
    mentioned = False
    if direction == "note":
        named = msgspec.json.decode(content).get("mentions")
        mentioned = isinstance(named, list) and user_id in named
        if not mentioned:
            return None
    return NewsRow(
        message_id=row[0],
        conversation_id=row[1],
        account_id=row[2],
        title=row[3],
        type=row[10],
        text=row[4],
        assignee_id=row[5],
        muted=bool(row[6]),
        failed=direction == "out",
        mentioned=mentioned,
        external_tail=row[11],
    )
