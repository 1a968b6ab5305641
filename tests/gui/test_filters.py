"""Saved filters: made, chosen by key, changed, put in order, thrown away; the list follows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.protocol import Conversation, SavedFilter
from app.session import Session
from tests.gui.conftest import ME
from tests.gui.inbox_steps import eventually, from_server, known_inbox, names, until
from ui.kit import settings, shortcuts
from ui.kit.notices import Notice
from ui.kit.translations import plain, use_language
from ui.pages import PAGES
from ui.pages.inbox import InboxPage
from ui.pages.inbox.condition_group import ConditionGroup
from ui.pages.inbox.condition_row import ConditionRow
from ui.pages.inbox.filter_dialog import FilterDialog
from ui.pages.inbox.filter_list_dialog import FilterListDialog
from ui.pages.inbox.views import VIEWS, title_of
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STARRED = {"all": [{"field": "starred", "op": "is", "value": True}]}
OF_AFTER_SALES = {"all": [{"field": "account", "op": "is", "value": "kf2"}]}
LONG_OR_TAGGED = {
    "all": [
        {"field": "status", "op": "is", "value": "open"},
        {
            "any": [
                {"field": "waiting", "op": "longer_than", "value": 300_000},
                {"field": "tag", "op": "has", "value": "tag-old"},
            ]
        },
    ]
}


@pytest.fixture
async def window(session: Session, qtbot: QtBot) -> MainWindow:
    """The real window on the inbox, two filters saved, the focus in the list."""
    await session.saved_filters.create("Long", LONG_OR_TAGGED)
    await session.saved_filters.create("After & sales", OF_AFTER_SALES)
    settings.current_page.set("inbox")
    made = MainWindow(session, PAGES, "1.2.3")
    qtbot.addWidget(made)
    made.open_where_left()
    made.activateWindow()
    await made.fill()
    page = inbox(made)
    await until(lambda: page._list.known and len(page._filters.rows) == 2)
    page.column.view.setFocus()
    return made


@pytest.fixture
async def page(session: Session, qtbot: QtBot) -> InboxPage:
    return await known_inbox(session, qtbot)


def inbox(window: MainWindow) -> InboxPage:
    page = window.view("inbox")
    assert isinstance(page, InboxPage)
    return page


def press(window: MainWindow, key: Qt.Key) -> None:
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)


def editor(page: InboxPage) -> FilterDialog:
    found = [dialog for dialog in page.window().findChildren(FilterDialog) if dialog.isVisible()]
    assert found
    return found[0]


def rows_of(dialog: FilterDialog) -> list[ConditionRow]:
    return [row for row in dialog.findChildren(ConditionRow) if not row.isHidden()]


def say(box: QComboBox, value: object) -> None:
    found = [at for at in range(box.count()) if box.itemData(at) == value]
    box.setCurrentIndex(found[0])


async def test_ctrl_and_a_number_choose_a_filter_in_the_list_and_a_tab_elsewhere(window: MainWindow) -> None:
    page = inbox(window)
    press(window, Qt.Key.Key_2)
    await until(lambda: page._list.known and set(names(page)) == {"co-4", "co-6"})
    assert page.column.pills.more.isChecked() and page.column.pills.more.text().startswith("After && sa")
    assert page.column.pills.more.toolTip() == plain("More lists: After & sales (Ctrl+Shift+L)")
    press(window, Qt.Key.Key_1)
    await until(lambda: page._list.known and set(names(page)) == {"co-6", "co-3", "co-0"})
    press(window, Qt.Key.Key_3)
    assert page.column.pills.more.text().startswith("Long"), "there is no third one"
    assert window.tabs.current == "", "the list had the key, not the tabs"
    page.talk.open("co-0")
    await until(page.talk.composer.edit.isEnabled)
    page.talk.composer.edit.setFocus()
    press(window, Qt.Key.Key_2)
    await until(lambda: window.tabs.current == "kf3")
    assert page.column.shown == "waiting", "another tab has its own view"


async def test_a_filter_that_fits_nothing_leaves_its_keys_in_the_list(window: MainWindow, session: Session) -> None:
    await session.saved_filters.create("Nobody", {"any": []})
    page = inbox(window)
    await until(lambda: len(page._filters.rows) == 3)
    press(window, Qt.Key.Key_3)
    await until(page.column.empty.isVisible)
    assert page.column.empty.title.text() == "Nothing fits “Nobody”"
    press(window, Qt.Key.Key_2)
    await until(lambda: page._list.known and page._list.rowCount() == 2)
    assert page.column.empty.isHidden()


async def test_the_agents_own_keys_choose_filters_too(window: MainWindow) -> None:
    shortcuts.use({"filter_2": "F6"})
    try:
        QTest.keyClick(inbox(window).column.view, Qt.Key.Key_F6)
        await until(lambda: inbox(window).column.pills.more.text().startswith("After"))
        press(window, Qt.Key.Key_2)
        await until(lambda: window.tabs.current != "")
    finally:
        shortcuts.use({})


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


async def test_the_menu_names_the_filters_with_their_keys_and_what_fits(window: MainWindow) -> None:
    page = inbox(window)
    page.column.pills.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    await until(lambda: "Long  ·  3\tCtrl+1" in offered(menu))
    await until(lambda: "After && sales  ·  2\tCtrl+2" in offered(menu))
    assert page.column.pills.pills["waiting"].isChecked(), "asking is not choosing"
    menu.actions()[offered(menu).index("After && sales  ·  2\tCtrl+2")].trigger()
    menu.close()
    await until(lambda: page._list.known and page._list.rowCount() == 2)


async def test_the_menu_ticks_the_list_that_is_shown(window: MainWindow) -> None:
    page = inbox(window)

    def ticked() -> list[str]:
        page.column.pills.more.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        said = [action.text().split("  ·  ")[0].split("\t")[0] for action in menu.actions() if action.isChecked()]
        menu.close()
        return said

    assert ticked() == [], "who waits has a pill"
    page.column.show_view("resolved")
    assert ticked() == ["Resolved"]
    page.column.show_filter(page._filters.rows[0].id)
    assert ticked() == ["Long"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_lists_stand_in_one_row_however_wide_and_the_rest_is_in_the_menu(
    session: Session, qtbot: QtBot, language: str
) -> None:
    use_language(language)
    page = await known_inbox(session, qtbot)
    pills = page.column.pills
    for width in (240, 304, 420, 900):
        pills.resize(width, pills.height())
        shown = [pill for pill in (*pills.pills.values(), pills.more) if not pill.isHidden()]
        assert len({pill.y() for pill in shown}) == 1
        assert all(one.geometry().right() < other.x() for one, other in pairwise(shown))
        assert shown[-1].geometry().right() < width
        assert len(shown) - 1 + len(pills.behind()) == len(VIEWS)
        places = [pill.geometry() for pill in shown[:-1]]
        for view in VIEWS:
            page.column.show_view(view)
            assert [pill.geometry() for pill in shown[:-1]] == places, "nothing jumps when another is chosen"
            chosen = pills.more if view in pills.behind() else pills.pills[view]
            assert chosen.isChecked()
            assert title_of(view) in chosen.text(), "not cut"
    assert not pills.behind()


async def test_a_list_without_a_pill_is_chosen_with_keys_alone(page: InboxPage, session: Session) -> None:
    await session.conversations.star("co-5")
    page.column.view.setFocus()
    shortcuts.give(page, "filters")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    for _ in range(titles.index("Starred")):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await until(lambda: page._list.known and names(page) == ["co-5"])
    assert page.column.pills.more.text().startswith("Starred")
    assert page.column.pills.more.accessibleName() == "More lists: Starred"


async def test_a_filter_is_made_with_a_group_and_a_count_that_lives(
    page: InboxPage, session: Session, qtbot: QtBot
) -> None:
    shortcuts.give(page, "filter_new")
    await until(lambda: page.findChild(FilterDialog))
    dialog = editor(page)
    await until(lambda: dialog.fits.text() == "8 conversations fit now")
    assert not dialog.keep.isEnabled(), "it has no name yet"
    qtbot.keyClicks(dialog.field, "Mine or long")
    first = rows_of(dialog)[0]
    say(first.field, "assignee")
    say(first.op, "is")
    say(first.value, "me")
    dialog.group.findChild(QPushButton, "group_add").click()
    inner = dialog.group.findChild(ConditionGroup)
    second = rows_of(dialog)[1]
    say(second.field, "waiting")
    assert isinstance(second.value, QSpinBox)
    second.value.setValue(5)
    inner.findChild(QPushButton, "condition_add").click()
    third = rows_of(dialog)[2]
    say(third.field, "text")
    assert dialog.fits.text() == "A condition is not filled in yet" and not dialog.keep.isEnabled()
    assert isinstance(third.value, QLineEdit)
    third.value.insert("退款")
    await until(lambda: dialog.fits.text() == "3 conversations fit now")
    fresh = Conversation(account_id="kf1", title="新", assignee_id=ME, last_at=9, snippet="退款呢")
    await from_server(session, "conversation", {"co-new": fresh})
    await until(lambda: dialog.fits.text() == "4 conversations fit now")
    dialog.keep.click()
    await until(lambda: page._list.known and page._list.rowCount() == 4)
    row = (await session.saved_filters.all())[0]
    assert (row.name, row.conditions) == (
        "Mine or long",
        {
            "all": [
                {"field": "assignee", "op": "is", "value": "me"},
                {
                    "any": [
                        {"field": "waiting", "op": "longer_than", "value": 300_000},
                        {"field": "text", "op": "contains", "value": "退款"},
                    ]
                },
            ]
        },
    )


async def test_what_was_saved_is_what_is_edited(page: InboxPage, session: Session) -> None:
    gone = {"field": "account", "op": "is_not", "value": "an-account-that-went"}
    deep = {"all": [gone, {"any": [{"all": [{"any": [{"field": "muted", "op": "is", "value": False}]}]}]}]}
    filter_id = await session.saved_filters.create("Deep", deep)
    await until(lambda: page._filters.rows)
    page._tasks.start(page.commands._filters._edit(filter_id, page))
    await until(lambda: page.findChild(FilterDialog))
    dialog = editor(page)
    assert dialog.conditions == deep and dialog.keep.isEnabled()
    rows_of(dialog)[0].removal_wished.emit()
    dialog.field.setText("Renamed")
    dialog.keep.click()

    async def changed() -> bool:
        row = (await session.saved_filters.all())[0]
        return (row.name, row.conditions) == ("Renamed", {"all": deep["all"][1:]})

    await eventually(changed)


async def test_filters_are_put_in_order_deleted_and_brought_back(
    page: InboxPage, session: Session, said: list[Notice]
) -> None:
    for name in ("a", "b", "c"):
        await session.saved_filters.create(name, STARRED)
    await until(lambda: len(page._filters.rows) == 3)
    shortcuts.give(page, "filter_edit")
    dialog = page.findChild(FilterListDialog)
    assert isinstance(dialog, FilterListDialog)

    def order() -> list[str]:
        return [dialog.list.item(at).text() for at in range(dialog.list.count())]

    assert order() == ["a", "b", "c"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    await until(lambda: order() == ["b", "a", "c"])
    assert dialog.list.currentItem().text() == "a", "one moves it on with the next press"
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    await until(lambda: order() == ["b", "c"])
    assert said[0].text == "The filter “a” is deleted" and said[0].act is not None
    said[0].act()
    await until(lambda: order() == ["b", "a", "c"])
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    await until(lambda: page.findChild(FilterDialog))
    editor(page).reject()


async def test_the_list_of_saved_filters_says_how_the_first_one_is_made(page: InboxPage, session: Session) -> None:
    for name in page._filters.rows:
        await session.saved_filters.drop(name.id)
    await until(lambda: not page._filters.rows)
    shortcuts.give(page, "filter_edit")
    dialog = page.findChild(FilterListDialog)
    await until(dialog.list.emptiness.isVisible)
    await session.saved_filters.create("a", STARRED)
    await until(lambda: dialog.list.count() == 1 and not dialog.list.emptiness.isVisible())


async def test_a_filter_changed_on_another_device_changes_the_list_and_one_that_is_gone_gives_way(
    window: MainWindow, session: Session
) -> None:
    page = inbox(window)
    press(window, Qt.Key.Key_2)
    await until(lambda: page._list.known and page._list.rowCount() == 2)
    filter_id = page._filters.rows[1].id
    theirs = SavedFilter(user_id=ME, name="Members", order=2, conditions=STARRED)
    await session.saved_filters.edit(filter_id, name=theirs.name, conditions=theirs.conditions)
    await until(lambda: page.column.pills.more.text().startswith("Members"))
    await until(page.column.empty.isVisible)
    await session.saved_filters.drop(filter_id)
    await until(page.column.pills.pills["waiting"].isChecked)
    await until(lambda: page._list.known and page._list.rowCount() == 5)


async def test_a_filter_of_a_newer_program_is_refused_in_words_and_the_list_stays(
    window: MainWindow, session: Session, said: list[Notice]
) -> None:
    page = inbox(window)
    shown = names(page)
    newer = SavedFilter(user_id=ME, name="Moods", order=3, conditions={"field": "mood", "op": "is", "value": "good"})
    await from_server(session, "saved_filter", {"sf-new": newer})
    await until(lambda: len(page._filters.rows) == 3)
    place = [row.name for row in page._filters.rows].index("Moods")
    page.commands._filters.choose(place)
    assert "does not know" in said[0].detail
    assert names(page) == shown and page.column.pills.pills["waiting"].isChecked()


async def test_the_palette_leads_to_a_saved_filter_by_its_name_and_its_pinyin(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    vip = await session.saved_filters.create("加急的老客", STARRED)
    palette = window.keys.palette
    for typed, wanted in (("After", OF_AFTER_SALES), ("jjdlk", STARRED)):
        window.show_page("today")
        palette.open("go")
        qtbot.keyClicks(palette.field, typed)
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        await until(lambda wanted=wanted: inbox(window)._list._filter.conditions == wanted)
        assert inbox(window).isVisible()
    assert inbox(window).column.shown == f"filter:{vip}"
