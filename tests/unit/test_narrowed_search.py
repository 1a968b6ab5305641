"""A search that is narrowed finds what a scan of everything would find, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocol import Conversation, Customer, FollowUp, Message
from app.services import SearchService
from app.store import Sieve, Store, syncing
from app.store.sieve import WITH_FILE

WORDS = ("订单发货了吗", "退款单", "合同.pdf", "好的")


@pytest.fixture
def search(store: Store, clock) -> SearchService:
    return SearchService(store, "me", clock, lambda: None)


async def fill(store, page, messages):
    rows = [
        ("customer", "p1", 1, Customer(name="王小花", account_id="a1")),
        ("customer", "p2", 2, Customer(name="陈先生", account_id="a2")),
        ("conversation", "c1", 3, Conversation(account_id="a1", customer_id="p1", title="王小花")),
        ("conversation", "c2", 4, Conversation(account_id="a2", customer_id="p2", title="陈先生")),
        ("follow_up", "f1", 5, FollowUp(customer_id="p1", conversation_id="c1", body="查订单", at=150)),
    ]
    rows += [("message", f"m{n}", 10 + n, message) for n, message in enumerate(messages)]
    await store.write(syncing.apply_page, page(*rows))


MESSAGES = st.builds(
    Message,
    conversation_id=st.sampled_from(("c1", "c2")),
    text=st.sampled_from(WORDS),
    type=st.sampled_from(("text", "file", "image")),
    direction=st.sampled_from(("in", "out", "note")),
    at=st.integers(1, 300),
)
SIEVES = st.builds(
    Sieve,
    account_id=st.sampled_from(("", "a1", "a2")),
    person=st.sampled_from(("", "wxh", "陈", "nobody")),
    kind=st.sampled_from(("", "in", "out", "note")),
    since=st.sampled_from((0, 100)),
    until=st.sampled_from((0, 200)),
    with_file=st.booleans(),
)
PEOPLE = {"wxh": "c1", "陈": "c2", "nobody": ""}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(MESSAGES, max_size=12), sieve=SIEVES, wanted=st.sampled_from(("单", "订单", "pdf", "")))
async def test_what_is_found_is_what_fits(make_store, page, clock, messages, sieve, wanted):
    store = await make_store(f"{abs(hash((str(messages), sieve, wanted)))}.db", None)
    await fill(store, page, messages)
    service = SearchService(store, "me", clock, lambda: None)
    found = {hit.id for hit in await service.find(wanted, 50, ("message",), sieve)}
    expected = {f"m{n}" for n, message in enumerate(messages) if fits(message, sieve) and wanted in message.text}
    assert found == (expected if wanted or not sieve.is_open else set())
    await store.close()


def fits(message: Message, sieve: Sieve) -> bool:
    return (
        (not sieve.account_id or message.conversation_id == sieve.account_id.replace("a", "c"))
        and (not sieve.person or message.conversation_id == PEOPLE[sieve.person])
        and (not sieve.kind or message.direction == sieve.kind)
        and (not sieve.since or message.at >= sieve.since)
        and (not sieve.until or message.at < sieve.until)
        and (not sieve.with_file or message.type in WITH_FILE)
    )


@pytest.mark.parametrize(
    ("sieve", "expected"),
    [
        (Sieve(), {"f1", "m0", "m1"}),
        (Sieve(customer_id="p1"), {"f1", "m0"}),
        (Sieve(account_id="a2"), {"m1"}),
        (Sieve(since=120), {"f1", "m1"}),
        (Sieve(until=120), {"m0"}),
        (Sieve(kind="in"), {"m0", "m1"}),
        (Sieve(person="wxh", with_file=True), set()),
    ],
)
async def test_follow_ups_are_narrowed_as_messages_are(store, page, search, sieve, expected):
    await fill(
        store,
        page,
        [
            Message(conversation_id="c1", text="订单一", at=100),
            Message(conversation_id="c2", text="订单二", at=200),
        ],
    )
    assert {hit.id for hit in await search.find("订单", sieve=sieve)} == expected


async def test_customers_are_narrowed_to_their_account(store, page, search):
    await fill(store, page, [])
    assert [hit.id for hit in await search.find("王", kinds=("customer",), sieve=Sieve(account_id="a1"))] == ["p1"]
    assert await search.find("王", kinds=("customer",), sieve=Sieve(account_id="a2")) == []


async def test_a_file_is_found_by_its_name_and_shown_with_it(store, page, search):
    file = Message(conversation_id="c1", type="file", content={"file_name": "春季合同.pdf"}, at=1)
    await fill(store, page, [file])
    (hit,) = await search.find("合同", kinds=("message",))
    assert (hit.text, hit.marks, hit.type) == ("春季合同.pdf", ((2, 2),), "file")


async def test_without_words_and_without_a_choice_nothing_is_found(store, page, search):
    await fill(store, page, [Message(conversation_id="c1", text="好", at=1)])
    assert await search.find("  ") == []
    assert [hit.id for hit in await search.find(" ", kinds=("message",), sieve=Sieve(kind="in"))] == ["m0"]
