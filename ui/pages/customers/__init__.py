"""Customers: everybody who ever wrote, to find, to mark and to go on with."""

from __future__ import annotations

from app.phrases import phrase
from ui.pages.contract import Page
from ui.pages.customers.page import CustomersPage

PAGE = Page(id="customers", title=phrase("Pages", "Customers"), icon="customers", make=CustomersPage, has_accounts=True)

__all__ = ["PAGE"]
