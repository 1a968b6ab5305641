"""Every place an agent can be in: pages, what lies over them, and what stands before the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.errors import DiskFull, KeyMissing, LoginRefused, NoKeychain, StoreDamaged, StoreTooNew
from app.protocol import Outcome, PastValue, QuickReply, Verdict
from app.protocol.clock import wall_ms
from app.session import Session
from app.store import syncing
from tests.gui.conftest import ME, until
from ui.kit import notices, shortcuts
from ui.kit.dialogs import Question
from ui.kit.part_dialog import PartDialog
from ui.pages import PAGES
from ui.pages.inbox.filter_dialog import FilterDialog
from ui.pages.inbox.filter_list_dialog import FilterListDialog
from ui.pages.inbox.forward_dialog import ForwardDialog
from ui.pages.inbox.picture_dialog import PictureDialog
from ui.pages.inbox.queue_preview import QueuePreview
from ui.pages.inbox.schedule_dialog import ScheduleDialog
from ui.pages.inbox.snooze_menu import SnoozeDialog
from ui.pages.inbox.transfer_dialog import TransferDialog
from ui.pages.quick_replies.history_dialog import HistoryDialog
from ui.pages.quick_replies.import_dialog import ImportDialog
from ui.pages.settings.lock_pane import PinDialog
from ui.shell.account_list import AccountList
from ui.shell.app_lock import AppLock
from ui.shell.cheat_sheet import CheatSheet
from ui.shell.notice_card import NoticeCard
from ui.shell.window import MainWindow
from ui.welcome import WelcomeWindow
from ui.welcome.again import LoginAgain
from ui.welcome.network_dialog import NetworkDialog

FAR_AHEAD = 2**52
TROUBLES = (KeyMissing(), NoKeychain(), StoreTooNew(), StoreDamaged("page 7"), DiskFull())


@dataclass(frozen=True, slots=True)
class Stage:
    """A desk on which the places are."""

    window: MainWindow
    session: Session


Place = Callable[[Stage], Awaitable[QWidget]]


async def inbox(stage: Stage) -> QWidget:
    """A conversation with composer and card."""
    stage.window.show_page("inbox", "co-0")
    page = stage.window.view("inbox")
    await until(page.talk.composer.isVisible)
    return stage.window


async def card(stage: Stage) -> QWidget:
    """Where the window is narrow, the card is fetched."""
    await inbox(stage)
    card = stage.window.view("inbox").card
    if not card.isVisible():
        shortcuts.give(stage.window, "card")
    await until(card.profile.isVisible)
    return stage.window


async def follow_up(stage: Stage) -> QWidget:
    await card(stage)
    stage.window.view("inbox").card.follow_ups.write("明天回电")
    return stage.window


async def tag_picker(stage: Stage) -> QWidget:
    await card(stage)
    tags = stage.window.view("inbox").card.tags
    await until(lambda: tags.findChild(QWidget, "add_tag"))
    tags.open_picker()
    await until(tags.picker.isVisible)
    return tags.picker


async def customer(stage: Stage) -> QWidget:
    """A customer's card, beside a list that is narrowed down."""
    stage.window.show_page("customers", "cu-0")
    page = stage.window.view("customers")
    page.column.narrowing.due_button.click()
    await until(lambda: page.card.profile.isVisible() and page._model.known and page._model.rowCount() == 1)
    return stage.window


async def several_customers(stage: Stage) -> QWidget:
    stage.window.show_page("customers")
    view = stage.window.view("customers").column.view
    await until(lambda: view.model().rowCount())
    view.mark_all()
    return stage.window


async def no_customers(stage: Stage) -> QWidget:
    stage.window.show_page("customers")
    column = stage.window.view("customers").column
    column.field.setText("zzzz")
    await until(column.empty.isVisible)
    return stage.window


async def notice(stage: Stage) -> QWidget:
    await inbox(stage)
    notices.say("3 customers wrote", detail="周雨晴: 在吗", action="Show", tone=notices.Tone.BAD)
    assert stage.window.findChild(NoticeCard)
    return stage.window


