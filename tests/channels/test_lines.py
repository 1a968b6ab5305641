"""Tokens, replays and broken lines, apart from any platform's rules."""

from __future__ import annotations

import asyncio
import base64

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.channels import CHANNELS, Credentials, Outgoing, Replayed, connector_for, new_shelf
from app.channels.errcodes import KF_SEND_FAILED, MP, UNKNOWN, WECOM, Reaction
from app.channels.replay import ReplayGuard
from app.channels.tokens import Token
from app.errors import BadConfiguration, BadInput, ChannelBusy, ChannelError, ChannelUnknown
from app.limits import load
from app.protocol import AccountKind, new_id
from app.simulator import Clock, Simulator

LIMITS = load()


class Issuer:
    """Gives out tokens 1, 2, 3 … and counts who asked."""

    def __init__(self) -> None:
        self.asked: list[bool] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, another: bool) -> tuple[str, int]:
        self.asked.append(another)
        await self.gate.wait()
        return str(len(self.asked)), 7200


async def test_many_who_need_a_token_cause_one_call() -> None:
    token, issuer = Token(LIMITS, lambda: 0.0), Issuer()
    issuer.gate.clear()
    waiting = [asyncio.create_task(token.get(issuer)) for _ in range(20)]
    await asyncio.sleep(0)
    issuer.gate.set()
    assert await asyncio.gather(*waiting) == ["1"] * 20
    assert issuer.asked == [False]


async def test_many_who_find_a_token_stale_renew_it_once() -> None:
    token, issuer = Token(LIMITS, lambda: 0.0), Issuer()
    await token.get(issuer)
    await asyncio.gather(*(token.renew(issuer, "1") for _ in range(20)))
    assert await token.get(issuer) == "2"
    assert len(issuer.asked) == 2


async def test_a_token_is_fetched_anew_before_it_runs_out() -> None:
    now = [0.0]
    token, issuer = Token(LIMITS, lambda: now[0]), Issuer()
    assert await token.get(issuer) == "1"
    now[0] = 7200.0 - LIMITS.value("heliu.token.margin") - 1
    assert await token.get(issuer) == "1"
    now[0] += 1
    assert await token.get(issuer) == "2"


async def test_a_platform_that_insists_on_a_stale_token_is_forced() -> None:
    asked: list[bool] = []

    async def stubborn(another: bool) -> tuple[str, int]:
        asked.append(another)
        return ("new" if another else "old"), 7200

    token = Token(LIMITS, lambda: 0.0)
    assert await token.get(stubborn) == "old"
    await token.renew(stubborn, "old")
    assert await token.get(stubborn) == "new"
    assert asked == [False, False, True]


async def test_somebody_who_gave_up_waiting_blocks_nobody() -> None:
    token, issuer = Token(LIMITS, lambda: 0.0), Issuer()
    issuer.gate.clear()
    first = asyncio.create_task(token.get(issuer))
    await asyncio.sleep(0)
    first.cancel()
    issuer.gate.set()
    assert await token.get(issuer) == "2"


def test_connectors_of_one_app_share_their_token() -> None:
    shelf = new_shelf()
    assert shelf.of("http://p", "ww1", "s") is shelf.of("http://p", "ww1", "s")
    assert shelf.of("http://p", "ww1", "s") is not shelf.of("http://p", "ww1", "other")


@given(
    steps=st.lists(
        st.tuples(
            st.integers(min_value=-400, max_value=400), st.integers(0, 3), st.integers(min_value=0, max_value=200)
        ),
        max_size=40,
    )
)
def test_no_delivery_passes_twice_however_the_clock_goes_on(steps: list[tuple[int, int, int]]) -> None:
    now = [1_000_000]
    guard = ReplayGuard(LIMITS, lambda: now[0])
    passed: set[tuple[int, int]] = set()
    for offset, nonce, wait in steps:
        now[0] += wait
        stamp = now[0] + offset
        try:
            guard.admit(str(stamp), str(nonce), f"{stamp}{nonce}")
        except Replayed:
            assert (stamp, nonce) in passed
        except BadInput:
            assert abs(offset) > LIMITS.value("heliu.callback.replay_window")
        else:
            assert (stamp, nonce) not in passed
            passed.add((stamp, nonce))


@pytest.mark.parametrize("stamp", ["", "-1", "1e3", "abc", "９９９", "9" * 13, " 1", "1.0"])
def test_a_stamp_that_is_no_number_is_refused(stamp: str) -> None:
    with pytest.raises(BadInput):
        ReplayGuard(LIMITS, lambda: 0.0).check_age(stamp)


class Broken(httpx.AsyncBaseTransport):
    """Gives a token, and then does something else."""

    def __init__(self, then: Exception | httpx.Response) -> None:
        self.then = then

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "token" in request.url.path:
            return httpx.Response(200, json={"access_token": "t", "expires_in": 7200})
        if isinstance(self.then, Exception):
            raise self.then
        return self.then


