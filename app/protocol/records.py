"""One dataclass per synced kind: the fields that travel, in the order in which they travel.

Fields are only ever appended, each with a default, so that an older row still reads. ``at``, ``…_at``, ``…_until`` and
``…_since`` are milliseconds since 1970 (0 or None: never). The record's id and revision stand beside it, not in it.
How an edit of a field meets another edit is its merge rule, see :mod:`app.protocol.kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.protocol.merging import fixed, server, text
from app.protocol.terms import AccountKind, Availability, ConversationStatus, Direction, MessageState, Role, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all kinds share: nothing but the promise to be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Record):
    """A member of staff."""

    name: str = ""
    login: str = server(default="")
    role: Role = server(default=Role.AGENT)
    availability: Availability = Availability.ONLINE
    capacity: int = server(default=20)
    team_ids: list[str] = server(default_factory=list)
    disabled: bool = server(default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """An account on a WeChat platform that customers write to. Secrets never travel."""

    kind: AccountKind = server(default=AccountKind.WECOM_KF)
    name: str = server(default="")
    platform_id: str = server(default="")
    """``open_kfid``, appid, userid, chat_id or webhook name."""
    team_id: str = server(default="")
    paused: bool = server(default=False)
    trouble: str = server(default="")
    """Why the platform refuses us now, for the tab; empty when all is well."""
    auto_assign: bool = server(default=False)
    """Whether new conversations are given to agents in turn."""
    seen_by: list[str] = server(default_factory=list)
    """The users it was granted to; nobody else learns of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Record):
    """One person, however many identities they write from."""

    name: str = ""
    remark: str = ""
    phones: list[str] = field(default_factory=list)
    company: str = ""
    source: str = ""
    description: str = text(default="")
    stage: Stage = Stage.NONE
    gender: int = 0
    """0 unknown, 1 male, 2 female (platforms.md A.4)."""
    city: str = ""
    unionid: str = server(default="")
    private: bool = False
    """Marked "not a customer"."""
    custom: dict[str, Any] = field(default_factory=dict)
    account_id: str = fixed(default="")
    """Where they were first met; decides who may see them, together with their other identities."""
    created_at: int = fixed(default=0)
    last_order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Record):
    """A customer as one account knows them."""

    customer_id: str = ""
    account_id: str = fixed(default="")
    external_id: str = server(default="")
    """``external_userid`` or openid."""
    name: str = server(default="")
    unionid: str = server(default="")
    source: str = server(default="")
    gone_at: int = server(default=0)
    """When they unsubscribed or deleted the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(Record):
    """The one thread between an identity (or a group) and an account."""

    account_id: str = fixed(default="")
    customer_id: str = ""
    identity_id: str = fixed(default="")
    title: str = server(default="")
    status: ConversationStatus = ConversationStatus.OPEN
    assignee_id: str = ""
    snoozed_until: int = 0
    priority: int = 0
    pinned: bool = False
    starred: bool = False
    muted: bool = False
    read_at: int = 0
    """``at`` of the newest message the team has read."""
    unread: int = server(default=0)
    waiting_since: int = server(default=0)
    """``at`` of the oldest unanswered customer message; 0 when nobody waits."""
    last_at: int = server(default=0)
    snippet: str = server(default="")
    last_direction: str = server(default="")
    window_trigger: str = server(default="")
    """What opened the sending window, a name of :mod:`app.rules.budget`; empty when none ever did."""
    window_opened_at: int = server(default=0)
    sent_in_window: int = server(default=0)
    member_count: int = server(default=0)
    created_at: int = fixed(default=0)
    holder_id: str = server(default="")
    """Who answers it, until ``held_until``."""
    holder_mode: str = server(default="")
    """typing: then nobody else may send."""
    held_until: int = server(default=0)
    viewers: dict[str, int] = server(default_factory=dict)
    """Until when each user has it open, whoever answers among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """Something said, sent, noted or done in a conversation. Ordered by ``(at, id)``."""

    conversation_id: str = fixed(default="")
    direction: Direction = fixed(default=Direction.IN)
    author_id: str = fixed(default="")
    """The user who wrote it; empty for the customer and the platform."""
    type: str = fixed(default="text")
    """The platform's word for it: text, image, voice, video, file, link, miniprogram, msgmenu, location, event, …"""
    text: str = fixed(default="")
    content: dict[str, Any] = fixed(default_factory=dict)
    """What the type needs besides text: media_id (ours), file_name, size, title, url, appid, pagepath, items, …"""
    at: int = server(default=0)
    state: MessageState = server(default=MessageState.RECEIVED)
    reason: str = server(default="")
    """Why it failed, in the platform's words and number."""
    reply_to: str = fixed(default="")
    batch_id: str = fixed(default="")
    """Parts of one reply share it; they go in order of ``part`` and stop at the first failure."""
    part: int = fixed(default=0)
    scheduled_at: int = fixed(default=0)
    """When it is to go out; while this lies after ``at``, it waits for its time. Sending it moves ``at``."""

    @property
    def waits(self) -> bool:
        """Whether it is to go out only later; until then it answers nobody."""
        return self.scheduled_at > self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class TagGroup(Record):
    """A drawer of tags."""

    name: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A word to find customers by."""

    group_id: str = ""
    name: str = ""
    order: int = 0
    color: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTag(Record):
    """A tag on a customer; its id is ``natural_id("customer_tag", customer_id, tag_id)``."""

    customer_id: str = fixed(default="")
    tag_id: str = fixed(default="")
    author_id: str = fixed(default="")
    at: int = fixed(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickReplyCategory(Record):
    """A branch of the quick-reply tree."""

    scope: str = "workspace"
    """``user:<id>`` personal, ``team:<id>`` team, ``workspace`` company."""
    parent_id: str = ""
    name: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickReply(Record):
    """A text, with its attachments, that need not be typed again."""

    scope: str = "workspace"
    category_id: str = ""
    title: str = ""
    shortcut: str = ""
    body: str = text(default="")
    parts: list[dict[str, Any]] = text(default_factory=list)
    """What follows the body, each ``{"type": …, "text": …, "content": {…}}`` as in a message."""
    order: int = 0
    author_id: str = fixed(default="")
    uses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """A touch with a customer, and what is to happen next."""

    customer_id: str = fixed(default="")
    conversation_id: str = fixed(default="")
    author_id: str = fixed(default="")
    at: int = fixed(default=0)
    touch: str = "note"
    """message, call, visit, note, promise, moment, order."""
    body: str = text(default="")
    stage: Stage = Stage.NONE
    next_action: str = ""
    due_at: int = 0
    done_at: int = 0
    message_ids: list[str] = fixed(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """Unsent words, bound to whom they are for; id ``natural_id("draft", user, identity, customer, mode)``."""

    user_id: str = fixed(default="")
    identity_id: str = fixed(default="")
    customer_id: str = fixed(default="")
    conversation_id: str = fixed(default="")
    mode: str = fixed(default="reply")
    """reply or note."""
    body: str = text(default="")
    parts: list[dict[str, Any]] = field(default_factory=list)
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Record):
    """A choice that follows the agent to every device; id ``natural_id("preference", user, name)``."""

    user_id: str = fixed(default="")
    name: str = fixed(default="")
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Record):
    """Something to be told at a time."""

    user_id: str = fixed(default="")
    about_kind: str = fixed(default="")
    about_id: str = fixed(default="")
    text: str = ""
    due_at: int = 0
    done_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter(Record):
    """A list of the inbox that an agent has put together."""

    user_id: str = fixed(default="")
    name: str = ""
    order: int = 0
    conditions: dict[str, Any] = field(default_factory=dict)
    """As in :mod:`app.rules.filters`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Record):
    """Members of staff who share what stands in ``team:<id>``."""

    name: str = server(default="")
