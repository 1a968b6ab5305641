"""The inbox as an agent uses it: a real session, real keys, no network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.session import Session
from tests.gui.inbox_steps import until
from ui.models.roles import Role
from ui.pages.inbox import InboxPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """The inbox, shown, with its list read."""
    made = InboxPage(session)
    qtbot.addWidget(made)
    made.resize(1384, 830)
    made.show()
    await until(lambda: made._list.known and made._list.index(0, 0).data(Role.ROW) is not None)
    return made


async def test_the_customer_who_waited_longest_is_on_top(page: InboxPage) -> None:
    names = [page._list.index(at, 0).data(Role.ROW).title for at in range(page._list.rowCount())]
    assert names == ["单雨欣", "阿柚", "陈先生", "周雨晴", "Lena"]


async def test_a_conversation_opens_in_all_columns(page: InboxPage, qtbot: QtBot) -> None:
    page.open_conversation("co-0")
    await until(lambda: page._timeline.rowCount() == 1)
    await until(lambda: page.card.profile._row is not None)
    assert page.header.name.whole_text() == "周雨晴"
    assert page.composer.send_button.text() == "Send as “客服·售前”"


async def test_enter_in_the_list_leads_to_the_answer_and_ctrl_enter_sends_it(page: InboxPage, qtbot: QtBot) -> None:
    page.column.view.setFocus()
    qtbot.keyClick(page.column.view, Qt.Key.Key_Down)
    await until(lambda: page._timeline.rowCount() == 1)
    qtbot.keyClick(page.column.view, Qt.Key.Key_Return)
    qtbot.keyClicks(page.composer.edit, "ok")
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: page._timeline.rowCount() == 2)
    assert page._timeline.row_at(1).text == "ok"
    assert page._timeline.row_at(1).state == "queued"
    assert page.composer.edit.toPlainText() == ""
