"""What stands below the list while several conversations are selected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.action_bar import Action, ActionBar
from ui.kit.translations import tr


class SelectionBar(ActionBar):
    """Its actions are names of ``ConversationVerbs.do``."""

    def __init__(self, parent: QWidget) -> None:
        actions = (
            Action("resolve", "check", tr("SelectionBar", "Resolve"), "resolve"),
            Action("snooze", "snooze", tr("SelectionBar", "Snooze"), "snooze"),
            Action("transfer", "transfer", tr("SelectionBar", "Give to a colleague"), "transfer"),
            Action("tag", "tag", tr("SelectionBar", "Tag"), "tag"),
            Action("priority", "flag", tr("SelectionBar", "Priority"), "priority"),
            Action("star", "star", tr("SelectionBar", "Star"), "star"),
            Action("mute", "mute", tr("SelectionBar", "Mute"), "mute"),
            Action("unread", "unread", tr("SelectionBar", "Mark as unread"), "unread"),
            Action("more", "more", tr("SelectionBar", "More"), ""),
        )
        super().__init__(tr("SelectionBar", "Selected conversations"), actions, parent)
