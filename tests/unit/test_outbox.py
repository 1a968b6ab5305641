"""Edits made here: shown at once, sent in order, never lost on the way."""

from __future__ import annotations

import pytest

from app.errors import BadInput, Refused
from app.protocol import (
    KINDS,
    Conversation,
    Customer,
    FollowUp,
    Message,
    MessageState,
    Outcome,
    QuickReply,
    Verdict,
    to_row,
)
from app.store import Part, conflicts, messages, outbox, records, syncing

NOW = 10**15
REPLY = QuickReply(title="问候", body="您好")


def said(outcome_of, rev, record=None, **other):
    """The server's answer to a mutation."""
    row = to_row(KINDS[outcome_of.kind], record) if record else None
    return Outcome(**{"id": outcome_of.id, "verdict": Verdict.APPLIED, "rev": rev, "row": row, **other})


async def test_an_edit_is_seen_at_once_and_waits_to_be_sent(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.edit, "quick_reply", "q", {"body": "您好呀"}, clock)

    assert (await store.read(records.get, "quick_reply", "q")).body == "您好呀"
    (waiting,) = await store.write(syncing.due, NOW)
    assert (waiting.fields, waiting.base, waiting.base_rev) == ({"body": "您好呀"}, {"body": "您好"}, 5)
    assert (await store.read(syncing.counts)).pending == 1


