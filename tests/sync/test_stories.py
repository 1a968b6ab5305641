"""Stories of two desks and a server, told on wires that break."""

from __future__ import annotations

import itertools

import pytest

from app.errors import Busy, LoginExpired, NotHeliu, Offline
from app.protocol import MAX_BATCH, Mutation, Verdict, natural_id, new_id
from app.protocol.clock import wall_ms
from app.store import conflicts, syncing, words
from app.sync import SyncState
from tests.sync.wire import Fault
from tests.sync.world import CLUB, CLUB_TALK, LI, LI_TALK, SHOP, WANG, WANG_TALK

DAY = 24 * 3600 * 1000


async def meet(*desks):
    """Everybody syncs until nobody has anything new for the others."""
    for _ in range(2):
        for desk in desks:
            await desk.sync()


# --- sending --------------------------------------------------------------------------------------------------------


async def test_a_message_sent_offline_arrives_once(ann, bob):
    ann.wire.cut = True
    [sent] = await ann.say(LI_TALK, "hello")
    with pytest.raises(Offline):
        await ann.sync()
    assert await ann.texts(LI_TALK) == ["hello"] and (await ann.counts())[0] == 1
    ann.wire.cut = False
    ann.wire.only(1, Fault.LOST_REPLY)  # the server gets it, the answer is lost
    with pytest.raises(Offline):
        await ann.sync()
    await ann.sync()
    await bob.sync()
    assert await bob.texts(LI_TALK) == ["hello"] == await ann.texts(LI_TALK)
    assert (await ann.get("message", sent)).state == "recorded" and await ann.outbox() == []


async def test_messages_of_one_conversation_arrive_in_the_order_they_were_written(ann, bob):
    written = [f"line {n}" for n in range(2 * MAX_BATCH + 7)]
    for text in written:
        await ann.say(LI_TALK, text)
    ann.wire.faults = itertools.chain([Fault.NONE, Fault.LOST_REPLY], itertools.repeat(Fault.NONE))
    with pytest.raises(Offline):
        await ann.sync()
    await meet(ann, bob)
    assert await bob.texts(LI_TALK) == written == await ann.texts(LI_TALK)


async def test_a_reply_is_queued_for_the_platform_once_however_often_it_is_handed_in(world, ann):
    [sent] = await ann.say(LI_TALK, "on its way", note=False)
    ann.wire.next(Fault.NONE, Fault.TWICE)
    await ann.sync()
    jobs = await world.database.read(lambda tx: tx.rows("SELECT key, kind FROM job WHERE kind = 'send'"))
    assert jobs == [(sent, "send")]
    assert (await ann.get("message", sent)).state == "queued"


async def test_customers_and_colleagues_words_come_in_the_order_of_the_server(world, ann, bob):
    await world.write_in(LI_TALK, "one")
    await ann.sync()
    await bob.say(LI_TALK, "two")
    await bob.sync()
    await ann.say(LI_TALK, "three")
    await meet(ann, bob)
    assert await ann.texts(LI_TALK) == ["one", "two", "three"] == await bob.texts(LI_TALK)


async def test_what_is_written_during_a_long_first_fetch_does_not_wait_for_its_end(world, monkeypatch):
    monkeypatch.setattr(
        "app.net.api.Api.changes.__kwdefaults__", {"limit": 3, "scopes": (), "upto": None, "first": False}
    )
    for n in range(12):
        await world.write_in(LI_TALK, f"old {n}")
    ann = await world.desk("ann")

    async def write(request):
        ann.engine.wake()

    ann.wire.before = write
    await ann.sync()
    asked = ann.wire.asked
    pulls = [n for n, call in enumerate(asked) if call == "GET /v1/changes"]
    assert len(await ann.texts(LI_TALK)) == 12 and len(pulls) > 8


# --- editing --------------------------------------------------------------------------------------------------------


async def test_edits_of_different_fields_both_live(ann, bob):
    await ann.edit("quick_reply", "hello", title="Greeting")
    await bob.edit("quick_reply", "hello", body="Hi!")
    await meet(ann, bob)
    for desk in (ann, bob):
        reply = await desk.get("quick_reply", "hello")
        assert (reply.title, reply.body) == ("Greeting", "Hi!")
        assert await desk.outbox() == []


