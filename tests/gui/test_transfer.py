"""Giving conversations to a colleague: who is offered, and what is said when nobody can take them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import Account, User
from app.session import Session
from tests.gui.conftest import ACCOUNTS, ME
from tests.gui.inbox_steps import all_in_sight, from_server, known_inbox, until
from ui.kit.notices import Notice
from ui.pages.inbox import InboxPage


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """All conversations of the demo desk."""
    made = await known_inbox(session, qtbot)
    await all_in_sight(made)
    return made


async def test_only_who_sees_all_their_accounts_is_offered_to_take_them(
    page: InboxPage, session: Session, said: list[Notice], qtbot: QtBot
) -> None:
    colleagues = {
        "user-shop": User(name="王店"),
        "user-both": User(name="李两"),
        "user-gone": User(name="赵走", disabled=True),
    }
    await from_server(session, "user", colleagues)
    seen_by = {"kf1": [ME, "user-shop", "user-both", "user-gone"], "mp1": [ME, "user-both", "user-gone"], "kf2": [ME]}
    accounts = {i: Account(kind=ACCOUNTS[i][0], name=ACCOUNTS[i][1], seen_by=who) for i, who in seen_by.items()}
    await from_server(session, "account", accounts)

    async def offered(*names: str) -> list[str]:
        page.column.view.unmark()
        page.talk.open(names[0])
        await until(lambda: page.talk.row is not None and page.talk.row.id == names[0])
        for name in names[1:]:
            page.column.view._marks.turn(name, names[0])
        page.commands._verbs.do("transfer")
        await until(lambda: page.findChild(QDialog, "transfer_dialog") or said)
        if (dialog := page.findChild(QDialog, "transfer_dialog")) is None:
            return [said.pop().text]
        found = [dialog.list.item(at).text() for at in range(dialog.list.count())]
        dialog.reject()
        await until(lambda: page.findChild(QDialog, "transfer_dialog") is None)
        return found

    assert await offered("co-0") == ["李两 · online", "王店 · online"]
    assert await offered("co-0", "co-1") == ["李两 · online"]
    assert await offered("co-4") == ["No colleague sees this account; the administrator can grant it to one"]
    nobody = "No colleague sees all of these accounts; choose conversations of one account"
    assert await offered("co-0", "co-4") == [nobody]


async def test_a_search_for_a_colleague_that_finds_nobody_says_what_to_do(page: InboxPage, qtbot: QtBot) -> None:
    page.column.view.mark_all()
    page.column.bar.buttons["transfer"].click()
    await until(lambda: page.findChild(QDialog, "transfer_dialog"))
    dialog = page.findChild(QDialog, "transfer_dialog")
    field, words = dialog.findChild(QLineEdit, "transfer_search"), dialog.findChild(QWidget, "emptiness")
    assert not words.isVisible()
    qtbot.keyClicks(field, "zq")
    assert words.isVisible() and "Try fewer letters" in words.text()
    assert words.visibleRegion().boundingRect() == words.rect()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not words.isVisible() and dialog.list.count() == 1
    dialog.reject()
