"""The window around the pages: tabs, rail, status line, notices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import DiskFull, Offline
from app.protocol import AccountKind, Availability
from app.store import AccountRow, Badge
from app.sync import SyncState, SyncStatus
from ui.kit import notices
from ui.pages import PAGES
from ui.shell.account_list import AccountList
from ui.shell.account_tab import AccountTab
from ui.shell.account_tabs import AccountTabs
from ui.shell.notice_card import NoticeCard
from ui.shell.status_bar import StatusBar
from ui.shell.tab_order import TabOrder
from ui.shell.window import MainWindow


def account(number: int, kind: AccountKind = AccountKind.WECOM_KF) -> AccountRow:
    return AccountRow(
        id=f"a{number:02}", kind=kind, name=f"客服·{number}", platform_id="", team_id="", paused=False, trouble=""
    )


def cards_of(window: QWidget) -> list[NoticeCard]:
    """What is said now, from top to bottom."""
    return sorted((card for card in window.findChildren(NoticeCard) if card.isVisible()), key=lambda card: card.y())


def visible(tabs: AccountTabs) -> list[str]:
    shown = [tab for tab in tabs.findChildren(AccountTab) if tab.isVisible()]
    return [tab.account_id for tab in sorted(shown, key=lambda tab: tab.x())]


@pytest.fixture
async def window(session, show):
    made = show(MainWindow(session, PAGES, "0.1.0"))
    await made.fill()
    made.show_page("inbox")
    return made


@pytest.fixture
def sixty(show):
    tabs = show(AccountTabs(), 1200, 44)
    tabs.show_accounts([account(n) for n in range(60)], TabOrder())
    return tabs


async def test_tabs_show_what_waits_and_what_an_account_may_do(window, find):
    assert find(window, "account_tab_all").direct == 5
    assert find(window, "account_tab_kf1").direct == 2
    assert find(window, "account_tab_kf1").ability == ""
    assert find(window, "account_tab_mem1").ability == "assisted"
    assert find(window, "account_tab_own1").ability == "record"
    assert find(window, "account_tab_bot1").ability == "send only"


async def test_reading_a_conversation_takes_its_number_from_the_tab(window, session, find, wait_for):
    await session.conversations.open("co-0")
    await wait_for(lambda: find(window, "account_tab_kf1").direct == 1)
    assert window.windowTitle() == "(4) Heliu"


async def test_keys_go_from_tab_to_tab(window, qtbot):
    for keys, account_id in (
        ((Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier), "kf3"),
        ((Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier), "kf1"),
        ((Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier), "kf3"),
        ((Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier), ""),
    ):
        qtbot.keyClick(window, *keys)
        assert window.tabs.current == account_id


async def test_the_order_of_tabs_is_kept_and_synced(window, session, find, wait_for):
    window.tabs._menu_of("own1").actions()[0].trigger()
    await wait_for(lambda: visible(window.tabs)[1] == "own1")
    await wait_for(lambda: session.status is not None)
    value = None
    while value is None:
        value = await session.preferences.get("account_tabs")
    assert value["pinned"] == ["own1"]


def test_sixty_accounts_stay_usable(sixty, find):
    assert len(visible(sixty)) < 20
    assert find(sixty, "account_tabs_more").text().startswith(str(61 - len(visible(sixty))))
    right = max(tab.geometry().right() for tab in sixty.findChildren(AccountTab) if tab.isVisible())
    assert right < find(sixty, "account_tabs_more").x()


def test_the_chosen_account_always_has_a_tab(sixty):
    sixty.select("a59")
    assert "a59" in visible(sixty)


def test_an_account_behind_the_edge_is_found_by_its_pinyin(show, qtbot, find):
    tabs = show(AccountTabs(), 700, 44)
    names = [account(n) for n in range(30)]
    names.append(
        AccountRow(
            id="x", kind=AccountKind.MINI_PROGRAM, name="青禾商城", platform_id="", team_id="", paused=False, trouble=""
        )
    )
    tabs.show_accounts(names, TabOrder())
    qtbot.mouseClick(find(tabs, "account_tabs_more"), Qt.MouseButton.LeftButton)
    popup = tabs.findChild(AccountList)
    qtbot.keyClicks(find(popup, "account_list_search"), "qhsc")
    qtbot.keyClick(find(popup, "account_list_search"), Qt.Key.Key_Return)
    assert tabs.current == "x"
    assert "x" in visible(tabs)


def test_a_hidden_account_comes_back_when_it_is_chosen(sixty, find):
    sixty._menu_of("a00").actions()[3].trigger()
    assert "a00" not in visible(sixty)
    sixty._choose_from_list("a00")
    assert "a00" in visible(sixty)


def test_a_tab_is_pulled_to_another_place(sixty, qtbot, find):
    told: list[TabOrder] = []
    sixty.arranged.connect(told.append)
    first, third = find(sixty, "account_tab_a00"), find(sixty, "account_tab_a02")
    start = QPoint(20, 20)
    qtbot.mousePress(first, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(first, start + QPoint(QApplication.startDragDistance() + 2, 0))
    qtbot.mouseMove(first, first.mapFromParent(third.geometry().center() + QPoint(40, 0)))
    qtbot.mouseRelease(first, Qt.MouseButton.LeftButton)
    assert visible(sixty)[1:4] == ["a01", "a02", "a00"]
    assert told[-1].order[:3] == ("a01", "a02", "a00")


def test_a_trouble_of_an_account_is_in_its_tool_tip(show, find):
    tabs = show(AccountTabs(), 600, 44)
    troubled = AccountRow(
        id="t",
        kind=AccountKind.WECOM_KF,
        name="客服",
        platform_id="",
        team_id="",
        paused=True,
        trouble="<b>密钥失效</b>",
    )
    tabs.show_accounts([troubled, account(1)], TabOrder())
    assert find(tabs, "account_tab_t").troubled
    assert find(tabs, "account_tab_t").toolTip() == "<qt>&lt;b&gt;密钥失效&lt;/b&gt;</qt>"


@pytest.mark.parametrize("value", [None, "x", {"order": 3, "hidden": None}, {"pinned": "abc"}])
def test_a_damaged_order_is_no_order(value):
    assert TabOrder.of_value(value) == TabOrder()


def test_an_order_survives_its_journey():
    order = TabOrder().pin("b", True).hide("c", True).arranged(["b", "a"])
    assert TabOrder.of_value(order.as_value()) == order
    assert order.shown(["a", "b", "c", "d"]) == ["b", "a", "d"]


@pytest.mark.parametrize(
    ("status", "state", "detail"),
    [
        (SyncStatus(), "Connecting", ""),
        (SyncStatus(state=SyncState.CATCHING_UP), "Catching up", ""),
        (SyncStatus(state=SyncState.ONLINE), "Online", ""),
        (
            SyncStatus(state=SyncState.OFFLINE, trouble=Offline("refused")),
            "Offline",
            "No connection to the server · what you write is kept here and goes out later",
        ),
        (
            SyncStatus(state=SyncState.TROUBLE, trouble=DiskFull("database or disk is full")),
            "Not syncing",
            "The disk is full · Free some space, then do it again. What could not be kept stands where you wrote it.",
        ),
    ],
)
def test_the_status_line_tells_the_truth(show, find, status, state, detail):
    bar = show(StatusBar("0.1.0"), 1200, 28)
    bar.show_status(status)
    assert find(bar, "status_state").text() == state
    assert find(bar, "status_detail").whole_text() == detail


def test_what_waits_and_what_needs_a_decision_can_be_clicked(show, find, qtbot):
    bar = show(StatusBar("0.1.0"), 1200, 28)
    bar.show_status(SyncStatus(state=SyncState.ONLINE, pending=2, parked=1, refused=3, latency_ms=12.4))
    assert find(bar, "status_pending").text() == "2 waiting to be sent"
    assert find(bar, "status_unsettled").text() == "1 conflict to settle · 3 refused"
    assert find(bar, "status_server").text() == "server 12 ms · v0.1.0"
    with qtbot.waitSignal(bar.unsettled_asked):
        qtbot.mouseClick(find(bar, "status_unsettled"), Qt.MouseButton.LeftButton)
    bar.show_status(SyncStatus(state=SyncState.ONLINE))
    assert not find(bar, "status_pending").isVisible()
    assert not find(bar, "status_unsettled").isVisible()


def test_a_server_that_does_not_answer_has_no_speed(show, find):
    bar = show(StatusBar("0.1.0"), 1200, 28)
    bar.show_status(SyncStatus(state=SyncState.OFFLINE, latency_ms=12.4))
    assert find(bar, "status_server").text() == "v0.1.0"


async def test_a_lost_login_can_be_renewed_from_the_status_line(window, find, qtbot):
    window.status.show_status(SyncStatus(state=SyncState.LOGIN_NEEDED))
    with qtbot.waitSignal(window.login_asked):
        qtbot.mouseClick(find(window.status, "status_login"), Qt.MouseButton.LeftButton)


async def test_notices_stay_inside_the_window_and_errors_stay_until_put_away(window, qtbot):
    notices.say("Saved", tone=notices.Tone.GOOD)
    notices.say(Offline("x" * 300))
    notices.say("Failed", tone=notices.Tone.BAD)
    cards = cards_of(window)
    assert [card.notice.text for card in cards] == ["Saved", "No connection to the server", "Failed"]
    assert all(window.rect().contains(card.geometry()) for card in cards)
    assert [card._timer.isActive() for card in cards] == [True, True, False]
    qtbot.mouseClick(cards[2].findChild(QWidget, "notice_close"), Qt.MouseButton.LeftButton)
    assert not cards[2].isVisible()


async def test_the_same_notice_twice_is_one_card_and_many_are_four(window):
    for number in (1, 2, 2, 3, 4, 5):
        notices.say(f"news {number}", tone=notices.Tone.BAD)
    texts = [card.notice.text for card in cards_of(window)]
    assert texts == ["news 2", "news 3", "news 4", "news 5"]


async def test_a_notices_button_does_something_about_it(window, find, qtbot):
    done: list[bool] = []
    notices.say("Broken", tone=notices.Tone.BAD, action="Mend", act=lambda: done.append(True))
    qtbot.mouseClick(find(window, "notice_action"), Qt.MouseButton.LeftButton)
    assert done == [True]


async def test_availability_is_chosen_at_my_face(window, session, wait_for, find):
    assert "林小满" in find(window, "me").accessibleName()
    window.rail.me.availability_chosen.emit(Availability.AWAY)
    await wait_for(lambda: "Away" in find(window, "me").accessibleName())


async def test_who_is_away_is_reminded_of_it_until_a_click_brings_new_work_again(window, session, wait_for, find):
    reminder = find(window, "status_return")
    assert not reminder.isVisible()
    for availability, words in ((Availability.BUSY, "You are busy"), (Availability.AWAY, "You are away")):
        window.rail.me.availability_chosen.emit(availability)
        await wait_for(lambda words=words: reminder.isVisible() and reminder.text().startswith(words))
        assert "no new conversations" in reminder.text()
    reminder.click()
    await wait_for(lambda: not reminder.isVisible() and "Online" in find(window, "me").accessibleName())
    me = await session.users.me()
    assert me is not None and me.availability is Availability.ONLINE


async def test_the_window_its_page_and_its_splitters_stand_as_they_were_left(session, show, find):
    def opened() -> MainWindow:
        window = show(MainWindow(session, PAGES, "0.1.0"))
        window.open_where_left()
        return window

    left = opened()
    left.resize(900, 640)
    left.show_page("inbox")
    splitter = find(left, "inbox_splitter")
    splitter.moveSplitter(330, 1)
    widths = splitter.sizes()
    await left.put_away()
    left.hide()
    again = opened()
    assert again.height() == 640
    assert again.view("inbox").isVisible()
    assert find(again, "inbox_splitter").sizes()[0] == widths[0] == 330


async def test_closing_is_a_wish(window, qtbot):
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


def test_badges_of_unknown_accounts_do_not_count(show, find):
    tabs = show(AccountTabs(), 600, 44)
    tabs.show_accounts([account(1), account(2)], TabOrder())
    tabs.show_badges({"a01": Badge(direct=2), "a02": Badge(indirect=True), "gone": Badge(direct=9)})
    assert find(tabs, "account_tab_all").direct == 2
    assert (find(tabs, "account_tab_a02").direct, find(tabs, "account_tab_a02").indirect) == (0, True)
