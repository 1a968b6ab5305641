"""What becomes of edits: each once, nothing lost, nothing taken that is not theirs."""

from __future__ import annotations

from app.protocol import Verdict, natural_id, new_id
from tests.server.conftest import Agent, Clock, House


async def _customer(agent: Agent, **fields: object) -> tuple[str, int]:
    customer = new_id()
    outcome = await agent.say("customer", customer, account_id="shop", **fields)
    assert outcome.verdict is Verdict.APPLIED, outcome
    return customer, outcome.rev


def _value(outcome: object, kind: str, field: str) -> object:
    from app.protocol import KINDS

    return outcome.row[KINDS[kind].fields.index(field)]  # type: ignore[attr-defined]


async def test_an_edit_is_seen_by_colleagues_of_the_account_and_by_nobody_else(
    agent: Agent, lead: Agent, other: Agent
) -> None:
    customer, _ = await _customer(agent, name="何女士")
    assert (await lead.table("customer"))[customer][0] == "何女士"
    assert customer not in await other.table("customer")


async def test_a_repeated_mutation_has_one_effect_and_the_same_outcome(agent: Agent) -> None:
    edit = agent.mutation("tag", name="VIP")
    first, second = (await agent.push(edit))[0], (await agent.push(edit))[0]
    assert first == second
    assert (await agent.changes())["head"] == first.rev


async def test_the_same_mutation_twice_in_one_batch_counts_once(agent: Agent) -> None:
    edit = agent.mutation("tag", name="VIP")
    first, second = await agent.push(edit, edit)
    assert first == second


async def test_another_body_under_a_used_id_is_refused_and_counted(house: House, agent: Agent) -> None:
    edit = agent.mutation("tag", "aa", name="VIP")
    await agent.push(edit)
    from dataclasses import replace

    outcome = (await agent.push(replace(edit, fields={"name": "other"})))[0]
    assert (outcome.verdict, outcome.reason) == (Verdict.REFUSED, "reused_id")
    assert (await agent.table("tag"))["aa"][1] == "VIP"
    assert b"heliu_reused_mutation_ids_total 1.0" in house.server.metrics.page()


async def test_a_colleague_who_repeats_my_mutation_learns_nothing_from_it(agent: Agent, other: Agent) -> None:
    edit = agent.mutation("customer", "cc", account_id="shop", name="secret")
    await agent.push(edit)
    outcome = (await other.push(edit))[0]
    assert (outcome.reason, outcome.row) == ("reused_id", None)


async def test_different_fields_merge(agent: Agent, lead: Agent) -> None:
    customer, rev = await _customer(agent, name="A")
    assert (await agent.say("customer", customer, base_rev=rev, remark="mine")).verdict is Verdict.APPLIED
    outcome = await lead.say("customer", customer, base_rev=rev, city="杭州")
    assert outcome.verdict is Verdict.MERGED
    assert (_value(outcome, "customer", "remark"), _value(outcome, "customer", "city")) == ("mine", "杭州")


async def test_of_two_short_edits_the_later_stamp_wins_and_the_other_stays_in_the_history(
    agent: Agent, lead: Agent, clock: Clock
) -> None:
    customer, rev = await _customer(agent)
    early = agent.mutation("customer", customer, base_rev=rev, remark="early")
    clock.pass_by(seconds=1)
    await lead.say("customer", customer, base_rev=rev, remark="late")
    outcome = (await agent.push(early))[0]
    assert outcome.verdict is Verdict.MERGED
    assert _value(outcome, "customer", "remark") == "late"
    past = (await agent.http.get(f"/v1/history/customer/{customer}")).json()
    assert [(row["value"], row["cause"]) for row in past if row["field"] == "remark"] == [("early", "late")]


