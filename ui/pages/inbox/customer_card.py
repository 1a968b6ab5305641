"""The right column: who this is, what they are like, what was promised."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services import ConversationService, CustomerService, FollowUpService, TagService
from app.store import Changes, ConversationRow, CustomerRow
from ui.delegates import brushes
from ui.delegates.brushes import ink
from ui.delegates.clocks import DAY, now_ms
from ui.delegates.names import name_of
from ui.delegates.plain import one_line
from ui.kit.skeleton import Skeleton
from ui.kit.tasks import TaskScope
from ui.kit.widgets import AvatarLabel, ElidedLabel
from ui.pages.inbox.follow_up_section import FollowUpSection
from ui.pages.inbox.identity_section import IdentitySection
from ui.pages.inbox.profile_section import ProfileSection
from ui.pages.inbox.suggestion_section import SuggestionSection
from ui.pages.inbox.tag_section import TagSection

HEAD = 80
"""Pixels of the face and the name, with the room around them."""

LINE, HEADINGS, EMPTY = 24, (0, 8, 11), (7, 10)
"""Pixels of a line of what is still being read; which of them are headings, and which hold nothing."""


def skeleton(painter: QPainter, wide: float, at: int) -> None:
    """What is known of a customer, before it is known."""
    if at in HEADINGS:
        brushes.slab(painter, QRectF(16, 6, 56, 10), 5, ink("chip"))
    elif at < max(HEADINGS) + 3 and at not in EMPTY:
        brushes.slab(painter, QRectF(16, 8, 40, 8), 4, ink("chip"))
        brushes.slab(painter, QRectF(83, 8, (wide - 99) * (0.5 + at % 3 * 0.2), 8), 4, ink("chip"))


class CustomerCard(QScrollArea):
    """A column of sections.

    Signals:
        customer_shown(CustomerRow): the card was read; None for groups and strangers.
        conversation_wished(str): go to another identity's talk.
    """

    customer_shown = Signal(object)
    conversation_wished = Signal(str)

    def __init__(
        self,
        customers: CustomerService,
        tags: TagService,
        follow_ups: FollowUpService,
        conversations: ConversationService,
        suggestions: SuggestionSection,
        tasks: TaskScope,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._customers, self._tasks = customers, tasks
        self._row: ConversationRow | None = None
        self.setObjectName("customer_card")
        self.setAccessibleName(self.tr("Customer card"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(220)
        self.profile = ProfileSection(customers, tasks, self)
        self.tags = TagSection(tags, tasks, self)
        self.follow_ups = FollowUpSection(follow_ups, tasks, self)
        self.identities = IdentitySection(customers, conversations, self)
        self.suggestions = suggestions
        self.identities.chosen.connect(self.conversation_wished)
        self.setWidget(self._ground())
        self.destroyed.connect(customers.feed.subscribe(self._on_changes))

    def _ground(self) -> QWidget:
        ground = QWidget(self)
        ground.setProperty("ground", "panel")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        self._face = AvatarLabel("", 48)
        self._name = ElidedLabel(size="title")
        self._name.setObjectName("card_name")
        self._facts = ElidedLabel(tone="ink3", size="caption")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._face)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._facts)
        names.addStretch(1)
        head.addLayout(names, 1)
        column.addLayout(head)
        self._sections = (self.profile, self.tags, self.follow_ups, self.identities)
        for section in self._sections:
            column.addWidget(section)
        column.addWidget(self.suggestions)  # last: it comes and goes, and nothing below it may jump
        column.addStretch(1)
        self._skeleton = Skeleton(ground, skeleton, LINE, top=HEAD)
        return ground

    def show_conversation(self, row: ConversationRow | None) -> None:
        """Show whose conversation this is."""
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        if other:
            self.widget().setVisible(row is not None)
            self.verticalScrollBar().setValue(0)
        if row is not None and other:
            self._name.show_text(name_of(row))
            self._face.show_name(name_of(row), row.customer_id or row.id)
            self._facts.show_text("")
            self._skeleton.wait()
            self._tasks.start(self._read(row))
            self._tasks.start(self.suggestions.show_conversation(row.id))

    async def _read(self, row: ConversationRow) -> None:
        customer = await self._customers.get(row.customer_id) if row.customer_id else None
        if self._row is None or self._row.id != row.id:
            return
        for section in self._sections:
            section.setVisible(customer is not None)
        self.customer_shown.emit(customer)
        if customer is not None:
            self._show(customer)
            await self.tags.show_customer(customer.id)
            await self.follow_ups.show_customer(customer.id, row.id)
            await self.identities.show_customer(customer.id, row.identity_id)
        if self._row is not None and self._row.id == row.id:
            self._skeleton.done()

    def _show(self, customer: CustomerRow) -> None:
        title = one_line(customer.title) or (name_of(self._row) if self._row is not None else "")
        self._name.show_text(title)
        self._face.show_name(title, customer.id)
        gender = {1: self.tr("Male"), 2: self.tr("Female")}.get(customer.gender, "")
        days = max(0, (now_ms() - customer.created_at) // DAY) if customer.created_at else 0
        since = self.tr("%n day(s) with us", "", days) if days else ""
        facts = [gender, one_line(customer.city, 20), since]
        self._facts.show_text(" · ".join(word for word in facts if word))
        self.profile.show_customer(customer)

    def _on_changes(self, changes: Changes) -> None:
        row = self._row
        if row is None:
            return
        if row.customer_id in changes.of("customer") or row.identity_id in changes.of("identity"):
            self._tasks.start(self._read(row))
            return
        if row.customer_id and changes.of("identity"):
            self._tasks.start(self.identities.show_customer(row.customer_id, row.identity_id))
        if changes.of("customer_tag") or changes.of("tag") or changes.of("tag_group"):
            self._tasks.start(self.tags.show_customer(row.customer_id))
        if changes.of("follow_up"):
            self._tasks.start(self.follow_ups.show_customer(row.customer_id, row.id))
