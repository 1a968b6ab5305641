"""Messages with certain words: the index names them, and what it does not reach yet is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from app.store import indexing, pairs
from app.store.found import Found, marks
from app.store.search import spoken
from app.store.transaction import Reading

_COLUMNS = (
    "SELECT m.text, m.content, m.id, m.at, m.conversation_id, coalesce(c.customer_id, ''), coalesce(c.account_id, ''),"
    " coalesce(nullif(p.remark, ''), nullif(p.name, ''), c.title, ''), m.direction, m.type FROM"
)
_PEOPLE = "LEFT JOIN conversation c ON c.id = m.conversation_id LEFT JOIN customer p ON p.id = c.customer_id"
_NAMED = (
    f"{_COLUMNS} message_search CROSS JOIN message m ON m.number = message_search.rowid {_PEOPLE}"
    " WHERE message_search MATCH ? AND message_search.rowid >= ?{} ORDER BY message_search.rowid DESC"
)
_READ = f"{_COLUMNS} message m {_PEOPLE} WHERE m.number < ?{{}} ORDER BY m.number DESC"
_ALL = 1 << 62


def find(
    look: Reading, typed: str, limit: int, narrowed: str = "", values: Sequence[Any] = (), *, few: bool = False
) -> list[Found]:
    """The newest messages that have every stretch of ``typed`` and fit ``narrowed``, SQL led by AND with its values.

    ``few``: ``narrowed`` lets so few through that they are better read than looked up.
    """
    parts = pairs.parts(typed)
    if few or not parts:
        rows = look.each(_READ.format(narrowed), (_ALL, *values))
    else:
        rows = _named_then_read(look, parts, narrowed, values)
    hits = islice((hit for row in rows if (hit := _hit(row, parts))), limit)
    return sorted(hits, key=lambda hit: hit.at, reverse=True)


def _named_then_read(
    look: Reading, parts: list[str], narrowed: str, values: Sequence[Any]
) -> Iterator[tuple[Any, ...]]:
    """Rows that may have the words, the newest first."""
    reached = indexing.reached(look)
    yield from look.each(_NAMED.format(narrowed), (pairs.query(parts), reached, *values))
    if reached:
        yield from look.each(_READ.format(narrowed), (reached, *values))


def _hit(row: tuple[Any, ...], parts: list[str]) -> Found | None:
    text, content, message_id, at, conversation_id, customer_id, account_id, title, direction, kind = row
    besides = {} if content == "{}" else msgspec.json.decode(content)
    low = spoken(text, besides).lower()
    if not all(part in low for part in parts):
        return None
    shown = text or _last_part(str(besides.get("file_name", ""))) or str(besides.get("title", ""))
    return Found(
        kind="message",
        id=message_id,
        title=title,
        text=shown,
        at=at,
        conversation_id=conversation_id,
        customer_id=customer_id,
        account_id=account_id,
        marks=marks(shown, parts),
        direction=direction,
        type=kind,
    )


def _last_part(file_name: str) -> str:
    """Without the folders that a file's name may pretend to lie in."""
    return file_name.replace("\\", "/").rsplit("/", 1)[-1]
