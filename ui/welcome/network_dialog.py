"""Proxy and company certificate for those who have no desk yet, since without them they may never get one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.kit.widgets import push_button
from ui.pages.settings.network_pane import NetworkPane


class NetworkDialog(QDialog):
    """The same choices as in the settings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("network_dialog")
        self.setWindowTitle(self.tr("Network"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(16)
        column.addWidget(NetworkPane(self))
        close = push_button(self.tr("Close"), "network_close", role="primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
