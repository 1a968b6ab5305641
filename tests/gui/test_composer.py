"""The composer: it never sends by accident, never forgets, and never speaks for the wrong account."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.protocol import AccountKind, Conversation, Direction, MessageState, QuickReply, Team
from app.session import Session
from app.store import records, syncing
from tests.gui.composer_steps import compose, composer_on, said_last, turn_to
from tests.gui.conftest import page_of
from tests.gui.inbox_steps import from_server, until
from ui.kit import settings
from ui.kit.notices import Notice
from ui.pages.inbox import draft_keeper
from ui.pages.inbox.composer import Composer
from ui.pages.inbox.file_check import type_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def composer(session: Session, holder: QWidget) -> Composer:
    """A composer for the first customer of 客服·售前."""
    return await composer_on(holder, session)


@pytest.mark.parametrize("send_key", ["enter", "ctrl_enter"])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CTRL])
async def test_enter_inside_a_composition_never_sends(
    composer: Composer, session: Session, qtbot: QtBot, send_key: str, held: Qt.KeyboardModifier
) -> None:
    settings.send_key.set(send_key)
    wished: list[int] = []
    composer.edit.send_wished.connect(lambda: wished.append(1))
    qtbot.keyClicks(composer.edit, "ok ")
    compose(composer, "ni'hao")
    assert composer.edit.is_composing
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, held)
    compose(composer, "", "你好")
    # The Enter that chose the candidate reaches the program after the word: it still belongs to the word.
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, held)
    assert not wished
    assert composer.edit.toPlainText() == "ok 你好"
    await until(lambda: not composer.edit.is_composing)
    qtbot.keyClick(
        composer.edit, Qt.Key.Key_Return, CTRL if send_key == "ctrl_enter" else Qt.KeyboardModifier.NoModifier
    )
    assert wished == [1]
    await until(lambda: not composer.edit.toPlainText())
    assert await said_last(session) == ("ok 你好", "out", "queued")


async def test_the_send_key_is_a_choice_and_the_other_one_starts_a_line(composer: Composer, qtbot: QtBot) -> None:
    assert "Ctrl+Enter sends" in composer.hint.text()
    qtbot.keyClicks(composer.edit, "a")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.edit, "b")
    assert composer.edit.toPlainText() == "a\nb"
    settings.send_key.set("enter")
    assert "· Enter sends" in composer.hint.text()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    assert composer.edit.toPlainText() == "a\nb\n"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert composer.edit.toPlainText() == "a\nb\n\n"


async def test_a_quick_reply_known_by_its_initials_goes_out_with_five_keys(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    for key in "/yfx":
        qtbot.keyClicks(composer.edit, key)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert await said_last(session) == ("七天无理由含运费险，寄回运费由我们承担。", "out", "queued")


@pytest.mark.parametrize("slash", ["/", "／"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
async def test_enter_or_tab_inserts_a_quick_reply_where_the_cursor_is(
    composer: Composer, session: Session, qtbot: QtBot, slash: str, key: Qt.Key
) -> None:
    compose(composer, "", "好的 再见")
    for _ in range(2):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Left)
    compose(composer, "", slash)
    await until(lambda: composer.edit.list_open)
    qtbot.keyClicks(composer.edit, "hhlc")
    await until(lambda: composer.popup.current is not None and composer.popup.current.shortcut == "hhlc")
    qtbot.keyClick(composer.edit, key)
    await until(lambda: not composer.edit.list_open)
    assert composer.edit.toPlainText() == "好的 换货流程：① 登记 ② 寄回 ③ 收到后当天寄出新码再见"


async def test_the_list_says_whose_a_quick_reply_is_a_team_by_its_name(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    tables = {
        "team": {"t1": Team(name="售前一组")},
        "quick_reply": {"qr-t": QuickReply(scope="team:t1", shortcut="zt")},
    }
    await session._store.write(syncing.apply_page, page_of(tables, rev=2))
    qtbot.keyClicks(composer.edit, "/zt")
    await until(lambda: composer.popup.current is not None and composer.popup.current.shortcut == "zt")
    assert composer.popup.list.currentIndex().data().endswith("Team 售前一组")


async def test_the_list_of_quick_replies_is_walked_and_left_with_the_keys(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "/")
    await until(lambda: composer.popup.current is not None)
    first = composer.popup.current
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    assert composer.popup.current != first
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.popup.current == first
    qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert composer.popup.isHidden()
    assert composer.edit.toPlainText() == "/"


@pytest.mark.parametrize("text", ["https://a.example/b", "1/2", "and/or"])
async def test_a_slash_inside_a_word_or_an_address_opens_nothing(composer: Composer, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(composer.edit, text)
    assert composer.edit.query() is None


async def test_a_note_is_unmistakable_and_never_reaches_the_customer(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    composer.toggle_mode()
    assert composer.property("mode") == "note"
    assert composer.send_button.text() == "Save the note"
    qtbot.keyClicks(composer.edit, "price sensitive")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    last = (await session.messages.newest("co-0", 1))[0]
    assert (last.text, last.direction) == ("price sensitive", Direction.NOTE)


async def test_drafts_stay_with_their_conversation_and_mode(composer: Composer, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "for zhou")
    assert composer.saved.whole_text() == "Not saved yet…"
    await turn_to(composer, session, "co-2")
    assert composer.edit.toPlainText() == ""
    qtbot.keyClicks(composer.edit, "for chen")
    composer.toggle_mode()
    assert composer.edit.toPlainText() == ""
    await turn_to(composer, session, "co-0")
    await until(lambda: composer.edit.toPlainText() == "for zhou")
    assert composer.saved.whole_text() == "Draft restored"
    await turn_to(composer, session, "co-2")
    await until(lambda: composer.edit.toPlainText() == "for chen")
    draft = await session.drafts.get("co-0")
    assert draft is not None
    assert (draft.body, draft.customer_id) == ("for zhou", "cu-0")


async def test_the_fastest_way_there_and_back_finds_what_was_typed(
    composer: Composer, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, written = session.drafts.save, asyncio.Event()

    async def slowly(*what: Any, **how: Any) -> None:
        await written.wait()
        await save(*what, **how)

    monkeypatch.setattr(session.drafts, "save", slowly)
    qtbot.keyClicks(composer.edit, "half a thought")
    composer.toggle_mode()
    composer.toggle_mode()
    assert composer.edit.toPlainText() == ""
    written.set()
    await until(lambda: composer.edit.toPlainText() == "half a thought")
    assert composer.saved.whole_text() == "Draft restored"


async def test_who_types_without_a_pause_is_kept_all_the_same(
    composer: Composer, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_keeper, "AT_THE_LATEST", 50)

    kept: list[object] = []
    leave = session.feed.subscribe(lambda changes: kept.extend(changes.of("draft")))
    await until(lambda: qtbot.keyClicks(composer.edit, "a") or kept)
    leave()
    draft = await session.drafts.get("co-0")
    assert draft is not None and set(draft.body) == {"a"}


async def test_saved_is_only_said_when_it_is_and_sent_words_leave_no_draft(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.edit, "hello")
    await until(lambda: composer.saved.whole_text() == "Draft saved on this computer")
    draft = await session.drafts.get("co-0")
    assert draft is not None
    assert draft.body == "hello"
    composer.send_button.click()
    await until(lambda: composer.saved.whole_text() == "")
    await composer.put_away()
    while await session.drafts.get("co-0") is not None:
        pass


async def test_a_closed_window_says_why_and_keeps_the_words(composer: Composer, session: Session, qtbot: QtBot) -> None:
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    await from_server(session, "conversation", {"co-0": replace(found, sent_in_window=5)})
    await turn_to(composer, session, "co-0")
    qtbot.keyClicks(composer.edit, "too late")
    assert not composer.send_button.isEnabled()
    why, ways = composer.reason.text().split("\n")
    assert why == "All messages of this window are used; the customer must write first"
    assert ways == "Wait for the customer, call them, or answer from another identity."
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await composer.put_away()
    assert composer.edit.toPlainText() == "too late"
    assert (await said_last(session))[0] != "too late"


async def test_assisted_accounts_copy_and_mark(
    composer: Composer, session: Session, qtbot: QtBot, said: list[Notice]
) -> None:
    await turn_to(composer, session, "co-5")
    assert composer.send_button.text() == "Copy and mark as “导购·小林”"
    assert not composer.image_button.isEnabled()
    qtbot.keyClicks(composer.edit, "see you on Sunday")
    composer.send_button.click()
    await until(lambda: composer.edit.toPlainText() == "")
    assert QGuiApplication.clipboard().text() == "see you on Sunday"
    last = (await session.messages.newest("co-5", 1))[0]
    assert last.state is MessageState.RECORDED
    assert [notice.tone for notice in said] == ["good"]


async def test_pasted_pictures_and_dropped_files_go_in_order_after_the_words(
    composer: Composer, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x0B7A5B)
    data = QMimeData()
    data.setImageData(image)
    composer.edit.insertFromMimeData(data)
    await until(lambda: len(composer.strip.parts) == 1)
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4 size table")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.pdf"))])
    composer.edit.insertFromMimeData(files)
    await until(lambda: len(composer.strip.parts) == 2)
    qtbot.keyClicks(composer.edit, "here you are")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "" and not composer.strip.parts)
    sent = (await session.messages.newest("co-0", 3))[-3:]
    assert [message.type for message in sent] == ["text", "image", "file"]
    assert sent[2].content["file_name"] == "list.pdf"
    assert session.files.path_of(sent[1].content["media_id"]).exists()
    assert len({message.batch_id for message in sent}) == 1


async def test_a_file_the_platform_would_refuse_is_named_and_left_out(
    composer: Composer, tmp_path: Path, said: list[Notice]
) -> None:
    (tmp_path / "fake.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    composer.edit.files_given.emit([tmp_path / "fake.png"])
    await until(lambda: bool(said))
    assert "fake.png" in said[0].detail
    assert composer.strip.parts == []


async def test_pasted_markup_stays_plain_words(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/passwd'>")
    data.setText("bold")
    composer.edit.insertFromMimeData(data)
    assert composer.edit.toPlainText() == "bold"


def test_what_a_platform_does_not_take_as_a_picture_goes_as_a_file() -> None:
    assert type_of(AccountKind.WECOM_KF, "a.PNG") == "image"
    assert type_of(AccountKind.WECOM_KF, "a.webp") == "file"
