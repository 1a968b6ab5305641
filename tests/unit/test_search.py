"""Finding: every character counts, sounds count too, and the index never lags behind the rows."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocol import Conversation, Customer, FollowUp, HybridClock, Identity, Message, QuickReply
from app.services import CustomerService, QuickReplyService, SearchService
from app.store import agenda, outbox, pinyin, records, syncing, words

SAID = [
    "订单发货了吗",
    "请问 iPhone15 有货吗？",
    "好",
    "重庆仓明天发",
    "【公告】8折优惠\n仅限今日",
    "İstanbul 店",
    "👍谢谢🥺𠮷",
    "a'b\"c*",
]


@pytest.fixture
def quick_replies(store, clock) -> QuickReplyService:
    return QuickReplyService(store, "me", clock, lambda: None)


async def fill(store, page, texts):
    rows = [
        ("message", f"m{n}", n, Message(conversation_id="c", text=text, at=1000 + n)) for n, text in enumerate(texts, 1)
    ]
    await store.write(syncing.apply_page, page(*rows))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_every_stretch_of_what_was_said_is_found(make_store, page, data):
    alphabet = st.sampled_from("的一是不了在人有我他这订单发货退款，。？a1Z é")
    texts = data.draw(st.lists(st.text(alphabet, min_size=1, max_size=12), min_size=1, max_size=12))
    store = await make_store(f"{abs(hash(tuple(texts)))}.db", None)
    await fill(store, page, texts)
    whole = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(whole) - 1))
    wanted = whole[start : start + data.draw(st.integers(1, 4))]
    if not wanted.strip() or wanted != wanted.strip() or " " in wanted:
        return
    scanned = {f"m{n}" for n, text in enumerate(texts, 1) if wanted.lower() in text.lower()}
    found = {hit.id for hit in await store.search(words.find, wanted, 50, ("message",))}
    assert scanned <= found
    await store.close()


@pytest.mark.parametrize(
    "wanted", ["货", "发货", "iphone", "15", "？", "【公告】", "👍", "🥺", "𠮷", "谢谢", "a'b", '"c', "*", "8折优惠"]
)
async def test_signs_words_and_emoji_are_found_as_they_are_typed(store, page, wanted):
    await fill(store, page, SAID)
    hits = await store.search(words.find, wanted, 50, ("message",))
    assert hits and all(wanted.lower() in hit.text.lower() for hit in hits)
    for hit in hits:
        start, length = hit.marks[0]
        assert hit.text[start : start + length].lower() == wanted


@pytest.mark.parametrize(
    "typed", ['"', "AND", "NOT x", "title:", "(", "a*", "^", "-", "{x}", "\\", "'; DROP TABLE message", "\x00"]
)
async def test_nothing_that_is_typed_breaks_the_search(store, clock, quick_replies, page, typed):
    await fill(store, page, SAID)
    search = SearchService(store, "me", clock, lambda: None)
    for ask in (search.find, quick_replies.find, CustomerService(store, "me", clock, lambda: None).find):
        assert isinstance(await ask(typed), list)


async def test_a_long_stretch_is_found_only_where_it_stands_to_its_end(store, page):
    head = "请把昨天说好的那三箱货物连同发票一起送到城东的新仓库门口再给我打个电话"
    await fill(store, page, [head + "确认", head + "取消"])
    assert [hit.text for hit in await store.search(words.find, head + "取消", 5)] == [head + "取消"]


async def test_stretches_that_do_not_stand_together_are_not_found_together(store, page):
    await fill(store, page, ["发货单，退货款", "退货单"])
    assert [hit.text for hit in await store.search(words.find, "退货单", 5)] == ["退货单"]
    assert [hit.text for hit in await store.search(words.find, "货款 发货", 5)] == ["发货单，退货款"]


async def test_the_newest_come_first(store, page):
    await fill(store, page, ["发货一", "发货二", "发货三"])
    assert [hit.text for hit in await store.search(words.find, "发货", 2)] == ["发货三", "发货二"]


async def test_older_history_fetched_later_still_ranks_as_old(store, page):
    await fill(store, page, ["发货新"])
    await store.write(syncing.apply_page, page(("message", "old", 9, Message(text="发货旧", at=5)), covered_to=9))
    assert [hit.text for hit in await store.search(words.find, "发货", 5)] == ["发货新", "发货旧"]


async def test_many_messages_of_the_same_moment_are_all_kept(store, page):
    dice = random.Random(1)
    ids = [f"{dice.getrandbits(128):032x}" for _ in range(4000)]  # among so many, some ask for the same place
    same = [("message", i, n, Message(conversation_id="c", text="同时", at=7)) for n, i in enumerate(ids, 1)]
    for start in range(0, 4000, 1000):
        await store.write(syncing.apply_page, page(*same[start : start + 1000]))
    assert len(await store.search(words.find, "同时", 5000)) == 4000


@pytest.mark.parametrize("typed", ["cq", "zq", "chongqing", "zhongq", "cqxw", "重庆", "小王", "王"])
async def test_a_customer_is_found_by_every_way_to_say_the_name(store, clock, page, typed):
    await store.write(syncing.apply_page, page(("customer", "c", 1, Customer(name="重庆小王", phones=["13812345678"]))))
    customers = CustomerService(store, "me", clock, lambda: None)
    assert [row.name for row in await customers.find(typed)] == ["重庆小王"]


async def test_a_name_without_end_is_found_by_its_beginning_and_does_not_flood_the_index(store, clock, page):
    await store.write(syncing.apply_page, page(("customer", "c", 1, Customer(name="李" + "长" * 100_000))))
    found = await CustomerService(store, "me", clock, lambda: None).find("lichang", 5)
    assert [row.id for row in found] == ["c"]
    size = await store.read(lambda look: look.row("SELECT sum(length(block)) FROM customer_search_data")[0])
    assert size < 1_000_000


async def test_a_customer_is_found_by_the_end_of_the_phone_number(store, clock, page):
    await store.write(syncing.apply_page, page(("customer", "c", 1, Customer(name="王伟", phones=["13812345678"]))))
    customers = CustomerService(store, "me", clock, lambda: None)
    assert [row.name for row in await customers.find("5678")] == ["王伟"]
    assert await customers.find("9999") == []


@pytest.mark.parametrize(
    ("text", "readings"),
    [("银行", {"yin hang"}), ("音乐", {"yin yue", "yin le"}), ("长沙", {"chang sha"}), ("单田芳", {"shan tian fang"})],
)
def test_characters_of_several_sounds_are_found_by_the_right_one(text, readings):
    assert readings <= {" ".join(reading) for reading in pinyin.readings(text)}


async def test_the_index_follows_an_edit_and_a_delete(store, clock, page, quick_replies):
    await store.write(syncing.apply_page, page(("customer", "c", 1, Customer(name="王伟"))))
    await store.write(outbox.edit, "customer", "c", {"remark": "老客户"}, clock)
    assert await store.search(words.customers, "老客", 5) == ["c"]
    await store.write(outbox.edit, "customer", "c", {"remark": "新朋友"}, clock)
    assert await store.search(words.customers, "老客", 5) == []
    assert await store.search(words.customers, "xpy", 5) == ["c"]
    await store.write(records.drop_many, "customer", ["c"])
    assert await store.search(words.customers, "王伟", 5) == []


async def test_a_follow_up_is_found_with_the_customer_it_is_about(store, page):
    await store.write(
        syncing.apply_page,
        page(
            ("customer", "c", 1, Customer(name="王伟")),
            ("follow_up", "f", 2, FollowUp(customer_id="c", body="周五回电")),
        ),
    )
    (hit,) = await store.search(words.find, "回电", 5)
    assert (hit.kind, hit.title, hit.text, hit.customer_id) == ("follow_up", "王伟", "周五回电", "c")


async def test_a_follow_up_found_by_its_next_step_shows_that(store, page):
    await store.write(
        syncing.apply_page, page(("follow_up", "f", 1, FollowUp(body="送了样布，选了米白", next_action="寄样品")))
    )
    (hit,) = await store.search(words.find, "样品", 5)
    assert (hit.text, hit.marks) == ("寄样品", ((1, 2),))
    (hit,) = await store.search(words.find, "样布", 5)
    assert (hit.text, hit.marks) == ("送了样布，选了米白", ((2, 2),))


async def test_whoever_nobody_named_is_called_as_in_their_talk_wherever_they_are_found(store, page):
    await store.write(
        syncing.apply_page,
        page(
            ("customer", "c", 1, Customer(phones=["13800001111"])),
            ("identity", "i", 2, Identity(customer_id="c", account_id="a", external_id="wm-0815", name="小林")),
            ("conversation", "t", 3, Conversation(account_id="a", customer_id="c", identity_id="i")),
            ("follow_up", "f", 4, FollowUp(customer_id="c", author_id="me", body="周五回电", due_at=9)),
            ("message", "m", 5, Message(conversation_id="t", text="什么时候回电")),
        ),
    )
    for kind, wanted in (("customer", "1380000"), ("follow_up", "回电"), ("message", "回电")):
        (hit,) = await store.search(words.find, wanted, 5, (kind,))
        assert (hit.title, hit.external_tail) == ("小林", "0815"), kind
    (due,) = await store.read(agenda.due_follow_ups, 10, "me")
    assert (due.customer_name, due.external_tail) == ("小林", "0815")


async def test_a_found_message_says_where_and_from_whom(store, page):
    await store.write(
        syncing.apply_page,
        page(
            ("customer", "p", 1, Customer(name="王伟", remark="王总")),
            ("conversation", "c", 2, Conversation(account_id="a", customer_id="p")),
            ("message", "m", 3, Message(conversation_id="c", text="发货了吗", at=9)),
        ),
    )
    (hit,) = await store.search(words.find, "发货", 5)
    assert (hit.title, hit.conversation_id, hit.customer_id, hit.account_id) == ("王总", "c", "p", "a")


REPLIES = [
    QuickReply(title="退款流程", body="请在订单页申请", shortcut="tk", uses=0),
    QuickReply(title="天空套餐", body="包含三项", uses=9),
    QuickReply(title="问候", body="您好，关于退款流程请稍等", uses=50),
    QuickReply(title="退款", body="已为您退款", uses=3),
]


async def test_a_shortcut_goes_before_a_title_a_title_before_a_body(store, page, quick_replies):
    await store.write(syncing.apply_page, page(*(("quick_reply", f"q{n}", n, r) for n, r in enumerate(REPLIES, 1))))
    assert [r.title for r in await quick_replies.find("tk")] == ["退款流程", "退款", "天空套餐"]
    assert [r.title for r in await quick_replies.find("退款")] == ["退款", "退款流程", "问候"]
    assert [r.title for r in await quick_replies.find("tuikuan")] == ["退款", "退款流程"]
    assert [r.title for r in await quick_replies.find("")] == ["问候", "天空套餐", "退款", "退款流程"]


async def test_what_is_used_more_often_moves_up(store, clock, page, quick_replies):
    same = [("quick_reply", f"q{n}", n, QuickReply(title=f"发票{n}", body="…")) for n in range(1, 30)]
    await store.write(syncing.apply_page, page(*same))
    for _ in range(3):
        await quick_replies.used("q3")
    assert [r.title for r in await quick_replies.find("发票", 1)] == ["发票3"]
    assert [r.title for r in await quick_replies.find("fp", 1)] == ["发票3"]


async def test_the_last_question_suggests_replies(store, page, quick_replies):
    await store.write(syncing.apply_page, page(*(("quick_reply", f"q{n}", n, r) for n, r in enumerate(REPLIES, 1))))
    best = await quick_replies.suggest("我想问下退款的流程是怎样的", 1)
    assert [r.title for r in best] == ["退款流程"]
    assert await quick_replies.suggest("？") == []


async def test_replies_made_offline_are_found_at_once(quick_replies):
    await quick_replies.create(title="顺丰包邮", body="满 99 包邮", shortcut="sf")
    for typed in ("sf", "包邮", "sfby", "99"):
        assert [r.title for r in await quick_replies.find(typed)] == ["顺丰包邮"], typed


async def test_two_clocks_never_meet(make_store):
    one, other = await make_store("1.db"), await make_store("2.db")
    await QuickReplyService(one, "me", HybridClock("one"), lambda: None).create(title="一", body="一")
    assert await QuickReplyService(other, "me", HybridClock("two"), lambda: None).find("一") == []
