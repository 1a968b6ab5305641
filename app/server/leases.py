"""Who has a conversation open and which one of them answers, for a minute at a time: two never answer a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app import limits
from app.protocol import Lease
from app.server.access import Principal, fresh, state_of
from app.server.audit import write_down
from app.server.book import Book
from app.server.checks import Refusal
from app.server.database import Tx
from app.server.entry import Entry
from app.server.news import News

VIEWING, TYPING = "viewing", "typing"
_NOBODY = {"holder_id": "", "holder_mode": "", "held_until": 0}
_FRESH_MS = 5_000
"""A lease that was renewed so lately is not written again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Body of a lease: ``mode`` is viewing or typing; ``take_over`` ends somebody else's typing."""

    mode: str = VIEWING
    take_over: bool = False


def hold(tx: Tx, who: Principal, conversation_id: str, wish: Wish, now_ms: int) -> tuple[Lease, News]:
    """Let ``who`` look at the conversation, or answer it unless a colleague does; who answers now.

    Everybody may look. Somebody else's typing only ends by ``take_over``; until then who wants to type looks.

    Raises:
        Refusal: not_found, bad_request.
    """
    if wish.mode not in (VIEWING, TYPING):
        raise Refusal("bad_request", "mode is viewing or typing")
    book, entry = _seen(tx, who, conversation_id, now_ms)
    before = entry.values
    mine, theirs = before["holder_id"] == who.user_id, held_by_another(before, who.user_id, now_ms)
    types = wish.mode == TYPING and (wish.take_over or not theirs)
    if types and theirs:
        about = f"{conversation_id} {before['holder_id']}"
        write_down(tx, who.workspace, who.user_id, "lease_taken_over", "conversation", about, now_ms)
    until = now_ms + limits.load().milliseconds("heliu.lease.length")
    if types is mine and before["viewers"].get(who.user_id, 0) > until - _FRESH_MS:
        return _lease(before), News(workspace=who.workspace)
    after = {**before, "viewers": {**_here(before, now_ms), who.user_id: until}}
    if types:
        after |= {"holder_id": who.user_id, "holder_mode": TYPING, "held_until": until}
    elif mine:
        after |= _NOBODY
    book.put(entry.kind, entry.id, after)
    return _lease(after), book.close()


def release(tx: Tx, who: Principal, conversation_id: str, now_ms: int) -> News:
    """``who`` has left it, if they were there.

    Raises:
        Refusal: not_found.
    """
    book, entry = _seen(tx, who, conversation_id, now_ms)
    before = entry.values
    if who.user_id not in before["viewers"]:
        return News(workspace=who.workspace)
    others = {name: until for name, until in _here(before, now_ms).items() if name != who.user_id}
    typed = _NOBODY if before["holder_id"] == who.user_id else {}
    book.put(entry.kind, entry.id, {**before, "viewers": others, **typed})
    return book.close()


def held_by_another(conversation: Mapping[str, Any], user_id: str, now_ms: int) -> bool:
    """Whether a colleague is typing an answer now: then ``user_id`` may send none."""
    return (
        conversation["holder_id"] not in ("", user_id)
        and conversation["held_until"] > now_ms
        and conversation["holder_mode"] == TYPING
    )


def _here(conversation: Mapping[str, Any], now_ms: int) -> dict[str, int]:
    return {name: until for name, until in conversation["viewers"].items() if until > now_ms}


def _seen(tx: Tx, who: Principal, conversation_id: str, now_ms: int) -> tuple[Book, Entry]:
    who = fresh(tx, who, state_of(tx, who.workspace))
    book = Book(tx, who.workspace, now_ms)
    entry = book.standing("conversation", conversation_id)
    if entry is None or entry.place is None or not who.sees(entry.place.scope, entry.place.also):
        raise Refusal("not_found")
    return book, entry


def _lease(conversation: Mapping[str, Any]) -> Lease:
    return Lease(
        holder_id=conversation["holder_id"],
        holder_mode=conversation["holder_mode"],
        held_until=conversation["held_until"],
    )
