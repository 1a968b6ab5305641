"""What agents send: at most once, in order, and never called delivered without evidence."""

from __future__ import annotations

import asyncio

import pytest

from app.channels import Happening, Received
from app.errors import BadConfiguration, ChannelBusy, ChannelError, ChannelUnknown
from app.protocol import KINDS, Outcome, Verdict, natural_id
from app.server import queue, staff
from app.server.queue import LEASE_MS
from tests.server.conftest import Agent, House

TALK = natural_id("identity", "shop", "ext-1")


@pytest.fixture
async def talk(house: House) -> str:
    """A conversation in which the customer has just written."""
    house.platform.write("在吗", at=house.clock())
    await house.arrive()
    return TALK


async def send(agent: Agent, text: str = "在的", *, name: str = "", **fields: object) -> Outcome:
    return await agent.say("message", name, conversation_id=TALK, direction="out", text=text, **fields)


async def message(agent: Agent, record_id: str) -> dict[str, object]:
    row = (await agent.table("message"))[record_id]
    return dict(zip(KINDS["message"].fields, row, strict=True))


async def conversation(agent: Agent) -> dict[str, object]:
    row = (await agent.table("conversation"))[TALK]
    return dict(zip(KINDS["conversation"].fields, row, strict=True))


async def test_a_customer_who_writes_becomes_a_conversation_that_waits(
    house: House, agent: Agent, other: Agent, talk: str
) -> None:
    now = await conversation(agent)
    assert (now["unread"], now["waiting_since"], now["snippet"]) == (1, house.clock(), "在吗")
    assert (now["window_trigger"], now["sent_in_window"]) == ("message", 0)
    assert len(await agent.table("customer")) == len(await agent.table("identity")) == 1
    assert await other.table("message") == {}


async def test_a_reply_is_sent_once_and_called_accepted_not_delivered(house: House, agent: Agent, talk: str) -> None:
    outcome = await send(agent, name="aa11")
    assert outcome.verdict is Verdict.APPLIED
    await house.settle()
    assert [m.text for m in house.platform.sent] == ["在的"]
    assert house.platform.sent[0].id == "aa11" and house.platform.sent[0].external_id == "ext-1"
    sent = await message(agent, "aa11")
    assert (sent["state"], sent["author_id"]) == ("accepted", agent.user_id)
    now = await conversation(agent)
    assert (now["unread"], now["waiting_since"], now["sent_in_window"]) == (0, 0, 1)


async def test_what_customers_wrote_within_a_second_keeps_its_order_though_an_answer_came_between(
    house: House, agent: Agent, talk: str
) -> None:
    second = house.clock() // 1000 * 1000 + 60_000
    for text in ("一", "二"):
        house.platform.write(text, at=second)
    await house.arrive()
    house.clock.pass_by(seconds=(second + 1_500 - house.clock()) / 1000)
    assert (await send(agent, "好")).verdict is Verdict.APPLIED
    for text in ("三", "四"):
        house.platform.write(text, at=second)
    await house.arrive()
    fields = KINDS["message"].fields
    said = [dict(zip(fields, row, strict=True)) for _, row in sorted((await agent.table("message")).items())]
    heard = sorted((row for row in said if row["direction"] == "in"), key=lambda row: row["at"])
    assert [row["text"] for row in heard] == ["在吗", "一", "二", "三", "四"]
    assert len({row["at"] for row in heard}) == 5


async def test_the_same_send_pushed_again_goes_out_once(house: House, agent: Agent, talk: str) -> None:
    edit = agent.mutation("message", conversation_id=TALK, direction="out", text="一次")
    await agent.push(edit)
    await house.settle()
    await agent.push(edit)
    await house.settle()
    assert len(house.platform.sent) == 1


async def test_the_sixth_answer_is_refused_until_the_customer_writes_again(
    house: House, agent: Agent, talk: str
) -> None:
    outcomes = [await send(agent, f"{n}") for n in range(6)]
    assert [o.reason for o in outcomes] == [""] * 5 + ["quota_used"]
    await house.settle()
    house.platform.write("还有吗", at=house.clock() + 1000)
    await house.arrive()
    assert (await send(agent)).verdict is Verdict.APPLIED


async def test_after_two_days_the_window_is_closed(house: House, agent: Agent, talk: str) -> None:
    await house.pass_by(hours=48)
    assert (await send(agent)).reason == "window_closed"


