"""Nothing of one customer goes to another by a slip of the clipboard, and nobody is kept from meaning it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.protocol import Customer
from app.session import Session
from tests.gui.composer_steps import composer_on, said_last, turn_to
from tests.gui.inbox_steps import from_server, until
from ui.pages.inbox.composer import Composer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier
WARNING = "13744445555 is the phone of 王建国, another customer"


@pytest.fixture
async def composer(session: Session, holder: QWidget) -> Composer:
    """A composer for 周雨晴, in a shop that knows 王建国 as well."""
    await from_server(session, "customer", {"cu-wang": Customer(name="王建国", phones=["13744445555"])})
    return await composer_on(holder, session)


def paste(composer: Composer, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    composer.edit.insertFromMimeData(data)


def question(composer: Composer, button: str) -> QWidget | None:
    return composer.findChild(QWidget, button)


async def test_a_pasted_phone_of_another_customer_is_named_at_once_and_asked_about_before_it_goes(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    before = await said_last(session)
    paste(composer, "您的电话是 13744445555 吗")
    await until(lambda: composer.reason.text() == WARNING)
    assert composer.send_button.isEnabled()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: question(composer, "question_no") is not None)
    assert question(composer, "question").windowTitle() == "Is this meant for 周雨晴?"
    question(composer, "question_no").click()
    await until(lambda: question(composer, "question") is None)
    assert await said_last(session) == before
    assert composer.edit.toPlainText() == "您的电话是 13744445555 吗"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: question(composer, "question_yes") is not None)
    question(composer, "question_yes").click()
    await until(lambda: composer.edit.toPlainText() == "")
    assert await said_last(session) == ("您的电话是 13744445555 吗", "out", "queued")


async def test_the_warning_goes_with_the_words_it_is_about(composer: Composer, session: Session, qtbot: QtBot) -> None:
    paste(composer, "王建国您好")
    await until(lambda: composer.reason.text() == "“王建国” is another customer")
    composer.edit.selectAll()
    qtbot.keyClicks(composer.edit, "hello")
    composer.show_budget()
    assert composer.reason.text() == ""
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await said_last(session))[0] == "hello"


async def test_a_file_named_after_another_customer_is_noticed_like_a_pasted_word(
    composer: Composer, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    before = await said_last(session)
    path = tmp_path / "报价_13744445555.pdf"
    path.write_bytes(b"%PDF-1.7")
    composer.edit.files_given.emit([path])
    await until(lambda: composer.reason.text() == WARNING)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: question(composer, "question_no") is not None)
    question(composer, "question_no").click()
    await until(lambda: question(composer, "question") is None)
    assert await said_last(session) == before
    tile = composer.strip.findChild(QWidget, "attachment")
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    assert composer.strip.parts == [] and composer.reason.text() == ""


async def test_a_file_that_waited_in_a_draft_is_looked_at_before_it_goes(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    part = {"type": "file", "text": "", "content": {"media_id": "m", "file_name": "王建国 合同.pdf"}}
    await session.drafts.save("co-0", "您看一下", [part])
    await until(lambda: len(composer.strip.parts) == 1)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: question(composer, "question_no") is not None)
    assert composer.reason.text() == "“王建国” is another customer"
    question(composer, "question_no").click()


async def test_what_is_typed_by_hand_is_meant(composer: Composer, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "13744445555")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await said_last(session))[0] == "13744445555"


async def test_pasting_in_the_wrong_talk_and_coming_back_later_is_still_noticed(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    paste(composer, "13744445555")
    await turn_to(composer, session, "co-2")
    await turn_to(composer, session, "co-0")
    await until(lambda: composer.edit.toPlainText() == "13744445555")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: question(composer, "question_no") is not None)
    assert composer.reason.text() == WARNING
    question(composer, "question_no").click()


async def test_colleagues_may_be_told_about_anybody(composer: Composer, session: Session, qtbot: QtBot) -> None:
    composer.choose_mode("note")
    paste(composer, "王建国 13744445555")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await said_last(session))[:2] == ("王建国 13744445555", "note")


async def test_two_quick_presses_send_once(composer: Composer, session: Session, qtbot: QtBot) -> None:
    paste(composer, "好的，马上")
    for _ in range(2):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert [row.text for row in await session.messages.newest("co-0")].count("好的，马上") == 1
