"""The lists of customers: whom they show, page by page, and what a row tells of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.protocol import Stage
from app.store import customers, words
from app.store.rows import IdentityRow, TagRow
from app.store.transaction import Reading

PAGE = 200
"""Customers of a page, if nobody asks for more or fewer."""

FEW = 2000
"""Of so many that a search can mean, all are put in order at once; of more, an index is followed page by page."""

Place = tuple[int, tuple[Any, ...]]
"""How far a list was read: the stretch of it, and the key of the last one in that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilter:
    """Which customers a list shows, and in which order.

    ``text``: part of a name, remark, phone or company, or of its pinyin. ``tags``: any of these. ``sort``: contact
    (whoever spoke last comes first, in that account if one is asked for) or newest (whom we met last).
    """

    account_id: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    with_follow_up: bool = False
    """Only those to whom something was promised that is not done."""
    sort: str = "contact"

    @property
    def narrowed(self) -> bool:
        """Whether it asks for more than an account."""
        return bool(self.text.strip() or self.tags or self.with_follow_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPage:
    """Ids in order. ``after``: where the next page begins, None behind the last. ``total``: of all pages, if known."""

    ids: list[str]
    after: Place | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCustomer:
    """A person for a list of customers, once however many identities they write from."""

    id: str
    title: str
    """What to call them: the remark, else the name; empty when nobody named them."""
    name: str
    company: str
    stage: Stage
    private: bool
    identities: tuple[IdentityRow, ...]
    """The one that spoke last comes first."""
    tags: tuple[TagRow, ...]
    due_at: int
    """When the next thing promised is due; 0 when nothing is open."""

    @property
    def last_at(self) -> int:
        """When they were last spoken with, over all accounts."""
        return max((one.last_at for one in self.identities), default=0)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a list that an index holds in order, the highest ``key`` first."""

    source: str
    key: tuple[str, ...]
    only: str


_NOT_LATER = "NOT EXISTS (SELECT 1 FROM {0} o INDEXED BY {0}_customer_id WHERE o.customer_id = p.id{here} AND {later})"
_HERE = " AND o.account_id = :account"
_SPOKE_LATER = "(o.last_at, o.id) > (c.last_at, c.id)"
_ONCE = _NOT_LATER.format("conversation", here="{here}", later=_SPOKE_LATER)
_SILENT = _NOT_LATER.format("conversation", here="{here}", later="1")
_TALKS = "conversation c CROSS JOIN customer p ON p.id = c.customer_id"
_WAYS = "identity i CROSS JOIN customer p ON p.id = i.customer_id"
_MET_HERE = f"i.account_id = :account AND {_NOT_LATER.format('identity', here=_HERE, later='o.id > i.id')}"

_SPOKEN = _Stretch(_TALKS, ("c.last_at", "c.id"), _ONCE.format(here=""))
_SPOKEN_HERE = _Stretch(_TALKS, ("c.last_at", "c.id"), f"c.account_id = :account AND {_ONCE.format(here=_HERE)}")
_MET = _Stretch("customer p", ("p.id",), "1")

_LISTS: dict[tuple[str, bool], tuple[_Stretch, ...]] = {
    ("contact", False): (_SPOKEN, _Stretch("customer p", ("p.id",), _SILENT.format(here=""))),
    ("contact", True): (_SPOKEN_HERE, _Stretch(_WAYS, ("i.id",), f"{_MET_HERE} AND {_SILENT.format(here=_HERE)}")),
    ("newest", False): (_MET,),
    ("newest", True): (_Stretch(_WAYS, ("i.id",), _MET_HERE),),
}
"""By order, and whether one account is asked for. Ids rise with time; those who never spoke follow all who did."""

_LAST = "coalesce((SELECT max(o.last_at) FROM conversation o WHERE o.customer_id = p.id{here}), 0) DESC, p.id DESC"
_SORTED_FEW = {"contact": _LAST, "newest": "p.id DESC"}

_FOUND = "SELECT rowid FROM customer_search WHERE customer_search MATCH :text"
_TAGGED = "tag_id IN (SELECT value FROM json_each(:tags))"
_DUE = "due_at > 0 AND done_at = 0"
_NARROW = {
    "text": (f"+p.number IN ({_FOUND})", f"SELECT id FROM customer WHERE number IN ({_FOUND})"),
    "tags": (
        f"EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = p.id AND t.{_TAGGED})",
        f"SELECT DISTINCT customer_id FROM customer_tag WHERE {_TAGGED}",
    ),
    "due": (
        f"EXISTS (SELECT 1 FROM follow_up f WHERE f.customer_id = p.id AND {_DUE})",
        f"SELECT DISTINCT customer_id FROM follow_up WHERE {_DUE}",
    ),
    "account": (
        "EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = p.id AND i.account_id = :account)",
        "SELECT DISTINCT customer_id FROM identity WHERE account_id = :account",
    ),
}
"""For each thing one can ask for: how a customer ``p`` is looked at, and who comes into question at all."""


def page(look: Reading, wanted: CustomerFilter, after: Place | None = None, limit: int = PAGE) -> CustomerPage:
    """The first customers of a list, or those that follow ``after``. A list of few comes whole, whatever ``limit``."""
    asked, params = _asked(wanted)
    few = _few(look, asked, params)
    if few is not None:
        found = _in_order(look, wanted, asked, {**params, "few": msgspec.json.encode(few).decode()})
        return CustomerPage(ids=found, total=len(found))
    stretches = _LISTS[wanted.sort, bool(wanted.account_id)]
    tests = " AND ".join(_NARROW[name][0] for name in asked if name != "account") or "1"
    at, key = after or (0, ())
    ids: list[str] = []
    while at < len(stretches):
        rows = _walk(look, stretches[at], tests, key, {**params, "limit": limit - len(ids)})
        ids += [row[0] for row in rows]
        if len(ids) == limit:
            return CustomerPage(ids=ids, after=(at, rows[-1][1:]))
        at, key = at + 1, ()
    return CustomerPage(ids=ids)


def count(look: Reading, wanted: CustomerFilter) -> int | None:
    """How many there are, of all accounts or of one; None for what would have to be searched through."""
    if wanted.narrowed:
        return None
    asked = "SELECT count(DISTINCT customer_id) FROM identity WHERE account_id = ?"
    found = look.row(asked, (wanted.account_id,)) if wanted.account_id else look.row("SELECT count(*) FROM customer")
    return found[0] if found else 0


def rows(look: Reading, ids: Sequence[str]) -> dict[str, ListedCustomer]:
    """What to show of them, by id, for those that are here."""
    among = msgspec.json.encode(ids).decode()
    found = look.rows(
        "SELECT id, name, remark, company, stage, private FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (among,),
    )
    due = look.rows(
        "SELECT customer_id, min(due_at) FROM follow_up WHERE customer_id IN (SELECT value FROM json_each(?))"
        f" AND {_DUE} GROUP BY customer_id",
        (among,),
    )
    due_at, tags, ways = dict(due), customers.tags_of(look, ids), customers.identities_of(look, ids)
    return {
        i: ListedCustomer(
            id=i,
            title=remark or name,
            name=name,
            company=company,
            stage=Stage(stage),
            private=bool(private),
            identities=tuple(ways.get(i, ())),
            tags=tuple(tags.get(i, ())),
            due_at=due_at.get(i, 0),
        )
        for i, name, remark, company, stage, private in found
    }


def _asked(wanted: CustomerFilter) -> tuple[list[str], dict[str, Any]]:
    params: dict[str, Any] = {}
    asked = []
    if wanted.text.strip():
        asked.append("text")
        params["text"] = words.customer_query(wanted.text)
    if wanted.tags:
        asked.append("tags")
        params["tags"] = msgspec.json.encode(wanted.tags).decode()
    if wanted.with_follow_up:
        asked.append("due")
    if wanted.account_id:
        asked.append("account")
        params["account"] = wanted.account_id
    return asked, params


def _few(look: Reading, asked: Sequence[str], params: dict[str, Any]) -> list[str] | None:
    """Who comes into question, when one of the things that are asked for leaves few."""
    for name in asked:
        found = look.rows(f"{_NARROW[name][1]} LIMIT {FEW + 1}", params)
        if len(found) <= FEW:
            return [customer_id for (customer_id,) in found]
    return None


def _in_order(look: Reading, wanted: CustomerFilter, asked: Sequence[str], params: dict[str, Any]) -> list[str]:
    tests = " AND ".join(_NARROW[name][0] for name in asked)
    order = _SORTED_FEW[wanted.sort].format(here=_HERE if wanted.account_id else "")
    sql = f"SELECT p.id FROM json_each(:few) j CROSS JOIN customer p ON p.id = j.value WHERE {tests} ORDER BY {order}"
    return [customer_id for (customer_id,) in look.rows(sql, params)]


def _walk(
    look: Reading, stretch: _Stretch, tests: str, key: tuple[Any, ...], params: dict[str, Any]
) -> list[tuple[Any, ...]]:
    keys, marks = ", ".join(stretch.key), ", ".join(f":k{at}" for at in range(len(key)))
    beyond = f" AND ({keys}) < ({marks})" if key else ""
    order = ", ".join(f"{part} DESC" for part in stretch.key)
    sql = (
        f"SELECT p.id, {keys} FROM {stretch.source} WHERE {stretch.only}{beyond} AND {tests}"
        f" ORDER BY {order} LIMIT :limit"
    )
    return look.rows(sql, {**params, **{f"k{at}": value for at, value in enumerate(key)}})
