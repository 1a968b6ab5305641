"""What strangers write, where it is found again, planned, stored as a quick reply or refused: one plain line each."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from app.protocol import (
    Customer,
    FollowUp,
    Message,
    Outcome,
    QuickReply,
    QuickReplyCategory,
    Tag,
    Verdict,
)
from app.session import Session
from app.store import syncing
from tests.gui.inbox_steps import from_server, until
from tests.gui.test_hostile import FLOODS
from ui.delegates import brushes
from ui.delegates.plain import BODY_LIMIT, LINE_LIMIT
from ui.pages import PAGES
from ui.shell.window import MainWindow

TRICKS = set("\u202e\u2067\u200b\ufeff\u2060")
READ_ALOUD = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
async def window(session: Session, show) -> MainWindow:
    made = show(MainWindow(session, PAGES, "0.1.0"))
    made.activateWindow()
    await made.fill()
    return made


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many characters anybody had laid out in one line."""
    seen: list[int] = []
    fit, elided = brushes._fit, QFontMetrics.elidedText
    monkeypatch.setattr(brushes, "_fit", lambda text, *how: seen.append(len(text)) or fit(text, *how))

    def counting(metrics: QFontMetrics, text: str, *how: Any) -> str:
        seen.append(len(text))
        return elided(metrics, text, *how)

    monkeypatch.setattr(QFontMetrics, "elidedText", counting)
    return seen


def lines_of(model: QAbstractItemModel, above: QModelIndex | None = None) -> list[str]:
    """What is written and read aloud in every line, and in those below."""
    above = above or QModelIndex()
    found = []
    for at in range(model.rowCount(above)):
        index = model.index(at, 0, above)
        found += [str(index.data() or ""), str(index.data(READ_ALOUD) or ""), *lines_of(model, index)]
    return found


def assert_harmless(place: QWidget, measured: list[int]) -> None:
    assert not place.grab().isNull()
    views = [view for view in place.findChildren(QAbstractItemView) if view.isVisible() and view.model()]
    words = [line for view in views for line in lines_of(view.model())]
    labels = [shown for shown in place.findChildren(QLabel) if shown.isVisible()]
    words += [shown.text() for shown in labels]
    assert max(map(len, words)) <= 3 * LINE_LIMIT
    assert [line for line in words if TRICKS & set(line)] == []
    assert [shown.text() for shown in labels if shown.text() and shown.textFormat() != Qt.TextFormat.PlainText] == []
    assert max(measured, default=0) <= BODY_LIMIT


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_that_is_found_is_shown_as_one_plain_line(
    name: str, window: MainWindow, session: Session, measured: list[int]
) -> None:
    flood = "围巾" + FLOODS[name]
    await from_server(session, "message", {"flood": Message(conversation_id="co-0", text=flood, at=2**41)})
    await from_server(session, "customer", {"cu-x": Customer(name=flood, account_id="kf1")})
    palette = window.keys.palette
    palette.open("search")
    palette.field.setText("围巾")
    await until(lambda: palette._answered is not None and palette._answered[0] == "围巾" and palette._model.rowCount())
    assert_harmless(palette, measured)


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_that_is_due_is_one_plain_line_of_today(
    name: str, window: MainWindow, session: Session, measured: list[int]
) -> None:
    await from_server(session, "customer", {"cu-0": Customer(name=FLOODS[name], account_id="kf1")})
    promise = FollowUp(customer_id="cu-0", conversation_id="co-0", author_id="user-me", body=FLOODS[name], due_at=1)
    await from_server(session, "follow_up", {"fu-x": promise})
    window.show_page("today")
    page = window.view("today")
    await until(lambda: page._model.rowCount() == 2)
    assert_harmless(page, measured)


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_in_every_word_of_a_customer_is_plain_lines_of_the_list_and_the_card(
    name: str, window: MainWindow, session: Session, measured: list[int]
) -> None:
    flood = FLOODS[name]
    person = Customer(
        name=flood, remark="青" + flood, company=flood, phones=[flood[:500]], description=flood, city=flood
    )
    await from_server(session, "customer", {"cu-0": person})
    await from_server(session, "tag", {"tag-old": Tag(group_id="tg", name=flood)})
    window.show_page("customers")
    page = window.view("customers")
    page.reveal("cu-0")
    await until(lambda: page._model.known and page._model.at_hand(["cu-0"]) and page.card.profile.isVisible())
    assert_harmless(page, measured)
    window.resize(900, 600)
    assert_harmless(page, measured)
    page.column.field.setText(flood[:20])
    await until(lambda: page._model.filter.text and page._model.known)
    assert not page.grab().isNull()


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_for_a_quick_reply_and_its_category_are_plain_lines(
    name: str, window: MainWindow, session: Session, measured: list[int]
) -> None:
    flood = FLOODS[name]
    await from_server(session, "quick_reply_category", {"cat-x": QuickReplyCategory(scope="workspace", name=flood)})
    reply = QuickReply(scope="workspace", category_id="cat-x", title=flood, shortcut=flood[:60], body=flood)
    await from_server(session, "quick_reply", {"qr-x": reply})
    window.show_page("quick_replies")
    page = window.view("quick_replies")
    await until(lambda: page.replies.model.rowCount() == 6)
    assert_harmless(page, measured)


@pytest.mark.parametrize("name", ["html", "rtl", "zero width", "marks"])
async def test_a_flood_that_was_refused_is_headed_by_one_plain_line(
    name: str, window: MainWindow, session: Session, measured: list[int]
) -> None:
    await session.quick_replies.edit("qr-1", title=FLOODS[name][:1000])
    mutation = (await session._store.write(syncing.due, 2**53, 10))[0]
    refused = Outcome(id=mutation.id, verdict=Verdict.REFUSED, reason="forbidden")
    await session._store.write(syncing.settle, mutation, refused)
    window.show_page("conflicts")
    page = window.view("conflicts")
    await until(lambda: page._model.rowCount() == 1)
    assert_harmless(page, measured)
