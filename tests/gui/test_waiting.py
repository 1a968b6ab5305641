"""How long a customer waits, on their row: a countdown until the answer is late, then the whole wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import natural_id
from app.protocol import records as r
from app.session import Session
from app.store import ConversationRow, TagRow
from tests.gui.conftest import ME
from tests.gui.inbox_steps import all_in_sight, from_server, known_inbox, names, until
from ui.delegates import brushes, conversation_row
from ui.delegates import names as called
from ui.delegates.clocks import beat, now_ms
from ui.delegates.conversation_row import ConversationRowDelegate
from ui.delegates.row_brush import HEIGHT
from ui.delegates.waiting import wait_short, wait_words
from ui.kit.translations import use_language
from ui.models import conversation_list
from ui.models.roles import Role
from ui.pages.inbox import InboxPage
from ui.pages.inbox.choice_popup import Choices

S, MIN, H, DAY = 1000, 60_000, 3_600_000, 86_400_000
PROMISED = 100 * S
WIDE, NARROWEST = 304, 240


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    return await known_inbox(session, qtbot)


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("waits", "row"),
    [
        (0, "−01:40"),
        (52 * S, "−00:48"),
        (52 * S + 1, "−00:48"),
        (PROMISED - 1, "−00:01"),
        (PROMISED, "01:40"),
        (112 * S, "01:52"),
        (2 * H + 5 * MIN, "2 h 05"),
        (3 * DAY, "3 d"),
    ],
)
def test_the_time_to_answer_runs_down_and_then_the_wait_runs_on(waits: int, row: str) -> None:
    assert wait_short(1_000_000, 1_000_000 + waits) == row


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "waits", "words"),
    [
        ("en", 52 * S, "waits for 52 s, answer due in 48 s"),
        ("en", 112 * S, "waits for 1 min 52 s, answer late by 12 s"),
        ("en", 2 * H + 5 * MIN, "waits for 2 h 5 min, answer late by 2 h 3 min"),
        ("zh_CN", 52 * S, "已等 52 秒，须在 48 秒内答复"),
        ("zh_CN", DAY + 3 * H, "已等 1 天 3 小时，答复已晚 1 天 2 小时"),
    ],
)
def test_the_wait_is_said_in_full(language: str, waits: int, words: str) -> None:
    use_language(language)
    assert wait_words(1_000_000, 1_000_000 + waits) == words


class Painted:
    """One row as the list paints it, at a moment of one's choice."""

    def __init__(self, row: ConversationRow, monkeypatch: pytest.MonkeyPatch, parent: QWidget) -> None:
        self._parent, self._monkeypatch = parent, monkeypatch
        self._brush = ConversationRowDelegate(parent)
        self.row = row

    def at(self, now: int, wide: int = WIDE, **changed: Any) -> QImage:
        self._monkeypatch.setattr(conversation_row, "now_ms", lambda: now)
        choices = Choices(lambda row: row.title, self._parent)
        choices.show((replace(self.row, **changed),))
        image = QImage(wide, HEIGHT, QImage.Format.Format_RGB32)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, wide, HEIGHT)
        painter = QPainter(image)
        self._brush.paint(painter, option, choices.index(0, 0))
        painter.end()
        return image


