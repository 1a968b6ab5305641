"""While messages arrive, nothing that the agent looks at or points to moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from app.protocol import Message
from app.session import Session
from app.store import ConversationRow, records
from tests.gui.inbox_steps import from_server, known_inbox, until
from ui.customer.follow_up_section import FollowUpItem
from ui.delegates.clocks import now_ms
from ui.models.roles import Role
from ui.pages.inbox import InboxPage


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    return await known_inbox(session, qtbot)


async def test_nothing_jumps_while_messages_arrive(page: InboxPage, session: Session) -> None:
    page.talk.open("co-0")
    card = page.card
    await until(lambda: card.follow_ups.findChildren(FollowUpItem) and card.tags._flow.count() and page.talk._customer)
    fixed = [
        page.talk.header,
        page.talk.header.meter,
        page.talk.timeline,
        page.talk.composer,
        page.talk.composer.edit,
        page.talk.composer.send_button,
    ]
    fixed += [page.column.view, card, card.profile, card.tags, card.follow_ups, card.identities]

    def places() -> list[QRect]:
        return [QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()) for widget in fixed]

    await until(lambda: card.identities.height() == card.identities.sizeHint().height())
    before = places()
    for n in range(12):
        talk = ("co-0", "co-1", "co-2")[n % 3]
        row = await session._store.read(records.get, "conversation", talk)
        said = f"第 {n} 句，运费谁出？" * (n + 1)
        news = replace(row, last_at=now_ms() + n, snippet=said, unread=n, waiting_since=now_ms(), last_direction="in")
        await from_server(session, "message", {f"news-{n}": Message(conversation_id=talk, text=said, at=now_ms() + n)})
        await from_server(session, "conversation", {talk: news})
        await until(lambda talk=talk, said=said: _row_of(page, talk).snippet == said)
        assert places() == before
    assert page.talk.model.rowCount() == 5


def _row_of(page: InboxPage, conversation_id: str) -> ConversationRow:
    return page._list.index(page._list.row_of(conversation_id), 0).data(Role.ROW)
