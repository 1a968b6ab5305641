"""A desk to test: a real session over a real store, offline, with Chinese demo data."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytestqt.plugin
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from app.net.keychain import FileKeychain
from app.protocol import KINDS, AccountKind, Availability, ChangePage, Record, Role, natural_id
from app.protocol import records as r
from app.session import Session
from app.store import syncing
from app.workspaces import Workspace
from ui.kit import settings
from ui.kit.notices import Notice, voice
from ui.kit.theme import install, theme
from ui.kit.translations import use_language

# pytest-qt turns Qt's events between the phases of a test, where no loop runs: a task that wakes there would find none.
pytestqt.plugin._process_events = lambda: None

HERE = Path(__file__).parent
ME = "user-me"
MINUTE = 60_000

ACCOUNTS = {
    "kf1": (AccountKind.WECOM_KF, "客服·售前"),
    "kf2": (AccountKind.WECOM_KF, "客服·售后"),
    "kf3": (AccountKind.WECOM_KF, "客服·会员"),
    "mp1": (AccountKind.OFFICIAL_ACCOUNT, "公众号·青禾"),
    "mp2": (AccountKind.OFFICIAL_ACCOUNT, "服务号·青禾会员"),
    "mini1": (AccountKind.MINI_PROGRAM, "小程序商城"),
    "mem1": (AccountKind.WECOM_MEMBER, "导购·小林"),
    "mem2": (AccountKind.WECOM_MEMBER, "导购·阿敏"),
    "grp1": (AccountKind.CUSTOMER_GROUP, "VIP 一群"),
    "grp2": (AccountKind.CUSTOMER_GROUP, "新客福利群"),
    "bot1": (AccountKind.GROUP_ROBOT, "活动机器人"),
    "own1": (AccountKind.PERSONAL, "个人号"),
}
CUSTOMERS = (
    ("周雨晴", "kf1", "你好，昨天拍的那件衬衫，M 码能换 L 吗？", 2),
    ("Lena", "mp1", "这个色号还有货吗", 1),
    ("陈先生", "kf1", "快递到哪里了？", 4),
    ("阿柚", "mini1", "春季新品什么时候上架", 8),
    ("吴桐", "kf2", "好的谢谢", 0),
    ("何女士", "mem1", "周末店里有活动吗", 0),
    ("单雨欣", "kf2", "发票抬头可以改一下吗", 15),
    ("Miao", "mp1", "退款多久到账", 0),
)
CATEGORIES = (
    ("cat-ship", "workspace", "", "发货物流"),
    ("cat-swap", "workspace", "", "退换货"),
    ("cat-size", "workspace", "cat-swap", "尺码"),
    ("cat-mine", f"user:{ME}", "", "我的开场白"),
)
REPLIES = (
    ("qr-1", "workspace", "cat-ship", "发货时间", "fhsj", "{{称呼}}，现货 48 小时内发出，发出后短信通知您～"),
    ("qr-2", "workspace", "cat-ship", "运费险", "yfx", "七天无理由含运费险，寄回运费由我们承担。"),
    ("qr-3", "workspace", "cat-swap", "换货流程", "hhlc", "换货流程：① 登记 ② 寄回 ③ 收到后当天寄出新码"),
    (
        "qr-4",
        "workspace",
        "cat-size",
        "尺码建议",
        "cmjy",
        "{{称呼}}，身高 [[身高]]、体重 [[体重]] 建议选 [[尺码：S|M|L]] 码。",
    ),
    ("qr-5", f"user:{ME}", "cat-mine", "开场白", "kcb", "{{问候}}，我是{{我}}，很高兴为您服务！"),
)


class Loop(QEventLoop):
    """Qt's loop as the program runs it, without qasync's last turn of events after the loop has stopped."""

    def run_until_complete(self, future: Any) -> Any:
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(self._end)
        self.run_forever()
        task.remove_done_callback(self._end)
        return task.result()

    def _end(self, task: asyncio.Future[Any]) -> None:
        self.stop()


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, Callable[[], QEventLoop]]:
    """Coroutines of these tests run on Qt's loop, as in the program."""
    return {"qt": lambda: Loop(QApplication.instance() or QApplication([]))}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform has no window manager, and says so."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def rows_of(records: dict[str, Record], kind: str, rev: int = 1) -> list[list[Any]]:
    """Records as a page of changes carries them."""
    return [[i, rev, *(asdict(record)[name] for name in KINDS[kind].fields)] for i, record in records.items()]


def page_of(tables: dict[str, dict[str, Record]], rev: int = 1) -> ChangePage:
    """What the server would send."""
    return ChangePage(
        epoch="e",
        covered_to=rev,
        head=rev,
        more=False,
        scopes=["workspace", f"user:{ME}", *(f"account:{i}" for i in ACCOUNTS)],
        tables={kind: rows_of(records, kind, rev) for kind, records in tables.items()},
    )


