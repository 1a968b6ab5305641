"""What is done with a message: forward, recall, go on after a failure; pictures, sounds; what its state offers."""

from __future__ import annotations

import asyncio
import filecmp
import hashlib
import wave
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QImage, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.channels.errcodes import KF_SEND_FAILED, MP, WECOM, reason_of
from app.errors import Offline
from app.protocol import Conversation, Customer, Direction, Message, MessageState, User
from app.session import Session
from app.store import ConversationFilter, MessageRow, Part, records
from app.sync import SyncState, SyncStatus
from tests.gui.inbox_steps import from_server, until
from ui.delegates.clocks import now_ms
from ui.delegates.states import state_words, why_and_way_out
from ui.kit import shortcuts
from ui.kit.notices import Notice
from ui.kit.tasks import TaskScope
from ui.kit.translations import use_language
from ui.pages.inbox import InboxPage
from ui.pages.inbox.forward_dialog import ForwardDialog
from ui.pages.inbox.media import Media
from ui.pages.inbox.message_menu import KEYS, verbs_of
from ui.pages.inbox.picture_dialog import PictureDialog, PictureView
from ui.pages.inbox.playing import stage, suffix_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """The inbox with a conversation open."""
    made = InboxPage(session)
    qtbot.addWidget(made)
    made.resize(1384, 830)
    made.show()
    made.talk.open("co-0")
    await until(lambda: made.talk.model.rowCount() == 1 and made.talk.composer.row is not None)
    return made


def ours(text: str, at: int, **fields: Any) -> Message:
    return Message(
        conversation_id="co-0", direction=Direction.OUT, author_id="user-me", text=text, at=now_ms() + at, **fields
    )


async def test_parts_that_were_held_back_are_offered_and_go_on_with_one_key(
    page: InboxPage, session: Session, qtbot: QtBot
) -> None:
    failed = {"state": MessageState.FAILED, "batch_id": "b"}
    await from_server(
        session,
        "message",
        {
            "p0": ours("one", 0, state=MessageState.ACCEPTED, batch_id="b"),
            "p1": ours("two", 1, part=1, reason="95001", **failed),
            "p2": ours("three", 2, part=2, reason="stopped", **failed),
            "p3": ours("four", 3, part=3, reason="stopped", **failed),
        },
    )
    await until(lambda: page.talk.composer.rest_button.isVisible())
    assert page.talk.composer.rest_button.text() == "Send the 2 remaining parts"
    qtbot.keyClick(page.talk.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: [row.text for row in page.talk.model._rows if row.state is MessageState.QUEUED] != [])
    await until(lambda: page.talk.composer.rest_button.isHidden())
    queued = [row.text for row in page.talk.model._rows if row.state is MessageState.QUEUED]
    assert queued == ["three", "four"]
    assert [row.text for row in page.talk.model._rows if row.state is MessageState.FAILED] == ["two"]


async def test_coming_back_to_an_unfinished_reply_offers_its_rest_again(page: InboxPage, session: Session) -> None:
    held = ours("two", 1, part=1, batch_id="b", state=MessageState.FAILED, reason="stopped")
    await from_server(session, "message", {"p2": held, "later": ours("else", 2, state=MessageState.ACCEPTED)})
    await until(lambda: page.talk.composer.rest_button.isVisible())
    page.talk.open("co-2")
    await until(lambda: page.talk.composer.rest_button.isHidden())
    page.talk.open("co-0")
    await until(lambda: page.talk.composer.rest_button.isVisible())


