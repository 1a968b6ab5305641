"""Signing in and out: passwords, tokens that rotate, devices, and what tells a thief from their owner."""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import LoginExpired, LoginRefused
from app.protocol import SessionGrant, new_id
from app.server.access import Principal, principal_of, rights_changed
from app.server.audit import write_down
from app.server.database import Tx
from app.server.workload import deal_soon

ACCESS_MS = 15 * 60 * 1000
REFRESH_MS = 60 * 24 * 3600 * 1000
REPEAT_MS = 2 * 60 * 1000
"""How long after its first use a refresh token may be shown again; counted once, repeats do not prolong it."""
ATTEMPTS = 10
"""Failed logins for one name, or from one address times ten, within ``ATTEMPTS_MS``."""
ATTEMPTS_MS = 15 * 60 * 1000

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


class TooManyAttempts(LoginRefused):
    """Wait before the next login."""


class RefreshReused(LoginExpired):
    """A refresh token came twice: the device was signed out, whoever of the two is the thief."""


def hash_password(password: str) -> str:
    """Argon2id; slow on purpose, so call it on a worker thread."""
    return _hasher.hash(password)


def verify_password(hashed: str, password: str) -> bool:
    """Slow on purpose, and as slow when there is no such user (``hashed`` empty)."""
    try:
        return _hasher.verify(hashed or _NOBODY, password) and bool(hashed)
    except (VerificationError, InvalidHashError):
        return False


def admit_attempt(tx: Tx, login: str, address: str, now_ms: int) -> tuple[str, str] | None:
    """Count an attempt to log in; returns user id and password hash of an enabled user of that name.

    Raises:
        TooManyAttempts: for that name or from that address.
    """
    tx.run("DELETE FROM attempt WHERE at < ?", (now_ms - ATTEMPTS_MS,))
    for subject, most in ((f"login:{login}", ATTEMPTS), (f"from:{address}", ATTEMPTS * 10)):
        row = tx.row("SELECT COUNT(*) FROM attempt WHERE subject = ?", (subject,))
        if row is not None and row[0] >= most:
            raise TooManyAttempts("too many attempts, wait a quarter of an hour")
    for subject in (f"login:{login}", f"from:{address}"):
        tx.run("INSERT INTO attempt (id, subject, at) VALUES (?, ?, ?)", (new_id(), subject, now_ms))
    found = tx.row("SELECT user_id, password FROM staff WHERE login = ? AND disabled = 0", (login,))
    return (found[0], found[1]) if found else None


def note_refusal(tx: Tx, login: str, now_ms: int) -> None:
    """Write down a refused login, if it was for somebody."""
    row = tx.row("SELECT workspace, user_id FROM staff WHERE login = ?", (login,))
    if row is not None:
        write_down(tx, row[0], row[1], "login_refused", "", "", now_ms)


def log_in(tx: Tx, user_id: str, password: str, login: str, device: tuple[str, str], now_ms: int) -> SessionGrant:
    """A session for a user whose password (hash) was verified; ``device`` is its id, or empty, and its name.

    Raises:
        LoginRefused: the password was changed or the user disabled meanwhile.
    """
    row = tx.row("SELECT workspace FROM staff WHERE user_id = ? AND disabled = 0 AND password = ?", (user_id, password))
    if row is None:
        raise LoginRefused("wrong name or password")
    tx.run("DELETE FROM attempt WHERE subject = ?", (f"login:{login}",))
    return _sign_in(tx, row[0], user_id, device, now_ms)


def redeem(tx: Tx, token: str, device: tuple[str, str], now_ms: int) -> SessionGrant:
    """A session for the one-time token of an embedded server.

    Raises:
        LoginRefused: it is unknown, used or too old.
    """
    row = tx.row(
        "SELECT device_id FROM token WHERE hash = ? AND purpose = 'once' AND used_at = 0 AND expires_at > ?",
        (_hashed(token), now_ms),
    )
    user = tx.row("SELECT workspace FROM staff WHERE user_id = ? AND disabled = 0", (row[0],)) if row else None
    if row is None or user is None:
        raise LoginRefused("the one-time token is used or unknown")
    tx.run("UPDATE token SET used_at = ? WHERE hash = ?", (now_ms, _hashed(token)))
    return _sign_in(tx, user[0], row[0], device, now_ms)


