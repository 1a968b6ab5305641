"""What the parts of a condition are called, and what each of them may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.protocol import AccountKind, ConversationStatus, Stage
from app.rules.filters import FIELDS, ME
from app.store.handling import HIGHEST_PRIORITY
from ui.delegates.customer_words import stage_words
from ui.delegates.names import priority_words
from ui.kit.translations import tr

Option = tuple[Any, str]
"""A value, and its words."""

BLANK: dict[str, Any] = {"all": [{"field": "status", "op": "is_not", "value": ConversationStatus.RESOLVED.value}]}
"""What a new filter begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names that conditions may speak of, by id."""

    accounts: tuple[Option, ...] = ()
    users: tuple[Option, ...] = ()
    tags: tuple[Option, ...] = ()


def fields() -> list[Option]:
    """What can be asked of a conversation."""
    words = {
        "status": tr("Conditions", "Status"),
        "assignee": tr("Conditions", "Assigned to"),
        "waiting": tr("Conditions", "Waiting"),
        "unread": tr("Conditions", "Unread"),
        "priority": tr("Conditions", "Priority"),
        "tag": tr("Conditions", "Tag"),
        "text": tr("Conditions", "Name or last words"),
        "account": tr("Conditions", "Account"),
        "kind": tr("Conditions", "Kind of account"),
        "stage": tr("Conditions", "Stage"),
        "direction": tr("Conditions", "Last word"),
        "starred": tr("Conditions", "Starred"),
        "pinned": tr("Conditions", "Pinned"),
        "muted": tr("Conditions", "Muted"),
    }
    return [(name, words[name]) for name in words if name in FIELDS]


def operators(field: str) -> list[Option]:
    """How it can be compared."""
    words = {
        "is": tr("Conditions", "is"),
        "is_not": tr("Conditions", "is not"),
        "at_least": tr("Conditions", "is at least"),
        "longer_than": tr("Conditions", "longer than"),
        "has": tr("Conditions", "is there"),
        "has_not": tr("Conditions", "is missing"),
        "contains": tr("Conditions", "contains"),
        "contains_not": tr("Conditions", "does not contain"),
    }
    return [(op, words[op]) for op in FIELDS[field][0]]


def values(field: str, known: Known) -> list[Option]:
    """What it can be compared with; empty when that is written, not chosen."""
    match field:
        case "account":
            return list(known.accounts)
        case "tag":
            return list(known.tags)
        case "assignee":
            return [(ME, tr("Conditions", "me")), ("", tr("Conditions", "nobody")), *known.users]
        case "kind":
            return [(kind.value, kind_words(kind)) for kind in AccountKind]
        case "status":
            return [(status.value, status_words(status)) for status in ConversationStatus]
        case "stage":
            return [(stage.value, stage_words(stage)) for stage in Stage]
        case "priority":
            return [(priority, priority_words(priority)) for priority in range(HIGHEST_PRIORITY, -1, -1)]
        case "direction":
            return [
                ("in", tr("Conditions", "the customer's")),
                ("out", tr("Conditions", "ours")),
                ("", tr("Conditions", "nobody's")),
            ]
        case "unread" | "starred" | "pinned" | "muted":
            return [(True, tr("Conditions", "yes")), (False, tr("Conditions", "no"))]
    return []


def status_words(status: ConversationStatus) -> str:
    """Where a conversation stands."""
    return {
        ConversationStatus.OPEN: tr("Conditions", "Open"),
        ConversationStatus.PENDING: tr("Conditions", "Pending"),
        ConversationStatus.SNOOZED: tr("Conditions", "Snoozed"),
        ConversationStatus.RESOLVED: tr("Conditions", "Resolved"),
    }[status]


def kind_words(kind: AccountKind) -> str:
    """What sort of account it is."""
    return {
        AccountKind.WECOM_KF: tr("Conditions", "WeChat customer service"),
        AccountKind.OFFICIAL_ACCOUNT: tr("Conditions", "Official account"),
        AccountKind.MINI_PROGRAM: tr("Conditions", "Mini program"),
        AccountKind.WECOM_MEMBER: tr("Conditions", "WeCom member"),
        AccountKind.CUSTOMER_GROUP: tr("Conditions", "Customer group"),
        AccountKind.GROUP_ROBOT: tr("Conditions", "Group robot"),
        AccountKind.PERSONAL: tr("Conditions", "Personal account"),
    }[kind]
