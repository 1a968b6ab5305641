"""What an agent can do, one verb a method. The only part of the app a page calls."""

from __future__ import annotations

from app.services.agenda import DraftService, FollowUpService, PreferenceService, ReminderService
from app.services.conflicts import ConflictService
from app.services.conversations import NAMELESS, ConversationService, Queue
from app.services.customers import CustomerService, TagService
from app.services.messages import MessageService
from app.services.news import NewsService
from app.services.people import AccountService, UserService
from app.services.quick_replies import QuickReplyService
from app.services.saved_filters import SavedFilterService
from app.services.search import SearchService
from app.store import ConversationFilter, Part

__all__ = [
    "NAMELESS",
    "AccountService",
    "ConflictService",
    "ConversationFilter",
    "ConversationService",
    "CustomerService",
    "DraftService",
    "FollowUpService",
    "MessageService",
    "NewsService",
    "Part",
    "PreferenceService",
    "Queue",
    "QuickReplyService",
    "ReminderService",
    "SavedFilterService",
    "SearchService",
    "TagService",
    "UserService",
]
