"""What an agent does with conversations, one or many of them in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import BadInput, TooManyPins
from app.phrases import phrase
from app.protocol import ConversationStatus, Direction, HybridClock
from app.store import conversations, inbox, messages, outbox
from app.store.messages import Part
from app.store.transaction import Transaction

HIGHEST_PRIORITY = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does it, and the clock that stamps it."""

    user_id: str
    clock: HybridClock


def together(tx: Transaction, ids: Sequence[str], verb: str, how: Mapping[str, Any], deed: Deed) -> None:
    """Do the same to all of them, or nothing to any.

    Raises:
        BadInput: there is no such verb, or it does not fit one of them.
        TooManyPins: not all of them can be pinned.
        Refused: one of them is gone.
    """
    if verb not in VERBS:
        raise BadInput(f"nothing is called {verb}")
    for conversation_id in ids:
        VERBS[verb](tx, conversation_id, deed, **how)


def put_back(tx: Transaction, values: Mapping[str, Mapping[str, Any]], deed: Deed) -> None:
    """Give conversations, by id, the values of fields that they had before.

    Raises:
        TooManyPins: one was pinned, and by now there is no room for it.
        Refused: one of them is gone.
    """
    for conversation_id, fields in values.items():
        if fields.get("pinned"):
            _check_room(tx, conversation_id)
        _edit(tx, conversation_id, deed, **fields)


def _edit(tx: Transaction, conversation_id: str, deed: Deed, **fields: Any) -> None:
    outbox.edit(tx, "conversation", conversation_id, fields, deed.clock)


def _read(tx: Transaction, conversation_id: str, deed: Deed) -> None:
    conversations.read(tx, conversation_id, deed.clock)


def _unread(tx: Transaction, conversation_id: str, deed: Deed) -> None:
    conversations.unread(tx, conversation_id, deed.clock)


def _status(tx: Transaction, conversation_id: str, deed: Deed, *, status: ConversationStatus) -> None:
    _edit(tx, conversation_id, deed, status=ConversationStatus(status).value, snoozed_until=0)


def _snooze(tx: Transaction, conversation_id: str, deed: Deed, *, until: int) -> None:
    _edit(tx, conversation_id, deed, status=ConversationStatus.SNOOZED.value, snoozed_until=until)


def _assign(tx: Transaction, conversation_id: str, deed: Deed, *, user_id: str) -> None:
    _edit(tx, conversation_id, deed, assignee_id=user_id)


def _transfer(tx: Transaction, conversation_id: str, deed: Deed, *, user_id: str, comment: str) -> None:
    """Give it to a colleague with a word about it, both or neither."""
    _assign(tx, conversation_id, deed, user_id=user_id)
    if comment.strip():
        content = {"mentions": [user_id]} if user_id else {}
        part = Part(text=comment, content=content)
        messages.queue(tx, conversation_id, [part], deed.user_id, deed.clock, direction=Direction.NOTE)


def _pin(tx: Transaction, conversation_id: str, deed: Deed, *, on: bool = True) -> None:
    if on:
        _check_room(tx, conversation_id)
    _edit(tx, conversation_id, deed, pinned=on)


def _check_room(tx: Transaction, conversation_id: str) -> None:
    is_pinned = tx.row("SELECT 1 FROM conversation WHERE id = ? AND pinned = 1", (conversation_id,))
    if is_pinned is None and len(inbox.pins(tx)) >= inbox.most_pins():
        raise TooManyPins(
            phrase("Errors", "Unpin one first: the pinned are on top of “All” in the tab of all accounts")
        )


def _star(tx: Transaction, conversation_id: str, deed: Deed, *, on: bool = True) -> None:
    _edit(tx, conversation_id, deed, starred=on)


def _mute(tx: Transaction, conversation_id: str, deed: Deed, *, on: bool = True) -> None:
    _edit(tx, conversation_id, deed, muted=on)


def _priority(tx: Transaction, conversation_id: str, deed: Deed, *, priority: int) -> None:
    if not 0 <= priority <= HIGHEST_PRIORITY:
        raise BadInput(phrase("Errors", "There is no such priority"))
    _edit(tx, conversation_id, deed, priority=priority)


VERBS: Mapping[str, Callable[..., None]] = {
    "open": _read,
    "mark_unread": _unread,
    "set_status": _status,
    "snooze": _snooze,
    "assign": _assign,
    "transfer": _transfer,
    "pin": _pin,
    "star": _star,
    "mute": _mute,
    "set_priority": _priority,
}
"""By the name of the service's verb."""