@pytest.fixture
async def painted(session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Painted:
    parent = QWidget()
    qtbot.addWidget(parent)
    rows = await session.conversations.rows(["co-0"])
    return Painted(rows["co-0"], monkeypatch, parent)


def columns_apart(one: QImage, other: QImage) -> range:
    """From the first to the last column in which two pictures differ."""
    apart = [x for x in range(one.width()) if one.copy(x, 0, 1, HEIGHT) != other.copy(x, 0, 1, HEIGHT)]
    return range(apart[0], apart[-1] + 1) if apart else range(0)


async def test_nothing_beside_the_clock_moves_when_the_answer_becomes_late(painted: Painted) -> None:
    since = painted.row.waiting_since
    fresh, soon, late = (painted.at(since + waits, starred=True) for waits in (S, PROMISED - S, PROMISED))
    clock = columns_apart(soon, late)
    assert 0 < len(clock) < 60
    assert clock.start > WIDE - 60
    assert set(columns_apart(fresh, soon)) <= set(clock)


async def test_a_draft_is_marked_while_a_colleague_writes_there(painted: Painted) -> None:
    now = painted.row.waiting_since + S
    there: dict[str, Any] = {"holder_id": "user-zhang", "holder_name": "张敏", "holder_mode": "typing"}
    there["held_until"] = now + MIN
    neither, draft = painted.at(now), painted.at(now, draft="您的快递预计明天")
    writing, both = painted.at(now, **there), painted.at(now, draft="您的快递预计明天", **there)
    mark = QRect(63, 31, 30, 17)
    assert both.copy(mark) == draft.copy(mark) != neither.copy(mark)
    after = QRect(105, 31, 90, 17)
    assert draft.copy(after) != both.copy(after) != neither.copy(after)
    assert both.copy(mark) != writing.copy(mark)


async def test_who_listens_hears_of_the_wait_and_of_the_draft(
    page: InboxPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = now_ms()
    for module in (called, conversation_list):
        monkeypatch.setattr(module, "now_ms", lambda: now)
    waits = r.Conversation(account_id="kf1", title="新客户", waiting_since=now - 52 * S, last_at=now, snippet="在吗")
    draft = r.Draft(user_id=ME, conversation_id="co-new", body="在的")
    await from_server(session, "conversation", {"co-new": waits})
    await from_server(session, "draft", {natural_id("draft", ME, "", "", "reply"): draft})
    await until(lambda: page._list.row_of("co-new") >= 0)
    index = QPersistentModelIndex(page._list.index(page._list.row_of("co-new"), 0))
    words = "waits for 52 s, answer due in 48 s"
    await until(lambda: index.data(Qt.ItemDataRole.AccessibleTextRole) == f"新客户, {words}, draft, 在吗")
    assert index.data(Qt.ItemDataRole.ToolTipRole) == words


async def test_a_second_paints_only_the_rows_whose_clock_shows_something_else(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    paint = ConversationRowDelegate.paint

    def watched(brush: ConversationRowDelegate, painter: QPainter, option: Any, index: QModelIndex) -> None:
        if (row := index.data(Role.ROW)) is not None:
            shown.append(row.id)
        paint(brush, painter, option, index)

    now = now_ms()
    monkeypatch.setattr(conversation_row, "now_ms", lambda: now)
    monkeypatch.setattr(ConversationRowDelegate, "paint", watched)
    fresh = r.Conversation(account_id="kf1", title="新客户", waiting_since=now - 10 * S, last_at=now)
    old = replace(fresh, title="老客户", waiting_since=now - 5 * H - 30 * S)
    await from_server(session, "conversation", {"co-new": fresh, "co-old": old})
    page = await known_inbox(session, qtbot)
    await all_in_sight(page)
    await until(lambda: set(names(page)) <= set(shown))
    page.column.view.viewport().repaint()
    shown.clear()
    now += S
    beat().timeout.emit()
    await until(lambda: "co-new" in shown)
    assert "co-old" not in shown
    assert "co-4" not in shown


@pytest.mark.parametrize("signs", [{}, {"muted": True}])
async def test_a_name_stays_in_the_narrowest_row_whatever_stands_beside_it(
    painted: Painted, monkeypatch: pytest.MonkeyPatch, signs: dict[str, Any]
) -> None:
    written: list[str] = []
    fit = brushes.fit
    monkeypatch.setattr(brushes, "fit", lambda *how: written.append(fit(*how)) or written[-1])
    tag = TagRow(id="t", group_id="g", name="新客", color="")
    everything = {"pinned": True, "starred": True, "priority": 3, "tags": (tag,), "title": "周雨晴"}
    painted.at(painted.row.waiting_since + S, NARROWEST, **everything, **signs)
    assert any(words.startswith("周雨") for words in written), written
