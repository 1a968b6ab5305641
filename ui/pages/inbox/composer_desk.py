"""What a composer leans on."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.services import (
    ConversationService,
    CustomerService,
    DraftService,
    MessageService,
    QuickReplyService,
    UserService,
)
from app.session import Session
from ui.delegates.pictures import Pictures


class Shelf(Protocol):
    """Where files of this machine are kept by their content."""

    def path_of(self, media_id: str) -> Path: ...

    def keep(self, source: Path) -> Awaitable[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The verbs a composer needs, and who sits at it."""

    messages: MessageService
    quick_replies: QuickReplyService
    drafts: DraftService
    conversations: ConversationService
    customers: CustomerService
    users: UserService
    shelf: Shelf
    pictures: Pictures
    user_id: str

    @classmethod
    def of(cls, session: Session, pictures: Pictures) -> Desk:
        """Those of a signed-in workspace."""
        return cls(
            messages=session.messages,
            quick_replies=session.quick_replies,
            drafts=session.drafts,
            conversations=session.conversations,
            customers=session.customers,
            users=session.users,
            shelf=session.files,
            pictures=pictures,
            user_id=session.workspace.user_id,
        )
