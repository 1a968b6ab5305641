"""The stage door: JSON calls under /_control/, from this computer only, by which demos and tests direct the play."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.protocol import AccountKind
from app.simulator.desk import callback_address
from app.simulator.script import Script
from app.simulator.simulator import Simulator
from app.simulator.world import Customer

_HERE = frozenset({"127.0.0.1", "::1", "localhost", "testclient"})


class Control:
    """What can be told to a running simulator.

    ``GET state``, ``GET received?account=&customer=``, ``GET posted`` (what robots wrote);
    ``POST say`` {account, customer, line}, ``accounts``, ``customers``, ``clock`` {advance}, ``faults`` {name: value},
    ``tokens`` {account, how: expire | invalidate}, ``callbacks`` {server} or {account, url}, ``scripts`` {run}.
    """

    def __init__(self, simulator: Simulator, script: Script | None = None) -> None:
        self._simulator = simulator
        self._script = script

    def routes(self) -> list[Route]:
        """To be added to the simulator's own."""
        posts: dict[str, Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]] = {
            "say": self._say,
            "accounts": self._accounts,
            "customers": self._customers,
            "clock": self._clock,
            "faults": self._faults,
            "tokens": self._tokens,
            "callbacks": self._callbacks,
            "scripts": self._scripts,
        }
        gets: dict[str, Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]] = {
            "state": self._state,
            "received": self._received,
            "posted": self._posted,
        }
        return [
            *(Route(f"/_control/{name}", _door(run, "POST"), methods=["POST"]) for name, run in posts.items()),
            *(Route(f"/_control/{name}", _door(run, "GET"), methods=["GET"]) for name, run in gets.items()),
        ]

    async def _state(self, asked: dict[str, Any]) -> dict[str, Any]:
        world = self._simulator.world
        return {
            "now": self._simulator.clock.now(),
            "faults": asdict(self._simulator.faults),
            "accounts": {
                account.key: {
                    "kind": account.kind,
                    "platform_id": account.platform_id,
                    "callback_url": account.app.callback_url,
                    "customers": [c.external_id for c in world.customers.values() if c.account is account],
                }
                for account in world.accounts.values()
            },
            "callbacks": len(self._simulator.callbacks.history),
        }

    async def _received(self, asked: dict[str, Any]) -> dict[str, Any]:
        customer = self._customer(asked)
        return {"external_id": customer.external_id, "received": customer.received}

    async def _posted(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"posted": self._simulator.robots.posted}

    async def _say(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"platform_id": self._simulator.say(self._customer(asked), asked["line"])}

    async def _accounts(self, asked: dict[str, Any]) -> dict[str, Any]:
        app = self._simulator.add_app(**asked["app"])
        kind = AccountKind(asked["kind"])
        self._simulator.add_account(asked["key"], kind, asked["name"], asked["platform_id"], app)
        return {}

    async def _customers(self, asked: dict[str, Any]) -> dict[str, Any]:
        given = {name: asked[name] for name in ("external_id", "remark", "unionid", "gender") if name in asked}
        customer = self._simulator.add_customer(asked["account"], asked["name"], **given)
        return {"external_id": customer.external_id}

    async def _clock(self, asked: dict[str, Any]) -> dict[str, Any]:
        await self._simulator.advance(float(asked["advance"]))
        return {"now": self._simulator.clock.now()}

    async def _faults(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._simulator.faults.set(asked)
        return asdict(self._simulator.faults)

    async def _tokens(self, asked: dict[str, Any]) -> dict[str, Any]:
        spoil = {"expire": self._simulator.expire_tokens, "invalidate": self._simulator.invalidate_tokens}
        spoil[asked["how"]](asked["account"])
        return {}

    async def _callbacks(self, asked: dict[str, Any]) -> dict[str, Any]:
        if "account" in asked:
            return {"passed": await self._simulator.check_url(asked["account"], asked["url"])}
        keys = list(self._simulator.world.accounts)
        addresses = {key: callback_address(self._simulator, key, asked["server"]) for key in keys}
        return {"passed": {key: await self._simulator.check_url(key, url) for key, url in addresses.items()}}

    async def _scripts(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self._script is None:
            raise ValueError("there are no scripts")
        self._script.start() if asked["run"] else self._script.stop()
        return {}

    def _customer(self, asked: dict[str, Any]) -> Customer:
        world = self._simulator.world
        return world.customer(world.account(asked["account"]), asked["customer"])


def _door(
    run: Callable[[dict[str, Any]], Awaitable[dict[str, Any]]], method: str
) -> Callable[[Request], Awaitable[Response]]:
    async def door(request: Request) -> Response:
        if request.client is None or request.client.host not in _HERE or request.url.hostname not in _HERE:
            return JSONResponse({"error": "from this computer only"}, status_code=403)
        try:
            body = await request.body()
            asked = msgspec.json.decode(body, type=dict[str, Any]) if method == "POST" else dict(request.query_params)
            return JSONResponse(await run(asked))
        except (KeyError, ValueError, TypeError, AttributeError) as exc:
            return JSONResponse({"error": str(exc)}, status_code=400)

    return door
