"""Who has a conversation open, for a minute at a time, so that two agents never answer the same customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app import limits
from app.protocol import Lease
from app.server.access import Principal, fresh, state_of
from app.server.audit import write_down
from app.server.book import Book, Entry
from app.server.checks import Refusal
from app.server.database import Tx

VIEWING, TYPING = "viewing", "typing"
_FRESH_MS = 5_000
"""A lease that was renewed so lately is not written again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Body of a lease: ``mode`` is viewing or typing; ``take_over`` ends somebody else's typing."""

    mode: str = VIEWING
    take_over: bool = False


def hold(tx: Tx, who: Principal, conversation_id: str, wish: Wish, now_ms: int) -> tuple[Lease, int]:
    """Give the conversation to ``who`` unless a colleague has the better right; who holds it now, and the new head.

    A colleague who types is only displaced by ``take_over``, one who looks only by somebody who types.

    Raises:
        Refusal: not_found, bad_request.
    """
    if wish.mode not in (VIEWING, TYPING):
        raise Refusal("bad_request", "mode is viewing or typing")
    book, entry = _seen(tx, who, conversation_id, now_ms)
    before = entry.values
    if held_by_another(before, who.user_id, now_ms) and not wish.take_over:
        keeps = before["holder_mode"] == TYPING or wish.mode == VIEWING
        if keeps:
            return _lease(before), 0
    if wish.take_over and held_by_another(before, who.user_id, now_ms, TYPING):
        about = f"{conversation_id} {before['holder_id']}"
        write_down(tx, who.workspace, who.user_id, "lease_taken_over", "conversation", about, now_ms)
    until = now_ms + limits.load().milliseconds("heliu.lease.length")
    mine = before["holder_id"] == who.user_id and before["holder_mode"] == wish.mode
    if mine and before["held_until"] > until - _FRESH_MS:
        return _lease(before), 0
    after = {**before, "holder_id": who.user_id, "holder_mode": wish.mode, "held_until": until}
    book.put(entry.kind, entry.id, after)
    return _lease(after), book.close()


def release(tx: Tx, who: Principal, conversation_id: str, now_ms: int) -> int:
    """Give up one's own lease, if there is one; the new head, or 0.

    Raises:
        Refusal: not_found.
    """
    book, entry = _seen(tx, who, conversation_id, now_ms)
    if entry.values["holder_id"] != who.user_id:
        return 0
    book.put(entry.kind, entry.id, {**entry.values, "holder_id": "", "holder_mode": "", "held_until": 0})
    return book.close()


def held_by_another(conversation: Mapping[str, Any], user_id: str, now_ms: int, mode: str = "") -> bool:
    """Whether a colleague holds the conversation now, in whatever mode or the stated one."""
    return (
        conversation["holder_id"] not in ("", user_id)
        and conversation["held_until"] > now_ms
        and mode in ("", conversation["holder_mode"])
    )


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