async def test_a_clock_that_runs_a_day_ahead_wins_by_five_minutes_only(agent: Agent, lead: Agent, clock: Clock) -> None:
    customer, rev = await _customer(agent)
    ahead = f"{clock() + 86_400_000:012x}0000ahead"
    await agent.say("customer", customer, base_rev=rev, remark="from tomorrow", hlc=ahead)
    clock.pass_by(seconds=301)
    outcome = await lead.say("customer", customer, base_rev=rev, remark="today")
    assert _value(outcome, "customer", "remark") == "today"


async def test_text_the_author_had_not_seen_is_a_conflict_and_both_are_kept(agent: Agent, lead: Agent) -> None:
    reply = new_id()
    rev = (await agent.say("quick_reply", reply, title="t", body="one")).rev
    await agent.say("quick_reply", reply, base_rev=rev, body="two", base={"body": "one"})
    outcome = await lead.say(
        "quick_reply", reply, base_rev=rev, body="three", title="T", base={"body": "one", "title": "t"}
    )
    assert (outcome.verdict, outcome.clash) == (Verdict.CONFLICT, ["body"])
    assert (_value(outcome, "quick_reply", "body"), _value(outcome, "quick_reply", "title")) == ("two", "T")
    past = (await lead.http.get(f"/v1/history/quick_reply/{reply}")).json()
    assert {row["value"] for row in past if row["field"] == "body"} == {"one", "three"}


async def test_an_overwritten_text_can_be_restored(agent: Agent) -> None:
    reply = new_id()
    rev = (await agent.say("quick_reply", reply, body="good")).rev
    await agent.say("quick_reply", reply, base_rev=rev, body="bad", base={"body": "good"})
    past = (await agent.http.get(f"/v1/history/quick_reply/{reply}")).json()
    entry = next(row for row in past if row["value"] == "good")
    answer = await agent.http.post(f"/v1/history/quick_reply/{reply}/restore", json={"id": entry["id"]})
    assert answer.status_code == 200
    assert (await agent.table("quick_reply"))[reply][4] == "good"


async def test_a_delete_leaves_what_its_author_had_not_seen(agent: Agent, lead: Agent) -> None:
    tag = new_id()
    rev = (await agent.say("tag", tag, name="VIP")).rev
    await lead.say("tag", tag, base_rev=rev, name="VVIP")
    outcome = await agent.say("tag", tag, base_rev=rev, drop=True)
    assert (outcome.verdict, outcome.deleted) == (Verdict.CONFLICT, False)
    assert tag in await agent.table("tag")


async def test_an_edit_brings_back_what_was_deleted_meanwhile(agent: Agent, lead: Agent) -> None:
    tag = new_id()
    rev = (await agent.say("tag", tag, name="VIP")).rev
    assert (await agent.say("tag", tag, base_rev=rev, drop=True)).deleted
    outcome = await lead.say("tag", tag, base_rev=rev, color="#fff", base={"color": ""})
    assert not outcome.deleted
    assert (await agent.table("tag"))[tag][1:4:2] == ["VIP", "#fff"]


async def test_an_own_edit_that_was_just_synced_does_not_stop_the_own_delete(agent: Agent) -> None:
    tag = new_id()
    rev = (await agent.say("tag", tag, name="VIP")).rev
    edit = agent.mutation("tag", tag, base_rev=rev, name="vip")
    drop = agent.mutation("tag", tag, base_rev=rev, drop=True)
    assert [o.verdict for o in await agent.push(edit, drop)] == [Verdict.APPLIED, Verdict.APPLIED]
    assert tag not in await agent.table("tag")


async def test_a_tag_taken_off_and_put_on_again_stands(agent: Agent) -> None:
    customer, _ = await _customer(agent)
    name = natural_id("customer_tag", customer, "t")
    fields = {"customer_id": customer, "tag_id": "t"}
    rev = (await agent.say("customer_tag", name, **fields)).rev
    await agent.say("customer_tag", name, base_rev=rev, drop=True)
    assert (await agent.changes())["dropped"]["customer_tag"][0][0] == name
    assert (await agent.say("customer_tag", name, **fields)).verdict is Verdict.APPLIED
    assert name in await agent.table("customer_tag")