async def test_of_two_edits_of_a_short_field_the_later_wins_and_the_other_is_kept_in_the_history(world, ann, bob):
    await ann.edit("quick_reply", "hello", title="first")
    bob.skew_ms = 1000
    await bob.edit("quick_reply", "hello", title="second")
    await bob.sync()
    await meet(ann, bob)
    for desk in (ann, bob):
        assert (await desk.get("quick_reply", "hello")).title == "second"
    assert ("title", "first", "late") in await world.history("hello")


async def test_an_edit_of_words_that_were_seen_wins_even_by_a_slow_clock(world, ann):
    await ann.edit("quick_reply", "hello", title="before")
    await ann.sync()
    slow = await world.desk("bob", skew_ms=-DAY)
    await slow.sync()
    await slow.edit("quick_reply", "hello", title="after")
    await meet(slow, ann)
    assert (await ann.get("quick_reply", "hello")).title == "after" == (await slow.get("quick_reply", "hello")).title


@pytest.mark.parametrize("skew", [-DAY, DAY])
async def test_a_desk_whose_clock_is_a_day_off_works_and_disturbs_nobody(world, ann, bob, skew):
    odd = await world.desk("cid", skew_ms=skew)
    await odd.sync()
    [sent] = await odd.say(LI_TALK, "from the odd clock")
    await odd.edit("quick_reply", "hello", title="odd")
    await meet(odd, ann, bob)
    await ann.edit("quick_reply", "hello", title="right")
    await meet(odd, ann, bob)
    message = await ann.get("message", sent)
    assert abs(message.at - wall_ms()) < 60_000
    for desk in (odd, ann, bob):
        assert (await desk.get("quick_reply", "hello")).title == "right"
        assert await desk.outbox() == []


async def parked_edit(ann, bob):
    """Bob's words stand, Ann's wait for her choice."""
    await ann.edit("quick_reply", "hello", body="Ann's words")
    await bob.edit("quick_reply", "hello", body="Bob's words")
    await bob.sync()
    await ann.sync()
    [waiting] = await ann.parked()
    assert (waiting.mine, waiting.theirs, waiting.with_name) == ("Ann's words", "Bob's words", "Bob")
    assert (await ann.get("quick_reply", "hello")).body == "Bob's words"
    return waiting.id


async def test_of_two_texts_the_agent_may_keep_theirs(world, ann, bob):
    await ann.store.write(conflicts.keep_theirs, await parked_edit(ann, bob))
    await meet(ann, bob)
    assert (await bob.get("quick_reply", "hello")).body == "Bob's words"
    assert await ann.parked() == [] and ("body", "Ann's words", "clash") in await world.history("hello")


async def test_of_two_texts_the_agent_may_use_hers(world, ann, bob):
    await ann.store.write(conflicts.choose_mine, await parked_edit(ann, bob), ann.clock)
    await meet(ann, bob)
    assert (await bob.get("quick_reply", "hello")).body == "Ann's words"
    assert await ann.parked() == [] and ("body", "Bob's words", "overwritten") in await world.history("hello")


async def test_of_two_texts_the_agent_may_write_a_third(ann, bob):
    await ann.store.write(conflicts.choose, await parked_edit(ann, bob), "Words of both", ann.clock)
    await meet(ann, bob)
    assert (await bob.get("quick_reply", "hello")).body == "Words of both" and await ann.parked() == []


async def test_the_same_text_written_twice_is_no_conflict(ann, bob):
    for desk in (ann, bob):
        await desk.edit("quick_reply", "hello", body="The same")
    await meet(ann, bob)
    assert await ann.parked() == [] == await bob.parked()


async def test_an_edit_beats_a_delete(ann, bob):
    await ann.edit("quick_reply", "hello", body="Still needed")
    await bob.drop("quick_reply", "hello")
    await ann.sync()
    await meet(bob, ann)
    for desk in (ann, bob):
        assert (await desk.get("quick_reply", "hello")).body == "Still needed"


async def test_an_edit_beats_a_delete_that_came_first(ann, bob):
    await ann.edit("quick_reply", "hello", body="Still needed")
    await bob.drop("quick_reply", "hello")
    await bob.sync()
    assert await bob.get("quick_reply", "hello") is None
    await ann.sync()
    await meet(bob, ann)
    for desk in (ann, bob):
        assert (await desk.get("quick_reply", "hello")).body == "Still needed"


async def test_a_delete_of_what_was_seen_deletes(ann, bob):
    await bob.drop("quick_reply", "hello")
    await meet(bob, ann)
    assert await ann.get("quick_reply", "hello") is None is await bob.get("quick_reply", "hello")
    assert await ann.store.search(words.find, "Hello", 10) == []


