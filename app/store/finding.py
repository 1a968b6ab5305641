"""A search that is narrowed: what was said, written down or known, of one account, person, kind or time."""

from __future__ import annotations

from app.store import said, words
from app.store import sieve as narrow
from app.store.found import Found
from app.store.sieve import Sieve
from app.store.transaction import Reading


def find(look: Reading, text: str, limit: int, kinds: tuple[str, ...], sieve: Sieve) -> list[Found]:
    """The newest of each kind that fit, ``limit`` of each. Without words: messages and follow-ups that fit."""
    if sieve.is_open:
        return words.find(look, text, limit, kinds) if text.strip() else []
    among = narrow.people(look, sieve)
    found: list[Found] = []
    for kind in kinds:
        if kind not in sieve.kinds:
            continue
        if kind == "message":
            found += _messages(look, text, limit, sieve, among)
        elif kind == "follow_up":
            found += _follow_ups(look, text, limit, sieve, among)
        elif kind == "customer":
            found += _customers(look, text, limit, sieve, among)
        else:
            found += words.find(look, text, limit, (kind,)) if text.strip() else []
    return found


def _messages(look: Reading, text: str, limit: int, sieve: Sieve, among: str | None) -> list[Found]:
    narrowed, values = narrow.of_messages(sieve, among)
    return said.find(look, text, limit, narrowed, values, few=among is not None)


def _follow_ups(look: Reading, text: str, limit: int, sieve: Sieve, among: str | None) -> list[Found]:
    narrowed, values = narrow.of_follow_ups(sieve, among)
    if text.strip():
        narrowed += " AND f.number IN (SELECT rowid FROM follow_up_search WHERE follow_up_search MATCH ?)"
        values.append(words.as_written(text))
    rows = look.rows(
        f"{words.FOLLOW_UPS} f.id <> ''{narrowed} ORDER BY f.at DESC LIMIT ?",
        (*values, limit),
    )
    return words.follow_ups_found(rows, text)


def _customers(look: Reading, text: str, limit: int, sieve: Sieve, among: str | None) -> list[Found]:
    if not text.strip():
        return []
    hits = words.find(look, text, limit * 4, ("customer",))
    fitting = [hit for hit in hits if among is None or f'"{hit.id}"' in among]
    return [hit for hit in fitting if not sieve.account_id or hit.account_id == sieve.account_id][:limit]
