"""The pages of the rail, top to bottom; one line each."""

from __future__ import annotations

from ui.pages import quick_replies
from ui.pages.contract import Page, PageView

PAGES: tuple[Page, ...] = (quick_replies.PAGE,)

__all__ = ["PAGES", "Page", "PageView"]
