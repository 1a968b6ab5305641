from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sync.world import Desk, World


@pytest.fixture
async def world(tmp_path) -> AsyncIterator[World]:
    world = await World(tmp_path).open()
    yield world
    await world.close()


@pytest.fixture
async def ann(world) -> Desk:
    desk = await world.desk("ann")
    await desk.sync()
    return desk


@pytest.fixture
async def bob(world) -> Desk:
    desk = await world.desk("bob")
    await desk.sync()
    return desk
