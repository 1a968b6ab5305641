"""Notices in the window: never over what the agent reads or writes, there while somebody looks, reached by key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.errors import DiskFull, NoKeychain
from ui.kit import notices
from ui.kit.notices import Tone
from ui.pages import PAGES
from ui.shell import notice_card
from ui.shell.notice_card import NoticeCard
from ui.shell.window import MainWindow
from ui.welcome.trouble import StoreTrouble

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
async def window(session, show, wait_for) -> MainWindow:
    made = show(MainWindow(session, PAGES, "0.1.0"))
    made.activateWindow()
    made.show_page("inbox", "co-0")
    await wait_for(lambda: made.view("inbox").talk.composer.isVisible())
    return made


def cards_of(window: QWidget) -> list[NoticeCard]:
    return sorted((card for card in window.findChildren(NoticeCard) if card.isVisible()), key=lambda card: card.y())


def place_of(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(1440, 900), (960, 600)])
async def test_no_notice_lies_over_what_is_read_or_written(window, wait_for, size):
    window.resize(*size)
    for number in range(4):
        notices.say(
            f"news {number}", detail="Wait for the customer, call them, or answer as another identity", tone=Tone.BAD
        )
    inbox = window.view("inbox")
    inbox.talk.composer.edit.setPlainText("一\n二\n三\n四\n五\n六\n七\n八")
    await wait_for(lambda: inbox.talk.composer.edit.height() > 60)
    assert cards_of(window)
    for card in cards_of(window):
        for part in (inbox.talk.composer, inbox.talk.timeline):
            assert not card.geometry().intersects(place_of(part, window))
        assert place_of(inbox.column, window).contains(card.geometry())
    assert cards_of(window)[-1].notice.text == "news 3"
    window.show_page("settings")
    assert min(card.geometry().left() for card in cards_of(window)) > window.width() / 2


async def test_a_notice_that_says_more_or_less_is_as_high_as_its_words(window, find):
    lines = [
        "刘女士: 你们怎么回事？",
        "顾北: 想要浅灰",
        "陈先生: 她 165，110 斤左右，平时穿 M，有推荐吗？",
        "Lena: [Picture]",
    ]
    for said in (1, 2, 4, 3, 1, 4):
        notices.say("Customers wrote", detail="\n".join(lines[:said]), action="Show", act=lambda: None, key="wrote")
        (card,) = cards_of(window)
        detail, action = find(card, "notice_detail"), find(card, "notice_action")
        card.layout().activate()
        assert not detail.geometry().intersects(action.geometry())
        assert detail.height() >= detail.heightForWidth(detail.width())
        assert abs(card.height() - card.heightForWidth(card.width())) <= 1


async def test_a_notice_waits_while_the_mouse_rests_on_it(window):
    notices.say("Saved")
    (card,) = cards_of(window)
    card.underMouse = lambda: True
    QApplication.sendEvent(card, QEnterEvent(QPoint(1, 1), QPoint(1, 1), QPoint(1, 1)))
    assert not card._timer.isActive()
    del card.underMouse
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert card._timer.isActive()


async def test_a_notice_is_acted_on_by_key_and_the_agent_goes_on_writing(window, wait_for):
    done: list[bool] = []
    edit = window.view("inbox").talk.composer.edit
    edit.setFocus()
    await wait_for(edit.hasFocus)
    notices.say("Transferred", action="Undo", act=lambda: done.append(True))
    (card,) = cards_of(window)
    assert edit.hasFocus(), "it came without taking the focus"
    QTest.keyClick(edit, Qt.Key.Key_N, ALT)
    assert QApplication.focusWidget().objectName() == "notice_action"
    assert not card._timer.isActive(), "it stays while the focus is in it"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert done == [True]
    assert edit.hasFocus()
    assert cards_of(window) == []


@pytest.mark.parametrize("way", ["key", "escape"])
async def test_a_notice_is_put_away_by_key(window, wait_for, way):
    edit = window.view("inbox").talk.composer.edit
    edit.setFocus()
    await wait_for(edit.hasFocus)
    notices.say("first", tone=Tone.BAD)
    notices.say("second", tone=Tone.BAD)
    if way == "key":
        QTest.keyClick(edit, Qt.Key.Key_X, ALT)
    else:
        QTest.keyClick(edit, Qt.Key.Key_N, ALT)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert [card.notice.text for card in cards_of(window)] == ["first"]
    assert edit.hasFocus()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """What a screen reader is told."""
    told: list[tuple[str, str]] = []

    class Ear:
        Event = QAccessible.Event

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            told.append((event.type().name, event.message() if hasattr(event, "message") else ""))

    monkeypatch.setattr(notice_card, "QAccessible", Ear)
    yield told


async def test_a_notice_is_announced_with_all_it_says(window, heard):
    notices.say("Not sent", detail="The window is closed", tone=Tone.BAD)
    assert heard == [("Alert", ""), ("Announcement", "Not sent. The window is closed")]
    (card,) = cards_of(window)
    spoken = QAccessible.queryAccessibleInterface(card)
    assert spoken.text(QAccessible.Text.Name) == "Not sent"
    assert spoken.text(QAccessible.Text.Description) == "The window is closed"


async def test_a_full_disk_is_told_with_what_to_do_and_the_technical_words_can_be_copied(window):
    notices.say(DiskFull("database or disk is full"))
    (card,) = window.findChildren(NoticeCard)
    detail = card.findChild(QLabel, "notice_detail")
    advice, technical = detail.text().split("\n")
    assert advice.startswith("Free some space") and technical == "Technical detail: database or disk is full"
    assert detail.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_what_keychain_is_missing_is_marked_as_technical_and_can_be_copied(show):
    trouble = show(StoreTrouble(NoKeychain("fail Keyring"), None))
    (technical,) = (words for words in trouble.findChildren(QLabel) if "fail Keyring" in words.text())
    assert technical.text() == "Technical detail: fail Keyring"
    assert technical.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


async def test_what_was_said_of_a_full_disk_leaves_as_soon_as_something_is_kept_again(window, session, wait_for):
    notices.say("Saved", tone=Tone.BAD)
    notices.say(DiskFull("database or disk is full"))
    assert len(cards_of(window)) == 2
    await session.conversations.star("co-0", True)
    await wait_for(lambda: [card.notice.text for card in cards_of(window)] == ["Saved"])
