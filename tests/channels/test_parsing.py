"""What strangers post: read, or refused with BadInput, and never anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.channels import Notice, query_of
from app.channels.mp.arrivals import arrival_of as mp_arrival
from app.channels.mp.arrivals import key_of
from app.channels.parsing import number_of, parse, parts_of, text_of
from app.channels.wecom_kf.arrivals import arrival_of as kf_arrival
from app.errors import BadInput
from app.limits import load

LIMITS = load()
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def refused(body: bytes) -> bool:
    try:
        parse(body, LIMITS)
    except BadInput:
        return True
    return False


def test_fields_of_an_xml_callback() -> None:
    body = (
        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>12</CreateTime><Empty></Empty>"
        "<Content><![CDATA[a<b>&c 你好]]></Content><List><item><A>1</A></item><item><A>2</A></item></List></xml>"
    ).encode()
    found = parse(body, LIMITS)
    assert found["Content"] == "a<b>&c 你好"
    assert found["CreateTime"] == "12" and number_of(found, "CreateTime") == 12
    assert found["Empty"] == ""
    assert [part["A"] for part in parts_of(found["List"], "item")] == ["1", "2"]


def test_a_list_of_one_is_a_list() -> None:
    found = parse(b"<xml><List><item><A>1</A></item></List></xml>", LIMITS)
    assert [part["A"] for part in parts_of(found["List"], "item")] == ["1"]


def test_a_json_callback_has_the_same_fields() -> None:
    found = parse('\ufeff {"MsgId": 23456789012345678, "Content": "你好"}'.encode(), LIMITS)
    assert text_of(found, "MsgId") == "23456789012345678"
    assert text_of(found, "Content") == "你好"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><A>&b;</A></xml>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"hello",
        b"[1,2]",
        b'"text"',
        b"{",
        b'{"a":1}x',
        b'{"a":"\\ud83d"}',
        b'{"a":NaN}',
        b"<xml>",
        b"<xml></xml>",
        b"<xml>text</xml>",
        b"<xml><A></B></xml>",
        b"<xml><A>\xff</A></xml>",
        b"<xml><A>\x00</A></xml>",
        b"<xml><A>&nbsp;</A></xml>",
        b'<?xml version="1.0" encoding="klingon"?><xml><A>1</A></xml>',
        BOMB,
        b'<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><A>1</A></xml>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>',
        b"<!DOCTYPE xml><xml><A>1</A></xml>",
        b"<xml>" + b"<a>" * 50 + b"</a>" * 50 + b"</xml>",
        b"<xml>" + b"<a>" * 100_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"a":' * 100_000,
        b'{"a":[' + b"[" * 50 + b"]" * 50 + b"]}",
        b"<xml>" + b"<a/>" * 30_000 + b"</xml>",
        b"<xml><A>" + b"x" * LIMITS.value("heliu.callback.body_bytes") + b"</A></xml>",
    ],
    ids=lambda body: repr(body[:30]),
)
def test_malformed_oversized_and_entity_laden_bodies_are_refused(body: bytes) -> None:
    assert refused(body)


@settings(max_examples=400)
@given(body=st.binary(max_size=300) | st.text(alphabet='<>/&;![]{}":,xml \n"aD1\x00é', max_size=200).map(str.encode))
def test_no_body_does_anything_but_parse_or_be_refused(body: bytes) -> None:
    if not refused(body):
        found = parse(body, LIMITS)
        assert isinstance(found, dict)
        json.dumps(found, ensure_ascii=False).encode()


@settings(max_examples=300)
@given(inner=st.text(alphabet="<>/&;![]abAB \n\"'=?-", max_size=80))
def test_no_xml_does_anything_but_parse_or_be_refused(inner: str) -> None:
    body = f"<xml><A>{inner}</A></xml>".encode()
    assert refused(body) or isinstance(parse(body, LIMITS), dict)


FIELDS = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey", "Content", "Location_X"]
FIELDS += ["SendLocationInfo", "MediaId", "Title", "Label", "Recognition"]
TYPES = ["text", "image", "voice", "video", "shortvideo", "location", "link", "miniprogrampage", "file", "event", ""]
EVENTS = ["subscribe", "unsubscribe", "SCAN", "LOCATION", "CLICK", "VIEW", "location_select", "user_enter_tempsession"]


@settings(max_examples=300)
@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=8),
    type=st.sampled_from(TYPES),
    event=st.sampled_from(EVENTS),
)
def test_any_fields_become_an_arrival_that_keeps_them(fields: dict[str, Any], type: str, event: str) -> None:
    payload = fields | {"MsgType": type, "Event": event}
    arrival = mp_arrival(payload, "wx1")
    assert arrival.raw == payload or arrival.raw != arrival.raw  # NaN is not equal to itself
    assert arrival.platform_id and arrival.type
    assert arrival.at >= 0
    assert Notice(key=key_of(payload), payload=payload, at=arrival.at).key


KF_TYPES = ["text", "image", "voice", "video", "file", "location", "link", "business_card", "miniprogram", "msgmenu"]
KF_TYPES += [
    "channels_shop_product",
    "channel_shop_order",
    "merged_msg",
    "channels",
    "meeting",
    "schedule",
    "note",
    "event",
]


@settings(max_examples=300)
@given(
    type=st.sampled_from([*KF_TYPES, "hologram"]),
    payload=anything,
    head=st.dictionaries(st.sampled_from(["msgid", "open_kfid", "external_userid", "send_time", "origin"]), anything),
    name=st.sampled_from(["enter_session", "msg_send_fail", "user_recall_msg", "session_status_change", "new"]),
)
def test_any_item_of_the_log_becomes_an_arrival(type: str, payload: Any, head: dict[str, Any], name: str) -> None:
    item = {**head, "msgtype": type, type: {**payload, "event_type": name} if isinstance(payload, dict) else payload}
    arrival = kf_arrival(item, "wk1")
    assert arrival.platform_id and arrival.type
    assert arrival.account_platform_id
    assert set(arrival.raw) == set(item)


def test_a_query_keeps_its_plus_signs() -> None:
    assert query_of("echostr=a+b%2Fc%2B%3D%3D&nonce=1&empty=&flag") == {
        "echostr": "a+b/c+==",
        "nonce": "1",
        "empty": "",
        "flag": "",
    }


@given(raw=st.text(max_size=60))
def test_no_query_breaks_anything(raw: str) -> None:
    assert all(isinstance(value, str) for value in query_of(raw).values())