async def test_what_the_platform_would_cut_is_refused(agent: Agent, talk: str) -> None:
    assert (await send(agent, "长" * 700)).reason == "bad_fields"
    assert (await send(agent, "", type="mpnews")).reason == "bad_fields"


async def test_a_refused_part_stops_the_rest_of_its_reply_and_gives_back_the_quota(
    house: House, agent: Agent, talk: str
) -> None:
    house.platform.trouble = [None, ChannelError("95002 the type is forbidden", code=95002)]
    parts = [
        agent.mutation("message", f"part{n}", conversation_id=TALK, direction="out", text=f"{n}", batch_id="b", part=n)
        for n in range(4)
    ]
    await agent.push(*parts)
    await house.settle()
    assert [m.text for m in house.platform.sent] == ["0", "1"]
    states = [(await message(agent, f"part{n}"))["state"] for n in range(4)]
    reasons = [(await message(agent, f"part{n}"))["reason"] for n in range(4)]
    assert states == ["accepted", "failed", "failed", "failed"]
    assert reasons == ["", "95002 the type is forbidden", "stopped", "stopped"]
    assert (await conversation(agent))["sent_in_window"] == 1


async def test_messages_of_one_conversation_go_out_in_order_even_when_one_has_to_wait(
    house: House, agent: Agent, talk: str
) -> None:
    house.platform.trouble = [ChannelBusy("busy", code=-1)]
    await agent.push(*(agent.mutation("message", conversation_id=TALK, direction="out", text=f"{n}") for n in range(3)))
    await house.settle()
    assert [m.text for m in house.platform.sent] == ["0"]
    await house.pass_by(seconds=600)
    assert [m.text for m in house.platform.sent] == ["0", "0", "1", "2"]
    assert len(house.platform.received) == 3


async def test_a_lost_answer_is_asked_for_again_under_the_same_id_where_that_is_safe(
    house: House, agent: Agent, talk: str
) -> None:
    house.platform.trouble, house.platform.lost_replies = [ChannelUnknown("cut off")], 1
    await send(agent, name="aa11")
    await house.settle()
    assert (await message(agent, "aa11"))["state"] == "queued"
    await house.pass_by(seconds=600)
    assert [m.id for m in house.platform.sent] == ["aa11", "aa11"]
    assert list(house.platform.received) == ["aa11"]
    assert (await message(agent, "aa11"))["state"] == "accepted"


async def test_a_lost_answer_is_unknown_and_never_sent_again_where_repeats_are_not_recognised(
    house: House, agent: Agent
) -> None:
    house.platform.repeatable = False
    house.platform.write("在吗", at=house.clock())
    await house.arrive()
    house.platform.trouble = [ChannelUnknown("cut off")]
    await send(agent, name="aa11")
    await house.settle()
    await house.pass_by(hours=1)
    assert len(house.platform.sent) == 1
    assert (await message(agent, "aa11"))["state"] == "unknown"


@pytest.mark.parametrize("repeatable", [True, False])
async def test_a_server_killed_while_sending_neither_loses_nor_doubles(
    house: House, agent: Agent, repeatable: bool
) -> None:
    house.platform.repeatable = repeatable
    house.platform.write("在吗", at=house.clock())
    await house.arrive()
    await house.server.desk.close()  # nobody works while we claim in a dying server's place
    await send(agent, name="aa11")
    claimed = await house.database.write(queue.claim, house.clock(), 9)
    assert [job.key for job in claimed] == ["aa11"]
    house.clock.pass_by(seconds=LEASE_MS / 1000 + 1)
    again = await house.database.write(queue.claim, house.clock(), 9)
    assert [(job.key, job.interrupted) for job in again] == [("aa11", True)]
    await house.server.desk.do(again[0])
    assert len(house.platform.sent) == (1 if repeatable else 0)
    assert (await message(agent, "aa11"))["state"] == ("accepted" if repeatable else "unknown")


async def test_a_late_failure_turns_the_message_and_the_customer_waits_again(
    house: House, agent: Agent, talk: str
) -> None:
    await send(agent, name="aa11")
    await house.settle()
    house.clock.pass_by(seconds=60)
    house.platform.tell(Happening.SEND_FAILED, at=house.clock(), about="p-aa11", reason="10 rejected", number="e1")
    await house.arrive()
    failed = await message(agent, "aa11")
    assert (failed["state"], failed["reason"]) == ("failed", "10 rejected")
    assert (await conversation(agent))["waiting_since"] > 0


