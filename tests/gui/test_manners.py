"""The desk among other programs: what it tells and when, and how it hides what is not for everybody."""

from __future__ import annotations

import dataclasses
import plistlib
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.protocol import Availability, Record
from app.protocol import records as r
from app.rules.notices import PREFERENCE, Circumstances, Event, Matrix, Means, Quiet, decide
from app.store import Part, syncing
from app.sync import SyncStatus
from tests.gui.conftest import page_of
from tests.gui.inbox_steps import until
from ui.kit import journal, notices, settings
from ui.kit.dialogs import ask
from ui.kit.theme import theme
from ui.pages import settings as settings_page
from ui.pages.contract import Page, PageView
from ui.pages.settings.desk_pane import DeskPane
from ui.pages.settings.lock_pane import LockPane, PinDialog
from ui.pages.settings.network_pane import NetworkPane
from ui.pages.settings.notices_pane import NoticesPane
from ui.shell.bell import Bell, Call
from ui.shell.notice_card import NoticeCard
from ui.shell.surroundings import Surroundings
from ui.shell.tray import Tray, application_icon, sign
from ui.shell.watch import SLOW_PAUSE_MS, Watch
from ui.shell.window import MainWindow
from ui.system.autostart import RunKey, autostart_entry, launch_agent
from ui.system.desktop_entry import exec_line
from ui.system.idle import Idle
from ui.system.link_handler import SchemeEntry, SchemeKey
from ui.system.sounds import Sounds
from ui.system.toasts import Toast, Toasts

NOW = 1_800_000_000_000
SECRET = "周雨晴说：衬衫要换 L 码"


class Talk(PageView):
    """A page with a customer's words, a field and a key."""

    def __init__(self, session, parent) -> None:
        super().__init__(parent)
        self.revealed: list[str] = []
        self.keyed = 0
        column = QVBoxLayout(self)
        self.words = QLabel(SECRET)
        self.field = QLineEdit()
        column.addWidget(self.words)
        column.addWidget(self.field)
        key = QShortcut(Qt.Key.Key_F6, self)
        key.activated.connect(self._on_key)

    def _on_key(self) -> None:
        self.keyed += 1

    def reveal(self, target: str) -> None:
        self.revealed.append(target)
        self.conversation_id = target


TALK = Page(id="inbox", title="Inbox", icon="inbox", make=Talk, has_accounts=True)


