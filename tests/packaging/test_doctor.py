"""The doctor names what is wrong, and nothing that is private."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from app import doctor, workspaces
from app.config import Settings, load_settings
from app.net.keychain import Keychain, MemoryKeychain, key_of_store
from app.protocol import SessionGrant
from app.store import Store
from app.store.cipher import CipherDatabase

GRANT = SessionGrant(
    access_token="access-secret",
    expires_in=60,
    refresh_token="refresh-secret",
    user_id="u1",
    workspace_id="w1",
    workspace_name="青禾",
    role="agent",
    device_id="d1",
)


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> Keychain:
    kept = MemoryKeychain()

    async def find(data_dir: Path) -> Keychain:
        return kept

    monkeypatch.setattr(doctor, "find_keychain", find)
    return kept


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"data_dir": str(tmp_path)}, environ={})


@pytest.fixture
def store_file(settings: Settings, keychain: Keychain) -> Path:
    """An empty store of somebody who signed in as 'lin-xiaohe' here."""
    workspace = workspaces.remember(settings.data_dir, GRANT, login="lin-xiaohe", server_url="")
    path = workspaces.folder(settings.data_dir, workspace) / "store.db"
    store = Store(path, key_of_store(keychain, workspace.name, store_exists=False))

    async def make() -> None:
        await store.open()
        await store.close()

    asyncio.run(make())
    return path


def test_whole_store_is_well(settings: Settings, store_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.doctor(settings) == 0
    said = capsys.readouterr().out
    assert "ok    store 1" in said
    assert "all well" in said


def test_what_is_private_is_not_printed(
    settings: Settings, store_file: Path, keychain: Keychain, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor.doctor(settings)

    said = capsys.readouterr().out
    for secret in (keychain.read(store_file.parent.name), "lin-xiaohe", "青禾", "refresh-secret"):
        assert secret not in said


def test_damaged_store_is_wrong(settings: Settings, store_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(store_file.read_bytes())
    content[5000:9000] = bytes(4000)
    store_file.write_bytes(content)

    assert doctor.doctor(settings) == 1
    assert "WRONG store 1" in capsys.readouterr().out


def test_folder_nobody_can_write_to_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")

    assert doctor.doctor(load_settings({"data_dir": str(tmp_path / "blocked" / "data")}, environ={})) == 1
    assert "WRONG data folder" in capsys.readouterr().out


def test_store_of_a_newer_program_is_wrong(
    settings: Settings, store_file: Path, keychain: Keychain, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = CipherDatabase(str(store_file), bytes.fromhex(keychain.read(store_file.parent.name)))
    newer.pragma("user_version", 9999)
    newer.close()

    assert doctor.doctor(settings) == 1
    assert "WRONG store 1      The local data belongs to a newer Heliu" in capsys.readouterr().out


def test_store_without_its_key_is_wrong(
    settings: Settings, store_file: Path, keychain: Keychain, capsys: pytest.CaptureFixture[str]
) -> None:
    keychain.write(store_file.parent.name, "")

    assert doctor.doctor(settings) == 1
    assert "key of the local data is not in the keychain" in capsys.readouterr().out


def test_server_that_does_not_answer_is_wrong(
    settings: Settings, keychain: Keychain, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"

        asked = load_settings({"data_dir": str(settings.data_dir), "server_url": address}, environ={})

        assert doctor.doctor(asked) == 1
    assert "WRONG server       127.0.0.1: No connection to the server" in capsys.readouterr().out
