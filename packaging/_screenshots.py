"""The pictures of docs/screenshots: a demo brand is born, a morning is played, and the desk is photographed.

Run by dev.py in the project's own environment.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.config import VERSION
from app.net.keychain import MemoryKeychain
from app.processes import Family, command_line
from app.session import Session
from app.sign_in import sign_in
from app.store import ConversationFilter, ConversationRow, Part
from ui.kit import settings, theme
from ui.kit.translations import use_language
from ui.pages import PAGES
from ui.shell.window import MainWindow

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZE = (1440, 900)
LANGUAGES = {"zh": "zh_CN", "en": "en"}
THEMES = ("light", "dark")
MOST_BYTES = 4_000_000
READY_SECONDS, PATIENCE_SECONDS = 60.0, 30.0
MOST_LOOKS = 6

Line = str | dict[str, Any]

SHE = "周雨晴"
ARRIVALS: Sequence[tuple[str, str, Sequence[Line]]] = (
    ("mp_life", "", ("请问下周的亚麻手作课还有名额吗？",)),
    ("kf_member", "沈嘉禾", ({"enter": "member_card"}, "请问我的积分快过期了吗？")),
    ("kf_aftersale", "王磊", ("退款什么时候到？", "订单 QH20261118-3302")),
    ("kf_aftersale", "刘女士", ("你们怎么回事？衣服袖口开线了！", {"image": "袖口开线"}, "才穿了一次")),
    ("mp_qinghe", "", ("尺码表发一下，谢谢",)),
    ("mini_mall", "", ("这件亚麻衬衫什么时候补货？",)),
    ("kf_presale", "Lena", ({"image": "口红色号"}, "这个色还有货吗？")),
    ("kf_presale", SHE, ({"enter": "扫码「吊牌」"}, "你好，昨天拍的那件衬衫，M 码能换 L 吗？", "订单尾号 8841")),
)
LATER: Sequence[Line] = ({"image": "昨天收到的衬衫"}, "太好了！那我需要先寄回去吗？", "七天无理由的运费谁出呀")

PARTS: Sequence[dict[str, Any]] = [
    {"type": "text", "text": "寄回时请在盒子里放一张写有 [[订单尾号]] 的纸条～", "content": {}},
    {
        "type": "miniprogram",
        "text": "",
        "content": {"title": "换货登记", "appid": "wxa1b2c3d4e5f60718", "pagepath": "pages/swap"},
    },
    {"type": "link", "text": "", "content": {"title": "怎么量尺码", "url": "https://qinghe.example/size"}},
]


class Stage:
    """The make-believe WeChat, told what its customers say."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/_control", trust_env=False, timeout=30)

    def connect(self, server: str) -> None:
        self._told("callbacks", server=server)

    def say(self, account: str, customer: str, lines: Sequence[Line]) -> None:
        """The customer of that name writes; without a name the first one of the account."""
        name = customer or self._http.get("/state").json()["accounts"][account]["customers"][0]
        for line in lines:
            self._told("say", account=account, customer=name, line={"text": line} if isinstance(line, str) else line)

    def _told(self, verb: str, **words: Any) -> None:
        reply = self._http.post(f"/{verb}", json=words)
        if reply.status_code != 200:
            raise RuntimeError(f"screenshots: the simulator did not take {verb}: {reply.text}")


def main() -> int:
    """Make all pictures anew."""
    said: list[str] = []
    folder = tempfile.TemporaryDirectory(prefix="heliu-screenshots-", ignore_cleanup_errors=True)
    with folder as name, Family(lambda child, line: said.append(f"[{child}] {line}")) as family:
        here, token = ("--data-dir", name), secrets.token_urlsafe(32)
        simulator = family.start("simulate", command_line("simulate", *here, "--port", "0"), {})
        platform = simulator.wait_ready(READY_SECONDS)
        family.run("admin", command_line("admin", *here, "seed", "--simulator", platform), {})
        server = family.start(
            "serve", command_line("serve", *here, "--port", "0"), {"HELIU_BOOTSTRAP_TOKEN": token}
        ).wait_ready(READY_SECONDS)
        application = QApplication(sys.argv[:1])
        settings.keep_settings_in(Path(name))
        theme.install(application, "light")
        application.setQuitOnLastWindowClosed(False)
        application.setCursorFlashTime(0)
        try:
            with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
                runner.run(_photograph(Path(name), server, token, Stage(platform)))
        except BaseException:
            print("\n".join(said[-40:]), file=sys.stderr)
            raise
    return _weigh()