class FakeToasts(Toasts):
    """A system that shows messages, or refuses them."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.on_screen: list[Toast] = []
        self.able = True

    @property
    def words(self) -> list[tuple[str, str]]:
        return [(toast.title, toast.text) for toast in self.on_screen]

    def show(self, toast: Toast) -> None:
        if self.able:
            self.on_screen = [*(other for other in self.on_screen if other.key != toast.key), toast]
        else:
            super().show(toast)

    def withdraw(self) -> None:
        for toast in self.on_screen:
            self.gone.emit(toast.key)
        self.on_screen.clear()


class FakeSounds:
    def __init__(self) -> None:
        self.played: list[str] = []

    def play(self, name: str, *, at_once: bool = False) -> None:
        self.played.append(name)


class Ear:
    """A bell that only listens."""

    def __init__(self) -> None:
        self.matrix = Matrix()
        self.told: list[list[Call]] = []

    def tell(self, calls) -> None:
        self.told.append(list(calls))

    @property
    def events(self) -> list[Event]:
        return [call.event for calls in self.told for call in calls]


@pytest.fixture
async def window(session, show):
    made = show(MainWindow(session, (TALK, settings_page.PAGE), "0.1.0"))
    made.show_page("inbox")
    return made


@pytest.fixture
async def around(window, session):
    return Surroundings(window, session)


@pytest.fixture
def tray(show):
    owner = show(QWidget(), 10, 10)
    yield Tray(owner)
    del owner


@pytest.fixture
def toasts(show):
    owner = show(QWidget(), 10, 10)
    yield FakeToasts(owner)
    del owner


@pytest.fixture
def sounds():
    return FakeSounds()


@pytest.fixture
def bell(tray, toasts, sounds, show):
    """A bell of a window that is not in front."""
    owner = QWidget()
    show(owner, 10, 10).hide()
    yield Bell(
        owner, tray, toasts, sounds, in_view=lambda page, target: False, now=lambda: datetime(2026, 11, 23, 12, 0)
    )
    del owner


def mine(text: str = "在吗", account: str = "kf1") -> Call:
    return Call(event=Event.MINE, title="周雨晴", text=text, account_id=account, target="co-0")


def call_of(who: str, words: str) -> Call:
    return Call(event=Event.MINE, title=who, text=words, target=f"co-{who}")


# -- the bell


def test_a_customer_of_mine_rings_shows_and_blinks(bell, tray, toasts, sounds):
    bell.tell([mine()])
    assert sounds.played == ["drop"]
    assert toasts.words == [("周雨晴", "在吗")]
    assert tray.calls_attention


def test_a_hundred_messages_are_one_ring_and_one_message(bell, toasts, sounds):
    bell.tell([mine(f"第 {n} 句") for n in range(100)])
    assert len(sounds.played) == 1
    assert toasts.words == [("周雨晴", "第 99 句")]


def test_several_customers_are_counted_and_the_last_of_each_is_shown(bell, toasts):
    bell.tell([call_of(who, words) for words in ("在吗", "还在吗") for who in ("周雨晴", "Lena", "陈先生", "阿柚")])
    assert toasts.words == [("4 customers wrote", "Lena: 还在吗\n陈先生: 还在吗\n阿柚: 还在吗")]


def test_who_writes_while_a_message_is_still_seen_is_counted_on_it(bell, toasts):
    bell.tell([call_of("周雨晴", "在吗")])
    bell.tell([call_of("Lena", "在吗")])
    bell.tell([Call(event=Event.SLOW, title="2 wait too long", target="longest_waiting")])
    bell.tell([Call(event=Event.SLOW, title="3 wait too long", target="longest_waiting")])
    bell.tell([call_of("周雨晴", "人呢")])
    assert toasts.words == [("3 wait too long", ""), ("2 customers wrote", "Lena: 在吗\n周雨晴: 人呢")]
    toasts.withdraw()
    bell.tell([call_of("Lena", "喂")])
    assert toasts.words == [("Lena", "喂")]


def test_different_things_are_counted_together(bell, toasts):
    bell.tell([mine(), Call(event=Event.FAILED, title="Not sent: Lena", target="co-1")])
    assert toasts.words == [("2 things happened", "周雨晴: 在吗\nNot sent: Lena")]


async def test_without_a_tray_one_card_counts_who_wrote_until_it_is_put_away(window, tray, toasts, sounds, find):
    toasts.able = False
    bell = Bell(window, tray, toasts, sounds, in_view=lambda page, target: False)
    for who in ("周雨晴", "Lena", "Lena", "陈先生"):
        bell.tell([call_of(who, "在吗")])
    (card,) = window.findChildren(NoticeCard)
    assert (card.notice.text, card.notice.detail) == ("3 customers wrote", "周雨晴: 在吗\nLena: 在吗\n陈先生: 在吗")
    card.put_away()
    bell.tell([call_of("阿柚", "在吗")])
    assert [card.notice.text for card in window.findChildren(NoticeCard) if card.isVisible()] == ["阿柚"]


def test_each_account_rings_with_its_own_sound(bell, sounds):
    bell.matrix = Matrix().with_sound("kf1", "bell").with_sound("mp1", "none")
    for account in ("kf1", "kf2", "mp1"):
        bell.tell([mine(account=account)])
    assert sounds.played == ["bell", "drop", ""]


def test_messages_carry_no_words_while_locked(bell, toasts):
    bell.lock(True)
    bell.tell([mine(SECRET)])
    assert toasts.words == [("Heliu", "Something new has arrived. The desk is locked.")]


def test_words_that_are_still_on_the_screen_leave_it_when_the_desk_is_locked(bell, toasts):
    bell.tell([mine(SECRET)])
    bell.lock(True)
    assert toasts.words == []


def test_a_click_on_a_message_leads_to_the_conversation_but_not_while_locked(bell, toasts, qtbot):
    bell.tell([mine()])
    bell.tell([call_of("Lena", "在吗")])
    (told,) = toasts.on_screen
    with qtbot.waitSignal(bell.followed) as followed:
        toasts.chosen.emit(told.about)
    assert followed.args == ["inbox", "co-Lena"]
    bell.lock(True)
    with qtbot.waitSignal(bell.followed) as followed:
        toasts.chosen.emit(told.about)
    assert followed.args == ["", ""]


def test_silence_for_an_hour_leaves_the_sign_in_the_tray(bell, tray, toasts, sounds):
    tray.hush_asked.emit(True)
    bell.tell([mine()])
    assert (sounds.played, toasts.words, tray.calls_attention) == ([], [], True)
    tray.hush_asked.emit(False)
    bell.tell([mine()])
    assert len(toasts.words) == 1


def test_quiet_hours_are_kept(bell, toasts, sounds):
    bell.matrix = dataclasses.replace(Matrix(), quiet=Quiet(on=True, begins=11 * 60, ends=14 * 60))
    bell.tell([mine()])
    assert (sounds.played, toasts.words) == ([], [])


def test_without_a_tray_the_message_appears_in_the_window(bell, toasts, said):
    toasts.able = False
    bell.tell([mine()])
    assert [(notice.text, notice.detail) for notice in said] == [("周雨晴", "在吗")]


async def test_a_notice_never_takes_the_focus(window, around, session, wait_for):
    view = window.view("inbox")
    window.activateWindow()
    view.field.setFocus()
    before = QApplication.focusWidget()
    for event in Event:
        around.bell.tell([Call(event=event, title="x", text="y", target="co-0")])
    assert QApplication.focusWidget() is before
    assert QApplication.activeModalWidget() is None


def test_the_tray_shows_a_number_for_mine_and_a_dot_for_others(qapp):
    plain, number, dot, pale = (
        sign(direct, indirect, lit=lit).pixmap(22, 22).toImage()
        for direct, indirect, lit in ((0, False, True), (3, True, True), (0, True, True), (3, True, False))
    )
    assert plain != number != dot != plain
    assert pale != number


def test_the_sign_leaves_the_fonts_of_the_desk_as_they_are(qapp):
    before = [theme().font(step, strong=True).pixelSize() for step in ("caption", "body", "display")]
    sign(3, False)
    assert [theme().font(step, strong=True).pixelSize() for step in ("caption", "body", "display")] == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself paints the number")
def test_the_programs_icon_bears_what_waits_until_the_desk_is_put_away(qapp, show):
    def icon():
        return qapp.windowIcon().pixmap(32, 32).toImage()

    owner = show(QWidget(), 10, 10)
    tray = Tray(owner)
    tray.show_badge(0, True)
    dot = icon()
    tray.show_badge(3, True)
    number = icon()
    tray.close()
    assert len({plain.constBits().tobytes() for plain in (dot, number, icon())}) == 3
    assert icon() == application_icon().pixmap(32, 32).toImage()


def test_the_tray_offers_availability_silence_lock_and_quit(tray, qtbot):
    tray.show_availability(Availability.BUSY)
    states = tray.menu.findChild(QMenu, "tray_availability").actions()
    assert [action.isChecked() for action in states] == [False, True, False]
    with qtbot.waitSignal(tray.availability_chosen) as chosen:
        states[2].trigger()
    assert chosen.args == [Availability.AWAY]
    tray.show_locked(True)
    assert [action.isEnabled() for action in tray.menu.actions() if not action.isSeparator()] == [
        True,
        False,
        False,
        False,
        True,
    ]


# -- the watch


async def bring(session, tables: dict[str, dict[str, Record]], rev: int = 2) -> None:
    """The server sends these records."""
    await session._store.write(syncing.apply_page, page_of(tables, rev))


def said_now(conversation: str, **fields) -> dict[str, Record]:
    defaults = {"conversation_id": conversation, "text": "在吗", "at": time.time_ns() // 1_000_000}
    return {"message": {f"new-{conversation}": r.Message(**{**defaults, **fields})}}


@pytest.fixture
async def ear(session, show):
    listening = Ear()
    owner = show(QWidget(), 10, 10)
    watch = _WatchOf(session, listening, owner)
    watch._clock.stop()
    listening.watch = watch
    yield listening
    del owner


class _WatchOf(Watch):
    """A watch over a bell that only listens; its owner is a widget of the test."""

    def __init__(self, session, listening: Ear, owner: QWidget) -> None:
        self.time = time.time_ns() // 1_000_000
        owner.tell = listening.tell
        super().__init__(session, owner, now=lambda: self.time)
        self._bell = listening


async def test_a_customers_new_words_are_told_once(session, ear, wait_for):
    await bring(session, said_now("co-0"))
    await wait_for(lambda: ear.told)
    assert [(call.event, call.title, call.text, call.target) for call in ear.told[0]] == [
        (Event.MINE, "周雨晴", "在吗", "co-0")
    ]
    await bring(session, said_now("co-0"), rev=3)
    await bring(session, said_now("co-1"), rev=4)
    await wait_for(lambda: len(ear.told) == 2)
    assert [call.target for call in ear.told[1]] == ["co-1"]


async def test_old_messages_of_a_first_sync_are_no_news(session, ear, wait_for):
    await bring(session, said_now("co-0", at=1_600_000_000_000))
    await bring(session, said_now("co-1"), rev=3)
    await wait_for(lambda: ear.told)
    assert [call.target for call in ear.told[0]] == ["co-1"]


async def test_notes_failures_and_colleagues_are_told_as_what_they_are(session, ear, wait_for):
    note = said_now(
        "co-0", direction="note", author_id="user-zhang", content={"mentions": ["user-me"]}, text="@林小满 看一下"
    )
    other = {"message": {"other": r.Message(**{**_plain("co-0"), "direction": "note", "author_id": "user-zhang"})}}
    failed = said_now("co-1", direction="out", author_id="user-me", state="failed")
    for rev, tables in enumerate((note, other, failed), 2):
        await bring(session, tables, rev)
    await wait_for(lambda: len(ear.events) >= 2)
    assert ear.events == [Event.MENTIONED, Event.FAILED]


def _plain(conversation: str) -> dict[str, object]:
    return {"conversation_id": conversation, "text": "好", "at": time.time_ns() // 1_000_000}


async def test_slow_answers_are_one_alert_however_many_wait(session, ear, wait_for):
    ear.watch.time += 300_000
    await ear.watch._look_at_waiting()
    slow = [calls for calls in ear.told if calls[0].event is Event.SLOW]
    assert len(slow) == 1 and len(slow[0]) == 1
    assert "wait for an answer too long" in slow[0][0].title
    assert slow[0][0].target == "longest_waiting"
    ear.watch.time += SLOW_PAUSE_MS + 1
    await ear.watch._look_at_waiting()
    assert len([calls for calls in ear.told if calls[0].event is Event.SLOW]) == 1, "nobody new became slow"
    await bring(session, {"conversation": {"co-9": _waiting_since(ear.watch.time - 200_000)}})
    await ear.watch._look_at_waiting()
    assert len([calls for calls in ear.told if calls[0].event is Event.SLOW]) == 2


def _waiting_since(at: int) -> r.Conversation:
    return r.Conversation(account_id="kf1", title="新客", assignee_id="user-me", waiting_since=at, last_at=at, unread=1)


async def test_waiting_is_said_again_when_the_agent_asked_for_it(session, ear, wait_for):
    await session.preferences.set(PREFERENCE, dataclasses.replace(Matrix(), repeat_minutes=5).as_value())
    await wait_for(lambda: ear.matrix.repeat_minutes == 5)
    for minutes in (0, 4, 6):
        ear.watch.time = max(ear.watch.time, ear.watch._mine_told_at) + minutes * 60_000
        await ear.watch._look_at_waiting()
    assert ear.events.count(Event.MINE) == 2


async def test_whoever_answers_the_only_one_who_waits_is_not_told_again_that_they_wait(session, ear, wait_for):
    await session.preferences.set(PREFERENCE, dataclasses.replace(Matrix(), repeat_minutes=1).as_value())
    await wait_for(lambda: ear.matrix.repeat_minutes == 1)
    mine = [one for one in await session.news.waiting() if one.mine]
    for one in mine[:-1]:
        await session.messages.send(one.conversation_id, [Part(text="在的")])
    ear.watch.time += 300_000
    await ear.watch._look_at_waiting()
    (call,) = [call for calls in ear.told for call in calls if call.event is Event.MINE]
    assert call.target == mine[-1].conversation_id
    here = Circumstances(in_front=True, in_view=True)
    assert not decide(call.event, ear.matrix, datetime(2026, 11, 22, 10), here)


async def test_a_reminder_is_told_when_it_is_due(session, ear):
    await session.reminders.add("给陈先生回电", ear.watch.time + 1_000)
    await ear.watch._look_at_reminders()
    assert Event.REMINDER not in ear.events
    ear.watch.time += 2_000
    await ear.watch._look_at_reminders()
    await ear.watch._look_at_reminders()
    assert [(call.title, call.text) for calls in ear.told for call in calls] == [("Reminder", "给陈先生回电")]


async def test_a_conflict_is_told(session, ear):
    ear.watch._on_status(SyncStatus(parked=1))
    ear.watch._on_status(SyncStatus(parked=1))
    assert ear.events == [Event.CONFLICT]


# -- the lock


@pytest.fixture
async def locked(window, around, session):
    await session.pin.choose("2468")
    await around.lock.begin()
    assert around.lock.is_locked
    return around.lock


def visible_words(window: QWidget) -> list[str]:
    return [words.text() for words in window.findChildren(QLabel) if words.isVisible()]


async def test_without_a_pin_nothing_locks_and_a_wish_says_why(window, around, said, wait_for):
    await around.lock.begin()
    window.lock_asked.emit()
    await wait_for(lambda: said)
    assert not around.lock.is_locked
    assert "PIN" in said[0].text


async def test_a_locked_desk_shows_nothing_of_the_work(window, locked, find):
    assert SECRET not in visible_words(window)
    assert not window.view("inbox").isVisible()
    assert not window.tabs.isVisible()
    assert find(window, "lock_screen").geometry() == window.rect()
    window.resize(1100, 700)
    assert find(window, "lock_screen").geometry() == window.rect()


async def test_no_key_reaches_the_work_while_locked(window, locked, qtbot, wait_for):
    view = window.view("inbox")
    window.activateWindow()
    await wait_for(window.isActiveWindow)
    for key, modifier in (
        (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(window, key, modifier)
    assert view.keyed == 0
    assert window._page_id == "inbox"
    locked.unlock()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert view.keyed == 1


async def test_notices_wait_until_the_desk_is_open_again(window, locked, wait_for):
    notices.say(SECRET)
    assert not [card for card in window.findChildren(NoticeCard) if card.isVisible()]
    locked.unlock()
    assert [card.notice.text for card in window.findChildren(NoticeCard) if card.isVisible()] == [SECRET]


async def test_a_dialog_is_hidden_and_comes_back_as_it_was(window, around, session, wait_for):
    await session.pin.choose("2468")
    dialog = QDialog(window)
    dialog.setWindowTitle(SECRET)
    answered = []

    async def wait() -> None:
        answered.append(await ask(dialog))

    task = around._tasks.start(wait())
    await wait_for(dialog.isVisible)
    around.lock.lock()
    assert not dialog.isVisible()
    around.lock.unlock()
    assert dialog.isVisible()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert answered == []
    dialog.accept()
    await task
    assert answered == [1]


async def test_a_dialog_opened_behind_the_lock_stays_there(window, locked, wait_for):
    dialog = QDialog(window)
    dialog.open()
    await wait_for(lambda: not dialog.isVisible())
    locked.unlock()
    assert dialog.isVisible()
    dialog.reject()


async def test_the_right_pin_opens_the_desk_where_it_was_left(window, locked, find, qtbot, wait_for):
    qtbot.keyClicks(find(window, "lock_pin"), "2468")
    qtbot.keyClick(find(window, "lock_pin"), Qt.Key.Key_Return)
    await wait_for(lambda: not locked.is_locked)
    assert window.view("inbox").isVisible()
    assert SECRET in visible_words(window)


async def test_wrong_pins_are_said_and_make_one_wait(window, locked, find, qtbot, wait_for):
    for _ in range(3):
        await wait_for(find(window, "lock_pin").isEnabled)
        qtbot.keyClicks(find(window, "lock_pin"), "1111")
        qtbot.keyClick(find(window, "lock_pin"), Qt.Key.Key_Return)
        await wait_for(lambda: not find(window, "lock_pin").text())
    assert locked.is_locked
    assert "Try again in 5 seconds" in find(window, "lock_trouble").text()
    assert not find(window, "lock_pin").isEnabled()


async def test_a_forgotten_pin_is_replaced_by_the_password_of_the_account(window, locked, find, qtbot, wait_for):
    find(window, "lock_other").click()
    qtbot.keyClicks(find(window, "lock_pin"), "geheim")
    find(window, "lock_open").click()
    await wait_for(lambda: find(window, "lock_trouble").text())
    assert find(window, "lock_trouble").text() == "No connection to the server"
    assert locked.is_locked


async def test_a_link_waits_behind_the_lock(window, around, locked):
    around.open_link("heliu://conversation/co-3")
    assert locked.is_locked
    assert not window.view("inbox").isVisible()
    locked.unlock()
    assert window.view("inbox").revealed == ["co-3"]


async def test_the_tray_offers_nothing_of_the_work_while_locked(around, locked):
    enabled = {action.text() for action in around.tray.menu.actions() if action.isEnabled() and action.text()}
    assert enabled == {"Show Heliu", "Quit"}


def test_idle_time_is_told_once_and_a_touch_begins_it_anew(show, qtbot):
    moment = [1_000.0]
    owner = show(QWidget(), 10, 10)
    idle = Idle(owner, now=lambda: moment[0])
    grown: list[bool] = []
    idle.grown.connect(lambda: grown.append(True))
    idle.wait(10)
    moment[0] += 599
    idle.look()
    idle.touch()
    moment[0] += 2
    idle.look()
    assert grown == []
    moment[0] += 600
    idle.look()
    idle.look()
    assert grown == [True]


def test_keys_and_the_mouse_are_touches(show, qtbot):
    moment = [1_000.0]
    window = show(QLineEdit(), 100, 40)
    idle = Idle(window, now=lambda: moment[0])
    idle._follow(window.windowHandle())
    idle.wait(1)
    moment[0] += 59
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    moment[0] += 59
    grown: list[bool] = []
    idle.grown.connect(lambda: grown.append(True))
    idle.look()
    assert grown == []


# -- links and the window


async def test_a_link_navigates_and_does_nothing_else(window, around):
    around.open_link("heliu://conversation/co-3")
    assert window.view("inbox").revealed == ["co-3"]
    for link in ("heliu://conversation/co-3?send=hello", "heliu://send/x", "file:///etc/passwd", ""):
        around.open_link(link)
    assert window.view("inbox").revealed == ["co-3"]
    around.open_link("heliu://settings")
    assert window._page_id == "settings"


async def test_closing_hides_the_window_where_the_agent_chose_so(window, qtbot):
    window.has_tray = True
    settings.close_to_tray.set(True)
    window.close()
    assert not window.isVisible()
    window.come_forward()
    assert window.isVisible()
    with qtbot.waitSignal(window.close_asked):
        window.leave()


async def test_the_dock_brings_a_hidden_window_back_and_hurries_no_new_one(window, around, session):
    window.hide()
    around._on_dock(Qt.ApplicationState.ApplicationInactive)
    assert not window.isVisible()
    around._on_dock(Qt.ApplicationState.ApplicationActive)
    assert window.isVisible()
    fresh = MainWindow(session, (TALK,), "0.1.0")
    Surroundings(fresh, session)._on_dock(Qt.ApplicationState.ApplicationActive)
    assert not fresh.isVisible()


async def test_without_a_tray_closing_always_ends(window, qtbot):
    window.has_tray = False
    settings.close_to_tray.set(True)
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


# -- settings


async def test_the_matrix_is_edited_by_keys_and_synced(session, show, find, qtbot, wait_for):
    pane = show(NoticesPane(session, None), 640, 900)
    await wait_for(find(pane, "notice_mine_sound").isChecked)
    first = find(pane, "notice_mine_sound")
    first.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(pane.window().focusWidget(), key)
    assert pane.window().focusWidget().objectName() == "notice_mentioned_sound"
    qtbot.keyClick(pane.window().focusWidget(), Qt.Key.Key_Space)
    kept = None
    while kept is None:
        kept = await session.preferences.get(PREFERENCE)
    matrix = Matrix.of_value(kept)
    assert Means.SOUND not in matrix.cells[Event.MENTIONED]
    assert Means.TOAST in matrix.cells[Event.MENTIONED]


async def test_the_matrix_of_another_computer_appears(session, show, find, wait_for):
    pane = show(NoticesPane(session, None), 640, 900)
    matrix = dataclasses.replace(Matrix(repeat_minutes=5), quiet=Quiet(on=True, begins=21 * 60 + 30))
    await session.preferences.set(PREFERENCE, matrix.with_sound("kf1", "bell").as_value())
    await wait_for(lambda: find(pane, "notices_quiet").isChecked())
    assert find(pane, "notices_quiet_from").currentData() == 21 * 60 + 30
    assert find(pane, "notices_repeat").currentData() == 5
    await wait_for(lambda: find(pane, "notices_own_sounds").text() == "客服·售前: Bell")


async def test_an_account_is_given_its_own_sound(session, show, find, wait_for, qtbot):
    pane = show(NoticesPane(session, None), 640, 900)
    accounts, own = find(pane, "notices_account"), find(pane, "notices_account_sound")
    await wait_for(accounts.count)
    accounts.setCurrentIndex(accounts.findData("mp1"))
    own.setFocus()
    qtbot.keyClick(own, Qt.Key.Key_Down)
    qtbot.keyClick(own, Qt.Key.Key_Down)
    kept = None
    while kept is None or "mp1" not in kept["sounds"]:
        kept = await session.preferences.get(PREFERENCE)
    await wait_for(lambda: "公众号·青禾" in find(pane, "notices_own_sounds").text())


async def test_the_bell_follows_the_matrix(session, around, wait_for):
    matrix = Matrix().tick(Event.MINE, Means.SOUND, False)
    await session.preferences.set(PREFERENCE, matrix.as_value())
    await wait_for(lambda: Means.SOUND not in around.bell.matrix.cells[Event.MINE])


async def test_a_pin_is_chosen_changed_and_removed(session, show, find, wait_for):
    pane = show(LockPane(session, None), 640, 300)
    await wait_for(lambda: not find(pane, "setting_pin_remove").isVisible())
    assert not find(pane, "setting_lock_minutes").isEnabled()

    async def answer(button: str, words: dict[str, str], trouble: str = "") -> None:
        find(pane, button).click()
        await wait_for(lambda: QApplication.activeModalWidget() or pane.findChild(PinDialog))
        dialog = pane.findChild(PinDialog)
        for name, text in words.items():
            find(dialog, name).setText(text)
        find(dialog, "pin_save").click()
        if trouble:
            await wait_for(lambda: find(dialog, "pin_trouble").text())
            assert find(dialog, "pin_trouble").text() == trouble
            dialog.reject()
        await wait_for(lambda: pane.findChild(PinDialog) is None)

    await answer("setting_pin", {"pin_new": "123", "pin_again": "123"}, "A PIN has at least 4 characters.")
    await answer("setting_pin", {"pin_new": "2468", "pin_again": "2469"}, "The two are not the same.")
    assert not await session.pin.is_set()
    await answer("setting_pin", {"pin_new": "2468", "pin_again": "2468"})
    await wait_for(find(pane, "setting_pin_remove").isVisible)
    assert find(pane, "setting_lock_minutes").isEnabled()
    wrong = {"pin_old": "0000", "pin_new": "1357", "pin_again": "1357"}
    await answer("setting_pin", wrong, "That is not the present PIN.")
    assert await session.pin.opens("2468")
    await answer("setting_pin_remove", {"pin_old": "2468"})
    assert not await session.pin.is_set()


async def test_a_proxy_is_kept_when_it_is_one(session, show, find, qtbot):
    pane = show(NetworkPane(None), 640, 300)
    field = find(pane, "setting_proxy")
    field.setText("http://lin:geheim@proxy:8080")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.proxy.get() == ""
    assert find(pane, "network_trouble").text()
    field.setText("proxy.corp:3128")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.proxy.get() == "http://proxy.corp:3128"
    assert not find(pane, "network_trouble").text()


async def test_a_file_that_is_no_certificate_is_not_kept(session, show, find, qtbot, tmp_path):
    (tmp_path / "x.pem").write_text("nothing")
    pane = show(NetworkPane(None), 640, 300)
    field = find(pane, "setting_ca_file")
    field.setText(str(tmp_path / "x.pem"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.ca_file.get() == ""
    assert "x.pem" in find(pane, "network_trouble").text()


COMMAND = ["/opt/My Heliu/heliu", "desktop", "--data-dir", "/tmp/50%"]


def test_a_desktop_entry_quotes_what_a_shell_would_take_apart():
    assert exec_line(COMMAND) == '"/opt/My Heliu/heliu" desktop --data-dir /tmp/50%%'
    assert exec_line(["heliu"], takes_link=True) == "heliu -- %u"
    assert exec_line(['a"b$c`d\\e']) == '"a\\\\"b\\\\$c\\\\`d\\\\\\\\e"'


def ini(path) -> QSettings:
    return QSettings(str(path), QSettings.Format.IniFormat)


@pytest.fixture
def switches(tmp_path):
    return {
        "linux": autostart_entry(tmp_path / "config", COMMAND),
        "macos": launch_agent(tmp_path, COMMAND),
        "windows": RunKey(COMMAND, ini(tmp_path / "run.ini"), ini(tmp_path / "vetoes.ini")),
        "links on linux": SchemeEntry(tmp_path / "data", COMMAND),
        "links on windows": SchemeKey(COMMAND, ini(tmp_path / "classes.ini")),
    }


@pytest.mark.parametrize("system", ["linux", "macos", "windows", "links on linux", "links on windows"])
def test_a_switch_of_the_system_is_on_until_it_is_off(switches, system, monkeypatch):
    monkeypatch.setenv("PATH", "")  # this computer's own default for links stays as it is
    switch = switches[system]
    assert not switch.is_on()
    switch.turn(True)
    assert switch.is_on()
    switch.turn(True)
    assert switch.is_on()
    switch.turn(False)
    assert not switch.is_on()
    switch.turn(False)


@pytest.mark.parametrize("system", ["linux", "macos", "links on linux"])
def test_a_file_that_starts_another_program_is_not_ours(switches, system, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    switches[system].turn(True)
    (file,) = (path for path in tmp_path.rglob("*") if path.suffix in (".desktop", ".plist"))
    file.write_bytes(file.read_bytes() + b"Hidden=true\n")
    assert not switches[system].is_on()
    switches[system].turn(True)
    assert switches[system].is_on()


def test_windows_starts_the_program_with_its_words_unless_the_task_manager_forbids_it(switches, tmp_path):
    switch, run, vetoes = switches["windows"], ini(tmp_path / "run.ini"), ini(tmp_path / "vetoes.ini")
    switch.turn(True)
    run.sync()
    assert run.value("Heliu") == '"/opt/My Heliu/heliu" desktop --data-dir /tmp/50%'
    vetoes.setValue("Heliu", QByteArray(b"\x02" + bytes(11)))
    vetoes.sync()
    assert switch.is_on()
    vetoes.setValue("Heliu", QByteArray(b"\x03" + bytes(11)))
    vetoes.sync()
    assert not switch.is_on()
    switch.turn(True)
    assert switch.is_on()


def test_a_link_on_windows_is_never_an_option(switches, tmp_path):
    switches["links on windows"].turn(True)
    classes = ini(tmp_path / "classes.ini")
    line = classes.value("shell/open/command/Default")
    assert line == '"/opt/My Heliu/heliu" desktop --data-dir /tmp/50% -- "%1"'
    assert classes.value("URL Protocol") == ""


def test_the_launch_agent_starts_the_program_with_its_words(switches, tmp_path):
    switches["macos"].turn(True)
    agent = plistlib.loads(next(tmp_path.rglob("*.plist")).read_bytes())
    assert agent["ProgramArguments"] == COMMAND and agent["RunAtLoad"] is True


async def test_what_the_system_refuses_is_said_and_the_switch_stays_off(session, show, find, said, tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    broken = autostart_entry(tmp_path / "blocked", COMMAND)
    pane = show(DeskPane(session, None, autostart=broken, links=SchemeEntry(tmp_path, COMMAND)), 640, 300)
    find(pane, "setting_autostart").click()
    assert not find(pane, "setting_autostart").isChecked()
    assert said[0].text == "This computer did not take it"


# -- journals


def test_exported_logs_hold_no_personal_data_even_of_older_runs(tmp_path):
    (tmp_path / "desktop.log").write_text("old line 13812345678\n")
    (tmp_path / "fatal.log").write_text("token=abc123\n")
    (tmp_path / "store.db").write_text("no log")
    assert journal.export(tmp_path, tmp_path / "logs.zip") == 2
    with zipfile.ZipFile(tmp_path / "logs.zip") as archive:
        assert sorted(archive.namelist()) == ["desktop.log", "fatal.log"]
        assert b"13812345678" not in archive.read("desktop.log")
        assert b"abc123" not in archive.read("fatal.log")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
async def test_a_player_that_cannot_be_heard_complains_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    done = tmp_path / "done"
    monkeypatch.setattr("ui.system.sounds.player", lambda: ("/bin/sh", ("-c", f"echo no card >&2; touch {done}")))
    Sounds().play("message", at_once=True)
    await until(done.exists)
    assert "no card" not in "".join(capfd.readouterr())


async def test_the_settings_say_who_is_logged_in_by_name(window, wait_for, find):
    window.show_page("settings")
    await wait_for(lambda: find(window, "setting_account").text() == "林小满 · 青禾")
