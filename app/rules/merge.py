"""What a record becomes when an edit meets what others have written meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from app.protocol import KINDS, Kind, Merge, Verdict


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """A value that is no longer, or never became, the field's value; it belongs into the history.

    ``cause``: overwritten (it stood there), late (a newer stamp stood there), clash (text the author had not seen).
    """

    field: str
    value: Any
    stamp: str
    cause: str


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The record after one edit. ``written`` names the fields whose value changed."""

    verdict: Verdict
    values: dict[str, Any]
    stamps: dict[str, str]
    written: list[str] = msgspec.field(default_factory=list)
    clash: list[str] = msgspec.field(default_factory=list)
    lost: list[Loss] = msgspec.field(default_factory=list)
    reason: str = ""
    detail: str = ""


_APPLIED, _MERGED, _CONFLICT, _REFUSED = Verdict
SHORT, TEXT, FIXED, SERVER = Merge  # looked up once: reading a member off its enum costs more than the comparison


def defaults(kind: Kind) -> Mapping[str, Any]:
    """The value of each field nobody ever wrote; lists and dicts among them must not be changed in place."""
    return _defaults(kind.name)


@cache
def _defaults(name: str) -> Mapping[str, Any]:
    kind = KINDS[name]
    blank = kind.record()
    return {field: plain(getattr(blank, field)) for field in kind.fields}


def merge(
    kind: Kind,
    values: Mapping[str, Any],
    stamps: Mapping[str, str],
    edit: Mapping[str, Any],
    base: Mapping[str, Any],
    stamp: str,
    *,
    making: bool = False,
    unseen: bool = False,
) -> Merged:
    """Merge one author's ``edit``, made at ``stamp`` on sight of ``base``, into the record as it stands.

    ``making``: the author believes to make the record (fixed fields may be set; where it exists already they stay).
    ``unseen``: somebody else edited the record since the author looked. Values must have been checked before.
    Refused as a whole when a fixed or a server's field would change.
    """
    rules, blank = kind.merge, defaults(kind)
    if not edit.keys() <= kind.editable and (wrong := _forbidden(kind, values, edit, making)):
        return Merged(verdict=_REFUSED, values=dict(values), stamps=dict(stamps), reason="bad_fields", detail=wrong)
    after, marks = dict(values), dict(stamps)
    written: list[str] = []
    clash: list[str] = []
    lost: list[Loss] = []
    late = False
    for name, mine in edit.items():
        theirs, theirs_at = values.get(name), stamps.get(name, "")
        rule = rules[name]
        if same(theirs, mine):
            if (rule is SHORT or rule is TEXT) and stamp > theirs_at:
                marks[name] = stamp
            continue
        if rule is FIXED or rule is SERVER:
            continue
        if rule is TEXT and not same(theirs, base.get(name, blank[name])):
            clash.append(name)
            lost.append(Loss(field=name, value=mine, stamp=stamp, cause="clash"))
        elif rule is SHORT and not later(stamp, mine, theirs_at, theirs) and not _seen(base, name, theirs):
            late = True
            lost.append(Loss(field=name, value=mine, stamp=stamp, cause="late"))
        else:
            if theirs_at or not same(theirs, blank[name]):
                lost.append(Loss(field=name, value=theirs, stamp=theirs_at, cause="overwritten"))
            after[name], marks[name] = mine, max(stamp, theirs_at)
            written.append(name)
    verdict = _CONFLICT if clash else _MERGED if unseen or late else _APPLIED
    return Merged(verdict=verdict, values=after, stamps=marks, written=written, clash=clash, lost=lost)


def make(kind: Kind, given: Mapping[str, Any], stamp: str) -> Merged:
    """A record that did not exist before; refused when a server's field is given."""
    blank, rules, editable = defaults(kind), kind.merge, kind.editable
    stamps = {}
    for name, value in given.items():
        if name in editable:
            stamps[name] = stamp
        elif rules[name] is SERVER and not same(value, blank[name]):
            return Merged(
                verdict=_REFUSED,
                values=dict(blank),
                stamps={},
                reason="bad_fields",
                detail=f"{name} is not yours",
            )
    return Merged(verdict=_APPLIED, values={**blank, **given}, stamps=stamps, written=list(given))


def may_drop(*, base_rev: int, node: str, edited: int, editor: str, edited_before: int) -> bool:
    """Whether a delete by ``node`` on sight of ``base_rev`` removes only what its author saw.

    ``edited``: revision of the last edit, by ``editor``; ``edited_before``: of the last one by anybody else.
    """
    return (edited_before if editor == node else edited) <= base_rev


def later(stamp: str, value: Any, than: str, other: Any) -> bool:
    """Whether ``value`` wins against ``other``: the later stamp, and for equal stamps the same one on every machine."""
    return stamp > than or (stamp == than and _weight(value) > _weight(other))


def same(one: Any, other: Any) -> bool:
    """Equal on the wire: ``True`` is not ``1``, an enum member is its text."""
    if one is other:
        return True
    if type(one) is type(other) and type(one) in _PLAIN:
        return bool(one == other)
    return _weight(one) == _weight(other)


def _seen(base: Mapping[str, Any], name: str, theirs: Any) -> bool:
    """Whether the author wrote over ``theirs`` knowingly: then a clock that runs late must not undo it."""
    return name in base and same(theirs, base[name])


def plain(value: Any) -> Any:
    """A value as it travels: of an enum member its text."""
    return value.value if isinstance(value, Enum) else value


_PLAIN = frozenset({str, int, bool})


def _weight(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")


def _forbidden(kind: Kind, values: Mapping[str, Any], edit: Mapping[str, Any], making: bool) -> str:
    rules = kind.merge
    for name, mine in edit.items():
        rule = rules[name]
        if rule is SHORT or rule is TEXT or same(values.get(name), mine):
            continue
        if rule is SERVER and not (making and same(mine, defaults(kind)[name])):
            return f"{name} is not yours"
        if rule is FIXED and not making:
            return f"{name} never changes"
    return ""
