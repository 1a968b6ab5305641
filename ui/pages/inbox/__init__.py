"""The inbox: conversations, talk, composer, customer card."""

from __future__ import annotations

from ui.pages.inbox.page import PAGE, InboxPage

__all__ = ["PAGE", "InboxPage"]
