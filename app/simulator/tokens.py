"""Access tokens as the platforms hand them out, let them age and take them back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from app.limits import Limits
from app.simulator.clock import Clock
from app.simulator.refusal import Refusal
from app.simulator.world import App, World


@dataclass(kw_only=True)
class Grant:
    """A token that was given out. ``family``: token and stable_token of public accounts know nothing of each other."""

    app: App
    family: str
    until: float
    invalid: bool = False


class Tokens:
    """All tokens of both platforms."""

    def __init__(self, world: World, clock: Clock, limits: Limits) -> None:
        self._world, self._clock, self._limits = world, clock, limits
        self._grants: dict[str, Grant] = {}
        self._current: dict[tuple[str, str, str], str] = {}
        self._wrong_secrets = 0
        self._blocked_until = 0.0
        self._forced: dict[str, list[float]] = {}

    def wecom(self, corpid: str, secret: str) -> tuple[str, int]:
        """gettoken: the same token while it is valid; wrong secrets lead to a block."""
        app = self._app(corpid, secret, no_app=40013)
        lifetime = self._limits.value("wecom.token.lifetime")
        return self._standing(app, "gettoken", lifetime)

    def plain(self, appid: str, secret: str) -> tuple[str, int]:
        """/token: a new one at each call; the older lives five minutes more."""
        app = self._app(appid, secret, no_app=40013)
        old = self._current.get((app.app_id, app.secret, "token"))
        if old:
            self._shorten(old)
        return self._issue(app, "token", self._limits.value("mp.token.lifetime"))

    def stable(self, appid: str, secret: str, *, force: bool) -> tuple[str, int]:
        """/stable_token: the same while it is valid, unless forced."""
        app = self._app(appid, secret, no_app=40013)
        lifetime = self._limits.value("mp.token.lifetime")
        if force and self._may_force(app):
            if old := self._current.get((app.app_id, app.secret, "stable")):
                self._grants[old].invalid = True
            return self._issue(app, "stable", lifetime)
        return self._standing(app, "stable", lifetime, renew_in_last=self._limits.value("mp.token.overlap"))

    def check(self, token: str) -> App:
        """Whose token it is.

        Raises:
            Refusal: it is missing, unknown, invalid or expired.
        """
        if not token:
            raise Refusal(41001)
        grant = self._grants.get(token)
        if grant is None or grant.invalid:
            raise Refusal(40014)
        if self._clock.now() >= grant.until:
            raise Refusal(42001)
        return grant.app

    def expire(self, app: App) -> None:
        """All tokens of an app are suddenly too old."""
        for grant in self._of(app):
            grant.until = self._clock.now()

    def invalidate(self, app: App) -> None:
        """All tokens of an app are suddenly wrong."""
        for grant in self._of(app):
            grant.invalid = True

    def _of(self, app: App) -> list[Grant]:
        return [grant for grant in self._grants.values() if grant.app is app]

    def _app(self, app_id: str, secret: str, *, no_app: int) -> App:
        if self._clock.now() < self._blocked_until:
            raise Refusal(45009)
        if app := self._world.apps.get((app_id, secret)):
            return app
        if all(known != app_id for known, _ in self._world.apps):
            raise Refusal(no_app)
        self._wrong_secrets += 1
        if self._wrong_secrets >= self._limits.value("wecom.token.wrong_secrets_before_block"):
            self._wrong_secrets = 0
            self._blocked_until = self._clock.now() + self._limits.value("wecom.token.wrong_secret_block")
        raise Refusal(40001)

    def _standing(self, app: App, family: str, lifetime: int, renew_in_last: int = 0) -> tuple[str, int]:
        token = self._current.get((app.app_id, app.secret, family), "")
        grant = self._grants.get(token)
        left = int(grant.until - self._clock.now()) if grant and not grant.invalid else 0
        return (token, left) if left > renew_in_last else self._issue(app, family, lifetime)

    def _issue(self, app: App, family: str, lifetime: int) -> tuple[str, int]:
        token = secrets.token_urlsafe(96)
        self._grants[token] = Grant(app=app, family=family, until=self._clock.now() + lifetime)
        self._current[app.app_id, app.secret, family] = token
        return token, lifetime

    def _shorten(self, token: str) -> None:
        grant = self._grants[token]
        grant.until = min(grant.until, self._clock.now() + self._limits.value("mp.token.overlap"))

    def _may_force(self, app: App) -> bool:
        now = self._clock.now()
        times = [at for at in self._forced.get(app.app_id, []) if now - at < 86400]
        if len(times) >= self._limits.value("mp.token.forced_per_day"):
            return False
        if times and now - times[-1] < self._limits.value("mp.token.forced_gap"):
            return False
        self._forced[app.app_id] = [*times, now]
        return True
