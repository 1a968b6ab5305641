"""Opening the local store, and what the agent decides when it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import StoreDamaged
from app.store_file import StartedOver
from ui.kit import notices
from ui.kit.notices import Tone
from ui.kit.translations import tr
from ui.welcome.window import WelcomeWindow

if TYPE_CHECKING:
    from app.session import Session


class Left(Exception):
    """The agent closed the program before there was a desk."""


async def open_session(session: Session, welcome: Callable[[], WelcomeWindow]) -> StartedOver | None:
    """Open it; what became of the old file when the agent started over on the way.

    Raises:
        Left: the agent leaves instead.
    """
    over: StartedOver | None = None
    way = ""
    while True:
        try:
            if way == "start_over":
                welcome().show_waiting(tr("Desk", "Saving what was not sent yet…"))
                over = await session.start_over()
            await session.open()
        except StoreDamaged as error:
            way = await welcome().settle(error)
            if way == "quit":
                raise Left from error
        else:
            return over


def say_what_was_saved(over: StartedOver) -> None:
    """After starting over: what goes out now, what could not be read, and where the old file lies."""
    where = tr("Desk", "The old file is kept: {0}").format(over.aside) if over.aside else ""
    if not over.readable:
        text = tr("Desk", "What had not been sent yet could not be read")
        notices.say(text, detail=where, tone=Tone.BAD)
    elif over.lost:
        saved = tr("Desk", "%n unsent edit(s) were saved", n=over.saved)
        lost = tr("Desk", "%n could not be read", n=over.lost)
        notices.say(f"{saved} · {lost}", detail=where, tone=Tone.BAD)
    elif over.saved:
        text = tr("Desk", "%n unsent edit(s) were saved and go out now", n=over.saved)
        notices.say(text, detail=where, tone=Tone.GOOD)
