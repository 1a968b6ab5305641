"""The timeline: a window that opens at the end, pages both ways and keeps its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QImage, QPaintEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Offline
from app.protocol import Direction, Message, MessageState
from app.session import Session
from app.store import Part, records
from tests.gui.inbox_steps import from_server, until
from ui.delegates import brushes
from ui.delegates.brushes import Face
from ui.delegates.bubbles import FOOT, BubbleDelegate
from ui.delegates.message_parts import PARTS, Studio, part_for
from ui.delegates.pictures import Pictures, decode
from ui.delegates.plain import BODY_LIMIT, body, file_name, masked, one_line
from ui.delegates.states import state_words
from ui.delegates.text_blocks import TextBlocks
from ui.kit.tasks import TaskScope
from ui.models.roles import Role
from ui.models.timeline import OPENING, WINDOW, TimelineModel
from ui.pages.inbox.reading_place import FOLLOWED
from ui.pages.inbox.timeline_view import TimelineView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
BASE = 1_700_000_000_000


def said(at: int, text: str = "", **fields: Any) -> Message:
    return Message(conversation_id="co-4", text=text or f"m{at}", at=BASE + at * 1000, **fields)


async def long_talk(session: Session, length: int) -> None:
    await from_server(session, "message", {f"t{n:05}": said(n) for n in range(length)})


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """Whoever owns the model and its tasks."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
async def model(session: Session, holder: QWidget) -> TimelineModel:
    made = TimelineModel(session.messages, session.workspace.user_id, holder)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, holder)
    return made


@pytest.fixture
def view(model: TimelineModel, holder: QWidget) -> TimelineView:
    made = TimelineView(model, Studio(), TaskScope(model), holder)
    made.resize(720, 560)
    holder.resize(720, 720)
    holder.show()
    return made


def texts(model: TimelineModel) -> list[str]:
    return [model.index(at).data() for at in range(model.rowCount())]


async def test_it_opens_with_the_newest_and_pages_to_the_oldest(model: TimelineModel, session: Session) -> None:
    await long_talk(session, 260)
    await model.open("co-4")
    assert model.rowCount() == OPENING
    while not model.at_start:
        await model.load_older()
    assert texts(model)[0] == "m0"
    assert len(set(texts(model))) == model.rowCount() == 261


async def test_the_window_never_outgrows_its_cap_and_finds_the_way_back(model: TimelineModel, session: Session) -> None:
    await long_talk(session, WINDOW + 300)
    await model.open("co-4")
    while not model.at_start:
        await model.load_older()
        assert model.rowCount() <= WINDOW
    assert not model.at_end
    assert texts(model)[0] == "m0"
    while not model.at_end:
        await model.load_newer()
        assert model.rowCount() <= WINDOW
    assert texts(model)[-1] == (await session.messages.newest("co-4", 1))[0].text


async def test_it_follows_new_changed_and_dropped_messages(model: TimelineModel, session: Session) -> None:
    await model.open("co-4")
    await session.messages.send("co-4", [Part(text="到了吗")])
    await until(lambda: texts(model)[-1:] == ["到了吗"])
    mine = model.row_at(model.rowCount() - 1)
    record = await session._store.read(records.get, "message", mine.id)
    await from_server(session, "message", {mine.id: replace(record, state=MessageState.ACCEPTED)})
    await until(lambda: model.row_at(model.rowCount() - 1).state is MessageState.ACCEPTED)
    await from_server(session, "message", {}, dropped=("me-4",))
    await until(lambda: model.row_of("me-4") == -1)


def space_taken(view: TimelineView, model: TimelineModel) -> list[float]:
    """The rows' heights as they lie in the view, and as they should be."""
    rows = [model.index(at) for at in range(model.rowCount())]
    return [
        sum(view.visualRect(row).height() for row in rows),
        sum(view.sizeHintForIndex(row).height() for row in rows),
    ]