async def test_the_customers_next_words_are_evidence_that_ours_arrived(house: House, agent: Agent, talk: str) -> None:
    await send(agent, name="aa11")
    await house.settle()
    house.clock.pass_by(seconds=60)
    house.platform.write("好的", at=house.clock())
    await house.arrive()
    assert (await message(agent, "aa11"))["state"] == "confirmed"


async def test_a_recalled_message_says_so(house: House, agent: Agent, talk: str) -> None:
    house.platform.tell(Happening.RECALLED, at=house.clock(), about="m0", number="e1")
    await house.arrive()
    assert next(iter((await agent.table("message")).values()))[7] == "recalled"


async def test_whoever_leaves_can_no_longer_be_written_to(house: House, agent: Agent, talk: str) -> None:
    house.clock.pass_by(seconds=5)
    house.platform.tell(Happening.LEFT, at=house.clock(), number="e1")
    await house.arrive()
    assert (await send(agent)).reason == "window_closed"
    identity = next(iter((await agent.table("identity")).values()))
    assert identity[6] == house.clock()


async def test_repeated_and_reordered_deliveries_change_nothing(house: House, agent: Agent, talk: str) -> None:
    before = await agent.changes()
    house.platform.log["platform-shop"].append(house.platform.log["platform-shop"][0])
    await house.arrive()
    assert (await agent.changes())["head"] == before["head"]


async def test_messages_of_one_second_keep_the_order_in_which_they_came(house: House, agent: Agent) -> None:
    for number in range(5):
        house.platform.write(f"{number}", at=house.clock())
    await house.arrive()
    rows = (await agent.http.get(f"/v1/conversations/{TALK}/messages")).json()["rows"]
    assert [row[6] for row in rows] == ["4", "3", "2", "1", "0"]


async def test_a_received_file_is_fetched_and_belongs_to_those_who_see_the_message(
    house: House, agent: Agent, other: Agent
) -> None:
    house.platform.files["wx1"] = Received(data=b"\xff\xd8\xff picture", type="image/jpeg")
    house.platform.write("", at=house.clock(), type="image", content={"platform_media_id": "wx1"})
    await house.arrive()
    content = next(iter((await agent.table("message")).values()))[5]
    reply = await agent.http.get(f"/v1/media/{content['media_id']}")
    assert (reply.content, reply.headers["content-type"]) == (b"\xff\xd8\xff picture", "image/jpeg")
    assert (await other.http.get(f"/v1/media/{content['media_id']}")).status_code == 404


PDF, PROGRAM, SHEET = b"%PDF-1.7 ...", b"MZ\x90\x00 run me", b"PK\x03\x04 [Content_Types].xml xl/workbook.xml"


@pytest.mark.parametrize(
    ("data", "named", "called"),
    [
        (PDF, "报价单.pdf", "报价单.pdf"),
        (PDF, "报价单", "报价单.pdf"),
        (PDF, "", "file-{}.pdf"),
        (SHEET, "", "file-{}.xlsx"),
        (PROGRAM, "", "file-{}.bin"),
        (b"nobody knows", "", "file-{}.bin"),
        (PDF, "../../etc/报价.pdf", "报价.pdf"),
        (PDF, "C:\\Windows\\报价.pdf", "报价.pdf"),
        (PROGRAM, "invoice.pdf", "invoice.pdf.bin"),
        (PROGRAM, "photo\u202egpj.exe", "photogpj.exe"),
        (PROGRAM, "invoice.pdf" + " " * 200 + ".exe", "invoice.pdf.exe"),
        (PROGRAM, "setup.exe", "setup.exe"),
    ],
)
async def test_a_received_file_keeps_its_name_and_gets_one_that_hides_nothing(
    house: House, agent: Agent, data: bytes, named: str, called: str
) -> None:
    house.platform.files["wx1"] = Received(data=data, type="application/octet-stream", name=named)
    house.platform.write("", at=house.clock(), type="file", content={"platform_media_id": "wx1"})
    await house.arrive()
    content = next(iter((await agent.table("message")).values()))[5]
    assert content["file_name"] == called.format(content["media_id"][:6])


async def test_a_wrong_secret_is_told_on_the_account_and_the_message_waits(
    house: House, agent: Agent, talk: str
) -> None:
    house.platform.trouble = [BadConfiguration("the secret is wrong")]
    await send(agent, name="aa11")
    await house.settle()
    assert (await agent.table("account"))["shop"][5] == "the secret is wrong"
    assert (await message(agent, "aa11"))["state"] == "queued"
    await house.pass_by(seconds=600)
    assert (await agent.table("account"))["shop"][5] == ""
    assert (await message(agent, "aa11"))["state"] == "accepted"


