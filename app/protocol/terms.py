"""The fixed words of the field: what a value of a record may be."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a user may do; see product.md section 1."""

    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"
    PARTNER = "partner"


class Availability(StrEnum):
    """Whether new conversations may be given to an agent."""

    ONLINE = "online"
    BUSY = "busy"
    AWAY = "away"


class AccountKind(StrEnum):
    """The platforms' kinds of account, with their abilities in :mod:`app.rules.abilities`."""

    WECOM_KF = "wecom_kf"
    OFFICIAL_ACCOUNT = "official_account"
    MINI_PROGRAM = "mini_program"
    WECOM_MEMBER = "wecom_member"
    CUSTOMER_GROUP = "customer_group"
    GROUP_ROBOT = "group_robot"
    PERSONAL = "personal"


class ConversationStatus(StrEnum):
    """Where a conversation stands in the agent's work."""

    OPEN = "open"
    PENDING = "pending"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Direction(StrEnum):
    """Who a message is for: from the customer, to the customer, for colleagues only, or about what happened."""

    IN = "in"
    OUT = "out"
    NOTE = "note"
    EVENT = "event"


class MessageState(StrEnum):
    """What is known of a message's way, never more than there is evidence for.

    ``RECORDED``: written down or copied by the agent in an assisted or record account, sent outside Heliu.
    """

    RECEIVED = "received"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    RECALLED = "recalled"
    RECORDED = "recorded"


class Stage(StrEnum):
    """The TLSRRR funnel of product.md section 5.5."""

    NONE = ""
    TRAFFIC = "traffic"
    LEAD = "lead"
    SALE = "sale"
    RETENTION = "retention"
    REPURCHASE = "repurchase"
    REFERRAL = "referral"
