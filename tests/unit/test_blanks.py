"""What is typed into the blanks of a form."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.blanks import answer_of, day_of
from app.rules.variables import Field, blanks, expand, fields

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("今天", date(2026, 11, 20)),
        ("明天", date(2026, 11, 21)),
        ("Tomorrow", date(2026, 11, 21)),
        ("+3", date(2026, 11, 23)),
        ("周六", date(2026, 11, 21)),
        ("周五", date(2026, 11, 27)),
        ("星期天", date(2026, 11, 22)),
        ("下周一", date(2026, 11, 23)),
        ("12-5", date(2026, 12, 5)),
        ("12月5日", date(2026, 12, 5)),
        ("1/2", date(2027, 1, 2)),
        ("2026-12-05", date(2026, 12, 5)),
        ("2-29", None),
        ("13-1", None),
        ("周八", None),
        ("", None),
    ],
)
def test_a_day_is_understood_as_it_is_said(typed, meant):
    assert day_of(typed, FRIDAY) == meant


def test_a_leap_day_is_the_next_one_there_is():
    assert day_of("2月29日", date(2027, 3, 1)) == date(2028, 2, 29)


def test_a_date_goes_into_the_text_as_people_write_it():
    field = fields("[[到货日：日期]]")[0]
    assert field == Field(name="到货日", kind="date") == fields("[[到货日:date]]")[0]
    assert answer_of(field, "+15", FRIDAY) == "12月5日"
    assert answer_of(field, "soon", FRIDAY) is None


@pytest.mark.parametrize(
    ("typed", "chosen"), [("2", "M"), ("l", "L"), ("X", None), ("XL", "XL"), ("9", None), ("", None)]
)
def test_a_choice_is_taken_by_its_number_or_its_beginning(typed, chosen):
    field = Field(name="尺码", choices=("S", "M", "L", "XL", "XXL"))
    assert answer_of(field, typed, FRIDAY) == chosen


def test_any_words_fill_a_plain_blank_and_none_leave_it_open():
    assert answer_of(Field(name="姓名"), " 小林 ", FRIDAY) == "小林"
    assert answer_of(Field(name="姓名"), "  ", FRIDAY) is None


def test_the_blanks_of_all_parts_are_asked_for_once():
    parts = [{"type": "text", "text": "[[尺码：S|M]]和[[到货日：日期]]"}, {"type": "image"}]
    assert [field.name for field in blanks("[[尺码：S|M]]", parts)] == ["尺码", "到货日"]
    done = expand("[[尺码：S|M]]", parts, {"尺码": "M", "到货日": "12月5日"})
    assert (done.text, done.parts[0]["text"], done.unresolved) == ("M", "M和12月5日", ())
