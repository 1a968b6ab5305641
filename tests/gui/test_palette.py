"""The palette: one field to go, to do and to find, by keys alone."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import Availability, Conversation, Customer, FollowUp, Identity, Message
from app.session import Session
from tests.gui.inbox_steps import from_server, until
from ui.delegates.names import name_of
from ui.kit import settings
from ui.kit.commands import BY_ID, title_of
from ui.kit.theme import theme
from ui.kit.translations import use_language
from ui.models.roles import Role
from ui.pages import PAGES
from ui.palette import Hit, Palette
from ui.palette.hits import fit
from ui.palette.narrowing import Narrowing
from ui.shell.rail import availability_words
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

DAY = 86_400_000


@pytest.fixture
async def window(session: Session, qtbot: QtBot) -> MainWindow:
    """The real window, filled and active."""
    settings.current_page.set("inbox")
    made = MainWindow(session, PAGES, "1.2.3")
    qtbot.addWidget(made)
    made.open_where_left()
    made.activateWindow()
    await made.fill()
    inbox = made.view("inbox")
    await until(lambda: inbox._list.known and inbox._list.index(0, 0).data(Role.ROW) is not None)
    return made


def press(keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, keys, held)


def hits(palette: Palette) -> list[Hit]:
    rows = [palette._model.index(at, 0).data(Role.ROW) for at in range(palette._model.rowCount())]
    return [row for row in rows if isinstance(row, Hit)]


def titles(palette: Palette) -> list[str]:
    return [hit.title for hit in hits(palette)]


CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


async def test_a_customer_is_reached_by_initials_and_enter(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_G, CONTROL)
    palette = window.keys.palette
    assert QApplication.focusWidget() is palette.field
    qtbot.keyClicks(palette.field, "syx")
    press(Qt.Key.Key_Return)
    await until(lambda: window.view("inbox").talk.header.name.whole_text() == "单雨欣")
    assert palette.isHidden()


async def test_a_command_is_done_by_words_of_it_and_enter(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.show_page("inbox", "co-0")
    await until(window.view("inbox").talk.composer.edit.hasFocus)
    press(Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(window.keys.palette.field, "snooze tom")
    press(Qt.Key.Key_Return)

    async def status() -> str:
        return (await session.conversations.row("co-0")).status

    async with asyncio.timeout(5):
        while await status() != "snoozed":
            pass


async def test_what_the_palette_offers_is_what_can_be_done_on_this_page(window: MainWindow) -> None:
    palette = window.keys.palette
    window.show_page("inbox", "co-0")
    await until(window.view("inbox").talk.composer.edit.hasFocus)
    palette.open("do")
    await until(lambda: "Resolve" in titles(palette))
    assert "Write a follow-up" in titles(palette)
    assert "Save" not in titles(palette)
    assert titles(palette).count("Tag the customer") == 1  # bound twice: in the inbox, and by a letter in its list
    palette.put_away()
    window.show_page("quick_replies")
    palette.open("do")
    await until(lambda: "Save" in titles(palette))
    assert "Resolve" not in titles(palette)


async def test_what_would_change_nothing_of_the_open_talk_is_not_offered(window: MainWindow, session: Session) -> None:
    palette, talk = window.keys.palette, window.view("inbox").talk
    palette.open("do")
    await until(lambda: titles(palette))
    assert not {"Resolve", "Open again", "Snooze", "Quote the message"} & set(titles(palette)), "no talk is open"
    palette.put_away()
    window.show_page("inbox", "co-0")
    await until(lambda: talk.row is not None)
    await session.conversations.assign("co-0", "")
    await session.conversations.set_status("co-0", "resolved")
    await until(lambda: talk.row.status == "resolved" and not talk.row.assignee_id)
    useless = {"Resolve", "Give the conversation back to the queue", "Priority: ordinary"}
    useful = {"Open again", "Make the conversation mine", "Priority: urgent"}
    palette.open("do")
    await until(lambda: useful <= set(titles(palette)))
    assert not useless & set(titles(palette))
    palette.put_away()
    await session.conversations.assign("co-0", session.workspace.user_id)
    await session.conversations.set_status("co-0", "open")
    await until(lambda: talk.row.status == "open" and talk.row.assignee_id)
    palette.open("do")
    await until(lambda: {"Resolve", "Give the conversation back to the queue"} <= set(titles(palette)))
    assert not {"Open again", "Make the conversation mine"} & set(titles(palette))


async def test_pages_accounts_and_themes_are_reached_too(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.keys.palette
    for typed, claim in (
        ("repl", lambda: window._page_id == "quick_replies"),
        ("gzh", lambda: window.tabs.current == "mp1" and window._page_id == "inbox"),
        ("dark", lambda: theme().is_dark),
    ):
        palette.open("all")
        qtbot.keyClicks(palette.field, typed)
        press(Qt.Key.Key_Return)
        await until(claim)
    theme().choose("light")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_one_is_online_busy_or_away_in_the_words_of_the_tray(language: str) -> None:
    use_language(language)
    try:
        said = [title_of(BY_ID[availability.value]) for availability in Availability]
        assert said == [availability_words(availability) for availability in Availability]
    finally:
        use_language("en")


async def test_escape_gives_the_cursor_back(window: MainWindow) -> None:
    window.show_page("inbox", "co-0")
    edit = window.view("inbox").talk.composer.edit
    await until(edit.hasFocus)
    press(Qt.Key.Key_K, CONTROL)
    assert not edit.hasFocus()
    press(Qt.Key.Key_Escape)
    assert edit.hasFocus() and window.keys.palette.isHidden()


async def test_the_arrows_never_leave_the_list_and_skip_headings(window: MainWindow) -> None:
    palette = window.keys.palette
    palette.open("all")
    await until(lambda: len(hits(palette)) > 3)
    seen = []
    for _ in range(palette._model.rowCount() + 2):
        seen.append(palette.list.currentIndex().data(Role.ROW))
        press(Qt.Key.Key_Down)
    assert all(isinstance(hit, Hit) for hit in seen)
    assert seen[-1] == hits(palette)[-1]


async def test_a_sentence_is_found_in_any_account_and_shown_where_it_was_said(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.tabs.select("mp1")
    start = 1_700_000_000_000
    said = {f"old-{n:03}": Message(conversation_id="co-6", text=f"第{n}句", at=start + n) for n in range(300)}
    said["old-007"] = Message(conversation_id="co-6", text="我要那件墨绿色的披肩", at=start + 7)
    await from_server(session, "message", said)
    press(Qt.Key.Key_F, BOTH)
    palette = window.keys.palette
    palette.field.insert("墨绿")
    await until(lambda: hits(palette))
    assert hits(palette)[0].marks == ((4, 2),)
    press(Qt.Key.Key_Return)
    timeline = window.view("inbox").talk.timeline
    await until(lambda: getattr(timeline.currentIndex().data(Role.ROW), "id", "") == "old-007")
    await until(lambda: timeline.viewport().rect().intersects(timeline.visualRect(timeline.currentIndex())))
    here = timeline.visualRect(timeline.currentIndex()).top()
    await until(lambda: not timeline._loading)
    await from_server(session, "message", {"new": Message(conversation_id="co-6", text="在吗", at=start + 10**12)})
    await until(timeline._newest.isVisible)
    assert timeline.visualRect(timeline.currentIndex()).top() == here


async def test_a_search_is_narrowed_by_each_of_its_choices(window: MainWindow, session: Session) -> None:
    now = time.time_ns() // 1_000_000
    await from_server(session, "customer", {"cu-x": Customer(name="王小花", account_id="mp1")})
    await from_server(
        session, "conversation", {"co-x": Conversation(account_id="mp1", customer_id="cu-x", title="王小花")}
    )
    await from_server(
        session,
        "message",
        {
            "a": Message(conversation_id="co-0", text="订单一", at=now - 40 * DAY),
            "b": Message(conversation_id="co-x", text="订单二", at=now, direction="out"),
            "c": Message(conversation_id="co-x", type="file", content={"file_name": "订单三.pdf"}, at=now - 3 * DAY),
        },
    )
    promise = FollowUp(customer_id="cu-0", body="周五查订单", at=now - 400 * DAY)
    await from_server(session, "follow_up", {"f": promise})
    palette = window.keys.palette
    palette.open("search")
    palette.field.setText("订单")
    choices = palette.narrowing
    await until(lambda: {hit.id for hit in hits(palette)} == {"a", "b", "c", "f"})
    assert next(hit for hit in hits(palette) if hit.id == "c").text == "订单三.pdf"
    for choose, leave, expected in (
        (lambda: pick(choices.account, "mp1"), lambda: pick(choices.account, ""), {"b", "c"}),
        (lambda: choices.person.setText("wxh"), lambda: choices.person.setText(""), {"b", "c"}),
        (lambda: pick(choices.kind, "out"), lambda: pick(choices.kind, ""), {"b"}),
        (lambda: pick(choices.kind, "follow_up"), lambda: pick(choices.kind, ""), {"f"}),
        (lambda: between(choices, now - 41 * DAY, now - 39 * DAY), lambda: pick(choices.when, ""), {"a"}),
        (lambda: pick(choices.when, "today"), lambda: pick(choices.when, ""), {"b"}),
        (lambda: pick(choices.when, "week"), lambda: pick(choices.when, ""), {"b", "c"}),
        (lambda: choices.with_file.setChecked(True), lambda: choices.with_file.setChecked(False), {"c"}),
    ):
        choose()
        await until(lambda expected=expected: {hit.id for hit in hits(palette)} == expected)
        leave()
        await until(lambda: {hit.id for hit in hits(palette)} == {"a", "b", "c", "f"})


async def test_who_is_typed_as_person_is_listed_chosen_and_reached_from_there(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, BOTH)
    palette = window.keys.palette
    pick(palette.narrowing.kind, "in")
    palette.narrowing.person.setFocus()
    qtbot.keyClicks(palette.narrowing.person, "syx")
    await until(lambda: [hit.title for hit in hits(palette)] == ["单雨欣"])
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    await until(lambda: window.view("inbox").talk.header.name.whole_text() == "单雨欣")
    assert palette.isHidden()


async def test_without_words_a_choice_shows_all_that_fits_it(window: MainWindow, session: Session) -> None:
    file = Message(conversation_id="co-2", type="file", content={"file_name": "发票.pdf"}, at=5)
    await from_server(session, "message", {"file": file})
    palette = window.keys.palette
    palette.open("search")
    palette.narrowing.with_file.setChecked(True)
    await until(lambda: [hit.id for hit in hits(palette)] == ["file"])


async def test_find_in_a_conversation_searches_that_customer_only(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("inbox", "co-6")
    await until(window.view("inbox").talk.composer.edit.hasFocus)
    press(Qt.Key.Key_F, CONTROL)
    palette = window.keys.palette
    assert palette.narrowing.person.text() == "单雨欣"
    palette.field.insert("吗")
    await until(lambda: [hit.id for hit in hits(palette) if hit.kind == "message"] == ["me-6"])


async def test_what_hangs_on_no_conversation_leads_on_all_the_same(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    await from_server(session, "customer", {"cu-new": Customer(name="尹小满", account_id="own1")})
    await from_server(
        session,
        "follow_up",
        {
            "of-6": FollowUp(customer_id="cu-6", body="寄样布给她", at=5),
            "of-new": FollowUp(customer_id="cu-new", body="加微信", at=6),
        },
    )
    palette = window.keys.palette
    palette.open("search")
    palette.field.insert("样布")
    press(Qt.Key.Key_Return)
    await until(lambda: window.view("inbox").talk.header.name.whole_text() == "单雨欣")
    await until(window.view("inbox").talk.composer.edit.hasFocus)
    palette.open("go")
    qtbot.keyClicks(palette.field, "yxm")
    press(Qt.Key.Key_Return)
    await until(lambda: window._page_id == "customers" and window.view("customers").card.isVisible())
    await until(lambda: window.view("customers").card.findChild(QWidget, "card_name").whole_text() == "尹小满")
    await until(lambda: len(window.view("customers").card.findChildren(QWidget, "follow_up")) == 1)


async def test_only_the_newest_are_shown_and_it_is_said(window: MainWindow, session: Session) -> None:
    said = {f"x{n}": Message(conversation_id="co-6", text="重复", at=n) for n in range(50)}
    await from_server(session, "message", said)
    palette = window.keys.palette
    palette.open("search")
    palette.field.setText("重复")
    await until(lambda: [hit.id for hit in hits(palette)] == [f"x{n}" for n in range(49, 9, -1)])
    assert "40" in palette.hint.text()
    assert palette.list.verticalScrollBar().value() == 0
    palette.field.setText("墨绿")
    await until(lambda: not hits(palette))
    assert "40" not in palette.hint.text()


def pick(box: QWidget, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def between(choices: Narrowing, since: int, until_ms: int) -> None:
    pick(choices.when, "between")
    choices.first.setDate(QDateTime.fromMSecsSinceEpoch(since).date())
    choices.last.setDate(QDateTime.fromMSecsSinceEpoch(until_ms).date())


@pytest.mark.parametrize(
    ("title", "typed", "fits"),
    [
        ("Snooze until tomorrow, 9:00", "tom", True),
        ("Snooze until tomorrow, 9:00", "sn to", True),
        ("转交给同事", "zj", True),
        ("转交给同事", "zhuanjiao", True),
        ("转交给同事", "同事", True),
        ("Resolve", "xyz", False),
    ],
)
def test_titles_fit_by_words_pinyin_and_initials(title: str, typed: str, fits: bool) -> None:
    assert (fit(title, typed) is not None) == fits


async def test_what_was_searched_for_stands_out_where_it_was_found(window: MainWindow, session: Session) -> None:
    said = Message(conversation_id="co-6", text="请问那条墨绿色的围巾还有吗，想送人", at=2**41)
    await from_server(session, "message", {"scarf": said})
    palette = window.keys.palette
    palette.open("search")
    palette.field.setText("围巾")
    await until(lambda: [hit.id for hit in hits(palette)] == ["scarf"])
    hit = hits(palette)[0]
    assert [hit.text[begin : begin + length] for begin, length in hit.marks] == ["围巾"]
    assert drawn_in(palette, "brand_weak")
    palette._show([replace(hit, marks=())])
    assert not drawn_in(palette, "brand_weak")


def drawn_in(palette: Palette, token: str) -> bool:
    """Whether anything in the list has that colour."""
    picture, color = palette.list.grab().toImage(), theme().color(token).rgb()
    return any(picture.pixel(x, y) == color for x in range(picture.width()) for y in range(picture.height()))


async def test_whoever_has_no_name_is_called_the_same_where_they_are_found(
    window: MainWindow, session: Session
) -> None:
    await from_server(session, "identity", {"id-x": Identity(account_id="kf1", external_id="wm-0815-4711")})
    await from_server(session, "conversation", {"co-x": Conversation(account_id="kf1", identity_id="id-x")})
    await from_server(session, "message", {"said": Message(conversation_id="co-x", text="墨绿色还有吗", at=2**41)})
    palette = window.keys.palette
    palette.open("search")
    palette.field.setText("墨绿")
    await until(lambda: titles(palette) == ["WeChat user 4711"])
    assert name_of((await session.conversations.rows(["co-x"]))["co-x"]) == "WeChat user 4711"
