"""What may be sent, until when, and why no more; and what each kind of account may do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.limits import load
from app.protocol import AccountKind, Conversation
from app.rules.abilities import Mode, abilities, check_bytes, check_file, check_outgoing
from app.rules.budget import COPY, NOT_YET, TOO_LATE, USED_UP, WINDOWS, Trigger, Window, budget, opened, window_of

LIMITS = load()
HOUR = 3600 * 1000
COUNTED = sorted({kind for kind, _ in WINDOWS})
kinds = st.sampled_from(list(AccountKind))
triggers = st.sampled_from(["", *Trigger, "nonsense"])
times = st.integers(min_value=0, max_value=2**42)
windows = st.builds(Window, trigger=triggers, opened_at=times, sent=st.integers(min_value=0, max_value=50))


@given(kind=kinds, window=windows, now=times)
def test_a_budget_never_contradicts_itself(kind: AccountKind, window: Window, now: int) -> None:
    found = budget(kind, window, now, LIMITS)
    assert found.open is (found.why == "")
    if found.total is None:
        assert found.left is None and found.closes_at == 0
    else:
        assert found.left is not None and 0 <= found.left <= found.total
        if found.open:
            assert found.left > 0 and now < found.closes_at


@given(kind=st.sampled_from(COUNTED), window=windows, now=times, later=st.integers(min_value=0, max_value=10**10))
def test_waiting_and_sending_never_open_a_window(kind: AccountKind, window: Window, now: int, later: int) -> None:
    if not budget(kind, window, now, LIMITS).open:
        assert not budget(kind, window, now + later, LIMITS).open
        more = Window(trigger=window.trigger, opened_at=window.opened_at, sent=window.sent + 1)
        assert not budget(kind, more, now, LIMITS).open


@given(kind=st.sampled_from(COUNTED), window=windows, at=times)
def test_a_customers_message_always_opens_a_fresh_window(kind: AccountKind, window: Window, at: int) -> None:
    fresh = opened(kind, window, "message", at, LIMITS)
    if not window.trigger or at >= window.opened_at:
        assert fresh == Window(trigger="message", opened_at=at)
        assert budget(kind, fresh, at, LIMITS).left == 5
    else:
        assert fresh == window


@given(kind=kinds, window=windows, trigger=triggers, at=times)
def test_an_opening_never_takes_anything_away(kind: AccountKind, window: Window, trigger: str, at: int) -> None:
    before = budget(kind, window, at, LIMITS)
    after = budget(kind, opened(kind, window, trigger, at, LIMITS), at, LIMITS)
    if before.open:
        assert after.open


@pytest.mark.parametrize(
    ("kind", "trigger", "count", "milliseconds"),
    [
        (AccountKind.WECOM_KF, "message", 5, 48 * HOUR),
        (AccountKind.OFFICIAL_ACCOUNT, "message", 5, 48 * HOUR),
        (AccountKind.OFFICIAL_ACCOUNT, "menu", 3, 60_000),
        (AccountKind.OFFICIAL_ACCOUNT, "subscribe", 3, 60_000),
        (AccountKind.OFFICIAL_ACCOUNT, "scan", 3, 60_000),
        (AccountKind.MINI_PROGRAM, "message", 5, 48 * HOUR),
        (AccountKind.MINI_PROGRAM, "enter", 2, 60_000),
    ],
)
def test_the_documented_windows(kind: AccountKind, trigger: str, count: int, milliseconds: int) -> None:
    window = Window(trigger=trigger, opened_at=1000)
    first = budget(kind, window, 1000, LIMITS)
    assert (first.left, first.total, first.closes_at, first.open) == (count, count, 1000 + milliseconds, True)
    assert budget(kind, window, 1000 + milliseconds - 1, LIMITS).open
    assert budget(kind, window, 1000 + milliseconds, LIMITS).why == TOO_LATE
    used = Window(trigger=trigger, opened_at=1000, sent=count)
    assert budget(kind, used, 1000, LIMITS).why == USED_UP


def test_nobody_may_be_written_to_who_has_not_written() -> None:
    assert budget(AccountKind.WECOM_KF, Window(), 5, LIMITS).why == NOT_YET
    assert budget(AccountKind.WECOM_KF, Window(trigger="enter", opened_at=5), 5, LIMITS).why == NOT_YET
    assert budget(AccountKind.MINI_PROGRAM, Window(trigger="scan", opened_at=5), 5, LIMITS).why == NOT_YET


def test_a_click_does_not_shorten_a_message_window() -> None:
    written = Window(trigger="message", opened_at=0, sent=1)
    assert opened(AccountKind.OFFICIAL_ACCOUNT, written, "menu", HOUR, LIMITS) == written
    late = opened(AccountKind.OFFICIAL_ACCOUNT, written, "menu", 49 * HOUR, LIMITS)
    assert late == Window(trigger="menu", opened_at=49 * HOUR)
    used_up = Window(trigger="message", opened_at=0, sent=5)
    assert opened(AccountKind.OFFICIAL_ACCOUNT, used_up, "menu", HOUR, LIMITS).trigger == "menu"


def test_assisted_accounts_say_what_to_do_instead() -> None:
    for kind in (AccountKind.WECOM_MEMBER, AccountKind.CUSTOMER_GROUP, AccountKind.PERSONAL):
        assert budget(kind, Window(trigger="message", opened_at=0), 0, LIMITS).why == COPY
    assert budget(AccountKind.GROUP_ROBOT, Window(), 0, LIMITS).open


def test_the_window_is_read_from_the_conversation() -> None:
    conversation = Conversation(window_trigger="menu", window_opened_at=7, sent_in_window=2)
    assert window_of(conversation) == Window(trigger="menu", opened_at=7, sent=2)


def test_all_seven_kinds_have_abilities_as_the_product_says() -> None:
    modes = {kind: abilities(kind).mode for kind in AccountKind}
    assert modes == {
        AccountKind.WECOM_KF: Mode.TWO_WAY,
        AccountKind.OFFICIAL_ACCOUNT: Mode.TWO_WAY,
        AccountKind.MINI_PROGRAM: Mode.TWO_WAY,
        AccountKind.WECOM_MEMBER: Mode.ASSISTED,
        AccountKind.CUSTOMER_GROUP: Mode.ASSISTED,
        AccountKind.GROUP_ROBOT: Mode.SEND_ONLY,
        AccountKind.PERSONAL: Mode.RECORD,
    }
    for kind in AccountKind:
        able = abilities(kind)
        assert able.glance and able.why
        assert bool(able.outgoing_types) is (able.mode in (Mode.TWO_WAY, Mode.SEND_ONLY))
        assert set(able.media_suffixes) <= set(able.media_limits)


@given(text=st.text(max_size=1200), kind=st.sampled_from(COUNTED))
def test_a_text_is_sent_whole_or_refused(text: str, kind: AccountKind) -> None:
    fits = len(text.encode("utf-8", "surrogatepass")) <= 2048 and text.strip() != ""
    try:
        check_outgoing(kind, "text", text, LIMITS)
        refused = False
    except BadInput:
        refused = True
    assert refused is not fits


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadInput, match="half"):
        check_bytes("\ud83d", "kf.send.text_bytes", LIMITS)


def test_files_are_checked_before_they_travel() -> None:
    check_file(AccountKind.WECOM_KF, "image", 1000, "A.PNG", LIMITS)
    for type, size, name in [
        ("image", 10 * 1024 * 1024 + 1, "a.png"),
        ("image", 5, "a.png"),
        ("image", 1000, "a.exe"),
        ("hologram", 1000, "a.png"),
    ]:
        with pytest.raises(BadInput):
            check_file(AccountKind.WECOM_KF, type, size, name, LIMITS)
    with pytest.raises(BadInput):
        check_file(AccountKind.PERSONAL, "image", 1000, "a.png", LIMITS)
