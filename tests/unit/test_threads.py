"""Who waits, what is unread, what the list shows, however late the messages come."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol import Conversation, ConversationStatus, Direction, Message, MessageState
from app.rules.budget import Window
from app.rules.threads import SNIPPET_CHARACTERS, after_failure, after_leaving, after_message, after_read, in_window
from app.rules.threads import snippet as snippet_of


def _said(direction: Direction, at: int, text: str = "words", state: MessageState = MessageState.RECEIVED) -> Message:
    return Message(conversation_id="c", direction=direction, at=at, text=text, state=state)


def _in(at: int, text: str = "question") -> Message:
    return _said(Direction.IN, at, text)


def _out(at: int, state: MessageState = MessageState.QUEUED) -> Message:
    return _said(Direction.OUT, at, "answer", state)


def _after(*messages: Message, start: Conversation | None = None) -> Conversation:
    conversation = start or Conversation()
    for message in messages:
        conversation = after_message(conversation, message)
    return conversation


def test_a_customer_waits_since_the_oldest_unanswered_message() -> None:
    now = _after(_in(10), _in(20))
    assert (now.waiting_since, now.unread, now.last_at, now.last_direction) == (10, 2, 20, "in")


def test_an_answer_ends_the_waiting_reads_all_and_uses_the_window() -> None:
    now = _after(_in(10), _out(20))
    assert (now.waiting_since, now.unread, now.read_at, now.sent_in_window) == (0, 0, 10, 1)
    assert _after(_in(10), _out(20), _in(30)).waiting_since == 30


def test_what_was_only_written_down_uses_no_window_and_what_failed_answers_nobody() -> None:
    assert _after(_in(10), _out(20, MessageState.RECORDED)).sent_in_window == 0
    assert _after(_in(10), _out(20, MessageState.FAILED)).waiting_since == 10


def test_a_note_answers_nobody_and_is_not_shown_as_the_last_word() -> None:
    now = _after(_in(10), _said(Direction.NOTE, 20, "careful"))
    assert (now.waiting_since, now.snippet, now.last_direction, now.last_at) == (10, "question", "in", 20)


@pytest.mark.parametrize("status", [ConversationStatus.RESOLVED, ConversationStatus.SNOOZED])
def test_a_customer_opens_what_was_put_away(status: ConversationStatus) -> None:
    away = Conversation(status=status, snoozed_until=99)
    now = _after(_in(10), start=away)
    assert (now.status, now.snoozed_until) == (ConversationStatus.OPEN, 0)
    assert _after(_out(10), start=away).status is status


def test_a_late_message_moves_nothing_back() -> None:
    now = _after(_in(10), _out(30), _in(20, "late"))
    assert (now.last_at, now.snippet, now.waiting_since) == (30, "answer", 0)


@given(st.permutations([10, 20, 30, 40]))
def test_customer_messages_in_any_order_give_the_same_conversation(order: list[int]) -> None:
    now = _after(*(_in(at, f"at {at}") for at in order))
    assert (now.waiting_since, now.last_at, now.snippet, now.unread) == (10, 40, "at 40", 4)


@given(st.lists(st.sampled_from([Direction.IN, Direction.OUT, Direction.NOTE, Direction.EVENT]), max_size=8))
def test_somebody_waits_exactly_when_the_last_word_of_the_two_is_the_customers(said: list[Direction]) -> None:
    now = _after(*(_said(direction, at + 1, state=MessageState.ACCEPTED) for at, direction in enumerate(said)))
    spoken = [direction for direction in said if direction in (Direction.IN, Direction.OUT)]
    assert (now.waiting_since > 0) == bool(spoken and spoken[-1] is Direction.IN)
    assert (now.unread > 0) == (now.waiting_since > 0)


def test_what_the_platform_did_not_count_is_given_back_within_its_window_only() -> None:
    now = replace(_after(_in(10), _out(20), _out(30)), window_opened_at=10)
    assert after_failure(now, _out(20), counted=False).sent_in_window == 1
    assert after_failure(now, _out(20), counted=True).sent_in_window == 2
    assert after_failure(replace(now, window_opened_at=25), _out(20), counted=False).sent_in_window == 2


def test_a_window_is_written_down_and_closed_by_leaving() -> None:
    now = in_window(_after(_in(10)), Window(trigger="message", opened_at=10, sent=2))
    assert (now.window_trigger, now.window_opened_at, now.sent_in_window) == ("message", 10, 2)
    gone = after_leaving(now)
    assert (gone.window_trigger, gone.window_opened_at, gone.waiting_since) == ("", 0, 0)


def test_reading_sets_what_is_left() -> None:
    now = after_read(_after(_in(10), _in(20)), 10, 1)
    assert (now.read_at, now.unread) == (10, 1)


def test_the_line_in_the_list_is_one_short_line() -> None:
    assert snippet_of(_in(1, " a\n\n b\t c ")) == "a b c"
    assert len(snippet_of(_in(1, "长" * 500))) == SNIPPET_CHARACTERS
    assert snippet_of(Message(type="link", content={"title": "新品"})) == "新品"
    assert snippet_of(Message(type="image")) == ""
