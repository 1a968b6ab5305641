"""Pages from the server: what they bring, what they take, and what they must not touch."""

from __future__ import annotations

from app.protocol import (
    Account,
    Conversation,
    Customer,
    CustomerTag,
    FollowUp,
    Identity,
    Message,
    MessageState,
    Outcome,
    Preference,
    QuickReply,
    Verdict,
)
from app.protocol.wire import digest_of
from app.store import Part, conflicts, messages, outbox, records, syncing, words

NOW = 10**15


def two_accounts(page):
    """A customer who writes to both accounts, and one who writes to the second only."""
    return page(
        ("account", "a1", 1, Account(name="售前")),
        ("account", "a2", 2, Account(name="售后")),
        ("customer", "both", 3, Customer(name="王伟", account_id="a1")),
        ("customer", "second", 4, Customer(name="李娜", account_id="a2")),
        ("identity", "i1", 5, Identity(customer_id="both", account_id="a1")),
        ("identity", "i2", 6, Identity(customer_id="both", account_id="a2")),
        ("identity", "i3", 7, Identity(customer_id="second", account_id="a2")),
        ("conversation", "c1", 8, Conversation(account_id="a1", customer_id="both", identity_id="i1")),
        ("conversation", "c2", 9, Conversation(account_id="a2", customer_id="second", identity_id="i3")),
        ("message", "m1", 10, Message(conversation_id="c1", text="发货了吗", at=1)),
        ("message", "m2", 11, Message(conversation_id="c2", text="退货可以吗", at=2)),
        ("customer_tag", "t", 12, CustomerTag(customer_id="second", tag_id="vip")),
        ("follow_up", "f", 13, FollowUp(customer_id="second", body="周五回电")),
        ("preference", "p", 14, Preference(user_id="me", name="theme", value="dark")),
        ("quick_reply", "q", 15, QuickReply(scope="user:me", title="问候")),
    )


async def test_rows_and_cursor_arrive_together_and_the_feed_tells_which(store, page):
    heard = []
    leave = store.feed.subscribe(heard.append)
    await store.write(syncing.apply_page, two_accounts(page))
    leave()
    await store.write(syncing.apply_page, page(("customer", "third", 16, Customer())))

    assert await store.read(syncing.cursor) == 16
    (changes,) = heard
    assert changes.of("customer") == {"both", "second"}
    assert changes.of("message") == {"m1", "m2"}


async def test_a_row_seen_before_is_passed_over(store, page):
    await store.write(syncing.apply_page, page(("customer", "c", 9, Customer(name="新"))))
    await store.write(syncing.apply_page, page(("customer", "c", 8, Customer(name="旧")), covered_to=9))
    assert (await store.read(records.get, "customer", "c")).name == "新"


async def test_a_row_of_an_older_or_newer_server_still_fits(store, page):
    given = page(
        ("customer", "c", 1, Customer(name="王伟", remark="老客户")), ("customer", "d", 2, Customer(name="李娜"))
    )
    short, long = given.tables["customer"]
    del short[6:]
    long += ["a field", {"of": "tomorrow"}]
    await store.write(syncing.apply_page, given)
    assert await store.read(records.get, "customer", "c") == Customer(name="王伟", remark="老客户")
    assert (await store.read(records.get, "customer", "d")).name == "李娜"


async def test_a_revoked_account_leaves_nothing_behind_but_what_is_shared(store, clock, page):
    await store.write(syncing.begin_backfill, ["workspace", "user:me", "account:a1", "account:a2"], 0)
    await store.write(syncing.apply_page, two_accounts(page))
    await store.write(outbox.edit, "follow_up", "f", {"body": "周六回电"}, clock)

    await store.write(syncing.purge_scopes, ["account:a2"])

    for kind, gone in (("customer", "second"), ("message", "m2"), ("follow_up", "f"), ("customer_tag", "t")):
        assert await store.read(records.get, kind, gone) is None, kind
    assert await store.read(words.find, "退货", 10) == []
    assert await store.read(words.find, "李娜", 10) == []
    assert (await store.read(records.get, "customer", "both")).name == "王伟"
    assert await store.write(syncing.due, NOW) == []
    (kept,) = await store.read(conflicts.refused)
    assert (kept.reason, kept.fields) == ("scope_revoked", {"body": "周六回电"})
    assert await store.read(syncing.scopes) == {"workspace", "user:me", "account:a1"}


async def test_a_customer_met_in_a_revoked_account_stays_with_the_account_they_also_write_to(store, page):
    await store.write(syncing.begin_backfill, ["account:a1", "account:a2"], 0)
    await store.write(syncing.apply_page, two_accounts(page))
    await store.write(syncing.purge_scopes, ["account:a1"])
    assert (await store.read(records.get, "customer", "both")).name == "王伟"
    assert await store.read(records.get, "conversation", "c1") is None
    await store.write(syncing.purge_scopes, ["account:a2"])
    assert await store.read(records.get, "customer", "both") is None


async def test_two_accounts_revoked_at_once_take_their_shared_customer_along(store, page):
    await store.write(syncing.begin_backfill, ["account:a1", "account:a2"], 0)
    await store.write(syncing.apply_page, two_accounts(page))
    await store.write(syncing.purge_scopes, ["account:a1", "account:a2"])
    assert await store.read(records.get, "customer", "both") is None
    assert await store.read(words.find, "王伟", 10) == []


