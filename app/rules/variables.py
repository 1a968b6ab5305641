"""Variables, choices and forms in quick replies: 「{{客户名}}您好」, 「[[预约时间]]」."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "customer": ("客户名", "客户", "customer", "name"),
    "remark": ("备注", "remark"),
    "salutation": ("称呼", "salutation"),
    "phone_tail": ("手机尾号", "尾号", "phone_tail"),
    "last_order": ("最近订单", "订单", "last_order", "order"),
    "me": ("我", "我的名字", "me"),
    "account": ("账号", "店铺", "account"),
    "greeting": ("问候", "greeting"),
    "date": ("日期", "今天", "date"),
    "time": ("时间", "time"),
}
"""What a variable may be called, the first name being the one offered in Chinese."""

_KEYS = {alias: key for key, aliases in NAMES.items() for alias in (*aliases, key)}
_PLACE = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝\n]{1,40}?)\s*(?:\}\}|｝｝)")
_DATE = frozenset({"日期", "date"})
_BLANK = re.compile(r"(?:\[\[|【【)\s*([^\[\]【】\n]{1,200}?)\s*(?:\]\]|】】)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A blank of a form: what it is called, what ``kind`` of answer it wants ("" or date), and its ``choices``."""

    name: str
    choices: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A quick reply filled in. ``unresolved`` names what is still open: while there is any, nothing may be sent."""

    text: str
    parts: tuple[Mapping[str, Any], ...] = ()
    unresolved: tuple[str, ...] = ()


def fill(text: str, context: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """``text`` with what ``context`` knows, and the names of what it does not know, each once.

    ``context`` is by key of ``NAMES`` or by the name of a blank. What is filled in is never looked at again, so that a
    customer called ``{{me}}`` stays one.
    """
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        name = found[1]
        known = context.get(_KEYS.get(name, name)) or context.get(name)
        if not known:
            missing[name] = None
            return found[0]
        return known

    def blank(found: re.Match[str]) -> str:
        name = field_of(found[1]).name
        if not context.get(name):
            missing[name] = None
            return found[0]
        return context[name]

    pieces, at = [], 0
    for found in sorted((*_PLACE.finditer(text), *_BLANK.finditer(text)), key=lambda m: m.start()):
        if found.start() < at:
            continue
        pieces += [text[at : found.start()], value(found) if found.re is _PLACE else blank(found)]
        at = found.end()
    return "".join((*pieces, text[at:])), tuple(missing)


def expand(body: str, parts: Iterable[Mapping[str, Any]], context: Mapping[str, str]) -> Expansion:
    """A whole quick reply, its body and its further parts, filled in."""
    text, missing = fill(body, context)
    filled, open_names = [], dict.fromkeys(missing)
    for part in parts:
        words, missing = fill(str(part.get("text", "")), context)
        open_names |= dict.fromkeys(missing)
        filled.append({**part, "text": words})
    return Expansion(text=text, parts=tuple(filled), unresolved=tuple(open_names))


def fields(text: str) -> list[Field]:
    """The blanks of a form in ``text``, each once.

    ``[[预约时间]]`` takes any words, ``[[尺码：S|M|L]]`` one of these, ``[[到货日：日期]]`` (or ``:date``) a day.
    """
    found = {(field := field_of(match[1])).name: field for match in _BLANK.finditer(text)}
    return list(found.values())


def field_of(inside: str) -> Field:
    """The blank written as ``inside``."""
    name, _, rest = inside.replace("：", ":").partition(":")
    if rest.strip().casefold() in _DATE:
        return Field(name=name.strip(), kind="date")
    return Field(name=name.strip(), choices=tuple(c.strip() for c in rest.split("|") if c.strip()))


def blanks(body: str, parts: Iterable[Mapping[str, Any]]) -> list[Field]:
    """The blanks of a whole quick reply, each once, in the order of reading."""
    return fields("\n".join((body, *(str(part.get("text", "")) for part in parts))))


def salutation(name: str, gender: int) -> str:
    """「王先生」 from a Chinese name and WeChat's gender (0 unknown, 1 male, 2 female); else the name itself.

    Many names on WeChat are made up: only what begins like a family name and is as long as a name counts as one.
    """
    title = {1: "先生", 2: "女士"}.get(gender, "")
    surname = name[:2] if name[:2] in _DOUBLE_SURNAMES else name[:1] if name[:1] in _SURNAMES else ""
    is_chinese = 1 <= len(name) - len(surname) <= 2 and all("\u4e00" <= c <= "\u9fff" for c in name)
    return surname + title if title and surname and is_chinese else name


def greeting(hour: int) -> str:
    """What to say at that hour of the customer's day."""
    for until, words in ((5, "晚上好"), (9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好")):
        if hour < until:
            return words
    return "晚上好"


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易常乔赖文樊兰殷施洪翟安颜倪牛温芦季俞"
    "章鲁葛伍申尤毕聂焦柳邢骆岳齐梅庄辛管祝左涂谷祁时舒耿卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁隋甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁"
)
_DOUBLE_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯"}
)
