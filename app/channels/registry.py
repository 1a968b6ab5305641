"""The list of channels, and the connector for an account."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import httpx

from app.channels.calling import Means, Pause
from app.channels.contract import Connector, Credentials
from app.channels.group_robot import GroupRobot
from app.channels.mp.connector import MpConnector
from app.channels.tokens import TokenShelf
from app.channels.wecom_kf.connector import KfConnector
from app.errors import BadConfiguration
from app.limits import load
from app.protocol import AccountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A kind of account that can be connected. ``route``: the part of the callback address that names the platform;
    empty for one that never calls."""

    kind: AccountKind
    route: str
    connector: Callable[[Credentials, Means], Connector]


CHANNELS = (
    Channel(kind=AccountKind.WECOM_KF, route="wecom", connector=KfConnector),
    Channel(
        kind=AccountKind.OFFICIAL_ACCOUNT, route="mp", connector=partial(MpConnector, AccountKind.OFFICIAL_ACCOUNT)
    ),
    Channel(kind=AccountKind.MINI_PROGRAM, route="mp", connector=partial(MpConnector, AccountKind.MINI_PROGRAM)),
    Channel(kind=AccountKind.GROUP_ROBOT, route="", connector=GroupRobot),
)


def new_shelf(now: Callable[[], float] = time.time) -> TokenShelf:
    """A place for tokens, to be shared by all connectors of one process."""
    return TokenShelf(load(), now)


def connector_for(
    kind: AccountKind,
    credentials: Credentials,
    *,
    shelf: TokenShelf | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    now: Callable[[], float] = time.time,
    pause: Pause = asyncio.sleep,
) -> Connector:
    """The connector of an account. ``now`` gives seconds since 1970; ``pause`` waits between attempts.

    Raises:
        BadConfiguration: this kind has no connector, or the credentials are malformed.
    """
    channel = next((channel for channel in CHANNELS if channel.kind is kind), None)
    if channel is None:
        raise BadConfiguration(f"{kind} has no connector")
    means = Means(limits=load(), shelf=shelf or new_shelf(now), transport=transport, now=now, pause=pause)
    return channel.connector(credentials, means)
