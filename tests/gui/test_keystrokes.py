"""What the agent's work may cost: every row of the table in the handbook, done in the real window and counted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import AccountKind, Conversation, Identity, Message, QuickReply, User
from app.session import Session
from tests.gui.inbox_steps import from_server, until
from ui.delegates.clocks import now_ms
from ui.kit import settings
from ui.models.roles import Role
from ui.pages import PAGES
from ui.pages.inbox import InboxPage
from ui.palette import Hit
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


class Keyboard:
    """Presses keys where the focus is, and counts them. ``text`` is what the agent has to say: it costs nothing."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.count = window, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            self.count += 1

    def text(self, words: str) -> None:
        target = self._target()
        assert isinstance(target, QLineEdit | QPlainTextEdit), "words go nowhere"
        if isinstance(target, QLineEdit):
            target.insert(words)
        else:
            target.insertPlainText(words)

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        # Without a window manager nobody gives the window its focus back when a menu has closed.
        target = QApplication.focusWidget() or self.window.focusWidget()
        assert target is not None, "nothing has the focus"
        return target


@pytest.fixture
async def window(session: Session, qtbot: QtBot) -> MainWindow:
    """The real window with the focus in the inbox, as it opens."""
    settings.current_page.set("inbox")
    made = MainWindow(session, PAGES, "1.2.3")
    qtbot.addWidget(made)
    made.open_where_left()
    made.activateWindow()
    await made.fill()
    page = inbox(made)
    await until(lambda: page._list.known and page._list.index(0, 0).data(Role.ROW) is not None)
    page.column.view.setFocus()
    return made


@pytest.fixture
def keyboard(window: MainWindow) -> Keyboard:
    return Keyboard(window)


def inbox(window: MainWindow) -> InboxPage:
    page = window.view("inbox")
    assert isinstance(page, InboxPage)
    return page


async def look_at(window: MainWindow, conversation_id: str) -> InboxPage:
    """A conversation is open and the focus is in the list, as after a click on its row."""
    page = inbox(window)
    page.talk.open(conversation_id)
    await until(lambda: page.talk.header.name.whole_text() and page.talk.model.rowCount())
    await until(lambda: page.card.follow_ups._customer_id == page.talk.row.customer_id)
    await until(lambda: page.card.tags._groups)
    page.column.view.setFocus()
    return page


