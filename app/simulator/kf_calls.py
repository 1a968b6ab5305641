"""The interfaces of 微信客服: gettoken, sync_msg, send_msg, sessions, customers, media."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from starlette.responses import Response

from app.limits import Limits
from app.simulator.calls import Call, Interface
from app.simulator.clock import Clock
from app.simulator.faults import Faults
from app.simulator.kf import BY_API, ENDED, NEW, POOL, SERVICER, Kf, ReceivedHook
from app.simulator.kf_messages import checked
from app.simulator.media import MediaShelf
from app.simulator.refusal import Refusal
from app.simulator.tokens import Tokens
from app.simulator.world import Account, App, Customer, World

_MSGID = re.compile(r"[0-9a-zA-Z_-]{1,32}", re.ASCII)
_MAY_BECOME = {
    NEW: {POOL, SERVICER, ENDED},
    BY_API: {POOL, SERVICER, ENDED},
    POOL: {SERVICER, ENDED},
    SERVICER: {SERVICER, ENDED, POOL},
    ENDED: set[int](),
}
_UNCONFIRMED = {(NEW, ENDED), (BY_API, ENDED), (POOL, ENDED), (SERVICER, POOL)}


class KfCalls:
    """What an app may ask of 微信客服."""

    def __init__(
        self,
        world: World,
        *,
        clock: Clock,
        faults: Faults,
        limits: Limits,
        tokens: Tokens,
        shelf: MediaShelf,
        kf: Kf,
        received: ReceivedHook,
    ) -> None:
        self._world, self._clock, self._faults, self._limits = world, clock, faults, limits
        self._tokens, self._shelf, self._kf, self._received = tokens, shelf, kf, received
        self._without_token: dict[str, list[float]] = {}

    def interfaces(self) -> dict[str, Interface]:
        """By path below ``/cgi-bin/``."""

        def post(run: Callable[[Call], dict[str, Any]]) -> Interface:
            return Interface(method="POST", run=run)

        return {
            "gettoken": Interface(method="GET", run=self._gettoken, needs_token=False),
            "kf/sync_msg": post(self._sync_msg),
            "kf/send_msg": post(self._send_msg),
            "kf/send_msg_on_event": post(self._send_msg_on_event),
            "kf/service_state/get": post(self._state_get),
            "kf/service_state/trans": post(self._state_trans),
            "kf/customer/batchget": post(self._batchget),
            "kf/account/list": post(self._accounts),
            "media/upload": Interface(method="POST", run=self._upload, takes_json=False),
            "media/get": Interface(method="GET", run=self._media_get),
        }

    def _gettoken(self, call: Call) -> dict[str, Any]:
        token, seconds = self._tokens.wecom(call.query.get("corpid", ""), call.query.get("corpsecret", ""))
        return {"access_token": token, "expires_in": seconds}

    def _sync_msg(self, call: Call) -> dict[str, Any]:
        account = self._account(call)
        limit = call.fields.get("limit", self._limits.value("kf.sync.page"))
        if type(limit) is not int or not 0 < limit <= self._limits.value("kf.sync.page"):
            raise Refusal(40058)
        self._check_token(account, call.fields.get("token"))
        after = _serial_in(call.fields.get("cursor"), account)
        oldest = self._clock.now() - self._limits.value("kf.sync.history")
        newer = account.log[bisect_right(account.log, after, key=itemgetter(0)) :]
        rows = [row for row in newer if row[1] > oldest]
        account.pages += 1
        every = self._faults.empty_page_every
        if rows and every and account.pages % every == 0:
            return {"next_cursor": _cursor(account, after), "has_more": 1, "msg_list": []}
        page = rows[: min(limit, self._faults.page or limit)]
        last = page[-1][0] if page else after
        more = int(len(page) < len(rows))
        return {"next_cursor": _cursor(account, last), "has_more": more, "msg_list": [item for _, _, item in page]}

    def _check_token(self, account: Account, token: object) -> None:
        now = self._clock.now()
        if token:
            if not isinstance(token, str) or account.sync_tokens.get(token, 0) <= now:
                raise Refusal(95007)
            return
        calls = [at for at in self._without_token.get(account.platform_id, []) if at > now - 60]
        if len(calls) >= self._limits.value("kf.sync.per_minute_without_token"):
            raise Refusal(45009)
        self._without_token[account.platform_id] = [*calls, now]

    def _send_msg(self, call: Call) -> dict[str, Any]:
        account, customer = self._people(call, "touser")
        msgid = self._msgid(account, call)
        message = checked(call.fields, self._limits, lambda media_id: self._shelf.find(call.caller, media_id))
        if not self._kf.in_window(customer):
            raise Refusal(95002)
        self._kf.settle(customer)
        if customer.state not in (NEW, BY_API):
            raise Refusal(95013 if customer.state == ENDED else 95018)
        if customer.sent_since >= self._limits.value("kf.send.per_customer_message"):
            raise Refusal(95001)
        customer.sent_since += 1
        customer.state = BY_API
        return self._accept(customer, msgid, message)

    def _send_msg_on_event(self, call: Call) -> dict[str, Any]:
        code = call.fields.get("code")
        customer = next((c for c in self._customers_of(call.caller) if code in c.codes), None)
        if customer is None:
            raise Refusal(41049)
        until, types, state = customer.codes[str(code)]
        msgid = self._msgid(customer.account, call)
        if self._clock.now() >= until:
            raise Refusal(41050)
        if call.fields.get("msgtype") not in types:
            raise Refusal(95030)
        if state not in (-1, customer.state):
            raise Refusal(95016)
        message = checked(call.fields, self._limits, lambda media_id: self._shelf.find(call.caller, media_id))
        del customer.codes[str(code)]
        return self._accept(customer, msgid, message)

    def _accept(self, customer: Customer, msgid: str, message: dict[str, Any]) -> dict[str, Any]:
        customer.account.msgids.add(msgid)
        if self._faults.take("late_failures"):
            self._kf.fail_later(customer, msgid, self._faults.late_failure_type)
        else:
            self._received(customer, {"msgid": msgid, "at": self._clock.now(), **message})
        return {"msgid": msgid}

    def _state_get(self, call: Call) -> dict[str, Any]:
        _, customer = self._people(call, "external_userid")
        self._kf.settle(customer)
        found: dict[str, Any] = {"service_state": customer.state}
        return found | ({"servicer_userid": customer.servicer} if customer.state == SERVICER else {})

    def _state_trans(self, call: Call) -> dict[str, Any]:
        _, customer = self._people(call, "external_userid")
        self._kf.settle(customer)
        state, servicer = call.fields.get("service_state"), call.fields.get("servicer_userid", "")
        edge = (customer.state, state)
        if state not in _MAY_BECOME[customer.state] or (self._faults.refuse_end and edge in _UNCONFIRMED):
            raise Refusal(95016)
        if state == SERVICER and not (isinstance(servicer, str) and servicer):
            raise Refusal(60253)
        code = self._kf.hand_over(customer, int(state), str(servicer))
        return {"msg_code": code} if code else {}

    def _batchget(self, call: Call) -> dict[str, Any]:
        asked = call.fields.get("external_userid_list")
        if not isinstance(asked, list) or not 0 < len(asked) <= self._limits.value("kf.customer.batch"):
            raise Refusal(40058)
        known = {customer.external_id: customer for customer in self._customers_of(call.caller)}
        active = self._clock.now() - self._limits.value("kf.customer.active")
        rows = [known[id] for id in asked if id in known and known[id].last_seen_at > active]
        found = [
            {
                "external_userid": customer.external_id,
                "nickname": customer.name,
                "avatar": "",
                "gender": customer.gender,
                **({"unionid": customer.unionid} if customer.unionid else {}),
            }
            for customer in rows
        ]
        missing = [id for id in asked if id not in {customer.external_id for customer in rows}]
        return {"customer_list": found, "invalid_external_userid": missing}

    def _accounts(self, call: Call) -> dict[str, Any]:
        offset, limit = call.fields.get("offset", 0), call.fields.get("limit", self._limits.value("kf.account.page"))
        if type(offset) is not int or type(limit) is not int or limit > self._limits.value("kf.account.page"):
            raise Refusal(40058)
        rows = self._world.accounts_of(call.caller)[offset : offset + limit]
        return {
            "account_list": [
                {"open_kfid": row.platform_id, "name": row.name, "avatar": "", "manage_privilege": True} for row in rows
            ]
        }

    def _upload(self, call: Call) -> dict[str, Any]:
        return self._shelf.upload(call.caller, call.query.get("type", ""), call.body, call.content_type)

    def _media_get(self, call: Call) -> Response:
        return self._shelf.get(call.caller, call.query.get("media_id", ""), call.range, "")

    def _account(self, call: Call) -> Account:
        open_kfid = call.fields.get("open_kfid")
        if not open_kfid:
            raise Refusal(60251)
        account = next((a for a in self._world.accounts_of(call.caller) if a.platform_id == open_kfid), None)
        if account is None:
            raise Refusal(95000)
        return account

    def _people(self, call: Call, name: str) -> tuple[Account, Customer]:
        account = self._account(call)
        customer = self._world.customers.get((account.platform_id, str(call.fields.get(name, ""))))
        if customer is None:
            raise Refusal(40096 if call.fields.get(name) else 41035)
        return account, customer

    def _customers_of(self, app: App) -> list[Customer]:
        return [customer for customer in self._world.customers.values() if customer.account.app is app]

    def _msgid(self, account: Account, call: Call) -> str:
        """The id the app chose, or a new one. A repeat is told before anything else, or it could not be recognised."""
        msgid = call.fields.get("msgid") or secrets.token_urlsafe(24)
        if not isinstance(msgid, str) or not _MSGID.fullmatch(msgid):
            raise Refusal(40058)
        if msgid in account.msgids:
            raise Refusal(95033)
        return msgid


def _cursor(account: Account, serial: int) -> str:
    return base64.urlsafe_b64encode(f"{account.platform_id[-12:]}:{serial:012d}".encode()).decode()


def _serial_in(cursor: object, account: Account) -> int:
    if not cursor:
        return 0
    try:
        name, _, serial = base64.urlsafe_b64decode(str(cursor)).decode().partition(":")
        if name == account.platform_id[-12:]:
            return int(serial)
    except (binascii.Error, ValueError):
        pass
    raise Refusal(50100)
