"""Between the field and the wire: holding, undo, times, quotes, the rest of a reply, drafts that outlive the desk."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.net.keychain import FileKeychain
from app.protocol import Conversation, Direction, Lease, Message, MessageState, Outcome
from app.session import Session
from app.store import records
from tests.gui.composer_steps import composer_on, said_last, turn_to
from tests.gui.conftest import cut_wire
from tests.gui.inbox_steps import from_server, until
from ui.delegates.clocks import now_ms
from ui.kit import settings
from ui.kit.notices import Notice
from ui.kit.part_dialog import PartDialog
from ui.pages.inbox.attachments import MOST_HIGH
from ui.pages.inbox.composer import Composer
from ui.pages.inbox.picture_dialog import PictureDialog
from ui.pages.inbox.schedule_dialog import ScheduleDialog, presets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier
HOUR = 3_600_000


@pytest.fixture
async def composer(session: Session, holder: QWidget) -> Composer:
    """A composer for the first customer of 客服·售前."""
    return await composer_on(holder, session)


class FakeDesk:
    """A server that gives the conversation to whoever asks, unless ``typist`` is answering."""

    def __init__(self) -> None:
        self.typist = ""
        self.asked: list[tuple[str, str, bool]] = []
        self.released: list[str] = []

    async def lease(self, conversation_id: str, mode: str, *, take_over: bool = False) -> Lease:
        self.asked.append((conversation_id, mode, take_over))
        if take_over:
            self.typist = ""
        holder = self.typist or ("user-me" if mode == "typing" else "")
        return Lease(holder_id=holder, holder_mode="typing", held_until=now_ms() + 60_000)

    async def release(self, conversation_id: str) -> None:
        self.released.append(conversation_id)

    async def take(self, ids: Sequence[str]) -> list[Outcome]:
        raise NotImplementedError


@pytest.fixture
def server(session: Session) -> FakeDesk:
    """Who decides about holds."""
    made = FakeDesk()
    session.conversations._desk = made
    return made


async def waiting(session: Session, now: int) -> list[str]:
    """The messages that would leave at ``now``."""
    due = await session._store.read(lambda look: look.rows("SELECT record_id, due_at FROM outbox WHERE kind='message'"))
    return [record_id for record_id, due_at in due if due_at <= now]


async def killed(session: Session, folder: Path) -> Session:
    """The desk that starts after this one was killed: nobody closed anything, only what was on the disk is left."""
    copy = folder.parent / f"{folder.name}-killed"
    shutil.copytree(folder, copy)
    after = Session(
        data_dir=copy,
        workspace=session.workspace,
        keychain=FileKeychain(copy / "keys.json"),
        transport=httpx.MockTransport(cut_wire),
    )
    await after.open()
    return after


# -- holding


async def test_looking_and_typing_hold_the_conversation_and_leaving_gives_it_back(
    server: FakeDesk, composer: Composer, session: Session, qtbot: QtBot
) -> None:
    await until(lambda: server.asked == [("co-0", "viewing", False)])
    qtbot.keyClicks(composer.edit, "hello")
    await until(lambda: server.asked[-1] == ("co-0", "typing", False))
    assert len(server.asked) == 2
    await turn_to(composer, session, "co-2")
    await until(lambda: server.released == ["co-0"] and server.asked[-1] == ("co-2", "viewing", False))


async def test_who_turns_to_another_page_is_not_here_until_they_come_back(
    server: FakeDesk, composer: Composer, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.edit, "hello")
    await until(lambda: server.asked[-1] == ("co-0", "typing", False))
    asked = len(server.asked)
    composer.hide()
    await until(lambda: server.released == ["co-0"])
    composer.edit.insertPlainText(" again")
    composer.show()
    await until(lambda: server.asked[asked:] == [("co-0", "viewing", False)])
    qtbot.keyClicks(composer.edit, "!")
    await until(lambda: server.asked[-1] == ("co-0", "typing", False))


async def test_a_colleague_who_types_locks_sending_and_can_be_taken_over_from(
    server: FakeDesk, composer: Composer, session: Session, qtbot: QtBot, holder: QWidget
) -> None:
    await until(lambda: bool(server.asked) and bool(composer._colleagues.find("")))
    server.typist = "user-zhang"
    qtbot.keyClicks(composer.edit, "me too")
    await until(lambda: not composer.send_button.isEnabled())
    assert composer.reason.text() == "张敏 is writing an answer here"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    assert (await said_last(session))[0] != "me too"
    composer.choose_mode("note")
    assert composer.send_button.isEnabled()
    composer.choose_mode("reply")
    await until(lambda: composer.edit.toPlainText() == "me too")
    composer.take_over_button.click()
    await until(lambda: composer.findChild(QWidget, "question_yes") is not None)
    composer.findChild(QWidget, "question_yes").click()
    await until(composer.send_button.isEnabled)
    assert server.asked[-1] == ("co-0", "typing", True)


async def test_what_sync_brings_locks_as_well_and_lapses_by_itself(composer: Composer, session: Session) -> None:
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    held = replace(found, holder_id="user-zhang", holder_mode="typing", held_until=now_ms() + HOUR)
    await from_server(session, "conversation", {"co-0": held})
    await turn_to(composer, session, "co-0")
    assert not composer.send_button.isEnabled()
    await from_server(session, "conversation", {"co-0": replace(held, held_until=now_ms() - 1)})
    await turn_to(composer, session, "co-0")
    assert composer.send_button.isEnabled()


async def test_after_a_colleague_took_over_and_is_done_the_next_key_asks_for_the_answer_again(
    server: FakeDesk, composer: Composer, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.edit, "m")
    await until(lambda: server.asked[-1] == ("co-0", "typing", False))
    await until(composer.send_button.isEnabled)
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    for until_ms, enabled in ((now_ms() + HOUR, False), (0, True)):
        taken = replace(found, holder_id="user-zhang", holder_mode="typing", held_until=until_ms)
        await from_server(session, "conversation", {"co-0": taken})
        await turn_to(composer, session, "co-0")
        assert composer.send_button.isEnabled() is enabled
    asked = len(server.asked)
    qtbot.keyClicks(composer.edit, "e")
    await until(lambda: server.asked[asked:] == [("co-0", "typing", False)])


# -- undo and times


async def test_with_seconds_for_an_undo_nothing_leaves_before_they_are_over(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    settings.undo_seconds.set(10)
    qtbot.keyClicks(composer.edit, "oops")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: not composer.undo_button.isHidden())
    assert composer.undo_button.text().startswith("Take it back (")
    assert await said_last(session) == ("oops", "out", "queued")
    assert await waiting(session, now_ms() + 8_000) == []
    assert len(await waiting(session, now_ms() + 10_000)) == 1
    qtbot.keyClick(composer.edit, Qt.Key.Key_Z, CTRL)
    await until(lambda: composer.edit.toPlainText() == "oops")
    assert composer.undo_button.isHidden()
    assert (await said_last(session))[0] != "oops"
    assert await waiting(session, now_ms() + HOUR) == []


async def test_without_that_choice_it_leaves_at_once(composer: Composer, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.edit, "now")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert composer.undo_button.isHidden()
    assert len(await waiting(session, now_ms())) == 1


async def test_a_message_for_later_waits_as_such_and_can_be_taken_back(
    composer: Composer, session: Session, qtbot: QtBot, said: list[Notice]
) -> None:
    qtbot.keyClicks(composer.edit, "tomorrow then")
    composer.later_button.click()
    await until(lambda: composer.findChild(QWidget, "schedule_dialog") is not None)
    dialog = composer.findChild(ScheduleDialog)
    assert dialog is not None
    chosen = dialog.at()
    dialog._accept.click()
    await until(lambda: composer.edit.toPlainText() == "")
    row = (await session.messages.newest("co-0", 1))[0]
    assert row.waits
    assert row.scheduled_at == chosen
    assert said[0].text.startswith("It goes out T")
    await session.messages.withdraw(row.id)
    assert (await said_last(session))[0] != "tomorrow then"


async def test_times_after_the_window_has_closed_for_certain_cannot_be_chosen(holder: QWidget) -> None:
    dialog = ScheduleDialog(now_ms() + HOUR // 2, holder)
    assert not dialog._accept.isEnabled()
    assert "would certainly be refused" in dialog._why.text()
    dialog._field.setDateTime(dialog._field.dateTime().addSecs(-45 * 60))
    assert dialog._accept.isEnabled()
    dialog._field.setDateTime(dialog._field.dateTime().addSecs(-2 * 3600))
    assert dialog._why.text() == "This time has passed already"


def test_times_that_have_passed_are_no_presets() -> None:
    assert len(presets(datetime(2026, 5, 4, 10, 0))) == 4
    assert len(presets(datetime(2026, 5, 4, 18, 30))) == 3


# -- what goes with it


async def test_a_quote_stands_in_the_words_and_leads_back(composer: Composer, session: Session, qtbot: QtBot) -> None:
    theirs = (await session.messages.newest("co-0", 1))[0]
    qtbot.keyClicks(composer.edit, "yes")
    composer.quote(theirs, "周雨晴")
    assert composer.edit.toPlainText() == "「周雨晴：你好，昨天拍的那件衬衫，M 码能换 L 吗？」\nyes"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await session.messages.newest("co-0", 1))[0].reply_to == theirs.id


async def test_a_quote_is_kept_with_the_draft_and_still_leads_back_after_a_kill(
    composer: Composer, holder: QWidget, session: Session, tmp_path: Path
) -> None:
    theirs = (await session.messages.newest("co-0", 1))[0]
    composer.quote(theirs, "周雨晴")
    await until(lambda: composer.saved.whole_text() == "Draft saved on this computer")
    after = await killed(session, tmp_path)
    try:
        again = await composer_on(holder, after)
        await until(lambda: again.edit.toPlainText().startswith("「周雨晴："))
        assert again.strip.parts == [], "the quote is no attachment"
        again.edit.insertPlainText("可以换")
        again.send()
        await until(lambda: again.edit.toPlainText() == "")
        assert (await after.messages.newest("co-0", 1))[0].reply_to == theirs.id
    finally:
        await again.put_away()
        await after.close()


async def test_a_quote_whose_words_were_deleted_is_none(composer: Composer, session: Session, qtbot: QtBot) -> None:
    composer.quote((await session.messages.newest("co-0", 1))[0], "周雨晴")
    composer.edit.selectAll()
    qtbot.keyClicks(composer.edit, "never mind")
    await until(lambda: composer.saved.whole_text() == "Draft saved on this computer")
    draft = await session.drafts.get("co-0")
    assert draft is not None
    assert draft.parts == ()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")
    assert (await session.messages.newest("co-0", 1))[0].reply_to == ""


async def test_of_many_files_a_few_are_seen_at_a_time_and_how_many_of_them_can_go_is_said(
    composer: Composer, qtbot: QtBot, tmp_path: Path, session: Session
) -> None:
    names = [f"{number}.pdf" for number in range(24)]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1.4 " + name.encode())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    composer.edit.insertFromMimeData(data)
    await until(lambda: len(composer.strip.parts) == 24)
    assert composer.strip.height() <= MOST_HIGH
    last = composer.strip._tiles[-1]
    composer.strip._focus(0)
    await until(lambda: last.visibleRegion().isEmpty())
    qtbot.keyClick(composer.strip._tiles[-2], Qt.Key.Key_Right)
    await until(lambda: not last.visibleRegion().isEmpty())
    qtbot.keyClicks(composer.edit, "hello")
    assert composer.reason.text() == "Only 5 of these 25 messages can still go"
    composer.strip.restore([])
    qtbot.keyClicks(composer.edit, "!")
    composer.show_budget()
    assert composer.reason.text() == ""


async def test_files_are_ordered_and_taken_away_by_key(
    composer: Composer, qtbot: QtBot, tmp_path: Path, session: Session
) -> None:
    data = QMimeData()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4 " + name.encode())
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.pdf", "b.pdf", "c.pdf")])
    composer.edit.insertFromMimeData(data)
    await until(lambda: len(composer.strip.parts) == 3)

    def names() -> list[str]:
        return [part.content["file_name"] for part in composer.strip.parts]

    assert names() == ["a.pdf", "b.pdf", "c.pdf"]
    qtbot.keyClick(composer.strip._tiles[2], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names() == ["a.pdf", "c.pdf", "b.pdf"]
    assert composer.strip._tiles[1].accessibleName() == "c.pdf, 2 of 3"
    qtbot.keyClick(composer.strip._tiles[0], Qt.Key.Key_Delete)
    assert names() == ["c.pdf", "b.pdf"]
    await composer.put_away()
    draft = await session.drafts.get("co-0")
    assert draft is not None
    assert [part["content"]["file_name"] for part in draft.parts] == ["c.pdf", "b.pdf"]


async def test_a_picture_is_looked_at_before_it_goes_and_still_seen_when_the_draft_comes_back(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(0x0B7A5B)
    composer.edit.image_pasted.emit(image)
    await until(lambda: len(composer.strip.parts) == 1)
    content = composer.strip.parts[0].content
    assert (content["width"], content["height"]) == (400, 100), "the bubble will be as large as the picture"
    qtbot.keyClick(composer.strip._tiles[0], Qt.Key.Key_Space)
    await until(lambda: composer.findChild(PictureDialog) is not None)
    assert composer.findChild(QPushButton, "picture_save") is None
    composer.findChild(PictureDialog).reject()
    await turn_to(composer, session, "co-2")
    assert composer.strip.parts == []
    await turn_to(composer, session, "co-0")
    await until(lambda: len(composer.strip._tiles) == 1)
    faces = composer.strip._tiles[0].findChildren(QLabel)
    assert any(not face.pixmap().isNull() for face in faces)


async def test_files_may_be_let_go_anywhere_on_the_talk(composer: Composer, holder: QWidget, tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.pdf"))])
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(holder, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(holder, QDropEvent(place, copy, data, left, none))
    await until(lambda: len(composer.strip.parts) == 1)
    words = QMimeData()
    words.setText("only words")
    entering = QDragEnterEvent(place.toPoint(), copy, words, left, none)
    QApplication.sendEvent(holder, entering)
    assert not entering.isAccepted()


async def test_what_is_given_first_stands_first_however_long_it_takes(composer: Composer, tmp_path: Path) -> None:
    image = QImage(2000, 2000, QImage.Format.Format_RGB32)
    image.fill(0x0B7A5B)
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4")
    composer.edit.image_pasted.emit(image)
    composer.edit.files_given.emit([tmp_path / "list.pdf"])
    await until(lambda: len(composer.strip.parts) == 2)
    assert [part.type for part in composer.strip.parts] == ["image", "file"]


async def test_a_file_that_is_too_large_is_refused_in_words(
    composer: Composer, tmp_path: Path, said: list[Notice]
) -> None:
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(300_000_000)
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4 fits")
    composer.edit.files_given.emit([tmp_path / "film.mp4", tmp_path / "list.pdf"])
    await until(lambda: len(composer.strip.parts) == 1)
    assert [part.content["file_name"] for part in composer.strip.parts] == ["list.pdf"]
    assert "film.mp4 has" in said[0].detail
    assert "the platform takes" in said[0].detail


async def test_a_file_that_holds_next_to_nothing_is_refused_in_words(
    composer: Composer, tmp_path: Path, said: list[Notice]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    composer.edit.files_given.emit([tmp_path / "a.pdf"])
    await until(lambda: said)
    assert said[0].detail == "a.pdf holds next to nothing: the platform refuses so small a file"


async def test_a_text_that_is_too_long_says_by_how_much_and_waits_until_it_fits(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    before = (await session.messages.newest("co-0", 1))[0].id
    composer.edit.insertPlainText("亚麻" * 342)
    assert composer.reason.text() == "Too long for one message by 2 characters"
    assert not composer.send_button.isEnabled()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Backspace)
    assert composer.reason.text() == "Too long for one message by 1 character"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Backspace)
    assert composer.reason.text() == "" and composer.send_button.isEnabled()
    assert (await session.messages.newest("co-0", 1))[0].id == before
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(lambda: composer.edit.toPlainText() == "")


CARDS: dict[str, tuple[list[tuple[str, str, str]], dict[str, str]]] = {
    "link": (
        [
            ("part_url", "file:///etc/passwd", "A card needs a title"),
            ("part_title", "L 码", "The address begins with http:// or https://"),
            ("part_url", "https://shop.example/l", ""),
        ],
        {"url": "https://shop.example/l", "title": "L 码"},
    ),
    "miniprogram": (
        [
            ("part_title", "尺码", "An app id begins with wx"),
            ("part_appid", "wx123", "Which page is opened?"),
            ("part_pagepath", "pages/size", ""),
        ],
        {"appid": "wx123", "pagepath": "pages/size", "title": "尺码"},
    ),
}


@pytest.mark.parametrize("kind", CARDS)
async def test_cards_are_made_in_a_form_that_says_what_is_missing(kind: str, composer: Composer) -> None:
    steps, content = CARDS[kind]
    composer._menu.card_wished.emit(kind)
    await until(lambda: composer.findChild(PartDialog) is not None)
    dialog = composer.findChild(PartDialog)
    assert dialog is not None
    for field, words, missing in steps:
        assert not dialog.findChild(QPushButton, "part_done").isEnabled()
        dialog.findChild(QLineEdit, field).setText(words)
        assert dialog.findChild(QLabel, "part_hint").text() == missing
    dialog.findChild(QPushButton, "part_done").click()
    await until(lambda: len(composer.strip.parts) == 1)
    assert composer.strip.parts[0].type == kind
    assert composer.strip.parts[0].content == content
    await until(lambda: composer.saved.whole_text() == "Draft saved on this computer")


# -- the rest of a reply


async def test_the_parts_held_back_go_with_the_key_that_sends(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    ours = {"conversation_id": "co-0", "direction": Direction.OUT, "author_id": "user-me", "batch_id": "b"}
    at = now_ms()
    failed = Message(**ours, text="one", at=at, state=MessageState.FAILED, reason="95001")
    held = Message(**ours, text="two", at=at + 1, part=1, state=MessageState.FAILED, reason="stopped")
    await from_server(session, "message", {"p1": failed, "p2": held})
    composer.show_rest("co-0", "p2", 1)
    assert composer.rest_button.text() == "Send the 1 remaining part"
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return, CTRL)
    await until(composer.rest_button.isHidden)
    while (await said_last(session))[2] != "queued":
        pass
    assert await said_last(session) == ("two", "out", "queued")


# -- drafts


async def test_a_draft_with_its_files_outlives_a_desk_that_was_killed(
    composer: Composer, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.4 sizes")
    composer.edit.files_given.emit([tmp_path / "list.pdf"])
    await until(lambda: len(composer.strip.parts) == 1)
    qtbot.keyClicks(composer.edit, "not sent yet")
    await until(lambda: composer.saved.whole_text() == "Draft saved on this computer")
    after = await killed(session, tmp_path)
    try:
        draft = await after.drafts.get("co-0")
        assert draft is not None
        assert draft.body == "not sent yet"
        media_id = draft.parts[0]["content"]["media_id"]
        assert after.files.path_of(media_id).read_bytes() == b"%PDF-1.4 sizes"
    finally:
        await after.close()


async def test_what_was_typed_at_another_desk_of_mine_shows_here_unless_i_type_too(
    composer: Composer, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.edit, "first")
    await composer.put_away()
    [(name, record)] = await session._store.read(
        lambda look: [
            (i, records.get(look, "draft", i)) for (i,) in look.rows("SELECT id FROM draft WHERE body = 'first'")
        ]
    )
    await session._store.write(lambda tx: tx.run("DELETE FROM outbox"))
    await from_server(session, "draft", {name: replace(record, body="first, and more")})
    await until(lambda: composer.edit.toPlainText() == "first, and more")
    assert composer.saved.whole_text() == "Changed at another desk of yours"
    qtbot.keyClicks(composer.edit, "!")
    await from_server(session, "draft", {name: replace(record, body="something else")})
    await composer.put_away()
    assert composer.edit.toPlainText() == "first, and more!"