async def test_a_first_fetch_goes_on_where_it_was_cut(store, page):
    await store.write(syncing.begin, "e1", 40)
    await store.write(syncing.begin_backfill, ["account:a1"], 40)
    (fill,) = await store.read(syncing.backfills)
    assert (fill.scopes, fill.since, fill.upto) == (["account:a1"], 0, 40)

    await store.write(
        syncing.apply_backfill, page(("customer", "c", 9, Customer()), covered_to=20, more=True), fill.number
    )
    assert (await store.read(syncing.backfills))[0].since == 20
    assert await store.read(syncing.cursor) == 40, "the first fetch does not move the cursor"
    await store.write(syncing.apply_backfill, page(covered_to=40), fill.number)
    assert await store.read(syncing.backfills) == []
    assert await store.read(syncing.scopes) == {"account:a1"}


async def test_after_a_restore_everything_comes_anew_and_unsent_words_survive(store, clock, page):
    await store.write(syncing.begin, "e1", 0)
    await store.write(syncing.begin_backfill, ["workspace"], 0)
    before = page(("quick_reply", "q", 90, QuickReply(body="旧")), ("quick_reply", "lost", 91, QuickReply(body="没了")))
    await store.write(syncing.apply_page, before)
    await store.write(outbox.edit, "quick_reply", "q", {"body": "我的话"}, clock)
    await store.write(syncing.due, NOW)

    await store.write(syncing.reset_for_epoch, "e2")
    assert (await store.read(records.get, "quick_reply", "lost")).body == "没了", "shown until the server has spoken"
    await store.write(syncing.begin, "e2", 5)
    await store.write(syncing.begin_backfill, ["workspace"], 5)
    (fill,) = await store.read(syncing.backfills)
    again = page(("quick_reply", "q", 3, QuickReply(body="旧")), epoch="e2", covered_to=5)
    await store.write(syncing.apply_backfill, again, fill.number)

    assert await store.read(records.get, "quick_reply", "lost") is None
    assert (await store.read(records.get, "quick_reply", "q")).body == "我的话"
    assert [m.fields for m in await store.write(syncing.due, NOW)] == [{"body": "我的话"}]


async def test_a_failed_message_survives_a_restore(store, clock, page):
    await store.write(syncing.apply_page, page(("conversation", "c", 1, Conversation(account_id="a"))))
    (sent,) = await store.write(messages.queue, "c", [Part(text="一")], "me", clock)
    (made,) = await store.write(syncing.due, NOW)
    refused = Outcome(id=made.id, verdict=Verdict.REFUSED, reason="window_closed")
    await store.write(syncing.settle, made, refused)
    await store.write(syncing.reset_for_epoch, "e2")
    await store.write(syncing.begin_backfill, ["account:a"], 5)
    (fill,) = await store.read(syncing.backfills)
    await store.write(syncing.apply_backfill, page(epoch="e2", covered_to=5), fill.number)
    assert (await store.read(records.get, "message", sent)).state == MessageState.FAILED


async def test_the_digest_counts_what_the_server_would_count(store, clock, page):
    await store.write(syncing.begin_backfill, ["account:a2"], 0)
    await store.write(syncing.apply_page, two_accounts(page))
    await store.write(outbox.create, "customer_tag", "mine", {"customer_id": "second", "tag_id": "new"}, clock)

    digest = await store.read(syncing.local_digest, "account:a2")
    assert digest.rev == 15
    assert digest.kinds["customer"] == (2, f"{digest_of('both', 3) ^ digest_of('second', 4):016x}")
    assert digest.kinds["message"][0] == 1
    assert digest.kinds["customer_tag"][0] == 1, "what is not on the server yet does not count"
    assert "preference" not in digest.kinds


async def test_messages_older_than_the_first_fetch_stay_out_of_the_digest(store, page):
    await store.write(syncing.begin_backfill, ["account:a2"], 10)
    await store.write(syncing.apply_page, two_accounts(page))
    old = page(("message", "m0", 9, Message(conversation_id="c2", text="很久以前")), covered_to=15)
    await store.write(syncing.apply_page, old)
    assert (await store.read(syncing.local_digest, "account:a2")).kinds["message"][0] == 1


async def test_two_stores_in_one_process_keep_to_themselves(make_store, clock, page):
    one, other = await make_store("one.db"), await make_store("other.db", None)
    await one.write(syncing.apply_page, page(("customer", "c", 5, Customer(name="王伟"))))
    await other.write(outbox.create, "customer", "c", {"name": "李娜"}, clock)

    assert (await one.read(records.get, "customer", "c")).name == "王伟"
    assert (await other.read(records.get, "customer", "c")).name == "李娜"
    assert (await one.read(syncing.counts)).pending == 0
    assert await other.read(syncing.cursor) == 0


async def test_what_an_agent_writes_is_on_the_disk_at_once_and_only_what_can_be_fetched_again_may_follow(store, page):
    wait = "PRAGMA synchronous"
    assert await store.receive(lambda tx: tx.row(wait)) == (1,)
    assert await store.write(lambda tx: tx.row(wait)) == (2,)
    assert await store.receive(lambda tx: tx.row(wait)) == (1,)
    heard = []
    store.feed.subscribe(heard.append)
    await store.receive(syncing.apply_page, two_accounts(page))
    assert await store.read(records.get, "customer", "both") is not None
    assert heard[-1].of("customer") == {"both", "second"}