async def test_the_same_thing_made_on_two_devices_is_one_thing(agent: Agent, lead: Agent) -> None:
    customer, _ = await _customer(agent)
    name = natural_id("customer_tag", customer, "t")
    for one in (agent, lead):
        outcome = await one.say("customer_tag", name, customer_id=customer, tag_id="t")
        assert outcome.verdict in (Verdict.APPLIED, Verdict.MERGED), outcome
    assert len(await agent.table("customer_tag")) == 1


async def test_one_bad_edit_does_not_stop_the_batch(agent: Agent) -> None:
    good = agent.mutation("tag", name="ok")
    outcomes = await agent.push(
        agent.mutation("tag", nonsense=1),
        agent.mutation("tag", order="not a number"),
        agent.mutation("no_such_kind"),
        agent.mutation("tag", "bad id"),
        agent.mutation("tag", hlc="yesterday"),
        good,
    )
    assert [o.reason for o in outcomes] == ["bad_fields", "bad_fields", "unknown_kind", "bad_fields", "bad_fields", ""]
    assert good.record_id in await agent.table("tag")


async def test_nobody_gives_themselves_a_role_or_edits_what_the_server_writes(agent: Agent) -> None:
    outcome = await agent.say("user", agent.user_id, base_rev=9, role="admin")
    assert (outcome.verdict, outcome.reason) == (Verdict.REFUSED, "bad_fields")
    assert (await agent.table("user"))[agent.user_id][2] == "agent"
    assert (await agent.say("user", agent.user_id, base_rev=9, availability="away")).verdict is Verdict.APPLIED


async def test_nobody_writes_in_anothers_name(agent: Agent, lead: Agent) -> None:
    customer, _ = await _customer(agent)
    outcome = await agent.say("follow_up", customer_id=customer, author_id=lead.user_id, body="x")
    assert outcome.reason == "forbidden"


async def test_a_person_who_writes_to_two_accounts_is_seen_in_both_and_leaves_with_the_identity(
    house: House, agent: Agent, other: Agent, lead: Agent
) -> None:
    from app.protocol import KINDS
    from app.rules.merge import defaults
    from app.server.book import Book
    from app.server.database import Tx

    customer, _ = await _customer(agent, name="both")
    stranger, _ = await _customer(agent, name="somebody else")
    await agent.say("follow_up", "follow", customer_id=customer, body="called")

    def meet(tx: Tx, whom: str) -> None:
        book = Book(tx, house.workspace, house.clock())
        fields = {**defaults(KINDS["identity"]), "customer_id": whom, "account_id": "diary", "external_id": "e"}
        book.put(KINDS["identity"], "identity-2", fields)
        book.close()

    await house.database.write(meet, customer)
    seen = await other.changes()
    assert customer in {row[0] for row in seen["tables"]["customer"]}
    assert "follow" in {row[0] for row in seen["tables"]["follow_up"]}
    cursor = seen["covered_to"]

    await house.database.write(meet, stranger)
    later = await other.changes(cursor)
    assert {row[0] for row in later["tables"]["customer"]} == {stranger}
    assert [row[0] for row in later["dropped"]["customer"]] == [customer]
    assert [row[0] for row in later["dropped"]["follow_up"]] == ["follow"]
    assert customer in await agent.table("customer")


async def test_a_revoked_scope_is_gone_at_once_and_a_granted_one_is_listed(house: House, agent: Agent) -> None:
    from app.server import staff

    await _customer(agent)
    before = await agent.changes(-1)
    assert "account:shop" in before["scopes"] and not before["tables"]
    await house.database.write(staff.revoke, "agent", "account:shop", house.clock())
    await house.database.write(staff.grant, "agent", "account:diary", house.clock())
    after = await agent.changes()
    assert "account:shop" not in after["scopes"] and "account:diary" in after["scopes"]
    assert "customer" not in after["tables"]
    assert after["head"] > before["head"]


