"""What an agent does with conversations and with messages that have not gone out, on one desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.errors import BadInput, Refused, SendingClosed, TooManyPins
from app.protocol import (
    Account,
    AccountKind,
    Conversation,
    ConversationStatus,
    Customer,
    Direction,
    Identity,
    Message,
    MessageState,
    Outcome,
    Verdict,
)
from app.services import ConversationFilter, ConversationService, MessageService, NewsService, Part, SavedFilterService
from app.store import Store, syncing

NOW = 4_000_000_000_000
"""Later than any real clock, so that the store's own does not matter."""
HOUR = 3_600_000


@pytest.fixture
def desk(store, clock):
    """Makes a service of this desk."""
    return lambda kind, **more: kind(store, "me", clock, lambda: None, **{"now": lambda: NOW, **more})


@pytest.fixture
def inbox(desk) -> ConversationService:
    return desk(ConversationService)


@pytest.fixture
def chat(desk) -> MessageService:
    return desk(MessageService)


Fill = Callable[..., Awaitable[None]]


@pytest.fixture
def fill(store: Store, page) -> Fill:
    """Puts conversations c0, c1, … of one account there, each with the fields given for it."""

    async def put(*talks: dict[str, Any]) -> None:
        made = [
            ("conversation", f"c{n}", n + 10, Conversation(**{"account_id": "kf", "customer_id": "p", **fields}))
            for n, fields in enumerate(talks)
        ]
        account = ("account", "kf", 1, Account(kind=AccountKind.WECOM_KF, name="客服"))
        await store.write(syncing.apply_page, page(account, *made))

    return put


OPEN_WINDOW = {"window_trigger": "message", "window_opened_at": NOW - HOUR}


async def test_many_are_changed_at_once_or_none(inbox, fill, store):
    await fill({}, {}, {})
    heard = []
    store.feed.subscribe(lambda changes: heard.append(changes.of("conversation")))
    await inbox.bulk(["c0", "c1"], "snooze", until=NOW + HOUR)
    assert heard == [{"c0", "c1"}], "one transaction"
    assert await inbox.ids(ConversationFilter(view="snoozed")) == ["c0", "c1"]

    with pytest.raises(Refused):
        await inbox.bulk(["c2", "gone"], "set_status", status=ConversationStatus.RESOLVED)
    assert await inbox.ids(ConversationFilter(view="resolved")) == []
    with pytest.raises(BadInput):
        await inbox.bulk(["c2"], "explode")


async def test_every_verb_can_be_done_to_many(inbox, fill):
    await fill({"unread": 1, "last_at": 5}, {"last_at": 6})
    both = ["c0", "c1"]
    for verb, how in (
        ("transfer", {"user_id": "her", "comment": "请接手"}),
        ("assign", {"user_id": "me"}),
        ("star", {}),
        ("mute", {}),
        ("pin", {}),
        ("set_priority", {"priority": 2}),
        ("open", {}),
        ("set_status", {"status": ConversationStatus.PENDING}),
    ):
        await inbox.bulk(both, verb, **how)
    for row in (await inbox.rows(both)).values():
        assert (row.assignee_id, row.starred, row.muted, row.pinned, row.priority) == ("me", True, True, True, 2)
        assert (row.unread, row.status) == (0, ConversationStatus.PENDING)


async def test_no_more_than_nine_are_pinned_over_all_accounts_and_so_in_any_tab(inbox, fill):
    await fill(*({"last_at": n} for n in range(11)), {"account_id": "other"})
    await inbox.bulk([f"c{n}" for n in range(9)], "pin")
    for more in ("c9", "c11"):
        with pytest.raises(TooManyPins, match="Unpin one first"):
            await inbox.pin(more)
    await inbox.pin("c3")  # pinned already
    await inbox.pin("c0", False)
    await inbox.pin("c11")
    assert (await inbox.rows(["c11"]))["c11"].pinned


async def test_when_there_is_no_room_for_all_of_several_none_is_pinned(inbox, fill):
    await fill(*({"last_at": n} for n in range(10)))
    with pytest.raises(TooManyPins, match="Unpin one first"):
        await inbox.bulk([f"c{n}" for n in range(10)], "pin")
    assert not any(row.pinned for row in (await inbox.rows([f"c{n}" for n in range(10)])).values())


