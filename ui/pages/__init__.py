"""The pages of the rail, top to bottom; one line each."""

from __future__ import annotations

from ui.pages import conflicts, customers, inbox, quick_replies, settings, today
from ui.pages.contract import Page, PageView

PAGES: tuple[Page, ...] = (
    inbox.PAGE,
    customers.PAGE,
    today.PAGE,
    quick_replies.PAGE,
    conflicts.PAGE,
    settings.PAGE,
)

__all__ = ["PAGES", "Page", "PageView"]
