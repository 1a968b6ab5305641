from __future__ import annotations

import asyncio
import datetime
import hashlib
import ipaddress
import ssl
import subprocess
import sys

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.errors import (
    BadConfiguration,
    Busy,
    DiskFull,
    Forbidden,
    LoginExpired,
    LoginRefused,
    NotHeliu,
    Offline,
    Refused,
    TooLarge,
    Untrusted,
)
from app.net import media
from app.net.api import Api
from app.net.hints import LONGEST_LINE, HintParser
from app.net.tokens import Tokens
from app.protocol import ChangePage, MediaState, Problem, SessionGrant, encode

HELIU = {"Heliu-Protocol": "1", "Content-Type": "application/json"}
PAGE = encode(ChangePage(epoch="e", covered_to=1, head=1, more=False, scopes=["workspace"]))


def answer(status=200, body=PAGE, **headers):
    return httpx.Response(status, stream=httpx.ByteStream(body), headers={**HELIU, **headers})


def problem(status, code, **headers):
    body = encode(Problem(type="about:blank", title="No", status=status, code=code))
    return answer(status, body, **{"Content-Type": "application/problem+json", **headers})


def grant(number):
    return SessionGrant(
        access_token=f"access-{number}",
        expires_in=600,
        refresh_token=f"refresh-{number}",
        user_id="u",
        workspace_id="w",
        workspace_name="W",
        role="agent",
        device_id="d",
    )


def api_of(handler, *, refresh="refresh-0", access="access-0"):
    tokens = Tokens(refresh)
    tokens.access = access
    return Api("http://127.0.0.1:1", tokens=tokens, transport=httpx.MockTransport(handler))


# --- failures become ours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (httpx.Response(200, html="<h1>Welcome to the airport</h1>"), NotHeliu),
        (httpx.Response(501, html="Unsupported method ('POST')"), NotHeliu),
        (httpx.Response(302, headers={"Location": "http://login.example/"}), NotHeliu),
        (httpx.Response(404, html="nginx"), NotHeliu),
        (answer(200, b"<html>", **{"Content-Type": "text/html"}), NotHeliu),
        (answer(302, b"", Location="/elsewhere"), NotHeliu),
        (answer(200, PAGE[: len(PAGE) // 2]), Offline),
        (answer(200, b'{"other": 1}'), Offline),
        (answer(200, b"\x28\xb5\x2f\xfdnot zstd", **{"Content-Encoding": "zstd"}), Offline),
        (httpx.Response(502, html="bad gateway"), Busy),
        (answer(500, b""), Busy),
        (problem(403, "forbidden"), Forbidden),
        (problem(400, "bad_request"), Refused),
        (httpx.Response(413, html="nginx"), TooLarge),
        (problem(413, "too_large"), TooLarge),
    ],
)
async def test_a_bad_answer_becomes_an_error_of_ours(reply, error):
    api = api_of(lambda request: reply)
    with pytest.raises(error) as told:
        await api.changes(0)
    assert type(told.value) is error
    await api.close()


async def test_a_busy_server_says_for_how_long():
    api = api_of(lambda request: problem(429, "rate_limited", **{"Retry-After": "17"}))
    with pytest.raises(Busy) as told:
        await api.changes(0)
    assert told.value.retry_after == 17 and not told.value.stumbled
    await api.close()


async def test_a_server_that_falls_over_a_request_is_told_from_one_that_is_overloaded():
    for status, stumbled in ((500, True), (503, False)):
        api = api_of(lambda request, status=status: problem(status, "internal"))
        with pytest.raises(Busy) as told:
            await api.changes(0)
        assert told.value.stumbled is stumbled
        await api.close()


@pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.ReadError])
async def test_a_failing_line_means_offline(failure):
    def cut(request):
        raise failure("cut", request=request)

    api = api_of(cut)
    with pytest.raises(Offline):
        await api.push([])
    await api.close()


@pytest.mark.parametrize("address", ["", "heliu.example", "ftp://heliu.example", "http://", "http://[", "https://a b"])
def test_an_address_that_is_none_is_refused_before_it_is_used(address):
    with pytest.raises(BadConfiguration):
        Api(address)


def test_passwords_do_not_travel_over_plain_http():
    with pytest.raises(BadConfiguration):
        Api("http://heliu.example")
    assert Api("https://heliu.example/").base_url == "https://heliu.example"
    assert Api("http://127.0.0.1:8000").base_url == "http://127.0.0.1:8000"


async def test_the_http_client_is_made_when_it_is_first_needed():
    api = api_of(lambda request: answer())
    assert api._line._client is None
    await api.changes(0)
    assert api._line._client is not None
    await api.close()
    await api.close()


def test_the_session_module_loads_neither_httpx_nor_keyring():
    code = "import sys, app.session; print(sorted({'httpx', 'keyring', 'truststore'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


# --- logins ---------------------------------------------------------------------------------------------------------


