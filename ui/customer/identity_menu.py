"""The accounts a person writes to as a menu, those where an answer is possible first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.store import ConversationRow, IdentityRow
from ui.customer.identity_section import state_of
from ui.delegates.clocks import now_ms
from ui.delegates.plain import one_line
from ui.delegates.quota import quota
from ui.kit.translations import tr


def identity_menu(
    others: Sequence[IdentityRow],
    there: Mapping[str, ConversationRow],
    go: Callable[[str], object],
    parent: QWidget,
    *,
    title: str = "",
    place: QPoint | None = None,
) -> QMenu:
    """A menu at that ``place`` of the screen, else over ``parent``; ``go`` gets the conversation that was chosen. It
    deletes itself when it closes.
    """
    now = now_ms()
    menu = QMenu(parent)
    menu.setObjectName("identity_menu")
    menu.setAccessibleName(title or tr("IdentityMenu", "Answer from another identity"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in sorted(others, key=lambda one: not _open(there.get(one.conversation_id), now)):
        words, _ = state_of(one, there.get(one.conversation_id))
        # An ampersand would be taken for a mnemonic.
        account = one_line(one.account_name, 30).replace("&", "&&")
        menu.addAction(f"{account} · {words}", lambda name=one.conversation_id: go(name))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(place or parent.mapToGlobal(QPoint(16, -menu.sizeHint().height() - 4)))
    return menu


def _open(row: ConversationRow | None, now: int) -> bool:
    return row is not None and quota(row, now).open
