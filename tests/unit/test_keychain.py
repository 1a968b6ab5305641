from __future__ import annotations

import os
import stat

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from app.errors import KeyMissing, NoKeychain
from app.net.keychain import LONGEST, FileKeychain, MemoryKeychain, SystemKeychain, key_of_store
from app.sign_in import WithoutKeychain, find_keychain


class Ring(KeyringBackend):
    """A keychain in memory."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept, self.locked = {}, False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


class ClearRing(Ring):
    """One that keeps secrets in a plain file."""

    priority = 0.5


@pytest.fixture(params=["system", "memory", "file"])
def keychain(request, tmp_path):
    if request.param == "system":
        return SystemKeychain(Ring())
    return MemoryKeychain() if request.param == "memory" else FileKeychain(tmp_path / "deep" / "keys.json")


def test_a_secret_is_kept_until_it_is_erased(keychain):
    assert keychain.read("one") == ""
    keychain.write("one", "1")
    keychain.write("two", "2")
    assert (keychain.read("one"), keychain.read("two")) == ("1", "2")
    keychain.write("one", "")
    keychain.write("never there", "")
    assert (keychain.read("one"), keychain.read("two")) == ("", "2")


def test_the_key_of_a_store_is_made_once(keychain):
    key = key_of_store(keychain, "store", store_exists=False)
    assert len(key) == 32 and key == key_of_store(keychain, "store", store_exists=True)
    assert len(keychain.read("store")) == 64


def test_no_new_key_is_ever_made_for_a_store_that_exists(keychain):
    with pytest.raises(KeyMissing):
        key_of_store(keychain, "store", store_exists=True)
    assert keychain.read("store") == ""


@pytest.mark.parametrize("backend", [FailKeyring(), ClearRing()])
def test_a_keychain_that_keeps_nothing_or_keeps_it_in_clear_is_none(backend):
    with pytest.raises(NoKeychain):
        SystemKeychain(backend)


def test_a_locked_keychain_is_named_and_not_taken_for_an_empty_one():
    ring = Ring()
    keychain = SystemKeychain(ring)
    key_of_store(keychain, "store", store_exists=False)
    ring.locked = True
    with pytest.raises(NoKeychain):
        key_of_store(keychain, "store", store_exists=True)


def test_a_secret_too_long_for_windows_is_refused_everywhere():
    with pytest.raises(NoKeychain):
        SystemKeychain(Ring()).write("refresh", "x" * (LONGEST + 1))


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_key_file_is_its_owners_alone(tmp_path):
    FileKeychain(tmp_path / "keys.json").write("one", "1")
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["keys.json"]


def test_a_damaged_key_file_is_not_taken_for_an_empty_one(tmp_path):
    (tmp_path / "keys.json").write_text("{broken")
    with pytest.raises(NoKeychain):
        key_of_store(FileKeychain(tmp_path / "keys.json"), "store", store_exists=True)


async def test_who_agreed_to_a_key_file_keeps_it_when_a_keychain_comes(tmp_path, monkeypatch):
    ring = FailKeyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: ring)
    with pytest.raises(NoKeychain):
        await find_keychain(tmp_path)
    agreed = await find_keychain(tmp_path, WithoutKeychain.FILE)
    key = key_of_store(agreed, "store", store_exists=False)
    ring = Ring()
    assert key_of_store(await find_keychain(tmp_path), "store", store_exists=True) == key
    assert isinstance(await find_keychain(tmp_path / "elsewhere"), SystemKeychain)
