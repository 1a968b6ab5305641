"""The rail: who I am, whether I take work, and the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QVBoxLayout, QWidget

from app.protocol import Availability
from ui.kit.avatars import avatar
from ui.kit.icons import pixmap
from ui.kit.theme import theme
from ui.kit.translations import plain, tr
from ui.pages.contract import Page

WIDTH = 60
PRESENCE = {
    Availability.ONLINE: "presence_online",
    Availability.BUSY: "presence_busy",
    Availability.AWAY: "presence_away",
}


class RailButton(QAbstractButton):
    """A page: its icon, its name, and what waits there."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = page.icon
        self._direct, self._indirect = 0, False
        self.setObjectName(f"rail_{page.id}")
        title = tr("Pages", page.title)
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedSize(52, 48)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_badge(self, direct: int, indirect: bool) -> None:
        """A number for what is mine, a dot for what is others'."""
        self._direct, self._indirect = direct, indirect
        self.setAccessibleDescription(tr("Rail", "%n waiting", direct) if direct else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        lit = self.isChecked() or self.underMouse()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("rail_selected"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 10, 10)
        color = look.color("rail_on" if lit else "rail_ink")
        painter.drawPixmap(self.width() // 2 - 9, 8, pixmap(self._icon, color, 18, self.devicePixelRatioF()))
        painter.setPen(color)
        painter.setFont(look.font("tiny"))
        painter.drawText(QRect(0, 28, self.width(), 16), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._direct or self._indirect:
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setPen(QPen(look.color("rail_ink"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 1.5, -2.5, -1.5), 10, 10)

    def _paint_badge(self, painter: QPainter) -> None:
        look = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("badge"))
        if not self._direct:
            painter.drawEllipse(QRectF(self.width() / 2 + 8, 6, 7, 7))
            return
        words = "99+" if self._direct > 99 else str(self._direct)
        font = look.font("tiny", strong=True)
        painter.setFont(font)
        width = max(16, painter.fontMetrics().horizontalAdvance(words) + 9)
        where = QRectF(min(self.width() / 2 + 2, self.width() - width), 2, width, 16)
        painter.drawRoundedRect(where, 8, 8)
        painter.setPen(look.color("on_badge"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)


class MeButton(QAbstractButton):
    """My face with a dot that says whether I take new work; a click opens the choice.

    Signals:
        availability_chosen(Availability)
    """

    availability_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._user_id, self._availability = "", "", Availability.ONLINE
        self.setObjectName("me")
        self.setFixedSize(40, 40)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open)

    def show_me(self, name: str, user_id: str, availability: Availability) -> None:
        """Show my name and presence, in the colour that my messages have."""
        self._name, self._user_id, self._availability = name, user_id, availability
        words = f"{name} · {availability_words(availability)}"
        self.setAccessibleName(words)
        self.setToolTip(plain(words))
        self.update()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("availability_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for availability in Availability:
            action = menu.addAction(availability_words(availability))
            action.setCheckable(True)
            action.setChecked(availability is self._availability)
            action.triggered.connect(lambda _checked, chosen=availability: self.availability_chosen.emit(chosen))
        menu.popup(self.mapToGlobal(QPoint(self.width() + 4, 0)))

    def sizeHint(self) -> QSize:
        return QSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(2, 2, avatar(self._name, 36, self.devicePixelRatioF(), seed=self._user_id, round_=True))
        painter.setPen(QPen(theme().color("rail"), 2))
        painter.setBrush(theme().color(PRESENCE[self._availability]))
        painter.drawEllipse(QRectF(27, 27, 11, 11))
        if self.hasFocus():
            painter.setPen(QPen(theme().color("rail_on"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(0.75, 0.75, 38.5, 38.5))


def availability_words(availability: Availability) -> str:
    """What being so means, in a few words."""
    match availability:
        case Availability.ONLINE:
            return tr("Rail", "Online: takes new conversations")
        case Availability.BUSY:
            return tr("Rail", "Busy: only my own conversations")
        case Availability.AWAY:
            return tr("Rail", "Away: nothing new")


class Rail(QWidget):
    """The column of pages.

    Signals:
        page_chosen(page_id)
    """

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(4)
        self.me = MeButton(self)
        column.addWidget(self.me, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._buttons: dict[str, RailButton] = {}
        in_rail = [page for page in pages if page.in_rail]
        for page in [p for p in in_rail if not p.at_bottom]:
            column.addWidget(self._button(page))
        column.addStretch(1)
        for page in [p for p in in_rail if p.at_bottom]:
            column.addWidget(self._button(page))

    def _button(self, page: Page) -> RailButton:
        button = self._buttons[page.id] = RailButton(page, self)
        button.clicked.connect(lambda: self.page_chosen.emit(page.id))
        return button

    def select(self, page_id: str) -> None:
        """Light the page's button; none for a page that has none."""
        for name, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(name == page_id)
            button.setAutoExclusive(True)

    def show_badge(self, page_id: str, direct: int, indirect: bool) -> None:
        """Show what waits on a page."""
        if page_id in self._buttons:
            self._buttons[page_id].show_badge(direct, indirect)
