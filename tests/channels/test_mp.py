"""公众号 and 小程序: windows, events, modes of callback, and sends that must not be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.channels import CallbackRequest, Credentials, Happening, Outgoing, connector_for
from app.channels.mp.arrivals import arrival_of, key_of
from app.errors import BadConfiguration, BadInput, ChannelError
from app.protocol import AccountKind, new_id
from app.simulator.callbacks import envelope_of

if TYPE_CHECKING:
    from tests.channels.conftest import Desk, Open


def text(customer: Any, words: str = "您好", **fields: Any) -> Outgoing:
    return Outgoing(**{"id": new_id(), "external_id": customer.external_id, "type": "text", "text": words} | fields)


@pytest.mark.parametrize(
    ("line", "trigger", "count"),
    [({"subscribe": "poster"}, "subscribe", 3), ({"scan": "poster"}, "scan", 3), ({"click": "NEW"}, "menu", 3)],
)
async def test_a_gesture_opens_a_minute(official: Desk, line: dict[str, str], trigger: str, count: int) -> None:
    customer = official.customer()
    official.simulator.say(customer, line)
    [arrival] = await official.arrivals()
    assert arrival.trigger == trigger
    for _ in range(count):
        await official.connector.send(text(customer))
    with pytest.raises(ChannelError, match="45047"):
        await official.connector.send(text(customer))
    official.simulator.say(customer, line)
    await official.simulator.advance(60)
    with pytest.raises(ChannelError, match="45015"):
        await official.connector.send(text(customer))


async def test_opening_a_mini_programs_chat_allows_two(mini: Desk) -> None:
    customer = mini.customer()
    mini.simulator.say(customer, {"enter": "item_1"})
    [arrival] = await mini.arrivals()
    assert (arrival.happening, arrival.trigger, arrival.source) == (Happening.ENTERED, "enter", "item_1")
    await mini.connector.send(text(customer))
    await mini.connector.send(text(customer))
    with pytest.raises(ChannelError, match="45047"):
        await mini.connector.send(text(customer))


async def test_whoever_unsubscribes_cannot_be_written_to(official: Desk) -> None:
    customer = official.customer()
    official.simulator.say(customer, "在吗")
    official.simulator.say(customer, {"unsubscribe": True})
    assert (await official.arrivals())[1].happening is Happening.LEFT
    with pytest.raises(ChannelError, match="45015"):
        await official.connector.send(text(customer))
    official.simulator.say(customer, {"subscribe": ""})
    await official.connector.send(text(customer))


async def test_a_new_follower_is_told_with_the_code_that_led_here(official: Desk) -> None:
    official.simulator.say(official.customer(), {"subscribe": "store_poster"})
    [arrival] = await official.arrivals()
    assert (arrival.happening, arrival.source) == (Happening.ENTERED, "store_poster")


async def test_links_become_an_article_there_and_a_card_here(official: Desk, mini: Desk) -> None:
    content = {"title": "新品", "description": "亚麻", "url": "https://u", "image_url": "https://p"}
    for desk in (official, mini):
        desk.simulator.say(desk.customer(), "链接")
        await desk.connector.send(text(desk.customer(), "", type="link", content=content))
    article = {"title": "新品", "description": "亚麻", "url": "https://u", "picurl": "https://p"}
    assert official.customer().received[0]["news"] == {"articles": [article]}
    assert mini.customer().received[0]["link"]["thumb_url"] == "https://p"


async def test_a_mini_program_sends_its_own_cards_without_an_appid(mini: Desk) -> None:
    mini.simulator.say(mini.customer(), "卡片")
    await mini.connector.send(text(mini.customer(), "", type="miniprogram", content={"title": "新品", "pagepath": "a"}))
    assert set(mini.customer().received[0]["miniprogrampage"]) == {"title", "pagepath", "thumb_media_id"}


async def test_a_video_is_fetched_from_where_the_platform_says(official: Desk) -> None:
    official.simulator.say(official.customer(), {"video": "开箱"})
    official.simulator.public_url = "http://platform"
    [arrival] = await official.arrivals()
    received = await official.connector.download(arrival.content["platform_media_id"])
    assert (received.data[4:8], received.type) == (b"ftyp", "video/mp4")
    official.simulator.public_url = "http://169.254.169.254"
    with pytest.raises(ChannelError, match="foreign"):
        await official.connector.download(arrival.content["platform_media_id"])


async def test_followers_have_remarks_and_no_names(official: Desk, mini: Desk) -> None:
    found = await official.connector.profiles([official.customer().external_id])
    assert found[official.customer().external_id].name == "周雨晴-老客"
    assert found[official.customer().external_id].unionid == "union-周雨晴"
    assert await mini.connector.profiles([mini.customer().external_id]) == {}


async def test_a_busy_platform_is_not_asked_again_to_send(official: Desk) -> None:
    customer = official.customer()
    official.simulator.say(customer, "在吗")
    await official.connector.send(text(customer))
    official.simulator.faults.busy = 1
    with pytest.raises(ChannelError):
        await official.connector.send(text(customer))
    assert official.pauses == []
    assert len(customer.received) == 1


async def test_nothing_is_missed_that_could_be_asked_for(official: Desk) -> None:
    assert list((await official.connector.catch_up("")).arrivals) == []


async def test_a_clear_callback_to_an_account_that_is_not_plain_is_refused(official: Desk, mini: Desk) -> None:
    for desk in (official, mini):
        app = desk.simulator.world.account("it").app
        app.callback = "plain"
        desk.simulator.say(desk.customer(), "假的")
        assert await desk.arrivals() == []
        [refused] = desk.refused
        assert "clear" in refused.detail


async def test_only_the_sealed_part_of_a_compatible_callback_counts(open_desk: Open) -> None:
    desk = open_desk(AccountKind.OFFICIAL_ACCOUNT, callback="compatible")
    app = desk.simulator.world.account("it").app
    payload = {
        "ToUserName": "gh_1",
        "FromUserName": "o1",
        "CreateTime": 1,
        "MsgType": "text",
        "Content": "真",
        "MsgId": "1",
    }
    stamp = str(int(desk.simulator.clock.now()))
    query, body, _ = envelope_of(app, payload, stamp)
    assert "真".encode() in body
    notice = desk.connector.open(CallbackRequest(query=query, body=body.replace("真".encode(), "假".encode())))
    assert notice.payload["Content"] == "真"


async def test_an_encrypted_callback_to_a_plain_account_is_refused(open_desk: Open) -> None:
    desk = open_desk(AccountKind.OFFICIAL_ACCOUNT, callback="plain")
    desk.simulator.world.account("it").app.callback = "secure"
    desk.simulator.say(desk.customer(), "加密的")
    assert await desk.arrivals() == []
    assert len(desk.refused) == 1


@pytest.mark.parametrize("changed", [{"callback": "open"}, {"encoding_aes_key": "short"}, {"encoding_aes_key": ""}])
def test_malformed_credentials_are_a_wrong_setting(changed: dict[str, str]) -> None:
    fields = {"account_id": "a", "platform_id": "wx1", "app_id": "wx1", "secret": "s", "token": "t"}
    credentials = Credentials(**fields | {"base_url": "http://p"} | changed)
    with pytest.raises(BadConfiguration):
        connector_for(AccountKind.OFFICIAL_ACCOUNT, credentials)
    with pytest.raises(BadConfiguration):
        connector_for(AccountKind.PERSONAL, credentials)
    assert "secret='s'" not in repr(credentials)


COMMON = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": "1348831860"}
DOCUMENTED = {
    "text": ({"Content": "hi", "bizmsgmenuid": "101"}, "text", "hi", {"menu_id": "101"}),
    "image": ({"PicUrl": "https://p", "MediaId": "M"}, "image", "", {"platform_media_id": "M", "url": "https://p"}),
    "voice": (
        {"MediaId": "M", "Format": "amr", "Recognition": "腾讯"},
        "voice",
        "腾讯",
        {"platform_media_id": "M", "format": "amr"},
    ),
    "video": (
        {"MediaId": "M", "ThumbMediaId": "T"},
        "video",
        "",
        {"platform_media_id": "M", "thumb_platform_media_id": "T"},
    ),
    "shortvideo": (
        {"MediaId": "M", "ThumbMediaId": "T"},
        "video",
        "",
        {"platform_media_id": "M", "thumb_platform_media_id": "T"},
    ),
    "location": (
        {"Location_X": "23.134521", "Location_Y": "113.358803", "Scale": "20", "Label": "广州"},
        "location",
        "广州",
        {"latitude": 23.134521, "longitude": 113.358803, "address": "广州", "scale": "20"},
    ),
    "link": (
        {"Title": "T", "Description": "D", "Url": "https://u"},
        "link",
        "T",
        {"title": "T", "description": "D", "url": "https://u"},
    ),
    "miniprogrampage": (
        {"Title": "T", "AppId": "wx2", "PagePath": "p", "ThumbUrl": "https://t", "ThumbMediaId": "M"},
        "miniprogram",
        "T",
        {
            "title": "T",
            "appid": "wx2",
            "pagepath": "p",
            "image_url": "https://t",
            "thumb_platform_media_id": "M",
        },
    ),
    "file": ({"Title": "a.pdf", "FileKey": "K"}, "file", "a.pdf", {"file_name": "a.pdf", "file_key": "K"}),
}


@pytest.mark.parametrize("type", DOCUMENTED)
def test_every_documented_type_is_understood(type: str) -> None:
    fields, ours, words, content = DOCUMENTED[type]
    payload = {**COMMON, "MsgType": type, "MsgId": "1234567890123456", **fields}
    arrival = arrival_of(payload, "wx1")
    assert (arrival.type, arrival.text, arrival.content) == (ours, words, content)
    assert (arrival.trigger, arrival.platform_id) == ("message", "1234567890123456")
    assert (arrival.external_id, arrival.at) == ("o1", 1348831860000)


@pytest.mark.parametrize(
    ("event", "happening", "trigger"),
    [
        ("subscribe", Happening.ENTERED, "subscribe"),
        ("unsubscribe", Happening.LEFT, ""),
        ("SCAN", Happening.ENTERED, "scan"),
        ("LOCATION", Happening.OTHER, ""),
        ("CLICK", Happening.OTHER, "menu"),
        ("VIEW", Happening.OTHER, ""),
        ("scancode_push", Happening.OTHER, "menu"),
        ("scancode_waitmsg", Happening.OTHER, "menu"),
        ("pic_sysphoto", Happening.OTHER, ""),
        ("pic_photo_or_album", Happening.OTHER, ""),
        ("pic_weixin", Happening.OTHER, ""),
        ("location_select", Happening.OTHER, ""),
        ("view_miniprogram", Happening.OTHER, ""),
        ("TEMPLATESENDJOBFINISH", Happening.OTHER, ""),
        ("MASSSENDJOBFINISH", Happening.OTHER, ""),
        ("PUBLISHJOBFINISH", Happening.OTHER, ""),
        ("subscribe_msg_popup_event", Happening.OTHER, ""),
        ("kf_create_session", Happening.OTHER, ""),
        ("kf_close_session", Happening.OTHER, ""),
        ("kf_switch_session", Happening.OTHER, ""),
        ("user_enter_tempsession", Happening.ENTERED, "enter"),
        ("user_info_modified", Happening.OTHER, ""),
        ("user_authorization_revoke", Happening.OTHER, ""),
    ],
)
def test_every_documented_event_is_understood(event: str, happening: Happening, trigger: str) -> None:
    payload = {**COMMON, "MsgType": "event", "Event": event, "EventKey": "K", "Latitude": "1.5", "Longitude": "2.5"}
    arrival = arrival_of(payload, "wx1")
    assert (arrival.happening, arrival.trigger, arrival.content["event"]) == (happening, trigger, event)
    assert arrival.raw == payload


def test_a_repeat_has_the_same_key_and_two_events_of_a_second_do_not() -> None:
    subscribe = {**COMMON, "MsgType": "event", "Event": "subscribe", "EventKey": "qrscene_1"}
    scan = {**COMMON, "MsgType": "event", "Event": "SCAN", "EventKey": "1"}
    assert key_of(subscribe) == key_of(dict(reversed(subscribe.items())))
    assert key_of(subscribe) != key_of(scan)
    message = {**COMMON, "MsgType": "text", "Content": "a", "MsgId": "1"}
    assert key_of(message) == key_of({**message, "MsgId": 1})
    assert key_of(message) != key_of({**message, "MsgId": "2"})


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"items": []},
        {"items": [{"type": "view", "text": "a", "url": "b"}]},
        {"items": [{"type": "click", "id": "1"}]},
    ],
)
async def test_a_menu_without_items_to_be_clicked_is_refused(official: Desk, content: dict[str, Any]) -> None:
    official.simulator.say(official.customer(), "菜单")
    with pytest.raises(BadInput):
        await official.connector.send(text(official.customer(), "", type="msgmenu", content=content))