STATES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "queued": ({"state": MessageState.QUEUED}, "Waiting to be sent · Take it back", "clock", "withdraw"),
    "accepted": ({"state": MessageState.ACCEPTED}, "Accepted", "tick", ""),
    "confirmed": ({"state": MessageState.CONFIRMED}, "Delivered", "double", ""),
    "held back": (
        {"state": MessageState.FAILED, "reason": "stopped"},
        "Not sent: held back, because an earlier part of it failed · Send the rest",
        "",
        "continue",
    ),
    "locked": (
        {"state": MessageState.FAILED, "reason": "held"},
        "Not delivered: a colleague was answering · Look at their answer, or take over · Send again",
        "",
        "resend",
    ),
    "too late for that time": (
        {"state": MessageState.FAILED, "reason": "window_will_close"},
        "Not delivered: the window will be closed by then · Choose an earlier time · Send again",
        "",
        "resend",
    ),
    "failed late": (
        {"state": MessageState.FAILED, "reason": reason_of(13, KF_SEND_FAILED[13])},
        "Not delivered: The platform's spam protection stopped this message · Change the words · Send again",
        "",
        "resend",
    ),
    "refused with a number": (
        {"state": MessageState.FAILED, "reason": reason_of(95001, WECOM[95001][1])},
        "Not delivered: 95001 All messages since the customer last wrote are used · "
        "Wait until the customer writes, or answer from another identity · Send again",
        "",
        "resend",
    ),
    "unknown": ({"state": MessageState.UNKNOWN}, "Unknown whether it arrived", "", "resend"),
}


@pytest.mark.parametrize("name", STATES)
async def test_the_line_below_a_bubble_says_what_is_known_and_what_can_be_done(
    name: str, page: InboxPage, session: Session
) -> None:
    fields, words, sign, action = STATES[name]
    await from_server(session, "message", {"m": ours("你好", 1, **fields)})
    await until(lambda: page.talk.message("m") is not None)
    row = page.talk.message("m")
    assert row is not None
    said = state_words(row)
    assert said is not None
    assert said.text.startswith(words)
    assert (said.sign, said.action) == (sign, action)


def test_a_platforms_reason_is_said_in_the_agents_language() -> None:
    use_language("zh_CN")
    why, way = why_and_way_out(reason_of(13, KF_SEND_FAILED[13]))
    assert way and not (why + way).isascii()
    for code, words in KF_SEND_FAILED.items():
        assert not why_and_way_out(reason_of(code, words))[0].isascii(), words
    for table in (WECOM, MP):
        for code, (_, words) in table.items():
            assert not why_and_way_out(reason_of(code, words))[0].isascii(), words


async def test_a_message_nobody_knows_of_is_only_sent_again_after_a_question(page: InboxPage, session: Session) -> None:
    await from_server(session, "message", {"m": ours("once", 1, state=MessageState.UNKNOWN)})
    await until(lambda: page.talk.message("m") is not None)
    row = page.talk.message("m")
    assert row is not None
    page._verbs.act("resend", row)
    await until(lambda: page.findChild(QWidget, "question_no") is not None)
    page.findChild(QWidget, "question_no").click()
    await until(lambda: page.findChild(QWidget, "question_no") is None)
    assert len(await session.messages.newest("co-0")) == 2
    page._verbs.act("resend", row)
    await until(lambda: page.findChild(QWidget, "question_yes") is not None)
    page.findChild(QWidget, "question_yes").click()
    await until(lambda: page.talk.model.rowCount() == 3)
    assert page.talk.model.row_at(2).text == "once"


