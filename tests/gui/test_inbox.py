"""The inbox as an agent uses it: a real session, real keys, no network."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.protocol import Conversation, Identity, Message
from app.session import Session
from app.store import records
from tests.gui.conftest import ME
from tests.gui.inbox_steps import eventually, from_server, until
from ui.customer.follow_up_section import FollowUpItem
from ui.delegates.clocks import now_ms
from ui.models.roles import Role
from ui.pages.customers.page import CustomersPage
from ui.pages.inbox import InboxPage
from ui.pages.inbox.conversation_actions import snooze_until
from ui.pages.inbox.silence import Silence

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """The inbox, shown, with its list read."""
    made = InboxPage(session)
    qtbot.addWidget(made)
    made.resize(1384, 830)
    made.show()
    await until(lambda: made._list.known and made._list.index(0, 0).data(Role.ROW) is not None)
    return made


async def test_the_customer_who_waited_longest_is_on_top(page: InboxPage) -> None:
    names = [page._list.index(at, 0).data(Role.ROW).title for at in range(page._list.rowCount())]
    assert names == ["单雨欣", "阿柚", "陈先生", "周雨晴", "Lena"]


async def test_a_conversation_opens_in_all_columns(page: InboxPage, qtbot: QtBot) -> None:
    page.talk.open("co-0")
    await until(lambda: page.talk.model.rowCount() == 1)
    await until(lambda: page.card.profile._row is not None)
    assert page.talk.header.name.whole_text() == "周雨晴"
    assert page.talk.composer.send_button.text() == "Send as “客服·售前”"


async def test_enter_in_the_list_leads_to_the_answer_and_ctrl_enter_sends_it(page: InboxPage, qtbot: QtBot) -> None:
    page.column.view.setFocus()
    qtbot.keyClick(page.column.view, Qt.Key.Key_Down)
    await until(lambda: page.talk.model.rowCount() == 1)
    qtbot.keyClick(page.column.view, Qt.Key.Key_Return)
    qtbot.keyClicks(page.talk.composer.edit, "ok")
    qtbot.keyClick(page.talk.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: page.talk.model.rowCount() == 2)
    assert page.talk.model.row_at(1).text == "ok"
    assert page.talk.model.row_at(1).state == "queued"
    await until(lambda: page.talk.composer.edit.toPlainText() == "")


async def test_one_key_opens_the_longest_waiting_over_all_accounts(page: InboxPage) -> None:
    page.show_account("mp1")
    page.reveal("longest_waiting")
    await until(lambda: page.talk.header.name.whole_text() == "单雨欣")
    assert page.conversation_id == "co-6"


async def test_each_tab_keeps_its_own_view(page: InboxPage) -> None:
    page.column.show_view("mine")
    page.show_account("kf2")
    await until(lambda: page._list.known and page._list.rowCount() == 1)
    page.show_account("")
    await until(lambda: page._list.known and page._list.rowCount() == 8)
    assert page.column.pills.pills["mine"].isChecked()


async def test_an_empty_view_says_what_it_means(page: InboxPage) -> None:
    page.column.show_view("snoozed")
    await until(lambda: page._list.known)
    assert page.column.empty.title.text() == "Nothing is put away"
    assert page.column.empty.isVisible()


async def test_opening_a_conversation_reads_it_and_the_timeline_leaves_no_old_talk(
    page: InboxPage, session: Session
) -> None:
    page.talk.open("co-0")
    page.talk.open("co-2")
    await until(lambda: page.talk.model.rowCount() == 1)
    assert page.talk.model.row_at(0).text == "快递到哪里了？"
    async with asyncio.timeout(5):
        while (await session.conversations.row("co-2")).unread:
            pass
    assert (await session.conversations.row("co-0")).unread == 1


async def test_what_is_marked_as_unread_stays_so_while_it_is_open_until_the_customer_writes_again(
    page: InboxPage, session: Session
) -> None:
    async def unread() -> int:
        row = await session.conversations.row("co-0")
        return row.unread if row is not None else -1

    page.activateWindow()
    page.talk.open("co-0")
    await until(lambda: page.talk.row is not None and page.talk.row.id == "co-0" and not page.talk.row.unread)
    page.commands._verbs.do("unread")
    await until(lambda: page.talk._row is not None and page.talk._row.unread == 1)
    await session.conversations.star("co-0")
    await until(lambda: page.talk._row is not None and page.talk._row.starred)
    assert await unread() == 1, "any other change must not read it"
    found = await session._store.read(records.get, "conversation", "co-0")
    assert isinstance(found, Conversation)
    news = replace(found, last_at=now_ms(), unread=2)
    await from_server(session, "conversation", {"co-0": news})

    async def read() -> bool:
        return await unread() == 0

    await eventually(read)


async def test_a_tag_is_put_on_with_t_initials_and_enter(page: InboxPage, session: Session, qtbot: QtBot) -> None:
    page.talk.open("co-2")
    await until(lambda: page.card.tags._groups)
    page.column.view.setFocus()
    qtbot.keyClick(page.column.view, Qt.Key.Key_T)
    picker = page.card.tags.picker
    await until(lambda: picker.isVisible())
    qtbot.keyClicks(picker.field, "lk")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    await until(lambda: [b.text() for b in chips(page)] == ["老客"])
    chips(page)[0].click()
    await until(lambda: not chips(page))


def chips(page: InboxPage) -> list[QPushButton]:
    found = page.card.tags.findChildren(QPushButton, "customer_tag")
    return [button for button in found if not button.isHidden()]


async def test_a_follow_up_is_written_and_finished(page: InboxPage, session: Session, qtbot: QtBot) -> None:
    page.talk.open("co-2")
    await until(lambda: page.card.follow_ups._customer_id == "cu-2")
    page.findChild(QShortcut, "key_follow_up").activated.emit()
    form = page.card.follow_ups.form
    qtbot.keyClicks(form.text, "call back")
    form.findChild(QPushButton, "due_tomorrow").click()
    form.findChild(QPushButton, "follow_up_keep").click()
    await until(lambda: form.isHidden())
    await until(lambda: page.card.follow_ups.findChildren(FollowUpItem))
    row = (await session.follow_ups.of_customer("cu-2"))[0]
    assert (row.body, row.conversation_id) == ("call back", "co-2")
    assert row.due_at > now_ms()
    await session.follow_ups.finish(row.id)
    await until(lambda: any(not item.is_open for item in page.card.follow_ups.findChildren(FollowUpItem)))


async def test_the_remark_is_kept_and_phones_stay_masked_until_asked_for(
    page: InboxPage, session: Session, qtbot: QtBot
) -> None:
    await session.customers.edit("cu-0", phones=["13812341234"])
    page.talk.open("co-0")
    profile = page.card.profile
    await until(lambda: profile.phone.whole_text() == "138****1234")
    profile.reveal.click()
    assert profile.phone.whole_text() == "13812341234"
    profile.remark.setFocus()
    qtbot.keyClicks(profile.remark, "VIP")
    qtbot.keyClick(profile.remark, Qt.Key.Key_Return)
    await until(lambda: page.talk.header.name.whole_text() == "VIP")


async def test_resolving_and_snoozing_take_a_conversation_out_of_the_way(page: InboxPage, session: Session) -> None:
    page.talk.open("co-0")
    await until(lambda: page.talk._row is not None)
    page.talk.header.action_wished.emit("snooze_tomorrow")
    await until(lambda: page.talk._row.status == "snoozed")
    assert page.talk.header.presence.text() == "Snoozed"
    page.talk.header.resolve.click()
    await until(lambda: page.talk._row.status == "resolved")
    assert page.talk.header.resolve.accessibleName() == "Open again"


def test_a_snooze_ends_at_nine() -> None:
    friday = datetime(2026, 11, 20, 18, 30)
    assert datetime.fromtimestamp(snooze_until("tomorrow", friday) / 1000) == datetime(2026, 11, 21, 9)
    assert datetime.fromtimestamp(snooze_until("monday", friday) / 1000) == datetime(2026, 11, 23, 9)
    assert snooze_until("reply", friday) == 0


async def test_a_narrow_window_gives_the_room_of_the_card_to_the_talk(page: InboxPage) -> None:
    page.talk.open("co-0")
    await until(lambda: page.card.isVisible())
    page.resize(900, 700)
    assert page.card.isHidden()
    page.talk.header.action_wished.emit("card")
    assert not page.card.isHidden()


async def test_a_hostile_name_stays_a_name_everywhere(page: InboxPage, session: Session) -> None:
    await session.customers.edit("cu-0", name="<img src=x>\u202egnp\u0000\n" + "长" * 100_000)
    page.talk.open("co-0")
    await until(lambda: page.talk.header.name.whole_text().startswith("<img src=x>gnp 长"))
    assert len(page.talk.header.name.whole_text()) <= 160
    assert not page.grab().isNull()


async def test_everything_one_can_press_or_type_into_has_a_name(page: InboxPage) -> None:
    page.talk.open("co-0")
    await until(lambda: page.card.profile._row is not None and page.card.tags._groups)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    widgets = [w for kind in kinds for w in page.findChildren(kind) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    ours = [w for w in widgets if not w.objectName().startswith("qt_")]
    assert len(ours) > 30
    nameless = [(type(w).__name__, w.objectName()) for w in ours if not w.accessibleName() or not w.objectName()]
    assert nameless == []


async def test_a_closed_window_offers_the_other_identity_that_is_open(page: InboxPage, session: Session) -> None:
    found = await session._store.read(records.get, "conversation", "co-0")
    twin = Identity(customer_id="cu-0", account_id="mp1", name="周雨晴")
    await from_server(session, "identity", {"id-twin": twin})
    there = replace(found, account_id="mp1", identity_id="id-twin")
    await from_server(session, "conversation", {"co-0": replace(found, sent_in_window=5), "co-twin": there})
    page.talk.open("co-0")
    await until(lambda: not page.talk.composer.elsewhere.isHidden())
    assert page.talk.composer.elsewhere.text() == "Answer from “公众号·青禾”"
    page.talk.composer.elsewhere.click()
    await until(lambda: page.talk.composer.send_button.text() == "Send as “公众号·青禾”")
    assert page.talk.composer.send_button.isEnabled()


async def test_a_talk_without_a_word_says_so_until_somebody_writes(page: InboxPage, session: Session) -> None:
    await from_server(session, "conversation", {"co-new": Conversation(account_id="kf1", title="新客", assignee_id=ME)})
    page.talk.open("co-0")
    silence = page.findChild(Silence)
    await until(lambda: page.talk.model.rowCount() == 1)
    assert silence.isHidden()
    page.talk.open("co-new")
    await until(silence.isVisible)
    assert silence.size() == page.talk.timeline.size()
    await from_server(session, "message", {"first": Message(conversation_id="co-new", text="在吗", at=5)})
    await until(silence.isHidden)


def test_no_part_of_a_page_knows_another_only_by_its_type() -> None:
    """Such imports hide a circle: the page knows its parts, no part knows the page."""
    folders = [Path(inspect.getfile(page)).parent for page in (InboxPage, CustomersPage)]
    parts = [part for folder in folders for part in folder.glob("*.py")]
    assert [part.name for part in parts if "TYPE_CHECKING" in part.read_text(encoding="utf-8")] == []
