"""What an agent does at the desk, told as the desk would show it."""

from __future__ import annotations

import pytest

from app.errors import BadInput, Refused, SendingClosed
from app.protocol import (
    Account,
    AccountKind,
    Availability,
    Conversation,
    ConversationStatus,
    Customer,
    Direction,
    FollowUp,
    Identity,
    Message,
    MessageState,
    QuickReply,
    QuickReplyCategory,
    Stage,
    Tag,
    TagGroup,
    Team,
    User,
)
from app.services import (
    AccountService,
    ConversationFilter,
    ConversationService,
    CustomerService,
    DraftService,
    FollowUpService,
    MessageService,
    Part,
    PreferenceService,
    QuickReplyService,
    ReminderService,
    TagService,
    UserService,
)
from app.store import Badge, syncing

NOW = 1_767_000_000_000


@pytest.fixture
def woken() -> list[str]:
    """One word for every time sync was woken."""
    return []


@pytest.fixture
def desk(store, clock, woken):
    """Makes a service of this desk."""
    return lambda kind, **more: kind(store, "me", clock, lambda: woken.append("wake"), **more)


@pytest.fixture
async def shop(store, page) -> None:
    """Two accounts, three conversations: one waits long, one waits with a colleague, one is answered."""
    open_window = {"window_trigger": "message", "window_opened_at": NOW}
    await store.write(
        syncing.apply_page,
        page(
            ("user", "me", 1, User(name="小林", login="lin")),
            ("team", "red", 1, Team(name="售前组")),
            ("user", "her", 2, User(name="阿珍", login="zhen")),
            ("account", "kf", 3, Account(kind=AccountKind.WECOM_KF, name="客服·售前")),
            ("account", "member", 4, Account(kind=AccountKind.WECOM_MEMBER, name="导购·小林")),
            ("customer", "p1", 5, Customer(name="王伟", remark="王总", phones=["13812345678"], gender=1)),
            ("customer", "p2", 6, Customer(name="李娜")),
            ("identity", "i1", 7, Identity(customer_id="p1", account_id="kf", name="Wei")),
            ("identity", "i2", 8, Identity(customer_id="p2", account_id="kf")),
            ("identity", "i3", 9, Identity(customer_id="p1", account_id="member")),
            (
                "conversation",
                "c1",
                10,
                Conversation(
                    account_id="kf",
                    customer_id="p1",
                    identity_id="i1",
                    unread=2,
                    waiting_since=NOW - 9000,
                    last_at=NOW - 5000,
                    **open_window,
                ),
            ),
            (
                "conversation",
                "c2",
                11,
                Conversation(
                    account_id="kf",
                    customer_id="p2",
                    identity_id="i2",
                    unread=1,
                    waiting_since=NOW - 20000,
                    last_at=NOW - 20000,
                    assignee_id="her",
                ),
            ),
            (
                "conversation",
                "c3",
                12,
                Conversation(account_id="member", customer_id="p1", identity_id="i3", last_at=NOW),
            ),
            ("message", "m1", 13, Message(conversation_id="c1", text="在吗", at=NOW - 9000)),
            ("message", "m2", 14, Message(conversation_id="c1", text="发货了吗", at=NOW - 5000)),
            ("tag_group", "g", 15, TagGroup(name="级别")),
            ("tag", "vip", 16, Tag(group_id="g", name="VIP", color="red", order=1)),
        ),
    )


