"""Whatever is thrown at it, the server answers with a problem, never with a stumble."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.protocol import KINDS, AccountKind, Role
from app.server import sessions, staff
from app.server.application import create_app, database_for
from app.server.doors import DOORS

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_FIELDS = sorted({name for kind in KINDS.values() for name in kind.fields})
_IDS = st.sampled_from(["a", "b", "customer-1", "shop"]) | st.text(max_size=70)
_MUTATIONS = st.fixed_dictionaries(
    {
        "id": _IDS,
        "kind": st.sampled_from([*KINDS, "nonsense"]),
        "record_id": _IDS,
        "hlc": st.sampled_from(["0199000000000000a", "ffffffffffff0000z", "", "zz"]) | st.text(max_size=30),
    },
    optional={
        "base_rev": st.integers() | st.text(max_size=3),
        "fields": st.dictionaries(st.sampled_from(_FIELDS) | st.text(max_size=9), _JSON, max_size=6),
        "base": st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=3),
        "drop": st.booleans(),
    },
)


class Fuzzed:
    """A server on its own loop, to be called from Hypothesis' plain functions."""

    def __init__(self, url: str, folder: Path) -> None:
        self._runner = asyncio.Runner()
        self._database = database_for(url)
        self._app = create_app(self._database, media_dir=folder)
        self._life = self._app.router.lifespan_context(self._app)
        self._runner.run(self._life.__aenter__())
        token = self._runner.run(self._found())
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=True)
        self._http = httpx.AsyncClient(
            transport=transport, base_url="http://t", headers={"Authorization": f"Bearer {token}"}
        )

    def close(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.run(self._life.__aexit__(None, None, None))
        self._runner.close()

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        return self._runner.run(self._http.request(method, path, **request))

    async def _found(self) -> str:
        def make(tx: Any) -> str:
            workspace = staff.create_workspace(tx, "brand", 1)
            user = staff.add_user(tx, workspace, login="u", name="U", password="h", role=Role.LEAD, now_ms=1)
            staff.add_account(
                tx, workspace, kind=AccountKind.PERSONAL, name="s", platform_id="p", now_ms=1, account_id="shop"
            )
            staff.grant(tx, "u", "account:shop", 1)
            return sessions.log_in(tx, user, "h", "u", ("", "d"), self._app.state.server.now()).access_token

        return await self._database.write(make)


@pytest.fixture
def fuzzed(database_url: str, tmp_path: Path) -> Iterator[Fuzzed]:
    server = Fuzzed(database_url, tmp_path / "media")
    yield server
    server.close()


def _encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except (OverflowError, UnicodeEncodeError):
        import json

        return json.dumps(value).encode("utf-8", "surrogatepass")


def test_no_batch_of_mutations_makes_the_server_stumble(fuzzed: Fuzzed) -> None:
    @settings(max_examples=150)
    @given(st.lists(_MUTATIONS, max_size=4))
    def check(batch: list[Any]) -> None:
        reply = fuzzed.ask("POST", "/v1/mutations", content=_encoded(batch))
        assert reply.status_code in (200, 400), reply.text
        if reply.status_code == 200:
            assert [outcome["reason"] for outcome in reply.json() if outcome["reason"] == "bug"] == []
        else:
            assert reply.headers["content-type"] == "application/problem+json"

    check()


def test_no_body_makes_a_route_stumble(fuzzed: Fuzzed) -> None:
    posts = [door for door in DOORS if door.method in ("POST", "PUT")]

    @settings(max_examples=150)
    @given(st.sampled_from(posts), st.binary(max_size=60) | _JSON.map(_encoded), st.text(max_size=20))
    def check(door: Any, body: bytes, name: str) -> None:
        path = quote(name.replace("/", ""), safe="") or "x"
        address = door.path.replace("{kind}", "tag").replace("{id}", path).replace("{account_id}", path)
        reply = fuzzed.ask(door.method, address, content=body)
        assert reply.status_code < 500, (door.path, reply.text)

    check()


def test_no_query_makes_a_route_stumble(fuzzed: Fuzzed) -> None:
    gets = [door for door in DOORS if door.method == "GET" and not door.endless and door.path != "/openapi.json"]
    values = st.text(max_size=12) | st.integers().map(str) | st.sampled_from(["-1", "0", "1,a", "account:shop,x", "%"])
    names = ["since", "limit", "upto", "scopes", "first", "before", "scope", "offset"]

    @settings(max_examples=200)
    @given(st.sampled_from(gets), st.dictionaries(st.sampled_from(names), values))
    def check(door: Any, query: dict[str, str]) -> None:
        path = door.path.replace("{kind}", "tag").replace("{id}", "a").replace("{account_id}", "shop")
        reply = fuzzed.ask("GET", path, params=query)
        assert reply.status_code < 500, (door.path, query, reply.text)

    check()
