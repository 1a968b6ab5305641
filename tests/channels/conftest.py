"""A simulated platform, its accounts, and our connectors to them, all in one process and on one clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.channels import (
    Arrival,
    CallbackRequest,
    Connector,
    Credentials,
    Notice,
    Replayed,
    connector_for,
    query_of,
)
from app.errors import BadInput
from app.protocol import AccountKind
from app.simulator import Clock, Simulator
from app.simulator.world import Customer

START = 1_780_000_000.0
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@dataclass
class Desk:
    """One account: its customers on the platform's side, its connector on ours, and what our server queued."""

    simulator: Simulator
    kind: AccountKind
    connector: Connector
    credentials: Credentials
    notices: list[Notice] = field(default_factory=list)
    refused: list[BadInput] = field(default_factory=list)
    requests: list[CallbackRequest] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    cursor: str = ""

    def customer(self, name: str = "周雨晴") -> Customer:
        account = self.simulator.world.account("it")
        try:
            return self.simulator.world.customer(account, name)
        except KeyError:
            return self.simulator.add_customer("it", name, remark=f"{name}-老客", unionid=f"union-{name}", gender=2)

    async def arrivals(self) -> list[Arrival]:
        """What our server would write down, each thing once: by notice key and platform id, as the contract says."""
        await self.simulator.settle()
        found: dict[str, Arrival] = {}
        taken, self.notices[:] = {notice.key: notice for notice in self.notices}, []
        for notice in taken.values():
            more = True
            while more:
                batch = await self.connector.receive(notice, self.cursor)
                self.cursor, more = batch.cursor, batch.more
                found |= {arrival.platform_id: arrival for arrival in batch.arrivals}
        return list(found.values())

    def callback_app(self) -> Starlette:
        async def callback(request: Request) -> Response:
            asked = CallbackRequest(query=query_of(request.url.query), body=await request.body())
            self.requests.append(asked)
            try:
                if request.method == "GET":
                    return Response(self.connector.answer_check(asked))
                self.notices.append(self.connector.open(asked))
            except Replayed:
                return Response("success")
            except BadInput as exc:
                self.refused.append(exc)
                return Response(status_code=400)
            return Response("success")

        return Starlette(routes=[Route("/callback", callback, methods=["GET", "POST"])])


class Later(httpx.AsyncBaseTransport):
    """A way to an application that is only known later."""

    def __init__(self) -> None:
        self.to: httpx.AsyncBaseTransport | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.to is None:
            raise httpx.ConnectError("nobody listens")
        return await self.to.handle_async_request(request)


Open = Callable[..., "Desk"]


@pytest.fixture
async def open_desk() -> AsyncIterator[Open]:
    """Open an account of a kind, with its callback address checked in by the caller."""
    desks: list[Desk] = []

    def open_desk(kind: AccountKind, *, callback: str = "secure", format: str = "xml", **changed: str) -> Desk:
        way = Later()
        time = [START]
        simulator = Simulator(Clock(lambda: time[0]), callbacks=way)
        is_kf = kind is AccountKind.WECOM_KF
        app_id = "ww5823bf96d3bd56c7" if is_kf else "wx5823bf96d3bd56c7"
        platform_id = "wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyAAA" if is_kf else app_id
        app = simulator.add_app(
            app_id=app_id,
            secret="the-secret",
            token="QDG6eK",
            encoding_aes_key=KEY,
            callback=callback,
            format=format,
            callback_url="http://heliu/callback",
        )
        simulator.add_account("it", kind, "青禾", platform_id, app)
        fields = {
            "account_id": "a1",
            "platform_id": platform_id,
            "app_id": app_id,
            "secret": "the-secret",
            "token": "QDG6eK",
            "encoding_aes_key": "" if callback == "plain" else KEY,
            "base_url": f"http://platform/{'wecom' if is_kf else 'mp'}",
            "callback": callback,
        } | changed
        credentials = Credentials(**fields)
        pauses: list[float] = []

        async def pause(seconds: float) -> None:
            pauses.append(seconds)

        connector = connector_for(
            kind,
            credentials,
            transport=httpx.ASGITransport(simulator.app),
            now=simulator.clock.now,
            pause=pause,
        )
        desk = Desk(simulator=simulator, kind=kind, connector=connector, credentials=credentials, pauses=pauses)
        way.to = httpx.ASGITransport(desk.callback_app())
        desks.append(desk)
        return desk

    yield open_desk
    for desk in desks:
        await desk.connector.aclose()
        await desk.simulator.callbacks.aclose()


ACCOUNTS = [
    (AccountKind.WECOM_KF, "secure", "xml"),
    (AccountKind.OFFICIAL_ACCOUNT, "plain", "xml"),
    (AccountKind.OFFICIAL_ACCOUNT, "compatible", "xml"),
    (AccountKind.OFFICIAL_ACCOUNT, "secure", "xml"),
    (AccountKind.MINI_PROGRAM, "secure", "json"),
    (AccountKind.MINI_PROGRAM, "compatible", "json"),
    (AccountKind.MINI_PROGRAM, "plain", "xml"),
]


@pytest.fixture(params=ACCOUNTS, ids=lambda account: "-".join(account))
def desk(request: pytest.FixtureRequest, open_desk: Open) -> Desk:
    """Every kind of account in every mode; a test that takes it runs for each."""
    kind, callback, format = request.param
    return open_desk(kind, callback=callback, format=format)


@pytest.fixture
def kf(open_desk: Open) -> Desk:
    return open_desk(AccountKind.WECOM_KF)


@pytest.fixture
def official(open_desk: Open) -> Desk:
    return open_desk(AccountKind.OFFICIAL_ACCOUNT)


@pytest.fixture
def mini(open_desk: Open) -> Desk:
    return open_desk(AccountKind.MINI_PROGRAM, format="json")
