"""The page of the customers: everybody in one list, and what is done with one or with several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.protocol import natural_id
from app.protocol import records as r
from app.session import Session
from app.store import CustomerFilter, customer_lists, records
from tests.gui.inbox_steps import from_server, until
from ui.customer.follow_up_section import FollowUpItem
from ui.delegates import brushes
from ui.kit.notices import Notice
from ui.kit.row_list import RowList
from ui.kit.tasks import TaskScope
from ui.models.customer_list import CustomerListModel
from ui.models.roles import Role
from ui.models.rows import KEPT
from ui.pages import PAGES
from ui.pages.customers.brush import ROOMY, CustomerBrush
from ui.pages.customers.page import CustomersPage
from ui.shell.window import MainWindow

NEWEST_FIRST = ["Lena", "周雨晴", "陈先生", "阿柚", "单雨欣", "吴桐", "何女士", "Miao"]


@pytest.fixture
async def model(session: Session, holder: QWidget) -> CustomerListModel:
    """All customers of the demo desk, in sight, watched by Qt's own model tester."""
    made = CustomerListModel(session.customers, TaskScope(holder), holder)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.follow(True)
    made.show(CustomerFilter())
    await until(lambda: made.known)
    return made


@pytest.fixture
async def window(session: Session, show: Callable[..., Any]) -> MainWindow:
    """A desk with the customers in front."""
    made: MainWindow = show(MainWindow(session, PAGES, "0.1.0"))
    made.activateWindow()
    await made.fill()
    made.show_page("customers")
    page = made.view("customers")
    await until(lambda: page._model.known and page._model.at_hand(["cu-0"]))
    return made


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    return window.view("customers")


def listed(page: CustomersPage) -> list[str]:
    """Who stands in the list, from the top."""
    rows = page._model.at_hand([page._model.id_at(at) for at in range(page._model.rowCount())])
    return [row.title for row in rows]


async def many(session: Session, count: int) -> None:
    people = {f"x{n:05}": r.Customer(name=f"客户 {n}") for n in range(count)}
    await from_server(session, "customer", people)


async def second_identity(session: Session) -> None:
    """周雨晴 writes to another account, too."""
    identity = r.Identity(customer_id="cu-0", account_id="mp1", name="晴")
    talk = r.Conversation(account_id="mp1", customer_id="cu-0", identity_id="id-0b", title="晴", last_at=5)
    await from_server(session, "identity", {"id-0b": identity})
    await from_server(session, "conversation", {"co-0b": talk})


# -- the model


async def test_a_person_of_several_identities_stands_there_once_with_all_accounts(
    model: CustomerListModel, session: Session
) -> None:
    await second_identity(session)
    at = model.row_of("cu-0")
    await until(lambda: model.index(at, 0).data(Role.ROW) and len(model.index(at, 0).data(Role.ROW).identities) == 2)
    assert [model.id_at(row) for row in range(model.rowCount())].count("cu-0") == 1
    assert model.index(at, 0).data() == "周雨晴"
    said = model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "客服·售前" in said
    assert "公众号·青禾" in said
    assert "老客" in said


async def test_the_list_grows_page_by_page_to_its_end(model: CustomerListModel, session: Session) -> None:
    await many(session, 1000)
    sizes = []
    model.rowsInserted.connect(lambda parent, first, last: sizes.append(last + 1 - first))
    await until(lambda: model.fetchMore(QModelIndex()) or model.rowCount() == 1008)
    assert max(sizes) <= customer_lists.PAGE
    assert not model.canFetchMore(QModelIndex())
    await until(lambda: model.total == 1008)


async def test_only_a_screenful_of_many_is_in_memory(session: Session, holder: QWidget, qtbot: QtBot) -> None:
    await many(session, 5000)
    model = CustomerListModel(session.customers, TaskScope(holder), holder)
    view = RowList(model, CustomerBrush())
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    model.follow(True)
    model.show(CustomerFilter(sort="newest"))
    await until(lambda: model.known)
    await until(lambda: view.scrollToBottom() or model.rowCount() == 5008)
    last = model.index(5007, 0)
    await until(lambda: last.data(Role.ROW) is not None)
    assert len(model._rows) <= KEPT


