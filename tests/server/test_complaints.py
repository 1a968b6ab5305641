"""An account says why nothing comes in, before anybody has to wonder."""

from __future__ import annotations

import pytest

from app.errors import BadConfiguration, ChannelBusy
from app.protocol import KINDS
from tests.server.conftest import Agent, House


async def trouble(agent: Agent) -> str:
    row = (await agent.table("account"))["shop"]
    return str(row[KINDS["account"].fields.index("trouble")])


async def test_a_secret_that_is_refused_while_fetching_is_told_and_forgotten_when_it_works_again(
    house: House, agent: Agent
) -> None:
    house.platform.write("hello", at=house.clock())
    house.platform.mute = BadConfiguration("the secret is wrong")
    await house.arrive()
    assert "the secret is wrong" in await trouble(agent)
    house.platform.mute = None
    await house.pass_by(seconds=600)
    assert await trouble(agent) == "" and len(await agent.table("message")) == 1


@pytest.mark.parametrize(("nights", "told"), [(1, False), (3, True)])
async def test_a_platform_that_is_silent_for_days_is_told_before_messages_are_lost(
    house: House, agent: Agent, nights: int, told: bool
) -> None:
    await house.arrive()
    house.platform.mute = ChannelBusy("away")
    for _ in range(nights):
        await house.pass_by(hours=23)
        for _ in range(3):
            await house.pass_by(seconds=60)
    assert ("nothing was heard for" in await trouble(agent)) is told