def offer_once(tx: Tx, user_id: str, token: str, now_ms: int) -> None:
    """Let ``token`` log in ``user_id`` once."""
    tx.run("DELETE FROM token WHERE purpose = 'once' AND device_id = ?", (user_id,))
    tx.run(
        "INSERT INTO token (hash, device_id, purpose, expires_at, used_at) VALUES (?, ?, 'once', ?, 0)",
        (_hashed(token), user_id, now_ms + ACCESS_MS),
    )


def refresh(tx: Tx, token: str, now_ms: int) -> SessionGrant | None:
    """Rotate; None when somebody else has the token too: then its device is signed out, and that must be committed.

    A token is good once. It may be repeated for ``REPEAT_MS`` after its first use as long as nothing that it was given
    was used: the answer was lost, or died with the program that asked. What is given then takes the place of what was
    given before, which from there on betrays whoever shows it: so a thief and the owner never both go on unnoticed.

    Raises:
        LoginExpired: it is unknown or too old, its device signed out or its user disabled.
    """
    hashed = _hashed(token)
    sql = "SELECT t.device_id, d.workspace, d.user_id FROM token t JOIN device d ON d.id = t.device_id WHERE t.hash = ?"
    found = tx.row(f"{sql} AND t.purpose IN ('refresh', 'replaced')", (hashed,))
    if found is None:
        raise LoginExpired("unknown refresh token")
    device_id, workspace, user_id = found
    if tx.postgresql:
        tx.rows("SELECT 1 FROM device WHERE id = ? FOR UPDATE", (device_id,))
    sql = "SELECT t.purpose, t.used_at, t.expires_at, d.revoked_at FROM token t JOIN device d ON d.id = t.device_id"
    row = tx.row(f"{sql} WHERE t.hash = ?", (hashed,))
    if row is None or row[3] or row[2] <= now_ms:
        raise LoginExpired("the session is over")
    purpose, used_at, *_ = row
    if purpose == "replaced" or (used_at and not _answer_was_lost(tx, device_id, hashed, used_at, now_ms)):
        sign_out(tx, workspace, device_id, now_ms)
        write_down(tx, workspace, user_id, "refresh_reused", "device", device_id, now_ms)
        return None
    if used_at:
        _take_back(tx, device_id)
        write_down(tx, workspace, user_id, "refresh_repeated", "device", device_id, now_ms)
    else:
        tx.run("UPDATE token SET used_at = ? WHERE hash = ?", (now_ms, hashed))
    return _grant(tx, workspace, user_id, device_id, now_ms)


def _answer_was_lost(tx: Tx, device_id: str, hashed: str, used_at: int, now_ms: int) -> bool:
    """Whether the answer to the token's first use may have been lost: that was just now, and nothing of it was used."""
    later = tx.row(
        "SELECT 1 FROM token WHERE device_id = ? AND hash <> ? AND used_at > 0"
        " AND ((purpose = 'refresh' AND expires_at >= ?) OR (purpose = 'access' AND expires_at >= ?))",
        (device_id, hashed, used_at + REFRESH_MS, used_at + ACCESS_MS),
    )
    return later is None and now_ms - used_at <= REPEAT_MS


def _take_back(tx: Tx, device_id: str) -> None:
    """What was given and never used is worth nothing any more, and says so when it is shown."""
    tx.run(
        "UPDATE token SET purpose = 'replaced' WHERE device_id = ? AND purpose = 'refresh' AND used_at = 0",
        (device_id,),
    )
    tx.run("DELETE FROM token WHERE device_id = ? AND purpose = 'access' AND used_at = 0", (device_id,))


