"""Saved filters: what SQL finds is what plain reading finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.protocol import (
    KINDS,
    Account,
    AccountKind,
    Conversation,
    ConversationStatus,
    Customer,
    CustomerTag,
    Record,
    Stage,
    to_row,
)
from app.rules import filters
from app.rules.filters import Subject
from app.store import ConversationFilter, inbox, migrations, records
from app.store.changes import Touched
from app.store.cipher import CipherDatabase
from app.store.transaction import Transaction

NOW = 1_767_000_000_000
ME = "ann"
_TABLES = ("account", "customer", "customer_tag", "conversation")

_TEXT = st.text(alphabet="aAéÉ王%_'\\ ", min_size=1, max_size=3)
_ACCOUNTS = st.sampled_from(["kf", "mp", "gone"])
_USERS = st.sampled_from(["", ME, "bob"])
_TAGS = st.sampled_from(["vip", "tall"])
_STATUSES = st.sampled_from(list(ConversationStatus))

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "account": _ACCOUNTS,
    "kind": st.sampled_from([kind.value for kind in AccountKind]),
    "status": _STATUSES.map(lambda status: status.value),
    "assignee": _USERS | st.just("me"),
    "stage": st.sampled_from([stage.value for stage in Stage]),
    "direction": st.sampled_from(["", "in", "out"]),
    "waiting": st.integers(0, 30),
    "priority": st.integers(0, 3),
    "tag": _TAGS,
    "text": _TEXT.filter(str.strip),
}


@st.composite
def _leaves(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(sorted(filters.FIELDS)))
    ops, _ = filters.FIELDS[name]
    return {"field": name, "op": draw(st.sampled_from(ops)), "value": draw(_VALUES.get(name, st.booleans()))}


_GROUPS = st.recursive(
    _leaves(),
    lambda inner: st.builds(
        lambda word, some: {word: some}, st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)
    ),
    max_leaves=6,
)
_CONVERSATIONS = st.builds(
    Conversation,
    account_id=_ACCOUNTS,
    customer_id=st.sampled_from(["p1", "p2", "nobody"]),
    title=_TEXT | st.just(""),
    snippet=_TEXT | st.just(""),
    status=_STATUSES,
    assignee_id=_USERS,
    snoozed_until=st.sampled_from([0, NOW - 1, NOW, NOW + 1]),
    priority=st.integers(0, 3),
    pinned=st.booleans(),
    starred=st.booleans(),
    muted=st.booleans(),
    unread=st.integers(0, 2),
    waiting_since=st.just(0) | st.integers(NOW - 30, NOW),
    last_direction=st.sampled_from(["", "in", "out"]),
    last_at=st.integers(0, 3),
)
_CUSTOMERS = st.builds(
    Customer,
    name=_TEXT | st.just(""),
    remark=_TEXT | st.just(""),
    company=_TEXT | st.just(""),
    stage=st.sampled_from(list(Stage)),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CipherDatabase]:
    made = CipherDatabase(str(tmp_path_factory.mktemp("filters") / "store.db"), None)
    migrations.migrate(made)
    yield made
    made.close()


@settings(max_examples=300, deadline=None)
@given(
    conditions=_GROUPS,
    talks=st.lists(_CONVERSATIONS, max_size=6),
    people=st.tuples(_CUSTOMERS, _CUSTOMERS),
    tags=st.sets(st.tuples(st.sampled_from(["p1", "p2"]), _TAGS)),
)
def test_a_filter_finds_in_the_store_what_reading_one_by_one_finds(
    db: CipherDatabase,
    conditions: dict[str, Any],
    talks: list[Conversation],
    people: tuple[Customer, Customer],
    tags: set[tuple[str, str]],
) -> None:
    accounts = {"kf": Account(kind=AccountKind.WECOM_KF), "mp": Account(kind=AccountKind.OFFICIAL_ACCOUNT)}
    customers = dict(zip(("p1", "p2"), people, strict=True))
    tx = Transaction(db, Touched())
    tx.run("BEGIN")
    for table in _TABLES:
        tx.run(f"DELETE FROM {table}")
    _put(tx, "account", accounts)
    _put(tx, "customer", customers)
    _put(tx, "customer_tag", {f"{p}{t}": CustomerTag(customer_id=p, tag_id=t) for p, t in tags})
    _put(tx, "conversation", {f"c{n}": talk for n, talk in enumerate(talks)})

    found = inbox.ids(tx, ConversationFilter(conditions=conditions), ME, NOW)
    tx.run("COMMIT")

    read = {
        f"c{n}"
        for n, talk in enumerate(talks)
        if filters.matches(conditions, _subject(talk, accounts, customers, tags), me=ME, now_ms=NOW)
    }
    assert set(found) == read
    assert len(found) == len(read)


def _put(tx: Transaction, kind: str, made: dict[str, Any]) -> None:
    for name, record in made.items():
        assert isinstance(record, Record)
        records.put(tx, kind, [name, 1, *to_row(KINDS[kind], record)])


def _subject(
    talk: Conversation, accounts: dict[str, Account], customers: dict[str, Customer], tags: set[tuple[str, str]]
) -> Subject:
    account, customer = accounts.get(talk.account_id), customers.get(talk.customer_id)
    over = talk.status is ConversationStatus.SNOOZED and 0 < talk.snoozed_until <= NOW
    words = (customer.name, customer.remark, customer.company) if customer else ()
    return Subject(
        account=talk.account_id,
        kind=account.kind.value if account else "",
        status="open" if over else talk.status.value,
        assignee=talk.assignee_id,
        stage=customer.stage.value if customer else "",
        direction=talk.last_direction,
        unread=talk.unread > 0,
        starred=talk.starred,
        pinned=talk.pinned,
        muted=talk.muted,
        waiting_since=talk.waiting_since,
        priority=talk.priority,
        tags=frozenset(tag for person, tag in tags if person == talk.customer_id),
        texts=(talk.title, talk.snippet, *words),
    )


def _nested(depth: int) -> dict[str, Any]:
    return {"all": [_nested(depth - 1)]} if depth else {"all": []}


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"all": {}},
        {"all": [], "any": []},
        {"all": ["unread"]},
        {"field": "unread", "op": "is"},
        {"field": "unread", "op": "is", "value": 1},
        {"field": "unread", "op": "is_not", "value": True},
        {"field": "mood", "op": "is", "value": "good"},
        {"field": "status", "op": "is", "value": "asleep"},
        {"field": "priority", "op": "at_least", "value": -1},
        {"field": "priority", "op": "at_least", "value": True},
        {"field": "text", "op": "contains", "value": " "},
        {"field": "text", "op": "contains", "value": "长" * 201},
        {"field": "text); DROP TABLE message; --", "op": "is", "value": ""},
        {"field": ["unread"], "op": "is", "value": True},
        _nested(7),
        {"any": [{"field": "unread", "op": "is", "value": True}] * 60},
    ],
)
def test_conditions_that_are_damaged_or_of_a_newer_program_are_refused_with_words(
    db: CipherDatabase, damaged: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match="filter"):
        filters.check(damaged)
    with pytest.raises(BadInput, match="filter"):
        inbox.ids(Transaction(db, Touched()), ConversationFilter(conditions=damaged), ME, NOW)
