"""The story of one run: find out who and where, open the local store, show the window, put everything away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QProcess

from app import workspaces
from app.config import VERSION, Settings
from app.errors import LoginRefused, NoKeychain, Offline
from app.processes import command_line, say_ready
from app.session import Session
from app.sign_in import WithoutKeychain, find_keychain, sign_in
from app.store_file import StartedOver
from app.workspaces import Workspace
from ui.kit import settings as choices
from ui.kit.crash import CrashRoom
from ui.kit.dialogs import confirm
from ui.kit.key_file import NAME as KEY_FILE
from ui.kit.key_file import KeyFile
from ui.kit.reports import say_how_it_ended
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr, use_language
from ui.pages import PAGES
from ui.shell.embedded import EmbeddedServer
from ui.shell.surroundings import Surroundings
from ui.shell.window import MainWindow
from ui.welcome import WelcomeWindow
from ui.welcome.again import log_in_again
from ui.welcome.opening import Left, open_session, say_what_was_saved

if TYPE_CHECKING:
    from app.net.keychain import Keychain

log = logging.getLogger(__name__)

Attempt = Callable[[str, str, str], Awaitable[Workspace]]


class Desk:
    """``leaving`` is set by the window, the tray, a signal or the end of the story; nobody quits Qt itself."""

    def __init__(self, settings: Settings, leaving: asyncio.Event, room: CrashRoom, link: str | None = None) -> None:
        self._settings, self._leaving, self._room, self._link = settings, leaving, room, link
        self._around: Surroundings | None = None
        self._fresh = True
        self._started_over: StartedOver | None = None
        self._welcome_window: WelcomeWindow | None = None
        self._embedded: EmbeddedServer | None = None

    async def run(self) -> int:
        """Until the agent leaves; 0."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._stop_embedded)
            try:
                while await self._one_sign_in():
                    log.info("logged out; asking again who works here")
            except Left:
                pass
        return 0

    async def _one_sign_in(self) -> bool:
        """From the first question to the last; whether the agent logged out and another may log in."""
        mode = self._settings.mode or choices.mode.get() or await self._ask_mode()
        if mode == "demo" and not self._settings.server_url:
            self._become_demo()
            return False
        keychain = await self._find_keychain(mode)
        session = await self._open(mode, keychain)
        try:
            self._close_welcome()
            return await self._work(session, lasting=keychain.lasting)
        finally:
            await session.close()

    # -- who and where

    async def _ask_mode(self) -> str:
        mode = await self._welcome().choose_mode()
        if mode != "demo":
            choices.mode.set(mode)
        return mode

    def _become_demo(self) -> None:
        """The demo is its own family of processes, with this desktop as one of them."""
        program, *words = command_line("demo")
        if language := self._settings.language or choices.language.get():
            words += ["--language", language]
        QProcess.startDetached(program, words)

    async def _find_keychain(self, mode: str) -> Keychain:
        if mode == "demo":
            from app.net.keychain import FileKeychain  # late: see app.net

            # The brand is made up: its keys lie beside its data, and the system's keychain stays clean.
            return FileKeychain(self._settings.data_dir / "keys.json")
        without = WithoutKeychain.ASK
        while True:
            try:
                return await find_keychain(self._settings.data_dir, without)
            except NoKeychain as error:
                match await self._welcome().settle(error):
                    case "memory":
                        without = WithoutKeychain.MEMORY
                    case "file":
                        without = WithoutKeychain.FILE
                    case "quit":
                        raise Left from error

    async def _open(self, mode: str, keychain: Keychain) -> Session:
        address, token = self._settings.server_url, self._settings.login_token
        if mode == "local":
            self._embedded = self._embedded or self._start_embedded()
            address, token = self._embedded.url, self._embedded.token
        workspace = self._known(mode)
        if workspace is None or not keychain.lasting:
            workspace = await self._sign_in(mode, address, token, keychain)
            token = ""
        session = Session(
            data_dir=self._settings.data_dir,
            workspace=workspace,
            keychain=keychain,
            server_url=address if mode != "team" else "",
            login_token=token,
            **self._network(),
        )
        self._started_over = await open_session(session, self._welcome)
        return session

    def _network(self) -> dict[str, Any]:
        """The way to the server: what the installation prescribes, else what the agent chose."""
        ca_file = choices.ca_file.get()
        trusted = self._settings.ca_file or (Path(ca_file) if ca_file else None)
        return {"ca_file": trusted, "proxy": self._settings.proxy or choices.proxy.get() or None}

    def _known(self, mode: str) -> Workspace | None:
        """The workspace of last time, of the same sort: our own servers have no lasting address."""
        own = mode in ("local", "demo")
        wanted = "" if own else self._settings.server_url
        for workspace in workspaces.known(self._settings.data_dir):
            if (not workspace.server_url) == own and (own or not wanted or workspace.server_url == wanted):
                return workspace
        return None

    def _start_embedded(self) -> EmbeddedServer:
        embedded = EmbeddedServer(self._settings.data_dir)
        embedded.start()
        return embedded

    async def _sign_in(self, mode: str, address: str, token: str, keychain: Keychain) -> Workspace:
        async def attempt(server_url: str, login: str, password: str) -> Workspace:
            return await sign_in(
                data_dir=self._settings.data_dir,
                server_url=server_url,
                keychain=keychain,
                login=login,
                password=password,
                login_token=token,
                **self._network(),
            )

        if token:
            if self._embedded is not None:
                self._welcome().show_waiting(tr("Desk", "Preparing this computer…"))
            return await self._with_token(attempt, address)
        server_url = address or choices.server_url.get()
        workspace = await self._welcome().log_in(
            attempt, address=server_url, login=choices.login_name.get(), fixed_address=bool(address)
        )
        if workspace is None:
            choices.mode.set("")
            if self._settings.mode or await self._ask_mode() != mode:
                raise Left
            return await self._sign_in(mode, address, token, keychain)
        choices.server_url.set(workspace.server_url)
        choices.login_name.set(workspace.login)
        return workspace

    async def _with_token(self, attempt: Attempt, address: str) -> Workspace:
        while True:
            try:
                if self._embedded is not None:
                    await self._embedded.wait_ready()
                return await attempt(address, "", "")
            except (Offline, LoginRefused) as error:
                if await self._welcome().settle(error) == "quit":
                    raise Left from error

    # -- at work

    async def _work(self, session: Session, *, lasting: bool) -> bool:
        """Show the desk until it is left; a change of language makes the window anew."""
        while True:
            ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            window = self._open_window(session, ended)
            around = self._around = Surroundings(window, session)
            try:
                if self._fresh:
                    await around.lock.begin()
                    self._fresh = False
                window.open_where_left()
                await window.fill()
                say_how_it_ended(self._room, window)
                self._say_what_was_saved()
                self._follow_link()
                say_ready("desktop", "heliu://inbox")
                why = await ended
                if why == "leave" and not lasting and session.status.pending and not await self._may_lose(window):
                    continue
            finally:
                self._around = None
                around.close()
                await window.put_away()
                window.hide()
                window.deleteLater()
            match why:
                case "language":
                    use_language(choices.language.get())
                case "network":
                    return True
                case "log_out":
                    await session.log_out()
                    choices.mode.set("")
                    return not self._settings.mode
                case _:
                    return False

    def _say_what_was_saved(self) -> None:
        over, self._started_over = self._started_over, None
        if over is not None:
            say_what_was_saved(over)

    def _open_window(self, session: Session, ended: asyncio.Future[str]) -> MainWindow:
        def end(why: str) -> None:
            if not ended.done():
                ended.set_result(why)

        window = MainWindow(session, PAGES, VERSION)
        tasks = TaskScope(window)
        window.close_asked.connect(lambda: end("leave"))
        window.log_out_asked.connect(lambda: end("log_out"))
        window.keys.edit_keys = KeyFile(self._settings.data_dir / KEY_FILE, window).open
        window.login_asked.connect(lambda: tasks.start(log_in_again(session, window)))
        choices.language.changed.connect(lambda: end("language"))
        choices.proxy.changed.connect(lambda: end("network"))
        choices.ca_file.changed.connect(lambda: end("network"))
        return window

    def open_link(self, link: str) -> None:
        """Come forward and go where ``link`` leads, now or as soon as there is a desk."""
        self._link = link
        self._follow_link()

    def quit(self) -> None:
        """The system asks the program to end."""
        if self._around is not None:
            self._around.leave()
        else:
            self._leaving.set()

    def _follow_link(self) -> None:
        if self._link is not None and self._around is not None:
            link, self._link = self._link, None
            self._around.open_link(link)

    async def _may_lose(self, window: MainWindow) -> bool:
        return await confirm(
            window,
            tr("Desk", "Leave without sending?"),
            tr("Desk", "This computer keeps nothing after Heliu is closed, and some edits have not been sent yet."),
            yes=tr("Desk", "Leave and lose them"),
            danger=True,
        )

    # -- before and after

    def _welcome(self) -> WelcomeWindow:
        if self._welcome_window is None:
            self._welcome_window = WelcomeWindow()
            self._welcome_window.close_asked.connect(self._leaving.set)
        return self._welcome_window

    def _close_welcome(self) -> None:
        if self._welcome_window is not None:
            self._welcome_window.hide()
            self._welcome_window.deleteLater()
            self._welcome_window = None

    async def _stop_embedded(self) -> None:
        self._close_welcome()
        if self._embedded is not None:
            await self._embedded.stop()
            self._embedded = None