class Doorman:
    """Grants pairs of tokens; only the newest access token opens."""

    def __init__(self):
        self.number, self.refreshed, self.refusing = 1, 0, False

    async def __call__(self, request):
        if request.url.path == "/v1/session/refresh":
            self.refreshed += 1
            await asyncio.sleep(0)
            if self.refusing:
                return problem(401, "refresh_reused")
            self.number += 1
            return answer(200, encode(grant(self.number)))
        if request.headers["Authorization"] != f"Bearer access-{self.number}":
            return problem(401, "token_expired")
        return answer()


async def test_many_calls_with_an_old_token_ask_for_one_new_one():
    doorman = Doorman()
    api = api_of(doorman)
    pages = await asyncio.gather(*(api.changes(0) for _ in range(8)))
    assert len(pages) == 8 and doorman.refreshed == 1
    assert api.tokens.refresh == "refresh-2"
    await api.close()


async def test_without_an_access_token_the_first_call_gets_one_first():
    doorman = Doorman()
    api = api_of(doorman, access="")
    await api.changes(0)
    assert doorman.refreshed == 1
    await api.close()


async def test_a_revoked_login_is_told_once_and_forgotten():
    doorman, kept = Doorman(), []
    doorman.refusing = True
    api = api_of(doorman)
    api.tokens._keep = kept.append
    for _ in range(2):
        with pytest.raises(LoginExpired):
            await api.changes(0)
    assert doorman.refreshed == 1 and kept == [""]
    await api.close()


async def test_a_lost_line_while_refreshing_keeps_the_login():
    def cut(request):
        raise httpx.ReadError("reply lost", request=request)

    api = api_of(cut, access="")
    with pytest.raises(Offline):
        await api.changes(0)
    assert api.tokens.refresh == "refresh-0"
    await api.close()


async def test_a_wrong_password_is_not_an_expired_login():
    for reply in (problem(401, "bad_login"), problem(429, "too_many_attempts", **{"Retry-After": "60"})):
        api = api_of(lambda request, reply=reply: reply)
        with pytest.raises(LoginRefused):
            await api.login("ann", "wrong", device_name="desk")
        await api.close()


async def test_logging_out_without_a_line_still_forgets_the_tokens():
    def cut(request):
        raise httpx.ConnectError("cut", request=request)

    api = api_of(cut)
    await api.logout()
    assert (api.tokens.access, api.tokens.refresh) == ("", "")
    await api.close()


# --- trust ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody has signed, as (certificate file, key file)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