async def test_the_list_shows_names_accounts_and_who_waits(shop, desk):
    inbox = desk(ConversationService)
    assert await inbox.ids(ConversationFilter()) == ["c3", "c1", "c2"]
    assert await inbox.ids(ConversationFilter(view="waiting")) == ["c2", "c1"]
    assert await inbox.ids(ConversationFilter(view="waiting", account_id="member")) == []
    row = (await inbox.rows(["c1", "gone"]))["c1"]
    assert (row.title, row.account_name, row.account_kind) == ("王总", "客服·售前", AccountKind.WECOM_KF)
    assert (row.unread, row.waiting_since, row.draft, row.tags) == (2, NOW - 9000, "", ())
    assert (await inbox.rows(["c2"]))["c2"].assignee_name == "阿珍"


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("unread", ["c1", "c2"]),
        ("mine", []),
        ("unassigned", ["c3", "c1"]),
        ("open", ["c3", "c1", "c2"]),
        ("snoozed", []),
        ("starred", []),
        ("pending", []),
        ("resolved", []),
    ],
)
async def test_each_view_has_its_conversations(shop, desk, view, shown):
    assert await desk(ConversationService).ids(ConversationFilter(view=view)) == shown


@pytest.mark.parametrize("typed", ["王", "王总", "wangz", "wz", "5678"])
async def test_the_list_narrows_to_a_customer(shop, desk, typed):
    assert await desk(ConversationService).ids(ConversationFilter(text=typed)) == ["c3", "c1"]


async def test_the_longest_waiting_of_mine_goes_before_a_colleagues(shop, desk):
    inbox = desk(ConversationService)
    assert await inbox.longest_waiting() == "c1"
    await inbox.set_status("c1", ConversationStatus.RESOLVED)
    assert await inbox.longest_waiting() == "c2"


async def test_badges_count_mine_and_point_at_a_colleagues(shop, desk):
    inbox = desk(ConversationService)
    assert await inbox.counts() == {"kf": Badge(direct=2, indirect=True)}
    await inbox.mute("c1")
    assert await inbox.counts() == {"kf": Badge(direct=0, indirect=True)}


async def test_looking_reads_and_later_unreads(shop, desk, store):
    inbox = desk(ConversationService)
    await inbox.open("c1")
    assert (await inbox.row("c1")).unread == 0
    assert "c1" not in await inbox.ids(ConversationFilter(view="unread"))
    await inbox.mark_unread("c1")
    row = await inbox.row("c1")
    assert (row.unread, row.read_at) == (1, NOW - 5001)


async def test_a_snoozed_conversation_leaves_the_queue_and_pins_stay_on_top(shop, desk):
    inbox = desk(ConversationService, now=lambda: NOW)
    await inbox.snooze("c2", NOW + 3600_000)
    assert await inbox.ids(ConversationFilter(view="waiting")) == ["c1"]
    assert await inbox.ids(ConversationFilter(view="snoozed")) == ["c2"]
    await inbox.pin("c2")
    await inbox.star("c2")
    await inbox.assign("c2", "me")
    assert (await inbox.ids(ConversationFilter()))[0] == "c2"
    assert await inbox.ids(ConversationFilter(view="starred")) == ["c2"]
    assert await inbox.ids(ConversationFilter(view="mine")) == ["c2"]


async def test_who_is_put_away_waits_again_as_soon_as_the_time_has_come(shop, desk):
    now = [NOW]
    inbox = desk(ConversationService, now=lambda: now[0])
    for name in ("c1", "c2"):
        await inbox.assign(name, "")
        await inbox.snooze(name, NOW + 3600_000)
    assert (await inbox.queue()).count == 0 and await inbox.longest_waiting() is None
    now[0] += 3600_000
    queue = await inbox.queue()
    assert queue.first[0].id == await inbox.longest_waiting()
    assert {row.id for row in queue.first} == {"c1", "c2"}


async def test_a_reply_shows_at_once_and_takes_the_conversation_off_the_queue(shop, desk, woken, store):
    inbox, chat = desk(ConversationService), desk(MessageService, now=lambda: NOW + 1000)
    (sent,) = await chat.send("c1", [Part(text="已发货")])
    rows = await chat.newest("c1")
    assert [row.text for row in rows] == ["在吗", "发货了吗", "已发货"]
    assert (rows[-1].id, rows[-1].state, rows[-1].author_name) == (sent, MessageState.QUEUED, "小林")
    row = await inbox.row("c1")
    assert (row.waiting_since, row.snippet, row.sent_in_window) == (0, "已发货", 1)
    assert woken == ["wake"]


