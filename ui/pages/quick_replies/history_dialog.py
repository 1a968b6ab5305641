"""What a quick reply said before: version by version beside what it says now, and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.errors import Offline
from app.phrases import phrase
from app.protocol import PastValue
from app.store import QuickReplyRow
from ui.delegates.plain import one_line
from ui.kit import notices
from ui.kit.dialogs import ask
from ui.kit.record_words import field_name, shown
from ui.kit.side_by_side import SideBySide
from ui.kit.translations import tr
from ui.kit.widgets import label, push_button

if TYPE_CHECKING:
    from app.session import Session

FIELDS = ("body", "title", "shortcut", "parts")
"""What a version is kept of; where a reply hangs and how often it is used are not words."""

WIDE, LINE = 250, 52
"""Pixels of the list of versions, and of one of them."""

WHOLE, SIDE = 880, 256
"""Pixels of the dialog's width, and of the words on a side."""

LEAST, MOST = 168, 420
"""Pixels of height, within which the list and the longest text are shown whole."""

_CAUSES = {
    "overwritten": phrase("History", "replaced by {0}"),
    "deleted": phrase("History", "deleted by {0}"),
    "late": phrase("History", "by {0}, did not stand"),
    "clash": phrase("History", "by {0}, did not stand"),
}


class HistoryDialog(QDialog):
    """Choose a version; ``chosen`` is the one to restore once the dialog was accepted."""

    def __init__(
        self, reply: QuickReplyRow, values: Sequence[PastValue], names: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._reply, self._names = reply, names
        self._values = [value for value in values if value.field in FIELDS]
        self.setObjectName("history_dialog")
        self.setWindowTitle(self.tr("Earlier versions"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(one_line(reply.title, 60) or self.tr("Quick reply"), size="title"))
        body = self._body()
        column.addLayout(body, 1)
        column.addLayout(self._bottom())
        self.resize(WHOLE, self.sizeHint().height() - body.sizeHint().height() + self._high())
        if self._values:
            self._list.setCurrentRow(0)
        self._list.setFocus()

    def _high(self) -> int:
        """What the versions need."""
        words, wrap = self._sides.fontMetrics(), Qt.TextFlag.TextWordWrap
        texts = [text for value in self._values for text in (value.value, getattr(self._reply, value.field))]
        room = QRect(0, 0, SIDE, MOST)
        longest = max((words.boundingRect(room, wrap, shown(text)).height() for text in texts), default=0)
        return min(max(LEAST, longest + 2 * LINE, LINE * len(self._values)), MOST)

    def _body(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self._list = QListWidget(self)
        self._list.setObjectName("history_list")
        self._list.setAccessibleName(self.windowTitle())
        for value in self._values:
            item = QListWidgetItem(self._line(value))
            item.setToolTip(item.text())
            item.setSizeHint(QSize(0, LINE))
            self._list.addItem(item)
        self._list.currentRowChanged.connect(self._show)
        self._list.itemActivated.connect(lambda _item: self.accept())
        self._list.setFixedWidth(WIDE)
        row.addWidget(self._list)
        self._sides = SideBySide((self.tr("Then"), "history_then"), (self.tr("Now"), "history_now"), self)
        row.addWidget(self._sides, 1)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("What stands there now is kept as a version too."), tone="ink3", size="caption"), 1)
        no = push_button(self.tr("Close"), "history_close")
        no.setAutoDefault(False)
        no.clicked.connect(self.reject)
        row.addWidget(no)
        yes = push_button(self.tr("Restore this version"), "history_restore", role="primary")
        yes.setEnabled(bool(self._values))
        yes.clicked.connect(self.accept)
        row.addWidget(yes)
        return row

    @property
    def chosen(self) -> PastValue | None:
        """The version that is looked at."""
        at = self._list.currentRow()
        return self._values[at] if 0 <= at < len(self._values) else None

    def _line(self, value: PastValue) -> str:
        when = QLocale().toString(QDateTime.fromMSecsSinceEpoch(value.at), QLocale.FormatType.ShortFormat)
        who = one_line(self._names.get(value.user_id, ""), 24) or self.tr("a colleague")
        how = tr("History", _CAUSES.get(value.cause, _CAUSES["overwritten"])).format(who)
        return f"{field_name(value.field)} · {when}\n{how}"

    def _show(self, at: int) -> None:
        value = self._values[at]
        self._sides.show_texts(shown(value.value), shown(getattr(self._reply, value.field)))


async def look_back(session: Session, reply_id: str, save: Callable[[], Awaitable[None]], page: QWidget) -> None:
    """Show the earlier versions of a quick reply and restore the one that is wished; ``save`` keeps what is typed."""
    try:
        values = await session.past.values("quick_reply", reply_id)
    except Offline:
        notices.say(
            tr("History", "Earlier versions are kept on the server, which cannot be reached now"),
            detail=tr("History", "What you write meanwhile is saved here and goes out later."),
            tone=notices.Tone.WARN,
        )
        return
    reply, names = await session.quick_replies.get(reply_id), {user.id: user.name for user in await session.users.all()}
    if reply is None or not any(value.field in FIELDS for value in values):
        notices.say(tr("History", "There are no earlier versions of this quick reply"))
        return
    dialog = HistoryDialog(reply, values, names, page)
    if await ask(dialog) and (chosen := dialog.chosen) is not None:
        await save()
        await session.past.restore("quick_reply", reply_id, chosen.id)
        session.wake()
        notices.say(tr("History", "The earlier version is back"), tone=notices.Tone.GOOD)
