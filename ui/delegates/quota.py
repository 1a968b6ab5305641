"""What may still be sent in a conversation, asked with the row at hand."""

from __future__ import annotations

from functools import cache

from app.limits import Limits, load
from app.rules.budget import Budget, Window, budget
from app.store import ConversationRow


@cache
def limits() -> Limits:
    """The platforms' numbers, read once."""
    return load()


def quota(row: ConversationRow, now: int) -> Budget:
    """The budget of the conversation at ``now`` (ms)."""
    window = Window(trigger=row.window_trigger, opened_at=row.window_opened_at, sent=row.sent_in_window)
    return budget(row.account_kind, window, now, limits())
