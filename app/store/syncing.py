"""What the sync engine does to the store: pages in, edits out, verdicts settled, scopes filled and purged."""

from __future__ import annotations

from app.store.pages import (
    Counts,
    apply_page,
    begin,
    counts,
    cursor,
    due,
    epoch,
    last_stamp,
    next_due,
    postpone,
)
from app.store.scopes import (
    BackfillRow,
    apply_backfill,
    backfills,
    begin_backfill,
    local_digest,
    purge_scopes,
    reset_for_epoch,
    scope_since,
    scopes,
)
from app.store.verdicts import settle

__all__ = [
    "BackfillRow",
    "Counts",
    "apply_backfill",
    "apply_page",
    "backfills",
    "begin",
    "begin_backfill",
    "counts",
    "cursor",
    "due",
    "epoch",
    "last_stamp",
    "local_digest",
    "next_due",
    "postpone",
    "purge_scopes",
    "reset_for_epoch",
    "scope_since",
    "scopes",
    "settle",
]