async def test_a_talk_opens_with_what_is_in_sight_and_measures_the_rest_after_its_first_frame(
    model: TimelineModel, view: TimelineView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []
    framed = BubbleDelegate._framed
    monkeypatch.setattr(
        BubbleDelegate,
        "_framed",
        lambda brush, placed, *rest: measured.append(placed.row.id) or framed(brush, placed, *rest),
    )
    await from_server(session, "message", {f"t{n:05}": said(n, "很长的一句话。" * (n % 40)) for n in range(60)})
    model.opened.connect(lambda: view.viewport().repaint())
    model.opened.connect(lambda: measured.append("first frame"))
    await model.open("co-4")
    before = measured[: measured.index("first frame")]
    assert before
    assert len(before) < OPENING / 2
    newest = model.index(model.rowCount() - 1)
    stood = view.visualRect(newest)
    await until(lambda: len(set(measured)) > OPENING)
    assert view.visualRect(newest) == stood
    lying, due = space_taken(view, model)
    assert lying == due


def test_a_text_is_laid_out_once_to_be_measured_and_painted(qapp: QApplication) -> None:
    texts, words = TextBlocks(), "您好，请问这件衬衫什么时候发货？" * 4
    block = texts.block("m", words, Face(13), 400)
    assert texts.block("m", words, Face(13), block.size.width()) is block
    assert texts.block("m", words, Face(13), block.size.width() / 2).size.height() > block.size.height()
    backwards = texts.block("r", "متى يتم الشحن", Face(13), 400)
    assert backwards.layout.lineAt(0).naturalTextRect().left() == 0


async def test_who_scrolls_at_once_finds_every_message_at_its_size(
    model: TimelineModel, view: TimelineView, session: Session
) -> None:
    await from_server(session, "message", {f"t{n:05}": said(n, "很长的一句话。" * (n % 40)) for n in range(60)})
    await model.open("co-4")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 200)
    lying, due = space_taken(view, model)
    assert lying == due


async def test_a_talk_that_opens_just_after_another_one_changed_has_its_own_sizes(
    model: TimelineModel, view: TimelineView, session: Session
) -> None:
    await from_server(session, "message", {f"t{n:05}": said(n, "很长的一句话。" * (n % 40)) for n in range(60)})
    await model.open("co-4")
    await until(lambda: len(set(space_taken(view, model))) == 1)
    short = [replace(model.row_at(at), id=f"other-{at}", text="短") for at in range(model.rowCount())]
    last = model.index(model.rowCount() - 1)
    model.dataChanged.emit(last, last)
    model._reset(short, at_start=True, at_end=True)
    shown = model.index(model.rowCount() - 2)
    assert view.visualRect(shown).height() == view.brush.frame(shown, view.viewport().width()).size.height()


async def test_messages_of_other_conversations_stay_out(model: TimelineModel, session: Session) -> None:
    await model.open("co-4")
    await from_server(session, "message", {"o1": Message(conversation_id="co-1", text="别处", at=2**41)})
    await from_server(session, "message", {"o2": Message(conversation_id="co-4", text="这里", at=2**41)})
    await until(lambda: "这里" in texts(model))
    assert "别处" not in texts(model)


async def test_a_jump_opens_the_window_around_a_message(model: TimelineModel, session: Session) -> None:
    await long_talk(session, 900)
    await model.open("co-4")
    await model.jump("t00100")
    assert 0 < model.row_of("t00100") < model.rowCount() - 1
    assert not model.at_end


async def test_parts_of_one_reply_share_one_state_and_talks_are_parted_by_time(
    model: TimelineModel, session: Session
) -> None:
    ours = {"direction": Direction.OUT, "author_id": "user-me", "state": MessageState.ACCEPTED, "batch_id": "b"}
    hour = 3600
    await from_server(
        session,
        "message",
        {"p0": said(0), "p1": said(2 * hour, **ours), "p2": said(2 * hour + 1, part=1, **ours)},
    )
    await model.open("co-4")
    at = model.row_of("p1")
    assert model.placed(at).day
    assert not model.placed(at).last
    assert model.placed(at + 1).last
    assert not model.placed(at + 1).first


