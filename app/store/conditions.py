"""Conditions of a saved filter as SQL over the table of conversations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.rules import filters

AWAKE = "(status = 'snoozed' AND snoozed_until > 0 AND snoozed_until <= :now)"
"""A snooze whose time has come: open again, though the server may not have said so yet."""

_COLUMNS = {
    "account": "account_id",
    "kind": "coalesce((SELECT a.kind FROM account a WHERE a.id = account_id), '')",
    "status": f"CASE WHEN {AWAKE} THEN 'open' ELSE status END",
    "assignee": "assignee_id",
    "stage": "coalesce((SELECT p.stage FROM customer p WHERE p.id = customer_id), '')",
    "direction": "last_direction",
    "unread": "(unread > 0)",
    "starred": "starred",
    "pinned": "pinned",
    "muted": "muted",
    "priority": "priority",
}
_SIGNS = {"is": "=", "is_not": "<>", "at_least": ">="}
_TAGGED = (
    "EXISTS (SELECT 1 FROM customer_tag ct WHERE ct.customer_id = conversation.customer_id AND ct.tag_id = {mark})"
)
_SAID = (
    "(instr(lower(title), {mark}) > 0 OR instr(lower(snippet), {mark}) > 0 OR EXISTS (SELECT 1 FROM customer p"
    " WHERE p.id = customer_id AND (instr(lower(p.name), {mark}) > 0 OR instr(lower(p.remark), {mark}) > 0"
    " OR instr(lower(p.company), {mark}) > 0)))"
)


def where(conditions: Mapping[str, Any], params: dict[str, Any]) -> str:
    """A condition with named parameters, which go into ``params``; it uses ``:now`` and ``:me``.

    Raises:
        BadInput: the conditions are damaged or from a newer program.
    """
    filters.check(conditions)
    return _where(conditions, params)


def _where(conditions: Mapping[str, Any], params: dict[str, Any]) -> str:
    for word, glue, empty in (("all", " AND ", "1"), ("any", " OR ", "0")):
        if word in conditions:
            return f"({glue.join(_where(inner, params) for inner in conditions[word]) or empty})"
    name, op, value = conditions["field"], conditions["op"], conditions["value"]
    if name == "assignee" and value == filters.ME:
        return f"assignee_id {_SIGNS[op]} :me"
    mark = f":c{len(params)}"
    params[mark[1:]] = filters.folded(value) if name == "text" else value
    match name:
        case "waiting":
            return f"(waiting_since > 0 AND waiting_since <= :now - {mark})"
        case "tag":
            return f"{'NOT ' * (op == 'has_not')}{_TAGGED.format(mark=mark)}"
        case "text":
            return f"{'NOT ' * (op == 'contains_not')}{_SAID.format(mark=mark)}"
        case _:
            return f"{_COLUMNS[name]} {_SIGNS[op]} {mark}"
