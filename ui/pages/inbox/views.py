"""The lists every inbox has: what they are called, and what it means that one is empty."""

from __future__ import annotations

from ui.kit.translations import tr

VIEWS = ("waiting", "unread", "mine", "unattended", "snoozed", "all", "starred", "pending", "resolved")
"""Views of :class:`app.store.ConversationFilter`, those that are looked at most first."""


def title_of(view: str) -> str:
    """What a view is called."""
    return {
        "waiting": tr("ConversationColumn", "Waiting"),
        "unread": tr("ConversationColumn", "Unread"),
        "mine": tr("ConversationColumn", "Mine"),
        "unattended": tr("ConversationColumn", "Nobody's"),
        "snoozed": tr("ConversationColumn", "Snoozed"),
        "all": tr("ConversationColumn", "All"),
        "starred": tr("ConversationColumn", "Starred"),
        "pending": tr("ConversationColumn", "Pending"),
        "resolved": tr("ConversationColumn", "Resolved"),
    }[view]


def emptiness_of(view: str) -> tuple[str, str]:
    """What an empty view means, and what to do."""
    return {
        "waiting": (
            tr("ConversationColumn", "Nobody is waiting"),
            tr("ConversationColumn", "Every customer has an answer. “All” shows the conversations there are."),
        ),
        "unread": (
            tr("ConversationColumn", "Everything is read"),
            tr("ConversationColumn", "New messages appear here by themselves."),
        ),
        "mine": (
            tr("ConversationColumn", "Nothing is assigned to you"),
            tr("ConversationColumn", "Open a conversation and choose “Make it mine” in its menu."),
        ),
        "unattended": (
            tr("ConversationColumn", "Everybody is attended to"),
            tr("ConversationColumn", "Conversations that nobody has taken yet appear here."),
        ),
        "snoozed": (
            tr("ConversationColumn", "Nothing is put away"),
            tr("ConversationColumn", "The clock above a conversation puts it away until a time you choose."),
        ),
        "all": (
            tr("ConversationColumn", "No conversations yet"),
            tr("ConversationColumn", "They appear when the first customer writes to one of your accounts."),
        ),
        "starred": (
            tr("ConversationColumn", "Nothing is starred"),
            tr("ConversationColumn", "Star a conversation in its menu to find it again here."),
        ),
        "pending": (
            tr("ConversationColumn", "Nothing is pending"),
            tr("ConversationColumn", "Mark a conversation as pending in its menu when somebody else has to act first."),
        ),
        "resolved": (
            tr("ConversationColumn", "Nothing is resolved yet"),
            tr("ConversationColumn", "What is done appears here; it opens again when the customer writes."),
        ),
    }[view]