async def test_a_tag_put_on_by_two_agents_is_one_tag(ann, bob):
    name = natural_id("customer_tag", LI, "tall")
    for desk in (ann, bob):
        await desk.create("customer_tag", name, customer_id=LI, tag_id="tall", author_id=desk.user)
    await meet(ann, bob)
    assert await ann.ids("customer_tag") == {name} == await bob.ids("customer_tag")
    assert await ann.refused() == [] == await bob.refused()


async def test_an_edit_waiting_here_stays_on_screen_while_theirs_come_in(ann, bob):
    await ann.edit("customer", LI, remark="mine, unsent")
    await bob.edit("customer", LI, city="Hangzhou")
    await bob.sync()
    ann.wire.next(Fault.NONE, Fault.CUT)
    with pytest.raises(Offline):
        await ann.sync()
    seen = await ann.get("customer", LI)
    assert (seen.remark, seen.city) == ("mine, unsent", "Hangzhou")
    await meet(ann, bob)
    assert (await bob.get("customer", LI)).remark == "mine, unsent"


# --- refusals -------------------------------------------------------------------------------------------------------


async def test_a_refused_edit_is_kept_with_its_reason_and_does_not_hold_up_others(world, ann, bob):
    await world.put("conversation", WANG_TALK, window_trigger="", window_opened_at=0)
    await ann.create("follow_up", customer_id="nobody", body="About nobody", author_id="ann")
    await ann.say(LI_TALK, "goes through")
    [late] = await ann.say(WANG_TALK, "too late", note=False)
    await meet(ann, bob)
    assert await bob.texts(LI_TALK) == ["goes through"]
    [refused] = await ann.refused()
    assert refused.fields["body"] == "About nobody" and refused.reason == "not_found"
    failed = await ann.get("message", late)
    assert failed.state == "failed" and "window_closed" in failed.reason
    assert (await ann.counts())[0] == 0 and await bob.texts(WANG_TALK) == []


async def test_an_edit_that_the_server_falls_over_lets_the_others_pass(world, ann, bob, monkeypatch):
    for n in range(5):
        await ann.say(LI_TALK, f"line {n}")
    await ann.edit("customer", WANG, remark="poison")
    await ann.edit("customer", LI, remark="fine")
    push = ann.api.push

    async def stumbling(mutations):
        if any(m.fields.get("remark") == "poison" for m in mutations):
            raise Busy("HTTP 500", stumbled=True)
        return await push(mutations)

    monkeypatch.setattr(ann.api, "push", stumbling)
    await meet(ann, bob)
    assert len(await bob.texts(LI_TALK)) == 5 and (await bob.get("customer", LI)).remark == "fine"
    assert (await ann.counts())[0] == 1, "the poisoned one waits"
    monkeypatch.undo()
    ann.skew_ms = 120_000
    await meet(ann, bob)
    assert (await bob.get("customer", WANG)).remark == "poison"


async def test_a_server_that_falls_over_everything_is_left_alone(ann, monkeypatch):
    for n in range(8):
        await ann.say(LI_TALK, f"line {n}")
    asked = []

    async def stumbling(mutations):
        asked.append(len(mutations))
        raise Busy("HTTP 500", stumbled=True)

    monkeypatch.setattr(ann.api, "push", stumbling)
    with pytest.raises(Busy):
        await ann.sync()
    assert len(asked) < 10 and (await ann.counts()) == (8, 0, 0)


async def test_a_batch_that_is_too_large_is_sent_in_pieces(ann, bob):
    long = "long " * 100_000
    for n in range(5):
        await ann.create("follow_up", customer_id=LI, body=f"{n} {long}", author_id="ann")
    await meet(ann, bob)
    assert len(await bob.ids("follow_up")) == 5 and await ann.refused() == []


async def test_one_edit_that_is_too_large_is_refused_alone(ann, bob):
    await ann.create("follow_up", customer_id=LI, body="x" * 1_200_000, author_id="ann")
    await ann.create("follow_up", customer_id=LI, body="short", author_id="ann")
    await meet(ann, bob)
    [refused] = await ann.refused()
    assert refused.reason == "too_large" and len(refused.fields["body"]) == 1_200_000
    assert len(await bob.ids("follow_up")) == 1


# --- who sees what --------------------------------------------------------------------------------------------------


