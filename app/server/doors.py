"""All routes of the server, in one table: who may knock, what goes in, what comes out."""

from __future__ import annotations

from typing import Any

from app.protocol import ChangePage, Digest, Lease, MediaState, Mutation, Outcome, SessionGrant
from app.server import (
    callback_routes,
    desk_routes,
    house_routes,
    lease_routes,
    leases,
    media_routes,
    openapi,
    session_routes,
)
from app.server.http import STAFF, Door, Query

LIMIT = Query("limit", whole=True)

DOORS: tuple[Door, ...] = (
    Door(method="POST", path="/v1/session", answer=session_routes.post_session, roles=(),
         says="Sign a device in", takes=session_routes.Login, gives=SessionGrant),
    Door(method="POST", path="/v1/session/refresh", answer=session_routes.post_refresh, roles=(),
         says="Rotate the tokens of a device; a token used twice signs it out",
         takes=session_routes.Renewal, gives=SessionGrant),
    Door(method="DELETE", path="/v1/session", answer=session_routes.delete_session, says="Sign this device out"),
    Door(method="GET", path="/v1/sessions", answer=session_routes.get_sessions,
         says="Where the user is signed in", gives=list[dict[str, Any]]),
    Door(method="DELETE", path="/v1/sessions/{id}", answer=session_routes.delete_device,
         says="Sign another device of the user out"),
    Door(method="GET", path="/v1/changes", answer=desk_routes.get_changes,
         says="What changed after `since` in the granted scopes; `since=-1`: only epoch, head and scopes",
         query=(Query("since", needed=True), LIMIT, Query("upto", whole=True), Query("scopes"), Query("first")),
         gives=ChangePage),
    Door(method="POST", path="/v1/mutations", answer=desk_routes.post_mutations,
         says="An ordered batch of edits; each has one effect however often it is sent",
         takes=list[Mutation], gives=list[Outcome]),
    Door(method="GET", path="/v1/hints", answer=house_routes.get_hints, endless=True,
         says="Server-sent events `head`: there is something up to revision `rev`, and what, if it is short"),
    Door(method="GET", path="/v1/conversations/{id}/messages", answer=desk_routes.get_messages,
         says="Messages older than `before` (`<at>,<id>`), newest first",
         query=(Query("before"), LIMIT), gives=desk_routes.HistoryPage),
    Door(method="POST", path="/v1/conversations/{id}/lease", answer=lease_routes.post_lease,
         says="Hold a conversation for a minute, looking at it or typing; answers who holds it now",
         takes=leases.Wish, gives=Lease),
    Door(method="DELETE", path="/v1/conversations/{id}/lease", answer=lease_routes.delete_lease,
         says="Hold it no more"),
    Door(method="POST", path="/v1/conversations/{id}/take", answer=lease_routes.post_take,
         says="Take a conversation that nobody has; 409 `taken` when a colleague was quicker"),
    Door(method="GET", path="/v1/digest", answer=desk_routes.get_digest,
         says="Count and hash of one scope; of messages only those newer than `since`",
         query=(Query("scope", needed=True), Query("since", whole=True)), gives=Digest),
    Door(method="POST", path="/v1/media", answer=media_routes.post_media,
         says="Say which file is coming; how much of it is here", takes=media_routes.Announcement, gives=MediaState),
    Door(method="PUT", path="/v1/media/{id}", answer=media_routes.put_media,
         says="Bring the bytes from `offset` on", query=(Query("offset", whole=True),), gives=MediaState),
    Door(method="GET", path="/v1/media/{id}", answer=media_routes.get_media, endless=True,
         says="The file, or one range; for those who see a record that refers to it"),
    Door(method="GET", path="/v1/history/{kind}/{id}", answer=desk_routes.get_history, roles=STAFF,
         says="Values of a record that were overwritten, lost or deleted, newest first", gives=list[dict[str, Any]]),
    Door(method="POST", path="/v1/history/{kind}/{id}/restore", answer=desk_routes.post_restore, roles=STAFF,
         says="Bring one of them back", takes=desk_routes.Wish, gives=Outcome),
    Door(method="GET", path="/callbacks/wecom/{account_id}", answer=callback_routes.get_wecom, roles=(),
         says="WeCom checks the address of a 微信客服 account"),
    Door(method="POST", path="/callbacks/wecom/{account_id}", answer=callback_routes.post_wecom, roles=(),
         says="WeCom announces something; signed and encrypted"),
    Door(method="GET", path="/callbacks/mp/{account_id}", answer=callback_routes.get_mp, roles=(),
         says="The public platform checks the address of an account or mini program"),
    Door(method="POST", path="/callbacks/mp/{account_id}", answer=callback_routes.post_mp, roles=(),
         says="The public platform brings a message or an event; signed"),
    Door(method="GET", path="/healthz", answer=house_routes.get_health, roles=(), says="The process lives"),
    Door(method="GET", path="/readyz", answer=house_routes.get_ready, roles=(), says="The database answers"),
    Door(method="GET", path="/metrics", answer=house_routes.get_metrics, roles=(),
         says="Counters for Prometheus, for callers on the machine and administrators"),
    Door(method="GET", path="/openapi.json", answer=openapi.get_document, roles=(), says="This document"),
)  # fmt: skip
