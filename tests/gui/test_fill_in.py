"""Forms of quick replies, filled in without a mouse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.rules.variables import fields
from ui.kit.fill_in import FillIn

FORM = "[[姓名]]，尺码[[尺码：S|M|L]]，[[到货日：日期]]送到"


@pytest.fixture
def strip(show):
    made = show(FillIn(), 700, 44)
    made.got = []
    made.filled.connect(lambda answers, _send: made.got.append(answers))
    made.given_up.connect(lambda: made.got.append("given up"))
    return made


def asked(strip, find) -> str:
    return find(strip, "fill_in_name").whole_text()


def test_a_form_is_filled_by_keyboard_alone(strip, qtbot, find):
    strip.ask(fields(FORM))
    field = find(strip, "fill_in_answer")
    qtbot.keyClicks(field, "Lin")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked(strip, find) == "尺码" and "2 M" in find(strip, "fill_in_hint").whole_text()
    qtbot.keyClick(field, Qt.Key.Key_2)
    assert asked(strip, find) == "到货日"
    qtbot.keyClicks(field, "+1")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    day = date.today() + timedelta(days=1)
    assert strip.got == [{"姓名": "Lin", "尺码": "M", "到货日": f"{day.month}月{day.day}日"}]
    assert not strip.isVisible()


def test_what_is_not_understood_stays_and_is_marked(strip, qtbot, find):
    strip.ask(fields("[[到货日：日期]]"))
    field = find(strip, "fill_in_answer")
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert strip.got == [] and field.text() == "soon" and field.property("wrong") == "true"


def test_one_can_go_back_and_what_was_typed_is_still_there(strip, qtbot, find):
    strip.ask(fields(FORM))
    field = find(strip, "fill_in_answer")
    qtbot.keyClicks(field, "Lin")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Backtab)
    assert asked(strip, find) == "姓名" and field.text() == "Lin"


def test_escape_gives_up(strip, qtbot, find):
    strip.ask(fields(FORM))
    qtbot.keyClick(find(strip, "fill_in_answer"), Qt.Key.Key_Escape)
    assert strip.got == ["given up"]


def test_enter_inside_a_composition_chooses_a_word_and_does_not_go_on(strip, qtbot, find):
    strip.ask(fields(FORM))
    field = find(strip, "fill_in_answer")
    QApplication.sendEvent(field, QInputMethodEvent("lin", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked(strip, find) == "姓名"
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("林")
    QApplication.sendEvent(field, chosen)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked(strip, find) == "姓名", "the Enter that chose the word was passed on as well"
    assert field.text() == "林"


def test_a_digit_that_begins_a_choice_is_typed(strip, qtbot, find):
    strip.ask(fields("[[数量：1件|2件|10件]]"))
    field = find(strip, "fill_in_answer")
    qtbot.keyClicks(field, "10")
    assert strip.got == [] and field.text() == "10"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert strip.got == [{"数量": "10件"}]


def test_without_blanks_there_is_nothing_to_ask(strip):
    strip.ask([])
    assert strip.got == [{}]
