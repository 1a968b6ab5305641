"""Which changes make the inbox look at its open conversation again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import CustomerTag, FollowUp, Identity
from app.session import Session
from app.store import Changes, ConversationRow
from tests.gui.inbox_steps import from_server, until
from ui.pages.inbox.conversation_actions import concerns
from ui.pages.inbox.page import InboxPage


@pytest.fixture
async def row(session: Session, qtbot: QtBot) -> ConversationRow:
    """The open conversation."""
    page = InboxPage(session)
    qtbot.addWidget(page)
    page.talk.open("co-0")
    await until(lambda: page.talk.row is not None)
    assert page.talk.row is not None
    return page.talk.row


async def test_only_what_it_shows_makes_the_inbox_look_again(row: ConversationRow) -> None:
    def looks(kind: str, name: str) -> bool:
        return concerns(Changes({kind: frozenset({name})}), row.id, row)

    assert looks("conversation", row.id)
    assert looks("customer", row.customer_id)
    assert looks("identity", row.identity_id)
    assert looks("user", "a colleague")
    assert not looks("conversation", "another")
    assert not looks("customer", "another")
    assert not looks("message", row.id)


async def test_while_another_row_still_stands_there_any_customer_may_be_the_one(row: ConversationRow) -> None:
    changes = Changes({"customer": frozenset({"somebody"})})
    assert concerns(changes, row.id, replace(row, id="the one before"))
    assert concerns(changes, row.id, None)


async def test_what_comes_for_other_customers_leaves_the_card_as_it_stands(session: Session, qtbot: QtBot) -> None:
    page = InboxPage(session)
    qtbot.addWidget(page)
    page.talk.open("co-0")
    card = page.card
    await until(lambda: len(card.findChildren(QPushButton, "customer_tag")) == 1)
    await until(lambda: len(card.findChildren(QWidget, "follow_up")) == 1)
    before = [*card.findChildren(QPushButton, "customer_tag"), *card.findChildren(QWidget, "follow_up")]
    tagged = CustomerTag(customer_id="cu-1", tag_id="tag-m", author_id="user-me", at=1)
    await from_server(session, "customer_tag", {"another": tagged})
    await from_server(session, "identity", {"id-9": Identity(customer_id="cu-1", account_id="kf2", name="Lena")})
    await from_server(session, "follow_up", {"fu-9": FollowUp(customer_id="cu-1", author_id="user-me", at=1, body="x")})
    await from_server(session, "identity", {"id-8": Identity(customer_id="cu-0", account_id="kf2", name="周雨晴")})
    await until(lambda: card.findChildren(QWidget, "identity"))
    after = [*card.findChildren(QPushButton, "customer_tag"), *card.findChildren(QWidget, "follow_up")]
    assert after == before