async def today(stage: Stage) -> QWidget:
    await stage.session.reminders.add("给陈先生回电", wall_ms())
    stage.window.show_page("today")
    await until(lambda: stage.window.findChild(QWidget, "today_list").model().rowCount() == 2)
    return stage.window


async def quick_reply(stage: Stage) -> QWidget:
    stage.window.show_page("quick_replies", "qr-4")
    title = stage.window.view("quick_replies").findChild(QWidget, "reply_title")
    await until(lambda: title.text() == "尺码建议")
    return stage.window


async def _answered(stage: Stage, verdict: Verdict, **more: object) -> None:
    await stage.session.quick_replies.edit("qr-1", body="48 小时内发出")
    mutation = (await stage.session._store.write(syncing.due, 2**53, 10))[0]
    await stage.session._store.write(syncing.settle, mutation, Outcome(id=mutation.id, verdict=verdict, **more))
    stage.window.show_page("conflicts")


async def conflict(stage: Stage) -> QWidget:
    reply = QuickReply(scope="workspace", category_id="cat-ship", title="发货时间", shortcut="fhsj", body="72 小时内")
    row = [getattr(reply, name) for name in reply.__dataclass_fields__]
    await _answered(stage, Verdict.CONFLICT, reason="changed_since", rev=2, row=row, clash=["body"])
    edit = stage.window.view("conflicts").findChild(QWidget, "conflict_open_edit")
    await until(edit.isVisible)
    edit.click()
    return stage.window


async def refusal(stage: Stage) -> QWidget:
    await _answered(stage, Verdict.REFUSED, reason="forbidden")
    await until(stage.window.view("conflicts").findChild(QWidget, "refused_copy").isVisible)
    return stage.window


async def settings(stage: Stage) -> QWidget:
    await stage.session.pin.choose("2468")
    stage.window.show_page("settings")
    await until(stage.window.findChild(QWidget, "setting_pin_remove").isVisible)
    return stage.window


async def palette(stage: Stage) -> QWidget:
    await inbox(stage)
    stage.window.keys.open_palette("search", "cu-0", "周雨晴")
    return stage.window.keys.palette


async def cheat_sheet(stage: Stage) -> QWidget:
    stage.window.keys.show_sheet()
    return stage.window.findChild(CheatSheet)


async def account_list(stage: Stage) -> QWidget:
    stage.window.findChild(QWidget, "account_tabs_more").click()
    return stage.window.findChild(AccountList)


async def lock_screen(stage: Stage) -> QWidget:
    AppLock(stage.window, stage.session, stage.session.pin).lock()
    return stage.window.findChild(QWidget, "lock_screen")


async def question(stage: Stage) -> QWidget:
    return _opened(Question(stage.window, "Leave?", "Nothing is lost.", yes="Leave", other="Later", danger=True))


async def pin(stage: Stage) -> QWidget:
    return _opened(PinDialog(stage.session.pin, stage.window, has_old=True, new=True))


async def network(stage: Stage) -> QWidget:
    return _opened(NetworkDialog(stage.window))


async def login_again(stage: Stage) -> QWidget:
    return _opened(LoginAgain(stage.session, stage.window))


def _part(kind: str) -> Place:
    async def place(stage: Stage) -> QWidget:
        return _opened(PartDialog({"type": kind}, stage.session.files.keep, stage.window))

    return place


def _filters(command: str, kind: type[QWidget]) -> Place:
    async def place(stage: Stage) -> QWidget:
        await inbox(stage)
        await stage.session.saved_filters.create("VIP", {"all": [{"field": "unread", "op": "is", "value": True}]})
        shortcuts.give(stage.window, command)
        await until(lambda: (made := stage.window.findChild(kind)) and made.isVisible())
        return stage.window.findChild(kind)

    return place


async def several(stage: Stage) -> QWidget:
    await inbox(stage)
    column = stage.window.view("inbox").column
    await until(lambda: column.view.model().rowCount())
    column.view.mark_all()
    return stage.window


