"""The lists of customers: page by page the same as read at once, and no page dearer than the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from app.protocol import (
    KINDS,
    Account,
    AccountKind,
    Conversation,
    Customer,
    CustomerTag,
    FollowUp,
    Identity,
    Record,
    Tag,
    to_row,
)
from app.store import CustomerFilter, customer_lists, migrations, records
from app.store.changes import Touched
from app.store.cipher import CipherDatabase
from app.store.transaction import Reading, Transaction

COUNT = 60
ACCOUNTS = ("kf", "mp", "own")
NAMES = ("王伟", "单雨欣", "Lena", "欧阳娜")
TAGS = ("vip", "tall", "rare")


def name_of(at: int) -> str:
    return f"p{at:03}"


def accounts_of(at: int) -> Sequence[str]:
    """Every third writes to two accounts, every fifth to all."""
    return ACCOUNTS if at % 5 == 0 else (ACCOUNTS[at % 3], ACCOUNTS[(at + 1) % 3])[: 2 if at % 3 == 0 else 1]


def spoken(at: int, account_id: str) -> int:
    """When they spoke last there, in an order of its own; every seventh never did."""
    return 0 if at % 7 == 0 else 1000 + (at * 37 % COUNT) * 10 + ACCOUNTS.index(account_id)


def tags_of(at: int) -> set[str]:
    return {tag for tag, each in zip(TAGS, (2, 4, 29), strict=True) if at % each == 1 % each}


@pytest.fixture
def db() -> Iterator[CipherDatabase]:
    made = CipherDatabase(":memory:", None)
    migrations.migrate(made)
    tx = Transaction(made, Touched())
    put(tx, "account", {i: Account(kind=AccountKind.WECOM_KF, name=i) for i in ACCOUNTS})
    put(tx, "tag", {i: Tag(name=i) for i in TAGS})
    for at in range(COUNT):
        who = name_of(at)
        put(tx, "customer", {who: Customer(name=f"{NAMES[at % 4]}{at}", company="青禾" if at % 2 else "")})
        for account in accounts_of(at):
            put(tx, "identity", {f"{who}-{account}": Identity(customer_id=who, account_id=account, name="x")})
            if when := spoken(at, account):
                talk = Conversation(customer_id=who, account_id=account, identity_id=f"{who}-{account}", last_at=when)
                put(tx, "conversation", {f"{who}-{account}": talk})
        put(tx, "customer_tag", {f"{who}-{tag}": CustomerTag(customer_id=who, tag_id=tag) for tag in tags_of(at)})
        if at % 6 == 0:
            put(tx, "follow_up", {f"f{at}": FollowUp(customer_id=who, due_at=at + 1, done_at=at % 12)})
    put(tx, "conversation", {"group": Conversation(account_id="kf", title="VIP 群", last_at=9999)})
    yield made
    made.close()


def put(tx: Transaction, kind: str, found: Mapping[str, Record]) -> None:
    for record_id, record in found.items():
        records.put(tx, kind, [record_id, 1, *to_row(KINDS[kind], record)])


def plainly(wanted: CustomerFilter) -> list[str]:
    """The same list, looked for one by one."""

    def fits(at: int) -> bool:
        return (
            (not wanted.account_id or wanted.account_id in accounts_of(at))
            and (not wanted.tags or bool(set(wanted.tags) & tags_of(at)))
            and (not wanted.with_follow_up or at % 12 == 0)
            and (not wanted.text or wanted.text in NAMES[at % 4])
        )

    def last(at: int) -> int:
        here = [wanted.account_id] if wanted.account_id else accounts_of(at)
        return max(spoken(at, account) for account in here)

    found = sorted(filter(fits, range(COUNT)), reverse=True)
    return [name_of(at) for at in (sorted(found, key=last, reverse=True) if wanted.sort == "contact" else found)]


def walked(look: Reading, wanted: CustomerFilter, limit: int) -> list[str]:
    """All pages, one after the other."""
    page = customer_lists.page(look, wanted, None, limit)
    found = page.ids
    while page.after is not None:
        page = customer_lists.page(look, wanted, page.after, limit)
        found += page.ids
    return found


WISHES = [
    CustomerFilter(account_id=account, text=text, tags=tags, with_follow_up=due, sort=sort)
    for account, text, tags, due, sort in product(
        ("", "mp"), ("", "王"), ((), ("vip",), ("vip", "tall")), (False, True), ("contact", "newest")
    )
]


@pytest.mark.parametrize("few", [0, 5, 2000])
def test_the_pages_of_a_list_are_what_plain_looking_finds_each_person_once(
    db: CipherDatabase, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(customer_lists, "FEW", few)
    for wanted in WISHES:
        assert walked(Reading(db), wanted, 7) == plainly(wanted), wanted


def test_one_chinese_character_pinyin_initials_and_a_company_find(db: CipherDatabase) -> None:
    look = Reading(db)
    for typed, name in (("欣", "单雨欣"), ("shanyuxin", "单雨欣"), ("oyn", "欧阳娜"), ("lena", "Lena")):
        found = customer_lists.rows(look, customer_lists.page(look, CustomerFilter(text=typed)).ids)
        assert found, typed
        assert all(row.title.startswith(name) for row in found.values()), typed
    assert customer_lists.page(look, CustomerFilter(text="青禾")).total == COUNT / 2


def test_how_many_there_are_is_said_only_where_it_is_true(db: CipherDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Reading(db)
    assert customer_lists.count(look, CustomerFilter()) == COUNT
    there = sum("mp" in accounts_of(at) for at in range(COUNT))
    assert customer_lists.count(look, CustomerFilter(account_id="mp")) == there
    assert customer_lists.page(look, CustomerFilter(account_id="mp")).total == there
    monkeypatch.setattr(customer_lists, "FEW", 3)
    assert customer_lists.page(look, CustomerFilter(tags=("vip",)), None, 5).total is None
    assert customer_lists.count(look, CustomerFilter(tags=("vip",))) is None
    assert customer_lists.page(look, CustomerFilter(tags=("vip", "rare"), account_id="mp", text="zz")).total == 0


def test_a_row_tells_of_all_accounts_tags_and_what_is_due(db: CipherDatabase) -> None:
    row = customer_lists.rows(Reading(db), [name_of(45), "nobody"])
    assert list(row) == [name_of(45)]
    assert {one.account_id for one in row[name_of(45)].identities} == set(ACCOUNTS)
    assert row[name_of(45)].identities[0].last_at == row[name_of(45)].last_at == spoken(45, "own")
    assert {tag.id for tag in row[name_of(45)].tags} == tags_of(45)
    assert customer_lists.rows(Reading(db), [name_of(36)])[name_of(36)].due_at == 37
    assert customer_lists.rows(Reading(db), [name_of(6)])[name_of(6)].due_at == 0


class Watched(Reading):
    """Keeps what is asked."""

    def __init__(self, db: CipherDatabase) -> None:
        super().__init__(db)
        self.asked: list[tuple[str, Any]] = []

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        self.asked.append((sql, params))
        return super().rows(sql, params)


@pytest.mark.parametrize("wanted", WISHES, ids=str)
def test_no_page_sorts_or_reads_through_what_it_does_not_show(
    db: CipherDatabase, monkeypatch: pytest.MonkeyPatch, wanted: CustomerFilter
) -> None:
    monkeypatch.setattr(customer_lists, "FEW", 0)
    look = Watched(db)
    walked(look, wanted, 7)
    walks = [one for one in look.asked if ":limit" in one[0]]
    assert walks
    for sql, params in walks:
        plan = [step for *_, step in look.db.connection().execute(f"EXPLAIN QUERY PLAN {sql}", params)]
        assert not [step for step in plan if "TEMP B-TREE" in step]
        assert all("customer_id" in step for step in plan if step.startswith("SEARCH o")), "a person has few, not a key"
        reads = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
        # Without a key the first page begins at the end of an index, and stops when it is full.
        assert all("INDEX" in step for step in reads), plan
        assert len(reads) <= (0 if ":k0" in sql else 1), plan


def test_pages_go_on_where_they_were_though_somebody_speaks_meanwhile(
    db: CipherDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_lists, "FEW", 0)
    look, wanted = Transaction(db, Touched()), CustomerFilter()
    first = customer_lists.page(look, wanted, None, 10)
    late = plainly(wanted)[15]
    talk = records.get(look, "conversation", f"{late}-{accounts_of(int(late[1:]))[0]}")
    assert isinstance(talk, Conversation)
    put(look, "conversation", {f"{late}-{talk.account_id}": replace(talk, last_at=2**41)})
    rest = walked_on(look, wanted, first)
    assert rest == [who for who in plainly(wanted)[10:] if who != late]


def walked_on(look: Reading, wanted: CustomerFilter, page: customer_lists.CustomerPage) -> list[str]:
    found: list[str] = []
    while page.after is not None:
        page = customer_lists.page(look, wanted, page.after, 10)
        found += page.ids
    return found


def test_a_page_of_letters_that_was_pasted_is_no_pinyin_and_finds_nobody_at_once(db: CipherDatabase) -> None:
    assert customer_lists.page(Reading(db), CustomerFilter(text="shan" * 2000)).total == 0
