"""The platforms' envelope: sorted SHA-1 signatures, AES-256-CBC, a receive id that must be ours."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
import re
from hashlib import sha1
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.errors import BadConfiguration, BadInput

_BLOCK = 32
"""Of the padding; AES itself has 16, and a library's own PKCS#7 would break on 17…32."""


def signature_of(*parts: str) -> str:
    """Lower-case hex SHA-1 of the parts, sorted and joined."""
    return sha1("".join(sorted(parts)).encode()).hexdigest()


def check_signature(given: str, *parts: str) -> None:
    """Compare in constant time.

    Raises:
        BadInput: ``given`` is not the signature of ``parts``.
    """
    if not hmac.compare_digest(given.encode(), signature_of(*parts).encode()):
        raise BadInput("the signature is wrong")


class Envelope:
    """Seals and opens what travels between one app and its platform.

    ``receive_id``: corpid of WeCom, appid of a public account or mini program.
    """

    def __init__(self, token: str, encoding_aes_key: str, receive_id: str) -> None:
        """Raises ``BadConfiguration`` when the key is not 43 letters and digits."""
        self.token = token
        self._key = _key(encoding_aes_key)
        self._receive_id = receive_id.encode()

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """What ``msg_signature`` must be."""
        return signature_of(self.token, timestamp, nonce, encrypted)

    def check(self, given: str, timestamp: str, nonce: str, encrypted: str) -> None:
        """Raises ``BadInput`` when the signature is wrong. Always before :meth:`open`."""
        check_signature(given, self.token, timestamp, nonce, encrypted)

    def seal(self, plain: bytes, random16: bytes = b"") -> str:
        """The Base64 text of the encrypted ``plain``; ``random16`` is for test vectors."""
        body = (random16 or os.urandom(16)) + len(plain).to_bytes(4, "big") + plain + self._receive_id
        pad = _BLOCK - len(body) % _BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(body + bytes([pad]) * pad) + encryptor.finalize()).decode()

    def open(self, encrypted: str) -> bytes:
        """What :meth:`seal` was given.

        Raises:
            BadInput: not Base64, not whole blocks, bad padding, bad length, or meant for somebody else.
        """
        try:
            data = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError) as exc:
            raise BadInput("the envelope is not Base64") from exc
        if not data or len(data) % 16:
            raise BadInput("the envelope is cut off")
        decryptor = self._cipher().decryptor()
        body = decryptor.update(data) + decryptor.finalize()
        pad = body[-1]
        if not 1 <= pad <= _BLOCK or pad > len(body) or body[-pad:] != bytes([pad]) * pad:
            raise BadInput("the envelope's padding is wrong")
        body = body[:-pad]
        end = 20 + int.from_bytes(body[16:20], "big")
        if len(body) < 20 or end > len(body):
            raise BadInput("the envelope's length is wrong")
        if not hmac.compare_digest(body[end:], self._receive_id):
            raise BadInput("the envelope is meant for another receiver")
        return body[20:end]

    def _cipher(self) -> Cipher[CBC]:
        return Cipher(AES(self._key), CBC(self._key[:16]))


def _key(encoding_aes_key: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9]{43}", encoding_aes_key, re.ASCII):
        raise BadConfiguration("EncodingAESKey must be 43 letters and digits")
    # The last character may carry spare bits that a strict decoder refuses; Python's ignores them.
    return base64.b64decode(encoding_aes_key + "=")


def raw_data_signature(raw_data: str, session_key: str) -> str:
    """How a mini program proves its user data: SHA-1 of the text and the session key, as they are."""
    return sha1((raw_data + session_key).encode()).hexdigest()


def open_user_data(encrypted_data: str, *, iv: str, session_key: str, appid: str) -> dict[str, Any]:
    """A mini program's encrypted user data (AES-128-CBC, PKCS#7 of 16).

    Raises:
        BadInput: it cannot be decrypted, or its watermark names another mini program.
    """
    try:
        key, start, data = (base64.b64decode(part, validate=True) for part in (session_key, iv, encrypted_data))
        decryptor = Cipher(AES(key), CBC(start)).decryptor()
        body = decryptor.update(data) + decryptor.finalize()
        pad = body[-1]
        if not 1 <= pad <= 16 or body[-pad:] != bytes([pad]) * pad:
            raise ValueError("padding")
        opened = json.loads(body[:-pad])
        watermark = opened["watermark"]["appid"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as exc:
        raise BadInput("the user data cannot be opened") from exc
    if not isinstance(opened, dict) or watermark != appid:
        raise BadInput("the user data belongs to another mini program")
    return opened
