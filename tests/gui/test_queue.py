"""The queue: who has no agent yet, who is next, and who was faster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.protocol import Conversation
from app.session import Session
from app.store import records
from tests.gui.conftest import ME
from tests.gui.inbox_steps import eventually, from_server, known_inbox, names, until
from ui.kit import shortcuts
from ui.kit.notices import Notice
from ui.models.roles import Role
from ui.pages.inbox import InboxPage
from ui.pages.inbox.queue_preview import QueuePreview

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def turned(session: Session, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Conversation]:
    """Conversations as they are, but for these fields."""
    found = {name: await session._store.read(records.get, "conversation", name) for name in changes}
    return {name: replace(row, **changes[name]) for name, row in found.items() if isinstance(row, Conversation)}


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """Three of the demo's five who wait are nobody's: 单雨欣 since longest, then 陈先生, then Lena."""
    free = await turned(session, {name: {"assignee_id": ""} for name in ("co-6", "co-2", "co-1", "co-4")})
    await from_server(session, "conversation", free)
    made = await known_inbox(session, qtbot)
    await until(lambda: made.column.queue.text() == "3")
    return made


def preview_of(page: InboxPage) -> QueuePreview:
    shortcuts.give(page, "queue")
    found = page.findChild(QueuePreview)
    assert isinstance(found, QueuePreview)
    return found


def offered(preview: QueuePreview) -> list[str]:
    model = preview.list.model()
    return [model.index(at, 0).data(Role.ROW).title for at in range(model.rowCount())]


async def test_the_chip_counts_who_waits_for_nobody_as_they_come_and_go(page: InboxPage, session: Session) -> None:
    assert page.column.queue.accessibleName() == "3 customers in the queue"
    more = {"co-new": Conversation(account_id="kf1", title="新客户", waiting_since=5, last_at=5)}
    await from_server(session, "conversation", more)
    await until(lambda: page.column.queue.text() == "4")
    await from_server(session, "conversation", await turned(session, {"co-new": {"assignee_id": "user-zhang"}}))
    await until(lambda: page.column.queue.text() == "3")


async def test_the_preview_shows_who_is_next_and_enter_takes_the_one_it_stands_on(
    page: InboxPage, session: Session
) -> None:
    preview = preview_of(page)
    assert offered(preview) == ["单雨欣", "陈先生", "Lena"]
    assert preview.title.text() == "3 customers have no agent yet"
    assert page.conversation_id == "", "to look is not to open"
    QTest.keyClick(preview.list, Qt.Key.Key_Down)
    QTest.keyClick(preview.list, Qt.Key.Key_Return)
    await until(lambda: page.talk.header.name.whole_text() == "陈先生")
    await until(lambda: page.focusWidget() is page.talk.composer.edit)
    assert (await session.conversations.row("co-2")).assignee_id == ME
    await until(lambda: page.column.queue.text() == "2")


async def test_a_click_takes_too(page: InboxPage, session: Session) -> None:
    preview = preview_of(page)
    middle = preview.list.visualRect(preview.list.model().index(2, 0)).center()
    QTest.mouseClick(preview.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    await until(lambda: page.talk.header.name.whole_text() == "Lena")
    assert (await session.conversations.row("co-1")).assignee_id == ME


async def test_one_key_takes_whoever_has_waited_longest_of_all(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    for name in ("单雨欣", "陈先生", "Lena"):
        shortcuts.give(page, "take_next")
        await until(lambda name=name: page.talk.header.name.whole_text() == name)
    shortcuts.give(page, "take_next")
    await until(lambda: said)
    assert said[0].text == "Nobody waits in the queue"


async def test_a_colleague_who_was_faster_is_told_in_words_and_nothing_opens(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    preview = preview_of(page)
    theirs = await turned(session, {"co-6": {"assignee_id": "user-zhang"}})
    await from_server(session, "conversation", theirs)
    QTest.keyClick(preview.list, Qt.Key.Key_Return)
    await until(lambda: said)
    assert said[0].detail == "A colleague has taken this conversation already"
    assert page.conversation_id == ""
    assert (await session.conversations.row("co-6")).assignee_id == "user-zhang"


async def test_the_preview_follows_what_happens_while_one_looks(page: InboxPage, session: Session) -> None:
    preview = preview_of(page)
    gone = {name: {"assignee_id": "user-zhang"} for name in ("co-6", "co-2")}
    await from_server(session, "conversation", await turned(session, gone))
    await until(lambda: offered(preview) == ["Lena"])
    await from_server(session, "conversation", await turned(session, {"co-1": {"waiting_since": 0}}))
    await until(lambda: preview.title.text() == "Nobody waits in the queue")
    assert preview.list.isHidden()
    everything = preview.findChild(QPushButton, "queue_all")
    assert everything is not None and everything.isHidden(), "there is nothing to show"
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert page.conversation_id == ""


async def test_everything_that_is_nobodys_is_a_view_of_the_list(page: InboxPage) -> None:
    preview = preview_of(page)
    preview.all_wished.emit()
    await until(lambda: page._list.known and names(page) == ["co-6", "co-2", "co-1", "co-4"])
    assert page.column.pills.more.text().startswith("Nobody's")


async def test_a_colleague_at_work_is_named_in_the_row_and_above_the_talk(page: InboxPage, session: Session) -> None:
    page.talk.open("co-0")
    await until(lambda: page.talk._row is not None)
    there = {"viewers": {"user-zhang": 2**42}}
    await from_server(session, "conversation", await turned(session, {"co-0": there}))
    await until(lambda: page.talk.header.presence.text() == "Mine · 张敏 is looking")
    types = {"holder_id": "user-zhang", "holder_mode": "typing", "held_until": 2**42}
    await from_server(session, "conversation", await turned(session, {"co-0": types}))
    await until(lambda: page.talk.header.presence.text() == "Mine · 张敏 is writing")
    await until(lambda: page._list.index(page._list.row_of("co-0"), 0).data(Role.ROW).holder_mode == "typing")
    row = page._list.index(page._list.row_of("co-0"), 0).data(Role.ROW)
    assert page.column.view._brush._facts(row).there == "张敏 is writing"
    gone = {"held_until": 1, "viewers": {"user-zhang": 1}}
    await from_server(session, "conversation", await turned(session, {"co-0": gone}))
    await until(lambda: page.talk.header.presence.text() == "Mine")

    async def quiet() -> bool:
        return page.column.view._brush._facts(await session.conversations.row("co-0")).there == ""

    await eventually(quiet)