async def test_a_note_is_for_colleagues_and_answers_nobody(shop, desk):
    inbox, chat = desk(ConversationService), desk(MessageService)
    await chat.note("c1", "像是同行，小心")
    assert (await chat.newest("c1"))[-1].direction is Direction.NOTE
    assert (await inbox.row("c1")).waiting_since == NOW - 9000
    with pytest.raises(BadInput):
        await chat.note("c1", "   ")


async def test_where_the_platform_lets_nobody_write_sending_says_why_and_marking_works(shop, desk):
    chat = desk(MessageService, now=lambda: NOW + 1000)
    with pytest.raises(SendingClosed) as caught:
        await chat.send("c3", [Part(text="您好")])
    assert "Copy" in str(caught.value)
    await chat.copy_and_mark("c3", "您好")
    (row,) = await chat.newest("c3")
    assert (row.text, row.state) == ("您好", MessageState.RECORDED)


async def test_nothing_is_queued_when_the_window_is_closed_or_the_parts_are_too_many(shop, desk, store):
    late = desk(MessageService, now=lambda: NOW + 72 * 3600_000)
    with pytest.raises(SendingClosed):
        await late.send("c1", [Part(text="还在吗")])
    with pytest.raises(SendingClosed):
        await desk(MessageService, now=lambda: NOW).send("c1", [Part(text=str(n)) for n in range(6)])
    with pytest.raises(BadInput):
        await desk(MessageService, now=lambda: NOW).send("c1", [])
    with pytest.raises(SendingClosed):
        await desk(MessageService).send("gone", [Part(text="x")])
    assert (await store.read(syncing.counts)).pending == 0


