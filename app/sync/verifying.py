"""Once a day each scope is compared with the server's: what drifted is fetched again, never mended by guess."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.protocol import Digest
from app.store import Store, Transaction, facts, mending, syncing

if TYPE_CHECKING:
    from app.net.api import Api

log = logging.getLogger(__name__)

DAY_MS = 24 * 3600 * 1000


async def verify(store: Store, api: Api, *, now_ms: int) -> bool:
    """Compare the scopes whose day has come. Whether one has to be fetched again."""
    drifted = False
    for scope in await store.write(_due, now_ms):
        theirs = await api.digest(scope, since=await store.read(syncing.scope_since, scope))
        mine = await store.read(syncing.local_digest, scope)
        if theirs.rev != mine.rev:
            continue  # news came between: its day has still come in the next cycle
        if _kinds(theirs) != _kinds(mine):
            log.warning("scope %s has drifted and is fetched again", scope)
            await store.write(mending.refetch, scope)
            drifted = True
        await store.write(facts.remember, _name(scope), str(now_ms))
    return drifted


def _due(tx: Transaction, now_ms: int) -> list[str]:
    """Scopes last compared a day ago. A new one counts as compared, and so does one compared in the future."""
    if syncing.backfills(tx):
        return []
    due = []
    for scope in sorted(syncing.scopes(tx)):
        compared_at = int(facts.fact(tx, _name(scope), "0"))
        if not 0 < compared_at <= now_ms:
            facts.remember(tx, _name(scope), str(now_ms))
        elif compared_at + DAY_MS <= now_ms:
            due.append(scope)
    return due


def _name(scope: str) -> str:
    return f"compared.{scope}"


def _kinds(digest: Digest) -> dict[str, tuple[int, str]]:
    return {kind: (count, mixed) for kind, (count, mixed) in digest.kinds.items() if count}
