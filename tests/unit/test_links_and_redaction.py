"""What a link may name, what a log may hold, what a network setting may say, and how a PIN is kept."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadConfiguration, BadInput
from app.lock import LONGEST_PAUSE, Pin, pause_after
from app.net.keychain import FileKeychain, MemoryKeychain
from app.network import check_ca_file, checked_proxy
from app.redaction import MaskingFormatter, masked
from app.rules.links import Place, place_of
from app.rules.notices import SOUNDS
from app.sounds import sound_file


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("heliu://inbox", Place("inbox")),
        ("heliu://inbox/", Place("inbox")),
        ("heliu://conversation/0192f0c4a1b27c3d8e4f5a6b7c8d9e0f", Place("inbox", "0192f0c4a1b27c3d8e4f5a6b7c8d9e0f")),
        ("heliu://quick-reply/qr-1", Place("quick_replies", "qr-1")),
        ("heliu://settings", Place("settings")),
    ],
)
def test_a_link_names_a_place(link, place):
    assert place_of(link) == place


@pytest.mark.parametrize(
    "link",
    [
        "",
        "heliu:",
        "heliu://",
        "heliu://conversation",
        "heliu://conversation/../settings",
        "heliu://conversation/a?send=1",
        "heliu://conversation/a#b",
        "heliu://inbox/x",
        "heliu://quick-reply/new",
        "heliu://send/x",
        "heliu://conversation/a\n",
        "heliu://conversation/" + "a" * 65,
        "HELIU://inbox",
        "http://inbox",
        "heliu://conversation/%61",
        "heliu://" + "a" * 5000,
    ],
)
def test_a_link_that_wants_more_is_none(link):
    assert place_of(link) is None


@given(st.text(max_size=80).map(lambda text: f"heliu://{text}") | st.text(max_size=80))
def test_no_text_is_a_link_to_anything_but_a_page_and_an_id(text):
    place = place_of(text)
    if place is not None:
        assert place.page in {"inbox", "today", "quick_replies", "conflicts", "settings"}
        assert all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in place.target)


SECRETS = {
    "phone": "13812345678",
    "phone with gaps": "138-1234-5678",
    "phone with country": "+86 13812345678",
    "land line": "0571-87654321",
    "identity": "11010519491231002X",
    "card": "6222 0202 0011 2233 445",
    "mail": "zhang.san@qq.com",
    "bearer": "Bearer abcDEF1234567890",
    "json web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "key of a store": "0a" * 32,
    "customer": "wmqfasd1e19278asdasdasdasdaAAAA",
    "openid": "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
    "proxy": "http://lin:geheim77@proxy:8080",
}


@pytest.mark.parametrize("what", SECRETS)
def test_secrets_and_peoples_numbers_are_struck_out(what):
    kept = masked(f"failed with {SECRETS[what]}, retry")
    core = SECRETS[what].split("@")[0].removeprefix("Bearer ").removeprefix("http://lin:")
    assert core not in kept
    assert kept.startswith("failed with ") and kept.endswith(", retry")


def test_what_helps_to_find_a_fault_stays():
    line = 'File "app/store/overlay.py", line 46, in on_connection_lost_of_the_engine: rev 182736 in 0.35 s'
    assert masked(line) == line


def test_the_name_of_the_home_folder_is_that_of_a_person():
    assert masked(f'File "{Path.home()}/heliu/main.py", line 1') == 'File "~/heliu/main.py", line 1'


def test_a_trace_is_masked_as_a_whole():
    formatter = MaskingFormatter("%(message)s")
    try:
        raise ValueError("phone 13812345678")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "broken", (), (type(error), error, error.__traceback__))
    assert "13812345678" not in formatter.format(record)
    assert "ValueError" in formatter.format(record)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("", ""),
        (" proxy.corp:3128 ", "http://proxy.corp:3128"),
        ("https://proxy.corp:443/", "https://proxy.corp:443"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_a_proxy_is_an_address(given_, kept):
    assert checked_proxy(given_) == kept


@pytest.mark.parametrize(
    "given_", ["proxy", "socks5://a:1", "http://u:p@a:1", "http://a:1/x", "http://a:99999", "http://:80", "http://[a:1"]
)
def test_what_is_no_proxy_or_carries_a_password_is_refused(given_):
    with pytest.raises(BadConfiguration):
        checked_proxy(given_)


def test_a_file_without_a_certificate_is_refused(tmp_path: Path):
    (tmp_path / "x.pem").write_text("no certificate")
    for path in (tmp_path / "x.pem", tmp_path / "missing.pem"):
        with pytest.raises(BadConfiguration):
            check_ca_file(path)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def pin_of(keychain, clock) -> Pin:
    return Pin(keychain, "acme-lin", hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), now=clock)


async def test_the_right_pin_opens_and_another_does_not():
    pin = pin_of(MemoryKeychain(), Clock())
    assert not await pin.is_set()
    await pin.choose("2468")
    assert await pin.is_set()
    assert not await pin.opens("1357")
    assert await pin.opens("2468")
    await pin.forget()
    assert not await pin.is_set()
    assert not await pin.opens("")


async def test_every_desk_of_a_keychain_has_a_pin_of_its_own():
    keychain = MemoryKeychain()
    mine, yours = Pin(keychain, "acme-lin"), Pin(keychain, "acme-chen")
    await mine.choose("2468")
    assert not await yours.is_set()
    await yours.forget()
    assert await mine.is_set()


async def test_a_short_pin_is_refused_and_the_old_one_stays():
    pin = pin_of(MemoryKeychain(), Clock())
    await pin.choose("2468")
    with pytest.raises(BadInput):
        await pin.choose("123")
    assert await pin.opens("2468")


async def test_the_pin_itself_is_written_nowhere(tmp_path):
    await pin_of(FileKeychain(tmp_path / "keys.json"), Clock()).choose("24681357")
    kept = (tmp_path / "keys.json").read_text()
    assert "24681357" not in kept
    assert "$argon2id$" in kept


async def test_wrong_pins_cost_time_and_a_restart_does_not_forgive_them():
    keychain, clock = MemoryKeychain(), Clock()
    await pin_of(keychain, clock).choose("2468")
    for _ in range(3):
        assert not await pin_of(keychain, clock).opens("0000")
    again = pin_of(keychain, clock)
    assert 0 < await again.pause() <= 6
    assert not await again.opens("2468"), "nothing opens during the pause"
    clock.now += 6
    assert await again.pause() == 0
    assert await again.opens("2468")
    assert await again.pause() == 0


async def test_a_clock_that_was_turned_back_locks_nobody_out_for_long():
    keychain, clock = MemoryKeychain(), Clock()
    await pin_of(keychain, clock).choose("2468")
    for _ in range(3):
        await pin_of(keychain, clock).opens("0000")
    clock.now -= 86_400
    assert await pin_of(keychain, clock).pause() <= LONGEST_PAUSE


async def test_a_damaged_hash_opens_nothing():
    keychain = MemoryKeychain()
    keychain.write("acme-lin/pin", "2468")
    assert not await pin_of(keychain, Clock()).opens("2468")


def test_pauses_grow_and_end_at_five_minutes():
    assert [pause_after(n) for n in (0, 2, 3, 4, 5)] == [0, 0, 5, 10, 20]
    assert pause_after(50) == LONGEST_PAUSE


def test_every_sound_is_a_file_with_a_short_tone():
    for name in SOUNDS:
        data = sound_file(name).read_bytes()
        assert data[:4] == b"RIFF" and data[8:12] == b"WAVE"
        assert 5_000 < len(data) < 60_000
