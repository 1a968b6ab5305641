"""Putting a conversation away: every preset, the window that is about to close, any other time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.protocol import Conversation
from app.session import Session
from app.store import ConversationRow, records
from tests.gui.inbox_steps import eventually, from_server, known_inbox, until
from ui.delegates.clocks import HOUR, MINUTE, now_ms
from ui.delegates.quota import quota
from ui.kit import shortcuts
from ui.kit.notices import Notice
from ui.pages.inbox import InboxPage
from ui.pages.inbox.conversation_actions import closing, snooze_until
from ui.pages.inbox.snooze_menu import SnoozeDialog, presets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """周雨晴 is open; her window closes in two days."""
    made = await known_inbox(session, qtbot)
    made.talk.open("co-0")
    await until(lambda: made.talk._row is not None)
    return made


async def put_away_until(session: Session) -> int:
    """When the conversation comes back, as soon as it is put away."""
    row: list[ConversationRow | None] = []

    async def asleep() -> bool:
        row[:] = [await session.conversations.row("co-0")]
        return row[0] is not None and row[0].status == "snoozed"

    await eventually(asleep)
    assert row[0] is not None
    return row[0].snoozed_until


def test_presets_end_when_they_say() -> None:
    saturday = datetime(2026, 11, 21, 18, 30)
    at = {name: snooze_until(name, saturday) for name in ("hour", "tomorrow", "monday", "reply")}
    assert {name: datetime.fromtimestamp(ms / 1000) for name, ms in at.items() if ms} == {
        "hour": datetime(2026, 11, 21, 19, 30),
        "tomorrow": datetime(2026, 11, 22, 9),
        "monday": datetime(2026, 11, 23, 9),
    }
    assert at["reply"] == 0
    monday = datetime(2026, 11, 23, 8)
    assert datetime.fromtimestamp(snooze_until("monday", monday) / 1000) == datetime(2026, 11, 30, 9)


def test_there_is_time_to_answer_when_it_comes_back_before_the_window_closes() -> None:
    now = datetime(2026, 11, 21, 18, 30)
    ms = int(now.timestamp() * 1000)
    assert snooze_until("window", now, ms + 5 * HOUR) == ms + 5 * HOUR - 30 * MINUTE
    assert snooze_until("window", now, ms + 20 * MINUTE) == ms + 10 * MINUTE


async def test_the_window_is_offered_while_it_is_open_and_the_conversation_comes_back_before(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    row = page.talk._row
    assert row is not None
    closes = quota(row, now_ms()).closes_at
    assert closing([row], now_ms()) == closes
    page.talk.header.snooze.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [name for name, _ in presets(closes)] == ["tomorrow", "hour", "reply", "monday", "window", "custom"]
    assert menu.actions()[4].text().startswith("Until shortly before the window closes")
    menu.actions()[4].trigger()
    menu.close()
    assert await put_away_until(session) == closes - 30 * MINUTE


async def test_a_closed_window_is_not_offered_and_its_command_says_why(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    await from_server(session, "conversation", {"co-0": replace(found, window_opened_at=1)})
    await until(lambda: page.talk._row is not None and page.talk._row.window_opened_at == 1)
    page.talk.header.snooze.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 5 and not any("window" in action.text() for action in menu.actions())
    menu.close()
    shortcuts.give(page, "snooze_window")
    await until(lambda: said)
    assert said[0].text == "No sending window is open that could close"


async def test_any_time_that_is_to_come_can_be_chosen(page: InboxPage, session: Session) -> None:
    shortcuts.give(page, "snooze_custom")
    await until(lambda: page.findChild(SnoozeDialog))
    dialog = page.findChild(SnoozeDialog)
    assert isinstance(dialog, SnoozeDialog)
    assert datetime.fromtimestamp(dialog.until / 1000).hour == 9, "tomorrow morning is meant most often"
    dialog.field.setDateTime(QDateTime.currentDateTime().addSecs(-60))
    assert not dialog.go.isEnabled() and "passed" in dialog.why.text()
    when = (datetime.now() + timedelta(days=3)).replace(hour=14, minute=20, second=0, microsecond=0)
    dialog.field.setDateTime(QDateTime.fromMSecsSinceEpoch(int(when.timestamp() * 1000)))
    assert dialog.go.isEnabled() and dialog.why.text() == ""
    dialog.go.click()
    assert await put_away_until(session) == int(when.timestamp() * 1000)


async def test_a_tenth_pin_is_refused_in_words(page: InboxPage, session: Session, said: list[Notice]) -> None:
    pinned = {f"p{n}": Conversation(account_id="kf1", title=f"{n}", last_at=n + 1, pinned=True) for n in range(9)}
    await from_server(session, "conversation", pinned)
    shortcuts.give(page, "pin")
    await until(lambda: said)
    assert said[0].text == "No more conversations can be pinned"
    assert said[0].detail == "Unpin one first: the pinned are on top of “All” in the tab of all accounts"
    row = await session.conversations.row("co-0")
    assert row is not None and not row.pinned


async def test_priority_is_set_from_its_menu_and_from_the_palette(page: InboxPage, session: Session) -> None:
    shortcuts.give(page, "priority")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["&0  Ordinary"]
    menu.actions()[0].trigger()
    menu.close()
    await until(lambda: page.talk._row is not None and page.talk._row.priority == 3)
    shortcuts.give(page, "priority_1")
    await until(lambda: page.talk._row is not None and page.talk._row.priority == 1)
