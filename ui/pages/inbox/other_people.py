"""Whether what was pasted or attached belongs to another customer than the one it would go to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.phrases import phrase
from app.services import CustomerService
from app.store import ConversationRow, Part, Stranger
from ui.delegates.plain import one_line
from ui.kit.dialogs import confirm
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.pages.inbox.composer_frame import ComposerFrame

_KINDS = {
    "name": phrase("OtherPeople", "“{0}” is another customer"),
    "phone": phrase("OtherPeople", "{0} is the phone of {1}, another customer"),
    "order": phrase("OtherPeople", "{0} is an order of {1}, another customer"),
}
MOST = 5
"""Lines of a warning."""

_READ = ("title", "description", "file_name")
"""What besides its text is read of a part."""


class OtherPeople(QObject):
    """Looks while one goes on typing; what is typed by hand is meant, and not looked at.

    Signals:
        found: something that was pasted or attached is another customer's.
    """

    found = Signal()

    def __init__(self, customers: CustomerService, tasks: TaskScope, frame: ComposerFrame) -> None:
        super().__init__(frame)
        self._customers, self._tasks, self._frame = customers, tasks, frame
        self._customer_id = ""
        self._unread: list[str] = []
        self._attached: set[str] = set()
        self._known: list[Stranger] = []
        self._looking = asyncio.Lock()
        frame.edit.pasted.connect(self._pasted)
        frame.strip.changed.connect(self._strip_changed)

    def turn_to(self, row: ConversationRow | None) -> None:
        """For whom what is written now is meant."""
        self._customer_id = row.customer_id if row is not None else ""
        self._unread, self._attached, self._known = [], set(), []

    def remember(self, text: str) -> None:
        """What stood there before: nobody knows how it came; looked at when it is to go."""
        if text:
            self._unread.append(text)

    def warning(self) -> str:
        """What is known to be wrong with what is to go; empty: nothing."""
        if not self._known:
            return ""
        attached = (words_of(part) for part in self._frame.strip.parts)
        return warning_about(self._known, "\n".join((self._frame.edit.toPlainText(), *attached)))

    async def may_go(self, title: str) -> bool:
        """Whether nothing is wrong, or the agent wants it sent all the same."""
        self._read_strip()
        await self._look()
        return await is_meant(self.warning(), title, self._frame)

    def _pasted(self, text: str) -> None:
        self._unread.append(text)
        self._tasks.start(self._look())

    def _strip_changed(self) -> None:
        if self._read_strip():
            self._tasks.start(self._look())

    def _read_strip(self) -> bool:
        """Whether something came that was not looked at before."""
        fresh = {words for part in self._frame.strip.parts if (words := words_of(part).strip())} - self._attached
        self._attached |= fresh
        self._unread += fresh
        return bool(fresh)

    async def _look(self) -> None:
        async with self._looking:
            whose = self._customer_id
            while self._unread and whose == self._customer_id:
                found = await self._customers.others_in(self._unread.pop(), whose)
                self._known += found if whose == self._customer_id else []
        if self.warning():
            self.found.emit()


def words_of(part: Part) -> str:
    """What a customer would read of it, the name of a file included."""
    return "\n".join((part.text, *(str(part.content.get(field, "")) for field in _READ)))


def warning_about(found: Sequence[Stranger], text: str) -> str:
    """Whose words stand in ``text``, a line for each; empty: nobody's."""
    return "\n".join(dict.fromkeys(_words(one) for one in found[:MOST] if one.words in text))


async def is_meant(warning: str, title: str, page: QWidget) -> bool:
    """Whether there is nothing to warn of, or the agent wants it sent to ``title`` all the same."""
    if not warning:
        return True
    question = tr("OtherPeople", "Is this meant for {0}?")
    whom = one_line(title, 24) or tr("OtherPeople", "this customer")
    return await confirm(
        page, question.format(whom), warning, yes=tr("OtherPeople", "Send it all the same"), danger=True
    )


def _words(one: Stranger) -> str:
    title = one_line(one.title, 24) or tr("OtherPeople", "somebody")
    return tr("OtherPeople", _KINDS[one.what]).format(one_line(one.words, 40), title)