async def test_a_grant_brings_what_was_there_before_with_the_search(world, ann):
    await world.write_in(CLUB_TALK, "会员卡怎么办理")
    cid = await world.desk("cid")
    await cid.sync()
    assert CLUB_TALK not in await cid.ids("conversation") and await cid.store.search(words.find, "会员", 10) == []
    await world.grant("cid", CLUB)
    await world.write_in(CLUB_TALK, "还在吗")
    await cid.sync()
    assert await cid.texts(CLUB_TALK) == ["会员卡怎么办理", "还在吗"]
    assert [hit.kind for hit in await cid.store.search(words.find, "会员", 10)] == ["message"]
    assert await cid.rows() == await ann_like(world, cid)


async def ann_like(world, desk):
    """What a fresh desk of the same user has."""
    fresh = await world.desk(desk.user)
    await fresh.sync()
    return await fresh.rows()


async def test_a_revocation_takes_away_everything_with_the_search_and_keeps_unsent_words(world, ann):
    await world.write_in(CLUB_TALK, "会员卡怎么办理")
    await ann.sync()
    assert await ann.store.search(words.find, "会员", 10)
    await world.revoke("ann", CLUB)
    await ann.say(CLUB_TALK, "written too late")
    await ann.sync()
    assert CLUB_TALK not in await ann.ids("conversation") and await ann.texts(CLUB_TALK) == []
    assert await ann.store.search(words.find, "会员", 10) == []
    assert [r.fields["text"] for r in await ann.refused()] == ["written too late"]
    assert WANG in await ann.ids("customer"), "the shop knows Wang too"
    assert await ann.outbox() == []


async def test_a_customer_of_two_accounts_stays_as_long_as_one_of_them_does(world, ann):
    await world.revoke("ann", SHOP)
    await ann.sync()
    assert await ann.ids("customer") == {WANG} and await ann.ids("conversation") == {CLUB_TALK}
    assert await ann.rows() == await ann_like(world, ann)
    await world.revoke("ann", CLUB)
    await ann.sync()
    assert await ann.ids("customer") == set() and await ann.rows() == await ann_like(world, ann)


async def test_a_grant_that_comes_back_brings_everything_back(world, ann):
    await world.write_in(CLUB_TALK, "hello")
    await ann.sync()
    before = await ann.rows()
    await world.revoke("ann", CLUB)
    await ann.sync()
    await world.grant("ann", CLUB)
    await ann.sync()
    after = await ann.rows()
    for kind in ("user", "account"):  # they say who is in and who sees them: both were written anew
        assert before.pop(kind).keys() == after.pop(kind).keys()
    assert before == after


async def test_a_revocation_in_the_middle_of_a_first_fetch_stops_it(world, monkeypatch):
    for n in range(30):
        await world.write_in(CLUB_TALK, f"line {n}")
    ann = await world.desk("ann")
    ann.wire.only(3, Fault.CUT)
    monkeypatch.setattr(
        "app.net.api.Api.changes.__kwdefaults__", {"limit": 5, "scopes": (), "upto": None, "first": False}
    )
    with pytest.raises(Offline):
        await ann.sync()
    await world.revoke("ann", CLUB)
    await ann.sync()
    assert await ann.ids("conversation") == {LI_TALK, WANG_TALK} and await ann.texts(CLUB_TALK) == []
    assert await ann.rows() == await ann_like(world, ann)


# --- first sync, long absence, restore ------------------------------------------------------------------------------


async def test_the_first_sync_brings_the_last_fifty_of_open_conversations_and_history_comes_on_demand(world):
    for n in range(70):
        await world.write_in(LI_TALK, f"line {n}", at=1_000_000 + n)
    for n in range(3):
        await world.write_in(WANG_TALK, f"done {n}", at=1_000_000 + n)
    await world.put("conversation", WANG_TALK, status="resolved")
    ann = await world.desk("ann")
    await ann.sync()
    first = await ann.texts(LI_TALK)
    assert first == [f"line {n}" for n in range(20, 70)]
    assert await ann.texts(WANG_TALK) == []
    oldest = await ann.store.read(lambda look: look.row("SELECT at, id FROM message ORDER BY at LIMIT 1"))
    assert await ann.engine.fetch_history(LI_TALK, oldest, 15) is True
    assert (await ann.texts(LI_TALK))[-65:] == [f"line {n}" for n in range(5, 70)]
    assert await ann.engine.fetch_history(LI_TALK, (1_000_005, "0"), 15) is False
    assert await ann.texts(LI_TALK) == [f"line {n}" for n in range(70)]
    assert await ann.engine.fetch_history(WANG_TALK, None) is False
    assert await ann.texts(WANG_TALK) == ["done 0", "done 1", "done 2"]


