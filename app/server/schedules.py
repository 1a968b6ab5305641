"""Messages whose time has come: only now do they answer, and count against the platform's quota."""

from __future__ import annotations

from app import limits
from app.protocol import KINDS, AccountKind, Message, MessageState
from app.protocol.codec import check
from app.rules.budget import USED_UP, budget, window_of
from app.rules.threads import after_message
from app.server import queue
from app.server.book import Book
from app.server.database import Tx
from app.server.news import News
from app.server.outgoing import as_values, conversation_of
from app.server.queue import Job


def begin(tx: Tx, job: Job, kind: AccountKind, now_ms: int) -> tuple[bool, News]:
    """Let a scheduled message go out, or fail with its job if the window has closed; whether it goes."""
    book = Book(tx, job.workspace, now_ms)
    entry = book.standing("message", job.key)
    above = book.standing("conversation", entry.values["conversation_id"]) if entry else None
    if entry is None or above is None or entry.values["state"] != MessageState.QUEUED:
        return True, News(workspace=job.workspace)
    conversation = conversation_of(above)
    allowed = budget(kind, window_of(conversation), now_ms, limits.load())
    if not allowed.open:
        reason = "quota_used" if allowed.why == USED_UP else "window_closed"
        queue.finish(tx, job.id, now_ms)
        book.put(entry.kind, entry.id, {**entry.values, "state": MessageState.FAILED.value, "reason": reason})
        return False, book.close()
    at = max(now_ms, conversation.last_at + 1, entry.values["scheduled_at"])
    values = {**entry.values, "at": at}
    message = check(KINDS["message"], values)
    assert isinstance(message, Message)
    book.put(entry.kind, entry.id, values, at=at)
    book.put(above.kind, above.id, as_values(after_message(conversation, message)))
    return True, book.close()