async def eventually(claim: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(10):
        while not await claim():
            pass


def mine(page: InboxPage) -> list[str]:
    rows = [page.talk.model.row_at(at) for at in range(page.talk.model.rowCount())]
    return [row.text for row in rows if row.direction == "out"]


async def test_the_longest_waiting_over_all_tabs_costs_1(window: MainWindow, keyboard: Keyboard) -> None:
    window.tabs.select("mp1")
    keyboard.press("Ctrl+J")
    await until(lambda: inbox(window).talk.header.name.whole_text() == "单雨欣")
    await until(inbox(window).talk.composer.edit.hasFocus)
    assert keyboard.count == 1


async def test_a_quick_reply_by_initials_costs_5(window: MainWindow, keyboard: Keyboard) -> None:
    page = await look_at(window, "co-0")
    keyboard.press("/", "y", "f", "x", "Ctrl+Return")
    await until(lambda: mine(page) == ["七天无理由含运费险，寄回运费由我们承担。"])
    assert keyboard.count <= 5


async def test_a_quick_reply_with_a_value_to_fill_in_costs_7(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    asking = QuickReply(scope="workspace", title="身高", body="身高 [[身高]] 厘米的话，建议选 L 码。", author_id="x")
    await from_server(session, "quick_reply", {"qr-cm": asking})
    page = await look_at(window, "co-0")
    keyboard.press("/", "s", "g", "Ctrl+Return")
    await until(lambda: page.talk.composer.fill_in.isAncestorOf(QApplication.focusWidget()))
    keyboard.press("1", "7", "Return")
    await until(lambda: mine(page) == ["身高 17 厘米的话，建议选 L 码。"])
    assert keyboard.count <= 7


async def test_a_choice_to_fill_in_costs_one_key_more(window: MainWindow, keyboard: Keyboard, session: Session) -> None:
    asking = QuickReply(scope="workspace", title="颜色", body="建议选 [[颜色：米白|雾蓝|墨绿]]。", author_id="x")
    await from_server(session, "quick_reply", {"qr-hue": asking})
    page = await look_at(window, "co-0")
    keyboard.press("/", "y", "s", "Ctrl+Return")
    await until(lambda: page.talk.composer.fill_in.isAncestorOf(QApplication.focusWidget()))
    keyboard.press("3")
    await until(lambda: mine(page) == ["建议选 墨绿。"])
    assert keyboard.count <= 5


async def test_tagging_a_customer_costs_5(window: MainWindow, keyboard: Keyboard, session: Session) -> None:
    await look_at(window, "co-2")
    keyboard.press("T")
    await until(lambda: isinstance(keyboard._target(), QLineEdit))
    keyboard.press("l", "k", "Return")

    async def tagged() -> bool:
        return [tag.name for group in await session.tags.of_customer("cu-2") for tag in group.tags if tag.on] == [
            "老客"
        ]

    await eventually(tagged)
    assert keyboard.count <= 5


async def test_a_follow_up_with_a_time_from_selected_messages_costs_4_and_its_text(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    await from_server(
        session, "message", {"me-last": Message(conversation_id="co-2", text="明天能到吗", at=now_ms() + 1)}
    )
    page = await look_at(window, "co-2")
    await until(lambda: page.talk.model.rowCount() == 2)
    keyboard.press("Alt+Up", "Shift+Up", "F")
    keyboard.text("答应明早查物流")
    keyboard.press("Ctrl+Return")
    await eventually(lambda: session.follow_ups.of_customer("cu-2"))
    row = (await session.follow_ups.of_customer("cu-2"))[0]
    assert row.message_ids == ("me-2", "me-last")
    assert row.body == "快递到哪里了？\n明天能到吗\n答应明早查物流"
    assert datetime.fromtimestamp(row.due_at / 1000) == tomorrow_at_nine()
    assert keyboard.count <= 4


async def test_a_follow_up_at_another_time_costs_4_and_its_text(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    await look_at(window, "co-2")
    keyboard.press("Alt+Up", "F")
    keyboard.press("Alt+Down")
    keyboard.text("回访")
    keyboard.press("Ctrl+Return")
    await eventually(lambda: session.follow_ups.of_customer("cu-2"))
    row = (await session.follow_ups.of_customer("cu-2"))[0]
    assert datetime.fromtimestamp(row.due_at / 1000) == tomorrow_at_nine() + timedelta(days=2)
    assert keyboard.count <= 4


def tomorrow_at_nine() -> datetime:
    return (datetime.now() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)


async def test_snoozing_until_tomorrow_nine_costs_2(window: MainWindow, keyboard: Keyboard, session: Session) -> None:
    await look_at(window, "co-0")
    keyboard.press("Ctrl+H", "Return")

    async def asleep() -> bool:
        row = await session.conversations.row("co-0")
        return row.status == "snoozed" and row.snoozed_until == int(tomorrow_at_nine().timestamp() * 1000)

    await eventually(asleep)
    assert keyboard.count <= 2


async def test_a_transfer_with_a_comment_costs_5_and_its_text(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    await from_server(session, "user", {"user-zhao": User(name="赵敏", login="zhaomin")})
    page = await look_at(window, "co-0")
    keyboard.press("Ctrl+Shift+T")
    await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    keyboard.press("z", "m", "Return")
    await until(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    assert QApplication.focusWidget() is not page.talk.composer.edit
    keyboard.text("客户要换尺码，已寄回")
    keyboard.press("Ctrl+Return")

    async def given() -> bool:
        return (await session.conversations.row("co-0")).assignee_id in ("user-zhang", "user-zhao")

    await eventually(given)
    notes = [row.text for row in await session.messages.newest("co-0") if row.direction == "note"]
    assert len(notes) == 1 and "客户要换尺码，已寄回" in notes[0]
    assert keyboard.count <= 5


async def test_answering_from_another_identity_costs_3(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    await from_server(session, "identity", {"id-x": Identity(customer_id="cu-0", account_id="kf2", name="周雨晴")})
    there = Conversation(
        account_id="kf2",
        customer_id="cu-0",
        identity_id="id-x",
        title="周雨晴",
        last_at=now_ms(),
        window_trigger="message",
        window_opened_at=now_ms(),
    )
    await from_server(session, "conversation", {"co-x": there})
    page = await look_at(window, "co-0")
    keyboard.press("Ctrl+I")
    await until(lambda: QApplication.activePopupWidget() is not None)
    keyboard.press("Return")
    await until(lambda: page.talk.row.id == "co-x" and window.focusWidget() is page.talk.composer.edit)
    keyboard.text("这边为您登记")
    keyboard.press("Ctrl+Return")
    await eventually(lambda: session.messages.newest("co-x"))
    assert [row.text for row in await session.messages.newest("co-x")] == ["这边为您登记"]
    assert page.talk.row.account_kind is AccountKind.WECOM_KF
    assert keyboard.count <= 3


async def test_finding_a_sentence_in_any_account_costs_2_and_the_query(
    window: MainWindow, keyboard: Keyboard, session: Session
) -> None:
    window.tabs.select("mp1")
    await from_server(
        session, "message", {"me-old": Message(conversation_id="co-4", text="我要那件墨绿色的披肩", at=1)}
    )
    keyboard.press("Ctrl+Shift+F")
    keyboard.text("墨绿色")
    keyboard.press("Return")
    page = inbox(window)
    await until(lambda: page.talk.row is not None and page.talk.row.id == "co-4")
    await until(lambda: getattr(page.talk.timeline.currentIndex().data(Role.ROW), "id", "") == "me-old")
    assert keyboard.count <= 2


async def test_a_key_that_is_pressed_too_early_is_not_lost(window: MainWindow, keyboard: Keyboard) -> None:
    """Enter before the list of hits is read takes what fits the words, not what was listed before."""
    palette = window.keys.palette
    keyboard.press("Ctrl+G")
    await until(lambda: isinstance(palette.list.currentIndex().data(Role.ROW), Hit))
    keyboard.press("c", "x", "s", "Return")
    await until(lambda: inbox(window).talk.header.name.whole_text() == "陈先生")
