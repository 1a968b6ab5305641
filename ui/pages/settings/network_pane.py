"""The way to the server: a proxy, and a company's certificate authority."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import BadConfiguration
from app.network import check_ca_file, checked_proxy
from ui.kit import settings
from ui.kit.dialogs import choose_file
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr
from ui.kit.widgets import Paragraph, push_button, restyle
from ui.pages.settings.pane import Pane


class NetworkPane(Pane):
    """Takes effect at once: a desk connects anew, a login tries it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(tr("NetworkPane", "Network"), "pane_network", parent)
        self._tasks = TaskScope(self)
        row = self.row(self.tr("Proxy"))
        self._proxy = QLineEdit(settings.proxy.get())
        self._proxy.setObjectName("setting_proxy")
        self._proxy.setAccessibleName(self.tr("Proxy"))
        self._proxy.setPlaceholderText(self.tr("As the system says"))
        self._proxy.editingFinished.connect(self._keep_proxy)
        row.addWidget(self._proxy, 1)
        row = self.row(self.tr("Company certificate"))
        self._ca_file = QLineEdit(settings.ca_file.get())
        self._ca_file.setObjectName("setting_ca_file")
        self._ca_file.setAccessibleName(self.tr("Company certificate"))
        self._ca_file.setPlaceholderText(self.tr("Only those the system trusts"))
        self._ca_file.editingFinished.connect(self._keep_ca_file)
        row.addWidget(self._ca_file, 1)
        choose = push_button(self.tr("Choose…"), "setting_ca_file_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda: self._tasks.start(self._choose()))
        row.addWidget(choose)
        self._trouble: Paragraph = self.remark("")
        self._trouble.setObjectName("network_trouble")
        restyle(self._trouble, "tone", "bad")
        self._trouble.hide()
        self.remark(self.tr("Without a proxy here, that of the system is used. Certificates are always checked."))

    def _keep_proxy(self) -> None:
        try:
            address = checked_proxy(self._proxy.text())
        except BadConfiguration as error:
            self._complain(self.tr("This is no address of a proxy: {0}").format(error.detail))
            return
        self._complain("")
        self._proxy.setText(address)
        settings.proxy.set(address)

    def _keep_ca_file(self) -> None:
        path = self._ca_file.text().strip()
        try:
            if path:
                check_ca_file(Path(path))
        except BadConfiguration as error:
            self._complain(self.tr("This file holds no certificate: {0}").format(error.detail))
            return
        self._complain("")
        settings.ca_file.set(path)

    def _complain(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    async def _choose(self) -> None:
        patterns = self.tr("Certificates (*.pem *.crt *.cer)")
        path = await choose_file(self, self.tr("Company certificate"), patterns)
        if path is not None:
            self._ca_file.setText(str(path))
            self._keep_ca_file()