async def test_a_list_that_is_turned_or_read_again_while_it_grows_grows_on_to_its_end(
    session: Session, holder: QWidget, said: list[Notice]
) -> None:
    await many(session, 500)
    model = CustomerListModel(session.customers, TaskScope(holder), holder)
    model.follow(True)
    model.show(CustomerFilter())
    await until(lambda: model.known)
    assert model.canFetchMore(QModelIndex())
    model.show(CustomerFilter(text="x"))
    assert not model.canFetchMore(QModelIndex()), "what the end of another list is says nothing of this one"
    model.show(CustomerFilter())
    await until(lambda: model.known)
    model.fetchMore(QModelIndex())
    model.show(CustomerFilter(sort="newest"))
    await until(lambda: model.known)
    await from_server(session, "customer", {"x99999": r.Customer(name="新客户")})
    await until(lambda: model.fetchMore(QModelIndex()) or model.rowCount() == 509)
    assert model.id_at(0) == "x99999"
    assert not said


async def test_who_was_just_spoken_with_comes_first_and_nobody_else_moves(
    model: CustomerListModel, session: Session
) -> None:
    before, resets = [model.id_at(at) for at in range(8)], []
    model.modelReset.connect(lambda: resets.append(1))
    talk = await session._store.read(records.get, "conversation", "co-7")
    await from_server(session, "conversation", {"co-7": r.Conversation(**{**_fields(talk), "last_at": 2**41})})
    await until(lambda: model.id_at(0) == "cu-7")
    assert [model.id_at(at) for at in range(1, 8)] == [name for name in before if name != "cu-7"]
    assert not resets


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