SENDING = [
    (httpx.ConnectError("x"), ChannelBusy),
    (httpx.ConnectTimeout("x"), ChannelBusy),
    (httpx.PoolTimeout("x"), ChannelBusy),
    (httpx.ReadTimeout("x"), ChannelUnknown),
    (httpx.WriteError("x"), ChannelUnknown),
    (httpx.RemoteProtocolError("x"), ChannelUnknown),
    (httpx.Response(500), ChannelUnknown),
    (httpx.Response(502), ChannelUnknown),
    (httpx.Response(200, content=b"<html>login</html>"), ChannelUnknown),
    (httpx.Response(200, content=b"[1]"), ChannelUnknown),
    (httpx.Response(404), BadConfiguration),
    (httpx.Response(302), BadConfiguration),
    (httpx.Response(200, json={"errcode": 45009}), ChannelBusy),
    (httpx.Response(200, json={"errcode": 45033}), ChannelError),
    (httpx.Response(200, json={"errcode": 48004}), BadConfiguration),
    (httpx.Response(200, json={"errcode": 999999}), ChannelError),
]


def credentials(kind: AccountKind) -> Credentials:
    key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
    fields = {"account_id": "a", "platform_id": "p", "app_id": "ww1", "secret": "s", "token": "t"}
    return Credentials(**fields, encoding_aes_key=key, base_url="http://platform")


@pytest.mark.parametrize(("then", "expected"), SENDING, ids=lambda value: repr(value)[:40])
@pytest.mark.parametrize("kind", [channel.kind for channel in CHANNELS])
async def test_every_end_of_a_send_has_its_word(
    kind: AccountKind, then: Exception | httpx.Response, expected: type[Exception]
) -> None:
    connector = connector_for(kind, credentials(kind), transport=Broken(then))
    with pytest.raises(expected) as raised:
        await connector.send(Outgoing(id=new_id(), external_id="o", type="text", text="你好"))
    if expected is ChannelError:
        assert not isinstance(raised.value, ChannelUnknown)
    assert "你好" not in str(raised.value)
    await connector.aclose()


@pytest.mark.parametrize("then", [httpx.ReadTimeout("x"), httpx.Response(500), httpx.Response(200, content=b"x")])
async def test_what_only_asks_may_always_be_asked_again(then: Exception | httpx.Response) -> None:
    connector = connector_for(AccountKind.WECOM_KF, credentials(AccountKind.WECOM_KF), transport=Broken(then))
    with pytest.raises(ChannelBusy):
        await connector.catch_up("")
    with pytest.raises(ChannelBusy):
        await connector.upload(b"%PDF-1.4", name="a.pdf", type="file")
    await connector.aclose()


async def test_a_log_with_strange_items_still_moves_on() -> None:
    page = {"msg_list": [{}, {"msgtype": []}, 7, {"msgtype": "text", "text": "x"}], "next_cursor": "c", "has_more": 0}
    transport = Broken(httpx.Response(200, json=page))
    connector = connector_for(AccountKind.WECOM_KF, credentials(AccountKind.WECOM_KF), transport=transport)
    batch = await connector.catch_up("")
    assert batch.cursor == "c"
    assert len(batch.arrivals) == 3
    assert len({arrival.platform_id for arrival in batch.arrivals}) == 3
    await connector.aclose()


def test_every_number_has_a_meaning_in_words() -> None:
    for table in (WECOM, MP):
        for code, (reaction, meaning) in table.items():
            assert isinstance(reaction, Reaction) and meaning and meaning != UNKNOWN, code
    assert set(KF_SEND_FAILED) == {0, 1, 2, 4, 5, 6, 8, 10, 11, 12, 13}


async def test_a_robot_posts_text_pictures_files_and_links() -> None:
    simulator = Simulator(Clock(lambda: 0.0))
    simulator.add_robot("stock", "s")
    fields = {"account_id": "a", "platform_id": "stock", "app_id": "", "secret": "s", "token": ""}
    where = Credentials(**fields, base_url="http://platform/wecom")
    robot = connector_for(AccountKind.GROUP_ROBOT, where, transport=httpx.ASGITransport(simulator.app))
    file = await robot.upload(b"%PDF-1.4", name="a.pdf", type="file")
    picture = await robot.upload(b"\x89PNG\r\n\x1a\n", name="a.png", type="image")
    assert base64.b64decode(picture) == b"\x89PNG\r\n\x1a\n"
    for type, content in (
        ("text", {}),
        ("image", {"platform_media_id": picture}),
        ("file", {"platform_media_id": file}),
        ("link", {"title": "到货", "url": "https://u"}),
    ):
        message = Outgoing(id=new_id(), external_id="stock", type=type, text="到货啦", content=content)
        assert await robot.send(message) == ""
    assert [post["msgtype"] for post in simulator.robots.posted["stock"]] == ["text", "image", "file", "news"]
    with pytest.raises(BadInput):
        await robot.send(Outgoing(id=new_id(), external_id="stock", type="text", text="长" * 683))
    await robot.aclose()
    with pytest.raises(BadConfiguration):
        connector_for(AccountKind.GROUP_ROBOT, Credentials(**fields | {"secret": ""}, base_url="http://p"))
