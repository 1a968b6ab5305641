"""Marks that open lists while writing: found by every keyboard, harmless inside words, deaf during a composition."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.session import Session
from tests.gui.composer_steps import compose, composer_on, turn_to
from tests.gui.inbox_steps import until
from ui.pages.inbox.composer import Composer
from ui.pages.inbox.draft_keeper import worth_keeping
from ui.pages.inbox.emoji import find_emoji
from ui.pages.inbox.triggers import Kind, trigger_before

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def composer(session: Session, holder: QWidget) -> Composer:
    """A composer that knows the colleagues."""
    made = await composer_on(holder, session)
    await until(lambda: made._colleagues.find(""))
    return made


TYPED = {
    ":": (Kind.EMOJI, ":weixiao", "😊"),
    "：": (Kind.EMOJI, "：wx", "😊"),
    "@": (Kind.MENTION, "@zhangm", "@张敏 "),
    "＠": (Kind.MENTION, "＠zm", "@张敏 "),
    "{{": (Kind.VARIABLE, "{{khm", "周雨晴"),
    "｛｛": (Kind.VARIABLE, "｛｛kehu", "周雨晴"),
}


@pytest.mark.parametrize("mark", TYPED)
async def test_each_mark_and_its_full_width_form_finds_by_pinyin_and_inserts(
    composer: Composer, qtbot: QtBot, mark: str
) -> None:
    kind, typed, wanted = TYPED[mark]
    if kind is Kind.MENTION:
        composer.choose_mode("note")
    compose(composer, "", "好的 ")
    compose(composer, "", mark)  # as Chinese keyboards hand it over
    qtbot.keyClicks(composer.edit, typed.removeprefix(mark))
    assert composer.edit.list_of is kind
    assert composer.words.marked.text == wanted
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.edit.toPlainText() == f"好的 {wanted}"
    assert not composer.edit.list_open
    assert composer.words.isHidden()


@pytest.mark.parametrize("mark", ["/", "／", *TYPED])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape])
async def test_keys_of_a_composition_behind_a_mark_belong_to_the_input_method(
    composer: Composer, qtbot: QtBot, mark: str, key: Qt.Key
) -> None:
    composer.choose_mode("note")
    left: list[int] = []
    composer.left.connect(lambda: left.append(1))
    compose(composer, "", mark)
    compose(composer, "wei'xiao")
    before = composer.edit.toPlainText()
    qtbot.keyClick(composer.edit, key)
    compose(composer, "", "微笑")
    qtbot.keyClick(composer.edit, key)  # the key that chose the candidate may arrive after the word
    assert composer.edit.toPlainText() == before + "微笑"
    assert composer.edit.hasFocus() or not composer.isActiveWindow()
    assert not left


async def test_emoji_are_walked_refused_and_asked_for_with_a_button(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, ":heart")
    first = composer.words.marked
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    assert composer.words.marked != first
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert composer.words.isHidden()
    qtbot.keyClicks(composer.edit, "s")
    assert composer.words.isHidden()
    composer.edit.setPlainText("好的")
    composer.edit.moveCursor(composer.edit.textCursor().MoveOperation.End)
    composer.emoji_button.click()
    assert composer.edit.list_of is Kind.EMOJI
    qtbot.keyClicks(composer.edit, "meigui")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.edit.toPlainText() == "好的🌹"


@pytest.mark.parametrize(
    "text", ["地址：beijing", "15:30", "http://a", "a:b", "收货人：王", "12：30", ":-)", "::", "no:way"]
)
def test_a_colon_in_a_sentence_takes_no_keys(text: str) -> None:
    trigger = trigger_before(text)
    assert trigger is None or not find_emoji(trigger.query)


@pytest.mark.parametrize("text", ["me@example.com", "a@b", "x.@y"])
def test_an_at_inside_an_address_mentions_nobody(text: str) -> None:
    assert trigger_before(text, mentions=True) is None


def test_colleagues_are_only_mentioned_in_notes() -> None:
    assert trigger_before("@zm") is None
    assert trigger_before("@zm", mentions=True) is not None


async def test_a_mention_reaches_the_colleague_with_the_note(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    composer.choose_mode("note")
    qtbot.keyClicks(composer.edit, "@zm")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    compose(composer, "", "看一下")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    note = (await session.messages.newest("co-0", 1))[0]
    assert note.text == "@张敏 看一下"
    assert note.content["mentions"] == ["user-zhang"]


async def test_a_variable_that_is_not_known_stays_to_be_filled_in_and_blocks(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "{{zjdd")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.edit.toPlainText() == "{{最近订单}}"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    assert "最近订单" in composer.reason.text()
    assert composer.edit.toPlainText() == "{{最近订单}}"


@pytest.mark.parametrize(("text", "kept"), [("/fh", ""), ("／", ""), (":xiao", ""), ("好 /fh", "好 /fh"), ("fh", "fh")])
def test_the_word_that_opens_a_list_is_no_draft(text: str, kept: str) -> None:
    assert worth_keeping(text) == kept


async def test_a_trigger_left_behind_marks_no_draft_in_the_list(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.edit, "/fh")
    await composer.put_away()
    await turn_to(composer, session, "co-2")
    assert await session.drafts.get("co-0") is None
