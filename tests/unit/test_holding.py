"""A desk that holds a conversation: renewed until it is given back, taken over or the server says no."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from app.errors import LoginExpired, Offline, Refused
from app.protocol import Lease, Outcome
from app.services.holding import Holding


class Server:
    """Lends to whoever it is told to, and may be out of reach."""

    def __init__(self) -> None:
        self.holder = "me"
        self.trouble: Exception | None = None
        self.asked: list[tuple[str, str, bool]] = []
        self.released: list[str] = []

    async def lease(self, conversation_id: str, mode: str, *, take_over: bool = False) -> Lease:
        self.asked.append((conversation_id, mode, take_over))
        if self.trouble is not None:
            raise self.trouble
        return Lease(holder_id=self.holder, holder_mode="typing", held_until=60_000)

    async def release(self, conversation_id: str) -> None:
        self.released.append(conversation_id)
        if self.trouble is not None:
            raise self.trouble

    async def take(self, ids: Sequence[str]) -> list[Outcome]:
        raise AssertionError("nobody takes anything here")


class Rests:
    """Time that passes when a test says so; remembers how long it was asked to."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._go = asyncio.Semaphore(0)
        self.resting = 0

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.resting += 1
        try:
            await self._go.acquire()
        finally:
            self.resting -= 1

    async def end(self) -> None:
        """Let one rest end, and wait until everything that follows from it is done."""
        self._go.release()
        for _ in range(20):
            await asyncio.sleep(0)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def rests() -> Rests:
    return Rests()


@pytest.fixture
def holding(rests: Rests) -> Holding:
    return Holding("me", rest=rests)


async def test_what_is_held_is_renewed_each_half_minute_until_it_is_given_back(holding, server, rests):
    lease = await holding.hold(server, "c1", "typing", take_over=False)
    assert lease.holder_id == "me"
    await rests.end()
    await rests.end()
    assert server.asked == [("c1", "typing", False)] * 3
    assert set(rests.seconds) == {30.0}
    await holding.release(server, "c1")
    await rests.end()
    assert (len(server.asked), server.released, rests.resting) == (3, ["c1"], 0)
    await holding.release(server, "c1")
    assert server.released == ["c1"], "once is enough"


async def test_taking_over_is_said_once_and_not_with_every_renewal(holding, server, rests):
    await holding.hold(server, "c1", "typing", take_over=True)
    await rests.end()
    assert [take_over for _, _, take_over in server.asked] == [True, False]
    holding.let_go()


async def test_where_a_colleague_answers_or_takes_over_this_desk_only_looks_and_never_types_by_itself_again(
    holding, server, rests
):
    server.holder = "her"
    assert (await holding.hold(server, "c1", "typing", take_over=False)).holder_id == "her"
    await rests.end()
    assert [mode for _, mode, _ in server.asked] == ["typing", "viewing"]
    holding.let_go()

    server.holder = "me"
    await holding.hold(server, "c2", "typing", take_over=False)
    server.holder = "her"
    await rests.end()
    server.holder = ""
    await rests.end()
    assert [mode for name, mode, _ in server.asked if name == "c2"] == ["typing", "typing", "viewing"]
    await holding.release(server, "c2")
    assert server.released == ["c2"], "who looks leaves as well"


async def test_looking_becomes_typing_in_one_lease(holding, server, rests):
    await holding.hold(server, "c1", "viewing", take_over=False)
    await holding.hold(server, "c1", "typing", take_over=False)
    await rests.end()
    assert [mode for _, mode, _ in server.asked] == ["viewing", "typing", "typing"]
    assert holding.mode_of("c1") == "typing"
    holding.let_go()


async def test_without_the_server_nobody_is_told_no_and_it_is_asked_when_it_is_back(holding, server, rests):
    server.trouble = Offline("cut off")
    assert await holding.hold(server, "c1", "typing", take_over=False) is None
    await rests.end()
    server.trouble = None
    await rests.end()
    assert (len(server.asked), holding.mode_of("c1")) == (3, "typing")
    server.trouble = Offline("cut off")
    await holding.release(server, "c1")
    assert holding.mode_of("c1") == ""


@pytest.mark.parametrize("trouble", [Refused("gone"), LoginExpired()])
async def test_a_refusal_ends_it(holding, server, rests, trouble):
    await holding.hold(server, "c1", "typing", take_over=False)
    server.trouble = trouble
    await rests.end()
    await rests.end()
    assert (len(server.asked), holding.mode_of("c1")) == (2, "")
    with pytest.raises(type(trouble)):
        await holding.hold(server, "c1", "typing", take_over=False)
    assert (holding.mode_of("c1"), rests.resting) == ("", 0)
