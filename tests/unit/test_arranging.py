"""Quick replies and their branches, put in order."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.protocol import QuickReply, Role, User
from app.services import QuickReplyService
from app.store import CategoryRow, syncing

MINE, COMPANY = "user:me", "workspace"


@pytest.fixture
def replies(store, clock) -> QuickReplyService:
    return QuickReplyService(store, "me", clock, lambda: None)


async def shelf(replies: QuickReplyService, count: int = 6) -> tuple[str, dict[str, str]]:
    category = await replies.create_category("shelf", scope=COMPANY)
    made = {}
    for number in range(count):
        name = "abcdefgh"[number]
        made[name] = await replies.create(title=name, body=name, scope=COMPANY, category_id=category, order=number)
    return category, made


async def titles(replies: QuickReplyService, category: str) -> str:
    def walk(rows: list[CategoryRow]) -> CategoryRow | None:
        for row in rows:
            if row.id == category:
                return row
            if (found := walk(list(row.children))) is not None:
                return found
        return None

    found = walk(await replies.tree())
    assert found is not None
    return "".join(row.title for row in found.replies)


@pytest.mark.parametrize(
    ("moved", "before", "then"),
    [("b", "f", "acdebf"), ("e", "b", "aebcdf"), ("ac", "", "bdefac"), ("fa", "c", "bfacde"), ("c", "d", "abcdef")],
)
async def test_some_are_dropped_in_front_of_another_one(replies, moved, before, then):
    category, made = await shelf(replies)
    await replies.place([made[m] for m in moved], scope=COMPANY, category_id=category, before=made.get(before, ""))
    assert await titles(replies, category) == then


async def test_a_step_within_a_long_list_touches_only_what_it_passed(replies, store, clock):
    category, made = await shelf(replies, 8)
    await store.write(lambda tx: tx.run("DELETE FROM outbox"))
    await replies.place([made["b"]], scope=COMPANY, category_id=category, before=made["d"])
    assert await titles(replies, category) == "acbdefgh"
    assert (await store.read(syncing.counts)).pending == 2


async def test_those_that_never_had_an_order_get_one(replies):
    category = await replies.create_category("new", scope=COMPANY)
    ids = {t: await replies.create(title=t, body=t, scope=COMPANY, category_id=category) for t in "abc"}
    await replies.place([ids["c"]], scope=COMPANY, category_id=category, before=ids["a"])
    assert await titles(replies, category) == "cab"


async def test_a_branch_takes_all_that_hangs_on_it_to_another_scope(replies):
    top = await replies.create_category("top", scope=MINE)
    inner = await replies.create_category("inner", scope=MINE, parent_id=top)
    leaf = await replies.create(title="x", body="x", scope=MINE, category_id=inner)
    await replies.place_categories([top], scope=COMPANY)
    tree = await replies.tree()
    assert [(row.name, row.scope, row.children[0].scope) for row in tree] == [("top", COMPANY, COMPANY)]
    assert (await replies.get(leaf)).scope == COMPANY


async def test_a_branch_that_would_hang_on_itself_stays_where_it_is(replies, store):
    top = await replies.create_category("top", scope=MINE)
    inner = await replies.create_category("inner", scope=MINE, parent_id=top)
    for parent in (inner, top):
        with pytest.raises(BadInput):
            await replies.place_categories([top], scope=COMPANY, parent_id=parent)
    assert [row.scope for row in await replies.tree()] == [MINE]


async def test_branches_are_put_in_order_together(replies):
    ids = {name: await replies.create_category(name, scope=COMPANY, order=at) for at, name in enumerate("abcd")}
    await replies.place_categories([ids["c"], ids["d"]], scope=COMPANY, before=ids["b"])
    assert [row.name for row in await replies.tree()] == ["a", "c", "d", "b"]


async def test_a_use_by_a_partner_is_no_edit_that_the_server_would_refuse(replies, store, page):
    for pending, role in enumerate((Role.PARTNER, Role.AGENT)):
        rev = pending + 1
        rows = [("quick_reply", "q", rev, QuickReply(body="x")), ("user", "me", rev, User(name="me", role=role))]
        await store.write(syncing.apply_page, page(*rows))
        await replies.used("q")
        assert (await store.read(syncing.counts)).pending == pending