async def test_a_pin_is_not_put_back_where_another_took_its_room(inbox, fill):
    await fill(*({"last_at": n} for n in range(10)))
    await inbox.bulk([f"c{n}" for n in range(9)], "pin")
    before = (await inbox.rows(["c0"]))["c0"]
    await inbox.pin("c0", False)
    await inbox.pin("c9")
    with pytest.raises(TooManyPins, match="Unpin one first"):
        await inbox.put_back([before], ["pinned"])


async def test_of_too_many_pins_that_met_those_stand_on_top_of_a_tab_that_were_spoken_in_last(inbox, fill):
    """Two desks pinned while they knew nothing of each other."""
    theirs = [{"pinned": True, "last_at": 100 + n, "account_id": "other"} for n in range(6)]
    await fill(*({"pinned": True, "last_at": n} for n in range(8)), *theirs, {"last_at": 1000})
    newest_nine = [f"c{n}" for n in (13, 12, 11, 10, 9, 8, 7, 6, 5)]
    assert await inbox.ids(ConversationFilter()) == [*newest_nine, "c14", "c4", "c3", "c2", "c1", "c0"]
    here = await inbox.ids(ConversationFilter(account_id="kf"))
    assert here == ["c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0", "c14"]
    assert (await inbox.ids(ConversationFilter(sort="oldest")))[:9] == newest_nine[::-1]
    with pytest.raises(TooManyPins, match="Unpin one first"):
        await inbox.pin("c14")
    await inbox.pin("c0")  # is, though not on top of all


async def test_a_priority_is_one_of_four(inbox, fill):
    await fill({})
    with pytest.raises(BadInput):
        await inbox.set_priority("c0", 4)


async def test_a_conversation_is_handed_over_with_a_word_that_mentions_the_colleague(inbox, chat, fill, store):
    await fill({})
    await inbox.transfer("c0", "her", "客户要退货，请看订单")
    assert (await inbox.row("c0")).assignee_id == "her"
    (note,) = await chat.newest("c0")
    assert (note.direction, note.text, note.content) == (
        Direction.NOTE,
        "客户要退货，请看订单",
        {"mentions": ["her"]},
    )
    assert [m.kind for m in await store.write(syncing.due, NOW)] == ["conversation", "message"]

    with pytest.raises(Refused):
        await inbox.transfer("gone", "her", "给你")
    assert (await store.read(syncing.counts)).pending == 2, "neither half of it"


async def test_a_snooze_ends_by_itself_even_without_the_server(inbox, fill):
    await fill(
        {"status": ConversationStatus.SNOOZED, "snoozed_until": NOW, "waiting_since": NOW - 9, "last_at": 1},
        {"status": ConversationStatus.SNOOZED, "snoozed_until": NOW + 1, "waiting_since": NOW - 9, "last_at": 2},
        {"status": ConversationStatus.SNOOZED, "snoozed_until": 0, "last_at": 3},
        {"last_at": 4},
    )
    shown = {
        view: await inbox.ids(ConversationFilter(view=view)) for view in ("open", "waiting", "snoozed", "unattended")
    }
    assert shown == {"open": ["c3", "c0"], "waiting": ["c0"], "snoozed": ["c1", "c2"], "unattended": ["c0", "c3"]}
    assert await inbox.longest_waiting() == "c0"


async def test_a_list_can_be_sorted_otherwise(inbox, fill):
    await fill(
        {"last_at": 1, "priority": 1},
        {"last_at": 2, "waiting_since": 9},
        {"last_at": 3, "waiting_since": 8},
        {"last_at": 4, "priority": 1, "waiting_since": 7},
    )
    shown = {sort: await inbox.ids(ConversationFilter(sort=sort)) for sort in ("", "oldest", "waiting", "priority")}
    assert shown == {
        "": ["c3", "c2", "c1", "c0"],
        "oldest": ["c0", "c1", "c2", "c3"],
        "waiting": ["c3", "c2", "c1", "c0"],
        "priority": ["c3", "c0", "c2", "c1"],
    }


async def test_who_waits_for_anybody_or_me_is_known_the_longest_waiting_first(fill, store, clock):
    late = {"waiting_since": NOW - 200_000}
    await fill(
        {"waiting_since": NOW - 150_000},
        {**late, "assignee_id": "me"},
        {**late, "assignee_id": "her"},
        {**late, "muted": True},
        {**late, "status": ConversationStatus.SNOOZED},
        {"waiting_since": NOW - 100_000, "status": ConversationStatus.PENDING},
        {},
        {"waiting_since": NOW - 9, "status": ConversationStatus.SNOOZED, "snoozed_until": 1},
    )
    news = NewsService(store, "me", clock, lambda: None)
    assert [(one.conversation_id, one.mine) for one in await news.waiting()] == [
        ("c1", True),
        ("c0", False),
        ("c5", False),
        ("c7", False),
    ]