async def test_a_timeline_goes_both_ways_and_opens_around_a_message(store, page, desk):
    many = [
        ("message", f"m{n:03}", n, Message(conversation_id="c", text=str(n), at=1000 + n // 3)) for n in range(1, 101)
    ]
    await store.write(syncing.apply_page, page(*many))
    chat = desk(MessageService)
    newest = await chat.newest("c", 10)
    assert [row.text for row in newest] == [str(n) for n in range(91, 101)]
    older = await chat.older("c", newest[0].order, 10)
    assert [row.text for row in older] == [str(n) for n in range(81, 91)]
    assert await chat.newer("c", older[-1].order, 10) == newest
    around = await chat.around("c", "m050", 10)
    assert [row.text for row in around] == [str(n) for n in range(45, 56)]
    assert await chat.around("c", "nothing") == []


async def test_who_follows_a_talk_is_told_each_commit_as_it_left_the_talk_and_nothing_of_others(store, page, desk):
    heard, shown = [], ["c"]
    leave = desk(MessageService).follow(lambda: shown[0], heard.append)

    async def say(name: str, conversation_id: str, text: str, rev: int) -> None:
        message = Message(conversation_id=conversation_id, text=text, at=rev)
        await store.write(syncing.apply_page, page(("message", name, rev, message)))

    await say("m1", "c", "你好", 1)
    await say("m2", "other", "在吗", 2)
    await say("m1", "c", "您好", 3)
    await desk(TagService).create("", "VIP")
    assert [(sorted(news.ids), [row.text for row in news.rows]) for news in heard] == [
        (["m1"], ["你好"]),
        (["m2"], []),
        (["m1"], ["您好"]),
    ]
    shown[0] = ""
    await say("m3", "c", "nobody looks", 4)
    shown[0] = "c"
    leave()
    await say("m4", "c", "nobody follows", 5)
    assert len(heard) == 3


async def test_a_follower_that_fails_keeps_nobody_else_from_hearing(store, page, desk, caplog):
    heard = []
    store.feed.follow(lambda reading, changes: 1 / 0, heard.append)
    store.feed.follow(lambda reading, changes: 1, lambda found: 1 / 0)
    desk(MessageService).follow(lambda: "c", heard.append)
    store.feed.subscribe(heard.append)
    await store.write(syncing.apply_page, page(("message", "m", 1, Message(conversation_id="c", text="x", at=1))))
    news, changes = heard
    assert [row.id for row in news.rows] == ["m"] and changes.of("message") == {"m"}
    assert caplog.text.count("ZeroDivisionError") == 2


async def test_where_this_machine_has_no_more_the_server_is_asked(store, page, desk):
    asked = []

    async def fetch(conversation_id, before, limit):
        asked.append((conversation_id, before, limit))
        old = page(("message", "m0", 0, Message(conversation_id="c", text="很久以前", at=1)), covered_to=1)
        await store.write(syncing.apply_page, old)
        return False

    await store.write(syncing.apply_page, page(("message", "m1", 1, Message(conversation_id="c", text="新", at=9))))
    chat = desk(MessageService, fetch_older=fetch)
    assert [row.text for row in await chat.older("c", (9, "m1"), 10)] == ["很久以前"]
    assert asked == [("c", (9, "m1"), 10)]


async def test_a_draft_belongs_to_one_person_and_marks_the_row(shop, desk, store):
    drafts, inbox = desk(DraftService), desk(ConversationService)
    for text in ("您", "您好", "您好，王"):
        await drafts.save("c1", text)
    await drafts.save("c1", "内部", mode="note")
    assert (await drafts.get("c1")).body == "您好，王"
    assert (await drafts.get("c1", "note")).body == "内部"
    assert await drafts.get("c3") is None, "the same person in another account has another draft"
    assert (await inbox.row("c1")).draft == "您好，王"
    assert (await store.read(syncing.counts)).pending == 2, "typing makes one edit, not one a letter"
    await drafts.clear("c1")
    assert await drafts.get("c1") is None
    assert (await inbox.row("c1")).draft == ""


async def test_tags_go_on_and_off_and_stand_in_the_list(shop, desk):
    tags, inbox = desk(TagService), desk(ConversationService)
    assert await tags.toggle("p1", "vip") is True
    new = await tags.create("g", " 老客户 ")
    assert await tags.create("g", "老客户") == new, "a name that is there is used"
    (group,) = await tags.of_customer("p1")
    assert [(t.name, t.on) for t in group.tags] == [("VIP", True), ("老客户", False)]
    assert [t.name for t in (await inbox.row("c1")).tags] == ["VIP"]
    assert await tags.toggle("p1", "vip") is False
    assert (await inbox.row("c1")).tags == ()
    with pytest.raises(BadInput):
        await tags.create("g", " ")


async def test_a_customer_is_known_with_all_identities(shop, desk):
    customers = desk(CustomerService)
    await customers.edit("p1", remark="王董", stage=Stage.SALE.value)
    card = await customers.get("p1")
    assert (card.title, card.stage, card.phones) == ("王董", Stage.SALE, ("13812345678",))
    assert [(i.account_name, i.conversation_id) for i in await customers.identities("p1")] == [
        ("导购·小林", "c3"),
        ("客服·售前", "c1"),
    ]
    assert await customers.get("nobody") is None


async def test_follow_ups_are_due_until_they_are_done(shop, desk, store, page):
    follow_ups = desk(FollowUpService)
    made = await follow_ups.add("p1", "周五回电", next_action="call", due_at=NOW, message_ids=["m2"])
    hers = FollowUp(customer_id="p1", author_id="her", body="她的", due_at=NOW)
    await store.write(syncing.apply_page, page(("follow_up", "hers", 99, hers)))
    (due,) = await follow_ups.due(NOW)
    assert (due.id, due.customer_name, due.author_name, due.message_ids) == (made, "王总", "小林", ("m2",))
    await follow_ups.edit(made, body="周六回电")
    await follow_ups.finish(made)
    assert await follow_ups.due(NOW) == []
    assert {f.body for f in await follow_ups.of_customer("p1")} == {"周六回电", "她的"}
    await follow_ups.drop(made)
    assert [f.id for f in await follow_ups.of_customer("p1")] == ["hers"]
    with pytest.raises(BadInput):
        await follow_ups.add("p1", " ")


async def test_reminders_survive_until_they_are_told(shop, desk):
    reminders = desk(ReminderService)
    assert await reminders.next_at() == 0
    made = await reminders.add("看看王总", NOW, about_kind="customer", about_id="p1")
    assert await reminders.next_at() == NOW
    assert [r.text for r in await reminders.due(NOW)] == ["看看王总"]
    assert await reminders.due(NOW - 1) == []
    await reminders.finish(made)
    assert await reminders.due(NOW) == []


async def test_preferences_take_any_json_and_stay(shop, desk):
    preferences = desk(PreferenceService)
    assert await preferences.get("tabs", ["all"]) == ["all"]
    await preferences.set("tabs", ["kf", {"pinned": True}])
    await preferences.set("tabs", ["kf", {"pinned": False}])
    assert await preferences.get("tabs") == ["kf", {"pinned": False}]


async def test_colleagues_and_accounts_are_known_by_name(shop, desk):
    users = desk(UserService)
    assert [a.name for a in await desk(AccountService).all()] == ["客服·售前", "导购·小林"]
    assert {u.name for u in await users.all()} == {"小林", "阿珍"}
    assert await users.teams() == {"red": "售前组"}
    await users.set_availability(Availability.AWAY)
    assert (await users.me()).availability is Availability.AWAY


async def test_the_tree_of_quick_replies_grows_moves_and_shrinks(shop, desk):
    replies = desk(QuickReplyService)
    root = await replies.create_category("售前")
    leaf = await replies.create_category("物流", parent_id=root)
    reply = await replies.create(title="发货", body="今天发", category_id=leaf)
    loose = await replies.create(title="", body="没有标题的一句话也可以存下来，以后再整理分类")
    (tree, nameless) = await replies.tree()
    assert [r.id for r in tree.children[0].replies] == [reply]
    assert [(r.id, r.title) for r in nameless.replies] == [(loose, "没有标题的一句话也可以存下来，以后再整理"[:20])]

    await replies.place([loose], scope="user:me", category_id=root)
    with pytest.raises(BadInput):
        await replies.place_categories([root], scope="user:me", parent_id=leaf)
    await replies.drop_category(leaf)
    (tree,) = await replies.tree()
    assert tree.children == () and {r.id for r in tree.replies} == {reply, loose}
    await replies.drop(reply)
    assert await replies.get(reply) is None
    with pytest.raises(BadInput):
        await replies.create(title="空", body=" ")
    with pytest.raises(Refused):
        await replies.edit(reply, title="x")


async def test_categories_that_hang_on_each_other_still_show_all_their_replies(store, page, desk):
    rings = [
        ("quick_reply_category", "a", 1, QuickReplyCategory(name="甲", parent_id="b")),
        ("quick_reply_category", "b", 2, QuickReplyCategory(name="乙", parent_id="a")),
        ("quick_reply_category", "x", 3, QuickReplyCategory(name="丙", parent_id="y")),
        ("quick_reply_category", "y", 4, QuickReplyCategory(name="丁", parent_id="x")),
        ("quick_reply", "q1", 5, QuickReply(category_id="a", title="一")),
        ("quick_reply", "q2", 6, QuickReply(category_id="y", title="二")),
    ]
    await store.write(syncing.apply_page, page(*rings))

    def titles(branches):
        return [t for b in branches for t in (*(r.title for r in b.replies), *titles(b.children))]

    assert sorted(titles(await desk(QuickReplyService).tree())) == ["一", "二"]
