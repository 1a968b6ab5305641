"""What can be done with the conversations in hand, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.store import ConversationRow
from app.store.handling import HIGHEST_PRIORITY
from ui.delegates.names import priority_words
from ui.kit import shortcuts
from ui.kit.translations import tr
from ui.pages.inbox.conversation_actions import closing, would_change
from ui.pages.inbox.snooze_menu import snooze_menu

Do = Callable[[str], object]


def conversation_menu(
    rows: Sequence[ConversationRow], me: str, now: int, do: Do, parent: QWidget, *, in_front: bool
) -> QMenu:
    """All that would change something, for one or many; ``do`` is told a name of ``ConversationVerbs.do``.
    ``in_front``: it is the one that is open.
    """
    menu = QMenu(parent)
    menu.setObjectName("conversation_menu")

    def add(action: str, words: str) -> None:
        if would_change(action, rows, me, now):
            menu.addAction(f"{words}\t{shortcuts.shown(action)}", lambda: do(action))

    add("reopen", tr("Verbs", "Open again"))
    add("resolve", tr("Verbs", "Resolve"))
    add("pending", tr("Verbs", "Mark as pending"))
    snooze = snooze_menu(closing(rows, now), lambda preset: do(f"snooze_{preset}"), menu)
    menu.addMenu(snooze)
    menu.addSeparator()
    add("take", tr("Verbs", "Make it mine") if len(rows) == 1 else tr("Verbs", "Make them mine"))
    add("transfer", tr("Verbs", "Give to a colleague …"))
    add("give_back", tr("Verbs", "Give back to the queue"))
    add("tag", tr("Verbs", "Tag …"))
    menu.addMenu(priority_menu(rows, do, menu))
    menu.addSeparator()
    add("unread", tr("Verbs", "Mark as unread"))
    starred, pinned, muted = (all(getattr(row, name) for row in rows) for name in ("starred", "pinned", "muted"))
    add("star", tr("Verbs", "Take the star away") if starred else tr("Verbs", "Star"))
    add("pin", tr("Verbs", "Unpin") if pinned else tr("Verbs", "Pin on top"))
    add("mute", tr("Verbs", "Unmute") if muted else tr("Verbs", "Mute"))
    if in_front:
        menu.addSeparator()
        add("card", tr("Verbs", "Show or hide the customer card"))
    return menu


def priority_menu(rows: Sequence[ConversationRow], do: Do, parent: QWidget) -> QMenu:
    """The priorities, the highest first; a digit chooses one, and the one they all have is ticked."""
    menu = QMenu(tr("Verbs", "Priority"), parent)
    menu.setObjectName("priority_menu")
    for priority in range(HIGHEST_PRIORITY, -1, -1):
        words = f"&{priority}  {priority_words(priority)}"
        action = menu.addAction(words, lambda priority=priority: do(f"priority_{priority}"))
        action.setCheckable(True)
        action.setChecked(all(row.priority == priority for row in rows))
    menu.setActiveAction(menu.actions()[0])
    return menu