async def test_the_queue_are_those_who_wait_and_are_nobodys_the_longest_waiting_first(inbox, fill):
    await fill(
        {"waiting_since": NOW - 3, "account_id": "other"},
        {"waiting_since": NOW - 9},
        {"waiting_since": NOW - 5, "pinned": True},
        {"waiting_since": NOW - 8, "assignee_id": "her"},
        {"waiting_since": NOW - 7, "muted": True},
        {},
    )
    queue = await inbox.queue(2)
    assert (queue.count, [row.id for row in queue.first]) == (3, ["c1", "c2"])
    assert [row.id for row in (await inbox.queue(account_id="other")).first] == ["c0"]


async def test_what_was_done_to_many_is_put_back_for_each(inbox, fill):
    await fill({"status": ConversationStatus.PENDING}, {"priority": 2})
    before = list((await inbox.rows(["c0", "c1"])).values())
    await inbox.bulk(["c0", "c1"], "set_status", status=ConversationStatus.RESOLVED)
    await inbox.put_back(before, ("status", "snoozed_until"))
    assert [row.status for row in (await inbox.rows(["c0", "c1"])).values()] == ["pending", "open"]


async def test_what_nobody_has_is_mine_and_what_a_colleague_has_is_not(inbox, fill):
    await fill({}, {"assignee_id": "her"})
    await inbox.take("c0")
    with pytest.raises(Refused, match="colleague"):
        await inbox.take("c1")
    assert await inbox.ids(ConversationFilter(view="mine")) == ["c0"]


async def test_a_customer_without_a_name_is_known_by_the_end_of_their_id(inbox, fill, store, page):
    await fill({"identity_id": "i"})
    known = Identity(customer_id="p", account_id="kf", external_id="wmABCD9f3k")
    await store.write(syncing.apply_page, page(("identity", "i", 50, known), ("customer", "p", 51, Customer())))
    row = await inbox.row("c0")
    assert (row.title, row.external_tail) == ("", "9f3k")


async def test_lists_of_ones_own_are_kept_in_order(desk, store, clock, inbox, fill):
    await fill({"unread": 1}, {"starred": True})
    lists = SavedFilterService(store, "me", clock, lambda: None)
    unread = await lists.create(" 未读 ", {"field": "unread", "op": "is", "value": True})
    starred = await lists.create("星标", {"all": [{"field": "starred", "op": "is", "value": True}]})
    assert [(row.name, row.order) for row in await lists.all()] == [("未读", 1), ("星标", 2)]
    await lists.reorder([starred])
    assert [row.id for row in await lists.all()] == [starred, unread]
    await lists.edit(unread, name="都看", conditions={"any": []})
    first, second = await lists.all()
    assert (second.name, second.conditions) == ("都看", {"any": []})
    assert await inbox.ids(ConversationFilter(conditions=first.conditions)) == ["c1"]
    await lists.drop(starred)
    assert [row.id for row in await lists.all()] == [unread]
    assert await SavedFilterService(store, "her", clock, lambda: None).all() == []


@pytest.mark.parametrize(("name", "conditions"), [(" ", {"all": []}), ("好", {"field": "mood"})])
async def test_a_list_needs_a_name_and_conditions_that_are_known(store, clock, name, conditions):
    lists = SavedFilterService(store, "me", clock, lambda: None)
    with pytest.raises(BadInput):
        await lists.create(name, conditions)
    assert await lists.all() == []


async def test_a_scheduled_message_waits_and_leaves_the_customer_waiting(inbox, chat, fill, store):
    await fill({**OPEN_WINDOW, "waiting_since": NOW - 10, "last_at": NOW - 10})
    ids = await chat.schedule("c0", [Part(text="明早"), Part(text="发货")], NOW + HOUR)
    rows = await chat.newest("c0")
    assert [(row.id, row.waits) for row in rows] == [(ids[0], True), (ids[1], True)]
    assert rows[0].scheduled_at == NOW + HOUR
    row = await inbox.row("c0")
    assert (row.waiting_since, row.sent_in_window, row.snippet) == (NOW - 10, 0, "")

    await chat.withdraw(ids[1])
    assert [row.id for row in await chat.newest("c0")] == [ids[0]]
    assert len(await store.write(syncing.due, NOW)) == 1, "what never left needs no word to the server"