def _weigh() -> int:
    size = sum(path.stat().st_size for path in TARGET.glob("*.png"))
    print(f"screenshots: {len(list(TARGET.glob('*.png')))} pictures, {size / 1e6:.1f} MB, in {TARGET}")
    return 0 if size < MOST_BYTES else 1


async def _photograph(folder: Path, server: str, token: str, stage: Stage) -> None:
    keychain = MemoryKeychain()
    workspace = await sign_in(data_dir=folder, server_url=server, keychain=keychain, login_token=token)
    session = Session(data_dir=folder, workspace=workspace, keychain=keychain, server_url=server)
    await session.open()
    try:
        her = await _play(session, server, stage)
        TARGET.mkdir(parents=True, exist_ok=True)
        for suffix, language in LANGUAGES.items():
            use_language(language)
            for look in THEMES:
                theme.theme().choose(look)
                await _walk(session, her, f"{look}-{suffix}")
    finally:
        await session.close()


# -- what happens before the first picture


async def _play(session: Session, server: str, stage: Stage) -> str:
    """A morning: customers write, one is answered, noted, tagged and promised something. Her conversation's id."""
    await _until(session, _ready)
    await asyncio.to_thread(stage.connect, server)
    for account, customer, lines in ARRIVALS:
        await asyncio.to_thread(stage.say, account, customer, lines)
    await _until(session, _arrived)
    her = await _talk_of(session, SHE)
    await session.conversations.assign(her.id, session.workspace.user_id)
    await session.messages.send(her.id, [Part(text="您好雨晴，可以换的～ L 码有货，我现在帮您登记。")])
    await _until(session, lambda s: _answered(s, her.id))
    await session.messages.note(her.id, "@张敏 她上次也换过码，L 码帮我留一件")
    await asyncio.to_thread(stage.say, "kf_presale", SHE, LATER)
    await _until(session, lambda s: _said(s, her.id, str(LATER[-1])))
    await _know(session, her.customer_id, her.id)
    (swap,) = await session.quick_replies.find("M 换 L", 1)
    await session.quick_replies.edit(swap.id, parts=PARTS)
    other = await _talk_of(session, "Lena")
    await session.drafts.save(other.id, "有的～这个色今天刚补货")
    await session.conversations.pin(her.id, True)
    return her.id


async def _know(session: Session, customer_id: str, conversation_id: str) -> None:
    """What the card shows of her."""
    await session.customers.edit(
        customer_id,
        city="杭州",
        phones=["13800138841"],
        last_order="亚麻衬衫 M ×1 ¥269",
        description="喜欢宽松，常给妈妈买",
    )
    groups = await session.tags.of_customer(customer_id)
    for group in groups[:3]:
        await session.tags.toggle(customer_id, group.tags[0].id)
    now = (await session.messages.newest(conversation_id))[-1].at
    await session.follow_ups.add(
        customer_id, conversation_id=conversation_id, body="告知 L 码发货单号", due_at=now + 3 * 3_600_000
    )


async def _ready(session: Session) -> bool:
    return bool(await session.accounts.all()) and bool(await session.quick_replies.tree())


async def _all_rows(session: Session) -> list[ConversationRow]:
    ids = await session.conversations.ids(ConversationFilter(account_id=None, view="all"))
    return list((await session.conversations.rows(ids)).values())