async def test_while_nobody_looks_nothing_is_read_and_then_it_is_up_to_date(
    model: CustomerListModel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    page = session.customers.page
    monkeypatch.setattr(session.customers, "page", lambda *how: asked.append(how) or page(*how))
    model.follow(False)
    await from_server(session, "customer", {"cu-new": r.Customer(name="新客户")})
    await session.tags.toggle("cu-1", "tag-old")
    assert not asked
    model.follow(True)
    await until(lambda: model.row_of("cu-new") >= 0)
    at = model.row_of("cu-1")
    await until(lambda: (row := model.index(at, 0).data(Role.ROW)) and [tag.id for tag in row.tags] == ["tag-old"])


async def test_a_purged_account_takes_its_customers_out_of_the_list(model: CustomerListModel, session: Session) -> None:
    await from_server(session, "customer", {}, dropped=("cu-3",))
    await until(lambda: model.row_of("cu-3") == -1)
    await until(lambda: model.total == 7)


# -- the page


async def test_everybody_is_there_whoever_spoke_last_first_and_counted(page: CustomersPage) -> None:
    await until(lambda: listed(page) == NEWEST_FIRST)
    await until(lambda: page.column.count.text() == "8 customers")


@pytest.mark.parametrize("typed", ["周", "zyq", "zhouyuq"])
async def test_a_customer_is_found_and_opened_in_the_inbox_without_the_mouse(
    window: MainWindow, page: CustomersPage, typed: str
) -> None:
    QTest.keyClick(page.column.view, Qt.Key.Key_Slash)
    assert page.column.field.hasFocus()
    page.column.field.setText(typed)
    QTest.keyClick(page.column.field, Qt.Key.Key_Return)
    await until(lambda: page.card.customer_id == "cu-0")
    assert page.column.view.hasFocus()
    QTest.keyClick(page.column.view, Qt.Key.Key_Return)
    await until(lambda: window._page_id == "inbox" and window.view("inbox").conversation_id == "co-0")


async def test_enter_means_the_first_who_is_found_however_quick_it_comes(page: CustomersPage) -> None:
    chosen: list[str] = []
    page.column.view.chosen.connect(chosen.append)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.column.field.hasFocus()
    page.column.field.setText("wt")
    QTest.keyClick(page.column.field, Qt.Key.Key_Return)
    await until(lambda: chosen == ["cu-4"])
    await until(lambda: card_name(page) == "吴桐")


async def test_enter_that_finds_nobody_leaves_the_cursor_in_the_search(page: CustomersPage) -> None:
    page.column.field.setFocus()
    page.column.field.setText("zzz")
    QTest.keyClick(page.column.field, Qt.Key.Key_Return)
    await until(page.column.empty.isVisible)
    assert page.column.field.hasFocus()


def card_name(page: CustomersPage) -> str:
    return page.card.findChild(QWidget, "card_name").whole_text()


async def test_the_card_follows_the_arrows(page: CustomersPage) -> None:
    assert not page.card.isVisible()
    for name in NEWEST_FIRST[:3]:
        QTest.keyClick(page.column.view, Qt.Key.Key_Down)
        await until(lambda name=name: card_name(page) == name and page.card.profile.isVisible())


async def test_escape_empties_the_search_then_leaves_it(page: CustomersPage) -> None:
    page.column.field.setFocus()
    page.column.field.setText("zzz")
    await until(lambda: page.column.empty.isVisible())
    QTest.keyClick(page.column.field, Qt.Key.Key_Escape)
    assert page.column.field.text() == ""
    await until(lambda: len(listed(page)) == 8 and not page.column.empty.isVisible())
    QTest.keyClick(page.column.field, Qt.Key.Key_Escape)
    assert page.column.view.hasFocus()


async def test_whoever_writes_to_several_accounts_is_asked_for_and_in_a_tab_not(
    window: MainWindow, page: CustomersPage, session: Session
) -> None:
    await second_identity(session)
    page.reveal("cu-0")
    QTest.keyClick(page.column.view, Qt.Key.Key_Return)
    await until(lambda: (menu := page.findChild(QMenu, "identity_menu")) and menu.isVisible())
    menu = page.findChild(QMenu, "identity_menu")
    titles = [action.text().split(" · ")[0] for action in menu.actions()]
    assert sorted(titles) == ["公众号·青禾", "客服·售前"]
    menu.actions()[titles.index("公众号·青禾")].trigger()
    await until(lambda: window._page_id == "inbox" and window.view("inbox").conversation_id == "co-0b")
    menu.close()
    window.tabs.select("kf1")
    window.show_page("customers")
    await until(lambda: page._model.known and sorted(listed(page)) == sorted(["周雨晴", "陈先生"]))
    QTest.keyClick(page.column.view, Qt.Key.Key_Return)
    await until(lambda: window.view("inbox").conversation_id == "co-0")


async def test_whoever_never_had_a_conversation_is_said_to_have_none(
    page: CustomersPage, session: Session, said: list[Notice]
) -> None:
    await from_server(session, "customer", {"cu-new": r.Customer(name="新客户")})
    page.reveal("cu-new")
    QTest.keyClick(page.column.view, Qt.Key.Key_Return)
    await until(lambda: [notice.text for notice in said] == ["There is no conversation with this customer yet"])


async def test_the_tag_key_tags_the_one_whose_card_is_open(page: CustomersPage) -> None:
    page.reveal("cu-1")
    await until(lambda: page.card.tags._groups)
    QTest.keyClick(page.column.view, Qt.Key.Key_T)
    picker = page.card.tags.picker
    await until(picker.field.hasFocus)
    QTest.keyClicks(picker.field, "lk")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await until(lambda: (row := page._model.at_hand(["cu-1"])) and [tag.name for tag in row[0].tags] == ["老客"])


async def test_the_follow_up_key_writes_one_that_the_list_then_shows(page: CustomersPage, session: Session) -> None:
    await until(lambda: page._model.at_hand(["cu-1"]))
    page.reveal("cu-1")
    await until(lambda: page.card.follow_ups._customer_id == "cu-1")
    QTest.keyClick(page.column.view, Qt.Key.Key_F)
    form = page.card.follow_ups.form
    await until(form.text.hasFocus)
    QTest.keyClicks(form.text, "call back")
    QTest.keyClick(form.text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: page.card.follow_ups.findChildren(FollowUpItem))
    await until(lambda: (row := page._model.at_hand(["cu-1"])) and row[0].due_at > 0)
    written = await session.follow_ups.of_customer("cu-1")
    assert [row.conversation_id for row in written] == ["co-1"], "today leads from it to the conversation"


async def test_several_are_tagged_together_and_it_can_be_taken_back(
    page: CustomersPage, session: Session, said: list[Notice]
) -> None:
    view = page.column.view
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.column.bar.isVisible()
    assert page.column.bar.words.text() == "3 selected"
    QTest.keyClick(view, Qt.Key.Key_T)
    picker = page.verbs._picker
    await until(picker.field.hasFocus)
    QTest.keyClicks(picker.field, "lk")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await until(lambda: [notice.text for notice in said] == ["2 customers tagged"])  # 周雨晴 had it
    assert page.column.bar.isHidden()
    assert await tagged(session) == {"cu-0", "cu-1", "cu-2"}
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: said[-1].text == "Taken back")
    assert await tagged(session) == {"cu-0"}