async def test_nothing_is_scheduled_for_the_past_or_for_a_closed_window(chat, fill):
    await fill(OPEN_WINDOW)
    with pytest.raises(BadInput, match="passed"):
        await chat.schedule("c0", [Part(text="晚了")], NOW)
    with pytest.raises(SendingClosed):
        await chat.schedule("c0", [Part(text="太晚")], NOW + 48 * HOUR)
    await chat.schedule("c0", [Part(text="正好")], NOW + 46 * HOUR)
    assert [row.text for row in await chat.newest("c0")] == ["正好"]


async def test_what_the_server_has_is_taken_back_by_asking_it_and_kept_when_it_was_too_late(chat, fill, store, page):
    await fill(OPEN_WINDOW)
    (sent,) = await chat.schedule("c0", [Part(text="明早")], NOW + HOUR)
    (made,) = await store.write(syncing.due, NOW)
    (queued,) = await chat.newest("c0")
    stored = Message(
        conversation_id="c0", direction=Direction.OUT, author_id="me", text="明早", at=queued.at,
        state=MessageState.QUEUED, scheduled_at=NOW + HOUR,
    )  # fmt: skip
    there = page(("message", sent, 60, stored))
    row = there.tables["message"][0][2:]
    await store.write(syncing.settle, made, Outcome(id=made.id, verdict=Verdict.APPLIED, rev=60, row=row))
    await store.write(syncing.apply_page, there)

    await chat.withdraw(sent)
    (asked,) = await store.write(syncing.due, NOW)
    assert asked.drop and await chat.newest("c0") == []
    late = Outcome(id=asked.id, verdict=Verdict.REFUSED, rev=60, row=row, reason="too_late")
    await store.write(syncing.settle, asked, late)
    (back,) = await chat.newest("c0")
    assert (back.id, back.state, back.text) == (sent, MessageState.QUEUED, "明早")
    assert (await store.read(syncing.counts)).refused == 1, "the agent is told"


def reply(n: int, state: MessageState, reason: str = "", author: str = "me") -> tuple[str, str, int, Message]:
    made = Message(
        conversation_id="c0", direction=Direction.OUT, author_id=author, text=f"{n}", at=100 + n,
        state=state, reason=reason, batch_id="b", part=n,
    )  # fmt: skip
    return ("message", f"m{n}", 70 + n, made)


FAILED, UNKNOWN = MessageState.FAILED, MessageState.UNKNOWN


async def test_the_rest_of_a_stopped_reply_goes_on_with_or_without_the_part_that_failed(chat, fill, store, page):
    await fill(OPEN_WINDOW)
    parts = [reply(0, FAILED, "95002"), reply(1, FAILED, "stopped"), reply(2, FAILED, "earlier_part_failed")]
    await store.write(syncing.apply_page, page(*parts))
    await chat.continue_batch("m0")
    assert [(row.text, row.state) for row in await chat.newest("c0")] == [
        ("0", FAILED),
        ("1", MessageState.QUEUED),
        ("2", MessageState.QUEUED),
    ]
    with pytest.raises(Refused):
        await chat.continue_batch("m0")
    await chat.resend("m0")
    assert [row.text for row in await chat.newest("c0")] == ["1", "2", "0"]


async def test_what_may_have_arrived_is_sent_again_only_when_the_agent_says_so(chat, fill, store, page):
    await fill(OPEN_WINDOW)
    await store.write(syncing.apply_page, page(reply(0, UNKNOWN), reply(1, FAILED, "stopped")))
    with pytest.raises(Refused):
        await chat.resend("m0")
    await chat.continue_batch("m0")
    assert [row.text for row in await chat.newest("c0")] == ["0", "1"], "only what was held back"
    await chat.resend("m0", even_if_unknown=True)
    rows = await chat.newest("c0")
    assert (rows[0].text, rows[0].state) == ("0", UNKNOWN), "nobody knows of the first, and it says so"
    assert [row.text for row in rows] == ["0", "1", "0"]


async def test_a_colleagues_failed_message_is_sent_again_in_my_name_and_theirs_stays(chat, fill, store, page):
    await fill(OPEN_WINDOW)
    await store.write(syncing.apply_page, page(reply(0, FAILED, "95002", author="her")))
    await chat.resend("m0")
    assert [(row.author_id, row.state) for row in await chat.newest("c0")] == [
        ("her", FAILED),
        ("me", MessageState.QUEUED),
    ]
    assert [m.drop for m in await store.write(syncing.due, NOW)] == [False]
