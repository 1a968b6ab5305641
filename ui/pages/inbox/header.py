"""Who the agent talks to, through which account, and how long that is possible."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rules.abilities import abilities
from app.store import ConversationRow, CustomerRow
from ui.delegates import brushes
from ui.delegates.brushes import ink
from ui.delegates.clocks import beat, now_ms
from ui.delegates.names import name_of, presence
from ui.delegates.plain import one_line
from ui.delegates.quota import quota
from ui.kit.theme import theme
from ui.kit.translations import tr
from ui.kit.widgets import ElidedLabel, IconButton, chip
from ui.pages.inbox.meter import QuotaMeter

HEIGHT = 56
FIXED_ROOM = 190
"""Pixels of the header that band, buttons and margins take; tags give way first, then presence."""
LEAST_PRESENCE = 120
"""Pixels in which it is worth to begin saying who is there."""


class Band(QWidget):
    """A bar in the colour of an account's kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = "line"
        self.setFixedSize(QSize(4, 28))
        theme().changed.connect(self.update)

    def show_kind(self, kind: str) -> None:
        """Take the colour of a kind of account."""
        self._colour = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brushes.slab(painter, QRectF(self.rect()), 2, ink(self._colour))


class ConversationHeader(QWidget):
    """The line above the talk.

    Signals:
        action_wished(str): a name of ``ConversationVerbs.do``.
    """

    action_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: ConversationRow | None = None
        self._me = ""
        self._tags_width = 0
        self.setObjectName("conversation_header")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.band = Band(self)
        self.name = ElidedLabel(size="title")
        self.name.setObjectName("customer_name")
        self.origin = ElidedLabel(size="small", tone="ink3")
        self.origin.setObjectName("conversation_origin")
        self._tags = QWidget(self)
        self._tag_row = QHBoxLayout(self._tags)
        self._tag_row.setContentsMargins(0, 0, 0, 0)
        self._tag_row.setSpacing(6)
        self.presence = ElidedLabel(size="caption", tone="ink2")
        self.presence.setObjectName("presence")
        self.presence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.meter = QuotaMeter(self)
        self._lay_out()
        beat().timeout.connect(self._tick)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.band)
        self._names = QWidget(self)
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.origin)
        names.addStretch(1)
        row.addWidget(self._names, 100)
        row.addWidget(self._tags)
        row.addStretch(1)
        row.addWidget(self.presence)
        row.addWidget(self.meter)
        self.resolve = self._button(row, "check", self.tr("Resolve"), "resolve")
        self.resolve.clicked.connect(self._resolve_or_reopen)
        self.snooze = self._button(row, "snooze", self.tr("Snooze"), "snooze")
        self.snooze.clicked.connect(lambda: self.action_wished.emit("snooze"))
        self.more = self._button(row, "more", self.tr("More"), "conversation_more")
        self.more.clicked.connect(lambda: self.action_wished.emit("more"))
        self.buttons = {"resolve": self.resolve, "snooze": self.snooze, "more": self.more}

    def _button(self, row: QHBoxLayout, icon: str, title: str, name: str) -> IconButton:
        button = IconButton(icon, title, name, self)
        row.addWidget(button)
        row.setSpacing(8)
        return button

    def show_conversation(self, row: ConversationRow | None, customer: CustomerRow | None, me: str) -> None:
        """Show another conversation, or what became of this one."""
        self._row = row
        for part in (self.band, self.name, self.origin, self._tags, self.presence, self.meter):
            part.setVisible(row is not None)
        for button in self.buttons.values():
            button.setVisible(row is not None)
        if row is None:
            return
        self.band.show_kind(row.account_kind.value)
        self.name.show_text(name_of(row))
        able = abilities(row.account_kind)
        words = [self.tr("from {0}").format(one_line(row.account_name)), one_line(customer.source) if customer else ""]
        if able.mode != "two_way":
            words.append(tr("Abilities", able.glance))
        self.origin.show_text(" · ".join(word for word in words if word))
        self.origin.setToolTip(tr("Abilities", able.why))
        for part in (self.name, self.origin, self.presence):
            part.ensurePolished()
        self._names.setMaximumWidth(max(self.name.sizeHint().width(), self.origin.sizeHint().width()) + 8)
        self._me = me
        self.presence.show_text(self._presence(row, me))
        self._show_tags(row)
        resolved = row.status == "resolved"
        self.resolve.show_icon("undo" if resolved else "check")
        self.resolve.setToolTip(self.tr("Open again") if resolved else self.tr("Resolve"))
        self.resolve.setAccessibleName(self.resolve.toolTip())
        self._tick()
        self._fit()

    def _presence(self, row: ConversationRow, me: str) -> str:
        """Whose it is, and who has it open."""
        there = presence(row, me, now_ms())
        if row.gone_at:
            return self.tr("The customer has left this account")
        whose = ""
        if row.status == "snoozed":
            whose = self.tr("Snoozed")
        elif row.status == "resolved":
            whose = self.tr("Resolved")
        elif row.status == "pending":
            whose = self.tr("Pending")
        elif row.assignee_id and [row.assignee_id] != [one.user_id for one in row.colleagues_here(me, now_ms())]:
            mine = row.assignee_id == me
            whose = self.tr("Mine") if mine else self.tr("With {0}").format(one_line(row.assignee_name, 20))
        return " · ".join(words for words in (whose, there) if words)

    def _show_tags(self, row: ConversationRow) -> None:
        while self._tag_row.count():
            widget = self._tag_row.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        # The layout does not count chips that were never shown.
        self._tags_width = 0
        for at, tag in enumerate(row.tags[:3]):
            made = chip(one_line(tag.name, 12), tone="brand" if at == 0 else "")
            made.ensurePolished()
            self._tags_width += made.sizeHint().width() + 6
            self._tag_row.addWidget(made)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._row is None:
            return
        room = self.width() - self._names.maximumWidth() - self.meter.sizeHint().width() - FIXED_ROOM
        presence = self.presence.sizeHint().width() + 12 if self.presence.whole_text() else 0
        tags = self._tags_width + 12
        self.presence.setVisible(bool(presence) and room >= min(presence, LEAST_PRESENCE))
        self.presence.setFixedWidth(max(0, min(presence, room) - 12))
        self._tags.setVisible(bool(self._row.tags) and room >= presence + tags)

    def _tick(self) -> None:
        if self._row is not None:
            self.meter.show_budget(quota(self._row, now_ms()))
            presence = self._presence(self._row, self._me)
            if presence != self.presence.whole_text():  # a colleague's hold has lapsed
                self.presence.show_text(presence)
                self._fit()

    # -- gestures

    def _resolve_or_reopen(self) -> None:
        resolved = self._row is not None and self._row.status == "resolved"
        self.action_wished.emit("reopen" if resolved else "resolve")