async def test_a_paused_account_sends_when_it_goes_on(house: House, agent: Agent, talk: str) -> None:
    await house.database.write(staff.pause_account, house.workspace, "shop", True, house.clock())
    await send(agent)
    await house.settle()
    assert house.platform.sent == []
    await house.database.write(staff.pause_account, house.workspace, "shop", False, house.clock())
    await house.pass_by(seconds=61)
    assert len(house.platform.sent) == 1


async def test_in_a_personal_account_what_was_said_is_written_down_and_not_sent(house: House, other: Agent) -> None:
    await house.database.write(_a_diary, house.workspace, house.clock())
    outcome = await other.say("message", "mm", conversation_id="diary-talk", direction="out", text="copied")
    assert outcome.verdict is Verdict.APPLIED
    await house.settle()
    assert house.platform.sent == []
    assert (await message(other, "mm"))["state"] == "recorded"


async def test_a_note_is_for_colleagues_only(house: House, agent: Agent, talk: str) -> None:
    await agent.say("message", "nn", conversation_id=TALK, direction="note", text="careful")
    await house.settle()
    assert house.platform.sent == []
    assert (await message(agent, "nn"))["state"] == "recorded"
    assert (await conversation(agent))["waiting_since"] > 0


async def test_nobody_puts_words_into_a_customers_mouth_or_takes_them_out(agent: Agent, talk: str) -> None:
    forged = await agent.say("message", conversation_id=TALK, direction="in", text="I agree to pay")
    assert forged.reason == "bad_fields"
    theirs = next(iter(await agent.table("message")))
    assert (await agent.say("message", theirs, base_rev=1 << 40, drop=True)).reason == "forbidden"
    assert (await agent.say("message", theirs, base_rev=1 << 40, text="changed")).reason == "bad_fields"


async def test_reading_counts_down_to_what_is_newer(house: House, agent: Agent, talk: str) -> None:
    first = house.clock()
    house.clock.pass_by(seconds=10)
    house.platform.write("再问", at=house.clock())
    await house.arrive()
    assert (await conversation(agent))["unread"] == 2
    await agent.say("conversation", TALK, base_rev=1 << 40, read_at=first)
    assert (await conversation(agent))["unread"] == 1


async def test_a_snoozed_conversation_wakes_on_time(house: House, agent: Agent, talk: str) -> None:
    until = house.clock() + 3_600_000
    await agent.say("conversation", TALK, base_rev=1 << 40, status="snoozed", snoozed_until=until)
    await house.settle()
    assert (await conversation(agent))["status"] == "snoozed"
    await house.pass_by(hours=1)
    assert ((await conversation(agent))["status"], (await conversation(agent))["snoozed_until"]) == ("open", 0)


async def test_a_page_of_the_log_and_its_cursor_are_stored_together(house: House, agent: Agent) -> None:
    house.platform.page = 3
    for number in range(10):
        house.platform.write(f"{number}", at=house.clock() + number * 1000)
    await house.arrive()
    assert len(await agent.table("message")) == 10
    fetched = house.platform.fetches
    await house.arrive()
    assert house.platform.fetches == fetched + 1


async def test_what_no_callback_announced_is_fetched_at_night(house: House, agent: Agent) -> None:
    house.platform.write("nobody told you", at=house.clock())
    await house.pass_by(hours=25)
    assert len(await agent.table("message")) == 1


async def test_two_servers_over_one_queue_never_claim_the_same_job(house: House, agent: Agent, talk: str) -> None:
    await house.server.desk.close()
    await send(agent)
    claims = await asyncio.gather(*(house.database.write(queue.claim, house.clock(), 9) for _ in range(6)))
    assert sum(len(claimed) for claimed in claims) == 1


def _a_diary(tx: object, workspace: str, now_ms: int) -> None:
    from app.rules.merge import defaults
    from app.server.book import Book

    book = Book(tx, workspace, now_ms)  # type: ignore[arg-type]
    book.put(KINDS["customer"], "diary-customer", {**defaults(KINDS["customer"]), "account_id": "diary"})
    fields = {"account_id": "diary", "customer_id": "diary-customer"}
    book.put(KINDS["conversation"], "diary-talk", {**defaults(KINDS["conversation"]), **fields})
    book.close()
