"""One signed-in workspace: store, network, sync and services, and the order in which they come and go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import platform
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app import services, workspaces
from app.errors import HeliuError, LoginRefused, Offline
from app.lock import Pin
from app.protocol import HybridClock
from app.services.holding import Holding
from app.store import ChangeFeed, syncing, upkeep
from app.store_file import StartedOver, StoreFile
from app.sync import SyncEngine, SyncState, SyncStatus
from app.sync.files import Files
from app.sync.leases import Leases, signed_in
from app.sync.past import Past
from app.sync.rhythm import BackOff
from app.workspaces import Workspace

if TYPE_CHECKING:
    from app.net.api import Api
    from app.net.keychain import Keychain
    from app.net.line import Transport

log = logging.getLogger(__name__)


class Session:
    """Opens from what is on this computer, without the network; sync follows by itself.

    ``server_url`` and ``login_token`` are those of a server that was started for us; else the workspace's own address
    and its kept login serve. ``transport`` stands in for the network in tests. Between ``open`` and ``close`` there are
    the services, ``feed`` and ``files``.
    """

    def __init__(
        self,
        *,
        data_dir: Path,
        workspace: Workspace,
        keychain: Keychain,
        server_url: str = "",
        login_token: str = "",
        ca_file: Path | None = None,
        proxy: str | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.workspace = workspace
        self._data_dir, self._keychain = data_dir, keychain
        self._server_url, self._login_token = server_url or workspace.server_url, login_token
        self._ca_file, self._proxy, self._transport = ca_file, proxy, transport
        self.pin = Pin(keychain, workspace.name)
        self._folder = workspaces.folder(data_dir, workspace)
        if not keychain.lasting:
            self._folder /= "unkept"
        self._file = StoreFile(self._folder, keychain, workspace.name)
        self.files = Files(self._folder / "media")
        self._status = SyncStatus()
        self._listeners: dict[object, Callable[[SyncStatus], None]] = {}

    @property
    def data_dir(self) -> Path:
        """Where everything of this computer's desk is kept."""
        return self._data_dir

    async def open(self) -> None:
        """Open the store and the services; sync starts behind them.

        Raises:
            KeyMissing, NoKeychain: the store cannot be unlocked.
            StoreTooNew, StoreDamaged, DiskFull: it cannot be used. ``start_over`` is the way on.
        """
        if not self._keychain.lasting:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
        self._store = await self._file.unlocked()
        try:
            await self._store.open()
            stamp = await self._store.read(syncing.last_stamp)
        except BaseException:
            await self._store.close()
            raise
        self._clock = HybridClock(self.workspace.device_id, last=stamp)
        self._furnish()
        self._connected: asyncio.Future[tuple[Api, SyncEngine]] = asyncio.get_running_loop().create_future()
        self._life = asyncio.create_task(self._live(), name="sync")
        self._upkeep = asyncio.create_task(upkeep.keep(self._store), name="upkeep")

    async def close(self) -> None:
        """Stop sync, let the line and the store go. What was written is on disk; closing twice is harmless."""
        self._holding.let_go()
        for task in (self._upkeep, self._life):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._connected.done() and not self._connected.cancelled():
            await self._connected.result()[0].close()
        self._connected.cancel()
        await self._store.close()
        if not self._keychain.lasting:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def log_in(self, login: str, password: str) -> None:
        """Log in again after the login has expired.

        Raises:
            LoginRefused: wrong name or password, or those of somebody else.
        """
        api, engine = await self._connected
        device = self.workspace.device_id
        name, user = platform.node() or "desk", self.workspace.user_id
        await api.login(login, password, device_name=name, device_id=device, user_id=user)
        engine.retry_now()

    async def log_out(self) -> None:
        """End the login and take store, keys and files off this computer.

        Whoever calls this has shown ``status.pending``: edits that have not left are gone with it.
        """
        api, _ = await self._connected
        with contextlib.suppress(HeliuError):
            await api.logout()
        await self.close()
        await self.pin.forget()
        for name in (self.workspace.name, self.workspace.login_name):
            await asyncio.to_thread(self._keychain.write, name, "")
        await asyncio.to_thread(workspaces.wipe, self._data_dir, self.workspace)

    async def start_over(self) -> StartedOver:
        """Before ``open``: put a store that cannot be used aside; what was not sent yet goes into a new one.

        Raises:
            NoKeychain, DiskFull: not now. Everything is as it was.
        """
        return await self._file.start_over()

    @property
    def folder(self) -> Path:
        """Where store and files of this workspace lie."""
        return self._folder

    @property
    def feed(self) -> ChangeFeed:
        """Who changed what."""
        return self._store.feed

    @property
    def status(self) -> SyncStatus:
        """Where sync stands."""
        return self._status

    def subscribe_status(self, listener: Callable[[SyncStatus], None]) -> Callable[[], None]:
        """Call ``listener`` now and with every new status; call what is returned to stop that."""
        token = object()
        self._listeners[token] = listener
        listener(self._status)

        def leave() -> None:
            self._listeners.pop(token, None)

        return leave

    def wake(self) -> None:
        """There is something to hand in."""
        if self._connected.done() and not self._connected.cancelled():
            self._connected.result()[1].wake()

    async def retry_now(self) -> None:
        """Do not wait for the next attempt."""
        (await self._connected)[1].retry_now()

    async def fetch_file(self, media_id: str) -> Path:
        """A file of a message, brought here if need be.

        Raises:
            Offline: not now. Refused: there is no such file.
        """
        return await self.files.fetch((await self._connected)[0], media_id)

    def _furnish(self) -> None:
        """Services over the open store."""
        everyone = (self._store, self.workspace.user_id, self._clock, self.wake)
        self.accounts = services.AccountService(*everyone)
        self.conflicts = services.ConflictService(*everyone)
        self._holding = Holding(self.workspace.user_id)
        self.conversations = services.ConversationService(*everyone, desk=Leases(self._api), holding=self._holding)
        self.customers = services.CustomerService(*everyone)
        self.drafts = services.DraftService(*everyone)
        self.follow_ups = services.FollowUpService(*everyone)
        self.messages = services.MessageService(*everyone, fetch_older=self._fetch_older)
        self.past = Past(self._api)
        self.news = services.NewsService(*everyone)
        self.preferences = services.PreferenceService(*everyone)
        self.quick_replies = services.QuickReplyService(*everyone)
        self.reminders = services.ReminderService(*everyone)
        self.saved_filters = services.SavedFilterService(*everyone)
        self.search = services.SearchService(*everyone)
        self.tags = services.TagService(*everyone)
        self.users = services.UserService(*everyone)

    async def _api(self) -> Api:
        return (await self._connected)[0]

    async def _fetch_older(self, conversation_id: str, before: tuple[int, str] | None, limit: int) -> bool:
        """Older messages from the server; a login that has ended is like no connection."""
        async with signed_in():
            return await (await self._connected)[1].fetch_history(conversation_id, before, limit)

    async def _live(self) -> None:
        """The network's part: joined after the store is open, and without ever keeping it waiting."""
        api, engine = await asyncio.to_thread(self._connect)
        engine.subscribe(self._tell)
        self._connected.set_result((api, engine))
        if self._login_token:
            await self._use_login_token(api)
        await engine.run()

    def _connect(self) -> tuple[Api, SyncEngine]:
        from app.net.api import Api  # late: see app.net
        from app.net.tokens import Tokens

        name = self.workspace.login_name
        tokens = Tokens(self._keychain.read(name), keep=lambda refresh: self._keychain.write(name, refresh))
        api = Api(self._server_url, tokens=tokens, ca_file=self._ca_file, proxy=self._proxy, transport=self._transport)
        return api, SyncEngine(self._store, api, carry=lambda mutation: self.files.carry(api, mutation))

    async def _use_login_token(self, api: Api) -> None:
        """Log in at our own server as soon as it answers; should the token be used up, the kept login serves."""
        back_off = BackOff()
        while True:
            try:
                await api.login_with(self._login_token, user_id=self.workspace.user_id)
            except Offline as exc:
                self._tell(SyncStatus(state=SyncState.OFFLINE, trouble=exc))
                await asyncio.sleep(back_off.next())
            except LoginRefused as exc:
                log.info("the login token did not serve: %s", exc)
                return
            else:
                return

    def _tell(self, status: SyncStatus) -> None:
        self._status = status
        for listener in list(self._listeners.values()):
            listener(status)
