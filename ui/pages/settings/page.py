"""One calm column of choices; each takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.kit import journal, settings
from ui.kit.dialogs import Question, ask, confirm
from ui.kit.reports import ask_and_export_logs, ask_and_save_report
from ui.kit.tasks import TaskScope
from ui.kit.theme import theme
from ui.kit.translations import LANGUAGES
from ui.kit.widgets import AvatarLabel, ElidedLabel, hairline, label, push_button
from ui.pages.contract import PageView
from ui.pages.settings.desk_pane import DeskPane
from ui.pages.settings.keys_pane import KeysPane
from ui.pages.settings.licences import LICENCES
from ui.pages.settings.lock_pane import LockPane
from ui.pages.settings.network_pane import NetworkPane
from ui.pages.settings.notices_pane import NoticesPane
from ui.pages.settings.pane import Pane

if TYPE_CHECKING:
    from app.session import Session

WIDTH = 640

T = TypeVar("T", int, str)


class SettingsPage(PageView):
    """Look, sending, account, data, about."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = TaskScope(self)
        area = self._area = QScrollArea(self)
        area.setObjectName("settings_area")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        ground = QWidget()
        ground.setProperty("ground", "panel")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(24, 20, 24, 24)
        row.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        row.addLayout(self._column, 100)
        row.addStretch(1)
        self._column.addWidget(label(self.tr("Settings"), size="display"))
        self._look()
        self._sending()
        self._add(KeysPane(ground))
        self._add(NoticesPane(session, ground))
        self._account()
        self._add(DeskPane(session, ground))
        self._add(LockPane(session, ground))
        self._add(NetworkPane(ground))
        self._data()
        self._about()
        self._column.addStretch(1)
        ground.setMaximumWidth(16_777_215)
        for at in range(self._column.count()):
            if widget := self._column.itemAt(at).widget():
                widget.setMaximumWidth(WIDTH)

    def reveal(self, target: str) -> None:
        """Scroll to a group: notices, desk, lock or network."""
        if (pane := self.findChild(Pane, f"pane_{target}")) is not None:
            self._area.ensureWidgetVisible(pane)
            pane.nextInFocusChain().setFocus()

    # -- sections

    def _look(self) -> None:
        self._section(self.tr("Look"))
        self._choice(
            self.tr("Theme"),
            "setting_theme",
            settings.theme_choice,
            [("", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        settings.theme_choice.changed.connect(self._use_theme)
        languages = [("", self.tr("As the system")), *LANGUAGES.items()]
        self._choice(self.tr("Language"), "setting_language", settings.language, languages)

    def _sending(self) -> None:
        self._section(self.tr("Sending"))
        self._choice(
            self.tr("Send with"),
            "setting_send_key",
            settings.send_key,
            [
                ("ctrl_enter", self.tr("Ctrl+Enter, Enter starts a new line")),
                ("enter", self.tr("Enter, Shift+Enter starts a new line")),
            ],
        )
        self._choice(
            self.tr("Time to take back"),
            "setting_undo",
            settings.undo_seconds,
            [
                (0, self.tr("None, messages leave at once")),
                *((n, self.tr("%n second(s) before a message leaves", "", n)) for n in (3, 5, 10)),
            ],
        )

    def _account(self) -> None:
        workspace = self._session.workspace
        self._section(self.tr("Account"))
        card = QWidget()
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        face = AvatarLabel(workspace.login, 40, round_=True)
        row.addWidget(face)
        words = QVBoxLayout()
        words.setSpacing(0)
        who = label(workspace.workspace_name, strong=True)
        who.setObjectName("setting_account")
        words.addWidget(who)
        address = workspace.server_url or self.tr("The server of this computer")
        words.addWidget(label(address, tone="ink3", size="caption"))
        row.addLayout(words, 1)
        log_out = push_button(self.tr("Log out"), "setting_log_out", role="danger")
        log_out.clicked.connect(lambda: self._tasks.start(self._log_out()))
        row.addWidget(log_out)
        self._column.addWidget(card)
        self._tasks.start(self._show_me(face, who))

    async def _show_me(self, face: AvatarLabel, who: QLabel) -> None:
        me, workspace = await self._session.users.me(), self._session.workspace
        name = me.name if me is not None else workspace.login
        face.show_name(name, workspace.user_id)
        who.setText(" · ".join(filter(None, (name, workspace.workspace_name))))

    def _data(self) -> None:
        self._section(self.tr("Data on this computer"))
        folder = str(self._session.folder)
        row = self._row(self.tr("Folder"))
        place = ElidedLabel(folder, tone="ink3", size="caption")
        row.addWidget(place, 1)
        show = push_button(self.tr("Show"), "setting_show_folder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        row.addWidget(show)
        row = self._row(self.tr("When something went wrong"))
        row.addStretch(1)
        logs = push_button(self.tr("Export the logs"), "setting_logs")
        logs.clicked.connect(lambda: self._tasks.start(ask_and_export_logs(self)))
        row.addWidget(logs)
        report = push_button(self.tr("Save a report"), "setting_report")
        report.clicked.connect(lambda: self._tasks.start(ask_and_save_report(self, journal.folder())))
        row.addWidget(report)

    def _about(self) -> None:
        self._section(self.tr("About"))
        row = self._row("Heliu")
        version = QCoreApplication.applicationVersion()
        row.addWidget(label(self.tr("Version {0}, Qt {1}").format(version, qVersion()), tone="ink3"), 1)
        licences = push_button(self.tr("Licences"), "setting_licences", role="link")
        licences.clicked.connect(lambda: self._tasks.start(self._show_licences()))
        row.addWidget(licences)

    # -- building

    def _add(self, pane: Pane) -> None:
        self._column.addWidget(pane)

    def _section(self, title: str) -> None:
        self._column.addSpacing(14)
        self._column.addWidget(label(title, tone="ink2", strong=True))
        self._column.addWidget(hairline())

    def _row(self, title: str) -> QHBoxLayout:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        caption = label(title)
        caption.setFixedWidth(180)
        caption.setWordWrap(True)
        row.addWidget(caption)
        self._column.addWidget(holder)
        return row

    def _choice(self, title: str, name: str, setting: settings.Setting[T], choices: Sequence[tuple[T, str]]) -> None:
        row = self._row(title)
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        for value, words in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(setting.get())))
        box.activated.connect(lambda at: setting.set(box.itemData(at)))
        box.setMinimumWidth(280)
        row.addWidget(box)
        row.addStretch(1)

    # -- gestures

    def _use_theme(self) -> None:
        theme().choose(settings.theme_choice.get())

    async def _log_out(self) -> None:
        pending = self._session.status.pending
        question = self.tr("Everything of this account is taken off this computer. The server keeps it.")
        if pending:
            question += " " + self.tr("%n edit(s) have not been sent yet and would be lost.", "", pending)
        if await confirm(self, self.tr("Log out?"), question, yes=self.tr("Log out"), danger=True):
            self.log_out_wished.emit()

    async def _show_licences(self) -> None:
        words = "\n".join(f"{name} · {licence}" for name, licence in LICENCES)
        title = self.tr("Licences")
        intro = self.tr("Heliu is free software under the Apache License 2.0. It is built on:")
        await ask(Question(self, title, f"{intro}\n\n{words}", yes=self.tr("Close")))
