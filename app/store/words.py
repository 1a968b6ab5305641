"""Queries of the search index: a few hundred of the newest, then the best of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.rules.ranking import rank
from app.store import pairs, pinyin, quick_replies, said
from app.store.found import Found, marks
from app.store.naming import NAME, TAIL, TALK, WHOSE_FOLLOW_UP
from app.store.rows import QuickReplyRow
from app.store.titles import Titles
from app.store.transaction import Reading

KINDS_SEARCHED = ("customer", "quick_reply", "follow_up", "message")

_CANDIDATES = 300


def as_written(text: str) -> str:
    """A query for every stretch of ``text`` between blanks, each as it stands."""
    parts = text.replace("\0", " ").split() or [" "]
    return " AND ".join('"' + " ".join(part).replace('"', '""') + '"' for part in parts)


def sounding(text: str) -> str:
    """A query of the column ``sound`` for typed pinyin or initials; empty when nothing sounds like that."""
    ways = pinyin.queries("".join(text.split()))
    return "sound : (" + " OR ".join(f'"{way}" *' for way in ways) + ")" if ways else ""


def customer_query(text: str) -> str:
    """What finds customers whose name, remark, phone, company or pinyin has ``text``."""
    queries = (f"words : ({as_written(text)})", sounding(text))
    return " OR ".join(f"({query})" for query in queries if query)


def customers(look: Reading, text: str, limit: int) -> list[str]:
    """Ids of such customers, the newest first."""
    found = look.rows(
        "SELECT id FROM customer WHERE number IN"
        " (SELECT rowid FROM customer_search WHERE customer_search MATCH ? ORDER BY rowid DESC LIMIT ?)"
        " ORDER BY number DESC",
        (customer_query(text), limit),
    )
    return [customer_id for (customer_id,) in found]


def quick_reply_rows(look: Reading, text: str, limit: int, titles: Titles | None = None) -> list[QuickReplyRow]:
    """Quick replies by shortcut, title, sound or words, the best first; ``titles`` saves asking the index."""
    typed = text.strip()
    if not typed:
        return _replies(look.rows(f"{_REPLY} ORDER BY number DESC LIMIT ?", (limit,)))
    sound = sounding(text)
    found = [] if titles and not sound else look.rows(_REPLY_SHORT, (typed, typed + "\U0010ffff", limit))
    if sound or titles is None:
        heads = f"(title : ({as_written(text)}))" + (f" OR ({sound})" if sound else "")
        found += look.rows(_REPLY_FOUND, (heads, limit * 2))
    else:
        found += look.rows(_REPLY_AMONG, (msgspec.json.encode(titles.best(typed, limit)).decode(),))
    if len(found) < limit:
        found += look.rows(_REPLY_FOUND, (f"body : ({as_written(text)})", limit - len(found)))
    best = sorted({r[0]: r for r in found}.values(), key=lambda r: _rank(typed, r), reverse=True)
    return _replies(best[:limit])


def suggestions(look: Reading, heard: str, limit: int) -> list[QuickReplyRow]:
    """Quick replies that share most with what was heard, pairs of characters in the title counting most."""
    plain = "".join(c for c in heard.casefold() if c.isalnum())[:60]
    pairs = list(dict.fromkeys(plain[i : i + 2] for i in range(len(plain) - 1)))
    if not pairs:
        return []
    query = " OR ".join('"' + " ".join(pair) + '"' for pair in pairs)
    numbers = _numbers(look, "quick_reply", f"{{title body}} : ({query})")
    among = msgspec.json.encode(numbers).decode()
    rows = look.rows(
        "SELECT id, title, body, uses FROM quick_reply WHERE number IN (SELECT value FROM json_each(?))", (among,)
    )
    scored = [(_shared(pairs, title.casefold(), body.casefold()), uses, i) for i, title, body, uses in rows]
    best = sorted((s for s in scored if s[0] > 1), reverse=True)[:limit]
    return quick_replies.by_ids(look, [i for _, _, i in best])


def find(look: Reading, text: str, limit: int, kinds: tuple[str, ...] = KINDS_SEARCHED) -> list[Found]:
    """The best of every kind, ``limit`` of each, the newest first."""
    return [hit for kind in kinds for hit in _FINDERS[kind](look, text, limit)]


FOLLOW_UPS = (
    f"SELECT f.id, f.body, f.at, coalesce({TALK}, ''), f.customer_id, {NAME}, f.next_action, {TAIL}"
    f" FROM {WHOSE_FOLLOW_UP} WHERE"
)


def _customers(look: Reading, text: str, limit: int) -> list[Found]:
    among = msgspec.json.encode(customers(look, text, limit)).decode()
    rows = look.rows(
        f"SELECT p.id, {NAME}, p.company, p.account_id, coalesce(c.id, ''), c.last_at, {TAIL}"
        " FROM customer p LEFT JOIN conversation c ON c.customer_id = p.id LEFT JOIN identity i ON i.id = c.identity_id"
        " WHERE p.id IN (SELECT value FROM json_each(?)) GROUP BY p.id HAVING c.last_at IS max(c.last_at)"
        " ORDER BY c.last_at DESC",
        (among,),
    )
    return [
        Found(
            kind="customer",
            id=r[0],
            title=r[1],
            text=r[2],
            at=r[5] or 0,
            conversation_id=r[4],
            customer_id=r[0],
            account_id=r[3],
            external_tail=r[6],
        )
        for r in rows
    ]


def _quick_replies(look: Reading, text: str, limit: int) -> list[Found]:
    stretches = pairs.parts(text)
    return [
        Found(kind="quick_reply", id=r.id, title=r.title, text=r.body, at=0, marks=marks(r.body, stretches))
        for r in quick_reply_rows(look, text, limit)
    ]


def _follow_ups(look: Reading, text: str, limit: int) -> list[Found]:
    numbers = msgspec.json.encode(_numbers(look, "follow_up", as_written(text), limit)).decode()
    rows = look.rows(
        f"{FOLLOW_UPS} f.number IN (SELECT value FROM json_each(?)) ORDER BY f.at DESC",
        (numbers,),
    )
    return follow_ups_found(rows, text)


def follow_ups_found(rows: list[tuple[Any, ...]], text: str) -> list[Found]:
    """Hits of what FOLLOW_UPS reads."""
    stretches = pairs.parts(text)
    return [
        Found(
            kind="follow_up",
            id=r[0],
            title=r[5],
            text=(text := _where(r[1], r[6], stretches)),
            at=r[2],
            conversation_id=r[3],
            customer_id=r[4],
            marks=marks(text, stretches),
            external_tail=r[7],
        )
        for r in rows
    ]


def _where(body: str, next_action: str, stretches: list[str]) -> str:
    """What of a follow-up says the words that were looked for."""
    return next((text for text in (body, next_action) if marks(text, stretches)), body or next_action)


_FINDERS: dict[str, Callable[[Reading, str, int], list[Found]]] = {
    "customer": _customers,
    "quick_reply": _quick_replies,
    "follow_up": _follow_ups,
    "message": said.find,
}


def _numbers(look: Reading, kind: str, query: str, limit: int = _CANDIDATES) -> list[int]:
    rows = look.rows(
        f"SELECT rowid FROM {kind}_search WHERE {kind}_search MATCH ? ORDER BY rowid DESC LIMIT ?", (query, limit)
    )
    return [number for (number,) in rows]


def _shared(pairs: list[str], title: str, body: str) -> int:
    return sum(3 * (pair in title) + (pair in body) for pair in pairs)


_REPLY = (
    'SELECT id, scope, category_id, title, shortcut, body, parts, "order", author_id, uses,'
    " EXISTS (SELECT 1 FROM parked p WHERE p.record_id = q.id),"
    " coalesce((SELECT name FROM team t WHERE t.id = substr(q.scope, 6)), '') FROM quick_reply q"
)
_REPLY_FOUND = (
    f"{_REPLY} WHERE number IN (SELECT rowid FROM quick_reply_search WHERE quick_reply_search MATCH ?"
    " ORDER BY rowid DESC LIMIT ?)"
)
_REPLY_AMONG = f"{_REPLY} WHERE number IN (SELECT value FROM json_each(?))"
_REPLY_SHORT = f"{_REPLY} WHERE shortcut >= ? AND shortcut < ? LIMIT ?"


def _replies(rows: list[tuple[Any, ...]]) -> list[QuickReplyRow]:
    names = ("id", "scope", "category_id", "title", "shortcut", "body", "parts", "order", "author_id", "uses")
    return [
        QuickReplyRow(
            **{
                **dict(zip(names, r[:-2], strict=True)),
                "parts": tuple(msgspec.json.decode(r[6])) if r[6] != "[]" else (),
                "parked": bool(r[-2]),
                "team": r[-1],
            }
        )
        for r in rows
    ]


def _rank(typed: str, r: tuple[Any, ...]) -> Any:
    sounds: tuple[str, ...] = ()
    if typed.isascii():
        sounds = tuple(s for said in pinyin.readings(r[3]) for s in ("".join(said), "".join(c[0] for c in said)))
    return rank(typed, shortcut=r[4], title=r[3], sounds=sounds, body=r[5], uses=r[9])
