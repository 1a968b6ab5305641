"""Variables and ranking of quick replies: pure rules."""

from __future__ import annotations

import pytest

from app.rules.ranking import rank
from app.rules.variables import Field, expand, fields, fill, greeting, salutation

KNOWN = {"customer": "王伟", "me": "小林", "greeting": "下午好", "phone_tail": "5678"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{客户名}}您好", "王伟您好"),
        ("{{ customer }}, I am {{me}}", "王伟, I am 小林"),
        ("｛｛问候｝｝，尾号{{手机尾号}}", "下午好，尾号5678"),
        ("没有变量", "没有变量"),
        ("{{客户名}}{{客户名}}", "王伟王伟"),
    ],
)
def test_variables_are_filled_by_any_of_their_names(text, filled):
    assert fill(text, KNOWN) == (filled, ())


def test_what_is_not_known_stays_visible_and_is_named_once():
    text, missing = fill("{{最近订单}}、{{最近订单}}、[[预约时间]]、{{打错的}}", KNOWN)
    assert text == "{{最近订单}}、{{最近订单}}、[[预约时间]]、{{打错的}}"
    assert missing == ("最近订单", "预约时间", "打错的")


def test_a_customer_cannot_smuggle_a_variable_in_by_name():
    assert fill("{{客户名}}您好", {"customer": "{{我}}", "me": "小林"}) == ("{{我}}您好", ())


def test_a_form_asks_for_its_blanks_and_offers_its_choices():
    body = "尺码[[尺码：S|M|L]]，[[预约时间]]，再说一次[[预约时间]]"
    assert fields(body) == [Field(name="尺码", choices=("S", "M", "L")), Field(name="预约时间")]
    assert fill(body, {"尺码": "M", "预约时间": "明天"}) == ("尺码M，明天，再说一次明天", ())


def test_further_parts_are_filled_too_and_block_sending_too():
    parts = [{"type": "text", "text": "{{我}}为您服务"}, {"type": "image", "content": {"media_id": "x"}}]
    done = expand("{{客户名}}", [*parts, {"type": "text", "text": "{{备注}}"}], KNOWN)
    assert [part.get("text") for part in done.parts] == ["小林为您服务", "", "{{备注}}"]
    assert done.parts[1]["content"] == {"media_id": "x"}
    assert done.unresolved == ("备注",)


@pytest.mark.parametrize(
    ("name", "gender", "said"),
    [
        ("王伟", 1, "王先生"),
        ("欧阳娜娜", 2, "欧阳女士"),
        ("王伟", 0, "王伟"),
        ("Tom", 1, "Tom"),
        ("王", 1, "王"),
        ("小满妈妈", 2, "小满妈妈"),
        ("金牌卖家", 2, "金牌卖家"),
        ("阿柚", 2, "阿柚"),
    ],
)
def test_a_salutation_is_made_only_of_what_is_certain(name, gender, said):
    assert salutation(name, gender) == said


@pytest.mark.parametrize(
    ("hour", "said"), [(3, "晚上好"), (7, "早上好"), (10, "上午好"), (13, "中午好"), (16, "下午好"), (22, "晚上好")]
)
def test_the_greeting_follows_the_hour(hour, said):
    assert greeting(hour) == said


def ranked(query, **reply):
    known = {"shortcut": "", "title": "", "sounds": (), "body": "", "uses": 0}
    return rank(query, **{**known, **reply})


def test_shortcut_title_sound_body_use_in_that_order():
    order = [
        ranked("tk", shortcut="tk"),
        ranked("tk", shortcut="tkk"),
        ranked("tk", title="退款", sounds=("tuikuan", "tk")),
        ranked("tk", title="x", sounds=("tklc",)),
        ranked("tk", title="x", sounds=("wytk",)),
        ranked("tk", body="TK maxx", uses=500),
        ranked("tk", body="tk", uses=5),
        ranked("tk", body="nothing", uses=9000),
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)