async def test_a_first_sync_brings_no_more_than_fifty_however_they_came(house: House, agent: Agent) -> None:
    """One that was late within its second, and one that was written long ago for now."""
    talk, start = natural_id("identity", "shop", "ext-1"), house.clock()
    house.platform.write("first", at=start)
    await house.arrive()
    later = {"conversation_id": talk, "direction": "out", "text": "later", "scheduled_at": start + 3_600_000}
    assert (await agent.say("message", **later)).reason == ""
    for number in range(60):
        house.platform.write(f"message {number}", at=start + 1000 + number * 1000)
    house.platform.write("late", at=start + 11_000)
    await house.arrive()

    async def texts() -> set[str]:
        first = await agent.changes(0, upto=1 << 40, scopes="account:shop", first=1)
        return {row[6] for row in first["tables"]["message"]}

    assert await texts() == {"late", *(f"message {n}" for n in range(11, 60))}
    await house.pass_by(hours=1)
    assert await texts() == {"later", *(f"message {n}" for n in range(11, 60))}


async def test_a_first_sync_leaves_cold_messages_out_and_history_brings_them(house: House, agent: Agent) -> None:
    for number in range(120):
        house.platform.write(f"message {number}", at=house.clock() + number * 1000)
    await house.arrive()
    first = await agent.changes(0, upto=1 << 40, scopes="account:shop", first=1)
    texts = {row[6] for row in first["tables"]["message"]}
    assert texts == {f"message {n}" for n in range(70, 120)}
    conversation = first["tables"]["conversation"][0][0]
    url = f"/v1/conversations/{conversation}/messages"
    newest = (await agent.http.get(url, params={"limit": 2})).json()
    assert [row[6] for row in newest["rows"]] == ["message 119", "message 118"] and newest["more"]
    row = newest["rows"][-1]
    older = (await agent.http.get(url, params={"limit": 500, "before": f"{row[8]},{row[0]}"})).json()
    assert [row[6] for row in older["rows"]] == [f"message {n}" for n in range(117, -1, -1)] and not older["more"]


async def test_pages_follow_the_cursor_without_gap_or_repeat(agent: Agent) -> None:
    names = [f"tag {n}" for n in range(30)]
    for start in range(0, 30, 10):
        await agent.push(*(agent.mutation("tag", name=name) for name in names[start : start + 10]))
    seen, since, pages = [], 0, 0
    while True:
        page = await agent.changes(since, limit=7)
        seen += [row[3] for row in page["tables"].get("tag", [])]
        since, pages = page["covered_to"], pages + 1
        if not page["more"]:
            break
    assert seen == names and pages > 4


async def test_a_narrow_view_of_a_busy_workspace_moves_on_without_rows(
    house: House, agent: Agent, other: Agent
) -> None:
    for _ in range(2):
        await agent.push(*(agent.mutation("customer", account_id="shop") for _ in range(100)))
    page = await other.changes(60, limit=1)
    assert page["tables"] == {} and page["more"] and 60 < page["covered_to"] < page["head"]


async def test_the_digest_is_that_of_the_rows_a_client_holds(agent: Agent) -> None:
    from app.protocol.wire import digest_of

    await agent.push(*(agent.mutation("customer", account_id="shop") for _ in range(5)))
    page = await agent.changes()
    expected = 0
    for row in page["tables"]["customer"]:
        expected ^= digest_of(row[0], row[1])
    digest = (await agent.http.get("/v1/digest", params={"scope": "account:shop"})).json()
    assert digest["kinds"]["customer"] == [5, f"{expected:016x}"]
    assert (await agent.http.get("/v1/digest", params={"scope": "account:diary"})).status_code == 404