async def test_recall_is_answered_in_words_and_what_waits_is_taken_back(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await from_server(session, "message", {"m": ours("gone", 1, state=MessageState.ACCEPTED)})
    await until(lambda: page.talk.message("m") is not None)
    assert "recall" in verbs_of(page.talk.message("m"))
    page._verbs.act("recall", page.talk.message("m"))
    assert said[0].text == "WeChat gives programs no way to recall"
    [queued] = await session.messages.send("co-0", [Part(text="mine")])
    await until(lambda: page.talk.message(queued) is not None)
    page._verbs.act("withdraw", page.talk.message(queued))
    await until(lambda: page.talk.message(queued) is None)


async def test_what_another_customer_said_of_themselves_is_forwarded_only_after_asking(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await from_server(session, "customer", {"cu-wang": Customer(name="王建国", phones=["13744445555"])})
    row = (await session.messages.newest("co-0", 1))[0]
    for button, goes in (("question_no", False), ("question_yes", True)):
        page._verbs.act("forward", replace(row, text="王建国 13744445555"))
        await until(lambda: page.findChild(ForwardDialog) is not None)
        dialog = page.findChild(ForwardDialog)
        assert dialog is not None
        dialog.field.setText("Lena")
        await until(lambda dialog=dialog: dialog.name == "Lena")
        dialog.go.click()
        await until(lambda: page.findChild(QWidget, "question") is not None)
        assert page.findChild(QWidget, "question").windowTitle() == "Is this meant for Lena?"
        page.findChild(QWidget, button).click()
        await until(lambda: page.findChild(QWidget, "question") is None and page.findChild(ForwardDialog) is None)
        await until(lambda goes=goes: len(said) == goes)
        newest = (await session.messages.newest("co-1", 1))[0]
        assert (newest.text == "王建国 13744445555") is goes


async def test_a_message_is_forwarded_to_whom_the_button_names(page: InboxPage, session: Session, qtbot: QtBot) -> None:
    row = page.talk.model.row_at(0)
    assert row is not None
    page._verbs.act("forward", row)
    await until(lambda: page.findChild(ForwardDialog) is not None and page.findChild(ForwardDialog).list.count() > 0)
    dialog = page.findChild(ForwardDialog)
    qtbot.keyClicks(dialog.field, "chen")
    await until(lambda: dialog.list.count() == 1)
    assert dialog.go.text() == "Send to 陈先生 as “客服·售前”"
    dialog.go.click()
    while (await session.messages.newest("co-2", 1))[0].text != row.text:
        pass
    assert (await session.messages.newest("co-2", 1))[0].direction is Direction.OUT


async def test_a_message_goes_back_to_where_it_came_from_only_when_that_is_asked_for(
    page: InboxPage, session: Session
) -> None:
    newest = await session.conversations.row((await session.conversations.ids(ConversationFilter(view="all")))[0])
    row = page.talk.model.row_at(0)
    assert newest is not None and row is not None
    page._verbs.act("forward", replace(row, conversation_id=newest.id))
    await until(lambda: page.findChild(ForwardDialog) is not None and page.findChild(ForwardDialog).list.count() > 0)
    dialog = page.findChild(ForwardDialog)
    assert dialog.list.count() > 1 and dialog.conversation_id != newest.id
    dialog.field.setText(newest.title)
    await until(lambda: dialog.list.count() == 1)
    assert dialog.conversation_id == newest.id


async def test_whom_a_message_may_be_forwarded_to_has_a_name_and_nobody_is_promised_when_nobody_fits(
    page: InboxPage, session: Session, qtbot: QtBot
) -> None:
    met = Conversation(account_id="kf1", customer_id="cu-new", identity_id="id-new", last_at=now_ms())
    await from_server(session, "customer", {"cu-new": Customer(account_id="kf1")})
    await from_server(session, "conversation", {"co-new": met})
    page._verbs.act("forward", page.talk.model.row_at(0))
    await until(lambda: page.findChild(ForwardDialog) is not None and page.findChild(ForwardDialog).list.count() > 0)
    dialog = page.findChild(ForwardDialog)
    shown = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert [words for words in shown if words.startswith("Nameless  ·  ")]
    qtbot.keyClicks(dialog.field, "zzqq")
    await until(lambda: dialog.list.count() == 0)
    assert dialog.go.text() == "Forward" and not dialog.go.isEnabled()


BY_KEY: dict[str, tuple[dict[str, Any], str]] = {
    "Q": ({"state": MessageState.ACCEPTED}, "quote"),
    "Shift+F": ({"state": MessageState.ACCEPTED}, "forward"),
    "F": ({"state": MessageState.ACCEPTED}, "follow_up"),
    "J": ({"reply_to": "me-0"}, "jump"),
    "R": ({"state": MessageState.FAILED, "reason": "95001"}, "resend"),
    "r": ({"state": MessageState.FAILED, "reason": "stopped", "batch_id": "b"}, "continue"),
    "Del": ({"state": MessageState.QUEUED}, "withdraw"),
    "del": ({"state": MessageState.FAILED, "reason": "95001"}, "discard"),
    "DEL": ({"state": MessageState.CONFIRMED}, "recall"),
}


@pytest.mark.parametrize("key", BY_KEY)
async def test_every_verb_of_a_message_is_one_key_and_stands_in_its_menu_with_that_key(
    key: str, page: InboxPage, session: Session, qtbot: QtBot
) -> None:
    fields, verb = BY_KEY[key]
    did: list[tuple[str, MessageRow]] = []
    page.talk.timeline.verb_wished.disconnect()
    page.talk.timeline.verb_wished.connect(lambda *asked: did.append(asked))
    await from_server(session, "message", {"m": ours("你好", 1, **fields)})
    await until(lambda: page.talk.message("m") is not None)
    page.talk.timeline.setFocus()
    page.talk.timeline.setCurrentIndex(page.talk.model.index(page.talk.model.row_of("m")))
    pressed = QKeySequence(key)[0]
    qtbot.keyClick(page.talk.timeline, pressed.key(), pressed.keyboardModifiers())
    assert [(asked, row.id) for asked, row in did] == [(verb, "m")]
    menu = page.talk.timeline.menu_of(page.talk.message("m"))
    [command] = [command for command, verbs in KEYS.items() if verb in verbs]
    assert [action.text() for action in menu.actions() if action.text().endswith("\t" + shortcuts.shown(command))]


async def test_the_selected_messages_are_copied_together(page: InboxPage, session: Session, qtbot: QtBot) -> None:
    await from_server(session, "message", {"m": ours("可以的", 1, state=MessageState.ACCEPTED)})
    await until(lambda: page.talk.message("m") is not None)
    page.talk.timeline.select_newest()
    qtbot.keyClick(page.talk.timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "可以的"
    qtbot.keyClick(page.talk.timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.talk.timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    both = "你好，昨天拍的那件衬衫，M 码能换 L 吗？\n可以的"
    assert QApplication.clipboard().text() == both
    QApplication.clipboard().clear()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), page.talk.timeline.mapToGlobal(QPoint()))
    QApplication.sendEvent(page.talk.timeline, asked)
    menu = page.talk.timeline.findChild(QMenu, "message_menu")
    menu.actions()[0].trigger()
    assert QApplication.clipboard().text() == both
    menu.close()


async def test_the_space_bar_opens_what_a_message_holds(page: InboxPage, session: Session, qtbot: QtBot) -> None:
    opened: list[str] = []
    page.talk.timeline.link_wished.disconnect()
    page.talk.timeline.link_wished.connect(opened.append)
    link = ours("", 1, type="link", content={"url": "https://shop.example/l", "title": "L"})
    await from_server(session, "message", {"m": link})
    await until(lambda: page.talk.message("m") is not None)
    page.talk.timeline.select_newest()
    qtbot.keyClick(page.talk.timeline, Qt.Key.Key_Space)
    assert opened == ["https://shop.example/l"]


async def test_a_quoting_bubble_leads_to_what_it_quotes(page: InboxPage, session: Session) -> None:
    await from_server(session, "message", {"q": ours("「周雨晴：M 码能换 L 吗？」\n可以", 1, reply_to="me-0")})
    await until(lambda: page.talk.message("q") is not None)
    index = page.talk.model.index(page.talk.model.row_of("q"))
    wide = page.talk.timeline.viewport().width()
    frame = page.talk.timeline.brush.frame(index, wide)
    assert page.talk.timeline.brush.action_at(index, wide, frame.inner.topLeft().toPoint() + QPoint(4, 4)) == "jump"
    assert page.talk.timeline.brush.action_at(index, wide, frame.inner.bottomLeft().toPoint() + QPoint(4, -4)) == ""
    page._verbs.act("jump", page.talk.message("q"))
    await until(lambda: page.talk.timeline.currentIndex().row() == page.talk.model.row_of("me-0"))


async def test_history_that_could_not_be_asked_for_is_asked_for_again_online(page: InboxPage, session: Session) -> None:
    asked: list[str] = []

    async def cut_off(conversation_id: str, before: object, limit: int) -> bool:
        asked.append(conversation_id)
        raise Offline

    await until(lambda: page.talk.model.at_start)  # the talk that is open has asked already
    session.messages._fetch_older = cut_off
    page.talk.open("co-2")
    await until(lambda: asked == ["co-2"] and page.talk.model.at_start)
    page.talk._on_status(SyncStatus(state=SyncState.ONLINE))
    page.talk._on_status(SyncStatus(state=SyncState.OFFLINE))
    assert asked == ["co-2"]
    page.talk._on_status(SyncStatus(state=SyncState.ONLINE))
    await until(lambda: asked == ["co-2", "co-2"])


async def test_a_picture_that_was_out_of_reach_comes_by_itself_online(
    page: InboxPage, session: Session, tmp_path: Path
) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    picture.save(str(tmp_path / "picture"), "PNG")
    asked: list[str] = []

    async def cut_off(media_id: str) -> Path:
        asked.append(media_id)
        raise Offline

    async def here(media_id: str) -> Path:
        assert await session.files.keep(tmp_path / "picture") == media_id
        return session.files.path_of(media_id)

    session.fetch_file = cut_off
    media_id = await asyncio.to_thread(digest, tmp_path / "picture")
    await from_server(session, "message", {"p": ours("", 1, type="image", content={"media_id": media_id})})
    await until(lambda: asked == [media_id])
    session.fetch_file = here
    page.talk._on_status(SyncStatus(state=SyncState.OFFLINE))
    page.talk._on_status(SyncStatus(state=SyncState.ONLINE))
    await until(lambda: page.talk._media.pictures.thumbnail(media_id) is not None)


async def test_everybody_else_who_is_here_stands_in_the_header_by_name(page: InboxPage, session: Session) -> None:
    colleagues = {i: User(name=name) for i, name in (("user-lena", "Lena"), ("user-wu", "吴桐"))}
    await from_server(session, "user", colleagues)
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    soon = now_ms() + 60_000

    async def shown(words: str, **now: Any) -> None:
        await from_server(session, "conversation", {"co-0": replace(found, **now)})
        await until(lambda: page.talk.header.presence.whole_text() == words)

    both = {"user-me": soon, "user-zhang": soon, "user-lena": soon}
    await shown("Mine · 张敏 is looking", viewers={"user-me": soon, "user-zhang": soon, "user-lena": 1})
    await shown("Mine · 张敏 and Lena are looking", viewers=both)
    await shown("Mine · 张敏, Lena, and 吴桐 are looking", viewers={**both, "user-wu": soon})
    types = {"holder_id": "user-lena", "holder_mode": "typing", "held_until": soon}
    await shown("Mine · Lena is writing · 张敏 is looking", viewers=both, **types)
    await shown("With 张敏 · 张敏 and Lena are looking", viewers=both, assignee_id="user-zhang")
    await shown("张敏 is looking", viewers={"user-zhang": soon}, assignee_id="user-zhang")
    await shown("Mine", viewers={"user-me": soon})


async def test_more_colleagues_than_there_is_room_for_are_cut_and_told_in_the_tool_tip(
    page: InboxPage, session: Session
) -> None:
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    many = {f"user-{n}": User(name=f"Colleague number {n}") for n in range(9)}
    await from_server(session, "user", many)
    await from_server(session, "conversation", {"co-0": replace(found, viewers=dict.fromkeys(many, 2**42))})
    presence = page.talk.header.presence
    await until(lambda: presence.text().endswith("…") and presence.isVisible())
    await until(lambda: presence.geometry().right() < page.talk.header.meter.geometry().left())
    assert "Colleague number 8 are looking" in presence.accessibleName()
    QApplication.sendEvent(presence, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), presence.mapToGlobal(QPoint(2, 2))))
    assert "Colleague number 8 are looking" in QToolTip.text()
    QToolTip.hideText()


