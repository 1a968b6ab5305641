"""The small things every page is made of."""

from __future__ import annotations

import asyncio
import logging

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import BadInput, HeliuError, Offline
from ui.kit import journal, links, notices, settings
from ui.kit.avatars import initial
from ui.kit.crash import CrashRoom, save_report
from ui.kit.dialogs import Question, ask, confirm
from ui.kit.tasks import TaskScope
from ui.kit.translations import tr, use_language
from ui.kit.widgets import ElidedLabel, Paragraph, label


async def test_a_dialog_is_awaited_and_gone_afterwards(show):
    window = show(QWidget())
    question = Question(window, "Leave?", "Nothing is lost.", yes="Leave")
    gone = asyncio.get_running_loop().create_future()
    question.destroyed.connect(lambda: gone.set_result(None))
    asking = asyncio.create_task(ask(question))
    await asyncio.sleep(0)
    question.accept()
    assert await asking == QDialog.DialogCode.Accepted
    del question
    await gone


async def test_escape_means_no(show, qtbot, find, wait_for):
    window = show(QWidget())
    asking = asyncio.create_task(confirm(window, "Delete?", "All of it.", yes="Delete", danger=True))
    await wait_for(lambda: window.findChild(QWidget, "question"))
    find(window, "question").reject()
    assert await asking is False


async def test_a_failed_gesture_becomes_a_notice(said, show):
    async def fail() -> None:
        raise Offline("no route")

    await TaskScope(show(QWidget())).start(fail())
    assert [(n.text, n.detail, n.tone) for n in said] == [
        ("No connection to the server", "no route", notices.Tone.WARN)
    ]


async def test_a_bug_becomes_a_notice_and_a_line_in_the_journal(said, show, caplog):
    async def fail() -> None:
        raise ZeroDivisionError("oops")

    await TaskScope(show(QWidget())).start(fail())
    assert [n.text for n in said] == ["Something went wrong"]
    assert "oops" in caplog.text


async def test_tasks_end_with_the_widget_that_started_them(qapp, wait_for):
    widget = QWidget()
    task = TaskScope(widget).start(asyncio.Event().wait())
    await asyncio.sleep(0)
    widget.deleteLater()
    await wait_for(task.done)
    assert task.cancelled()


def test_words_follow_the_language_and_the_number(qapp):
    assert tr("StatusBar", "%n waiting to be sent", 3) == "3 waiting to be sent"
    assert tr("StatusBar", "%n conflict(s) to settle", 1) == "1 conflict to settle"
    assert tr("StatusBar", "%n waiting to be sent", 12_345) == "12,345 waiting to be sent"
    use_language("zh_CN")
    assert tr("StatusBar", "%n waiting to be sent", 12_345) == "12,345 条待发送"
    assert tr("StatusBar", "%n conflict(s) to settle", 1) == "1 处冲突待处理"
    assert tr("Pages", "Inbox") == "会话"
    assert tr("Pages", "no such word") == "no such word"


def test_a_phrase_in_an_errors_detail_is_translated_and_a_foreign_reason_is_not(qapp):
    use_language("zh_CN")
    assert notices.detail_of(BadInput("A tag needs a name")) == "请填写标签名称"
    assert notices.detail_of(BadInput("errno 13")) == "errno 13"


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://heliu.example", True),
        ("mailto:a@b.cn", True),
        ("tel:10086", True),
        ("file:///etc/passwd", False),
        ("\\\\attacker\\share", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("heliu://open", False),
    ],
)
def test_only_harmless_links_are_opened(url, opens):
    assert (links.allowed(url) is not None) is opens


@pytest.mark.parametrize(
    ("url", "shown", "misleading"),
    [
        ("https://qinghe.cn/a", "qinghe.cn/a", False),
        ("https://qinghe.cn/a", "看这里", False),
        ("https://evil.example/a", "https://qinghe.cn/a", True),
        ("https://qinghe.cn@evil.example/", "see", True),
        ("https://xn--80ak6aa92e.com/", "see", True),
    ],
)
def test_a_link_that_promises_another_host_is_noticed(url, shown, misleading):
    assert links.is_misleading(QUrl(url), shown) is misleading


async def test_a_misleading_link_is_opened_only_after_the_real_host_was_shown(show, find, wait_for, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window = show(QWidget())
    task = asyncio.create_task(links.open_url(window, "https://evil.example/a", "https://qinghe.cn"))
    await wait_for(lambda: window.findChild(QWidget, "question"))
    question = find(window, "question")
    assert any("evil.example" in words.text() for words in question.findChildren(Paragraph))
    assert opened == []
    find(question, "question_yes").click()
    await task
    assert opened == ["https://evil.example/a"]


async def test_a_forbidden_link_is_refused(show):
    with pytest.raises(BadInput):
        await links.open_url(show(QWidget()), "file:///etc/passwd")


def test_settings_keep_their_type(qapp, qtbot):
    compact, place = settings.Setting("t/compact", False), settings.Setting("t/place", QByteArray())
    with qtbot.waitSignal(compact.changed):
        compact.set(True)
    place.set(QByteArray(b"\0\1"))
    assert settings.Setting("t/compact", False).get() is True
    assert settings.Setting("t/place", QByteArray()).get() == QByteArray(b"\0\1")
    assert settings.Setting("t/nothing", 7).get() == 7


def test_markup_stays_words(qtbot):
    evil = '<img src="file:///etc/passwd"><b>x</b>'
    for words in (label(evil), Paragraph(evil), ElidedLabel(evil)):
        qtbot.addWidget(words)
        words.resize(2000, 40)
        assert words.textFormat().name == "PlainText"
        assert words.text() == evil


def test_a_paragraph_is_as_high_as_its_width_needs(qtbot):
    words = Paragraph("合流把所有微信客户放进一个窗口。" * 6)
    qtbot.addWidget(words)
    words.show()
    words.resize(200, 10)
    narrow = words.minimumHeight()
    words.resize(800, 10)
    assert narrow > words.minimumHeight() >= words.fontMetrics().height()


@pytest.mark.parametrize(
    ("name", "letter"), [("周雨晴", "周"), ("lena", "L"), ("😀小王", "小"), ("", "?"), ("  ", "?")]
)
def test_an_avatar_shows_the_first_letter_of_a_name(name, letter):
    assert initial(name) == letter


def test_the_journal_masks_what_belongs_to_people():
    line = 'call 138-1234-5678, zhang@qq.com, id 11010519491231002X, card 6222 0202 0011 2233 445, token="abc123"'
    kept = journal.masked(line)
    for secret in ("1234-5678", "zhang@qq", "11010519491231002X", "2233", "abc123"):
        assert secret not in kept


def test_the_crash_room_writes_down_and_tells(tmp_path, qapp, caplog):
    before = list(logging.getLogger().handlers)
    room = CrashRoom(tmp_path)
    told: list[str] = []
    room.failed.connect(told.append)
    try:
        room._on_exception(ValueError, ValueError("phone 13812345678"), None)
        room._on_exception(HeliuError, HeliuError("expected"), None)
    finally:
        for handler in set(logging.getLogger().handlers) - set(before):
            logging.getLogger().removeHandler(handler)
            handler.close()
    assert told == ["ValueError: phone [phone]"]
    save_report(tmp_path / "report.txt")
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "Python" in report and "13812345678" not in report
    assert "13812345678" not in (tmp_path / "logs" / "desktop.log").read_text(encoding="utf-8")
