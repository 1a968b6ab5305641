"""The simulated platforms against the documented samples: same request, same keys in the answer, same numbers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.limits import load
from app.protocol import AccountKind
from app.simulator import Clock, Simulator
from app.simulator.faults import Faults
from app.simulator.world import Customer

START = 1_780_000_000.0
CORP, APPID, SECRET = "ww1", "wx1", "s"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@pytest.fixture
def simulator() -> Simulator:
    made = Simulator(Clock(lambda: START))
    for app_id, kind, platform_id in (
        (CORP, AccountKind.WECOM_KF, "wk1"),
        (APPID, AccountKind.OFFICIAL_ACCOUNT, APPID),
        ("wx2", AccountKind.MINI_PROGRAM, "wx2"),
    ):
        app = made.add_app(app_id=app_id, secret=SECRET, token="t", encoding_aes_key=KEY)
        made.add_account(platform_id, kind, platform_id, platform_id, app)
        made.add_customer(platform_id, "周雨晴", external_id=f"{platform_id}-zhou", unionid="u1")
    made.add_robot("robot", "key-1")
    return made


@pytest.fixture
async def http(simulator: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(simulator.app), base_url="http://platform") as client:
        yield client


async def wecom(http: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    query = {"corpid": CORP, "corpsecret": SECRET}
    token = (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()["access_token"]
    return (await http.post(f"/wecom/cgi-bin/{path}", params={"access_token": token}, json=body)).json()


async def mp(http: httpx.AsyncClient, path: str, appid: str = APPID, **body: Any) -> dict[str, Any]:
    token = (await stable(http, appid=appid))["access_token"]
    return (await http.post(f"/mp/cgi-bin/{path}", params={"access_token": token}, json=body)).json()


async def stable(http: httpx.AsyncClient, **changed: Any) -> dict[str, Any]:
    body = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET, **changed}
    return (await http.post("/mp/cgi-bin/stable_token", json=body)).json()


def customer(simulator: Simulator, platform_id: str) -> Customer:
    return simulator.world.customers[platform_id, f"{platform_id}-zhou"]


async def test_gettoken_gives_the_same_token_while_it_is_valid(http: httpx.AsyncClient, simulator: Simulator) -> None:
    query = {"corpid": CORP, "corpsecret": SECRET}
    first = (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()
    assert set(first) == {"errcode", "errmsg", "access_token", "expires_in"}
    assert (first["errcode"], first["expires_in"]) == (0, 7200)
    await simulator.advance(7199)
    again = (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()
    assert (again["access_token"], again["expires_in"]) == (first["access_token"], 1)
    await simulator.advance(1)
    fresh = (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()
    assert fresh["access_token"] != first["access_token"]
    used = await http.post("/wecom/cgi-bin/kf/account/list", params={"access_token": first["access_token"]}, json={})
    assert used.json()["errcode"] == 42001


async def test_too_many_wrong_secrets_block_the_caller_for_an_hour(
    http: httpx.AsyncClient, simulator: Simulator
) -> None:
    wrong, right = ({"corpid": CORP, "corpsecret": secret} for secret in ("no", SECRET))
    for _ in range(load().value("wecom.token.wrong_secrets_before_block")):
        assert (await http.get("/wecom/cgi-bin/gettoken", params=wrong)).json()["errcode"] == 40001
    assert (await http.get("/wecom/cgi-bin/gettoken", params=right)).json()["errcode"] == 45009
    await simulator.advance(3600)
    assert (await http.get("/wecom/cgi-bin/gettoken", params=right)).json()["errcode"] == 0
    assert (await http.get("/wecom/cgi-bin/gettoken", params={"corpid": "no"})).json()["errcode"] == 40013


async def test_the_two_token_calls_of_public_accounts_differ(http: httpx.AsyncClient, simulator: Simulator) -> None:
    query = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}
    plain = [(await http.get("/mp/cgi-bin/token", params=query)).json() for _ in range(2)]
    assert set(plain[0]) == {"access_token", "expires_in"}
    assert plain[0]["access_token"] != plain[1]["access_token"]
    steady = [await stable(http) for _ in range(2)]
    assert steady[0]["access_token"] == steady[1]["access_token"]
    forced = await stable(http, force_refresh=True)
    assert forced["access_token"] != steady[0]["access_token"]
    assert (await stable(http, force_refresh=True))["access_token"] == forced["access_token"]
    for token, code in ((plain[0], 0), (plain[1], 0), (steady[0], 40001), (forced, 0)):
        found = await http.get("/mp/cgi-bin/user/get", params={"access_token": token["access_token"]})
        assert found.json().get("errcode", 0) == code
    await simulator.advance(301)
    old = await http.get("/mp/cgi-bin/user/get", params={"access_token": plain[0]["access_token"]})
    assert old.json()["errcode"] == 42001


async def test_calls_that_are_wrong_are_told_in_numbers_and_always_with_200(http: httpx.AsyncClient) -> None:
    query = {"corpid": CORP, "corpsecret": SECRET}
    token = {"access_token": (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()["access_token"]}
    path = "/wecom/cgi-bin/kf/sync_msg"
    answers = {
        40063: await http.get(path, params=token),
        41001: await http.post(path, json={}),
        40014: await http.post(path, params={"access_token": "no"}, json={}),
        40058: await http.post(path, params=token, content=b"{"),
        60251: await http.post(path, params=token, json={}),
        95000: await http.post(path, params=token, json={"open_kfid": "wk9"}),
        95007: await http.post(path, params=token, json={"open_kfid": "wk1", "token": "no"}),
    }
    for code, answer in answers.items():
        assert (answer.status_code, answer.json()["errcode"]) == (200, code)
    assert (await http.get("/wecom/cgi-bin/no/such")).status_code == 404


async def test_sync_msg_answers_as_documented(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.say(customer(simulator, "wk1"), "你好")
    found = await wecom(http, "kf/sync_msg", open_kfid="wk1", cursor="", limit=1000, voice_format=0)
    assert set(found) == {"errcode", "errmsg", "next_cursor", "has_more", "msg_list"}
    item = found["msg_list"][0]
    assert set(item) == {"msgid", "open_kfid", "external_userid", "send_time", "origin", "msgtype", "text"}
    assert (item["origin"], item["text"]) == (3, {"content": "你好"})
    assert len(found["next_cursor"]) <= 64
    too_many = await wecom(http, "kf/sync_msg", open_kfid="wk1", limit=1001)
    assert too_many["errcode"] == 40058


async def test_ids_of_an_event_are_inside_the_event(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.say(customer(simulator, "wk1"), {"enter": "scene-1"})
    item = (await wecom(http, "kf/sync_msg", open_kfid="wk1"))["msg_list"][0]
    assert set(item) == {"msgid", "send_time", "origin", "msgtype", "event"}
    assert {"event_type", "open_kfid", "external_userid", "scene", "welcome_code"} <= set(item["event"])


async def test_send_msg_answers_with_an_id_and_cuts_a_long_text(http: httpx.AsyncClient, simulator: Simulator) -> None:
    them = customer(simulator, "wk1")
    simulator.say(them, "在吗")
    body = {"touser": them.external_id, "open_kfid": "wk1", "msgtype": "text"}
    found = await wecom(http, "kf/send_msg", **body, text={"content": "长" * 1000})
    assert set(found) == {"errcode", "errmsg", "msgid"}
    assert len(them.received[0]["text"]["content"].encode()) <= 2048
    again = await wecom(http, "kf/send_msg", **body, msgid=found["msgid"][:32], text={"content": "a"})
    assert again["errcode"] in (0, 95033)
    for changed, code in (
        ({"msgid": "has space"}, 40058),
        ({"msgtype": "hologram"}, 40008),
        ({"msgtype": "image", "image": {"media_id": "no"}}, 40007),
        ({"text": {"content": ""}}, 44004),
        ({"touser": "wm-nobody"}, 40096),
    ):
        assert (await wecom(http, "kf/send_msg", **{**body, "text": {"content": "a"}, **changed}))["errcode"] == code


async def test_the_session_states_change_as_documented(http: httpx.AsyncClient, simulator: Simulator) -> None:
    them = customer(simulator, "wk1")
    who = {"open_kfid": "wk1", "external_userid": them.external_id}

    async def state() -> int:
        return int((await wecom(http, "kf/service_state/get", **who))["service_state"])

    assert await state() == 4
    assert (await wecom(http, "kf/service_state/trans", **who, service_state=3))["errcode"] == 95016
    simulator.say(them, "在吗")
    assert await state() == 0
    await wecom(http, "kf/send_msg", touser=them.external_id, open_kfid="wk1", msgtype="text", text={"content": "在"})
    assert await state() == 1
    pooled = await wecom(http, "kf/service_state/trans", **who, service_state=2)
    assert pooled["msg_code"] and await state() == 2
    assert (await wecom(http, "kf/service_state/trans", **who, service_state=3))["errcode"] == 60253
    await wecom(http, "kf/service_state/trans", **who, service_state=3, servicer_userid="zhang")
    found = await wecom(http, "kf/service_state/get", **who)
    assert found["servicer_userid"] == "zhang"
    ended = await wecom(http, "kf/service_state/trans", **who, service_state=4)
    said = await wecom(http, "kf/send_msg_on_event", code=ended["msg_code"], msgtype="text", text={"content": "再见"})
    assert said["errcode"] == 0 and them.received[-1]["text"]["content"] == "再见"
    assert await state() == 4
    simulator.say(them, "回来了")
    simulator.faults.refuse_end = True
    assert (await wecom(http, "kf/service_state/trans", **who, service_state=4))["errcode"] == 95016
    await simulator.advance(48 * 3600)
    assert await state() == 4


async def test_custom_messages_are_checked_as_documented(http: httpx.AsyncClient, simulator: Simulator) -> None:
    them = customer(simulator, APPID)
    simulator.say(them, "在吗")
    body = {"touser": them.external_id, "msgtype": "text", "text": {"content": "在"}}
    assert set(await mp(http, "message/custom/send", **body)) == {"errcode", "errmsg"}
    assert (await mp(http, "message/custom/business/send", **body))["errcode"] == 0
    two = {"articles": [{}, {}]}
    for changed, code in (
        ({"touser": "o-nobody"}, 40003),
        ({"msgtype": "link", "link": {}}, 40008),
        ({"msgtype": "news", "news": two}, 45008),
        ({"text": {"content": ""}}, 44004),
        ({"text": {"content": "长" * 683}}, 45002),
        ({"msgtype": "image", "image": {"media_id": "no"}}, 40007),
    ):
        assert (await mp(http, "message/custom/send", **{**body, **changed}))["errcode"] == code


async def test_typing_follows_its_rules(http: httpx.AsyncClient, simulator: Simulator) -> None:
    them = customer(simulator, APPID)
    simulator.say(them, "在吗")
    typing = {"touser": them.external_id, "command": "Typing"}
    codes = [(await mp(http, "message/custom/typing", **typing))["errcode"] for _ in range(2)]
    codes.append((await mp(http, "message/custom/typing", touser=them.external_id, command="CancelTyping"))["errcode"])
    codes.append((await mp(http, "message/custom/typing", touser=them.external_id, command="Dance"))["errcode"])
    await simulator.advance(31)
    codes.append((await mp(http, "message/custom/typing", **typing))["errcode"])
    assert codes == [0, 45081, 0, 45072, 45080]


async def test_followers_are_listed_without_their_names(http: httpx.AsyncClient, simulator: Simulator) -> None:
    found = await mp(http, "user/info/batchget", user_list=[{"openid": f"{APPID}-zhou"}])
    [row] = found["user_info_list"]
    assert {"subscribe", "openid", "unionid", "remark", "subscribe_scene"} <= set(row)
    assert not {"nickname", "headimgurl", "sex"} & set(row)
    simulator.say(customer(simulator, APPID), {"unsubscribe": True})
    left = await mp(http, "user/info/batchget", user_list=[{"openid": f"{APPID}-zhou"}])
    assert left["user_info_list"] == [{"subscribe": 0, "openid": f"{APPID}-zhou"}]


@pytest.mark.parametrize(
    ("type", "data", "code"),
    [
        ("image", b"\x89PNG\r\n\x1a\n", 0),
        ("image", b"GIF89a..", 40005),
        ("image", b"\x89PNG" + bytes(10 * 1024 * 1024), 40009),
        ("voice", b"\x89PNG\r\n\x1a\n", 40005),
        ("voice", b"#!AMR\n" + bytes(2 * 1024 * 1024), 40006),
        ("file", b"12345", 44001),
        ("file", b"123456", 0),
        ("thumb", b"\xff\xd8\xff\xe0\x00\x10", 40004),
    ],
)
async def test_uploads_are_checked(http: httpx.AsyncClient, type: str, data: bytes, code: int) -> None:
    query = {"corpid": CORP, "corpsecret": SECRET}
    token = (await http.get("/wecom/cgi-bin/gettoken", params=query)).json()["access_token"]
    where = {"access_token": token, "type": type}
    answer = (await http.post("/wecom/cgi-bin/media/upload", params=where, files={"media": ("a.x", data)})).json()
    assert answer["errcode"] == code
    if code == 0:
        assert set(answer) == {"errcode", "errmsg", "type", "media_id", "created_at"}
        assert isinstance(answer["created_at"], str)
        kept = await http.get(
            "/wecom/cgi-bin/media/get", params={"access_token": token, "media_id": answer["media_id"]}
        )
        assert kept.content == data


async def test_robots_post_within_their_limits(http: httpx.AsyncClient, simulator: Simulator) -> None:
    async def post(key: str = "key-1", **body: Any) -> int:
        answer = await http.post("/wecom/cgi-bin/webhook/send", params={"key": key}, json=body)
        return int(answer.json()["errcode"])

    hello = {"msgtype": "text", "text": {"content": "到货啦"}}
    assert await post("no", **hello) == 93000
    assert await post(msgtype="text", text={"content": "长" * 683}) == 45002
    assert await post(msgtype="image", image={"base64": "QUJD", "md5": "no"}) == 40123
    codes = [await post(**hello) for _ in range(21)]
    assert codes == [0] * 20 + [45009]
    await simulator.advance(61)
    assert await post(**hello) == 0
    assert len(simulator.robots.posted["robot"]) == 21


async def test_rates_block_for_a_minute(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.faults.calls_per_minute = 3
    codes = [(await mp(http, "user/info/batchget", user_list=[]))["errcode"] for _ in range(3)]
    assert codes == [40032] * 3
    assert (await stable(http))["errcode"] == 45009
    await simulator.advance(121)
    assert (await mp(http, "user/info/batchget", user_list=[]))["errcode"] == 40032


class Server:
    """A server under test that answers callbacks as it is told to."""

    def __init__(self, *statuses: int, body: bytes = b"success") -> None:
        self.statuses = list(statuses)
        self.body = body
        self.seen: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            raise httpx.ReadTimeout("slow")
        return httpx.Response(status, content=self.body)


async def told(server: Server, format: str = "xml") -> tuple[Simulator, Customer]:
    simulator = Simulator(Clock(lambda: START), callbacks=httpx.MockTransport(server))
    app = simulator.add_app(
        app_id=APPID, secret=SECRET, token="t", encoding_aes_key=KEY, callback="plain", format=format
    )
    app.callback_url = "http://heliu/callback"
    simulator.add_account("mp", AccountKind.OFFICIAL_ACCOUNT, "青禾", APPID, app)
    return simulator, simulator.add_customer("mp", "周雨晴")


@pytest.mark.parametrize("failure", [0, 500])
async def test_a_callback_is_tried_three_times(failure: int) -> None:
    server = Server(failure, failure)
    simulator, them = await told(server)
    simulator.say(them, "在吗")
    await simulator.settle()
    assert len(server.seen) == 3
    assert them.received == []
    nonces = {request.url.params["nonce"] for request in server.seen}
    assert len(nonces) == 3
    await simulator.callbacks.aclose()


async def test_a_callback_nobody_answers_is_given_up_and_the_customer_is_told() -> None:
    server = Server(0, 0, 0, 0)
    simulator, them = await told(server)
    simulator.say(them, "在吗")
    await simulator.settle()
    assert len(server.seen) == 3
    assert them.received[0]["msgtype"] == "notice"
    await simulator.callbacks.aclose()


async def test_a_passive_reply_reaches_the_customer() -> None:
    reply = "<xml><MsgType>text</MsgType><Content>自动回复</Content></xml>".encode()
    simulator, them = await told(Server(body=reply))
    simulator.say(them, "在吗")
    await simulator.settle()
    assert them.received[0]["text"] == {"content": "自动回复"}
    await simulator.callbacks.aclose()


async def test_json_callbacks_carry_numbers_as_numbers() -> None:
    server = Server()
    simulator, them = await told(server, format="json")
    simulator.say(them, "在吗")
    await simulator.settle()
    body = json.loads(server.seen[0].content)
    assert isinstance(body["MsgId"], int) and isinstance(body["CreateTime"], int)
    assert server.seen[0].headers["content-type"] == "application/json"
    await simulator.callbacks.aclose()


async def test_an_address_that_fails_the_check_is_not_used() -> None:
    server = Server(body=b"wrong")
    simulator, them = await told(server)
    simulator.world.account("mp").app.callback_url = ""
    assert await simulator.check_url("mp", "http://heliu/callback") is False
    simulator.say(them, "在吗")
    await simulator.settle()
    assert len(server.seen) == 1
    await simulator.callbacks.aclose()


async def test_what_is_due_later_happens_in_its_order(simulator: Simulator) -> None:
    happened: list[tuple[str, float]] = []
    for name, seconds in (("late", 20.0), ("early", 10.0)):
        simulator.agenda.after(seconds, lambda name=name: happened.append((name, simulator.clock.now() - START)))
    await simulator.advance(5)
    assert happened == []
    await simulator.advance(100)
    assert happened == [("early", 10.0), ("late", 20.0)]


def test_unknown_faults_are_refused() -> None:
    faults = Faults()
    faults.set({"busy": 3, "reverse_callbacks": True})
    assert (faults.busy, faults.reverse_callbacks) == (3, True)
    for wrong in ({"bussy": 1}, {"busy": "3"}, {"busy": True}, {"take": 1}):
        with pytest.raises(ValueError, match="fault"):
            faults.set(wrong)
