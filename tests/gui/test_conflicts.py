"""What needs a decision: mine and theirs, and what was refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.protocol import Outcome, QuickReply, Team, Verdict
from app.store import syncing
from tests.gui.conftest import ME, page_of
from ui.kit.differences import differences
from ui.pages.conflicts.page import ConflictsPage

MINE, THEIRS = "48 小时内发出", "72 小时内发出"


async def settle(session, verdict: Verdict, **more: object) -> None:
    """Answer the first edit in the outbox as the server would."""
    mutation = (await session._store.write(syncing.due, 2**53, 10))[0]
    await session._store.write(syncing.settle, mutation, Outcome(id=mutation.id, verdict=verdict, **more))


@pytest.fixture
async def parked(session):
    """My words for a quick reply lie beside a colleague's."""
    reply = QuickReply(scope="workspace", category_id="cat-ship", title="发货时间", shortcut="fhsj", body=THEIRS)
    await session.quick_replies.edit("qr-1", body=MINE)
    values = [getattr(reply, name) for name in reply.__dataclass_fields__]
    await settle(session, Verdict.CONFLICT, reason="changed_since", rev=2, row=values, clash=["body"])


@pytest.fixture
async def page(session, show, wait_for):
    made = show(ConflictsPage(session, None))
    counted: list[int] = []
    made.badge_changed.connect(lambda direct, _: counted.append(direct))
    await wait_for(lambda: counted)
    return made


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        (THEIRS, MINE, [(0, 2)], [(0, 2)]),
        ("abc def", "abc xyz def", [], [(4, 8)]),
        ("", "新", [], [(0, 1)]),
        ("same", "same", [], []),
    ],
)
def test_differences_are_found_by_character_and_by_word(before, after, removed, added):
    assert differences(before, after) == (removed, added)


async def test_nothing_to_decide_says_so(page, find):
    assert page._nothing.isVisible()
    assert page._nothing.title.text() == "Nothing needs a decision"


@pytest.mark.usefixtures("parked")
async def test_both_versions_stand_side_by_side_with_what_differs_marked(page, find):
    assert find(page, "conflict_theirs").toPlainText() == THEIRS
    assert find(page, "conflict_mine").toPlainText() == MINE
    marks = find(page, "conflict_mine").extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["48"]


@pytest.mark.usefixtures("parked")
@pytest.mark.parametrize(("button", "kept"), [("conflict_keep_theirs", THEIRS), ("conflict_use_mine", MINE)])
async def test_one_version_is_chosen(page, session, find, qtbot, wait_for, button, kept):
    qtbot.mouseClick(find(page, button), Qt.MouseButton.LeftButton)
    await wait_for(lambda: page._nothing.isVisible())
    assert (await session.quick_replies.get("qr-1")).body == kept
    assert await session.conflicts.all() == []


@pytest.mark.usefixtures("parked")
async def test_one_text_is_made_of_both(page, session, find, qtbot, wait_for):
    qtbot.mouseClick(find(page, "conflict_open_edit"), Qt.MouseButton.LeftButton)
    assert find(page, "conflict_edit").toPlainText() == MINE
    qtbot.keyClicks(find(page, "conflict_edit"), "~")
    qtbot.mouseClick(find(page, "conflict_save"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: page._nothing.isVisible())
    assert (await session.quick_replies.get("qr-1")).body == "~" + MINE


@pytest.mark.usefixtures("parked")
async def test_what_is_being_written_stays_when_theirs_changes_again(page, session, find, qtbot, wait_for):
    qtbot.mouseClick(find(page, "conflict_open_edit"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(find(page, "conflict_edit"), "~")
    newer = QuickReply(scope="workspace", category_id="cat-ship", title="发货时间", body="24 小时内发出")
    await session._store.write(syncing.apply_page, page_of({"quick_reply": {"qr-1": newer}}, rev=3))
    await wait_for(lambda: find(page, "conflict_theirs").toPlainText() == "24 小时内发出")
    assert find(page, "conflict_edit").isVisible()
    assert find(page, "conflict_edit").toPlainText() == "~" + MINE


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("user-zhang", "You and 张敏 changed “Text” at the same time."),
        (ME, "You changed “Text” on another device as well."),
        ("", "You and a colleague changed “Text” at the same time."),
        ("somebody-gone", "You and a colleague changed “Text” at the same time."),
    ],
)
async def test_a_conflict_says_whose_words_mine_met(session, page, find, wait_for, author, words):
    reply = QuickReply(scope="workspace", category_id="cat-ship", title="发货时间", body=THEIRS)
    await session.quick_replies.edit("qr-1", body=MINE)
    values = [getattr(reply, name) for name in reply.__dataclass_fields__]
    met = {"body": author} if author else {}
    await settle(session, Verdict.CONFLICT, rev=2, row=values, clash=["body"], clash_with=met)
    await wait_for(lambda: find(page, "conflict_theirs").toPlainText() == THEIRS)
    assert words in find(page, "conflict_story").text()


async def test_a_conflict_says_which_team_it_concerns(session, page, find, wait_for):
    mine = QuickReply(scope="team:t1", title="发货时间", body="old")
    tables = {"team": {"t1": Team(name="售前一组")}, "quick_reply": {"qr-t": mine}}
    await session._store.write(syncing.apply_page, page_of(tables, rev=2))
    await session.quick_replies.edit("qr-t", body=MINE)
    values = [getattr(replace(mine, body=THEIRS), name) for name in mine.__dataclass_fields__]
    await settle(session, Verdict.CONFLICT, reason="changed_since", rev=3, row=values, clash=["body"])
    await wait_for(lambda: find(page, "conflict_theirs").toPlainText() == THEIRS)
    assert "Team 售前一组" in find(page, "conflict_story").text()


@pytest.fixture
async def refused(session):
    """The server did not let an edit through."""
    await session.quick_replies.edit("qr-1", body=MINE)
    await settle(session, Verdict.REFUSED, reason="forbidden")


@pytest.mark.usefixtures("refused")
async def test_a_refused_edit_shows_its_reason_and_its_words_can_be_copied(page, find, qtbot):
    assert find(page, "refused_reason").text() == "The server did not accept this. You may not change this."
    qtbot.mouseClick(find(page, "refused_copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == MINE


@pytest.mark.usefixtures("refused")
async def test_a_refused_edit_is_tried_again(page, session, find, qtbot, wait_for):
    qtbot.mouseClick(find(page, "refused_retry"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: page._nothing.isVisible())
    counts = await session._store.read(syncing.counts)
    assert (counts.pending, counts.refused) == (1, 0)


@pytest.mark.usefixtures("refused")
async def test_a_refused_edit_is_discarded_only_after_asking(page, session, find, qtbot, wait_for):
    qtbot.mouseClick(find(page, "refused_discard"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: page.findChild(QWidget, "question"))
    assert len(await session.conflicts.refused()) == 1
    find(page, "question_yes").click()
    await wait_for(lambda: page._nothing.isVisible())
    assert await session.conflicts.refused() == []
