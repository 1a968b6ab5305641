"""The first question: where is the work kept?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.widgets import IconLabel, Paragraph, label


class ChoiceCard(QPushButton):
    """One of the ways in: a picture, a name and a sentence."""

    def __init__(self, icon_name: str, title: str, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setProperty("role", "choice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(76)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        row.addWidget(IconLabel(icon_name, "brand", 24, self))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, strong=True))
        words.addWidget(Paragraph(text, tone="ink2", size="caption"))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron_right", "ink3", 16, self))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumHeight(max(76, self.layout().minimumSize().height()))
        return super().event(event)


class ModeChoice(QWidget):
    """Demo, this computer or a team server.

    Signals:
        chosen(mode): demo, local or team.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mode_choice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Welcome to Heliu"), size="display"))
        question = self.tr("All your WeChat customers in one window. Where is the work kept?")
        column.addWidget(Paragraph(question, tone="ink2"))
        column.addSpacing(8)
        for mode, picture, title, text in (
            (
                "team",
                "server",
                self.tr("With my team"),
                self.tr("Log in to the server of your company. You need its address, your name and password."),
            ),
            (
                "local",
                "laptop",
                self.tr("On this computer"),
                self.tr("For one person: everything stays here. You can move to a team server later."),
            ),
            (
                "demo",
                "play",
                self.tr("Just look around"),
                self.tr("A make-believe brand with twelve accounts and customers who write. Nothing is sent anywhere."),
            ),
        ):
            card = ChoiceCard(picture, title, text, f"choose_{mode}", self)
            card.clicked.connect(lambda _checked=False, mode=mode: self.chosen.emit(mode))
            column.addWidget(card)