async def serve(reply, context=None):
    """A server on loopback that reads a request's head and writes ``reply``."""

    async def talk(reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(reply)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    return server, server.sockets[0].getsockname()[1]


WHOLE = (
    b"HTTP/1.1 200 OK\r\nHeliu-Protocol: 1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
    + str(len(PAGE)).encode()
    + b"\r\n\r\n"
    + PAGE
)


async def changes_at(address, **kwargs):
    tokens = Tokens("refresh")
    tokens.access = "access"
    api = Api(address, tokens=tokens, **kwargs)
    try:
        return await api.changes(0)
    finally:
        await api.close()


async def test_an_unknown_certificate_is_not_trusted_unless_its_authority_is_named(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server, port = await serve(WHOLE, context)
    async with server:
        with pytest.raises(Untrusted):
            await changes_at(f"https://127.0.0.1:{port}")
        assert (await changes_at(f"https://127.0.0.1:{port}", ca_file=certificate[0])).epoch == "e"


async def test_a_named_authority_that_is_no_certificate_is_a_bad_setting(tmp_path):
    with pytest.raises(BadConfiguration):
        await changes_at("https://127.0.0.1:1", ca_file=tmp_path / "missing.pem")


async def test_https_at_a_port_that_speaks_plain_http_is_not_a_server_of_ours():
    server, port = await serve(WHOLE)
    async with server:
        with pytest.raises(NotHeliu):
            await changes_at(f"https://127.0.0.1:{port}")


async def test_an_answer_cut_in_the_middle_means_offline():
    server, port = await serve(WHOLE[:-5])
    async with server:
        with pytest.raises(Offline):
            await changes_at(f"http://127.0.0.1:{port}")


# --- hints ----------------------------------------------------------------------------------------------------------

STREAM = (
    b': hello\n\nevent: head\ndata: {"rev":7}\n\n: beat\n\nevent: other\ndata: {"rev":8}\n\n'
    b'event:head\r\ndata:{"rev":9}\r\n\r\n'
)


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_hints_are_heard_in_whatever_pieces_they_come(size):
    parser = HintParser()
    heard = [hint.rev for n in range(0, len(STREAM), size) for hint in parser.feed(STREAM[n : n + size])]
    assert heard == [7, 9]


@pytest.mark.parametrize(
    "noise", [b"x" * (LONGEST_LINE + 1), b'event: head\ndata: {"rev":"x"}\n\n', b"event: head\ndata: \n\n"]
)
def test_noise_is_not_taken_for_hints(noise):
    with pytest.raises(ValueError):
        list(HintParser().feed(noise))


async def test_hints_end_with_the_stream_and_noise_is_an_error():
    heard = []
    api = api_of(lambda request: answer(200, STREAM, **{"Content-Type": "text/event-stream"}))
    await api.hints(heard.append)
    assert [hint.rev for hint in heard] == [7, 9]
    await api.close()
    api = api_of(lambda request: answer(200, b"x" * 100_000, **{"Content-Type": "text/event-stream"}))
    with pytest.raises(NotHeliu):
        await api.hints(heard.append)
    await api.close()


# --- media ----------------------------------------------------------------------------------------------------------


class Shelf:
    """Keeps files as the server does; can lose the line after each piece."""

    def __init__(self, data=b"", *, types=("image/png",)):
        self.data, self.size, self.types, self.cuts, self.pieces = data, len(data), types, 0, []

    def __call__(self, request):
        if request.method == "POST":
            about = httpx.Response(200, content=request.content).json()
            if about["type"] not in self.types:
                return problem(415, "bad_type")
            self.size = about["size"]
            return self._state()
        if request.method == "PUT":
            assert int(request.url.params["offset"]) == len(self.data)
            self.data += request.content
            self.pieces.append(len(request.content))
            return self._cut(request, self._state())
        start = int(request.headers.get("Range", "bytes=0-")[6:-1])
        if start >= len(self.data):
            return answer(416, b"")
        if self.cuts:
            self.cuts -= 1
            half = self.data[start : start + len(self.data) // 3]
            return httpx.Response(
                206 if start else 200, stream=Breaking(half), headers={**HELIU, "Content-Type": "image/png"}
            )
        return answer(206 if start else 200, self.data[start:], **{"Content-Type": "image/png"})

    def _cut(self, request, reply):
        if self.cuts:
            self.cuts -= 1
            raise httpx.ReadError("reply lost", request=request)
        return reply

    def _state(self):
        whole = len(self.data) == self.size
        return answer(200, encode(MediaState(id="m", size=self.size, offset=len(self.data), complete=whole)))


class Breaking(httpx.AsyncByteStream):
    """Half a body, then a broken line."""

    def __init__(self, data):
        self.data = data

    async def __aiter__(self):
        yield self.data
        raise httpx.ReadError("cut")


@pytest.fixture
def picture(tmp_path, monkeypatch):
    monkeypatch.setattr(media, "PIECE", 1000)
    path = tmp_path / "picture.png"
    path.write_bytes(bytes(range(256)) * 20)
    return path


async def test_an_upload_goes_on_where_the_line_broke(picture):
    shelf = Shelf()
    shelf.cuts = 2
    api = api_of(shelf)
    about = {"media_id": media.sha256_of(picture), "type": "image/png", "name": "picture.png"}
    for _ in range(2):
        with pytest.raises(Offline):
            await api.upload(picture, **about)
    told = []
    await api.upload(picture, **about, progress=lambda done, size: told.append((done, size)))
    assert shelf.data == picture.read_bytes() and max(shelf.pieces) <= 1000
    assert told[-1] == (5120, 5120) and told[0] == (3000, 5120)
    shelf.pieces.clear()
    await api.upload(picture, **about)
    assert shelf.pieces == [], "the server has it already"
    await api.close()


async def test_a_file_the_server_does_not_take_is_refused(picture):
    api = api_of(Shelf(types=()))
    with pytest.raises(Refused):
        await api.upload(picture, media_id="m", type="image/png", name="picture.png")
    await api.close()


async def test_a_download_goes_on_where_the_line_broke_and_appears_whole(picture, tmp_path):
    data = picture.read_bytes()
    shelf = Shelf(data)
    shelf.cuts = 2
    api = api_of(shelf)
    target = tmp_path / "got" / "picture"
    wanted = hashlib.sha256(data).hexdigest()
    for _ in range(2):
        with pytest.raises(Offline):
            await api.download(wanted, target)
        assert not target.exists()
    await api.download(wanted, target)
    assert target.read_bytes() == data and [p.name for p in target.parent.iterdir()] == ["picture"]
    await api.close()


async def test_a_damaged_download_never_appears(picture, tmp_path):
    api = api_of(Shelf(b"something else"))
    target = tmp_path / "got"
    with pytest.raises(Offline):
        await api.download(media.sha256_of(picture), target)
    assert not target.exists() and not target.with_name("got.part").exists()
    await api.close()


async def test_a_download_onto_a_full_disk_says_so(picture, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(media, "_append", full)
    api = api_of(Shelf(picture.read_bytes()))
    with pytest.raises(DiskFull):
        await api.download(media.sha256_of(picture), tmp_path / "got")
    await api.close()
