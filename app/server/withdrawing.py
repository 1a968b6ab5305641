"""Messages that are taken back before they go out."""

from __future__ import annotations

from dataclasses import replace

from app.protocol import KINDS, Message, MessageState
from app.protocol.codec import check
from app.server.arrivals import unanswered_since
from app.server.book import Book
from app.server.checks import Refusal
from app.server.entry import Entry
from app.server.outgoing import as_values, conversation_of
from app.server.sending import uncount


def withdraw(book: Book, entry: Entry) -> None:
    """Let a queued message not go out; what it did to its conversation is undone. Others are left as they are.

    Raises:
        Refusal: too_late, it is on its way.
    """
    if entry.values["state"] != MessageState.QUEUED:
        return
    sql = "DELETE FROM job WHERE key = ? AND kind = 'send' AND done_at = 0 AND started = 0 AND leased_until <= ?"
    if not book.tx.run(sql, (entry.id, book.now_ms)):
        raise Refusal("too_late", "it is on its way")
    message = check(KINDS["message"], entry.values)
    assert isinstance(message, Message)
    if message.waits:
        return
    uncount(book, entry)
    above = book.standing("conversation", entry.values["conversation_id"])
    if above is not None:
        conversation = conversation_of(above)
        waiting = conversation.waiting_since or unanswered_since(book, above.id, entry)
        book.put(above.kind, above.id, as_values(replace(conversation, waiting_since=waiting)))
