"""The same stories for every channel: what the server may rely on, whatever the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from app.channels import CallbackRequest, Happening, Outgoing, Replayed, connector_for
from app.errors import BadConfiguration, BadInput, ChannelBusy, ChannelError, ChannelUnknown
from app.limits import load
from app.protocol import AccountKind, Direction, new_id
from app.rules.abilities import abilities
from app.rules.budget import Trigger, Window, budget

if TYPE_CHECKING:
    from tests.channels.conftest import Desk, Open


def words(customer) -> list[str]:
    return [message["text"]["content"] for message in customer.received if message["msgtype"] == "text"]


async def written_to(desk: Desk):
    customer = desk.customer()
    desk.simulator.say(customer, "在吗？")
    await desk.arrivals()
    return customer


def answer(customer, text: str = "您好，在的～", **fields) -> Outgoing:
    return Outgoing(**{"id": new_id(), "external_id": customer.external_id, "type": "text", "text": text} | fields)


async def test_the_address_passes_the_platforms_check(desk: Desk) -> None:
    assert await desk.simulator.check_url("it", "http://heliu/callback?a=1") is True
    assert desk.refused == []


async def test_what_a_customer_says_arrives_word_for_word(desk: Desk) -> None:
    customer = desk.customer()
    said = desk.simulator.say(customer, '昨天拍的 <M> 码 & "L" 能换吗？😀 a+b ]]>')
    [arrival] = await desk.arrivals()
    assert arrival.happening is Happening.MESSAGE
    assert arrival.direction is Direction.IN
    assert (arrival.type, arrival.text) == ("text", '昨天拍的 <M> 码 & "L" 能换吗？😀 a+b ]]>')
    assert arrival.platform_id == said
    assert arrival.external_id == customer.external_id
    assert arrival.account_platform_id == desk.credentials.platform_id
    assert arrival.at == int(desk.simulator.clock.now()) * 1000
    assert arrival.trigger == Trigger.MESSAGE
    assert arrival.raw


async def test_an_answer_reaches_the_customer(desk: Desk) -> None:
    customer = await written_to(desk)
    await desk.connector.send(answer(customer, "可以换的～"))
    assert words(customer) == ["可以换的～"]


async def test_a_picture_goes_both_ways(desk: Desk) -> None:
    customer = desk.customer()
    desk.simulator.say(customer, {"image": "亚麻衬衫"})
    [arrival] = await desk.arrivals()
    assert arrival.type == "image"
    received = await desk.connector.download(arrival.content["platform_media_id"])
    assert (received.type, received.data[:8], received.name) == ("image/png", b"\x89PNG\r\n\x1a\n", "")
    theirs = await desk.connector.upload(received.data, name="衬衫.png", type="image")
    await desk.connector.send(answer(customer, "", type="image", content={"platform_media_id": theirs}))
    assert customer.received[-1]["image"] == {"media_id": theirs}


async def test_cards_can_be_sent_without_a_thumbnail(desk: Desk) -> None:
    customer = await written_to(desk)
    link = {"title": "新客 30 元券", "description": "青禾", "url": "https://qinghe.example/coupon"}
    await desk.connector.send(answer(customer, "", type="link", content=link))
    card = {"title": "换货登记", "appid": "wxa1b2c3d4e5f60718", "pagepath": "pages/exchange/index"}
    await desk.connector.send(answer(customer, "", type="miniprogram", content=card))
    assert len(customer.received) == 2
    assert "换货登记" in str(customer.received[1])


async def test_every_type_the_abilities_promise_can_be_sent(desk: Desk) -> None:
    customer = desk.customer()
    files = {"image": ("a.png", b"\x89PNG\r\n\x1a\n"), "voice": ("a.amr", b"#!AMR\n12"), "file": ("a.pdf", b"%PDF-1.4")}
    files["video"] = ("a.mp4", b"\x00\x00\x00\x18ftypmp42")
    for type in abilities(desk.kind).outgoing_types:
        desk.simulator.say(customer, "请发我")
        content: dict[str, object] = {}
        if type in files:
            name, data = files[type]
            content["platform_media_id"] = await desk.connector.upload(data, name=name, type=type)
            if type == "video" and desk.kind is not AccountKind.WECOM_KF:
                thumb = await desk.connector.upload(b"\xff\xd8\xff\xe0\x00\x10", name="t.jpg", type="thumb")
                content["thumb_platform_media_id"] = thumb
        content |= {"title": "青禾", "url": "https://qinghe.example", "appid": "wx1", "pagepath": "a"}
        content |= {"latitude": 30.2, "longitude": 120.1, "head": "请选择"}
        content["items"] = [{"type": "click", "id": "1", "text": "换货"}]
        before = len(customer.received)
        await desk.connector.send(answer(customer, "好的" if type == "text" else "", type=type, content=content))
        assert len(customer.received) == before + 1, type


async def test_a_type_the_platform_does_not_take_is_refused_before_sending(desk: Desk) -> None:
    customer = await written_to(desk)
    with pytest.raises(BadInput):
        await desk.connector.send(answer(customer, type="wxcard"))
    with pytest.raises(BadInput):
        await desk.connector.upload(b"12345678", name="a.exe", type="image")
    assert customer.received == []


@pytest.mark.parametrize("piece", ["a", "禾", "😀"])
async def test_a_text_one_byte_too_long_is_refused_and_never_cut(desk: Desk, piece: str) -> None:
    customer = await written_to(desk)
    most = load().value(abilities(desk.kind).text_limit)
    fits = piece * (most // len(piece.encode()))
    await desk.connector.send(answer(customer, fits))
    assert words(customer) == [fits]
    with pytest.raises(BadInput, match="bytes"):
        await desk.connector.send(answer(customer, fits + piece))
    assert words(customer) == [fits]


async def test_a_callback_that_comes_twice_is_one_message(desk: Desk) -> None:
    desk.simulator.faults.duplicate_callbacks = 3
    for text in ("一", "二", "三"):
        desk.simulator.say(desk.customer(), text)
    await desk.simulator.settle()
    assert len(desk.notices) == 6
    assert sorted(arrival.text for arrival in await desk.arrivals()) == ["一", "三", "二"]


async def test_callbacks_in_the_wrong_order_lose_nothing(desk: Desk) -> None:
    desk.simulator.faults.reverse_callbacks = True
    for text in "甲乙丙丁":
        desk.simulator.say(desk.customer(), text)
    assert {arrival.text for arrival in await desk.arrivals()} == set("甲乙丙丁")


async def test_a_replayed_delivery_is_told_apart(desk: Desk) -> None:

    desk.simulator.say(desk.customer(), "一次")
    await desk.simulator.settle()
    [request] = desk.requests
    with pytest.raises(Replayed):
        desk.connector.open(request)
    desk.connector.forget(request)
    assert desk.connector.open(request).key == desk.notices[0].key


async def test_an_old_delivery_is_refused(desk: Desk) -> None:
    desk.simulator.say(desk.customer(), "五分钟前")
    await desk.simulator.settle()
    desk.simulator.clock.advance(load().value("heliu.callback.replay_window") + 1)
    desk.connector.forget(desk.requests[0])
    with pytest.raises(BadInput, match="old"):
        desk.connector.open(desk.requests[0])


@pytest.mark.parametrize("name", ["timestamp", "nonce", "signature"])
async def test_a_delivery_whose_seal_was_touched_is_refused(desk: Desk, name: str) -> None:

    desk.simulator.say(desk.customer(), "原样")
    await desk.simulator.settle()
    request = desk.requests[0]
    key = name if name != "signature" or desk.credentials.callback == "plain" else "msg_signature"
    for changed in (request.query[key][:-1] + ("0" if request.query[key][-1] != "0" else "1"), "", "é"):
        with pytest.raises(BadInput):
            desk.connector.open(CallbackRequest(query={**request.query, key: changed}, body=request.body))
    with pytest.raises(BadInput):
        desk.connector.open(CallbackRequest(query={}, body=request.body))


async def test_unknown_types_and_events_are_kept_whole(desk: Desk) -> None:
    customer = desk.customer()
    desk.simulator.say(customer, {"raw": {"msgtype": "hologram", "hologram": {"title": "新品"}, "Title": "新品"}})
    name = "event_type" if desk.kind is AccountKind.WECOM_KF else "Event"
    desk.simulator.say(customer, {"event": {name: "customer_waved", "hand": "left"}})
    by_type = {arrival.type: arrival for arrival in await desk.arrivals()}
    assert by_type["hologram"].happening is Happening.MESSAGE
    assert by_type["hologram"].text == "新品"
    assert "hologram" in str(by_type["hologram"].raw)
    assert by_type["event"].happening is Happening.OTHER
    assert by_type["event"].direction is Direction.EVENT
    assert by_type["event"].content["event"] == "customer_waved"
    assert by_type["event"].content["hand"] == "left"


async def test_tokens_that_went_stale_are_renewed_once_and_nobody_notices(desk: Desk) -> None:
    customer = await written_to(desk)
    for spoil in (desk.simulator.expire_tokens, desk.simulator.invalidate_tokens):
        await desk.connector.send(answer(customer))
        spoil("it")
        await desk.connector.send(answer(customer))
    assert len(customer.received) == 4


async def test_a_wrong_secret_is_asked_once_and_then_left_alone(open_desk: Open, desk: Desk) -> None:
    other = open_desk(desk.kind, callback=desk.credentials.callback, secret="wrong")
    gate = other.simulator.wecom_gate if other.kind is AccountKind.WECOM_KF else other.simulator.mp_gate
    for _ in range(3):
        with pytest.raises(BadConfiguration, match="secret"):
            await other.connector.send(answer(other.customer()))
    assert sum(gate.counts.values()) == 1
    other.simulator.clock.advance(61)
    with pytest.raises(BadConfiguration, match="secret"):
        await other.connector.send(answer(other.customer()))
    assert sum(gate.counts.values()) == 2


async def test_a_busy_platform_is_a_reason_to_wait(desk: Desk) -> None:
    customer = await written_to(desk)
    await desk.connector.send(answer(customer))
    desk.simulator.faults.busy = 10
    with pytest.raises(ChannelBusy):
        await desk.connector.send(answer(customer))
    assert len(desk.pauses) <= load().value("wecom.busy.retries")
    desk.simulator.faults.busy = 0
    await desk.connector.send(answer(customer))
    assert len(customer.received) == 2


async def test_too_many_calls_are_a_reason_to_wait(desk: Desk) -> None:
    customer = await written_to(desk)
    desk.simulator.faults.calls_per_minute = 2
    await desk.connector.send(answer(customer))
    await desk.connector.send(answer(customer))
    with pytest.raises(ChannelBusy, match="45009"):
        await desk.connector.send(answer(customer))
    desk.simulator.clock.advance(121)
    await desk.connector.send(answer(customer))
    assert len(customer.received) == 3


async def test_a_lost_answer_leaves_the_outcome_unknown(desk: Desk) -> None:
    customer = await written_to(desk)
    await desk.connector.send(answer(customer, "一"))
    message = answer(customer, "二")
    desk.simulator.faults.lost_answers = 1
    with pytest.raises(ChannelUnknown):
        await desk.connector.send(message)
    assert words(customer) == ["一", "二"]
    if desk.connector.repeatable:
        await desk.connector.send(message)
        assert words(customer) == ["一", "二"]


async def test_the_budget_says_what_the_platform_says(desk: Desk) -> None:
    customer = await written_to(desk)
    opened = int(desk.simulator.clock.now() * 1000)
    for sent in range(7):
        now = int(desk.simulator.clock.now() * 1000)
        ours = budget(desk.kind, Window(trigger="message", opened_at=opened, sent=sent), now, load())
        if ours.open:
            await desk.connector.send(answer(customer))
        else:
            with pytest.raises(ChannelError) as refused:
                await desk.connector.send(answer(customer))
            assert refused.value.code in (95001, 45047)
    assert len(customer.received) == 5


async def test_the_window_closes_after_48_hours_on_both_sides(desk: Desk) -> None:
    customer = await written_to(desk)
    opened = int(desk.simulator.clock.now() * 1000)
    window = Window(trigger="message", opened_at=opened)
    await desk.simulator.advance(48 * 3600 - 1)
    assert budget(desk.kind, window, int(desk.simulator.clock.now() * 1000), load()).open
    await desk.connector.send(answer(customer))
    await desk.simulator.advance(1)
    assert not budget(desk.kind, window, int(desk.simulator.clock.now() * 1000), load()).open
    with pytest.raises(ChannelError) as refused:
        await desk.connector.send(answer(customer))
    assert refused.value.code in (95002, 45015)
    assert not isinstance(refused.value, ChannelBusy)


async def test_a_stranger_is_refused_with_the_platforms_number(desk: Desk) -> None:
    with pytest.raises(ChannelError) as refused:
        await desk.connector.send(Outgoing(id=new_id(), external_id="nobody", type="text", text="你好"))
    assert refused.value.code in (40096, 40003)
    assert refused.value.detail.startswith(str(refused.value.code))


async def test_a_file_that_expired_is_refused(desk: Desk) -> None:
    desk.simulator.say(desk.customer(), {"image": "旧"})
    [arrival] = await desk.arrivals()
    await desk.simulator.advance(3 * 86400)
    with pytest.raises(ChannelError, match="40007"):
        await desk.connector.download(arrival.content["platform_media_id"])


async def test_the_platform_being_away_is_a_reason_to_wait(desk: Desk) -> None:

    class Away(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("refused")

    lonely = connector_for(desk.kind, desk.credentials, transport=Away())
    with pytest.raises(ChannelBusy):
        await lonely.send(answer(desk.customer()))
    await lonely.aclose()


async def test_an_address_that_is_no_platform_is_a_wrong_setting(desk: Desk, open_desk: Open) -> None:
    lost = open_desk(desk.kind, callback=desk.credentials.callback, base_url="http://platform/elsewhere")
    with pytest.raises(BadConfiguration, match="404"):
        await lost.connector.send(answer(lost.customer()))
    nowhere = open_desk(desk.kind, callback=desk.credentials.callback, base_url="gopher://platform")
    with pytest.raises((BadConfiguration, ChannelBusy)):
        await nowhere.connector.send(answer(nowhere.customer()))
