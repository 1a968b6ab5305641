"""The full-text index: a query of one Chinese character finds, and so does any stretch of what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.protocol import KINDS
from app.store import pairs, pinyin
from app.store.transaction import Transaction

_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\""
_LEAN = "content='', contentless_delete=1"

MESSAGES = (
    f"CREATE VIRTUAL TABLE message_search USING fts5(words, {_LEAN}, detail=none, {pairs.TOKENS})",
    "INSERT INTO message_search (message_search, rank) VALUES ('pgsz', 1900)",
    "INSERT INTO message_search (message_search, rank) VALUES ('usermerge', 2)",
)
"""Of messages there are many: pairs of characters, without their places in the text, lead straight to the few."""

SCHEMA = (
    *MESSAGES,
    f"CREATE VIRTUAL TABLE follow_up_search USING fts5(words, {_LEAN}, {_TOKENS})",
    f"CREATE VIRTUAL TABLE customer_search USING fts5(words, sound, {_LEAN}, {_TOKENS})",
    f"CREATE VIRTUAL TABLE quick_reply_search USING fts5(title, body, sound, {_LEAN}, {_TOKENS})",
)
"""Contentless: the rows hold the text already. A rowid is the ``number`` of the row it stands for."""

Row = Sequence[Any]
"""A record as it travels: id, revision, values in wire order."""

_spaced: Callable[[str], str] = " ".join


def _at(kind: str, *names: str) -> tuple[int, ...]:
    return tuple(2 + KINDS[kind].fields.index(name) for name in names)


_TEXT, _CONTENT = _at("message", "text", "content")
_BODY, _NEXT = _at("follow_up", "body", "next_action")
_NAME, _REMARK, _PHONES, _COMPANY, _ABOUT = _at("customer", "name", "remark", "phones", "company", "description")
_TITLE, _SHORTCUT, _REPLY = _at("quick_reply", "title", "shortcut", "body")


_SPOKEN = 200
"""Characters of a name that are found by their sound: whoever types pinyin types the beginning."""


def _sound(*names: str) -> str:
    return " . ".join(pinyin.entry(name[:_SPOKEN]) for name in names if name)


def spoken(text: str, content: Mapping[str, Any]) -> str:
    """The words of a message, with those of its title and file."""
    if not content:
        return text
    return f"{text} {content.get('title', '')} {content.get('file_name', '')}"


def _message(row: Row) -> tuple[str, ...]:
    return (pairs.entry(spoken(row[_TEXT], row[_CONTENT])),)


def _follow_up(row: Row) -> tuple[str, ...]:
    return (_spaced(f"{row[_BODY]} {row[_NEXT]}"),)


def _customer(row: Row) -> tuple[str, ...]:
    words = " ".join((row[_NAME], row[_REMARK], row[_COMPANY], *row[_PHONES], row[_ABOUT]))
    return _spaced(words), _sound(row[_NAME], row[_REMARK])


def _quick_reply(row: Row) -> tuple[str, ...]:
    return _spaced(row[_TITLE]), _spaced(row[_REPLY]), _sound(row[_TITLE], row[_SHORTCUT])


_ENTRIES: dict[str, tuple[Callable[[Row], tuple[str, ...]], str]] = {
    "message": (_message, "message_search(rowid, words) VALUES (?, ?)"),
    "follow_up": (_follow_up, "follow_up_search(rowid, words) VALUES (?, ?)"),
    "customer": (_customer, "customer_search(rowid, words, sound) VALUES (?, ?, ?)"),
    "quick_reply": (_quick_reply, "quick_reply_search(rowid, title, body, sound) VALUES (?, ?, ?, ?)"),
}


def add(tx: Transaction, kind: str, numbered: Iterable[tuple[int, Row]]) -> None:
    """Index rows that were not there before."""
    entry, into = _ENTRIES[kind]
    # The index keeps one run in memory while rowids rise; out of order it would write to disk at every step back.
    tx.many("INSERT INTO " + into, ((number, *entry(row)) for number, row in sorted(numbered, key=_number)))


def renew(tx: Transaction, kind: str, numbered: Iterable[tuple[int, Row]]) -> None:
    """Index rows whose words may have changed."""
    entry, into = _ENTRIES[kind]
    tx.many("INSERT OR REPLACE INTO " + into, ((number, *entry(row)) for number, row in sorted(numbered, key=_number)))


def forget(tx: Transaction, kind: str, numbers: Iterable[int]) -> None:
    """Take rows out of the index."""
    tx.many(f"DELETE FROM {kind}_search WHERE rowid = ?", [(number,) for number in sorted(numbers)])


def _number(numbered: tuple[int, Row]) -> int:
    return numbered[0]
