"""The local memory: one encrypted file, one writing thread, one stream of change notices."""

from __future__ import annotations

from app.store.changes import ChangeFeed, Changes
from app.store.conflicts import ConflictRow, RefusedRow
from app.store.customer_lists import CustomerFilter, CustomerPage, ListedCustomer
from app.store.found import Found
from app.store.inbox import Badge, ConversationFilter
from app.store.messages import Part
from app.store.rows import (
    AccountRow,
    CategoryRow,
    ConversationRow,
    CustomerRow,
    DraftRow,
    FollowUpRow,
    IdentityRow,
    MessageRow,
    QuickReplyRow,
    ReminderRow,
    TagGroupRow,
    TagRow,
    UserRow,
    ViewerRow,
)
from app.store.saved_filters import SavedFilterRow
from app.store.sieve import Sieve
from app.store.store import Store
from app.store.strangers import Stranger
from app.store.transaction import Reading, Transaction

__all__ = [
    "AccountRow",
    "Badge",
    "CategoryRow",
    "ChangeFeed",
    "Changes",
    "ConflictRow",
    "ConversationFilter",
    "ConversationRow",
    "CustomerFilter",
    "CustomerPage",
    "CustomerRow",
    "DraftRow",
    "FollowUpRow",
    "Found",
    "IdentityRow",
    "ListedCustomer",
    "MessageRow",
    "Part",
    "QuickReplyRow",
    "Reading",
    "RefusedRow",
    "ReminderRow",
    "SavedFilterRow",
    "Sieve",
    "Store",
    "Stranger",
    "TagGroupRow",
    "TagRow",
    "Transaction",
    "UserRow",
    "ViewerRow",
]
