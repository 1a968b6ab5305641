"""Steps that tests of the composer share."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.session import Session
from ui.delegates.pictures import Pictures
from ui.kit.tasks import TaskScope
from ui.pages.inbox.composer import Composer, Desk


async def composer_on(holder: QWidget, session: Session) -> Composer:
    """A composer for the first customer of 客服·售前."""
    desk = Desk.of(session, Pictures(session.files.path_of, holder))
    made = Composer(desk, TaskScope(holder), holder)
    made.setGeometry(0, 400, 800, 200)
    made.show()
    await turn_to(made, session, "co-0")
    return made


async def turn_to(composer: Composer, session: Session, name: str) -> None:
    """Show a conversation and its customer."""
    row = await session.conversations.row(name)
    composer.show_conversation(row)
    assert row is not None
    composer.show_customer(await session.customers.get(row.customer_id), "林小满")


async def said_last(session: Session, name: str = "co-0") -> tuple[str, str, str]:
    """Words, direction and state of the newest message."""
    last = (await session.messages.newest(name, 1))[0]
    return last.text, last.direction.value, last.state.value


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    """What an input method does: show an unfinished word, or hand over a finished one."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(composer.edit, event)
