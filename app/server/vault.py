"""The platforms' secrets, encrypted with a key that is not in the database."""

from __future__ import annotations

import base64
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.channels.contract import Credentials
from app.errors import BadConfiguration
from app.server.database import Tx


def seal(key: bytes, credentials: Credentials) -> str:
    """The credentials as text that only ``key`` opens, and only for the same account.

    Raises:
        BadConfiguration: there is no key.
    """
    nonce = os.urandom(12)
    sealed = _cipher(key).encrypt(nonce, msgspec.json.encode(credentials), credentials.account_id.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(key: bytes, account_id: str, sealed: str) -> Credentials:
    """The credentials of that account.

    Raises:
        BadConfiguration: there is no key, or it is another one.
    """
    data = base64.b64decode(sealed)
    try:
        return msgspec.json.decode(_cipher(key).decrypt(data[:12], data[12:], account_id.encode()), type=Credentials)
    except (InvalidTag, msgspec.MsgspecError) as exc:
        raise BadConfiguration(f"the credentials of {account_id} cannot be opened with this secret key") from exc


def store(tx: Tx, workspace: str, account_id: str, sealed: str) -> None:
    """Keep sealed credentials in place of older ones."""
    tx.run(
        "INSERT INTO credential (account_id, workspace, sealed) VALUES (?, ?, ?)"
        " ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed",
        (account_id, workspace, sealed),
    )


def _cipher(key: bytes) -> AESGCM:
    if len(key) != 32:
        raise BadConfiguration("server.secret_key or its file is missing: 64 hexadecimal digits")
    return AESGCM(key)
