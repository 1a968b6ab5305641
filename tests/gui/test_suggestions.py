"""Suggested replies beside the conversation: found here, without a network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.protocol import Conversation, Message, QuickReply
from tests.gui.inbox_steps import from_server
from ui.kit.tasks import TaskScope
from ui.pages.inbox.suggestion_section import SuggestionSection


@pytest.fixture
async def section(session, show):
    ground = QWidget()
    made = SuggestionSection(session.quick_replies, session.messages, TaskScope(ground), ground)
    made.ground = ground  # nobody else holds it
    made.setMinimumSize(280, 200)
    show(ground, 300, 260)
    made.got = []
    made.picked.connect(made.got.append)
    return made


def titles(section: SuggestionSection) -> list[str]:
    return [section.body.itemAt(at).widget().text() for at in range(section.body.count())]


async def test_what_fits_the_last_words_of_the_customer_is_offered_and_one_press_takes_it(
    section, session, qtbot, find
):
    await from_server(session, "message", {"m-new": Message(conversation_id="co-0", text="换货流程怎么走", at=2**41)})
    await section.show_conversation("co-0")
    assert titles(section)[0] == "换货流程"
    assert section.isVisible() and section.body.count() <= 3
    button = find(section, "suggestion")
    assert button.accessibleName().startswith("Insert ") and button.focusPolicy() == Qt.FocusPolicy.TabFocus
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert [row.title for row in section.got] == titles(section)[:1]


async def test_a_new_message_brings_other_suggestions(section, session, wait_for):
    await section.show_conversation("co-0")
    message = Message(conversation_id="co-0", text="请问运费险有吗，什么时候发货", at=2**41)
    await from_server(session, "message", {"m-new": message})
    talk = await session.conversations.row("co-0")
    changed = Conversation(account_id="kf1", customer_id="cu-0", identity_id="id-0", title=talk.title, last_at=2**41)
    await from_server(session, "conversation", {"co-0": changed})
    await wait_for(lambda: {"运费险", "发货时间"} & set(titles(section)))


async def test_where_nothing_fits_there_is_no_empty_box(section, session):
    await section.show_conversation("co-1")
    assert not section.isVisible()
    await section.show_conversation("")
    assert not section.isVisible()


async def test_a_reply_with_markup_is_shown_as_it_is_written(section, session, find):
    body = "<b>你好，昨天拍的那件衬衫</b><img src=x onerror=alert(1)>"
    await from_server(session, "quick_reply", {"evil": QuickReply(title="你好，昨天拍的那件衬衫", body=body)})
    await section.show_conversation("co-0")
    button = find(section, "suggestion")
    assert "&lt;b&gt;" in button.toolTip() and button.accessibleDescription().startswith("<b>")