def demo_tables() -> dict[str, dict[str, Record]]:
    """Twelve accounts, eight customers who wrote, quick replies, tags and a promise."""
    now = time.time_ns() // 1_000_000
    tables: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    tables["user"] = {
        ME: r.User(name="林小满", login="lin", role=Role.AGENT),
        "user-zhang": r.User(name="张敏", login="zhang", role=Role.LEAD, availability=Availability.BUSY),
    }
    tables["account"] = {
        i: r.Account(kind=kind, name=name, seen_by=[ME, "user-zhang"]) for i, (kind, name) in ACCOUNTS.items()
    }
    tables["tag_group"] = {"tg": r.TagGroup(name="客户等级")}
    tables["tag"] = {
        "tag-old": r.Tag(group_id="tg", name="老客"),
        "tag-m": r.Tag(group_id="tg", name="尺码 M", order=1),
    }
    for at, (name, account_id, words, minutes) in enumerate(CUSTOMERS):
        customer, identity, conversation = f"cu-{at}", f"id-{at}", f"co-{at}"
        said = now - (minutes or 30 + at) * MINUTE
        tables["customer"][customer] = r.Customer(name=name, account_id=account_id, created_at=said - 400 * 86_400_000)
        tables["identity"][identity] = r.Identity(customer_id=customer, account_id=account_id, name=name)
        tables["conversation"][conversation] = r.Conversation(
            account_id=account_id,
            customer_id=customer,
            identity_id=identity,
            title=name,
            assignee_id=ME,
            unread=1 if minutes else 0,
            waiting_since=said if minutes else 0,
            last_at=said,
            snippet=words,
            last_direction="in",
            window_trigger="message",
            window_opened_at=said,
        )
        tables["message"][f"me-{at}"] = r.Message(conversation_id=conversation, text=words, at=said)
    tag_id = natural_id("customer_tag", "cu-0", "tag-old")
    tables["customer_tag"][tag_id] = r.CustomerTag(customer_id="cu-0", tag_id="tag-old", author_id=ME, at=now)
    for order, (i, scope, parent, name) in enumerate(CATEGORIES):
        tables["quick_reply_category"][i] = r.QuickReplyCategory(scope=scope, parent_id=parent, name=name, order=order)
    for order, (i, scope, category, title, shortcut, body) in enumerate(REPLIES):
        tables["quick_reply"][i] = r.QuickReply(
            scope=scope, category_id=category, title=title, shortcut=shortcut, body=body, order=order, author_id=ME
        )
    tables["follow_up"]["fu-0"] = r.FollowUp(
        customer_id="cu-0",
        conversation_id="co-0",
        author_id=ME,
        at=now,
        touch="promise",
        body="下午三点前告知 L 码发货单号",
        due_at=now + 90 * MINUTE,
    )
    return tables


def cut_wire(request: httpx.Request) -> httpx.Response:
    """There is no server."""
    raise httpx.ConnectError("no network in this test", request=request)


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    """An open session, offline, over a store with the demo data."""
    workspace = Workspace(
        workspace_id="w",
        workspace_name="青禾",
        user_id=ME,
        login="lin",
        role="agent",
        device_id="device",
        server_url="http://127.0.0.1:1",
    )
    opened = Session(
        data_dir=tmp_path,
        workspace=workspace,
        keychain=FileKeychain(tmp_path / "keys.json"),
        transport=httpx.MockTransport(cut_wire),
    )
    await opened.open()
    await opened._store.write(syncing.apply_page, page_of(demo_tables()))
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def look(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Every test starts in English and light, with choices of its own."""
    # As in the program: a worker thread that collects garbage destroys widgets where they must not be touched.
    gc.disable()
    qapp.setQuitOnLastWindowClosed(False)
    settings.keep_settings_in(tmp_path)
    if not qapp.styleSheet():
        install(qapp, "light")
    elif theme().name != "light":
        theme().choose("light")
    use_language("en")
    yield
    if windows := qapp.topLevelWidgets():
        for widget in windows:
            widget.deleteLater()
        gc.collect()


@pytest.fixture
def said() -> Iterator[list[Notice]]:
    """What the one voice said."""
    heard: list[Notice] = []
    voice.said.connect(heard.append)
    yield heard
    voice.said.disconnect(heard.append)


async def until(claim: Callable[[], object], seconds: float = 10) -> None:
    """Let the loop turn until ``claim`` holds."""
    async with asyncio.timeout(seconds):
        while not claim():  # noqa: ASYNC110 - what is waited for are turns of the loop, not time
            await asyncio.sleep(0)


@pytest.fixture
def wait_for() -> Callable[..., Awaitable[None]]:
    """``await wait_for(lambda: …)``."""
    return until


@pytest.fixture
def find() -> Callable[[QWidget, str], Any]:
    """The widget of an object name below another one; a test fails that asks for none."""

    def look_for(parent: QWidget, name: str) -> Any:
        found = parent.findChild(QWidget, name)
        assert found is not None, f"no {name}"
        return found

    return look_for


@pytest.fixture
def show(qtbot: Any) -> Callable[[QWidget], QWidget]:
    """A widget on the screen, taken away after the test."""

    def put(widget: QWidget, width: int = 1440, height: int = 900) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return put


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """The page the composer stands on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made
