"""Settings: how the desk looks, how it sends, who is logged in, where the data lies."""

from __future__ import annotations

from app.phrases import phrase
from ui.pages.contract import Page
from ui.pages.settings.page import SettingsPage

PAGE = Page(
    id="settings",
    title=phrase("Pages", "Settings"),
    icon="settings",
    make=SettingsPage,
    at_bottom=True,
)

__all__ = ["PAGE"]
