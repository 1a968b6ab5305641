"""Saved filters of the inbox: conditions kept as data, checked, and asked of one conversation.

A condition is ``{"field": …, "op": …, "value": …}``, or a group ``{"all": […]}`` or ``{"any": […]}`` of conditions;
an empty ``all`` takes everything, an empty ``any`` nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import limits
from app.errors import BadInput
from app.phrases import phrase
from app.protocol import AccountKind, ConversationStatus, Stage

ME = "me"
"""As the value of ``assignee``: whoever looks."""
_LONGEST = 200
_LARGEST = 2**53

Check = Callable[[Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked of a conversation; ``texts`` are all words that the list shows or the customer is known by."""

    account: str = ""
    kind: str = ""
    status: str = ConversationStatus.OPEN.value
    assignee: str = ""
    stage: str = ""
    direction: str = ""
    unread: bool = False
    starred: bool = False
    pinned: bool = False
    muted: bool = False
    waiting_since: int = 0
    priority: int = 0
    tags: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()


def _word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and "\0" not in value


def _words(value: Any) -> bool:
    return _word(value) and bool(value.strip())


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _one_of(values: Iterator[str]) -> Check:
    allowed = frozenset(values)
    return lambda value: isinstance(value, str) and value in allowed


_EITHER = ("is", "is_not")
FIELDS: Mapping[str, tuple[tuple[str, ...], Check]] = {
    "account": (_EITHER, _words),
    "kind": (_EITHER, _one_of(kind.value for kind in AccountKind)),
    "status": (_EITHER, _one_of(status.value for status in ConversationStatus)),
    "assignee": (_EITHER, _word),
    "stage": (_EITHER, _one_of(stage.value for stage in Stage)),
    "direction": (_EITHER, _one_of(iter(("", "in", "out")))),
    "unread": (("is",), _flag),
    "starred": (("is",), _flag),
    "pinned": (("is",), _flag),
    "muted": (("is",), _flag),
    "waiting": (("longer_than",), _count),
    "priority": (("is", "is_not", "at_least"), _count),
    "tag": (("has", "has_not"), _words),
    "text": (("contains", "contains_not"), _words),
}
"""By field: its operators, and whether a value fits. ``waiting`` counts in milliseconds."""


def check(conditions: Mapping[str, Any]) -> None:
    """Let well-formed conditions pass.

    Raises:
        BadInput: they are not; nothing of them was used.
    """
    known = limits.load()
    left = [known.value("heliu.filter.conditions")]
    _check(conditions, known.value("heliu.filter.depth"), left)


def matches(conditions: Mapping[str, Any], subject: Subject, *, me: str, now_ms: int) -> bool:
    """Whether checked conditions hold for one conversation."""
    if (every := conditions.get("all")) is not None:
        return all(matches(inner, subject, me=me, now_ms=now_ms) for inner in every)
    if (some := conditions.get("any")) is not None:
        return any(matches(inner, subject, me=me, now_ms=now_ms) for inner in some)
    name, op, value = conditions["field"], conditions["op"], conditions["value"]
    match name:
        case "waiting":
            return 0 < subject.waiting_since <= now_ms - int(value)
        case "tag":
            return (value in subject.tags) is (op == "has")
        case "text":
            return any(folded(value) in folded(text) for text in subject.texts) is (op == "contains")
        case _:
            actual = getattr(subject, name)
            wanted = me if name == "assignee" and value == ME else value
            return bool(actual >= wanted) if op == "at_least" else (actual == wanted) is (op == "is")


def folded(text: str) -> str:
    """``text`` as it is compared: Latin letters small, as SQLite's ``lower`` does it."""
    return text.translate(_SMALL)


_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}


def _check(conditions: Any, depth: int, left: list[int]) -> None:
    left[0] -= 1
    if not isinstance(conditions, Mapping) or depth < 0 or left[0] < 0:
        raise BadInput(phrase("Errors", "This filter has too many conditions, or they are damaged"))
    if conditions.keys() in ({"all"}, {"any"}):
        (inner,) = conditions.values()
        if not isinstance(inner, list):
            raise BadInput(phrase("Errors", "This filter has too many conditions, or they are damaged"))
        for each in inner:
            _check(each, depth - 1, left)
        return
    if conditions.keys() != {"field", "op", "value"} or not isinstance(conditions["field"], str):
        raise BadInput(phrase("Errors", "This filter has a condition that this program does not know"))
    ops, fits = FIELDS.get(conditions["field"], ((), _flag))
    if conditions["op"] not in ops or not fits(conditions["value"]):
        raise BadInput(phrase("Errors", "This filter has a condition that this program does not know"))
