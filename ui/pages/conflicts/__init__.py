"""What needs my decision: words that two of us changed, and edits that were refused."""

from __future__ import annotations

from app.phrases import phrase
from ui.pages.conflicts.page import ConflictsPage
from ui.pages.contract import Page

PAGE = Page(
    id="conflicts",
    title=phrase("Pages", "Conflicts"),
    icon="conflicts",
    make=ConflictsPage,
    in_rail=False,
)

__all__ = ["PAGE"]
