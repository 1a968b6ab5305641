"""Today: what was promised and is due."""

from __future__ import annotations

from app.phrases import phrase
from ui.pages.contract import Page
from ui.pages.today.page import TodayPage

PAGE = Page(id="today", title=phrase("Pages", "Today"), icon="today", make=TodayPage)

__all__ = ["PAGE"]
