"""Routes by which agents agree on who answers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.errors import TooLarge
from app.protocol import MAX_BATCH
from app.server import leases, taking
from app.server.access import Principal
from app.server.desk_routes import id_of
from app.server.http import Server, body_as, json


async def post_lease(server: Server, request: Request, who: Principal) -> Response:
    """Hold a conversation for a minute."""
    wish = await body_as(request, leases.Wish)
    lease, news = await server.database.write(leases.hold, who, id_of(request, "id"), wish, server.now())
    server.hints.announce(news)
    return json(lease, request)


async def delete_lease(server: Server, request: Request, who: Principal) -> Response:
    """Hold it no more."""
    server.hints.announce(await server.database.write(leases.release, who, id_of(request, "id"), server.now()))
    return Response(status_code=204)


async def post_take(server: Server, request: Request, who: Principal) -> Response:
    """Assign conversations that nobody has to oneself."""
    ids = await body_as(request, list[str])
    if len(ids) > MAX_BATCH:
        raise TooLarge(f"{MAX_BATCH} conversations are allowed")
    settled = await server.database.write(taking.take, who, ids, server.now())
    server.hints.announce(settled.news)
    return json(settled.outcomes, request)
