"""What must not lie in a file: the key of a local store and the login that fills it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import ClassVar, Protocol

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, PasswordDeleteError

from app.errors import KeyMissing, NoKeychain

SERVICE = "Heliu"
LONGEST = 1280
"""Characters that the Windows credential store takes."""


class Keychain(Protocol):
    """A place for small secrets. Its calls may block: ask in a thread.

    ``lasting``: it outlives the program. ``title``: what an agent may know it by.
    """

    lasting: ClassVar[bool]
    title: str

    def read(self, name: str) -> str:
        """The secret, "" when there is none."""

    def write(self, name: str, secret: str) -> None:
        """Keep a secret of at most ``LONGEST`` characters; "" erases it."""


class SystemKeychain:
    """The operating system's: Credential Manager, Keychain, Secret Service or KWallet.

    Raises:
        NoKeychain: there is none, it is locked for good, or only one that keeps secrets in clear.
    """

    lasting: ClassVar[bool] = True

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = _safe(backend or keyring.get_keyring())
        self.title = self._backend.name

    def read(self, name: str) -> str:
        try:
            return self._backend.get_password(SERVICE, name) or ""
        except KeyringError as exc:
            raise NoKeychain(f"{self._backend.name}: {type(exc).__name__}") from exc

    def write(self, name: str, secret: str) -> None:
        if len(secret) > LONGEST:
            raise NoKeychain(f"a secret of {len(secret)} characters does not fit")
        try:
            if secret:
                self._backend.set_password(SERVICE, name, secret)
            else:
                with contextlib.suppress(PasswordDeleteError):
                    self._backend.delete_password(SERVICE, name)
        except KeyringError as exc:
            raise NoKeychain(f"{self._backend.name}: {type(exc).__name__}") from exc


class MemoryKeychain:
    """Until the program ends: what it unlocked cannot be read again."""

    lasting: ClassVar[bool] = False

    def __init__(self) -> None:
        self.title = "memory"
        self._secrets: dict[str, str] = {}

    def read(self, name: str) -> str:
        return self._secrets.get(name, "")

    def write(self, name: str, secret: str) -> None:
        self._secrets[name] = secret


class FileKeychain:
    """A file that only its owner may read. Only ever used when the agent has agreed to it."""

    lasting: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        self._path, self.title = path, str(path)

    def read(self, name: str) -> str:
        return self._all().get(name, "")

    def write(self, name: str, secret: str) -> None:
        kept = {**self._all(), name: secret}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({n: s for n, s in kept.items() if s}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    def _all(self) -> dict[str, str]:
        try:
            return {str(n): str(s) for n, s in json.loads(self._path.read_text()).items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError) as exc:
            raise NoKeychain(f"{self._path}: {type(exc).__name__}") from exc


def key_of_store(keychain: Keychain, name: str, *, store_exists: bool) -> bytes:
    """The 32 bytes that encrypt a store; made when the store is.

    Raises:
        KeyMissing: the store is there and its key is not. A new key would lock its content for ever, so none is made.
    """
    if kept := keychain.read(name):
        return bytes.fromhex(kept)
    if store_exists:
        raise KeyMissing(f"{keychain.title}: {name}")
    key = secrets.token_bytes(32)
    keychain.write(name, key.hex())
    return key


def _safe(backend: KeyringBackend) -> KeyringBackend:
    """``backend``, or the best of a chain, unless it is a placeholder or keeps secrets in clear (priority below 1)."""
    candidates = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        try:
            if candidate.priority >= 1:
                return candidate
        except RuntimeError:
            continue
    raise NoKeychain(backend.name)