# -- pictures and sounds


def test_a_picture_is_zoomed_with_keys_and_wheel_and_fitted_again(qtbot: QtBot) -> None:
    image = QImage(1600, 800, QImage.Format.Format_RGB32)
    image.fill(0x0B7A5B)
    view = PictureView(image)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.fit()
    fitted = view.scale_now
    assert fitted == pytest.approx(0.5, abs=0.01)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale_now == pytest.approx(fitted * 1.25)
    place = QPointF(400, 300)
    down = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), down)
    assert view.scale_now == pytest.approx(fitted)
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.scale_now == pytest.approx(1)
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale_now <= 16
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.scale_now == pytest.approx(fitted)


async def test_a_picture_is_copied_and_saved_from_where_it_is_looked_at(
    page: InboxPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(0x0B7A5B)
    image.save(str(tmp_path / "received"), "PNG")
    media_id = await session.files.keep(tmp_path / "received")
    sent = Message(conversation_id="co-0", type="image", content={"media_id": media_id}, at=now_ms())
    await from_server(session, "message", {"m": sent})
    await until(lambda: page.talk.message("m") is not None)
    page.activateWindow()
    page.talk.timeline.select_newest()
    qtbot.keyClick(page.talk.timeline, Qt.Key.Key_Space)
    await until(lambda: page.findChild(PictureDialog) is not None and page.findChild(PictureDialog).view.hasFocus())
    qtbot.keyClick(page.findChild(PictureDialog).view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().image().size() == image.size()
    page.findChild(QWidget, "picture_save").click()
    await until(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".png")
    dialog.filesSelected.emit([str(tmp_path / "kept.png")])
    dialog.accept()
    await until((tmp_path / "kept.png").exists)
    assert QImage(str(tmp_path / "kept.png")).size() == image.size()


async def test_a_file_without_a_name_is_saved_by_its_moment_and_the_type_the_platform_named(
    page: InboxPage, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "received").write_bytes(b"%PDF-1.4")
    media_id = await session.files.keep(tmp_path / "received")
    row = replace(page.talk.model.row_at(0), type="file", content={"media_id": media_id, "mime": "application/pdf"})
    opening = asyncio.ensure_future(page.talk._media.open(row))
    await until(lambda: page.findChild(QFileDialog) is not None)
    name = Path(page.findChild(QFileDialog).selectedFiles()[0]).name
    assert name == f"{datetime.fromtimestamp(row.at / 1000):%Y-%m-%d %H.%M.%S}.pdf"
    page.findChild(QFileDialog).reject()
    await opening


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Shelf:
    """Files that are here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = self

    def path_of(self, media_id: str) -> Path:
        return self.folder / media_id

    async def fetch_file(self, media_id: str) -> Path:
        return self.path_of(media_id)


def heard(row: MessageRow, **content: Any) -> MessageRow:
    return replace(row, type="voice", content=content)


async def test_a_sound_is_played_under_a_name_of_ours_and_only_when_its_bytes_prove_it(
    page: InboxPage, tmp_path: Path
) -> None:
    played: list[QUrl] = []
    media = Media(Shelf(tmp_path), TaskScope(page), page, play=played.append)
    with wave.open(str(tmp_path / "sound"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0\0" * 80)
    row = page.talk.model.row_at(0)
    assert row is not None
    await media.open(heard(row, media_id="sound", file_name="../../发票.exe"))
    played_path = Path(played[0].toLocalFile())
    assert played_path.suffix == ".wav"
    assert "发票" not in played_path.name
    assert await asyncio.to_thread(filecmp.cmp, played_path, tmp_path / "sound", False)


@pytest.mark.parametrize("head", [b"MZ\x90\x00", b"#!/bin/sh\n", b"<html>", b"PK\x03\x04", b"\x00" * 16, b""])
def test_what_is_no_sound_is_never_handed_to_a_player(head: bytes, tmp_path: Path) -> None:
    (tmp_path / "voice.mp3").write_bytes(head)
    assert suffix_of(head) == ""
    assert stage(tmp_path / "voice.mp3") is None