async def test_edits_before_the_first_departure_travel_as_one(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    for body in ("您", "您好", "您好！"):
        await store.write(outbox.edit, "quick_reply", "q", {"body": body + "。"}, clock)
    await store.write(outbox.edit, "quick_reply", "q", {"title": "招呼"}, clock)

    (waiting,) = await store.write(syncing.due, NOW)
    assert waiting.fields == {"body": "您好！。", "title": "招呼"}
    assert waiting.base == {"body": "您好", "title": "问候"}


async def test_an_edit_that_may_have_left_is_never_changed_any_more(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.edit, "quick_reply", "q", {"body": "一"}, clock)
    (first,) = await store.write(syncing.due, NOW)
    await store.write(outbox.edit, "quick_reply", "q", {"body": "二"}, clock)

    again, second = await store.write(syncing.due, NOW)
    assert again == first
    assert (second.fields, second.base) == ({"body": "二"}, {"body": "一"})


async def test_what_never_left_can_be_taken_away_without_a_trace(store, clock):
    await store.write(outbox.create, "quick_reply", "q", {"body": "草稿"}, clock)
    await store.write(outbox.drop, "quick_reply", "q", clock)

    assert await store.write(syncing.due, NOW) == []
    assert await store.read(records.get, "quick_reply", "q") is None


async def test_an_edit_stays_until_a_pull_covers_it(store, clock, page):
    await store.write(outbox.create, "quick_reply", "q", {"title": "问候", "body": "您好"}, clock)
    (made,) = await store.write(syncing.due, NOW)
    await store.write(syncing.settle, made, said(made, 7, REPLY))

    assert await store.write(syncing.due, NOW) == [], "acknowledged edits are not sent again"
    kept = "SELECT count(*) FROM outbox"
    assert await store.read(lambda look: look.row(kept)) == (1,)
    await store.write(syncing.apply_page, page(covered_to=6))
    assert await store.read(lambda look: look.row(kept)) == (1,)
    await store.write(syncing.apply_page, page(("quick_reply", "q", 7, REPLY)))
    assert await store.read(lambda look: look.row(kept)) == (0,)


async def test_a_server_row_does_not_wipe_out_what_i_am_typing(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.edit, "quick_reply", "q", {"body": "我的话"}, clock)
    theirs = QuickReply(title="她的标题", body="她的话")
    await store.write(syncing.apply_page, page(("quick_reply", "q", 6, theirs)))

    shown = await store.read(records.get, "quick_reply", "q")
    assert (shown.title, shown.body) == ("她的标题", "我的话")


async def test_words_that_clash_are_parked_and_mine_can_still_win(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.edit, "quick_reply", "q", {"body": "我的话"}, clock)
    (mine,) = await store.write(syncing.due, NOW)
    theirs = QuickReply(title="问候", body="她的话")
    await store.write(syncing.settle, mine, said(mine, 6, theirs, verdict=Verdict.CONFLICT, clash=["body"]))

    (choice,) = await store.read(conflicts.parked)
    assert (choice.mine, choice.theirs, choice.base, choice.title) == ("我的话", "她的话", "您好", "问候")
    assert (await store.read(records.get, "quick_reply", "q")).body == "她的话"

    await store.write(conflicts.choose_mine, choice.id, clock)
    (again,) = await store.write(syncing.due, NOW)
    assert (again.fields, again.base) == ({"body": "我的话"}, {"body": "她的话"})
    assert await store.read(conflicts.parked) == []


async def test_a_refused_edit_goes_back_on_screen_and_its_words_are_kept(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.edit, "quick_reply", "q", {"body": "不许说的话"}, clock)
    (mine,) = await store.write(syncing.due, NOW)
    await store.write(syncing.settle, mine, said(mine, 5, REPLY, verdict=Verdict.REFUSED, reason="forbidden"))

    assert (await store.read(records.get, "quick_reply", "q")).body == "您好"
    (kept,) = await store.read(conflicts.refused)
    assert (kept.fields, kept.reason, kept.title) == ({"body": "不许说的话"}, "forbidden", "问候")
    await store.write(conflicts.retry, kept.id, clock)
    assert [m.fields for m in await store.write(syncing.due, NOW)] == [{"body": "不许说的话"}]
    assert await store.read(conflicts.refused) == []


async def test_something_refused_that_i_made_is_gone_but_can_be_made_again(store, clock):
    await store.write(outbox.create, "quick_reply", "q", {"title": "新", "body": "新的话"}, clock)
    (mine,) = await store.write(syncing.due, NOW)
    await store.write(syncing.settle, mine, said(mine, 0, verdict=Verdict.REFUSED, reason="forbidden"))
    assert await store.read(records.get, "quick_reply", "q") is None
    (kept,) = await store.read(conflicts.refused)
    assert kept.title == "新"
    await store.write(conflicts.retry, kept.id, clock)
    assert (await store.read(records.get, "quick_reply", "q")).body == "新的话"


async def test_a_refused_delete_brings_the_record_back(store, clock, page):
    await store.write(syncing.apply_page, page(("quick_reply", "q", 5, REPLY)))
    await store.write(outbox.drop, "quick_reply", "q", clock)
    await store.write(syncing.apply_page, page(("quick_reply", "q", 6, REPLY)))
    assert await store.read(records.get, "quick_reply", "q") is None, "a delete on its way hides the record"
    (mine,) = await store.write(syncing.due, NOW)
    await store.write(syncing.settle, mine, said(mine, 6, REPLY, verdict=Verdict.REFUSED, reason="unseen"))
    assert (await store.read(records.get, "quick_reply", "q")).body == "您好"


async def test_one_edit_that_must_wait_holds_back_only_its_own_record(store, clock):
    for name in ("a", "b"):
        await store.write(outbox.create, "quick_reply", name, {"body": name}, clock)
    first, _ = await store.write(syncing.due, NOW)
    await store.write(outbox.edit, "quick_reply", "a", {"body": "aa"}, clock)
    await store.write(syncing.postpone, [first.id], NOW + 1)

    assert [m.record_id for m in await store.write(syncing.due, NOW)] == ["b"]
    assert [m.fields["body"] for m in await store.write(syncing.due, NOW + 1)] == ["a", "b", "aa"]


async def test_messages_of_one_conversation_go_in_the_order_they_were_written(store, clock, page):
    await store.write(syncing.apply_page, page(("conversation", "c", 1, Conversation(account_id="a"))))
    one = await store.write(messages.queue, "c", [Part(text="一")], "me", clock)
    await store.write(messages.queue, "c", [Part(text="二")], "me", clock)
    await store.write(syncing.due, NOW, 1)
    mutation_id = (await store.read(lambda look: look.row("SELECT id FROM outbox ORDER BY number")))[0]
    await store.write(syncing.postpone, [mutation_id], NOW + 1)

    assert await store.write(syncing.due, NOW) == [], "the second must not overtake the first"
    rows = await store.read(messages.newest, "c", 10)
    assert [row.text for row in rows] == ["一", "二"] and rows[0].id == one[0]


async def test_the_later_parts_of_a_reply_stop_when_one_fails_and_go_again_together(store, clock, page):
    await store.write(syncing.apply_page, page(("conversation", "c", 1, Conversation(account_id="a"))))
    parts = [Part(text="一"), Part(text="二"), Part(text="三")]
    await store.write(messages.queue, "c", parts, "me", clock)
    (first,) = await store.write(syncing.due, NOW, 1)
    await store.write(syncing.settle, first, said(first, 0, verdict=Verdict.REFUSED, reason="window_closed"))

    rows = await store.read(messages.newest, "c", 10)
    assert [row.state for row in rows] == [MessageState.FAILED] * 3
    assert [row.reason for row in rows] == ["window_closed", "earlier_part_failed", "earlier_part_failed"]
    assert await store.write(syncing.due, NOW) == []

    await store.write(messages.resend, rows[0].id, "me", clock)
    assert [m.fields["text"] for m in await store.write(syncing.due, NOW)] == ["一", "二", "三"]
    assert [row.text for row in await store.read(messages.newest, "c", 10)] == ["一", "二", "三"]


async def test_a_message_that_may_have_been_sent_cannot_be_thrown_away(store, clock, page):
    await store.write(syncing.apply_page, page(("conversation", "c", 1, Conversation(account_id="a"))))
    (sent,) = await store.write(messages.queue, "c", [Part(text="一")], "me", clock)
    await store.write(syncing.due, NOW)
    with pytest.raises(Refused):
        await store.write(messages.discard, sent, clock)


async def test_only_what_is_mine_to_say_travels_with_a_new_message(store, clock, page):
    await store.write(syncing.apply_page, page(("conversation", "c", 1, Conversation(account_id="a"))))
    await store.write(messages.queue, "c", [Part(text="一")], "me", clock)
    (made,) = await store.write(syncing.due, NOW)
    assert made.fields == {"conversation_id": "c", "direction": "out", "author_id": "me", "text": "一"}


async def test_an_edit_beats_a_delete_by_somebody_else(store, clock, page):
    await store.write(syncing.apply_page, page(("follow_up", "f", 5, FollowUp(customer_id="c", body="明天发货"))))
    await store.write(outbox.edit, "follow_up", "f", {"body": "后天发货"}, clock)
    await store.write(syncing.apply_page, page(covered_to=6, dropped={"follow_up": [("f", 6)]}))
    assert (await store.read(records.get, "follow_up", "f")).body == "后天发货"


async def test_a_field_nobody_knows_is_refused(store, clock):
    with pytest.raises(BadInput):
        await store.write(outbox.create, "customer", "c", {"shoe_size": 43}, clock)


async def test_editing_what_is_gone_says_so(store, clock):
    with pytest.raises(Refused):
        await store.write(outbox.edit, "customer", "nobody", {"remark": "x"}, clock)


async def test_a_stamp_given_before_a_restart_is_remembered(make_store, clock, page):
    store = await make_store()
    await store.write(syncing.apply_page, page(("customer", "c", 1, Customer())))
    await store.write(outbox.edit, "customer", "c", {"remark": "老客户"}, clock)
    await store.close()
    again = await make_store()
    assert await again.read(syncing.last_stamp) == clock.last


async def test_a_late_answer_about_an_older_row_changes_nothing(store, clock, page):
    await store.write(outbox.create, "message", "m", {"conversation_id": "c", "text": "一"}, clock)
    (made,) = await store.write(syncing.due, NOW)
    newer = Message(conversation_id="c", text="一", state=MessageState.CONFIRMED)
    await store.write(syncing.apply_page, page(("message", "m", 9, newer)))
    older = Message(conversation_id="c", text="一", state=MessageState.QUEUED)
    await store.write(syncing.settle, made, said(made, 8, older))
    assert (await store.read(records.get, "message", "m")).state == MessageState.CONFIRMED
