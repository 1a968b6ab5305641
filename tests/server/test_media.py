"""Files: in pieces, checked, and only for those who see where they belong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import Agent, House

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def _id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def _announce(agent: Agent, data: bytes, type: str = "image/png") -> httpx.Response:
    return await agent.http.post("/v1/media", json={"sha256": _id(data), "size": len(data), "type": type})


async def _bring(agent: Agent, data: bytes, type: str = "image/png") -> httpx.Response:
    assert (await _announce(agent, data, type)).status_code == 200
    return await agent.http.put(f"/v1/media/{_id(data)}?offset=0", content=data)


async def test_a_file_comes_in_pieces_and_goes_on_where_it_stopped(agent: Agent) -> None:
    state = (await _announce(agent, PICTURE)).json()
    assert (state["offset"], state["complete"]) == (0, False)
    url = f"/v1/media/{state['id']}"
    assert (await agent.http.put(f"{url}?offset=0", content=PICTURE[:1000])).json()["offset"] == 1000
    wrong = await agent.http.put(f"{url}?offset=0", content=PICTURE)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "offset")
    assert (await _announce(agent, PICTURE)).json()["offset"] == 1000
    assert (await agent.http.get(url)).status_code == 404
    assert (await agent.http.put(f"{url}?offset=1000", content=PICTURE[1000:])).json()["complete"]
    assert (await agent.http.get(url)).content == PICTURE


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-9", 206, PICTURE[:10]),
        ("bytes=100-", 206, PICTURE[100:]),
        ("bytes=-5", 206, PICTURE[-5:]),
        ("bytes=5-999999999", 206, PICTURE[5:]),
        ("bytes=x-y", 200, PICTURE),
        ("lines=1-2", 200, PICTURE),
        (f"bytes={len(PICTURE)}-", 416, None),
    ],
)
async def test_a_range_of_a_file(agent: Agent, asked: str, status: int, expected: bytes | None) -> None:
    await _bring(agent, PICTURE)
    reply = await agent.http.get(f"/v1/media/{_id(PICTURE)}", headers={"Range": asked})
    assert reply.status_code == status
    assert expected is None or reply.content == expected
    assert reply.headers.get("x-content-type-options", "nosniff") == "nosniff"


async def test_only_those_who_see_a_record_with_it_may_read_a_file(agent: Agent, lead: Agent, other: Agent) -> None:
    await _bring(agent, PICTURE)
    url = f"/v1/media/{_id(PICTURE)}"
    for stranger in (lead, other):
        assert (await stranger.http.get(url)).status_code == 404
    parts = [{"type": "image", "text": "", "content": {"media_id": _id(PICTURE)}}]
    rev = (await agent.say("quick_reply", "qq", title="t", scope="workspace", parts=parts)).rev
    assert (await other.http.get(url)).status_code == 200
    await agent.say("quick_reply", "qq", base_rev=rev, drop=True)
    assert (await other.http.get(url)).status_code == 404


async def test_knowing_a_hash_is_not_having_the_file(agent: Agent, other: Agent) -> None:
    await _bring(agent, PICTURE)
    assert (await _announce(other, PICTURE)).json() == {
        "id": _id(PICTURE), "size": len(PICTURE), "offset": 0, "complete": False
    }  # fmt: skip
    parts = [{"type": "image", "text": "", "content": {"media_id": _id(PICTURE)}}]
    assert (await other.say("quick_reply", title="t", parts=parts)).reason == "media_missing"
    assert (await other.http.get(f"/v1/media/{_id(PICTURE)}")).status_code == 404


async def test_the_same_file_brought_by_two_is_kept_once(
    house: House, agent: Agent, other: Agent, tmp_path: Path
) -> None:
    for one in (agent, other):
        assert (await _bring(one, PICTURE)).json()["complete"]
        assert (await one.http.get(f"/v1/media/{_id(PICTURE)}")).content == PICTURE
    files = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert len(files) == 1 and _id(PICTURE) not in files[0].name


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (b"<svg onload=alert(1)>", "image/svg+xml"),
        (b"<html><script>", "image/png"),
        (b"MZ\x90\x00 a program", "image/jpeg"),
        (PICTURE, "image/jpeg"),
        (b"text", "video/mp4"),
        (b"text", "x-world/x-vrml"),
    ],
)
async def test_what_is_not_what_it_says_is_refused_and_gone(
    agent: Agent, tmp_path: Path, data: bytes, type: str
) -> None:
    reply = await _bring(agent, data, type)
    assert (reply.status_code, reply.json()["code"]) == (415, "type")
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
    assert (await agent.http.get(f"/v1/media/{_id(data)}")).status_code == 404


async def test_a_web_page_as_a_file_is_handed_out_as_mere_bytes(agent: Agent) -> None:
    page = b"<html><script>alert(1)</script>"
    assert (await _bring(agent, page, "text/html")).json()["complete"]
    reply = await agent.http.get(f"/v1/media/{_id(page)}")
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"] == "attachment"


async def test_bytes_that_do_not_match_their_hash_are_refused(agent: Agent) -> None:
    await agent.http.post("/v1/media", json={"sha256": "0" * 64, "size": 4, "type": "text/plain"})
    assert (await agent.http.put(f"/v1/media/{'0' * 64}?offset=0", content=b"evil")).status_code == 415
    assert (await agent.http.put(f"/v1/media/{'1' * 64}?offset=0", content=b"evil")).status_code == 404


@pytest.mark.parametrize("size", [0, -1, 1 << 50])
async def test_a_file_of_impossible_size_is_refused(agent: Agent, size: int) -> None:
    reply = await agent.http.post("/v1/media", json={"sha256": "0" * 64, "size": size})
    assert reply.status_code in (400, 413)


async def test_more_bytes_than_announced_are_refused(agent: Agent) -> None:
    await agent.http.post("/v1/media", json={"sha256": _id(b"1234"), "size": 4, "type": "text/plain"})
    assert (await agent.http.put(f"/v1/media/{_id(b'1234')}?offset=0", content=b"12345")).status_code == 413
