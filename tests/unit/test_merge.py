"""Edits meet: whatever the order, the same record, and nothing is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.protocol import KINDS, Verdict
from app.rules.merge import Merged, defaults, make, may_drop, merge, same

CUSTOMER, REPLY = KINDS["customer"], KINDS["quick_reply"]
_SHORT = st.sampled_from(["name", "remark", "city", "stage"])
_WORDS = st.text(max_size=3)
_STAMPS = st.integers(0, 5).map(lambda n: f"{n:012x}0000") | st.just("")
_EDITS = st.tuples(st.dictionaries(_SHORT, _WORDS, max_size=4), st.integers(0, 9), st.sampled_from("ab"))


def _stamp(at: int, node: str) -> str:
    return f"{at:012x}0000{node}"


def _apply(values: dict[str, Any], stamps: dict[str, str], edit: tuple[dict[str, str], int, str]) -> Merged:
    fields, at, node = edit
    return merge(CUSTOMER, values, stamps, fields, {}, _stamp(at, node))


@given(_EDITS, _EDITS)
def test_two_short_edits_end_the_same_in_either_order(one: Any, other: Any) -> None:
    start = dict(defaults(CUSTOMER))
    first = _apply(start, {}, one)
    second = _apply(first.values, first.stamps, other)
    turned = _apply(start, {}, other)
    back = _apply(turned.values, turned.stamps, one)
    assert second.values == back.values


@given(st.lists(_EDITS, max_size=6))
def test_every_value_ever_written_stands_or_is_in_the_history(edits: list[Any]) -> None:
    values, stamps, kept = dict(defaults(CUSTOMER)), {}, []
    for edit in edits:
        merged = _apply(values, stamps, edit)
        kept += [(loss.field, loss.value) for loss in merged.lost]
        for name, value in edit[0].items():
            assert same(merged.values[name], value) or (name, value) in kept
        values, stamps = merged.values, merged.stamps
    for fields, _, _ in edits:
        for name, value in fields.items():
            assert same(values[name], value) or (name, value) in kept


@given(_EDITS)
def test_the_same_edit_twice_changes_nothing_more(edit: Any) -> None:
    once = _apply(dict(defaults(CUSTOMER)), {}, edit)
    twice = _apply(once.values, once.stamps, edit)
    assert (twice.values, twice.written, twice.lost) == (once.values, [], [])


@given(_WORDS, _WORDS, _WORDS)
def test_a_text_is_overwritten_only_by_who_has_seen_it(standing: str, seen: str, mine: str) -> None:
    values = {**defaults(REPLY), "body": standing}
    merged = merge(REPLY, values, {}, {"body": mine}, {"body": seen}, _stamp(1, "a"))
    if standing == mine:
        assert (merged.verdict, merged.lost) == (Verdict.APPLIED, [])
    elif standing == seen:
        assert merged.verdict is Verdict.APPLIED and merged.values["body"] == mine
        assert [loss.value for loss in merged.lost] == ([standing] if standing else [])
    else:
        assert merged.verdict is Verdict.CONFLICT and merged.clash == ["body"]
        assert merged.values["body"] == standing
        assert [(loss.value, loss.cause) for loss in merged.lost] == [(mine, "clash")]


def test_a_clash_in_one_field_does_not_keep_the_others_from_being_written() -> None:
    values = {**defaults(REPLY), "body": "theirs"}
    merged = merge(REPLY, values, {}, {"body": "mine", "title": "new"}, {"body": "old"}, _stamp(1, "a"))
    assert (merged.values["body"], merged.values["title"]) == ("theirs", "new")


def test_words_that_were_seen_are_overwritten_even_by_a_slow_clock() -> None:
    values = {**defaults(CUSTOMER), "remark": "theirs"}
    merged = merge(
        CUSTOMER, values, {"remark": _stamp(9, "b")}, {"remark": "mine"}, {"remark": "theirs"}, _stamp(1, "a")
    )
    assert merged.values["remark"] == "mine" and merged.stamps["remark"] >= _stamp(9, "b")


@given(st.sampled_from(sorted(n for n, rule in CUSTOMER.merge.items() if rule in ("fixed", "server"))))
def test_what_is_fixed_or_the_servers_never_changes_by_an_edit(name: str) -> None:
    values = dict(defaults(CUSTOMER))
    merged = merge(CUSTOMER, values, {}, {name: "changed", "remark": "r"}, {}, _stamp(1, "a"))
    assert (merged.verdict, merged.reason, merged.values) == (Verdict.REFUSED, "bad_fields", values)
    unchanged = merge(CUSTOMER, values, {}, {name: values[name], "remark": "r"}, {}, _stamp(1, "a"))
    assert unchanged.verdict is Verdict.APPLIED


def test_a_new_record_may_have_fixed_fields_but_not_the_servers() -> None:
    assert make(CUSTOMER, {"account_id": "a", "name": "n"}, _stamp(1, "a")).verdict is Verdict.APPLIED
    assert make(CUSTOMER, {"unionid": "u"}, _stamp(1, "a")).verdict is Verdict.REFUSED


def test_a_record_made_twice_keeps_the_first_makers_fixed_fields() -> None:
    tag = KINDS["customer_tag"]
    standing = {**defaults(tag), "customer_id": "c", "tag_id": "t", "author_id": "first", "at": 1}
    again = {"customer_id": "c", "tag_id": "t", "author_id": "second", "at": 2}
    merged = merge(tag, standing, {}, again, {}, _stamp(1, "a"), making=True)
    assert (merged.verdict, merged.values) == (Verdict.APPLIED, standing)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.sampled_from("ab"))
def test_a_delete_removes_only_what_its_author_saw(base: int, edited: int, before: int, editor: str) -> None:
    before = min(before, edited)
    allowed = may_drop(base_rev=base, node="a", edited=edited, editor=editor, edited_before=before)
    unseen_by_a = edited if editor == "b" else before
    assert allowed == (unseen_by_a <= base)


def test_true_is_not_one_and_an_enum_is_its_text() -> None:
    assert not same(True, 1) and not same(0, False) and not same("1", 1) and not same(None, "")
    assert same(Verdict.APPLIED, "applied") and same([1, {"a": 2}], [1, {"a": 2}])


def test_defaults_come_in_wire_order_as_they_travel() -> None:
    for kind in KINDS.values():
        assert tuple(defaults(kind)) == kind.fields
    assert type(defaults(CUSTOMER)["stage"]) is str
