"""What the shell knows of a page, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.session import Session


class PageView(QWidget):
    """A page on the stage.

    Signals:
        badge_changed(direct, indirect): how many things wait for me, and whether some wait for others.
        page_wished(page_id, target): please show that page and let it ``reveal`` the target.
        account_wished(account_id): please choose that account's tab ("" for all).
        palette_wished(mode, customer_id, name): please open the palette, maybe to search only what concerns a customer.
        log_out_wished: the agent has confirmed to take this account off this computer.
    """

    badge_changed = Signal(int, bool)
    page_wished = Signal(str, str)
    account_wished = Signal(str)
    palette_wished = Signal(str, str, str)
    log_out_wished = Signal()

    conversation_id: str = ""
    """The conversation that is open here."""
    first: QWidget | None = None
    """Where the keyboard goes when the page comes to the front; a focus proxy would hide what lies before it."""
    aside: QWidget | None = None
    """Where notices may lie: beside what the agent reads and writes; else the window's lower right corner."""

    def show_account(self, account_id: str) -> None:
        """Follow the account tabs; "" is all accounts. Pages with ``has_accounts`` override it."""

    def reveal(self, target: str) -> None:
        """Bring what ``target`` names (an id, "longest_waiting", what Found leads to) into view."""

    async def put_away(self) -> None:
        """Keep what is typed: the window closes or the language changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A place on the rail. ``title`` is a phrase of the context "Pages"; ``icon`` a file of resources/icons.

    ``make(session, parent)`` builds the page when it is first shown. ``in_rail`` False: reached from elsewhere only.
    """

    id: str
    title: str
    icon: str
    make: Callable[[Session, QWidget], PageView]
    has_accounts: bool = False
    at_bottom: bool = False
    in_rail: bool = True
