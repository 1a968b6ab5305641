"""微信客服: the log and its cursor, events, repeats, late failures, codes for a welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.channels import CallbackRequest, Happening, Notice, Outgoing
from app.channels.wecom_kf.arrivals import arrival_of
from app.errors import BadInput, ChannelBusy, ChannelError
from app.limits import load
from app.protocol import Direction, new_id

if TYPE_CHECKING:
    from tests.channels.conftest import Desk

MINUTE, HOUR = 60, 3600


def text(customer: Any, words: str = "您好", **fields: Any) -> Outgoing:
    return Outgoing(**{"id": new_id(), "external_id": customer.external_id, "type": "text", "text": words} | fields)


async def test_pages_are_followed_even_when_one_is_empty(kf: Desk) -> None:
    kf.simulator.faults.page, kf.simulator.faults.empty_page_every = 2, 2
    said = [str(number) for number in range(9)]
    for words in said:
        kf.simulator.say(kf.customer(), words)
    assert [arrival.text for arrival in await kf.arrivals()] == said
    assert kf.simulator.world.account("it").pages >= 9


async def test_the_cursor_goes_on_where_it_was(kf: Desk) -> None:
    kf.simulator.say(kf.customer(), "一")
    assert [arrival.text for arrival in await kf.arrivals()] == ["一"]
    kf.simulator.say(kf.customer(), "二")
    assert [arrival.text for arrival in await kf.arrivals()] == ["二"]


async def test_what_no_callback_told_is_caught_up(kf: Desk) -> None:
    kf.simulator.faults.drop_callbacks = 3
    kf.simulator.faults.empty_page_every = 0
    for words in ("一", "二", "三"):
        kf.simulator.say(kf.customer(), words)
    assert await kf.arrivals() == []
    batch = await kf.connector.catch_up("")
    assert [arrival.text for arrival in batch.arrivals] == ["一", "二", "三"]
    assert batch.cursor and not batch.more
    again = await kf.connector.catch_up(batch.cursor)
    assert (list(again.arrivals), again.more) == ([], False)


async def test_after_three_days_the_log_has_forgotten(kf: Desk) -> None:
    kf.simulator.say(kf.customer(), "旧")
    await kf.simulator.advance(73 * HOUR)
    kf.simulator.say(kf.customer(), "新")
    assert [arrival.text for arrival in (await kf.connector.catch_up("")).arrivals] == ["新"]


async def test_a_bell_heard_too_late_still_brings_everything(kf: Desk) -> None:
    kf.simulator.faults.empty_page_every = 0
    kf.simulator.say(kf.customer(), "十分钟前")
    await kf.simulator.settle()
    await kf.simulator.advance(11 * MINUTE)
    batch = await kf.connector.receive(kf.notices[0], "")
    assert [arrival.text for arrival in batch.arrivals] == ["十分钟前"]


async def test_a_cursor_of_another_account_is_refused(kf: Desk) -> None:
    with pytest.raises(ChannelError, match="50100"):
        await kf.connector.catch_up("bm9ib2R5OjE=")


async def test_asking_without_a_token_is_limited_strictly(kf: Desk) -> None:
    for _ in range(load().value("kf.sync.per_minute_without_token")):
        await kf.connector.catch_up("")
    with pytest.raises(ChannelBusy, match="45009"):
        await kf.connector.catch_up("")


async def test_the_same_message_sent_twice_reaches_the_customer_once(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "在吗")
    message = text(customer)
    first = await kf.connector.send(message)
    assert await kf.connector.send(message) == first == message.id
    assert len(customer.received) == 1


async def test_our_own_messages_do_not_come_back(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "在吗")
    await kf.connector.send(text(customer))
    assert [arrival.text for arrival in await kf.arrivals()] == ["在吗"]


async def test_an_accepted_message_may_fail_later(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "在吗")
    await kf.arrivals()
    kf.simulator.faults.late_failures = 1
    sent = await kf.connector.send(text(customer))
    assert await kf.arrivals() == []
    await kf.simulator.advance(3)
    [failed] = await kf.arrivals()
    assert failed.happening is Happening.SEND_FAILED
    assert failed.about == sent
    assert failed.reason.startswith("13 ")
    assert failed.external_id == customer.external_id
    assert customer.received == []


async def test_a_recalled_message_is_named(kf: Desk) -> None:
    customer = kf.customer()
    said = kf.simulator.say(customer, "说错了")
    kf.simulator.say(customer, {"recall": True})
    [_, recalled] = await kf.arrivals()
    assert recalled.happening is Happening.RECALLED
    assert recalled.about == said


async def test_a_colleague_in_wecom_speaks_for_us(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "在吗")
    kf.simulator.kf.servicer_says(customer, "zhangsan", "我来处理")
    [_, said] = await kf.arrivals()
    assert (said.direction, said.text, said.trigger) == (Direction.OUT, "我来处理", "")


async def test_a_session_in_other_hands_takes_no_message_from_us(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "在吗")
    kf.simulator.kf.hand_over(customer, 3, "zhangsan")
    with pytest.raises(ChannelError, match="95018"):
        await kf.connector.send(text(customer))
    kf.simulator.kf.hand_over(customer, 4, "")
    with pytest.raises(ChannelError, match="95013"):
        await kf.connector.send(text(customer))
    kf.simulator.say(customer, "还在吗")
    await kf.connector.send(text(customer))
    happenings = [arrival.happening for arrival in await kf.arrivals()]
    assert happenings.count(Happening.OTHER) == 2


async def test_a_customer_who_enters_can_be_welcomed_once_within_20_seconds(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, {"enter": "hangtag"})
    [entered] = await kf.arrivals()
    assert entered.happening is Happening.ENTERED
    assert (entered.source, entered.trigger) == ("hangtag", "")
    code = {"welcome_code": entered.content["welcome_code"]}
    with pytest.raises(ChannelError, match="95002"):
        await kf.connector.send(text(customer))
    await kf.connector.send(text(customer, "欢迎光临", content=code))
    assert len(customer.received) == 1
    with pytest.raises(ChannelError, match="41049"):
        await kf.connector.send(text(customer, "欢迎光临", content=code))
    kf.simulator.say(customer, {"enter": "hangtag"})
    [again] = await kf.arrivals()
    await kf.simulator.advance(20)
    with pytest.raises(ChannelError, match="41050"):
        await kf.connector.send(text(customer, "欢迎", content={"welcome_code": again.content["welcome_code"]}))


async def test_a_customer_who_is_talking_gets_no_welcome_code(kf: Desk) -> None:
    kf.simulator.say(kf.customer(), "在吗")
    kf.simulator.say(kf.customer(), {"enter": ""})
    assert "welcome_code" not in (await kf.arrivals())[1].content


async def test_names_are_told_of_those_who_were_there(kf: Desk) -> None:
    kf.simulator.say(kf.customer("周雨晴"), "在吗")
    kf.simulator.say(kf.customer("陈先生"), {"enter": ""})
    silent = kf.customer("无名")
    ids = [customer.external_id for customer in kf.simulator.world.customers.values()]
    found = await kf.connector.profiles([*ids, "wm-nobody"])
    assert {profile.name for profile in found.values()} == {"周雨晴", "陈先生"}
    assert found[kf.customer("周雨晴").external_id].unionid == "union-周雨晴"
    assert found[kf.customer("周雨晴").external_id].gender == 2
    assert silent.external_id not in found


async def test_more_than_a_hundred_names_take_several_calls(kf: Desk) -> None:
    for number in range(101):
        kf.simulator.say(kf.customer(f"客人{number}"), "在吗")
    found = await kf.connector.profiles([c.external_id for c in kf.simulator.world.customers.values()])
    assert len(found) == 101
    assert kf.simulator.wecom_gate.counts["kf/customer/batchget"] == 2


@pytest.mark.parametrize("name", ["报价单 2026.pdf", 'a;b"c.pdf', ""])
async def test_a_file_comes_with_the_name_the_customer_gave_it_and_an_id_is_no_name(kf: Desk, name: str) -> None:
    kf.simulator.say(kf.customer(), {"file": name})
    [arrival] = await kf.arrivals()
    received = await kf.connector.download(arrival.content["platform_media_id"])
    assert (received.name, received.data[:5]) == (name, b"%PDF-")


async def test_a_file_too_large_to_come_whole_comes_in_pieces(kf: Desk) -> None:
    app = kf.simulator.world.account("it").app
    data = bytes(range(256)) * (90 * 1024)
    media_id = kf.simulator.media.keep(app, "file", "大.bin", data)
    assert len(data) > load().value("wecom.media.whole_bytes")
    received = await kf.connector.download(media_id)
    assert (received.data, received.name) == (data, "大.bin")


async def test_a_picture_too_large_for_the_platform_comes_as_a_word_about_it(kf: Desk) -> None:
    app = kf.simulator.world.account("it").app
    size = load().value("kf.inbound.image_bytes") + 1
    media_id = kf.simulator.media.keep(app, "image", "a.png", b"\x89PNG" + bytes(size))
    kf.simulator.kf.say(kf.customer(), "image", {"media_id": media_id}, kf.simulator.world.media[media_id])
    [arrival] = await kf.arrivals()
    assert arrival.type == "text" and arrival.text


async def test_a_menu_within_the_limits_is_sent_and_one_beyond_is_not(kf: Desk) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "菜单")
    click = {"type": "click", "id": "1", "text": "换货"}
    view = {"type": "view", "url": "https://qinghe.example", "text": "官网"}
    mini = {"type": "miniprogram", "appid": "wx1", "pagepath": "a", "text": "商城"}
    words = {"type": "text", "text": "——"}
    content = {"head": "请选择", "tail": "谢谢", "items": [click, view, mini, words]}
    await kf.connector.send(text(customer, "", type="msgmenu", content=content))
    sent = customer.received[0]["msgmenu"]
    assert [item["type"] for item in sent["list"]] == ["click", "view", "miniprogram", "text"]
    assert sent["list"][0]["click"] == {"id": "1", "content": "换货"}
    for items in ([click] * 11, [words] * 51, [], [{"type": "hologram"}], [{**click, "text": "长" * 43}]):
        with pytest.raises(BadInput):
            await kf.connector.send(text(customer, "", type="msgmenu", content={**content, "items": items}))
    assert len(customer.received) == 1


async def test_a_menu_that_was_clicked_names_the_item(kf: Desk) -> None:
    kf.simulator.say(kf.customer(), {"menu": {"id": "1", "text": "换货"}})
    [arrival] = await kf.arrivals()
    assert (arrival.text, arrival.content) == ("换货", {"menu_id": "1"})


@pytest.mark.parametrize(
    "content",
    [
        {"title": "长" * 43, "url": "https://a"},
        {"title": "好", "description": "长" * 171, "url": "https://a"},
        {"title": "好", "url": "https://" + "a" * 2048},
        {"title": "好"},
        {"url": "https://a"},
    ],
)
async def test_a_link_beyond_the_limits_is_refused(kf: Desk, content: dict[str, str]) -> None:
    customer = kf.customer()
    kf.simulator.say(customer, "链接")
    with pytest.raises(BadInput):
        await kf.connector.send(text(customer, "", type="link", content=content))
    assert customer.received == []


async def test_one_address_serves_all_accounts_of_an_app(kf: Desk) -> None:
    app = kf.simulator.world.account("it").app
    kf.simulator.add_account("other", kf.kind, "售后", "wkOTHER", app)
    stranger = kf.simulator.add_customer("other", "王磊")
    kf.simulator.say(stranger, "退款呢")
    await kf.simulator.settle()
    assert kf.notices[0].account_platform_id == "wkOTHER"


async def test_other_events_of_the_app_bring_nothing(kf: Desk) -> None:
    payload = {"Event": "kf_account_auth_change", "AuthAddOpenKfId": ["wk1", "wk2"]}
    batch = await kf.connector.receive(Notice(key="k", payload=payload, at=0), "here")
    assert (list(batch.arrivals), batch.cursor, batch.more) == ([], "here", False)


async def test_a_callback_without_anything_encrypted_is_refused(kf: Desk) -> None:
    with pytest.raises(BadInput, match="encrypted"):
        kf.connector.open(CallbackRequest(query={}, body=b"<xml><ToUserName>a</ToUserName></xml>"))
    with pytest.raises(BadInput, match="encrypted"):
        kf.connector.answer_check(CallbackRequest(query={}))


DOCUMENTED = {
    "text": ({"content": "hello", "menu_id": "101"}, "hello", {"menu_id": "101"}),
    "image": ({"media_id": "M"}, "", {"platform_media_id": "M"}),
    "voice": ({"media_id": "M"}, "", {"platform_media_id": "M"}),
    "video": ({"media_id": "M"}, "", {"platform_media_id": "M"}),
    "file": ({"media_id": "M"}, "", {"platform_media_id": "M"}),
    "location": (
        {"latitude": 23.1, "longitude": 113.3, "name": "广州塔", "address": "海珠区"},
        "广州塔",
        {"latitude": 23.1, "longitude": 113.3, "name": "广州塔", "address": "海珠区"},
    ),
    "link": (
        {"title": "T", "desc": "D", "url": "https://u", "pic_url": "https://p"},
        "T",
        {"title": "T", "description": "D", "url": "https://u", "image_url": "https://p"},
    ),
    "business_card": ({"userid": "zhang"}, "zhang", {"userid": "zhang"}),
    "miniprogram": (
        {"title": "T", "appid": "wx1", "pagepath": "p", "thumb_media_id": "M"},
        "T",
        {"title": "T", "appid": "wx1", "pagepath": "p", "thumb_platform_media_id": "M"},
    ),
    "channels_shop_product": ({"product_id": "1", "title": "衬衫"}, "衬衫", {"product_id": "1", "title": "衬衫"}),
    "channels_shop_order": (
        {"order_id": "1", "product_titles": "衬衫"},
        "衬衫",
        {"order_id": "1", "product_titles": "衬衫"},
    ),
    "merged_msg": (
        {"title": "记录", "item": [{"send_time": 1, "msgtype": "text", "sender_name": "a", "msg_content": "{}"}]},
        "记录",
        {"title": "记录", "items": [{"send_time": "1", "msgtype": "text", "sender_name": "a", "msg_content": "{}"}]},
    ),
    "channels": (
        {"sub_type": 1, "nickname": "青禾", "title": "新品"},
        "新品",
        {"sub_type": 1, "nickname": "青禾", "title": "新品"},
    ),
    "meeting": ({}, "", {}),
    "calendar": ({}, "", {}),
    "note": ({}, "", {}),
}


@pytest.mark.parametrize("type", DOCUMENTED)
def test_every_documented_type_is_understood(type: str) -> None:
    payload, words, content = DOCUMENTED[type]
    item = {"msgid": "m1", "open_kfid": "wk1", "external_userid": "wm1", "send_time": 1615478585, "origin": 3}
    arrival = arrival_of({**item, "msgtype": type, type: payload}, "wk1")
    assert (arrival.happening, arrival.direction, arrival.trigger) == (Happening.MESSAGE, Direction.IN, "message")
    assert (arrival.type, arrival.text, arrival.content) == (type, words, content)
    assert (arrival.external_id, arrival.platform_id, arrival.at) == ("wm1", "m1", 1615478585000)


def test_older_names_of_types_are_accepted() -> None:
    assert arrival_of({"msgtype": "schedule", "origin": 3}, "wk1").type == "calendar"
    order = {"msgtype": "channel_shop_order", "channel_shop_order": {"order_id": "1"}, "origin": 3}
    assert arrival_of(order, "wk1").type == "channels_shop_order"
    assert arrival_of(order, "wk1").content == {"order_id": "1"}


def test_a_menu_sent_by_a_colleague_is_readable() -> None:
    menu = {
        "head_content": "请选",
        "list": [{"type": "click", "click": {"id": "1", "content": "换货"}}],
        "tail_content": "谢谢",
    }
    arrival = arrival_of({"msgtype": "msgmenu", "msgmenu": menu, "origin": 5, "external_userid": "wm1"}, "wk1")
    assert arrival.text == "请选\n换货\n谢谢"
    assert arrival.content["items"] == [{"type": "click", "id": "1", "text": "换货"}]


@pytest.mark.parametrize(
    ("event", "happening"),
    [
        ({"event_type": "servicer_status_change", "servicer_userid": "z", "status": 1}, Happening.OTHER),
        ({"event_type": "session_status_change", "change_type": 1, "external_userid": "wm1"}, Happening.OTHER),
        ({"event_type": "servicer_recall_msg", "recall_msgid": "m", "external_userid": "wm1"}, Happening.RECALLED),
        ({"event_type": "reject_customer_msg_switch_change", "reject_switch": 1}, Happening.OTHER),
        ({"event_type": "enter_session", "scene_param": "p", "wechat_channels": {"nickname": "n"}}, Happening.ENTERED),
    ],
)
def test_every_documented_event_is_understood(event: dict[str, Any], happening: Happening) -> None:
    item = {"msgid": "e1", "send_time": 1, "origin": 4, "msgtype": "event", "event": {"open_kfid": "wk9", **event}}
    arrival = arrival_of(item, "wk1")
    assert arrival.happening is happening
    assert arrival.direction is Direction.EVENT
    assert arrival.account_platform_id == "wk9"
    assert arrival.external_id == event.get("external_userid", "")
    assert arrival.content["event"] == event["event_type"]
