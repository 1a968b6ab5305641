"""Quick replies that ask for something: the form, by keyboard alone, and no way around what is still open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import Customer, QuickReply
from app.session import Session
from tests.gui.composer_steps import compose, composer_on, said_last, turn_to
from tests.gui.inbox_steps import from_server, until
from ui.pages.inbox.composer import Composer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def composer(session: Session, holder: QWidget) -> Composer:
    """A composer for the first customer of 客服·售前."""
    return await composer_on(holder, session)


async def insert(composer: Composer, qtbot: QtBot, shortcut: str, *, send: bool) -> QLineEdit:
    """Take a quick reply from the list; the field of the form that opens."""
    qtbot.keyClicks(composer.edit, f"/{shortcut}")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL if send else Qt.KeyboardModifier.NoModifier)
    await until(lambda: composer.fill_in.isVisible())
    field = composer.findChild(QLineEdit, "fill_in_answer")
    assert field is not None
    return field


async def test_a_form_is_filled_in_and_sent_without_touching_anything_but_keys(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    field = await insert(composer, qtbot, "cmjy", send=True)
    assert composer.edit.toPlainText() == "周雨晴，身高 [[身高]]、体重 [[体重]] 建议选 [[尺码：S|M|L]] 码。"
    qtbot.keyClicks(field, "165")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "52")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.keyClick(field, Qt.Key.Key_2)
    await until(lambda: composer.edit.toPlainText() == "")
    assert await said_last(session) == ("周雨晴，身高 165、体重 52 建议选 M 码。", "out", "queued")
    assert composer.fill_in.isHidden()


async def test_what_was_only_inserted_waits_for_the_key_that_sends(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    await from_server(
        session, "quick_reply", {"qr-day": QuickReply(title="到货", shortcut="dh", body="[[到货日：日期]]送到。")}
    )
    compose(composer, "", "您好，")
    field = await insert(composer, qtbot, "dh", send=False)
    qtbot.keyClicks(field, "+1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    day = date.today() + timedelta(days=1)
    assert composer.edit.toPlainText() == f"您好，{day.month}月{day.day}日送到。"
    assert composer.edit.hasFocus()
    qtbot.keyClicks(composer.edit, "!")
    assert composer.edit.toPlainText().endswith("送到。!"), "one goes on writing behind what was inserted"
    assert (await said_last(session))[1] == "in"


async def test_the_key_that_sends_in_the_last_blank_sends(composer: Composer, session: Session, qtbot: QtBot) -> None:
    await from_server(session, "quick_reply", {"qr-cm": QuickReply(title="身高", shortcut="sg", body="身高 [[身高]]")})
    field = await insert(composer, qtbot, "sg", send=False)
    qtbot.keyClicks(field, "170")
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await said_last(session))[0] == "身高 170"


async def test_who_gives_the_form_up_cannot_send_around_it(composer: Composer, session: Session, qtbot: QtBot) -> None:
    before = await said_last(session)
    field = await insert(composer, qtbot, "cmjy", send=True)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert composer.fill_in.isHidden()
    assert composer.edit.hasFocus()
    assert composer.reason.text() == "Fill in 身高 before it can be sent"
    composer.show_budget()
    assert composer.reason.text() == "Fill in 身高 before it can be sent", "the clock must not take the reason away"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    assert composer.fill_in.isVisible(), "it is asked for again"
    assert await said_last(session) == before
    composer.edit.setPlainText("身高 165")
    assert composer.fill_in.isHidden(), "nothing is left to ask for"
    assert composer.reason.text() == ""
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")


async def test_what_is_known_of_the_customer_is_filled_in_without_asking(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    known = Customer(name="周雨晴", gender=2, phones=["13812345678"], last_order="QH-8841")
    await from_server(session, "customer", {"cu-0": known})
    await turn_to(composer, session, "co-2")
    await turn_to(composer, session, "co-0")
    body = "{{称呼}}您好，我是{{账号}}的{{我}}，尾号{{手机尾号}}，订单{{最近订单}}，今天{{日期}}"
    await from_server(session, "quick_reply", {"qr-all": QuickReply(title="全部", shortcut="qb", body=body)})
    qtbot.keyClicks(composer.edit, "/qb")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    await until(lambda: "{{" not in composer.edit.toPlainText() and composer.edit.toPlainText().startswith("周"))
    today = f"{date.today().month}月{date.today().day}日"
    assert composer.edit.toPlainText() == (f"周女士您好，我是客服·售前的林小满，尾号5678，订单QH-8841，今天{today}")
    assert composer.fill_in.isHidden()


async def test_quick_replies_are_stacked_with_their_parts_in_order(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    card = {"type": "link", "text": "", "content": {"title": "退货说明", "url": "https://shop.example/back"}}
    reply = QuickReply(title="退货", shortcut="th", body="请先登记。", parts=[card])
    await from_server(session, "quick_reply", {"qr-back": reply})
    first, second = await session.quick_replies.get("qr-back"), await session.quick_replies.get("qr-2")
    assert first is not None and second is not None
    composer.insert(first)
    composer.insert(second)
    composer.insert(first)
    assert composer.edit.toPlainText() == "请先登记。\n七天无理由含运费险，寄回运费由我们承担。\n请先登记。"
    assert [part.content["title"] for part in composer.strip.parts] == ["退货说明", "退货说明"]


async def test_a_variable_nobody_knows_is_asked_for_like_a_blank(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    reply = QuickReply(title="订单", shortcut="dd", body="{{客户名}}，订单 {{最近订单}} 已发出")
    await from_server(session, "quick_reply", {"qr-order": reply})
    field = await insert(composer, qtbot, "dd", send=True)
    qtbot.keyClicks(field, "8841")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await said_last(session))[0] == "周雨晴，订单 8841 已发出"


async def test_blanks_in_further_parts_are_asked_for_and_block_as_well(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    parts = [{"type": "text", "text": "[[几点]]到您家", "content": {}}]
    reply = QuickReply(title="上门", shortcut="sm", body="师傅已出发", parts=parts)
    await from_server(session, "quick_reply", {"qr-visit": reply})
    field = await insert(composer, qtbot, "sm", send=True)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    assert composer.fill_in.isVisible()
    field.setText("三点")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: composer.edit.toPlainText() == "")
    assert [row.text for row in (await session.messages.newest("co-0", 2))] == ["师傅已出发", "三点到您家"]


async def test_turning_to_somebody_else_puts_the_form_away(composer: Composer, session: Session, qtbot: QtBot) -> None:
    await insert(composer, qtbot, "cmjy", send=True)
    await turn_to(composer, session, "co-2")
    assert composer.fill_in.isHidden()
    await turn_to(composer, session, "co-0")
    await until(lambda: "[[身高]]" in composer.edit.toPlainText())


async def test_one_answer_serves_every_place_that_asks_for_it_and_undo_brings_the_blank_back(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    reply = QuickReply(title="确认", shortcut="qr", body="[[尺码：S|M]] 码有货，为您留 [[尺码：S|M]] 码")
    await from_server(session, "quick_reply", {"qr-sure": reply})
    field = await insert(composer, qtbot, "qr", send=False)
    assert len(composer.edit.extraSelections()) == 2
    qtbot.keyClick(field, Qt.Key.Key_1)
    assert composer.edit.toPlainText() == "S 码有货，为您留 S 码"
    assert composer.edit.extraSelections() == []
    composer.edit.undo()
    assert "[[尺码：S|M]]" in composer.edit.toPlainText()
