"""The list of conversations: always in order, never in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.protocol import Conversation, Direction, Message
from app.services import ConversationFilter
from app.session import Session
from app.store import records
from tests.gui.inbox_steps import from_server, until
from ui.kit.tasks import TaskScope
from ui.models.conversation_list import ConversationListModel
from ui.models.reorder import steps
from ui.models.roles import Role
from ui.models.rows import KEPT
from ui.pages.inbox.conversation_view import ConversationView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """Whoever owns the model and its tasks."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
async def unwatched(session: Session, holder: QWidget) -> ConversationListModel:
    """All conversations of the demo desk."""
    made = ConversationListModel(session.conversations, TaskScope(holder), holder)
    made.show(ConversationFilter(view="all"))
    await until(lambda: made.known)
    return made


@pytest.fixture
async def model(unwatched: ConversationListModel) -> ConversationListModel:
    """The same, watched by Qt's own model tester, which reads every row after every change."""
    QAbstractItemModelTester(unwatched, QAbstractItemModelTester.FailureReportingMode.Fatal, unwatched)
    return unwatched


async def conversation(session: Session, name: str) -> Conversation:
    found = await session._store.read(records.get, "conversation", name)
    assert isinstance(found, Conversation)
    return found


async def row_at(model: ConversationListModel, at: int) -> Any:
    await until(lambda: model.index(at, 0).data(Role.ROW) is not None)
    return model.index(at, 0).data(Role.ROW)


async def test_a_row_is_empty_until_it_was_read_and_then_tells_its_name(model: ConversationListModel) -> None:
    assert model.index(0, 0).data(Role.ROW) is None
    assert (await row_at(model, 0)).title == "Lena"
    assert model.index(0, 0).data() == "Lena"


async def test_what_is_on_the_screen_is_there_before_what_lies_around_it(unwatched: ConversationListModel) -> None:
    told: list[int] = []
    unwatched.dataChanged.connect(lambda first, last: told.append(len(unwatched._rows)))
    assert unwatched.rowCount() > 1 and unwatched.index(0, 0).data(Role.ROW) is None
    await until(lambda: bool(told))
    assert told == [1], "nothing else was waited for"
    await until(lambda: len(unwatched._rows) == unwatched.rowCount())


async def test_data_answers_any_index_without_failing(model: ConversationListModel) -> None:
    assert model.data(model.index(10_000, 0), Role.ROW) is None
    assert model.data(model.index(0, 7)) is None


async def test_a_new_message_moves_its_conversation_up_and_marks_follow(
    model: ConversationListModel, session: Session
) -> None:
    last = model.rowCount() - 1
    name = model.id_at(last)
    mark = QPersistentModelIndex(model.index(last, 0))
    await row_at(model, last)
    moved = replace(await conversation(session, name), last_at=2**42, snippet="还在吗")
    await from_server(session, "conversation", {name: moved})
    await until(lambda: model.id_at(0) == name)
    assert mark.row() == 0
    await until(lambda: model.index(0, 0).data(Role.ROW).snippet == "还在吗")


async def test_a_voice_message_is_called_one_where_it_has_no_words(
    model: ConversationListModel, session: Session
) -> None:
    voice = Message(conversation_id="co-2", direction=Direction.IN, type="voice", at=2**42)
    note = replace(voice, direction=Direction.NOTE, type="text", text="她在外面", at=2**42 + 1)
    await from_server(session, "message", {"m-voice": voice, "m-note": note})
    quiet = replace(await conversation(session, "co-2"), last_at=2**42, snippet="")
    await from_server(session, "conversation", {"co-2": quiet})
    await until(lambda: model.index(0, 0).data(Role.ROW) is not None and model.id_at(0) == "co-2")
    await until(lambda: str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith(", [Voice]"))


async def test_conversations_come_and_go_one_by_one(model: ConversationListModel, session: Session) -> None:
    before, resets = model.rowCount(), []
    model.modelReset.connect(lambda: resets.append(1))
    fresh = Conversation(account_id="kf1", title="新客户", last_at=2**42)
    await from_server(session, "conversation", {"co-new": fresh}, dropped=("co-7",))
    await until(lambda: model.row_of("co-new") == 0)
    assert model.rowCount() == before
    assert model.row_of("co-7") == -1
    assert not resets


async def test_the_open_conversation_stays_in_its_place_after_the_answer(
    model: ConversationListModel, session: Session
) -> None:
    model.show(ConversationFilter(view="waiting"))
    await until(lambda: model.known)
    name = model.id_at(0)
    model.hold(name)
    answered = replace(await conversation(session, name), waiting_since=0)
    await from_server(session, "conversation", {name: answered})
    other = model.id_at(1)
    await from_server(session, "conversation", {other: replace(await conversation(session, other), waiting_since=0)})
    await until(lambda: model.row_of(other) == -1)
    assert model.id_at(0) == name
    model.hold("")
    await until(lambda: model.row_of(name) == -1)