async def queue(stage: Stage) -> QWidget:
    await inbox(stage)
    await stage.session.conversations.assign("co-2", "")
    await until(lambda: stage.window.view("inbox").column.queue.text() == "1")
    shortcuts.give(stage.window, "queue")
    return stage.window.findChild(QueuePreview)


async def snooze(stage: Stage) -> QWidget:
    return _opened(SnoozeDialog(stage.window))


async def schedule(stage: Stage) -> QWidget:
    return _opened(ScheduleDialog(FAR_AHEAD, stage.window))


async def picture(stage: Stage) -> QWidget:
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(0)
    return _opened(PictureDialog(image, stage.window))


async def transfer(stage: Stage) -> QWidget:
    return _opened(TransferDialog("周雨晴", await stage.session.users.all(), stage.window))


async def forward(stage: Stage) -> QWidget:
    return _opened(ForwardDialog(stage.session.conversations, "", stage.window))


async def reply_history(stage: Stage) -> QWidget:
    reply = await stage.session.quick_replies.get("qr-2")
    value = PastValue(id="p1", field="body", value="七天内包退", stamp="", cause="overwritten", user_id=ME, at=1)
    return _opened(HistoryDialog(reply, [value], {ME: "林小满"}, stage.window))


async def reply_import(stage: Stage) -> QWidget:
    path = stage.session.folder / "replies.csv"
    path.write_text("title,body\n发货,48 小时\n,没有标题\n", encoding="utf-8")
    return _opened(ImportDialog(await stage.session.quick_replies.import_preview(path), stage.window))


def _opened(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog


def _welcomed(ask: Callable[[WelcomeWindow], Awaitable[object]]) -> Place:
    async def place(stage: Stage) -> QWidget:
        window = WelcomeWindow()
        asking = asyncio.create_task(ask(window))
        window.destroyed.connect(asking.cancel)
        await until(window.isVisible)
        return window

    return place


async def _refused_login(window: WelcomeWindow) -> None:
    async def attempt(address: str, login: str, password: str) -> None:
        raise LoginRefused()

    asking = asyncio.create_task(window.log_in(attempt, address="https://heliu.example", login="lin"))
    await until(lambda: window.findChild(QWidget, "login_form"))
    window.findChild(QWidget, "login_form").submitted.emit("https://heliu.example", "lin", "geheim")
    await asking


def _page(page_id: str) -> Place:
    async def place(stage: Stage) -> QWidget:
        stage.window.show_page(page_id)
        return stage.window

    return place


PLACES: dict[str, Place] = {
    **{page.id: _page(page.id) for page in PAGES},
    "inbox with a conversation": inbox,
    "inbox with a card": card,
    "inbox with a follow-up": follow_up,
    "inbox with a notice": notice,
    "tag picker": tag_picker,
    "customer with a card": customer,
    "several customers": several_customers,
    "no customer that fits": no_customers,
    "today with something due": today,
    "quick replies with one open": quick_reply,
    "conflict": conflict,
    "refusal": refusal,
    "settings with a PIN": settings,
    "palette": palette,
    "cheat sheet": cheat_sheet,
    "account list": account_list,
    "lock screen": lock_screen,
    "question": question,
    "pin": pin,
    "login again": login_again,
    "text part": _part("text"),
    "link card": _part("link"),
    "mini-program card": _part("miniprogram"),
    "new filter": _filters("filter_new", FilterDialog),
    "saved filters": _filters("filter_edit", FilterListDialog),
    "several conversations": several,
    "queue": queue,
    "snooze": snooze,
    "schedule": schedule,
    "picture": picture,
    "transfer": transfer,
    "forward": forward,
    "history of a quick reply": reply_history,
    "import of quick replies": reply_import,
    "first choice": _welcomed(lambda window: window.choose_mode()),
    "login": _welcomed(_refused_login),
    "network before there is a desk": network,
    **{
        type(trouble).__name__: _welcomed(lambda window, trouble=trouble: window.settle(trouble))
        for trouble in TROUBLES
    },
}
