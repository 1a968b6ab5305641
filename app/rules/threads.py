"""What a message does to its conversation: who waits, since when, what is unread, which window is open."""

from __future__ import annotations

from dataclasses import replace

from app.protocol import Conversation, ConversationStatus, Direction, Message, MessageState
from app.rules.budget import Window

SNIPPET_CHARACTERS = 80

_NOT_SENT = frozenset({MessageState.FAILED, MessageState.RECORDED})


def after_message(conversation: Conversation, message: Message) -> Conversation:
    """The conversation with ``message`` in it; it must not have been in it before.

    A customer's message waits until the next answer, opens a resolved or snoozed conversation and counts as unread when
    it is newer than ``read_at``; whoever answers has read what came before. Messages may come late: an older one never
    moves ``last_at`` or the snippet back. Which window it opens is for :func:`app.rules.budget.opened` to say, and for
    :func:`in_window` to write down. A message that waits for its time does nothing yet.
    """
    if message.waits:
        return conversation
    newest = message.at >= conversation.last_at
    changed = conversation
    if newest and message.direction is not Direction.NOTE:
        changed = replace(
            changed, last_at=message.at, snippet=snippet(message), last_direction=str(message.direction.value)
        )
    elif newest:
        changed = replace(changed, last_at=message.at)
    match message.direction:
        case Direction.IN:
            return _asked(conversation, changed, message)
        case Direction.OUT if message.state is not MessageState.FAILED:
            return _answered(conversation, changed, message)
        case _:
            return changed


def in_window(conversation: Conversation, window: Window) -> Conversation:
    """The conversation with ``window`` as its sending window."""
    return replace(
        conversation, window_trigger=window.trigger, window_opened_at=window.opened_at, sent_in_window=window.sent
    )


def after_read(conversation: Conversation, read_at: int, unread: int) -> Conversation:
    """The conversation read up to ``read_at``, with ``unread`` customer messages newer than that."""
    return replace(conversation, read_at=read_at, unread=unread)


def after_failure(conversation: Conversation, message: Message, *, counted: bool) -> Conversation:
    """The conversation once the platform refused ``message``.

    ``counted``: the platform has counted it against the quota all the same.
    """
    in_window = message.at >= conversation.window_opened_at and not message.waits
    if counted or not in_window or not conversation.sent_in_window:
        return conversation
    return replace(conversation, sent_in_window=conversation.sent_in_window - 1)


def after_leaving(conversation: Conversation) -> Conversation:
    """The conversation once the customer has left the account: its window is closed."""
    return replace(conversation, window_trigger="", window_opened_at=0, sent_in_window=0, waiting_since=0)


def snippet(message: Message) -> str:
    """One line of the message for the list; empty for a type that has no words of its own."""
    words = message.text or str(message.content.get("title") or message.content.get("file_name") or "")
    return " ".join(words.split())[:SNIPPET_CHARACTERS]


def _asked(before: Conversation, conversation: Conversation, message: Message) -> Conversation:
    waiting = conversation.waiting_since
    answered_since = before.last_direction == Direction.OUT and message.at < before.last_at
    if not answered_since:
        waiting = min(waiting, message.at) if waiting else message.at
    unread = conversation.unread + (message.at > conversation.read_at)
    if conversation.status in (ConversationStatus.RESOLVED, ConversationStatus.SNOOZED):
        return replace(
            conversation, waiting_since=waiting, unread=unread, status=ConversationStatus.OPEN, snoozed_until=0
        )
    return replace(conversation, waiting_since=waiting, unread=unread)


def _answered(before: Conversation, conversation: Conversation, message: Message) -> Conversation:
    sent = conversation.sent_in_window + (message.state not in _NOT_SENT)
    waiting = 0 if message.at >= conversation.waiting_since else conversation.waiting_since
    if message.at < before.last_at:
        return replace(conversation, sent_in_window=sent, waiting_since=waiting)
    read_at = max(before.read_at, before.last_at)
    return replace(conversation, sent_in_window=sent, waiting_since=waiting, read_at=read_at, unread=0)
