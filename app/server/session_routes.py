"""Routes that sign devices in and out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, LoginRefused
from app.server import sessions
from app.server.access import Principal
from app.server.checks import ID, Refusal
from app.server.http import Server, body_as, json, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Body of ``POST /v1/session``: a name and password, or the one-time ``token`` of an embedded server."""

    login: str = ""
    password: str = ""
    token: str = ""
    device_name: str = ""
    device_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Body of ``POST /v1/session/refresh``."""

    refresh_token: str


async def post_session(server: Server, request: Request, who: None) -> Response:
    """Sign a device in."""
    body = await body_as(request, Login)
    device = (word(body.device_id, "device_id", 64), word(body.device_name, "device_name"))
    if device[0] and not ID.match(device[0]):
        raise BadInput("device_id is an id")
    if body.token:
        grant = await server.database.write(sessions.redeem, body.token, device, server.now())
        server.desk.wake()
        return json(grant, request)
    login = word(body.login, "login")
    if not login or len(body.password) > 1024:
        raise LoginRefused("wrong name or password")
    address = request.client.host if request.client else ""
    found = await server.database.write(sessions.admit_attempt, login, address, server.now())
    password = body.password.encode("utf-8", "replace").decode()
    if not await asyncio.to_thread(sessions.verify_password, found[1] if found else "", password) or not found:
        await server.database.write(sessions.note_refusal, login, server.now())
        raise LoginRefused("wrong name or password")
    grant = await server.database.write(sessions.log_in, found[0], found[1], login, device, server.now())
    server.desk.wake()
    return json(grant, request)


async def post_refresh(server: Server, request: Request, who: None) -> Response:
    """Rotate the tokens of a device."""
    body = await body_as(request, Renewal)
    grant = await server.database.write(sessions.refresh, body.refresh_token, server.now())
    if grant is None:
        server.known.clear()
        raise sessions.RefreshReused("this refresh token was used before; the device is signed out")
    server.desk.wake()
    return json(grant, request)


async def delete_session(server: Server, request: Request, who: Principal) -> Response:
    """Sign this device out."""
    await server.database.write(sessions.sign_out, who.workspace, who.device_id, server.now())
    server.known.clear()
    return Response(status_code=204)


async def get_sessions(server: Server, request: Request, who: Principal) -> Response:
    """Where the user is signed in."""
    return json(await server.database.read(sessions.devices, who), request)


async def delete_device(server: Server, request: Request, who: Principal) -> Response:
    """Sign another device of the user out."""
    device = request.path_params["id"]
    done = bool(ID.match(device)) and await server.database.write(
        sessions.sign_out, who.workspace, device, server.now(), user_id=who.user_id
    )
    if not done:
        raise Refusal("not_found")
    server.known.clear()
    return Response(status_code=204)