async def tagged(session: Session) -> set[str]:
    return set((await session.customers.page(CustomerFilter(tags=("tag-old",)))).ids)


async def test_tags_and_follow_ups_narrow_the_list_down_and_are_taken_off_again(
    page: CustomersPage, session: Session
) -> None:
    place = natural_id("customer_tag", "cu-4", "tag-m")
    await from_server(session, "customer_tag", {place: r.CustomerTag(customer_id="cu-4", tag_id="tag-m")})
    narrowing = page.column.narrowing
    QTest.mouseClick(narrowing.tag_button, Qt.MouseButton.LeftButton)
    await until(narrowing.picker.isVisible)
    for name in ("老客", "尺码"):
        narrowing.picker.field.setText(name)
        QTest.keyClick(narrowing.picker.field, Qt.Key.Key_Return)
        await until(lambda: not narrowing.picker.isVisible())
        QTest.mouseClick(narrowing.tag_button, Qt.MouseButton.LeftButton)
        await until(narrowing.picker.isVisible)
    narrowing.picker.close()
    await until(lambda: listed(page) == ["周雨晴", "吴桐"])
    QTest.mouseClick(narrowing.due_button, Qt.MouseButton.LeftButton)
    await until(lambda: listed(page) == ["周雨晴"])
    for chip in narrowing.findChildren(QPushButton, "customer_filter_tag"):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(narrowing.due_button, Qt.MouseButton.LeftButton)
    await until(lambda: len(listed(page)) == 8)


async def test_nobody_who_fits_leads_back_to_all(page: CustomersPage) -> None:
    page.column.field.setText("nobody at all")
    await until(page.column.empty.isVisible)
    assert page.column.empty.title.text() == "Nobody fits"
    everybody = page.column.empty.findChild(QPushButton, "customer_show_all")
    QTest.mouseClick(everybody, Qt.MouseButton.LeftButton)
    await until(lambda: len(listed(page)) == 8 and not page.column.empty.isVisible())
    assert page.column.view.hasFocus()


async def test_an_account_without_customers_says_who_will_come(window: MainWindow, page: CustomersPage) -> None:
    window.tabs.select("own1")
    await until(page.column.empty.isVisible)
    assert page.column.empty.title.text() == "No customers yet"
    assert not page.column.empty.findChild(QPushButton, "customer_show_all").isVisible()


async def test_the_order_is_a_choice(page: CustomersPage) -> None:
    QTest.mouseClick(page.column.narrowing.sort_button, Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "customer_sorts")
    assert [action.text() for action in menu.actions()] == ["Last contact", "Newest"]
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    menu.close()
    await until(
        lambda: (
            listed(page)
            == [f"{name}" for name in ("Miao", "单雨欣", "何女士", "吴桐", "阿柚", "陈先生", "Lena", "周雨晴")]
        )
    )
    assert page.column.narrowing.sort_button.accessibleName() == "Order: Newest"


async def test_whoever_is_deleted_while_their_card_is_open_leaves_it(page: CustomersPage, session: Session) -> None:
    page.reveal("cu-5")
    await until(lambda: card_name(page) == "何女士")
    await from_server(session, "customer", {}, dropped=("cu-5",))
    await until(lambda: not page.card.isVisible())
    assert page.card.customer_id == ""


@pytest.mark.parametrize("wide", [900, 1440, 2400])
async def test_the_captions_stand_above_their_columns_or_not_at_all(
    window: MainWindow, page: CustomersPage, wide: int
) -> None:
    window.resize(wide, 800)
    await until(lambda: window.width() == wide)
    QApplication.sendPostedEvents()
    rows = page.column.view.viewport()
    assert page.column.captions.mapTo(page, QPoint(0, 0)).x() == rows.mapTo(page, QPoint(0, 0)).x()
    assert page.column.captions.height() == (26 if rows.width() >= ROOMY else 1)


async def test_a_narrow_row_names_the_account_beside_the_tags(
    window: MainWindow, page: CustomersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = brushes.write
    monkeypatch.setattr(
        brushes, "write", lambda painter, box, text, *how: written.append(text) or write(painter, box, text, *how)
    )
    window.resize(900, 800)
    await until(lambda: page.column.view.viewport().width() < ROOMY)
    row = page._model.at_hand(["cu-0"])[0]
    assert row.tags
    page.column.view.grab()
    name = row.identities[0].account_name
    assert name in written and row.tags[0].name in written
