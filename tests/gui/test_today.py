"""What is due today: promises and reminders in one order, marked as done by mouse and by key."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton

from tests.gui.conftest import until
from ui.pages import today
from ui.pages.today.brush import circle_of
from ui.shell.window import MainWindow

HOUR = 3_600_000
PROMISE, REMINDER = "下午三点前告知 L 码发货单号", "给陈先生回电"


@pytest.fixture
async def window(session, show):
    await session.reminders.add(REMINDER, _now() - HOUR, about_kind="conversation", about_id="co-2")
    made = show(MainWindow(session, (today.PAGE,), "0.1.0"))
    made.activateWindow()
    made.show_page("today")
    await until(lambda: texts(made) == [REMINDER, PROMISE])
    return made


def _now() -> int:
    return time.time_ns() // 1_000_000


def texts(window: MainWindow) -> list[str]:
    model = rows(window).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def rows(window: MainWindow) -> QListView:
    return window.findChild(QListView, "today_list")


async def test_promises_and_reminders_stand_in_one_order_and_are_summed_up(window, find):
    assert find(window, "today_summary").text().endswith("1 late")
    spoken = rows(window).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert REMINDER in spoken and "Reminder" in spoken


@pytest.mark.parametrize("way", ["key", "button", "circle"])
async def test_what_is_done_goes_and_comes_back_by_undo(window, session, find, qtbot, wait_for, way):
    view = rows(window)
    for left in ([PROMISE], []):
        if way == "key":
            QTest.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
        elif way == "button":
            qtbot.mouseClick(find(window, "today_done"), Qt.MouseButton.LeftButton)
        else:
            place = circle_of(view.visualRect(view.model().index(0, 0))).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        await wait_for(lambda left=left: texts(window) == left)
    assert await session.reminders.due(_now()) == []
    assert find(window, "empty_state").isVisible()
    undo = [button for button in window.findChildren(QPushButton, "notice_action") if button.isVisible()]
    assert len(undo) == 2
    for button in undo:
        button.click()
    await wait_for(lambda: texts(window) == [REMINDER, PROMISE])


async def test_enter_opens_the_conversation_it_is_about(window, qtbot, wait_for):
    wished: list[tuple[str, str]] = []
    window.view("today").page_wished.connect(lambda *place: wished.append(place))
    rows(window).setFocus()
    QTest.keyClick(rows(window), Qt.Key.Key_Return)
    assert wished == [("inbox", "co-2")]


async def test_the_row_in_hand_stays_when_others_come_before_it(window, session, wait_for):
    view = rows(window)
    view.setCurrentIndex(view.model().index(1, 0))
    await session.reminders.add("早会", _now() - 2 * HOUR)
    await wait_for(lambda: len(texts(window)) == 3)
    assert view.currentIndex().data() == PROMISE


async def test_what_is_not_about_a_conversation_opens_none(window, session, find, wait_for):
    await session.reminders.add("早会", _now() - 2 * HOUR)
    await wait_for(lambda: len(texts(window)) == 3)
    rows(window).setCurrentIndex(rows(window).model().index(0, 0))
    assert not find(window, "today_open").isEnabled()
    assert find(window, "today_done").isEnabled()
