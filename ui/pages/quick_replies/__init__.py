"""Quick replies: find, write, order, bring in and take out."""

from __future__ import annotations

from app.phrases import phrase
from ui.pages.contract import Page
from ui.pages.quick_replies.page import QuickRepliesPage

PAGE = Page(
    id="quick_replies",
    title=phrase("Pages", "Replies"),
    icon="quick_replies",
    make=QuickRepliesPage,
)

__all__ = ["PAGE"]