async def test_history_that_arrives_after_the_account_was_taken_away_is_not_kept(world, ann, monkeypatch):
    await world.write_in(CLUB_TALK, "secret")
    page = await ann.api.history(CLUB_TALK, before=None)
    await world.revoke("ann", CLUB)
    await ann.sync()

    async def late(*_, **__):
        return page

    monkeypatch.setattr(ann.api, "history", late)
    await ann.engine.fetch_history(CLUB_TALK, None)
    assert await ann.texts(CLUB_TALK) == []


async def test_after_thirty_days_offline_everything_finds_its_place(world, ann, bob):
    now = wall_ms()
    ann.wire.cut = True
    await ann.edit("customer", LI, description="Ann's last words before the holiday")
    await ann.say(LI_TALK, "see you")
    world.now = lambda: now + 30 * DAY
    for n in range(120):
        await world.write_in(WANG_TALK, f"line {n}")
    await bob.edit("customer", LI, remark="VIP")
    await bob.drop("quick_reply", "hello")
    await bob.sync()
    ann.wire.cut = False
    await ann.sync()
    await meet(bob, ann)
    assert await ann.texts(WANG_TALK) == [f"line {n}" for n in range(120)]
    seen = await bob.get("customer", LI)
    assert (seen.remark, seen.description) == ("VIP", "Ann's last words before the holiday")
    assert await bob.texts(LI_TALK) == ["see you"] and await ann.get("quick_reply", "hello") is None
    assert await ann.outbox() == []


async def test_after_a_restore_from_backup_everything_is_fetched_again_and_nothing_unsent_is_lost(world, ann, bob):
    copy = await world.backup()
    await ann.edit("customer", LI, remark="covered, and lost with the server")
    await meet(ann, bob)
    await ann.edit("customer", WANG, remark="acknowledged, not yet covered")
    ann.wire.next(Fault.NONE, Fault.NONE, Fault.CUT)
    with pytest.raises(Offline):
        await ann.sync()
    await ann.say(LI_TALK, "unsent")
    await world.restore(copy)
    await meet(ann, bob)
    assert (await bob.get("customer", WANG)).remark == "acknowledged, not yet covered"
    assert await bob.texts(LI_TALK) == ["unsent"] and await ann.outbox() == []
    rows, fresh = await ann.rows(), await ann_like(world, ann)
    assert rows == fresh


async def test_a_failed_message_survives_a_restore(world, ann):
    await world.put("conversation", WANG_TALK, window_trigger="", window_opened_at=0)
    [late] = await ann.say(WANG_TALK, "too late", note=False)
    await ann.sync()
    await world.restore(await world.backup())
    await ann.sync()
    assert (await ann.get("message", late)).state == "failed"


# --- drift ----------------------------------------------------------------------------------------------------------


async def drift(desk):
    """Lose a row, keep a ghost and age another, as a fault of ours might."""

    def damage(tx):
        tx.run("DELETE FROM quick_reply WHERE id = 'hello'")
        tx.run("UPDATE customer SET remark = 'stale', rev = rev - 1 WHERE id = ?", (LI,))
        tx.run("INSERT INTO tag (id, rev, group_id, name, \"order\", color) VALUES ('ghost', 3, '', 'Ghost', 0, '')")

    await desk.store.write(damage)


async def test_a_scope_that_drifted_is_fetched_again_within_a_day(world, ann):
    await ann.say(LI_TALK, "still here")
    await ann.sync()
    whole = await ann.rows()
    await drift(ann)
    await ann.edit("customer", WANG, remark="unsent meanwhile")
    ann.wire.next(Fault.NONE, Fault.CUT)
    with pytest.raises(Offline):
        await ann.sync()
    assert "ghost" in await ann.ids("tag"), "nobody looks before the day is over"
    ann.skew_ms = DAY + 1000
    await ann.sync()
    await ann.sync()
    healed = await ann.rows()
    assert healed["quick_reply"] == whole["quick_reply"] and healed["tag"] == whole["tag"]
    assert (await ann.get("customer", LI)).remark == "" and healed["message"] == whole["message"]
    assert (await ann.get("customer", WANG)).remark == "unsent meanwhile"


async def test_a_scope_that_did_not_drift_is_not_fetched_again(ann):
    ann.skew_ms = DAY + 1000
    ann.wire.asked.clear()
    await ann.sync()
    digests = ann.wire.asked.count("GET /v1/digest")
    assert digests == 4 and ann.wire.asked.count("GET /v1/changes") == 1
    await ann.sync()
    assert ann.wire.asked.count("GET /v1/digest") == digests, "once a day"


