"""HTTP, and nothing but HTTP: the client's one room that knows httpx, and the keychain its logins live in.

Importing it costs a quarter of a start (httpx, keyring), so :mod:`app.session` does so after the first paint.
"""

from __future__ import annotations

from app.net.api import Api
from app.net.keychain import FileKeychain, Keychain, MemoryKeychain, SystemKeychain, forget_login, key_of_store
from app.net.media import download, upload
from app.net.tokens import Tokens

__all__ = [
    "Api",
    "FileKeychain",
    "Keychain",
    "MemoryKeychain",
    "SystemKeychain",
    "Tokens",
    "download",
    "forget_login",
    "key_of_store",
    "upload",
]
