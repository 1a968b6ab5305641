"""The envelope against every public vector, and against everything that is nearly one."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st

from app.channels.crypto import Envelope, check_signature, open_user_data, raw_data_signature, signature_of
from app.errors import BadConfiguration, BadInput

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "crypto_vectors.json").read_text("utf-8")
)
ENVELOPES = VECTORS["envelope_vectors"] + VECTORS["derived_vectors_computed_here"]
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


def named(vectors: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("vector", vectors, ids=lambda vector: vector.get("id") or vector["why"])


def random_of(vector: dict[str, Any]) -> bytes:
    text = vector.get("random16") or vector["fixed_random16"]
    return bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode()


def test_no_kind_of_vector_is_forgotten() -> None:
    assert len(ENVELOPES) == 9
    known = {"envelope_vectors", "derived_vectors_computed_here", "rawdata_signature_vectors", "sorted_sha1_vectors"}
    known |= {"plain_signature_vectors", "invalid_encoding_aes_keys", "miniprogram_userdata_vectors"}
    assert set(VECTORS) - known == {"about", "unusable_public_samples"}


@named(ENVELOPES)
def test_an_envelope_opens_and_seals_to_the_same_text(vector: dict[str, Any]) -> None:
    envelope = Envelope(vector["token"], vector["encoding_aes_key"], vector["receive_id"])
    envelope.check(vector["msg_signature"], vector["timestamp"], vector["nonce"], vector["encrypt"])
    assert envelope.open(vector["encrypt"]).decode() == vector["plaintext"]
    assert envelope.seal(vector["plaintext"].encode(), random_of(vector)) == vector["encrypt"]


@named(ENVELOPES)
def test_a_wrong_signature_is_refused(vector: dict[str, Any]) -> None:
    envelope = Envelope(vector["token"], vector["encoding_aes_key"], vector["receive_id"])
    for wrong in ("", "0" * 40, vector["msg_signature"].upper(), "é", vector["msg_signature"][:-1]):
        with pytest.raises(BadInput):
            envelope.check(wrong, vector["timestamp"], vector["nonce"], vector["encrypt"])
    with pytest.raises(BadInput):
        envelope.check(vector["msg_signature"], vector["timestamp"] + "0", vector["nonce"], vector["encrypt"])


@named(ENVELOPES)
def test_an_envelope_for_somebody_else_is_refused(vector: dict[str, Any]) -> None:
    other = Envelope(vector["token"], vector["encoding_aes_key"], vector["receive_id"] + "x")
    with pytest.raises(BadInput, match="another receiver"):
        other.open(vector["encrypt"])


@named(VECTORS["plain_signature_vectors"])
def test_plain_signatures(vector: dict[str, Any]) -> None:
    check_signature(vector["signature"], vector["token"], vector["timestamp"], vector["nonce"])
    with pytest.raises(BadInput):
        check_signature(vector["signature"], vector["token"], vector["timestamp"], vector["nonce"] + "1")


@named(VECTORS["sorted_sha1_vectors"])
def test_sorted_sha1(vector: dict[str, Any]) -> None:
    assert signature_of(*vector["parts"]) == vector["sha1"]
    assert signature_of(*reversed(vector["parts"])) == vector["sha1"]


@named(VECTORS["rawdata_signature_vectors"])
def test_raw_data_signatures(vector: dict[str, Any]) -> None:
    assert raw_data_signature(vector["raw_data"], vector["session_key"]) == vector["signature"]


@named(VECTORS["invalid_encoding_aes_keys"])
def test_invalid_keys_are_a_wrong_setting(vector: dict[str, Any]) -> None:
    with pytest.raises(BadConfiguration):
        Envelope("t", vector["encoding_aes_key"], "corp")


@pytest.mark.parametrize("key", [KEY + "\n", KEY[:-1] + "é", KEY[:-1] + "+", " " + KEY[1:]])
def test_keys_with_stray_characters_are_a_wrong_setting(key: str) -> None:
    with pytest.raises(BadConfiguration):
        Envelope("t", key, "corp")


@named(VECTORS["miniprogram_userdata_vectors"])
def test_user_data_of_mini_programs(vector: dict[str, Any]) -> None:
    fields = {"iv": vector["iv"], "session_key": vector["session_key"]}
    found = open_user_data(vector["encrypted_data"], appid=vector["appid"], **fields)
    assert found == vector["plaintext_json"]
    with pytest.raises(BadInput, match="another mini program"):
        open_user_data(vector["encrypted_data"], appid="wx0", **fields)
    for broken in ("", "AAAA", vector["encrypted_data"][:-4], vector["encrypted_data"][4:], "!"):
        with pytest.raises(BadInput):
            open_user_data(broken, appid=vector["appid"], **fields)
    with pytest.raises(BadInput):
        open_user_data(vector["encrypted_data"], appid=vector["appid"], iv="AAAA", session_key="x")


def sealed(body: bytes) -> str:
    key = base64.b64decode(KEY + "=")
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(body) + encryptor.finalize()).decode()


def body_with(pad: bytes, *, length: int = 2, receiver: bytes = b"corp1") -> str:
    body = b"r" * 16 + length.to_bytes(4, "big") + b"hi" + receiver
    return sealed(body + pad)


def test_padding_up_to_32_is_right_and_nothing_else() -> None:
    ours = Envelope("t", KEY, "corp1")
    assert ours.open(body_with(bytes([5]) * 5)) == b"hi"
    wrong = [
        bytes([0]) * 5,
        bytes([6]) * 5,
        bytes([33]) * 5,
        bytes([255]) * 5,
        b"\x05\x05\x05\x04\x05",
        bytes([37]) * 37,
    ]
    for pad in wrong:
        with pytest.raises(BadInput):
            ours.open(body_with(pad))


@pytest.mark.parametrize("length", [0, 1, 3, 7, 8, 2**31, 2**32 - 1])
def test_a_length_that_lies_is_refused(length: int) -> None:
    with pytest.raises(BadInput):
        Envelope("t", KEY, "corp1").open(body_with(bytes([5]) * 5, length=length))


def test_a_length_beyond_the_end_is_refused_even_without_a_receiver() -> None:
    nobody = Envelope("t", KEY, "")
    assert nobody.open(body_with(bytes([10]) * 10, receiver=b"")) == b"hi"
    with pytest.raises(BadInput, match="length"):
        nobody.open(body_with(bytes([10]) * 10, length=3, receiver=b""))


@pytest.mark.parametrize(
    "text", ["", "A", "!!!!", "é", "AAAA", "A" * 20, "QUJD\nQUJD", base64.b64encode(b"x" * 17).decode()]
)
def test_what_is_no_envelope_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Envelope("t", KEY, "corp1").open(text)


@given(message=st.binary(max_size=200), at=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_flipped_byte_never_passes_for_the_message(message: bytes, at: int, flip: int) -> None:
    envelope = Envelope("t", KEY, "corp1")
    text = envelope.seal(message)
    data = bytearray(base64.b64decode(text))
    at %= len(data)
    data[at] ^= flip
    changed = base64.b64encode(bytes(data)).decode()
    signature = envelope.signature("1", "n", text)
    with pytest.raises(BadInput):
        envelope.check(signature, "1", "n", changed)
    try:
        opened = envelope.open(changed)
    except BadInput:
        return
    # CBC lets the random start and the body be garbled; that is why the signature comes first. Never a wrong receiver.
    assert len(opened) == len(message)


@given(message=st.binary(max_size=300), receiver=st.text(alphabet="abcwx123", max_size=40))
def test_what_was_sealed_opens_again(message: bytes, receiver: str) -> None:
    envelope = Envelope("t", KEY, receiver)
    assert envelope.open(envelope.seal(message)) == message


@given(data=st.binary(max_size=200))
def test_garbage_is_refused_and_nothing_else_happens(data: bytes) -> None:
    envelope = Envelope("t", KEY, "corp1")
    for text in (base64.b64encode(data).decode(), data.decode("latin-1")):
        with pytest.raises(BadInput):
            envelope.open(text)


@pytest.mark.parametrize("size", range(0, 40))
def test_every_padding_length_goes_round(size: int) -> None:
    envelope = Envelope("t", KEY, "corp1")
    assert envelope.open(envelope.seal(b"m" * size)) == b"m" * size
