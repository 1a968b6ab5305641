"""What a search is narrowed to, and how that is asked of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from app.store import words
from app.store.transaction import Reading

WITH_FILE = ("image", "voice", "video", "file")
"""Types of message that hold a file."""

_PEOPLE = 300
"""Customers taken for a name; more would be no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Only what fits all of it. ``person`` is typed: a name, phone or pinyin; ``customer_id`` is that very one.

    ``kind``: in, out or note of messages, else a kind of record, or "" for all. ``since`` and ``until`` in ms, until
    not included, 0 for no bound.
    """

    account_id: str = ""
    person: str = ""
    customer_id: str = ""
    kind: str = ""
    since: int = 0
    until: int = 0
    with_file: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that can fit."""
        fit = {"message", "follow_up", "customer", "quick_reply"}
        if self.kind:
            fit &= {"message" if self.direction else self.kind}
        if self.with_file:
            fit &= {"message"}
        if self.since or self.until:
            fit &= {"message", "follow_up"}
        if self.account_id or self.person or self.customer_id:
            fit -= {"quick_reply"}
        return frozenset(fit)

    @property
    def direction(self) -> str:
        """Of the messages that can fit; empty for all."""
        return self.kind if self.kind in ("in", "out", "note") else ""

    @property
    def is_open(self) -> bool:
        """Whether everything fits."""
        return self == Sieve()


def people(look: Reading, sieve: Sieve) -> str | None:
    """A JSON list of the customers that fit; None when nobody in particular is meant."""
    if sieve.customer_id:
        return msgspec.json.encode([sieve.customer_id]).decode()
    if sieve.person.strip():
        return msgspec.json.encode(words.customers(look, sieve.person, _PEOPLE)).decode()
    return None


def of_messages(sieve: Sieve, among: str | None) -> tuple[str, list[Any]]:
    """Conditions on ``message m``, each led by AND, with their values."""
    asked: list[tuple[str, list[Any]]] = []
    if among is not None:
        wanted = "SELECT id FROM conversation WHERE customer_id IN (SELECT value FROM json_each(?))"
        asked.append((f"m.conversation_id IN ({wanted})", [among]))
    if sieve.direction:
        asked.append(("m.direction = ?", [sieve.direction]))
    if sieve.with_file:
        asked.append((f"m.type IN ({', '.join('?' * len(WITH_FILE))})", list(WITH_FILE)))
    return _joined([*asked, *_shared(sieve, "m")])


def of_follow_ups(sieve: Sieve, among: str | None) -> tuple[str, list[Any]]:
    """The same on ``follow_up f``."""
    asked: list[tuple[str, list[Any]]] = []
    if among is not None:
        asked.append(("f.customer_id IN (SELECT value FROM json_each(?))", [among]))
    return _joined([*asked, *_shared(sieve, "f")])


def _shared(sieve: Sieve, table: str) -> list[tuple[str, list[Any]]]:
    asked: list[tuple[str, list[Any]]] = []
    if sieve.account_id:
        account = f"(SELECT account_id FROM conversation WHERE id = {table}.conversation_id)"
        asked.append((f"{account} = ?", [sieve.account_id]))
    if sieve.since:
        asked.append((f"{table}.at >= ?", [sieve.since]))
    if sieve.until:
        asked.append((f"{table}.at < ?", [sieve.until]))
    return asked


def _joined(asked: list[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    return "".join(f" AND {words}" for words, _ in asked), [value for _, values in asked for value in values]