async def _arrived(session: Session) -> bool:
    """Whether everybody's last word is here."""
    snippets = {row.title: row.snippet for row in await _all_rows(session)}
    return all(snippets.get(name) == lines[-1] for _, name, lines in ARRIVALS if name)


async def _talk_of(session: Session, name: str) -> ConversationRow:
    return next(row for row in await _all_rows(session) if row.title == name)


async def _answered(session: Session, conversation_id: str) -> bool:
    rows = await session.messages.newest(conversation_id)
    return any(row.direction == "out" and row.state in ("accepted", "confirmed") for row in rows)


async def _said(session: Session, conversation_id: str, text: str) -> bool:
    return any(row.text == text for row in await session.messages.newest(conversation_id))


# -- the walk


async def _walk(session: Session, her: str, name: str) -> None:
    """One window, led from moment to moment."""
    window = MainWindow(session, PAGES, VERSION)
    try:
        window.resize(*SIZE)
        await window.fill()
        window.show()
        for title, lead in MOMENTS.items():
            await lead(window, session, her)
            await _settled(window)
            _keep(window.grab().toImage(), TARGET / f"{title}-{name}.png")
    finally:
        await window.put_away()
        window.hide()
        window.deleteLater()


async def _inbox(window: MainWindow, session: Session, her: str) -> None:
    window.show_page("inbox", her)
    page = window.view("inbox")
    page.column.show_view("all")


async def _slash(window: MainWindow, session: Session, her: str) -> None:
    edit = window.view("inbox").talk.composer.edit
    edit.setFocus()
    edit.insertPlainText("/")


async def _palette(window: MainWindow, session: Session, her: str) -> None:
    window.view("inbox").talk.composer.edit.clear()
    window.keys.palette.open("all")
    window.keys.palette.field.setText("hh")


async def _search(window: MainWindow, session: Session, her: str) -> None:
    window.keys.palette.open("search")
    window.keys.palette.field.setText("衬衫")


async def _quick_replies(window: MainWindow, session: Session, her: str) -> None:
    window.keys.palette.hide()
    found = await session.quick_replies.find("M 换 L", 1)
    window.show_page("quick_replies", found[0].id)
    window.view("quick_replies").setFocus()


async def _customers(window: MainWindow, session: Session, her: str) -> None:
    row = await session.conversations.row(her)
    window.show_page("customers", row.customer_id)
    window.view("customers").setFocus()


async def _today(window: MainWindow, session: Session, her: str) -> None:
    window.show_page("today")


Lead = Callable[[MainWindow, Session, str], Awaitable[None]]
MOMENTS: dict[str, Lead] = {
    "inbox": _inbox,
    "reply": _slash,
    "palette": _palette,
    "search": _search,
    "quick-replies": _quick_replies,
    "today": _today,
    "customers": _customers,
}


async def _settled(window: MainWindow) -> None:
    """Until two pictures in a row are the same, or only the clocks of those who wait can still differ."""
    before = QImage()
    for _ in range(MOST_LOOKS):
        await asyncio.sleep(0.3)
        now = window.grab().toImage()
        if now == before:
            return
        before = now


async def _until(session: Session, claim: Callable[[Session], Awaitable[bool]]) -> None:
    """Wait for the change that makes it true."""
    changed = asyncio.Event()
    leave = session.feed.subscribe(lambda _changes: changed.set())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await claim(session):
                await changed.wait()
                changed.clear()
    finally:
        leave()


def _keep(picture: QImage, path: Path) -> None:
    """In 256 of its colours, the rarer hues among them: a third of the bytes, and no eye sees it."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    colors = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    hues: dict[int, int] = {}
    for color, _ in colors.most_common():
        hues.setdefault(color & 0xF0F0F0, color)
    table = list(dict.fromkeys([*list(hues.values())[:160], *(color for color, _ in colors.most_common(256))]))[:256]
    small = plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    if not small.save(str(path), "PNG", 0):
        raise RuntimeError(f"screenshots: {path} cannot be written")


if __name__ == "__main__":
    sys.exit(main())
