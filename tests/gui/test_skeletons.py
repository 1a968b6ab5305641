"""What takes its time shows the shape of what comes, where it will stand; nothing turns in circles."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QProgressBar, QWidget

from app.session import Session
from tests.gui.conftest import until
from ui.customer.card import subject_of
from ui.kit.skeleton import Skeleton
from ui.models.roles import Role
from ui.pages import PAGES
from ui.pages.inbox import InboxPage
from ui.shell.window import MainWindow

SOURCES = sorted((Path(__file__).parents[2] / "ui").rglob("*.py"))


class Slow:
    """A store whose threads answer nobody until they are let go."""

    def __init__(self, session: Session) -> None:
        self._store = session._store
        self._go = threading.Event()
        self._held: list[asyncio.Task[object]] = []

    async def hold(self) -> None:
        """From now on every reading waits."""
        begun = [threading.Event(), threading.Event()]
        for ask, here in zip((self._store.read, self._store.search), begun, strict=True):
            self._held.append(asyncio.ensure_future(ask(self._stand, here)))
        await until(lambda: all(here.is_set() for here in begun))

    def _stand(self, connection: object, here: threading.Event) -> None:
        here.set()
        self._go.wait(30)

    async def let_go(self) -> None:
        """What was asked meanwhile is answered."""
        self._go.set()
        await asyncio.gather(*self._held)


@pytest.fixture
async def slow(session: Session) -> AsyncIterator[Slow]:
    made = Slow(session)
    yield made
    await made.let_go()


@pytest.fixture
async def window(session: Session, show) -> MainWindow:
    made = show(MainWindow(session, PAGES, "0.1.0"))
    made.activateWindow()
    await made.fill()
    made.show_page("inbox")
    inbox = made.view("inbox")
    await until(lambda: inbox._list.known and inbox._list.index(0, 0).data(Role.ROW) is not None)
    return made


def skeleton_of(place: QWidget) -> Skeleton:
    return place.findChild(Skeleton, options=Qt.FindChildOption.FindDirectChildrenOnly)


def first_line(skeleton: Skeleton) -> QRect:
    """Where on the screen its first line stands."""
    return QRect(skeleton.mapToGlobal(QPoint(0, 0)), skeleton.size()).adjusted(
        0, 0, 0, skeleton._high - skeleton.height()
    )


def first_row(view: QAbstractItemView) -> QRect:
    row = view.visualRect(view.model().index(0, 0))
    return row.translated(view.viewport().mapToGlobal(QPoint(0, 0)))


async def open_at_rest(page: InboxPage) -> None:
    """A conversation is open, counts as read, and nothing is read again any more."""
    page.talk.open("co-0")
    again = page.talk._again
    await until(lambda: page.talk._row is not None and not page.talk._row.unread and page.card.profile.isVisible())
    await until(lambda: not (again._asked or again._under_way or again._rest.isActive()))
    await until(lambda: not skeleton_of(page.card.widget())._patience.isActive())


async def test_a_slow_list_shows_the_shape_of_its_rows_where_they_will_stand(window: MainWindow, slow: Slow) -> None:
    column = window.view("inbox").column
    await slow.hold()
    column.show_view("all")
    skeleton = skeleton_of(column.view)
    await until(skeleton.isVisible)
    shape = first_line(skeleton)
    assert column.empty.isHidden()
    await slow.let_go()
    await until(skeleton.isHidden)
    assert column.view.model().rowCount() > 0
    assert first_row(column.view) == shape


async def test_what_lies_below_a_shape_cannot_be_clicked(window: MainWindow, slow: Slow) -> None:
    page = window.view("inbox")
    await slow.hold()
    page.column.show_view("mine")
    skeleton = skeleton_of(page.column.view)
    await until(skeleton.isVisible)
    QTest.mouseClick(QApplication.widgetAt(skeleton.mapToGlobal(QPoint(80, 30))), Qt.MouseButton.LeftButton)
    assert page.conversation_id == ""


async def test_a_slow_talk_shows_the_shape_of_bubbles_and_never_the_words_of_another(
    window: MainWindow, slow: Slow
) -> None:
    page = window.view("inbox")
    await open_at_rest(page)
    await slow.hold()
    page.talk.open("co-1")
    talk = skeleton_of(page.talk.timeline)
    await until(talk.isVisible)
    assert talk.geometry().contains(page.talk.timeline.viewport().geometry().adjusted(0, 0, 0, -24))
    assert talk.width() == page.talk.timeline.viewport().width()
    place = page.talk.timeline.geometry()
    await slow.let_go()
    await until(talk.isHidden)
    assert page.talk.timeline.model().index(0, 0).data(Role.ROW).conversation_id == "co-1"
    assert page.talk.timeline.geometry() == place


async def test_the_first_talk_has_its_place_before_it_is_read(window: MainWindow, slow: Slow) -> None:
    page = window.view("inbox")
    await slow.hold()
    page.talk.open("co-0")
    await until(skeleton_of(page.talk.timeline).isVisible)
    await until(lambda: page.card.isVisible() and page.talk.timeline.width() < page.width() - page.column.width() - 200)
    assert skeleton_of(page.talk.timeline).width() == page.talk.timeline.viewport().width()
    assert page.talk._nobody.isHidden()
    before = page.talk.timeline.geometry()
    await slow.let_go()
    await until(lambda: page.talk.header.name.whole_text() == "周雨晴")
    assert page.talk.timeline.geometry() == before


async def test_a_slow_card_shows_its_shape_below_the_name_and_nothing_of_the_customer_before(
    window: MainWindow, slow: Slow, session: Session
) -> None:
    page = window.view("inbox")
    skeleton = skeleton_of(page.card.widget())
    await open_at_rest(page)
    other = await session.conversations.row("co-1")
    await slow.hold()
    page.card.show_customer(subject_of(other))
    await until(skeleton.isVisible)
    name, fields = page.card._name, page.card.profile
    assert name.whole_text() == "Lena"
    assert skeleton.geometry().top() > name.mapTo(page.card.widget(), name.rect().bottomLeft()).y()
    assert skeleton.geometry().contains(QRect(fields.mapTo(page.card.widget(), QPoint(0, 0)), fields.size()))
    await slow.let_go()
    await until(skeleton.isHidden)


async def test_slow_quick_replies_show_the_shape_of_tree_and_list(window: MainWindow, slow: Slow) -> None:
    await slow.hold()
    window.show_page("quick_replies")
    page = window.view("quick_replies")
    shapes = {
        view: skeleton_of(place)
        for view, place in ((page.replies.list, page.replies._stage), (page.categories.tree, page.categories.tree))
    }
    await until(lambda: all(shape.isVisible() for shape in shapes.values()))
    expected = {view: first_line(shape) for view, shape in shapes.items()}
    await slow.let_go()
    await until(lambda: all(shape.isHidden() for shape in shapes.values()))
    assert first_row(page.replies.list) == expected[page.replies.list]
    assert first_row(page.categories.tree).height() == expected[page.categories.tree].height()


async def test_a_slow_search_keeps_its_place_for_what_it_finds(window: MainWindow, slow: Slow) -> None:
    palette = window.keys.palette
    palette.open("search")
    await until(lambda: palette._answered is not None)
    await slow.hold()
    palette.field.setText("发票")
    skeleton = skeleton_of(palette.list)
    await until(skeleton.isVisible)
    assert palette.list.isVisible()
    assert palette.list.height() >= 2 * skeleton._high
    await slow.let_go()
    await until(skeleton.isHidden)
    assert palette._model.rowCount() > 0


async def test_a_search_that_is_put_away_leaves_no_shape_behind(window: MainWindow, slow: Slow) -> None:
    palette = window.keys.palette
    await slow.hold()
    palette.open("search")
    palette.field.setText("发票")
    await until(skeleton_of(palette.list).isVisible)
    palette.put_away()
    await slow.let_go()
    assert skeleton_of(palette.list).isHidden()


async def test_slow_customers_show_the_shape_of_their_rows(window: MainWindow, slow: Slow) -> None:
    await slow.hold()
    window.show_page("customers")
    view = window.view("customers").column.view
    skeleton = skeleton_of(view)
    await until(skeleton.isVisible)
    expected = first_line(skeleton)
    await slow.let_go()
    await until(skeleton.isHidden)
    assert first_row(view) == expected


async def test_a_slow_today_shows_the_shape_of_what_is_due(window: MainWindow, slow: Slow) -> None:
    await slow.hold()
    window.show_page("today")
    page = window.view("today")
    skeleton = skeleton_of(page._stage)
    await until(skeleton.isVisible)
    await slow.let_go()
    await until(skeleton.isHidden)
    assert page._model.rowCount() == 1


async def test_nobody_says_that_nothing_needs_a_decision_before_looking(window: MainWindow, slow: Slow) -> None:
    await slow.hold()
    window.show_page("conflicts")
    page = window.view("conflicts")
    assert page._nothing.isHidden()
    await slow.let_go()
    await until(page._nothing.isVisible)


async def test_a_quick_answer_shows_no_shape_at_all(window: MainWindow) -> None:
    page = window.view("inbox")
    seen: list[Skeleton] = []
    for skeleton in window.findChildren(Skeleton):
        skeleton.appeared.connect(lambda skeleton=skeleton: seen.append(skeleton))
        skeleton._patience.setInterval(60_000)
    page.talk.open("co-0")
    await until(lambda: not any(one._patience.isActive() for one in window.findChildren(Skeleton)))
    assert seen == []


async def test_nothing_spins(window: MainWindow) -> None:
    for page in PAGES:
        window.show_page(page.id)
    assert window.findChildren(QProgressBar) == []
    turning = ("QProgressBar", "QMovie", "WaitCursor", "BusyCursor", "setOverrideCursor")
    assert [(path.name, word) for path in SOURCES for word in turning if word in path.read_text("utf-8")] == []
