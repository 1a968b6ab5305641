"""The matrix of notices: what is told, how, and when nothing is."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.notices import (
    CHOICES,
    SILENCE,
    SOUNDS,
    Circumstances,
    Event,
    Matrix,
    Means,
    Quiet,
    decide,
    next_repeat,
)

NOON = datetime(2026, 11, 23, 12, 0)  # a Monday
moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1))
matrices = st.builds(
    Matrix,
    cells=st.fixed_dictionaries({event: st.frozensets(st.sampled_from(CHOICES)) for event in Event}),
    repeat_minutes=st.integers(0, 60),
    quiet=st.builds(
        Quiet,
        on=st.booleans(),
        begins=st.integers(0, 1439),
        ends=st.integers(0, 1439),
        days=st.frozensets(st.integers(0, 6)),
    ),
    sound=st.sampled_from([*SOUNDS, SILENCE]),
    sounds=st.dictionaries(st.text(min_size=1, max_size=5), st.sampled_from([*SOUNDS, SILENCE]), max_size=3),
)
circumstances = st.builds(
    Circumstances,
    locked=st.booleans(),
    hushed=st.booleans(),
    in_front=st.booleans(),
    in_view=st.booleans(),
    muted=st.booleans(),
)
events = st.sampled_from(list(Event))


@given(events, matrices, moments, circumstances)
def test_nothing_is_told_by_means_the_agent_did_not_tick(event, matrix, now, at_desk):
    asked = matrix.cells[event] | ({Means.BLANK_TOAST} if Means.TOAST in matrix.cells[event] else set())
    assert decide(event, matrix, now, at_desk) <= asked


@given(events, matrices, moments, circumstances)
def test_a_locked_desk_never_shows_words(event, matrix, now, at_desk):
    means = decide(event, matrix, now, at_desk)
    assert (Means.BLANK_TOAST if not at_desk.locked else Means.TOAST) not in means


@given(events, matrices, moments, circumstances)
def test_quiet_hours_and_a_hush_leave_the_tray_alone(event, matrix, now, at_desk):
    if at_desk.hushed or matrix.quiet.holds(now):
        assert decide(event, matrix, now, at_desk) <= {Means.TRAY}


@given(events, matrices, moments, circumstances)
def test_the_window_in_front_is_neither_flashed_nor_marked(event, matrix, now, at_desk):
    if at_desk.in_front:
        assert not {Means.FLASH, Means.TRAY} & decide(event, matrix, now, at_desk)


@given(matrices, moments, st.sampled_from([Event.MINE, Event.UNASSIGNED, Event.MENTIONED]))
def test_what_is_before_the_agents_eyes_is_not_told(matrix, now, event):
    assert not decide(event, matrix, now, Circumstances(in_front=True, in_view=True))


@given(matrices)
def test_a_matrix_survives_its_journey_to_another_computer(matrix):
    assert Matrix.of_value(matrix.as_value()) == matrix


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(
    junk
    | st.fixed_dictionaries(
        {"cells": junk, "repeat_minutes": junk, "quiet": junk, "sound": junk, "sounds": junk}, optional={"more": junk}
    )
)
def test_a_damaged_preference_is_read_as_far_as_it_makes_sense(value):
    matrix = Matrix.of_value(value)
    assert set(matrix.cells) == set(Event)
    assert Matrix.of_value(matrix.as_value()) == matrix


def test_what_is_mine_is_heard_and_seen_and_what_is_nobodys_only_heard():
    away = Circumstances()
    assert decide(Event.MINE, Matrix(), NOON, away) == {Means.SOUND, Means.TOAST, Means.TRAY, Means.FLASH}
    assert decide(Event.UNASSIGNED, Matrix(), NOON, away) == {Means.SOUND, Means.TRAY}


def test_locked_only_the_words_of_the_message_are_missing():
    assert decide(Event.MINE, Matrix(), NOON, Circumstances(locked=True)) == {
        Means.SOUND,
        Means.BLANK_TOAST,
        Means.TRAY,
        Means.FLASH,
    }


def test_a_muted_conversation_still_tells_that_sending_failed():
    muted = Circumstances(muted=True)
    assert not decide(Event.MINE, Matrix(), NOON, muted)
    assert Means.TOAST in decide(Event.FAILED, Matrix(), NOON, muted)


@pytest.mark.parametrize(
    ("begins", "ends", "moment", "quiet"),
    [
        ("22:00", "08:00", "2026-11-23 23:30", True),
        ("22:00", "08:00", "2026-11-24 07:59", True),
        ("22:00", "08:00", "2026-11-24 08:00", False),
        ("22:00", "08:00", "2026-11-23 07:00", False),  # Sunday's night is not among the days
        ("12:00", "13:00", "2026-11-23 12:30", True),
        ("12:00", "13:00", "2026-11-23 13:00", False),
        ("12:00", "13:00", "2026-11-22 12:30", False),
    ],
)
def test_quiet_hours_reach_into_the_next_morning(begins, ends, moment, quiet):
    def minutes(words: str) -> int:
        return int(words[:2]) * 60 + int(words[3:])

    hours = Quiet(on=True, begins=minutes(begins), ends=minutes(ends), days=frozenset(range(5)))
    assert hours.holds(datetime.fromisoformat(moment)) is quiet


def test_each_account_may_have_its_own_sound_or_none():
    matrix = Matrix(sound="chime").with_sound("a", "bell").with_sound("b", SILENCE)
    assert [matrix.sound_of(i) for i in ("a", "b", "c")] == ["bell", "", "chime"]
    assert matrix.with_sound("a", "").sound_of("a") == "chime"


def test_waiting_is_said_again_after_the_chosen_minutes():
    assert next_repeat(Matrix(repeat_minutes=0), 1_000, 0) == 0
    assert next_repeat(Matrix(repeat_minutes=2), 0, 0) == 0
    assert next_repeat(Matrix(repeat_minutes=2), 1_000, 0) == 121_000
    assert next_repeat(Matrix(repeat_minutes=2), 1_000, 60_000) == 180_000
