"""Small things every page is made of. Text is always plain: a customer's words are never markup."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QCursor, QFontMetrics, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.kit.avatars import avatar
from ui.kit.icons import icon, pixmap
from ui.kit.theme import theme
from ui.kit.translations import plain


def label(
    text: str = "",
    *,
    tone: str = "",
    size: str = "",
    strong: bool = False,
    role: str = "",
    parent: QWidget | None = None,
) -> QLabel:
    """A plain-text label. ``tone``, ``size`` and ``role`` are looks of resources/styles/app.qss."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    for name, value in (("tone", tone), ("step", size), ("role", role), ("strong", "true" if strong else "")):
        if value:
            made.setProperty(name, value)
    return made


class Paragraph(QLabel):
    """Plain text of several lines that is never cut: it asks for the height its width needs."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, tone: str = "", size: str = "", strong: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        for name, value in (("tone", tone), ("step", size), ("strong", "true" if strong else "")):
            if value:
                self.setProperty(name, value)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        room = QRect(0, 0, max(1, self.contentsRect().width()), 1_000_000)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        margins = self.contentsMargins()
        needed = self.fontMetrics().boundingRect(room, flags, self.text()).height() + margins.top() + margins.bottom()
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)


def chip(text: str, *, tone: str = "", parent: QWidget | None = None) -> QLabel:
    """A small rounded word: a tag, a stage. ``tone`` is "", brand, warn or bad."""
    made = label(text, role="chip", tone=tone, parent=parent)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Give ``widget`` another look while it is shown."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def push_button(text: str, name: str, *, role: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button with a stable object name. ``role`` is "", primary, danger, quiet, link or pill."""
    made = QPushButton(text, parent)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    if role == "pill":
        made.setCheckable(True)
    return made


def hairline(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A line one pixel thin."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    made.setFixedWidth(1) if upright else made.setFixedHeight(1)
    return made


class IconButton(QToolButton):
    """An icon that does something; its title is the tool tip and the accessible name."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        name: str,
        parent: QWidget | None = None,
        *,
        size: int = 18,
        tone: str = "ink2",
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._size, self._tone = icon_name, size, tone
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()
        theme().changed.connect(self._tint)

    def show_icon(self, icon_name: str, tone: str = "ink2") -> None:
        """Change the picture."""
        self._icon_name, self._tone = icon_name, tone
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon_name, theme().color(self._tone), self._size))


class IconLabel(QWidget):
    """An icon to look at."""

    def __init__(self, icon_name: str, tone: str = "ink3", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._tone, self._size = icon_name, tone, size
        self.setFixedSize(size, size)
        theme().changed.connect(self.update)

    def show_icon(self, icon_name: str, tone: str) -> None:
        """Change the picture."""
        self._icon_name, self._tone = icon_name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme().color(self._tone)
        painter.drawPixmap(0, 0, pixmap(self._icon_name, color, self._size, self.devicePixelRatioF()))


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis rather than pushing its neighbours; the whole text is in the tool tip."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, tone: str = "", size: str = "", strong: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        for name, value in (("tone", tone), ("step", size), ("strong", "true" if strong else "")):
            if value:
                self.setProperty(name, value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text, on one line."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide()

    def whole_text(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._whole[:200]) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.text() != self._whole:
            QToolTip.showText(QCursor.pos(), plain(self._whole[:2000]), self)
            return True
        return super().event(event)

    def _elide(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(self._whole[:2000], Qt.TextElideMode.ElideRight, max(self.width(), 24))
        )


class AvatarLabel(QLabel):
    """The initials of a name on its colour."""

    def __init__(self, name: str = "", size: int = 40, parent: QWidget | None = None, *, round_: bool = False) -> None:
        super().__init__(parent)
        self._size, self._round = size, round_
        self.setFixedSize(size, size)
        self.show_name(name)

    def show_name(self, name: str, seed: str = "") -> None:
        """Show another person; ``seed`` (an id) keeps the colour when the name changes."""
        self.setAccessibleName(name)
        self.setPixmap(avatar(name, self._size, self.devicePixelRatioF(), seed=seed, round_=self._round))


SEARCHED = 200
"""Characters that can be searched for at once."""


class SearchField(QLineEdit):
    """Where one types to find; of what is pasted, no more than anybody would search for."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self.setProperty("role", "search")
        self.setMaxLength(SEARCHED)
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = self.findChild(QAction, "_q_qlineeditclearaction")
        self._tint()
        theme().changed.connect(self._tint)

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", theme().color("ink3"), 16))
        if self._cross is not None:
            self._cross.setIcon(icon("close", theme().color("ink3"), 16))


class EmptyState(QWidget):
    """What stands where there is nothing: a picture, what it means, and what to do."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        hint: str = "",
        button: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel(icon_name, "ink3", 36), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self.title = Paragraph(title, size="title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        self.hint = Paragraph(hint, tone="ink3")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.hint)
        if button is not None:
            column.addSpacing(8)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
