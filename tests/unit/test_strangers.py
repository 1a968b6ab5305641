"""Whose words are about to go to whom: other people's names, phones and orders, and no false alarm."""

from __future__ import annotations

import pytest

from app.protocol import Account, AccountKind, Conversation, Customer, Direction, Message, QuickReply, User
from app.rules.strangers import orders_in, phones_in, tells
from app.services import CustomerService
from app.store import syncing

PEOPLE = {
    "zhou": Customer(name="周雨晴", phones=["13800001111"], last_order="QH20261118-3302"),
    "chen": Customer(name="陈小明", remark="陈小明 广州", phones=["139 2222 3333"]),
    "mr": Customer(name="陈先生", phones=["13744445555"]),
    "rain": Customer(name="小雨"),
    "lena": Customer(name="Lena Fischer", last_order="亚麻衬衫 QH20261001-0007"),
    "ocean": Customer(name="春暖花开"),
    "sale": Customer(name="现货速发"),
    "li1": Customer(name="李小红"),
    "li2": Customer(name="李小红"),
    "li3": Customer(name="李小红"),
    "staff": Customer(name="客服小林"),
}
SAID = (
    ("zhou", "in", "订单 QH20261118-3302 到哪了"),
    ("zhou", "in", "帮我朋友林晓月也看看，她的电话 13666667777"),
    ("chen", "in", "我的单号是 4412345678901，问一下"),
    ("mr", "in", "春暖花开的季节"),
    ("rain", "in", "春暖花开了"),
    ("lena", "out", "春暖花开，新品上市"),
    ("mr", "in", "活动码 20261111888 能用吗"),
    ("rain", "in", "活动码 20261111888 失效了"),
    ("lena", "in", "20261111888"),
)


@pytest.fixture
async def customers(store, clock, page) -> CustomerService:
    """A shop with some customers, each with a talk."""
    records = [("customer", i, n, record) for n, (i, record) in enumerate(PEOPLE.items(), start=1)]
    records += [("conversation", f"t-{i}", 100, Conversation(account_id="kf", customer_id=i)) for i in PEOPLE]
    records += [
        (
            "message",
            f"m{n}",
            200 + n,
            Message(conversation_id=f"t-{who}", direction=Direction(way), text=text, at=n + 1),
        )
        for n, (who, way, text) in enumerate(SAID)
    ]
    records += [
        ("user", "lin", 300, User(name="客服小林")),
        ("account", "kf", 301, Account(kind=AccountKind.WECOM_KF, name="客服·售前")),
        ("quick_reply", "q", 302, QuickReply(title="现货", body="现货速发，48 小时内")),
    ]
    await store.write(syncing.apply_page, page(*records))
    return CustomerService(store, "lin", clock, lambda: None)


FOREIGN = {
    "陈小明您好，您的包裹到了": ("name", "陈小明", "陈小明 广州"),
    "寄给 Lena Fischer 就好": ("name", "Lena Fischer", "Lena Fischer"),
    "收件人电话 +86 137-4444-5555": ("phone", "137-4444-5555", "陈先生"),
    "电话：13744445555。": ("phone", "13744445555", "陈先生"),
    "您的电话是13744445555吗": ("phone", "13744445555", "陈先生"),
    "给Lena Fischer的报价_终版.pdf": ("name", "Lena Fischer", "Lena Fischer"),
    "退货单_4412345678901_签字.pdf": ("order", "4412345678901", "陈小明 广州"),
    "13922223333": ("phone", "13922223333", "陈小明 广州"),
    "您的订单QH20261001-0007已发出": ("order", "QH20261001-0007", "Lena Fischer"),
    "单号 4412345678901 正在派送": ("order", "4412345678901", "陈小明 广州"),
}


@pytest.mark.parametrize("text", FOREIGN)
async def test_what_belongs_to_another_customer_is_noticed(text, customers):
    found = await customers.others_in(text, "zhou")
    assert [(one.what, one.words, one.title) for one in found] == [FOREIGN[text]]


@pytest.mark.parametrize(
    "text",
    [
        "周雨晴您好，13800001111 是您的电话吗",
        "您的订单 QH20261118-3302 已经发出",
        "林晓月的电话 136 6666 7777 记下了",
        "陈先生您好",
        "小雨转晴",
        "春暖花开，上新啦",
        "现货速发哦",
        "李小红推荐的款式",
        "我是客服小林",
        "活动码 20261111888",
        "https://shop.example/item?id=4412345678901",
        "2026-11-22 14:30 前都可以，共 1280 元",
        "",
    ],
)
async def test_everyday_words_and_what_is_theirs_raise_no_alarm(text, customers):
    assert await customers.others_in(text, "zhou") == []


async def test_in_a_group_names_pass_and_numbers_do_not(customers):
    found = await customers.others_in("陈小明 13744445555", "")
    assert [one.what for one in found] == ["phone"]


def test_a_number_is_read_as_people_write_it():
    assert phones_in("打 138 1234 5678 或 +8613912345678，不是 113812345678") == ["138 1234 5678", "13912345678"]
    assert orders_in("QH20261118-3302 和 12345 和 2026-11-22，见 https://a.example/20261118330244") == [
        "QH20261118-3302"
    ]


def test_a_name_is_more_than_a_part_of_a_word():
    assert tells("Rosalie", "for Rosalie!")
    assert not tells("Rosalie", "Rosalies")
    assert not tells("Rose", "a rose, Rose")
    assert not tells("王老师", "王老师好")
    assert not tells("", "anything")
