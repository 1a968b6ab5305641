"""The lists of the inbox: which conversations, in which order, and how many wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app import limits
from app.store import conditions, words
from app.store.conditions import AWAKE
from app.store.transaction import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFilter:
    """Which conversations a list shows, and in which order.

    ``view``: waiting (longest first), unread, mine, unassigned, unattended (nobody's, who waits longest first),
    snoozed, starred, pending, resolved, open or all. ``text``: part of a customer's name, remark, phone or company, or
    of its pinyin. ``conditions``: of a saved filter. ``sort``: newest, oldest, waiting (longest first), priority (the
    highest first), or empty for the view's own order. Those on top (``pins``) always come first.
    """

    account_id: str | None = None
    view: str = "all"
    text: str = ""
    conditions: Mapping[str, Any] | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Unread of an account: ``direct`` mine or nobody's, a number; ``indirect`` a colleague's or muted, a dot."""

    direct: int = 0
    indirect: bool = False


_NEWEST = "last_at DESC, id DESC"
_WAITING = "waiting_since = 0, waiting_since, last_at DESC, id"
_OPEN = "status = 'open'"
_VIEWS = {
    "all": ("", "1", _NEWEST),
    "open": ("open", _OPEN, _NEWEST),
    "waiting": ("waiting", f"waiting_since > 0 AND ({_OPEN} OR status = 'pending')", "waiting_since, id"),
    "unread": ("unread", "unread > 0", _NEWEST),
    "mine": ("", "assignee_id = :me AND status <> 'resolved'", _NEWEST),
    "unassigned": ("", "assignee_id = '' AND status <> 'resolved'", _NEWEST),
    "unattended": ("", f"assignee_id = '' AND ({_OPEN} OR status = 'pending')", _WAITING),
    "snoozed": ("snoozed", f"status = 'snoozed' AND NOT {AWAKE}", "snoozed_until = 0, snoozed_until, id"),
    "starred": ("starred", "starred = 1", _NEWEST),
    "pending": ("pending", "status = 'pending'", _NEWEST),
    "resolved": ("resolved", "status = 'resolved'", _NEWEST),
}
"""By view: the partial index that holds it (the planner would rather read a whole account), condition, order."""
_SORTS = {
    "newest": _NEWEST,
    "oldest": "last_at, id",
    "waiting": _WAITING,
    "priority": f"priority DESC, {_WAITING}",
}


def ids(look: Reading, wanted: ConversationFilter, user_id: str, now_ms: int) -> list[str]:
    """Ids in the order of the list, those on top first.

    Raises:
        BadInput: the conditions are damaged or from a newer program.
    """
    index, where, order = _VIEWS[wanted.view]
    params: dict[str, Any] = {"me": user_id, "now": now_ms}
    if _OPEN in where and _somebody_woke(look, now_ms):
        index, where = index if wanted.view == "waiting" else "", where.replace(_OPEN, f"({_OPEN} OR {AWAKE})")
    if wanted.account_id is not None:
        where += " AND account_id = :account"
        params["account"] = wanted.account_id
    if wanted.conditions is not None:
        where += f" AND {conditions.where(wanted.conditions, params)}"
    if wanted.text.strip():
        where += " AND customer_id IN (SELECT value FROM json_each(:customers))"
        params["customers"] = msgspec.json.encode(words.customers(look, wanted.text, 2000)).decode()
        index = ""
    using = f"INDEXED BY conversation_{index}" if index else ""
    order = _SORTS.get(wanted.sort, order)
    found = look.rows(f"SELECT id FROM conversation {using} WHERE {where} ORDER BY {order}", params)
    rest = [i for (i,) in found]
    top = set(pins(look, wanted.account_id))
    if not top:
        return rest
    return [i for i in rest if i in top] + [i for i in rest if i not in top]


def most_pins() -> int:
    """How many conversations stand on top of a tab at most."""
    return limits.load().value("heliu.inbox.pins")


def pins(look: Reading, account_id: str | None = None) -> list[str]:
    """The pinned ones that stand on top of the tab of an account, or of all.

    A pin is the team's, as a status is. An agent can pin until ``most_pins`` are in sight over all accounts, so no tab
    has more. Desks that pin without knowing of each other may still go beyond; then those stand on top that were spoken
    in last, on every desk the same, and the others in their places.
    """
    here = "" if account_id is None else " AND account_id = :account"
    found = look.rows(
        f"SELECT id FROM conversation INDEXED BY conversation_pinned WHERE pinned = 1{here}"
        " ORDER BY last_at DESC, id DESC LIMIT :most",
        {"account": account_id, "most": most_pins()},
    )
    return [i for (i,) in found]


def counts(look: Reading, user_id: str) -> dict[str, Badge]:
    """Unread by account, for the tabs."""
    found = look.rows(
        "SELECT account_id, sum(CASE WHEN muted = 0 AND assignee_id IN ('', ?) THEN unread ELSE 0 END),"
        " max(muted = 1 OR assignee_id NOT IN ('', ?)) FROM conversation INDEXED BY conversation_unread"
        " WHERE unread > 0 GROUP BY account_id",
        (user_id, user_id),
    )
    return {account: Badge(direct=direct, indirect=bool(indirect)) for account, direct, indirect in found}


def longest_waiting(look: Reading, user_id: str, now_ms: int) -> str | None:
    """The open conversation whose customer has waited longest, mine or nobody's first."""
    found = look.row(
        f"SELECT id {waits(look, now_ms)} ORDER BY assignee_id NOT IN ('', :me), waiting_since, id LIMIT 1",
        {"me": user_id, "now": now_ms},
    )
    return found[0] if found else None


def queue(look: Reading, account_id: str | None, now_ms: int) -> list[str]:
    """Who waits and is nobody's, the longest waiting first; of one account or of all."""
    here = "" if account_id is None else " AND account_id = :account"
    sql = f"SELECT id {waits(look, now_ms)} AND assignee_id = ''{here} ORDER BY waiting_since, id"
    return [i for (i,) in look.rows(sql, {"now": now_ms, "account": account_id})]


def waits(look: Reading, now_ms: int) -> str:
    """``FROM … WHERE``: those whose customer waits, but for the muted.

    When a snooze ends is not in the index: it is asked of the table only when one has.
    """
    awake = f" OR {AWAKE}" if _somebody_woke(look, now_ms) else ""
    return (
        "FROM conversation INDEXED BY conversation_waiting WHERE waiting_since > 0"
        f" AND (status IN ('open', 'pending'){awake}) AND muted = 0"
    )


def _somebody_woke(look: Reading, now_ms: int) -> bool:
    sql = f"SELECT 1 FROM conversation INDEXED BY conversation_snoozed WHERE {AWAKE} LIMIT 1"
    return look.row(sql, {"now": now_ms}) is not None
