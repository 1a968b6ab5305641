"""Messages with certain words: the index names them, and what it does not reach yet is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from app.store import indexing, pairs
from app.store.found import Found, marks
from app.store.naming import NAME, TAIL
from app.store.search import spoken
from app.store.transaction import Reading

_decode = msgspec.json.Decoder().decode
_COLUMNS = "SELECT m.text, m.content, m.id, m.at, m.conversation_id, m.direction, m.type FROM"
_NAMED = (
    f"{_COLUMNS} message_search CROSS JOIN message m ON m.number = message_search.rowid"
    " WHERE message_search MATCH ? AND message_search.rowid >= ?{} ORDER BY message_search.rowid DESC"
)
_READ = f"{_COLUMNS} message m WHERE m.number < ?{{}} ORDER BY m.number DESC"
_WHOSE = (
    f"SELECT c.id, c.customer_id, c.account_id, {NAME}, {TAIL}"
    " FROM conversation c LEFT JOIN customer p ON p.id = c.customer_id LEFT JOIN identity i ON i.id = c.identity_id"
    " WHERE c.id IN (SELECT value FROM json_each(?))"
)
_NOBODY = ("", "", "", "")
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
    having = list(islice((row for row in rows if _has(row, parts)), limit))
    talks = msgspec.json.encode([row[4] for row in having]).decode()
    whose = {talk: names for talk, *names in look.rows(_WHOSE, (talks,))}
    hits = (_hit(row, whose.get(row[4], _NOBODY), parts) for row in having)
    return sorted(hits, key=lambda hit: hit.at, reverse=True)


def _named_then_read(
    look: Reading, parts: list[str], narrowed: str, values: Sequence[Any]
) -> Iterator[tuple[Any, ...]]:
    """Rows that may have the words, the newest first."""
    reached = indexing.reached(look)
    yield from look.each(_NAMED.format(narrowed), (pairs.query(parts), reached, *values))
    if reached:
        yield from look.each(_READ.format(narrowed), (reached, *values))


def _has(row: tuple[Any, ...], parts: list[str]) -> bool:
    low = spoken(row[0], _decode(row[1]) if row[1] != "{}" else {}).lower()
    return all(part in low for part in parts)


def _hit(row: tuple[Any, ...], whose: Sequence[str], parts: list[str]) -> Found:
    text, content, message_id, at, conversation_id, direction, kind = row
    customer_id, account_id, title, tail = whose
    if not text:
        besides = _decode(content)
        text = _last_part(str(besides.get("file_name", ""))) or str(besides.get("title", ""))
    return Found(
        kind="message",
        id=message_id,
        title=title,
        text=text,
        at=at,
        conversation_id=conversation_id,
        customer_id=customer_id,
        account_id=account_id,
        marks=marks(text, parts),
        direction=direction,
        type=kind,
        external_tail=tail,
    )


def _last_part(file_name: str) -> str:
    """Without the folders that a file's name may pretend to lie in."""
    return file_name.replace("\\", "/").rsplit("/", 1)[-1]
