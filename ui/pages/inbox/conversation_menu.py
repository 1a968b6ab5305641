"""What can be done with the conversations in hand, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.store import ConversationRow
from app.store.handling import HIGHEST_PRIORITY
from ui.delegates.names import priority_words
from ui.kit import shortcuts
from ui.kit.translations import tr
from ui.pages.inbox.conversation_actions import closing
from ui.pages.inbox.snooze_menu import snooze_menu

Do = Callable[[str], object]


def conversation_menu(rows: Sequence[ConversationRow], now: int, do: Do, parent: QWidget, *, in_front: bool) -> QMenu:
    """Everything, for one or many; ``do`` is told a name of ``ConversationVerbs.do``. ``in_front``: it is the one that
    is open.
    """
    menu = QMenu(parent)
    menu.setObjectName("conversation_menu")
    statuses = {row.status for row in rows}
    if statuses <= {"resolved", "pending"}:
        _add(menu, "reopen", tr("Verbs", "Open again"), do)
    if statuses != {"resolved"}:
        _add(menu, "resolve", tr("Verbs", "Resolve"), do)
    if statuses != {"pending"}:
        _add(menu, "pending", tr("Verbs", "Mark as pending"), do)
    snooze = snooze_menu(closing(rows, now), lambda preset: do(f"snooze_{preset}"), menu)
    menu.addMenu(snooze)
    menu.addSeparator()
    _add(menu, "take", tr("Verbs", "Make it mine") if len(rows) == 1 else tr("Verbs", "Make them mine"), do)
    _add(menu, "transfer", tr("Verbs", "Give to a colleague …"), do)
    if any(row.assignee_id for row in rows):
        _add(menu, "give_back", tr("Verbs", "Give back to the queue"), do)
    _add(menu, "tag", tr("Verbs", "Tag …"), do)
    menu.addMenu(priority_menu(rows, do, menu))
    menu.addSeparator()
    _add(menu, "unread", tr("Verbs", "Mark as unread"), do)
    starred, pinned, muted = (all(getattr(row, name) for row in rows) for name in ("starred", "pinned", "muted"))
    _add(menu, "star", tr("Verbs", "Take the star away") if starred else tr("Verbs", "Star"), do)
    _add(menu, "pin", tr("Verbs", "Unpin") if pinned else tr("Verbs", "Pin on top"), do)
    _add(menu, "mute", tr("Verbs", "Unmute") if muted else tr("Verbs", "Mute"), do)
    if in_front:
        menu.addSeparator()
        _add(menu, "card", tr("Verbs", "Show or hide the customer card"), do)
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


def _add(menu: QMenu, action: str, words: str, do: Do) -> None:
    menu.addAction(f"{words}\t{shortcuts.shown(action)}", lambda: do(action))
