"""The simulated platforms as one thing: to be served, or driven by a test in the same process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.limits import load
from app.protocol import AccountKind
from app.simulator.callbacks import Callbacks
from app.simulator.calls import Gate
from app.simulator.clock import Agenda, Clock
from app.simulator.faults import Faults
from app.simulator.kf import Kf
from app.simulator.kf_calls import KfCalls
from app.simulator.media import MediaShelf
from app.simulator.mp import Mp
from app.simulator.mp_calls import MpCalls
from app.simulator.robots import Robots
from app.simulator.speech import Line, Speech
from app.simulator.tokens import Tokens
from app.simulator.world import Account, App, Customer, World, external_id_of


class Simulator:
    """Both platforms, their clock, their moods and their customers.

    A test calls :meth:`settle` when everything that is due shall have happened; :meth:`live` does so by itself.
    ``callbacks`` is the way to the server under test; ``stamp`` the time that signs callbacks, else the clock's.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        callbacks: httpx.AsyncBaseTransport | None = None,
        stamp: Callable[[], float] | None = None,
        retry_gap: float = 0.0,
        public_url: str = "http://simulator",
    ) -> None:
        self.clock = clock or Clock()
        self.world = World()
        self.faults = Faults()
        self.agenda = Agenda(self.clock)
        self.public_url = public_url
        self._listeners: list[Callable[[Customer, dict[str, Any]], None]] = []
        limits = load()
        self.callbacks = Callbacks(
            self.faults,
            self.agenda,
            limits,
            transport=callbacks,
            stamp=stamp or self.clock.now,
            retry_gap=retry_gap,
        )
        self.tokens = Tokens(self.world, self.clock, limits)
        self.media = MediaShelf(self.world, self.clock, limits)
        self.robots = Robots(self.clock, limits, self.media)
        self.kf = Kf(self.world, self.clock, self.agenda, limits, self.callbacks)
        self.mp = Mp(self.world, self.clock, limits, self.callbacks, self.reach)
        self._speech = Speech(self.world, self.kf, self.mp, self.media, lambda: self.public_url)
        kf_calls = KfCalls(
            self.world,
            clock=self.clock,
            faults=self.faults,
            limits=limits,
            tokens=self.tokens,
            shelf=self.media,
            kf=self.kf,
            received=self.reach,
        )
        mp_calls = MpCalls(
            self.world,
            clock=self.clock,
            limits=limits,
            tokens=self.tokens,
            shelf=self.media,
            received=self.reach,
            public_url=lambda: self.public_url,
        )
        common: dict[str, Any] = {
            "clock": self.clock,
            "faults": self.faults,
            "limits": limits,
            "tokens": self.tokens,
        }
        self.wecom_gate = Gate(kf_calls.interfaces(), prefix="wecom", stale=40014, bad_json=40058, **common)
        self.mp_gate = Gate(mp_calls.interfaces(), prefix="mp", stale=40001, bad_json=47001, **common)
        self._work = asyncio.Event()
        self.app = Starlette(routes=self._routes())

    def _routes(self) -> list[Route]:
        both = ["GET", "POST"]
        return [
            Route("/wecom/cgi-bin/webhook/send", self.robots.send, methods=["POST"]),
            Route("/wecom/cgi-bin/webhook/upload_media", self.robots.upload, methods=["POST"]),
            Route("/wecom/cgi-bin/{path:path}", self.wecom_gate.answer, methods=both),
            Route("/mp/cgi-bin/{path:path}", self.mp_gate.answer, methods=both),
            Route("/_files/{media_id}", self._file),
        ]

    async def _file(self, request: Request) -> Response:
        media_id = request.path_params["media_id"]
        media = self.world.media.get(media_id)
        return (
            self.media.serve(media_id, media, request.headers.get("range", "")) if media else Response(status_code=404)
        )

    def add_app(self, **fields: Any) -> App:
        """A caller, see :class:`app.simulator.world.App`."""
        app = App(**fields)
        self.world.apps[app.app_id, app.secret] = app
        return app

    def add_account(self, key: str, kind: AccountKind, name: str, platform_id: str, app: App) -> Account:
        """An account that customers can write to."""
        account = Account(key=key, kind=kind, name=name, platform_id=platform_id, app=app)
        self.world.accounts[key] = account
        return account

    def add_robot(self, name: str, key: str) -> None:
        """A robot in a group."""
        self.robots.add(name, key)

    def add_customer(self, account: str, name: str, **fields: Any) -> Customer:
        """Somebody who may write to an account. Their id is made of the name unless ``external_id`` is given."""
        owner = self.world.account(account)
        external_id = fields.pop("external_id", "") or external_id_of(owner, name)
        customer = Customer(account=owner, external_id=external_id, name=name, **fields)
        self.world.customers[owner.platform_id, external_id] = customer
        return customer

    def say(self, customer: Customer, line: Line | str) -> str:
        """Let a customer write, send, recall, enter or leave; the platform's id of a message."""
        said = self._speech.say(customer, {"text": line} if isinstance(line, str) else line)
        self.wake()
        return said

    def listen(self, listener: Callable[[Customer, dict[str, Any]], None]) -> None:
        """Be told of every message that reaches a customer."""
        self._listeners.append(listener)

    def expire_tokens(self, account: str) -> None:
        """From now on the account's tokens are answered with 42001."""
        self.tokens.expire(self.world.account(account).app)

    def invalidate_tokens(self, account: str) -> None:
        """From now on the account's tokens are answered with 40014 (WeCom) or 40001."""
        self.tokens.invalidate(self.world.account(account).app)

    async def check_url(self, account: str, url: str) -> bool:
        """Enter a callback address in the console; whether the server passed the check."""
        return await self.callbacks.check(self.world.account(account).app, url)

    async def settle(self) -> None:
        """Let everything happen that is due, and everything that follows from it."""
        while self.agenda.run_due() | await self.callbacks.flush():
            pass

    async def advance(self, seconds: float) -> None:
        """Put the clock forward; what falls due on the way happens in its order."""
        end = self.clock.now() + seconds
        while (due := self.agenda.next_at()) is not None and due <= end:
            self.clock.advance(max(0.0, due - self.clock.now()))
            await self.settle()
        self.clock.advance(max(0.0, end - self.clock.now()))
        await self.settle()

    def wake(self) -> None:
        """Something is waiting for :meth:`live`."""
        self._work.set()

    @contextlib.asynccontextmanager
    async def live(self) -> AsyncIterator[None]:
        """Meanwhile things happen by themselves, in their time."""
        task = asyncio.create_task(self._live())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self.callbacks.aclose()

    async def _live(self) -> None:
        while True:
            await self.settle()
            due = self.agenda.next_at()
            wait = None if due is None else max(0.01, due - self.clock.now())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._work.wait(), wait)
            self._work.clear()

    def reach(self, customer: Customer, message: dict[str, Any]) -> None:
        """A message arrives on a customer's phone."""
        customer.received.append(message)
        for listener in self._listeners:
            listener(customer, message)
        self.wake()
