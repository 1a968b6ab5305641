"""Several conversations at once: selected, changed together or not at all, told, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.protocol import Conversation, Outcome, Verdict
from app.session import Session
from app.store import ConversationFilter, records
from tests.gui.inbox_steps import all_in_sight, eventually, from_server, known_inbox, names, until
from ui.customer.tag_section import TagPicker
from ui.delegates.row_brush import HEIGHT
from ui.kit.marks import MOST
from ui.kit.notices import Notice
from ui.models.roles import Role
from ui.pages.inbox import InboxPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """All conversations of the demo desk."""
    made = await known_inbox(session, qtbot)
    await all_in_sight(made)
    return made


def press(page: InboxPage, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.column.view, key, held)


def click(page: InboxPage, row: int, held: Qt.KeyboardModifier = NONE) -> None:
    place = QPoint(120, row * HEIGHT + 20)
    QTest.mouseClick(page.column.view.viewport(), Qt.MouseButton.LeftButton, held, place)


def marked(page: InboxPage) -> list[str]:
    return page.column.view.marked()


async def of(session: Session, field: str) -> dict[str, object]:
    ids = await session.conversations.ids(ConversationFilter(view="all"))
    return {name: getattr(row, field) for name, row in (await session.conversations.rows(ids)).items()}


async def test_shift_and_ctrl_clicks_select_and_a_plain_click_goes_on(page: InboxPage) -> None:
    order = names(page)
    click(page, 1)
    assert marked(page) == [] and page.column.bar.isHidden()
    click(page, 3, SHIFT)
    assert marked(page) == order[1:4]
    assert page.column.bar.words.text() == "3 selected"
    click(page, 2, CTRL)
    click(page, 5, CTRL)
    assert marked(page) == [order[1], order[3], order[5]]
    assert page.conversation_id == order[1], "nothing else was opened"
    click(page, 0)
    assert marked(page) == [] and page.conversation_id == order[0] and page.column.bar.isHidden()


async def test_shift_and_arrows_select_from_the_open_conversation_and_escape_lets_go(page: InboxPage) -> None:
    order = names(page)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down, SHIFT)
    press(page, Qt.Key.Key_Down, SHIFT)
    assert marked(page) == order[:3]
    press(page, Qt.Key.Key_Up, SHIFT)
    assert marked(page) == order[:2]
    press(page, Qt.Key.Key_A, CTRL)
    assert marked(page) == order
    press(page, Qt.Key.Key_Escape)
    assert marked(page) == [] and page.conversation_id == order[0]


async def test_what_leaves_the_list_is_not_selected_any_more(page: InboxPage, session: Session) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    before = marked(page)
    await from_server(session, "conversation", {}, dropped=("co-3",))
    await until(lambda: page._list.row_of("co-3") < 0)
    assert marked(page) == [name for name in before if name != "co-3"]
    assert page.column.bar.words.text() == f"{len(before) - 1} selected"


async def test_turning_to_another_list_selects_nothing(page: InboxPage) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    page.column.show_view("mine")
    assert marked(page) == []
    await all_in_sight(page)
    press(page, Qt.Key.Key_A, CTRL)
    page.show_account("kf1")
    assert marked(page) == [] and page.column.bar.isHidden()


async def test_a_selection_survives_a_new_order(page: InboxPage, session: Session) -> None:
    last = names(page)[-1]
    click(page, page._list.rowCount() - 1)
    click(page, 1, CTRL)
    second = names(page)[1]
    found = await session._store.read(records.get, "conversation", last)
    assert isinstance(found, Conversation)
    await from_server(session, "conversation", {last: replace(found, last_at=2**42)})
    await until(lambda: page._list.id_at(0) == last)
    assert set(marked(page)) == {last, second}
    chosen = {page._list.id_at(index.row()) for index in page.column.view.selectionModel().selectedRows()}
    assert chosen == {last, second}, "what a screen reader is told"


async def test_resolving_several_is_told_and_undone_with_one_key(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await session.conversations.snooze("co-1", 2**42)
    click(page, 0)
    press(page, Qt.Key.Key_A, CTRL)
    before = await of(session, "status")
    press(page, Qt.Key.Key_E, CTRL)
    await until(lambda: said)
    assert (said[0].text, said[0].action) == ("8 conversations resolved", "Undo")
    assert set((await of(session, "status")).values()) == {"resolved"}
    assert marked(page) == []
    press(page, Qt.Key.Key_Z, CTRL)

    async def undone() -> bool:
        return await of(session, "status") == before and (await of(session, "snoozed_until"))["co-1"] == 2**42

    await eventually(undone)
    await until(lambda: [notice.text for notice in said] == ["8 conversations resolved", "Taken back"])
    assert len({notice.key for notice in said}) == 1, "one card: no button is left that would undo something else"
    press(page, Qt.Key.Key_Z, CTRL)
    assert len(said) == 2


async def test_what_waits_for_others_is_marked_as_pending_and_opened_again(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    click(page, 0)
    name = page.conversation_id
    await until(lambda: page.talk.row is not None)
    press(page, Qt.Key.Key_E, CTRL | SHIFT)
    await until(lambda: page.talk.row is not None and page.talk.row.status == "pending")
    await until(lambda: page.talk.header.presence.whole_text() == "Pending")
    page.column.show_view("pending")
    await until(lambda: page._list.known and names(page) == [name])
    await until(lambda: page._list.at_hand([name]))
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["more"].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert words[:2] == ["Open again", "Resolve"] and "Mark as pending" not in words
    menu.actions()[0].trigger()
    menu.close()
    await until(lambda: said)
    assert (await of(session, "status"))[name] == "open"


async def test_when_one_of_them_refuses_nothing_is_done_to_any_and_the_reason_is_said(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    many = {f"p{n}": Conversation(account_id="kf1", title=f"客户 {n}", last_at=n + 1) for n in range(10)}
    await from_server(session, "conversation", many)
    await until(lambda: page._list.rowCount() == 18)
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.action_wished.emit("pin")
    await until(lambda: said)
    assert said[0].text == "No more conversations can be pinned"
    assert "Unpin one first" in said[0].detail
    assert not any((await of(session, "pinned")).values())
    assert len(marked(page)) == 18, "the agent may choose fewer now"


async def test_what_all_have_is_taken_from_all_and_what_some_have_is_given_to_all(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await session.conversations.star("co-1")
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["star"].click()
    await until(lambda: len(said) == 1)
    assert set((await of(session, "starred")).values()) == {True}
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["star"].click()
    await until(lambda: len(said) == 2)
    assert said[1].text == "8 stars taken away"
    assert set((await of(session, "starred")).values()) == {False}


async def test_the_bar_asks_for_priority_and_snooze_with_menus(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["priority"].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_2)
    await until(lambda: said)
    assert said[0].text == "8 conversations: priority “High”"
    assert set((await of(session, "priority")).values()) == {2}
    page.column.view.mark_all()
    page.column.bar.buttons["snooze"].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await until(lambda: len(said) == 2)
    assert said[1].text == "8 conversations snoozed"
    assert set((await of(session, "status")).values()) == {"snoozed"}


async def test_several_are_given_to_a_colleague_with_a_word_to_each(
    page: InboxPage, session: Session, said: list[Notice], qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["transfer"].click()
    await until(lambda: page.findChild(QDialog, "transfer_dialog"))
    dialog = page.findChild(QDialog, "transfer_dialog")
    field = dialog.findChild(QLineEdit, "transfer_search")
    qtbot.keyClicks(field, "zm")
    QTest.keyClick(field, Qt.Key.Key_Return)
    words = dialog.findChild(QPlainTextEdit, "transfer_comment")
    assert dialog.focusWidget() is words and not words.isHidden()
    qtbot.keyClicks(words, "I am off")
    QTest.keyClick(words, Qt.Key.Key_Return, CTRL)
    await until(lambda: said)
    assert [(notice.text, notice.action) for notice in said] == [("8 conversations given to 张敏", "Undo")]
    assert set((await of(session, "assignee_id")).values()) == {"user-zhang"}
    notes = [(await session.messages.newest(f"co-{n}"))[-1] for n in range(8)]
    assert {(note.direction, note.text, note.content["mentions"][0]) for note in notes} == {
        ("note", "I am off", "user-zhang")
    }
    assert said[0].act is not None
    said[0].act()

    async def mine_again() -> bool:
        return set((await of(session, "assignee_id")).values()) == {"user-me"}

    await eventually(mine_again)


class Quicker:
    """A server where a colleague has just taken some."""

    def __init__(self, *theirs: str) -> None:
        self.theirs, self.asked = theirs, list[str]()

    async def take(self, ids: list[str]) -> list[Outcome]:
        self.asked += ids
        return [
            Outcome(id="m", verdict=Verdict.REFUSED, reason="taken")
            if name in self.theirs
            else Outcome(id="m", verdict=Verdict.APPLIED, rev=2**40)
            for name in ids
        ]


async def test_of_several_one_wants_those_are_taken_that_nobody_was_quicker_with_and_one_notice_says_so(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await session.conversations.assign("co-2", "user-zhang")
    for name in ("co-3", "co-4", "co-5"):
        await session.conversations.assign(name, "")
    server = Quicker("co-4", "co-5")
    session.conversations._desk = server
    press(page, Qt.Key.Key_A, CTRL)
    press(page, Qt.Key.Key_M, CTRL)
    await until(lambda: said)
    assert [notice.text for notice in said] == ["5 conversations are yours now · Colleagues have 3 of them already"]
    assert sorted(server.asked) == ["co-0", "co-1", "co-3", "co-4", "co-5", "co-6", "co-7"]
    has = await of(session, "assignee_id")
    assert (has["co-2"], has["co-3"], has["co-4"]) == ("user-zhang", "user-me", "")
    assert said[0].act is not None
    said[0].act()

    async def free_again() -> bool:
        return (await of(session, "assignee_id"))["co-3"] == ""

    await eventually(free_again)


@pytest.mark.parametrize(("answer", "has"), [("question_no", "user-zhang"), ("question_yes", "user-me")])
async def test_what_a_colleague_has_is_made_mine_only_after_a_question(
    page: InboxPage, session: Session, answer: str, has: str
) -> None:
    await session.conversations.assign("co-0", "user-zhang")
    page.talk.open("co-0")
    await until(lambda: page.talk.row is not None and page.talk.row.assignee_id == "user-zhang")
    page.talk.header.action_wished.emit("take")
    await until(lambda: page.findChildren(QPushButton, answer))
    page.findChildren(QPushButton, answer)[-1].click()
    await until(lambda: not page.findChildren(QPushButton, answer))

    async def settled() -> bool:
        return (await of(session, "assignee_id"))["co-0"] == has

    await eventually(settled)


async def test_what_is_mine_is_given_back_to_the_queue_and_taken_again_with_undo(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    page.column.bar.buttons["more"].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text().startswith("Give back")).trigger()
    menu.close()
    await until(lambda: said)
    assert said[0].text == "8 conversations given back to the queue"
    assert set((await of(session, "assignee_id")).values()) == {""}
    assert said[0].act is not None
    said[0].act()

    async def mine_again() -> bool:
        return set((await of(session, "assignee_id")).values()) == {"user-me"}

    await eventually(mine_again)


async def test_without_the_server_several_are_taken_for_now(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    await session.conversations.assign("co-3", "")
    press(page, Qt.Key.Key_A, CTRL)
    press(page, Qt.Key.Key_M, CTRL)
    await until(lambda: said)
    assert said[0].text == "8 conversations are yours now"
    assert (await of(session, "assignee_id"))["co-3"] == "user-me"


async def test_a_tag_is_put_on_all_customers_that_lack_it_and_taken_back_from_those(
    page: InboxPage, session: Session, said: list[Notice], qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_A, CTRL)
    press(page, Qt.Key.Key_T)
    picker = page.column.bar.findChild(TagPicker)
    await until(picker.isVisible)
    qtbot.keyClicks(picker.field, "lk")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await until(lambda: said)
    assert said[0].text == "7 customers tagged", "one has it already"

    async def tagged() -> list[bool]:
        return [
            any(tag.on for group in await session.tags.of_customer(f"cu-{n}") for tag in group.tags) for n in range(8)
        ]

    assert await tagged() == [True] * 8
    assert said[0].act is not None
    said[0].act()

    async def undone() -> bool:
        return await tagged() == [True, *[False] * 7]

    await eventually(undone)


async def test_tags_are_offered_within_the_screen_wherever_they_are_asked_for(
    page: InboxPage, session: Session
) -> None:
    picker = page.column.bar.findChild(TagPicker)
    screen = page.screen().availableGeometry()
    picker.open_at(screen.bottomRight(), await session.tags.groups())
    assert screen.contains(picker.geometry())


async def test_no_more_than_can_be_changed_at_once_are_selected_and_that_is_said(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    many = {f"m{n:04}": Conversation(account_id="kf1", title=f"{n}", last_at=n + 1) for n in range(MOST)}
    await from_server(session, "conversation", many)
    await until(lambda: page._list.rowCount() > MOST)
    press(page, Qt.Key.Key_A, CTRL)
    assert len(marked(page)) == MOST
    assert "1,000" in said[0].text


async def test_a_right_click_is_about_the_row_below_it(page: InboxPage, session: Session) -> None:
    click(page, 0)
    name = names(page)[2]
    view = page.column.view
    place = QPoint(120, 2 * HEIGHT + 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.objectName() == "conversation_menu"
    assert marked(page) == [name] and page.conversation_id == names(page)[0]
    next(action for action in menu.actions() if action.text().startswith("Mute")).trigger()
    menu.close()

    async def quiet() -> bool:
        return [name for name, muted in (await of(session, "muted")).items() if muted] == [name]

    await eventually(quiet)


async def test_a_row_says_aloud_what_its_signs_show(page: InboxPage, session: Session) -> None:
    await session.conversations.set_priority("co-4", 3)
    await session.conversations.mute("co-4")

    def aloud() -> str:
        return str(page._list.index(page._list.row_of("co-4"), 0).data(Qt.ItemDataRole.AccessibleTextRole))

    await until(lambda: aloud() == "吴桐, priority: Urgent, muted, 好的谢谢")
    row = page._list.index(page._list.row_of("co-4"), 0).data(Role.ROW)
    assert (row.priority, row.muted) == (3, True)
    assert not page.column.view.grab().isNull()


async def test_the_whole_form_of_a_follow_up_is_in_sight_when_it_opens(page: InboxPage) -> None:
    page.card.setFixedHeight(360)
    page.talk.open("co-0")
    card, form = page.card, page.card.follow_ups.form
    await until(lambda: card.follow_ups._customer_id)
    page.commands.follow_up()
    await until(lambda: form.isVisible() and card.verticalScrollBar().value() > 0)
    await until(lambda: form.mapTo(card.viewport(), form.rect().bottomLeft()).y() <= card.viewport().height())