async def test_the_draft_shows_in_the_row_at_once(model: ConversationListModel, session: Session) -> None:
    at = model.row_of("co-2")
    await row_at(model, at)
    await session.drafts.save("co-2", "您的快递预计明天")
    await until(lambda: model.index(model.row_of("co-2"), 0).data(Role.ROW).draft == "您的快递预计明天")


async def test_only_a_screenful_of_many_thousand_rows_is_in_memory(
    unwatched: ConversationListModel, session: Session, qtbot: QtBot
) -> None:
    model = unwatched
    many = {f"x{n:05}": Conversation(account_id="kf1", title=f"客户 {n}", last_at=n + 1) for n in range(5000)}
    await from_server(session, "conversation", many)
    await until(lambda: model.rowCount() > 5000)
    view = ConversationView(model)
    qtbot.addWidget(view)
    view.resize(304, 700)
    view.show()
    for at in range(0, 5000, 250):
        view.scrollTo(model.index(at, 0), ConversationView.ScrollHint.PositionAtTop)
        await row_at(model, at)
    assert len(model._rows) <= KEPT
    assert len(model._rows) < model.rowCount()


async def test_the_rows_on_screen_do_not_jump_when_one_comes_in_above(
    model: ConversationListModel, session: Session, qtbot: QtBot
) -> None:
    many = {f"x{n:03}": Conversation(account_id="kf1", title=f"客户 {n}", last_at=n + 1) for n in range(60)}
    await from_server(session, "conversation", many)
    await until(lambda: model.rowCount() > 60)
    view = ConversationView(model)
    qtbot.addWidget(view)
    view.resize(304, 500)
    view.show()
    view.verticalScrollBar().setValue(1000)
    seen = model.id_at(view.rowAt(0))
    offset = view.rowViewportPosition(model.row_of(seen))
    await from_server(session, "conversation", {"new": Conversation(account_id="kf1", title="新", last_at=2**42)})
    await until(lambda: model.row_of("new") == 0)
    assert view.rowViewportPosition(model.row_of(seen)) == offset


def test_the_way_between_two_orders_is_short() -> None:
    way = steps(["a", "b", "c", "d"], ["a", "d", "b", "e"])
    assert way is not None
    assert (way.removed, way.kept, way.added) == ((2,), ("a", "d", "b"), ((3, "e"),))


@given(st.permutations(range(90)), st.permutations(range(90)), st.integers(0, 90), st.integers(0, 90), st.booleans())
def test_the_steps_lead_from_one_order_to_the_other(
    before: list[int], after: list[int], some: int, others: int, sorted_: bool
) -> None:
    old, new = ([str(n) for n in (sorted(rows) if sorted_ else rows)] for rows in (before[:some], after[:others]))
    way = steps(old, new)
    assume(way is not None)
    rows = list(old)
    for at in way.removed:
        del rows[at]
    if way.kept is not None:
        assert sorted(rows) == sorted(way.kept)
        rows = list(way.kept)
    for at, name in way.added:
        rows.insert(at, name)
    assert rows == new


def test_in_a_long_list_hardly_a_row_is_looked_at_twice() -> None:
    class Counting(str):
        looks = 0
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            Counting.looks += 1
            return str.__eq__(self, other)

    old = [Counting(n) for n in range(20_000)]
    new = [Counting(n) for n in range(20_000)]
    new.insert(0, new.pop(15_000))
    way = steps(old, new)
    assert way is not None
    assert way.kept == tuple(new)
    assert Counting.looks < 3 * len(old)


async def test_the_open_conversation_stays_the_chosen_one_when_it_moves(
    model: ConversationListModel, session: Session, qtbot: QtBot
) -> None:
    view = ConversationView(model)
    qtbot.addWidget(view)
    name = model.id_at(model.rowCount() - 1)
    view.choose(name)
    told: list[int] = []
    model.arranged.connect(lambda: told.append(view.currentIndex().row()))
    fresh = Conversation(account_id="kf1", title="新客户", last_at=2**41)
    moved = replace(await conversation(session, name), last_at=2**42)
    await from_server(session, "conversation", {name: moved, "co-new": fresh}, dropped=("co-2",))
    await until(lambda: model.row_of(name) == 0)
    assert view.currentIndex().row() == 0
    assert len(told) == 1


def test_two_orders_without_much_in_common_are_not_walked() -> None:
    assert steps([str(n) for n in range(100)], [str(n) for n in range(100, 200)]) is None
