"""What the face gets to see: frozen snapshots, free of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.protocol import AccountKind, Availability, ConversationStatus, Direction, MessageState, Role, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow:
    """A tag, and whether the customer asked about has it."""

    id: str
    group_id: str
    name: str
    color: str
    order: int = 0
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TagGroupRow:
    """A drawer of tags, in order."""

    id: str
    name: str
    order: int
    tags: tuple[TagRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account for its tab."""

    id: str
    kind: AccountKind
    name: str
    platform_id: str
    team_id: str
    paused: bool
    trouble: str
    auto_assign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """A colleague."""

    id: str
    name: str
    login: str
    role: Role
    availability: Availability
    disabled: bool
    team_ids: tuple[str, ...] = ()
    capacity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerRow:
    """Who has a conversation open until a time (ms)."""

    user_id: str
    name: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """A conversation for the list, the header and the composer, all names resolved."""

    id: str
    account_id: str
    account_kind: AccountKind
    account_name: str
    customer_id: str
    identity_id: str
    title: str
    """The remark, else the customer's name, else the conversation's own title."""
    status: ConversationStatus
    assignee_id: str
    assignee_name: str
    snoozed_until: int
    pinned: bool
    starred: bool
    muted: bool
    read_at: int
    unread: int
    waiting_since: int
    last_at: int
    snippet: str
    last_direction: str
    window_trigger: str
    window_opened_at: int
    sent_in_window: int
    member_count: int
    gone_at: int
    """When the customer left the account; 0 while they are there."""
    draft: str
    """My unsent words; empty when there are none."""
    tags: tuple[TagRow, ...]
    """The first three."""
    priority: int = 0
    holder_id: str = ""
    """Who typed an answer last (``holder_mode`` typing); nobody else may send one until ``held_until``."""
    holder_name: str = ""
    holder_mode: str = ""
    held_until: int = 0
    viewers: tuple[ViewerRow, ...] = ()
    """Who had it open last, those who type among them, whoever came first before the others."""
    external_tail: str = ""
    """The last four characters of what the platform calls the customer, for those without a name."""
    wordless: str = ""
    """The type of the newest message when it has no words for the snippet."""

    def held_by_another(self, me: str, now_ms: int) -> bool:
        """Whether a colleague is typing an answer now: then nobody else may send one."""
        return self.holder_id not in ("", me) and self.held_until > now_ms and self.holder_mode == "typing"

    def colleagues_here(self, me: str, now_ms: int) -> list[ViewerRow]:
        """Everybody else who has it open now."""
        return [one for one in self.viewers if one.user_id != me and one.until > now_ms]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A message for the timeline."""

    id: str
    conversation_id: str
    direction: Direction
    author_id: str
    author_name: str
    type: str
    text: str
    content: Mapping[str, Any]
    at: int
    state: MessageState
    reason: str
    reply_to: str
    batch_id: str
    part: int
    scheduled_at: int = 0

    @property
    def waits(self) -> bool:
        """Whether it is to go out at ``scheduled_at``; until then it can be withdrawn."""
        return self.state is MessageState.QUEUED and self.scheduled_at > self.at

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among the others."""
        return (self.at, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """A customer for the card."""

    id: str
    name: str
    remark: str
    phones: tuple[str, ...]
    company: str
    source: str
    description: str
    stage: Stage
    gender: int
    city: str
    private: bool
    custom: Mapping[str, Any]
    account_id: str
    created_at: int
    last_order: str

    @property
    def title(self) -> str:
        """What to call them on screen."""
        return self.remark or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """A customer as one account knows them, with their conversation there."""

    id: str
    customer_id: str
    account_id: str
    account_kind: AccountKind
    account_name: str
    name: str
    gone_at: int
    conversation_id: str
    last_at: int
    external_tail: str = ""
    """The last four characters of what the platform calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A touch, a promise or a next step."""

    id: str
    customer_id: str
    customer_name: str
    conversation_id: str
    author_id: str
    author_name: str
    at: int
    touch: str
    body: str
    stage: Stage
    next_action: str
    due_at: int
    done_at: int
    message_ids: tuple[str, ...]
    external_tail: str = ""
    """The end of what the platform calls the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickReplyRow:
    """A quick reply. ``scope``: ``user:<id>`` mine, ``team:<id>`` a team's, ``workspace`` everybody's."""

    id: str
    scope: str
    category_id: str
    title: str
    shortcut: str
    body: str
    parts: tuple[Mapping[str, Any], ...]
    order: int
    author_id: str
    uses: int
    team: str = ""
    """What the team is called that it belongs to."""
    parked: bool = False
    """My words for it wait for a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A branch of the quick-reply tree with what hangs on it, in order."""

    id: str
    scope: str
    parent_id: str
    name: str
    order: int
    children: tuple[CategoryRow, ...] = ()
    replies: tuple[QuickReplyRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """Unsent words and who they are for."""

    id: str
    conversation_id: str
    identity_id: str
    customer_id: str
    mode: str
    body: str
    parts: tuple[Mapping[str, Any], ...]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """Something to be told at a time."""

    id: str
    about_kind: str
    about_id: str
    text: str
    due_at: int
    done_at: int
