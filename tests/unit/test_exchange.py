"""Quick replies to and from files."""

from __future__ import annotations

import zipfile

import pytest

from app.errors import BadInput
from app.protocol import Team, User
from app.services import QuickReplyService
from app.store import syncing

HEAD = "分类,标题,快捷码,内容\n"


@pytest.fixture
def replies(store, clock) -> QuickReplyService:
    return QuickReplyService(store, "me", clock, lambda: None)


async def brought(replies, path):
    preview = await replies.import_preview(path)
    return await replies.import_commit(preview)


async def shown(replies) -> list[tuple[str, str, str, str]]:
    found = []

    def walk(branches, above):
        for branch in branches:
            path = "/".join(filter(None, (above, branch.name)))
            found.extend((path, r.title, r.shortcut, r.body) for r in branch.replies)
            walk(branch.children, path)

    walk(await replies.tree(), "")
    return sorted(found)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
async def test_a_csv_as_any_excel_writes_it_is_read(replies, tmp_path, encoding, comma):
    path = tmp_path / "话术.csv"
    path.write_text((HEAD + '售前/物流,发货,fh,"今天发,明天到"\n').replace(",", comma), encoding=encoding)
    assert await brought(replies, path) == 1
    assert await shown(replies) == [("售前/物流", "发货", "fh", f"今天发{comma}明天到")]


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out.json"])
async def test_what_was_written_reads_back_the_same(make_store, clock, tmp_path, name):
    one = QuickReplyService(await make_store("1.db"), "me", clock, lambda: None)
    other = QuickReplyService(await make_store("2.db"), "me", clock, lambda: None)
    branch = await one.create_category("售后")
    leaf = await one.create_category("退款", parent_id=branch)
    image = {"type": "image", "text": "", "content": {"media_id": "ab"}}
    await one.create(title="=SUM(1)", body='+8613800000000\n"引号", 逗号\n\n- 列表', category_id=leaf, parts=[image])
    await one.create(title="公司的", body="'@all", scope="workspace", shortcut="gs")

    assert await one.export(tmp_path / name) == 2
    assert await brought(other, tmp_path / name) == 2
    assert await shown(other) == await shown(one)
    (copied,) = await other.find("=SUM")
    assert copied.parts == (image,) and copied.scope == "user:me"
    again = await other.import_preview(tmp_path / name)
    assert again.entries == () and len(again.duplicates) == 2, "what is here already is not brought twice"


async def test_a_teams_replies_are_written_by_its_name_and_a_strange_team_is_told_before_anything_is_taken(
    store, replies, page, tmp_path
):
    me, team = User(name="林", team_ids=["t1"]), Team(name="售前一组")
    await store.write(syncing.apply_page, page(("user", "me", 1, me), ("team", "t1", 2, team)))
    table = tmp_path / "in.csv"
    rows = ("团队：售前一组,一", "team:t1,二", "售前一组,三", "team:strange,四", "user:other,五", "公司,六")
    table.write_text("范围,内容\n" + "\n".join(rows), encoding="utf-8")
    preview = await replies.import_preview(table)
    assert [(problem.row, "team of yours" in problem.reason) for problem in preview.problems] == [(5, True), (6, True)]
    assert await replies.import_commit(preview) == 4
    assert [r.scope for r in await replies.find("一")] == ["team:t1"]
    await replies.export(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("团队:售前一组") == 3


async def test_no_cell_of_an_exported_file_is_a_formula(replies, tmp_path):
    await replies.create(title="=cmd|' /C calc'!A0", body="=1+1")
    await replies.export(tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd" in text and ",'=1+1" in text
    await replies.export(tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


async def test_every_bad_row_is_named_with_its_reason_and_nothing_is_taken_before_the_agent_says_so(replies, tmp_path):
    path = tmp_path / "in.csv"
    long = "长" * 20_001
    path.write_text(
        HEAD + f"a,好的,,可以\n,,,\n分类,没有内容,,\n,太长,,{long}\n,快捷码,a b,有空格\n,好的,,可以2\na,好的,,可以\n",
        encoding="utf-8",
    )
    preview = await replies.import_preview(path)
    assert [entry.body for entry in preview.entries] == ["可以", "可以2"]
    assert [(p.row, p.reason) for p in preview.problems] == [
        (4, "It has no text"),
        (5, "The text is longer than 20,000 characters"),
        (6, "A shortcut has no blanks"),
    ]
    assert preview.duplicates == (8,)
    assert await shown(replies) == []


async def test_an_import_that_fails_half_way_leaves_nothing(replies, tmp_path, monkeypatch):
    path = tmp_path / "in.csv"
    path.write_text(HEAD + "".join(f"新,标题{n},,内容{n}\n" for n in range(50)), encoding="utf-8")
    preview = await replies.import_preview(path)
    broken = (*preview.entries[:30], object(), *preview.entries[30:])
    object.__setattr__(preview, "entries", broken)
    with pytest.raises(AttributeError):
        await replies.import_commit(preview)
    assert await shown(replies) == []
    assert await replies.find("标题") == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\x00\x01\x02\xff\xfe binary"),
        ("a.csv", b""),
        ("a.csv", "甲,乙\n一,二\n".encode()),
        ("a.csv", b'body\n"never closed'),
        ("a.xlsx", b"PK\x03\x04 not really"),
        ("a.xlsx", b"<html>"),
        ("a.json", b"{]"),
        ("a.json", b'{"body": "not a list"}'),
        ("a.json", b"[" * 5000),
    ],
)
async def test_a_file_that_is_of_no_use_says_why(replies, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as caught:
        await replies.import_preview(tmp_path / name)
    assert str(caught.value)


async def test_a_file_that_is_not_there_says_so(replies, tmp_path):
    with pytest.raises(BadInput):
        await replies.import_preview(tmp_path / "nowhere.csv")


async def test_json_rows_of_the_wrong_shape_are_named(replies, tmp_path):
    path = tmp_path / "in.json"
    path.write_text('[{"body": 7}, {"body": "好", "parts": "nonsense"}, {"body": "好", "parts": [{"type": "image"}]}]')
    preview = await replies.import_preview(path)
    assert [p.row for p in preview.problems] == [1, 2]
    assert len(preview.entries) == 1


async def test_an_unknown_kind_of_file_is_not_written(replies, tmp_path):
    with pytest.raises(BadInput):
        await replies.export(tmp_path / "out.docx")
