"""What strangers can send or put on a clipboard, shown harmlessly; work is counted, never timed."""

from __future__ import annotations

import asyncio
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.errors import BadInput
from app.protocol import AccountKind, Customer, Message
from app.session import Session
from app.store import MessageRow
from tests.gui.inbox_steps import from_server, until
from ui.delegates import brushes, pictures, text_blocks
from ui.delegates.pictures import Pictures, decode
from ui.delegates.plain import BODY_LIMIT
from ui.kit.notices import Notice
from ui.pages.inbox import InboxPage, reply_edit
from ui.pages.inbox.file_check import look_at
from ui.pages.inbox.media import Media

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
FLOODS = {
    "html": "<img src='file:///etc/passwd'><a href='\\\\\\\\evil\\\\share'>官方客服</a>" * 200,
    "rtl": "\u202e\u2067发票gnp.exe" * 2_000,
    "one line": "长" * 1_000_000,
    "one word": "x" * 1_000_000,
    "zero width": "a" + "\u200b\u200d\ufeff\u2060" * 250_000 + "b",
    "marks": "Z" + "\u0301\u0330\u0489" * 50_000,
}


def bomb(side: int = 20_000) -> bytes:
    """A tiny PNG whose header promises ``side`` × ``side`` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


class CountingReader(QImageReader):
    """Qt's reader, counting how often pixels were asked for."""

    reads = 0

    def read(self) -> Any:
        CountingReader.reads += 1
        return super().read()


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    """The inbox with a conversation open."""
    made = InboxPage(session)
    qtbot.addWidget(made)
    made.resize(1384, 830)
    made.show()
    made.talk.open("co-0")
    await until(lambda: made.talk.model.rowCount() == 1 and made.talk.composer.row is not None)
    return made


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_that_arrives_costs_no_more_than_a_long_message(
    name: str, page: InboxPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[int] = []
    lay_out = text_blocks._laid_out

    def counting(text: str, *rest: Any) -> Any:
        laid_out.append(len(text))
        return lay_out(text, *rest)

    monkeypatch.setattr(text_blocks, "_laid_out", counting)
    row = Message(conversation_id="co-0", text=FLOODS[name], at=2**41)
    await from_server(session, "message", {"flood": row})
    await until(lambda: page.talk.message("flood") is not None)
    assert not page.grab().isNull()
    assert laid_out
    assert max(laid_out) <= BODY_LIMIT * 1.2
    page.talk.timeline.menu_of(page.talk.message("flood")).close()


def everywhere(flood: str) -> dict[str, dict[str, Any]]:
    """Contents of every type of message that carries words of its own, all of them this flood."""
    item = {"type": "click", "id": "1", "text": flood}
    return {
        "file": {"file_name": flood, "media_id": "a" * 64},
        "link": {"title": flood, "description": flood, "url": f"https://example.com/{flood}"},
        "miniprogram": {"title": flood, "appid": "wx1", "pagepath": flood},
        "location": {"name": flood, "address": flood, "latitude": 0.0, "longitude": 0.0},
        "msgmenu": {"head": flood, "tail": flood, "items": [item] * 3},
        "event": {"event": flood},
        "unheard_of": {"anything": flood},
    }


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_inside_a_card_a_file_or_a_menu_costs_no_more_either(
    name: str, page: InboxPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    lay_out, fit = text_blocks._laid_out, brushes._fit
    monkeypatch.setattr(text_blocks, "_laid_out", lambda text, *how: looked_at.append(len(text)) or lay_out(text, *how))
    monkeypatch.setattr(brushes, "_fit", lambda text, *how: looked_at.append(len(text)) or fit(text, *how))
    for at, (kind, content) in enumerate(everywhere(FLOODS[name]).items()):
        row = Message(conversation_id="co-0", type=kind, content=content, at=2**41 + at)
        await from_server(session, "message", {kind: row})
        await until(lambda kind=kind: page.talk.message(kind) is not None)
        page.talk.timeline.scrollToBottom()
        assert not page.grab().isNull()
        page.talk.timeline.menu_of(page.talk.message(kind)).close()
    assert looked_at
    assert max(looked_at) <= BODY_LIMIT * 1.2


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_for_a_name_stays_one_plain_line(name: str, page: InboxPage, session: Session) -> None:
    customer = await session.customers.get("cu-0")
    assert customer is not None
    await from_server(session, "customer", {"cu-0": Customer(name=FLOODS[name], account_id="kf1")})
    await until(lambda: page.talk._row is not None and page.talk._row.title == FLOODS[name])
    await until(lambda: "周雨晴" not in page.talk.header.name.whole_text())
    shown = page.talk.header.name.whole_text()
    assert len(shown) <= 200
    assert not set(shown) & set("\u202e\u2067\u200b\ufeff")
    rich = [w.objectName() for w in page.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText and w.text()]
    assert rich == []
    assert not page.grab().isNull()


async def test_a_megabyte_on_the_clipboard_is_refused_in_words(page: InboxPage, said: list[Notice]) -> None:
    data = QMimeData()
    data.setText("长" * 1_000_000)
    page.talk.composer.edit.insertFromMimeData(data)
    assert page.talk.composer.edit.toPlainText() == ""
    assert "too many for a message" in said[0].text


async def test_a_key_in_a_long_line_looks_back_only_a_little(
    page: InboxPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    look = reply_edit.trigger_before

    def counting(text: str, **how: Any) -> Any:
        looked_at.append(len(text))
        return look(text, **how)

    monkeypatch.setattr(reply_edit, "trigger_before", counting)
    page.talk.composer.edit.setPlainText("/" * 20_000)
    page.talk.composer.edit.moveCursor(page.talk.composer.edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.talk.composer.edit, " /fh")
    assert max(looked_at) <= reply_edit.FURTHEST_BACK
    await until(lambda: page.talk.composer.popup.isVisible())


def test_a_picture_that_promises_too_many_pixels_is_never_decoded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pictures, "QImageReader", CountingReader)
    CountingReader.reads = 0
    assert decode(bomb()).isNull()
    assert CountingReader.reads == 0
    assert not decode(_small()).isNull()
    assert CountingReader.reads == 1
    (tmp_path / "holiday.png").write_bytes(bomb())
    with pytest.raises(BadInput, match=r"holiday\.png"):
        look_at(AccountKind.WECOM_KF, tmp_path / "holiday.png")
    assert CountingReader.reads == 1


def _small() -> bytes:
    raw = zlib.compress(b"".join(b"\0" + b"\x7f" * 6 for _ in range(2)))
    whole = bomb(2)
    start = whole.index(b"IDAT") - 4
    idat = struct.pack(">I", len(raw)) + b"IDAT" + raw + struct.pack(">I", zlib.crc32(b"IDAT" + raw))
    return whole[:start] + idat + whole[whole.index(b"IEND") - 4 :]


@pytest.mark.parametrize(
    ("name", "data"), [("svg", SVG), ("bomb", bomb()), ("noise", b"\x89PNG\r\n\x1a\n" + b"\0" * 99)]
)
async def test_what_is_no_picture_is_said_to_be_none_wherever_it_turns_up(
    name: str, data: bytes, page: InboxPage, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.png"
    await asyncio.to_thread(path.write_bytes, data)
    pictures_here = Pictures(lambda media_id: path)
    ready: list[str] = []
    pictures_here.ready.connect(ready.append)
    assert pictures_here.thumbnail(name) is None
    await until(lambda: ready == [name])
    thumb = pictures_here.thumbnail(name)
    assert thumb is not None
    assert thumb.isNull()
    with pytest.raises(BadInput):
        await page.talk._media.open(_row(page, "image", media_id=await page.talk._session.files.keep(path)))


async def test_a_name_that_is_a_path_is_saved_where_the_agent_says_and_nowhere_else(
    page: InboxPage, session: Session, tmp_path: Path
) -> None:
    await asyncio.to_thread((tmp_path / "file").write_bytes, b"MZ")
    media_id = await session.files.keep(tmp_path / "file")
    played: list[object] = []
    media = Media(session, page._tasks, page, play=played.append)
    for kind in ("file", "video"):
        opening = asyncio.ensure_future(
            media.open(_row(page, kind, media_id=media_id, file_name="..\\..\\/etc/cron.d/\u202efdp.exe"))
        )
        await until(lambda: page.findChild(QFileDialog) is not None)
        dialog = page.findChild(QFileDialog)
        assert Path(dialog.selectedFiles()[0]).name == "fdp.exe"
        dialog.reject()
        await opening
        await until(lambda: page.findChild(QFileDialog) is None)
    assert played == []


def _row(page: InboxPage, kind: str, **content: Any) -> MessageRow:
    row = page.talk.model.row_at(0)
    assert row is not None
    return replace(row, type=kind, content=content)
