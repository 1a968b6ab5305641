"""A signed-in workspace: opens without a line, signs in and out, keeps and brings files."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from app import workspaces
from app.errors import KeyMissing, LoginRefused, Offline
from app.net.keychain import FileKeychain, MemoryKeychain
from app.protocol import Hint
from app.server import sessions
from app.session import Session
from app.sign_in import sign_in
from app.store import ConversationFilter, Part
from app.sync import SyncState
from tests.sync.wire import Wire
from tests.sync.world import CLUB_TALK, LI_TALK

ADDRESS = "http://127.0.0.1:1"
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Place:
    """One computer: a data folder, a keychain and a wire."""

    def __init__(self, world, folder, keychain=None):
        self.world, self.folder = world, folder
        self.keychain = keychain or FileKeychain(folder / "keys.json")
        self.wire = Wire(lambda: httpx.ASGITransport(app=world.app, raise_app_exceptions=False))

    async def sign_in(self, user="ann"):
        await self.world.database.write(sessions.offer_once, user, f"{user}@{self.folder.name}", self.world.now())
        token = f"{user}@{self.folder.name}"
        return await sign_in(
            data_dir=self.folder, server_url=ADDRESS, keychain=self.keychain, login_token=token, transport=self.wire
        )

    def session(self, workspace, **more):
        return Session(
            data_dir=self.folder,
            workspace=workspace,
            keychain=self.keychain,
            server_url=ADDRESS,
            transport=self.wire,
            **more,
        )


@pytest.fixture
def place(world, tmp_path):
    return Place(world, tmp_path / "desk")


@pytest.fixture(autouse=True)
def no_hints(monkeypatch):
    """The wire of these tests answers whole: an endless stream would never come."""

    async def silent(self, heard):
        heard(Hint(rev=0))
        await asyncio.Event().wait()

    monkeypatch.setattr("app.net.api.Api.hints", silent)


async def until(session, holds):
    news = asyncio.Event()
    leave = session.subscribe_status(lambda status: news.set() if holds(status) else None)
    async with asyncio.timeout(20):
        await news.wait()
    leave()


def online(status):
    return status.state is SyncState.ONLINE and not status.pending


async def test_a_desk_opens_from_its_store_without_a_line(place):
    workspace = await place.sign_in()
    session = place.session(workspace)
    await session.open()
    await until(session, online)
    await session.close()
    place.wire.cut = True
    session = place.session(workspace)
    await session.open()
    assert len(await session.conversations.ids(ConversationFilter(view="all"))) == 3
    await session.messages.note(LI_TALK, "offline")
    await until(session, lambda status: status.state is SyncState.OFFLINE)
    with pytest.raises(Offline):
        await session.messages.older(LI_TALK, (1, "0"))
    assert isinstance(session.status.trouble, Offline)
    await session.close()
    place.wire.cut = False
    session = place.session(workspace)
    await session.open()
    await until(session, online)
    assert [m.text for m in await session.messages.newest(LI_TALK)] == ["offline"]
    await session.close()
    await session.close()


async def test_the_known_workspaces_are_remembered_and_the_last_used_is_first(place, world):
    ann, bob = await place.sign_in("ann"), await place.sign_in("bob")
    found = workspaces.known(place.folder)
    assert {w.user_id for w in found} == {"ann", "bob"} and ann.name != bob.name
    (place.folder / "workspaces" / ann.name / "workspace.json").write_text("{broken")
    assert [w.user_id for w in workspaces.known(place.folder)] == ["bob"]


async def test_logging_out_leaves_nothing_behind(place):
    workspace = await place.sign_in()
    session = place.session(workspace)
    await session.open()
    await until(session, online)
    await session.log_out()
    assert workspaces.known(place.folder) == []
    assert [p.name for p in place.folder.rglob("*") if p.is_file()] == ["keys.json"]
    assert (place.folder / "keys.json").read_text() == "{}"
    assert place.wire.asked.count("DELETE /v1/session") == 1


async def test_two_data_folders_of_one_user_do_not_share_keys(world, tmp_path):
    keychain = FileKeychain(tmp_path / "keys of this computer.json")
    one, other = Place(world, tmp_path / "one", keychain), Place(world, tmp_path / "other", keychain)
    mine = one.session(await one.sign_in())
    await mine.open()
    await until(mine, online)
    await mine.messages.note(LI_TALK, "not sent yet")
    await mine.close()
    theirs = other.session(await other.sign_in())
    await theirs.open()
    await until(theirs, online)
    await theirs.log_out()
    mine = one.session(*workspaces.known(one.folder))
    await mine.open()
    await until(mine, online)
    assert "not sent yet" in [m.text for m in await mine.messages.newest(LI_TALK)]
    await mine.close()


async def test_signing_in_again_finds_the_folder_that_is_there(place):
    first = await place.sign_in()
    (workspaces.folder(place.folder, first) / "workspace.json").write_text("{broken")
    assert (await place.sign_in()).name == first.name


async def test_an_expired_login_is_mended_by_its_own_user_only(place, world):
    workspace = await place.sign_in()
    hashed = await asyncio.to_thread(sessions.hash_password, "secret")
    for user in ("ann", "bob"):
        await world.database.write(
            lambda tx, user=user: tx.run("UPDATE staff SET password = ? WHERE user_id = ?", (hashed, user))
        )
    await world.database.write(lambda tx: tx.run("DELETE FROM token"))
    session = place.session(workspace)
    await session.open()
    await until(session, lambda status: status.state is SyncState.LOGIN_NEEDED)
    with pytest.raises(LoginRefused):
        await session.log_in("ann", "wrong")
    with pytest.raises(LoginRefused):
        await session.log_in("bob", "secret")
    await session.log_in("ann", "secret")
    await until(session, online)
    await session.close()


async def test_a_store_whose_key_is_gone_is_not_covered_by_a_new_key(place):
    workspace = await place.sign_in()
    session = place.session(workspace)
    await session.open()
    await session.close()
    (place.folder / "keys.json").unlink()
    with pytest.raises(KeyMissing):
        await place.session(workspace).open()
    assert not (place.folder / "keys.json").exists()


async def test_without_a_lasting_keychain_nothing_stays_on_the_disk(world, tmp_path):
    place = Place(world, tmp_path / "kiosk", MemoryKeychain())
    session = place.session(await place.sign_in())
    await session.open()
    await until(session, online)
    await session.close()
    assert not list(place.folder.rglob("*.db*"))


async def test_an_attachment_is_on_the_server_before_its_message_and_reaches_the_colleague(world, tmp_path, place):
    session = place.session(await place.sign_in("ann"))
    await session.open()
    await until(session, online)
    picture = tmp_path / "photo.png"
    picture.write_bytes(PICTURE)
    media_id = await session.files.keep(picture)
    picture.unlink()
    content = {"media_id": media_id, "file_name": "photo.png", "size": len(PICTURE)}
    place.wire.asked.clear()
    await session.messages.send(CLUB_TALK, [Part(type="image", content=content)])
    await until(session, lambda status: status.pending == 0 and "POST /v1/mutations" in place.wire.asked)
    asked = [call for call in place.wire.asked if call.startswith(("POST", "PUT"))]
    assert asked[:2] == ["POST /v1/media", f"PUT /v1/media/{media_id}"]
    assert asked.index("POST /v1/mutations") > 1
    await session.close()
    other = Place(world, tmp_path / "other")
    session = other.session(await other.sign_in("bob"))
    await session.open()
    await until(session, online)
    [row] = [m for m in await session.messages.newest(CLUB_TALK) if m.type == "image"]
    path = await session.fetch_file(row.content["media_id"])
    assert path.read_bytes() == PICTURE and path.suffix == ""
    await session.close()