def recognise(tx: Tx, token: str, now_ms: int) -> tuple[Principal, int]:
    """Whose access token this is, and when it ends; writes down that it was used.

    Raises:
        LoginExpired: it is unknown or too old, its device signed out or its user disabled.
    """
    row = tx.row(
        "SELECT d.workspace, d.user_id, d.id, t.expires_at FROM token t JOIN device d ON d.id = t.device_id"
        " WHERE t.hash = ? AND t.purpose = 'access' AND t.expires_at > ? AND d.revoked_at = 0",
        (_hashed(token), now_ms),
    )
    if row is None:
        raise LoginExpired("unknown access token")
    workspace, user_id, device_id, expires_at = row
    tx.run("UPDATE token SET used_at = ? WHERE hash = ? AND used_at = 0", (now_ms, _hashed(token)))
    return principal_of(tx, workspace, user_id, device_id), expires_at


def devices(tx: Tx, who: Principal) -> list[dict[str, object]]:
    """Where the user is signed in."""
    rows = tx.rows(
        "SELECT id, name, created_at, seen_at FROM device WHERE workspace = ? AND user_id = ? AND revoked_at = 0"
        " ORDER BY seen_at DESC",
        (who.workspace, who.user_id),
    )
    names = ("id", "name", "created_at", "seen_at")
    return [{**dict(zip(names, row, strict=True)), "here": row[0] == who.device_id} for row in rows]


def sign_out(tx: Tx, workspace: str, device_id: str, now_ms: int, *, user_id: str = "") -> bool:
    """End a device's session; with ``user_id`` only if it is theirs. False when there is no such session."""
    sql = "UPDATE device SET revoked_at = ? WHERE id = ? AND workspace = ? AND revoked_at = 0"
    params: list[object] = [now_ms, device_id, workspace]
    touched = tx.run(f"{sql} AND user_id = ?", [*params, user_id]) if user_id else tx.run(sql, params)
    if touched:
        tx.run("DELETE FROM token WHERE device_id = ? AND purpose = 'access'", (device_id,))
        rights_changed(tx, workspace)
    return touched > 0


def _sign_in(tx: Tx, workspace: str, user_id: str, device: tuple[str, str], now_ms: int) -> SessionGrant:
    device_id, name = device
    known = tx.row("SELECT 1 FROM device WHERE id = ? AND user_id = ?", (device_id, user_id)) if device_id else None
    if known:
        tx.run("DELETE FROM token WHERE device_id = ?", (device_id,))
        tx.run("UPDATE device SET name = ?, seen_at = ?, revoked_at = 0 WHERE id = ?", (name, now_ms, device_id))
    else:
        device_id = new_id()
        tx.run(
            "INSERT INTO device (id, workspace, user_id, name, created_at, seen_at, revoked_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            (device_id, workspace, user_id, name, now_ms, now_ms),
        )
    write_down(tx, workspace, user_id, "login", "device", device_id, now_ms)
    return _grant(tx, workspace, user_id, device_id, now_ms)


def _grant(tx: Tx, workspace: str, user_id: str, device_id: str, now_ms: int) -> SessionGrant:
    who = principal_of(tx, workspace, user_id, device_id)
    access, renewal = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    tx.run("DELETE FROM token WHERE expires_at < ?", (now_ms,))
    tx.run("UPDATE device SET seen_at = ? WHERE id = ?", (now_ms, device_id))
    deal_soon(tx, workspace, now_ms)
    tx.many(
        "INSERT INTO token (hash, device_id, purpose, expires_at, used_at) VALUES (?, ?, ?, ?, 0)",
        [
            (_hashed(access), device_id, "access", now_ms + ACCESS_MS),
            (_hashed(renewal), device_id, "refresh", now_ms + REFRESH_MS),
        ],
    )
    row = tx.row("SELECT name FROM workspace WHERE id = ?", (workspace,))
    return SessionGrant(
        access_token=access,
        expires_in=ACCESS_MS // 1000,
        refresh_token=renewal,
        user_id=user_id,
        workspace_id=workspace,
        workspace_name=row[0] if row else "",
        role=who.role.value,
        device_id=device_id,
    )


def _hashed(token: str) -> str:
    """What the database keeps of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