async def test_the_view_opens_at_the_end_and_stays_there(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 120)
    await model.open("co-4")
    bar = view.verticalScrollBar()
    await until(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    await session.messages.note("co-4", "她要发票")
    await until(lambda: texts(model)[-1] == "她要发票")
    assert bar.value() == bar.maximum()


async def test_a_talk_followed_for_long_lets_its_oldest_go_and_they_come_back_to_who_scrolls_there(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 60)
    await model.open("co-4")
    await until(lambda: len(set(space_taken(view, model))) == 1)
    oldest = model.row_at(0).id
    for start in range(0, 160, 20):
        await from_server(session, "message", {f"n{start + n:03}": said(10**9 + start + n) for n in range(20)})
        await until(lambda start=start: model.row_of(f"n{start + 19:03}") >= 0)
        await until(lambda: on_screen(view) == painted_anew(view))
        assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    await until(lambda: model.rowCount() < OPENING)
    assert view.verticalScrollBar().maximum() >= FOLLOWED
    assert model.row_of(oldest) == -1

    def up() -> bool:
        for value in (50, 0):
            view.verticalScrollBar().setValue(value)
        return model.row_of(oldest) >= 0

    await until(up)


async def test_a_short_talk_stands_beside_where_the_answer_is_written(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await model.open("co-4")
    last = model.index(model.rowCount() - 1)

    def below() -> int:
        return view.viewport().height() - view.visualRect(last).bottom()

    await until(lambda: view.viewportMargins().top() > 300)
    assert below() <= 2
    view.resize(720, 700)
    assert below() <= 2
    assert not view.verticalScrollBar().isEnabled()
    await long_talk(session, 60)
    await until(lambda: view.verticalScrollBar().maximum() > 0)
    await until(lambda: view.viewportMargins().top() == 0)
    assert view.verticalScrollBar().isEnabled()
    await model.open("co-1")
    await until(lambda: view.viewportMargins().top() > 300)


async def test_the_last_word_of_any_talk_keeps_its_distance_from_where_the_answer_is_written(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 60)
    for conversation in ("co-1", "co-4"):
        await model.open(conversation)
        last = model.index(model.rowCount() - 1)
        await until(lambda last=last: view.visualRect(last).bottom() + 1 == view.viewport().height())
        words = view.brush.frame(last, view.viewport().width()).size.height()
        assert view.viewport().height() - view.visualRect(last).top() - words == FOOT
    before = model.index(model.rowCount() - 1)
    height = view.visualRect(before).height()
    await from_server(session, "message", {"late": said(2**30)})
    await until(lambda: model.row_of("late") >= 0)
    await until(lambda: view.visualRect(before).height() == height - FOOT)


async def test_reading_further_up_nothing_moves_when_messages_come_at_either_end(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 400)
    await model.open("co-4")
    bar = view.verticalScrollBar()
    await until(lambda: bar.maximum() > 600)
    before = model.rowCount()
    bar.setValue(bar.maximum() // 2)
    seen = view.indexAt(QPoint(300, 100)).data(Role.ROW).id
    top = view.visualRect(model.index(model.row_of(seen))).top()
    await model.load_older()
    assert model.rowCount() > before
    assert view.visualRect(model.index(model.row_of(seen))).top() == top
    await from_server(session, "message", {"late": Message(conversation_id="co-4", text="新", at=2**42)})
    await until(lambda: model.row_of("late") >= 0 and not view._newest.isHidden())
    assert view.visualRect(model.index(model.row_of(seen))).top() == top
    await from_server(session, "message", {"hers": said(2**30, direction=Direction.OUT, author_id="user-zhang")})
    await until(lambda: model.row_of("hers") >= 0)
    assert view.visualRect(model.index(model.row_of(seen))).top() == top
    view._newest.click()
    assert bar.value() == bar.maximum()
    assert view._newest.isHidden()
    bar.setValue(bar.maximum() // 2)
    await session.messages.note("co-4", "我来跟进")
    await until(lambda: texts(model)[-1] == "我来跟进")
    assert bar.value() == bar.maximum()


async def test_a_failed_message_says_why_what_to_do_and_can_be_sent_again(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    failed = said(
        1, "晚点回您", direction=Direction.OUT, author_id="user-me", state=MessageState.FAILED, reason="95001 used up"
    )
    await from_server(session, "message", {"f": failed})
    await model.open("co-4")
    words = state_words(model.row_at(model.row_of("f")))
    assert words is not None
    assert words.text == (
        "Not delivered: 95001 used up · Wait until the customer writes, or answer from another identity · Send again"
    )
    index = model.index(model.row_of("f"))
    frame = view.brush.frame(index, view.viewport().width())
    wished: list[str] = []
    view.verb_wished.connect(lambda verb, row: wished.append(verb))
    assert view.brush.action_at(index, view.viewport().width(), frame.state.center().toPoint()) == "resend"
    menu = view.menu_of(model.row_at(model.row_of("f")))
    assert [action.text().partition("\t")[0] for action in menu.actions() if action.text()] == [
        "Copy",
        "Quote",
        "Forward…",
        "Make a follow-up of it",
        "Send again",
        "Discard",
    ]
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "晚点回您"
    menu.close()


HOSTILE = {
    "html": "<b>x</b><img src='file:///etc/passwd'><a href='file:///etc/passwd'>官方客服</a>",
    "rtl": "发票\u202egnp.exe\u202c 请查收 \u2067\u2067\u2067",
    "zero width": "a" + "\u200b\u200d\ufeff" * 50_000 + "b",
    "marks": "Z" + "\u0301\u0330\u0489" * 5_000,
    "one line": "长" * 1_000_000,
    "one word": "x" * 1_000_000,
    "lines": "\n" * 100_000,
    "nulls": "\x00\x07\x1b[31m\u2028\u2029\r",
    "half": "\ud800\udfff",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_words_are_shown_harmlessly(
    name: str, view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await model.open("co-4")
    row = replace(model.row_at(0), text=HOSTILE[name])
    shown, _ = body(row.text)
    assert len(shown) <= BODY_LIMIT * 1.2
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x1b")
    size = part_for(row).measure(row, 400, Studio())
    assert 0 < size.width() <= 400
    assert size.height() <= 200 * 40
    model._reset([row], at_start=True, at_end=True)
    assert not view.grab().isNull()


@pytest.mark.parametrize("kind", [*PARTS, "sph_video"])
@pytest.mark.parametrize("content", [{}, {"title": 5, "url": ["x"], "size": "big", "items": "no", "duration": "∞"}])
async def test_every_type_is_painted_whatever_its_content_holds(
    kind: str, content: dict[str, Any], view: TimelineView, model: TimelineModel
) -> None:
    await model.open("co-4")
    model._reset([replace(model.row_at(0), type=kind, content=content)], at_start=True, at_end=True)
    assert view.sizeHintForRow(0) > 0
    assert not view.grab().isNull()


async def test_however_long_a_files_name_is_its_ending_is_seen(
    view: TimelineView, model: TimelineModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(brushes, "write", lambda painter, box, text, *rest: written.append(text))
    await model.open("co-4")
    named = {"file_name": "二〇二六年秋冬新品报价单（含税）" * 12 + ".exe"}
    model._reset([replace(model.row_at(0), type="file", content=named)], at_start=True, at_end=True)
    view.grab()
    [title] = [text for text in written if text.startswith("二〇二六")]
    assert title.endswith(".exe")
    assert len(title) < 60


def test_names_that_pretend_to_be_paths_or_turn_around_lose_the_trick() -> None:
    assert file_name("..\\..\\C:/Windows/a.exe") == "a.exe"
    assert one_line("发票\u202egnp.exe") == "发票gnp.exe"
    assert masked("13812341234") == "138****1234"


def test_pictures_are_known_by_their_bytes_never_by_their_names(qapp: object) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    assert decode(svg).isNull()
    assert decode(b"\x89PNG\r\n\x1a\nnonsense").isNull()


async def test_a_picture_is_decoded_beside_the_main_thread_and_then_painted(qtbot: QtBot, tmp_path: Any) -> None:
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(tmp_path / "p"), "PNG")
    pictures = Pictures(lambda media_id: tmp_path / media_id)
    ready: list[str] = []
    pictures.ready.connect(ready.append)
    assert pictures.thumbnail("p") is None
    await until(lambda: ready == ["p"])
    thumb = pictures.thumbnail("p")
    assert thumb is not None
    assert (thumb.width(), thumb.height()) == (640, 320)


def on_screen(view: TimelineView) -> QImage:
    """What the screen shows of the talk, as it was painted piece by piece."""
    place = view.viewport().mapTo(view.window(), QPoint())
    shot = view.screen().grabWindow(view.window().winId(), place.x(), place.y(), *view.viewport().size().toTuple())
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


class PaintedAreas(QObject):
    """How many pixels high each area was that a widget painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.heights: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights += [area.height() for area in event.region()]
        return False


def painted_anew(view: TimelineView) -> QImage:
    """The same, painted as a whole."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


async def test_what_is_only_moved_looks_as_if_it_were_painted_anew(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 60)
    await model.open("co-4")
    await until(lambda: view.verticalScrollBar().maximum() > 600)
    steps = [
        ("message", {"n1": said(70, "一句更长的话。" * 30)}, ()),
        ("message", {"n2": said(71, direction=Direction.OUT, batch_id="b", state=MessageState.ACCEPTED)}, ()),
        ("message", {"n3": said(72, direction=Direction.OUT, batch_id="b", state=MessageState.ACCEPTED)}, ()),
        ("message", {"n2": said(71, direction=Direction.OUT, batch_id="b", state=MessageState.FAILED)}, ()),
        ("message", {"late": said(58, "晚到的一句。" * 30)}, ()),
        ("message", {"n4": said(73), "n5": said(74, direction=Direction.NOTE), "n6": said(9_000)}, ()),
        ("message", {}, ("n1",)),
        ("message", {"n1": said(75), "late": said(58, "短了")}, ("n5",)),
    ]
    before = on_screen(view)
    for kind, rows, dropped in steps:
        await from_server(session, kind, rows, dropped=dropped)
        await until(lambda before=before: on_screen(view) != before)
        await until(lambda: on_screen(view) == painted_anew(view))
        assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
        before = on_screen(view)


async def test_a_message_that_comes_has_only_the_end_of_the_talk_painted_anew(
    view: TimelineView, model: TimelineModel, session: Session
) -> None:
    await long_talk(session, 60)
    await model.open("co-4")
    await until(lambda: len(set(space_taken(view, model))) == 1)
    view.viewport().repaint()
    painted = PaintedAreas(view.viewport())
    await from_server(session, "message", {"new": said(10**9)})
    await until(lambda: model.row_of("new") >= 0)
    await until(lambda: painted.heights)
    assert sum(painted.heights) < view.viewport().height() / 2


def lies_at(view: TimelineView, model: TimelineModel, name: str) -> int:
    """Where a message is seen, in pixels below the top of the view."""
    return view.viewport().mapTo(view, view.visualRect(model.index(model.row_of(name))).topLeft()).y()


async def to_the_oldest_here(view: TimelineView, model: TimelineModel, asked: Callable[[], bool]) -> None:
    while not asked():
        view.verticalScrollBar().setValue(0)
        await until(lambda: not view._loading or asked())


async def test_a_slow_line_is_said_above_the_oldest_message_and_nothing_jumps(
    model: TimelineModel, view: TimelineView, session: Session
) -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def slow(conversation_id: str, before: object, limit: int) -> bool:
        asked.set()
        await answer.wait()
        await from_server(session, "message", {f"old{n:03}": said(n - 500) for n in range(40)})
        return False

    await long_talk(session, 70)
    session.messages._fetch_older = slow
    await model.open("co-4")
    await to_the_oldest_here(view, model, asked.is_set)
    place = lies_at(view, model, "me-4")
    note = view.findChild(QWidget, "older_note")
    await until(note.isVisible)
    assert note.findChild(QLabel).text() == "Fetching older messages…"
    assert lies_at(view, model, "me-4") == place
    view.verticalScrollBar().setValue(0)
    assert lies_at(view, model, "me-4") >= note.geometry().bottom()
    place = lies_at(view, model, "me-4")
    answer.set()
    await until(lambda: not note.isVisible())
    assert model.row_of("old000") == 0
    assert lies_at(view, model, "me-4") == place


async def test_out_of_reach_is_said_and_the_server_can_be_asked_again(
    model: TimelineModel, view: TimelineView, session: Session
) -> None:
    asked: list[object] = []

    async def cut_off(conversation_id: str, before: object, limit: int) -> bool:
        asked.append(before)
        raise Offline

    async def reached(conversation_id: str, before: object, limit: int) -> bool:
        await from_server(session, "message", {"old": said(-500)})
        return False

    await long_talk(session, 70)
    session.messages._fetch_older = cut_off
    await model.open("co-4")
    note, retry = view.findChild(QWidget, "older_note"), view.findChild(QPushButton, "older_retry")
    await to_the_oldest_here(view, model, note.isVisible)
    assert note.findChild(QLabel).text() == "Older messages, if any, come when the server can be reached."
    before = len(asked)
    retry.click()
    await until(lambda: len(asked) == before + 1 and not view._loading)
    assert note.isVisible()
    session.messages._fetch_older = reached
    retry.click()
    await until(lambda: model.row_of("old") == 0)
    await until(lambda: not note.isVisible())


@pytest.mark.parametrize("back", [0, 600])
async def test_a_talk_of_another_width_gives_every_message_its_room_and_keeps_what_is_read(
    session: Session, model: TimelineModel, view: TimelineView, back: int
) -> None:
    await from_server(
        session, "message", {f"t{n:05}": said(n, f"{n} " + "这件衬衫什么时候发货呢" * 6) for n in range(30)}
    )
    await model.open("co-4")
    bar = view.verticalScrollBar()
    await until(lambda: view._room is None and bar.value() == bar.maximum() > 1000)
    bar.setValue(bar.maximum() - back)
    read = view.indexAt(QPoint(300, 2))
    stood = view.visualRect(read).bottom()
    view.resize(420, view.height())
    for at in range(model.rowCount()):
        room = view.visualRect(model.index(at)).height() - (FOOT if at == model.rowCount() - 1 else 0)
        assert room == view.brush.frame(model.index(at), view.viewport().width()).size.height()
    if back:
        assert view.visualRect(read).bottom() == stood
    else:
        assert bar.value() == bar.maximum()
