"""The quick-reply page as an agent uses it, without a network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDrag, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.protocol import PastValue, QuickReply, Role, User
from app.services.exchange import Preview, Problem
from app.store import CategoryRow, QuickReplyRow, syncing
from app.store.exchange import Entry
from tests.gui.conftest import ME, page_of
from ui.kit.part_dialog import PartDialog
from ui.pages.quick_replies.history_dialog import HistoryDialog
from ui.pages.quick_replies.import_dialog import ImportDialog
from ui.pages.quick_replies.list_model import ReplyBrush, ReplyListModel
from ui.pages.quick_replies.page import QuickRepliesPage
from ui.pages.quick_replies.tree_model import CATEGORY_MIME, REPLY_MIME, CategoryTreeModel, build, places

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def reply(number: int, title: str = "") -> QuickReplyRow:
    return QuickReplyRow(
        id=f"r{number}",
        scope="workspace",
        category_id="",
        title=title or f"第 {number} 条",
        shortcut=f"s{number}",
        body="您好",
        parts=(),
        order=number,
        author_id="",
        uses=0,
    )


def category(name: str, *children: CategoryRow, replies: tuple[QuickReplyRow, ...] = ()) -> CategoryRow:
    return CategoryRow(id=name, scope="workspace", parent_id="", name=name, order=0, children=children, replies=replies)


@pytest.fixture
async def page(session, show, wait_for):
    made = show(QuickRepliesPage(session, None))
    await wait_for(lambda: made.replies.model.rowCount() == 5)
    return made


def titles(page: QuickRepliesPage) -> list[str]:
    model = page.replies.model
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def lines(page: QuickRepliesPage) -> list[str]:
    """The tree, indented."""
    model = page.categories.model

    def below(index: QModelIndex, depth: int) -> list[str]:
        found = []
        for row in range(model.rowCount(index)):
            child = model.index(row, 0, index)
            found += ["  " * depth + child.data(), *below(child, depth + 1)]
        return found

    return below(QModelIndex(), 0)


async def test_the_tree_shows_scopes_and_categories_with_their_numbers(page):
    assert lines(page) == ["All", "Company", "  发货物流", "  退换货", "    尺码", "Mine", "  我的开场白"]
    model = page.categories.model
    assert model.node(model.index_of("cat-swap")).count == 2
    assert model.node(model.index_of("all")).count == 5


async def test_a_category_shows_what_hangs_on_it_and_below(page):
    page.categories.choose("cat-swap")
    assert titles(page) == ["换货流程", "尺码建议"]


async def test_initials_find_and_the_found_one_is_shown(page, qtbot, find, wait_for):
    qtbot.keyClicks(find(page, "quick_reply_search"), "fhsj")
    await wait_for(lambda: titles(page) == ["发货时间"])
    qtbot.keyClick(find(page, "quick_reply_search"), Qt.Key.Key_Return)
    await wait_for(lambda: find(page, "reply_title").text() == "发货时间")
    assert find(page, "reply_body").toPlainText().startswith("{{称呼}}")


async def test_nothing_found_says_what_to_do(page, qtbot, find, wait_for):
    qtbot.keyClicks(find(page, "quick_reply_search"), "qqqqq")
    await wait_for(lambda: not titles(page))
    assert find(page, "empty_state").isVisible()
    assert page.replies._nothing.title.text() == "Nothing found"


async def test_a_new_one_is_written_with_the_keyboard_alone_and_kept_offline(page, session, qtbot, find, wait_for):
    page.categories.choose("cat-ship")
    page.replies.list.setFocus()
    qtbot.keyClick(page.replies.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await wait_for(lambda: find(page, "reply_title").isVisible())
    qtbot.keyClicks(find(page, "reply_title"), "Free shipping")
    qtbot.keyClicks(find(page, "reply_shortcut"), "/free")
    qtbot.keyClicks(find(page, "reply_body"), "Over 99 yuan we pay.")
    assert find(page, "reply_state").text() == "Not saved yet"
    qtbot.keyClick(find(page, "reply_body"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    await wait_for(lambda: "Free shipping" in titles(page))
    found = (await session.quick_replies.find("free"))[0]
    assert (found.shortcut, found.category_id, found.scope) == ("free", "cat-ship", "workspace")
    assert (await session._store.read(syncing.counts)).pending == 1
    assert find(page, "reply_state").text() == "Saved on this computer"


async def test_only_what_was_changed_is_written(page, session, qtbot, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    find(page, "reply_title").setFocus()
    find(page, "reply_title").selectAll()
    qtbot.keyClicks(find(page, "reply_title"), "Return insurance")
    assert page.editor.changes() == {"title": "Return insurance"}
    qtbot.mouseClick(find(page, "reply_save"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: "Return insurance" in titles(page))


async def test_going_to_another_one_keeps_what_was_typed(page, session, qtbot, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    qtbot.keyClicks(find(page, "reply_body"), "!")
    page.replies.list.setCurrentIndex(page.replies.model.index_of("qr-3"))
    await wait_for(lambda: find(page, "reply_title").text() == "换货流程")
    assert (await session.quick_replies.get("qr-2")).body.count("!") == 1


async def test_an_edit_by_a_colleague_does_not_overwrite_what_is_being_typed(page, session, qtbot, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    find(page, "reply_body").selectAll()
    qtbot.keyClicks(find(page, "reply_body"), "mine")
    await session.quick_replies.edit("qr-2", title="运费")
    await wait_for(lambda: "运费" in titles(page))
    assert find(page, "reply_body").toPlainText() == "mine"


async def test_words_are_required_and_said_so(page, said, qtbot, find, wait_for):
    page.replies.create_asked.emit()
    await wait_for(lambda: find(page, "reply_title").isVisible())
    qtbot.keyClicks(find(page, "reply_title"), "Empty")
    qtbot.mouseClick(find(page, "reply_save"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: said)
    assert said[0].detail == "A quick reply needs words or a file."
    assert find(page, "reply_body").property("wrong") == "true"


async def test_deleting_asks_first(page, session, qtbot, find, wait_for):
    page.reveal("qr-5")
    await wait_for(lambda: find(page, "reply_title").text() == "开场白")
    qtbot.mouseClick(find(page, "reply_drop"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: page.findChild(QWidget, "question"))
    assert len(titles(page)) == 5
    find(page, "question_yes").click()
    await wait_for(lambda: "开场白" not in titles(page))


async def test_a_category_is_made_named_moved_and_taken_away(page, session, qtbot, find, wait_for):
    page.categories.choose("scope:workspace")
    qtbot.mouseClick(find(page, "category_new"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: "  New category" in lines(page))
    await wait_for(lambda: page.categories.tree.findChild(QLineEdit))
    typing = page.categories.tree.findChild(QLineEdit)
    assert typing.text() == "New category"
    typing.setText("支付")
    qtbot.keyClick(typing, Qt.Key.Key_Return)
    await wait_for(lambda: "  支付" in lines(page) and page.categories.node.key != "scope:workspace")
    node = page.categories.node
    page.categories.model.categories_dropped.emit([node.key], "workspace", "", "cat-ship")
    await wait_for(lambda: lines(page).index("  支付") < lines(page).index("  发货物流"))
    page.categories.drop_asked.emit(page.categories.model.node(page.categories.model.index_of(node.key)))
    await wait_for(lambda: page.findChild(QWidget, "question"))
    find(page, "question_yes").click()
    await wait_for(lambda: "  支付" not in lines(page))


async def test_replies_dropped_on_a_category_move_there(page, session, wait_for):
    list_model, tree = page.replies.model, page.categories.model
    data = list_model.mimeData([list_model.index_of("qr-1"), list_model.index_of("qr-2")])
    assert not tree.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("all"))
    tree.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("cat-size"))
    await wait_for(lambda: tree.node(tree.index_of("cat-size")).count == 3)
    assert (await session.quick_replies.get("qr-1")).category_id == "cat-size"


async def test_a_category_cannot_be_dropped_into_itself(page):
    tree = page.categories.model
    data = tree.mimeData([tree.index_of("cat-swap"), tree.index_of("cat-mine")])
    can = tree.canDropMimeData
    assert not can(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("cat-size"))
    assert can(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("cat-ship"))


async def test_several_categories_are_dropped_together_and_their_replies_change_scope_with_them(
    page, session, wait_for
):
    tree = page.categories.model
    marked = [tree.index_of(name) for name in ("cat-ship", "cat-swap", "cat-size")]
    data = tree.mimeData(marked)
    tree.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("cat-mine"))
    wanted = ["All", "Company", "Mine", "  我的开场白", "    发货物流", "    退换货", "      尺码"]
    await wait_for(lambda: lines(page) == wanted)
    assert {(await session.quick_replies.get(f"qr-{n}")).scope for n in (1, 2, 3, 4)} == {f"user:{ME}"}


async def test_replies_are_put_in_order_by_dragging_and_by_keys(page, qtbot, wait_for):
    page.categories.choose("cat-ship")
    model, view = page.replies.model, page.replies.list
    data = model.mimeData([model.index_of("qr-2")])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    await wait_for(lambda: titles(page) == ["运费险", "发货时间"])
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    await wait_for(lambda: titles(page) == ["发货时间", "运费险"])
    assert page.replies.chosen_ids == ["qr-2"], "the marked line stays marked where it went"


async def test_lines_of_several_categories_have_no_order_to_be_dropped_into(page):
    model = page.replies.model
    data = model.mimeData([model.index_of("qr-2")])
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


async def test_a_link_and_a_message_are_written_put_in_order_and_kept(page, session, qtbot, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    for number, (kind, fields) in enumerate(
        (("link", {"part_title": "退货说明", "part_url": "https://qinghe.example/back"}), ("text", {}))
    ):
        page.editor.parts.write_asked.emit({"type": kind, "text": "", "content": {}}, -1)
        await wait_for(lambda: page.findChild(PartDialog))
        dialog = page.findChild(PartDialog)
        assert not find(dialog, "part_done").isEnabled()
        for name, text in fields.items():
            find(dialog, name).insert(text)
        if kind == "text":
            qtbot.keyClicks(find(dialog, "part_text"), "{{me}} helps")
        find(dialog, "part_done").click()
        await wait_for(lambda number=number: len(page.editor.parts.parts()) == number + 1)
        await wait_for(lambda: page.findChild(PartDialog) is None)
    parts = find(page, "reply_part_list")
    parts.setCurrentRow(1)
    find(page, "reply_part_up").click()
    qtbot.mouseClick(find(page, "reply_save"), Qt.MouseButton.LeftButton)
    await wait_for(lambda: not page.editor.is_changed)
    kept = (await session.quick_replies.get("qr-2")).parts
    assert [part["type"] for part in kept] == ["text", "link"]
    assert kept[1]["content"] == {"title": "退货说明", "url": "https://qinghe.example/back"}


async def test_a_link_that_is_no_web_address_is_not_taken(page, find, wait_for):
    page.editor.parts.write_asked.emit(
        {"type": "link", "text": "", "content": {"title": "x", "url": "javascript:alert(1)"}}, -1
    )
    await wait_for(lambda: page.findChild(PartDialog))
    assert not find(page.findChild(PartDialog), "part_done").isEnabled()


async def test_a_picture_is_shown_beside_its_name(page, tmp_path, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "red.png"))
    page.editor.parts.files_asked.emit()
    await wait_for(lambda: page.findChild(QFileDialog))
    page.findChild(QFileDialog).filesSelected.emit([str(tmp_path / "red.png")])
    page.findChild(QFileDialog).done(1)
    shown = find(page, "reply_part_list")
    await wait_for(lambda: shown.count() == 1)

    def is_red() -> bool:
        face = shown.item(0).icon().pixmap(32, 32).toImage()
        return face.width() == 32 and face.pixelColor(16, 16).red() > 240

    await wait_for(is_red)
    assert shown.item(0).text().startswith("red.png")


async def test_without_a_network_the_history_says_so_in_clear_words(page, said, find, wait_for):
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    find(page, "reply_history").click()
    await wait_for(lambda: said)
    assert said[0].text == "Earlier versions are kept on the server, which cannot be reached now"


async def test_an_earlier_version_is_compared_and_chosen(session, show, find):
    reply = await session.quick_replies.get("qr-2")
    values = [
        PastValue(id="p1", field="body", value="七天内包退", stamp="", cause="overwritten", user_id="user-zhang", at=1),
        PastValue(id="p2", field="uses", value=3, stamp="", cause="overwritten", user_id="user-zhang", at=1),
        PastValue(id="p3", field="title", value="退货", stamp="", cause="clash", user_id=ME, at=1),
    ]
    dialog = show(HistoryDialog(reply, values, {"user-zhang": "张敏", ME: "林小满"}, None))
    versions = find(dialog, "history_list")
    assert versions.count() == 2 and "replaced by 张敏" in versions.item(0).text()
    assert find(dialog, "history_then").toPlainText() == "七天内包退"
    assert find(dialog, "history_now").toPlainText() == reply.body
    versions.setCurrentRow(1)
    assert find(dialog, "history_then").toPlainText() == "退货"
    assert dialog.chosen.id == "p3"


async def test_a_partner_uses_quick_replies_and_changes_none(page, session, qtbot, find, wait_for):
    tables = {"user": {ME: User(name="外援", role=Role.PARTNER)}}
    await session._store.write(syncing.apply_page, page_of(tables, rev=2))
    await wait_for(lambda: not find(page, "quick_reply_new").isVisible())
    page.reveal("qr-2")
    await wait_for(lambda: find(page, "reply_title").text() == "运费险")
    qtbot.keyClicks(find(page, "reply_body"), "hack")
    qtbot.keyClick(page.replies.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not page.editor.is_changed and find(page, "reply_title").text() == "运费险"
    assert "partner" in find(page, "reply_state").text()
    tree = page.categories.model
    data = tree.mimeData([tree.index_of("cat-ship")])
    assert not tree.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, tree.index_of("cat-swap"))


async def test_import_shows_good_and_bad_rows_and_takes_all_good_ones_or_none(page, session, tmp_path, find, wait_for):
    table = tmp_path / "table.csv"
    table.write_text("分类,标题,快捷码,内容\n售前,你好,nh,您好呀\n售前,空的,,\n", encoding="utf-8-sig")
    page.replies.import_asked.emit()
    await wait_for(lambda: page.findChild(QFileDialog))
    page.findChild(QFileDialog).filesSelected.emit([str(table)])
    page.findChild(QFileDialog).done(1)
    await wait_for(lambda: page.findChild(ImportDialog))
    dialog = page.findChild(ImportDialog)
    assert find(dialog, "import_summary").text() == "1 row can be taken"
    rows = find(dialog, "import_rows").model()
    assert [rows.index(0, at).data() for at in range(4)] == ["Mine / 售前", "你好", "nh", "您好呀"]
    problems = find(dialog, "import_problems").model()
    assert [problems.index(0, at).data() for at in (0, 1)] == ["3", "It has no text"]
    assert len(titles(page)) == 5
    find(dialog, "import_commit").click()
    await wait_for(lambda: len(titles(page)) == 6)
    assert "  售前" in lines(page)


@pytest.mark.parametrize("count", [1, 4, 500])
def test_the_preview_of_an_import_is_as_high_as_what_it_shows(qtbot, find, count):
    entries = tuple(Entry(title=f"第{n}条", body="在的") for n in range(count))
    preview = Preview(path=Path("话术.csv"), entries=entries, problems=(Problem(row=9, reason="It has no text"),))
    dialog = ImportDialog(preview, None)
    qtbot.addWidget(dialog)
    dialog.show()
    rows, problems = find(dialog, "import_rows"), find(dialog, "import_problems")
    whole = rows.horizontalHeader().height() + 30 * count
    assert rows.height() == pytest.approx(whole, abs=4) if count < 10 else 250 < rows.height() < 600
    assert problems.verticalScrollBar().maximum() == 0
    empty = find(dialog, "import_commit").mapTo(dialog, QPoint()).y() - problems.geometry().bottom()
    assert 0 < empty < 30


def test_where_nothing_can_be_taken_there_is_nothing_to_choose(qtbot, find):
    dialog = ImportDialog(Preview(path=Path("坏的.csv"), entries=()), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert find(dialog, "import_cancel").text() == "Close"
    assert dialog.findChild(QWidget, "import_commit") is None and dialog.findChild(QWidget, "import_rows") is None


@pytest.mark.parametrize(
    ("words", "whole"), [("七天内包退", True), ("七天内包退。" * 40, True), ("七天\n" * 200, False)]
)
def test_the_history_is_as_high_as_its_longest_text_needs(qtbot, find, words, whole):
    reply = QuickReplyRow(
        id="r",
        scope="workspace",
        category_id="",
        title="退货",
        shortcut="",
        body="七天",
        parts=(),
        order=0,
        author_id=ME,
        uses=0,
    )
    value = PastValue(id="1", field="body", value=words, stamp="", cause="overwritten", user_id=ME, at=1)
    dialog = HistoryDialog(reply, [value], {}, None)
    qtbot.addWidget(dialog)
    dialog.show()
    then = find(dialog, "history_then")
    assert (then.verticalScrollBar().maximum() == 0) is whole
    assert 100 < then.height() < 500
    assert then.height() < 180 or len(words) > 5


async def test_export_writes_everything(page, said, tmp_path, wait_for):
    target = tmp_path / "all.json"
    page.replies.export_asked.emit()
    await wait_for(lambda: page.findChild(QFileDialog))
    page.findChild(QFileDialog).filesSelected.emit([str(target)])
    page.findChild(QFileDialog).done(1)
    await wait_for(lambda: said)
    assert said[0].text == "5 quick replies written"
    assert {row["title"] for row in json.loads(target.read_text(encoding="utf-8"))} >= {"发货时间", "开场白"}


async def test_leaving_keeps_what_was_typed(page, session, qtbot, find, wait_for):
    page.reveal("qr-3")
    await wait_for(lambda: find(page, "reply_title").text() == "换货流程")
    qtbot.keyClicks(find(page, "reply_body"), "!!")
    await page.put_away()
    assert "!!" in (await session.quick_replies.get("qr-3")).body


def test_the_models_keep_qts_rules(qapp):
    replies = ReplyListModel()
    QAbstractItemModelTester(replies, FATAL)
    replies.show_rows([reply(n) for n in range(10)])
    replies.show_rows([reply(n, "changed") for n in range(10)])
    assert replies.index(3, 0).data() == "changed"
    replies.show_rows([reply(3)])
    assert replies.index_of("r3").row() == 0 and not replies.index_of("r9").isValid()
    tree = CategoryTreeModel()
    QAbstractItemModelTester(tree, FATAL)
    categories = [category("a", category("b", replies=(reply(1),)), replies=(reply(2),))]
    tree.show_tree(build(categories, ["workspace"], {}))
    assert tree.node(tree.index_of("a")).count == 2
    assert [place.name for place in places(categories, ["workspace"], {})] == [
        "Company",
        "Company / a",
        "Company / a / b",
    ]


class _Counting(ReplyBrush):
    """Counts what it is asked to draw."""

    drawn = 0

    def paint(self, painter, option, index):
        type(self).drawn += 1
        super().paint(painter, option, index)


@pytest.mark.parametrize("count", [100, 10_000])
async def test_typing_and_scrolling_cost_the_same_for_ten_thousand_entries_as_for_ten(
    session, show, qtbot, find, wait_for, monkeypatch, count
):
    """What is drawn and made is what fits on the screen, however many there are."""
    many = {f"n{n}": QuickReply(title=f"第 {n} 条", shortcut=f"s{n}", body="您好", order=n) for n in range(count)}
    await session._store.write(syncing.apply_page, page_of({"quick_reply": many}, rev=2))
    page = show(QuickRepliesPage(session, None))
    await wait_for(lambda: page.replies.model.rowCount() == count + 5)
    asked = 0
    plain = ReplyListModel.data

    def counted(self, index, role=Qt.ItemDataRole.DisplayRole):
        nonlocal asked
        asked += 1
        return plain(self, index, role)

    monkeypatch.setattr(ReplyListModel, "data", counted)
    brush = _Counting(page.replies.list)
    page.replies.list.setItemDelegate(brush)
    _Counting.drawn = 0
    widgets = len(page.findChildren(QWidget))
    bar = page.replies.list.verticalScrollBar()
    for step in range(10):
        bar.setValue(bar.maximum() * step // 10)
        page.replies.list.viewport().repaint()
    qtbot.keyClicks(find(page, "quick_reply_search"), "s4")
    await wait_for(lambda: titles(page)[:1] == ["第 4 条"])
    find(page, "quick_reply_search").clear()
    await wait_for(lambda: page.replies.model.rowCount() == count + 5)
    page.replies.list.viewport().repaint()
    lines_on_screen = page.replies.list.viewport().height() // 56 + 2
    assert _Counting.drawn <= 20 * lines_on_screen
    assert asked <= 200 * lines_on_screen, "some work was done for every entry"
    assert len(page.findChildren(QWidget)) == widgets


async def test_one_edit_among_a_thousand_moves_no_line_of_the_tree_or_the_list(session, show, wait_for):
    """Whoever edits, drags or merely uses one does not wait for all the others."""
    many = {f"n{n}": QuickReply(title=f"第 {n} 条", body="您好", category_id="cat-ship", order=n) for n in range(1000)}
    await session._store.write(syncing.apply_page, page_of({"quick_reply": many}, rev=2))
    page = show(QuickRepliesPage(session, None))
    await wait_for(lambda: page.replies.model.rowCount() == 1005)
    made_anew: list[object] = []
    for model in (page.categories.model, page.replies.model, page.editor._place.model()):
        model.modelReset.connect(lambda model=model: made_anew.append(model))
        model.rowsInserted.connect(lambda *_, model=model: made_anew.append(model))
    await session.quick_replies.edit("n7", title="changed")
    await wait_for(lambda: page.replies.model.index_of("n7").data() == "changed")
    assert not made_anew
    await session.quick_replies.place(["qr-3"], scope="workspace", category_id="cat-ship")
    tree = page.categories.model
    await wait_for(lambda: tree.node(tree.index_of("cat-ship")).count == 1003)
    assert page.categories.model not in made_anew and page.editor._place.model() not in made_anew


async def test_a_search_that_is_cut_says_so(page, qtbot, find, wait_for, monkeypatch):
    monkeypatch.setattr("ui.pages.quick_replies.page.FOUND_AT_MOST", 1)
    assert not find(page, "quick_reply_rest").isVisible()
    qtbot.keyClicks(find(page, "quick_reply_search"), "h")
    await wait_for(lambda: find(page, "quick_reply_rest").isVisible())
    assert find(page, "quick_reply_rest").text() == "The best 1; write more to see others"
    find(page, "quick_reply_search").clear()
    await wait_for(lambda: len(titles(page)) == 5)
    assert not find(page, "quick_reply_rest").isVisible()


async def test_what_is_searched_for_stays_while_news_come(page, session, qtbot, find, wait_for):
    qtbot.keyClicks(find(page, "quick_reply_search"), "fhsj")
    await wait_for(lambda: titles(page) == ["发货时间"])
    await session.quick_replies.create_category("News", scope="workspace")
    await wait_for(lambda: "  News" in lines(page))
    assert find(page, "quick_reply_search").text() == "fhsj" and titles(page) == ["发货时间"]


async def test_a_page_that_nobody_sees_reads_when_it_is_seen_again(page, session, monkeypatch, wait_for):
    readings: list[object] = []
    tree = session.quick_replies.tree
    monkeypatch.setattr(session.quick_replies, "tree", lambda: readings.append(None) or tree())
    page.hide()
    await session.quick_replies.edit("qr-2", title="behind the back")
    assert page._is_stale and not readings
    page.show()
    await wait_for(lambda: "behind the back" in titles(page))
    assert len(readings) == 1


async def test_what_is_dragged_hides_nothing_of_where_it_would_fall(page, wait_for, monkeypatch):
    carried: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: carried.append(drag))
    page.categories.choose("cat-ship")
    page.replies.list.selectAll()
    page.replies.list.startDrag(Qt.DropAction.MoveAction)
    page.categories.tree.startDrag(Qt.DropAction.MoveAction)
    formats = [drag.mimeData().formats() for drag in carried]
    assert formats == [[REPLY_MIME], [CATEGORY_MIME]]
    for drag in carried:
        assert drag.pixmap().height() < 40 and drag.pixmap().width() <= 260
        assert drag.hotSpot().x() < 0 and drag.hotSpot().y() < 0, "it stands beside the pointer, not under it"