# --- the line -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.CUT, Offline),
        (Fault.LOST_REPLY, Offline),
        (Fault.TRUNCATED, Offline),
        (Fault.PORTAL, NotHeliu),
        (Fault.UNAVAILABLE, Busy),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
async def test_whatever_the_line_does_the_next_sync_mends_it(world, ann, bob, fault, error, place):
    await ann.say(LI_TALK, "hello")
    await bob.edit("customer", LI, city="Suzhou")
    await bob.sync()
    ann.wire.only(place, fault)
    with pytest.raises(error):
        await ann.sync()
    await meet(ann, bob)
    assert await bob.texts(LI_TALK) == ["hello"] and (await ann.get("customer", LI)).city == "Suzhou"
    assert await ann.rows() == await bob.rows() and await ann.outbox() == []


async def test_answers_that_drip_byte_by_byte_are_whole(ann, bob):
    await ann.say(LI_TALK, "hello")
    ann.wire.faults = itertools.repeat(Fault.DRIP)
    bob.wire.faults = itertools.repeat(Fault.DRIP)
    await meet(ann, bob)
    assert await bob.texts(LI_TALK) == ["hello"]


async def test_a_token_that_expires_in_the_middle_of_a_cycle_is_renewed_on_the_way(world, ann, bob):
    await ann.say(LI_TALK, "hello")
    calls = itertools.count()

    async def expire(request):
        if next(calls) == 1:
            await world.database.write(lambda tx: tx.run("DELETE FROM token WHERE purpose = 'access'"))
            world.app.state.server.known.clear()

    ann.wire.before = expire
    await ann.sync()
    assert ann.wire.asked.count("POST /v1/session/refresh") == 1
    await bob.sync()
    assert await bob.texts(LI_TALK) == ["hello"]


async def test_a_lost_answer_to_a_token_renewal_does_not_end_the_login(ann):
    ann.tokens.access = ""
    ann.wire.next(Fault.LOST_REPLY)
    with pytest.raises(Offline):
        await ann.sync()
    await ann.sync()
    assert ann.engine.status.state is SyncState.ONLINE


async def test_a_signed_out_device_is_told_so_and_keeps_its_words(world, ann):
    await ann.say(LI_TALK, "unsent")
    await world.database.write(lambda tx: tx.run("DELETE FROM token"))
    world.app.state.server.known.clear()
    with pytest.raises(LoginExpired):
        await ann.sync()
    assert (await ann.counts())[0] == 1 and await ann.texts(LI_TALK) == ["unsent"]


async def test_the_server_may_restart_between_any_two_calls(world, ann, bob):
    for n in range(4):
        await ann.say(LI_TALK, f"line {n}")
        await world.restart()
        await ann.sync()
    await world.restart()
    await bob.sync()
    assert await bob.texts(LI_TALK) == [f"line {n}" for n in range(4)]


async def test_a_repeated_mutation_with_other_words_is_refused(ann):
    first = Mutation(
        id=new_id(), kind="customer", record_id=LI, hlc=ann.clock.tick(), base_rev=1, fields={"remark": "a"}
    )
    other = Mutation(id=first.id, kind="customer", record_id=LI, hlc=first.hlc, base_rev=1, fields={"remark": "b"})
    [outcome] = await ann.api.push([first])
    [again] = await ann.api.push([first])
    [reused] = await ann.api.push([other])
    assert outcome.verdict == again.verdict and outcome.rev == again.rev
    assert (reused.verdict, reused.reason) == (Verdict.REFUSED, "reused_id")


async def test_an_encrypted_store_syncs_like_any_other(world, ann, tmp_path):
    desk = await world.desk("bob", key=bytes(range(32)))
    await desk.sync()
    await desk.say(LI_TALK, "sealed")
    await desk.restart()
    await desk.sync()
    await ann.sync()
    assert await ann.texts(LI_TALK) == ["sealed"]
    assert b"sealed" not in desk.path.read_bytes() and b"SQLite format" not in desk.path.read_bytes()


async def test_the_cursor_is_where_the_server_says_it_is(world, ann):
    await world.write_in(LI_TALK, "hello")
    await ann.sync()
    head = (await ann.api.changes(-1)).head
    assert await ann.store.read(syncing.cursor) == head == ann.engine._incoming.cursor
