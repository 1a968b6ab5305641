"""Whether words that are to be sent to one customer speak of another one."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.strangers import LOOKED_AT, orders_in, phones_in, squeezed, tells
from app.store import said
from app.store.transaction import Reading
from app.store.words import as_written

MOST_NUMBERS = 8
"""Phones and orders of one text that are looked up; who pastes a whole list means it."""

TOO_MANY = 2
"""What more people than these have in common points to nobody."""

_OWN_WORDS, _HITS = 300, 60
_NAME = "coalesce(nullif(p.remark, ''), p.name, '')"
_OWNERS = (
    f"SELECT p.id, {_NAME} FROM customer p WHERE p.number IN"
    f" (SELECT rowid FROM customer_search WHERE customer_search MATCH :known LIMIT {_HITS})"
    f" UNION ALL SELECT p.id, {_NAME} FROM customer p WHERE instr(p.last_order, :number)"
)
_CARD = (
    "SELECT name || ' ' || remark || ' ' || phones || ' ' || company || ' ' || description || ' ' || custom"
    " || ' ' || last_order FROM customer WHERE id = ?"
)
_TALK = (
    "SELECT m.text FROM message m JOIN conversation c ON c.id = m.conversation_id"
    f" WHERE c.customer_id = ? AND m.direction <> 'out' ORDER BY m.at DESC LIMIT {_OWN_WORDS}"
)
_OUR_SIDE = "SELECT name FROM user UNION SELECT name FROM account"
_QUICK_REPLY = "SELECT 1 FROM quick_reply_search WHERE quick_reply_search MATCH ? LIMIT 1"
_NAMED = (
    "SELECT id, name, remark FROM customer WHERE (length(name) > 2 AND instr(:text, name))"
    " OR (length(remark) > 2 AND instr(:text, remark))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """``words`` belong to ``title``, somebody else. ``what``: name, phone or order."""

    what: str
    words: str
    customer_id: str
    title: str


def others_in(look: Reading, text: str, customer_id: str) -> list[Stranger]:
    """The other customers that ``text`` speaks of, as far as this machine knows.

    What the customer said or is known by is theirs, and what many have in common is nobody's. Without a customer, as
    in a group, names are let pass.
    """
    found = [
        *(one for phone in phones_in(text)[:MOST_NUMBERS] for one in _owners(look, "phone", phone)),
        *(one for order in orders_in(text)[:MOST_NUMBERS] for one in _owners(look, "order", order)),
        *(_named(look, text[:LOOKED_AT]) if customer_id else ()),
    ]
    if not any(one.customer_id != customer_id for one in found):
        return []
    own = _own(look, customer_id)
    whose: dict[str, dict[str, Stranger]] = {}
    for one in found:
        whose.setdefault(one.words, {}).setdefault(one.customer_id, one)
    return [
        next(iter(people.values()))
        for words, people in whose.items()
        if customer_id not in people and len(people) <= TOO_MANY and squeezed(words).casefold() not in own
    ]


def _owners(look: Reading, what: str, words: str) -> list[Stranger]:
    """Who is known by a number, or spoke of it."""
    number = squeezed(words) if what == "phone" else words
    known = look.rows(_OWNERS, {"known": f"words : ({as_written(number)})", "number": number})
    spoken = ((hit.customer_id, hit.title) for hit in said.find(look, number, _HITS) if hit.customer_id)
    return [Stranger(what=what, words=words, customer_id=i, title=title) for i, title in (*known, *spoken)]


def _named(look: Reading, text: str) -> list[Stranger]:
    """Whose name stands in the text and is no word that others use too."""
    return [
        Stranger(what="name", words=words, customer_id=customer_id, title=remark or name)
        for customer_id, name, remark in look.rows(_NAMED, {"text": text})
        for words in {name, remark}
        if tells(words, text) and not _is_a_word(look, words)
    ]


def _is_a_word(look: Reading, words: str) -> bool:
    """Whether a quick reply says it, or it was said in the talks of many."""
    if look.row(_QUICK_REPLY, (f"{{title body}} : ({as_written(words)})",)) is not None:
        return True
    return len({hit.conversation_id for hit in said.find(look, words, _HITS)}) > TOO_MANY


def _own(look: Reading, customer_id: str) -> str:
    """What is known of the customer and what they told us, and the names of our own side, in one piece."""
    rows = [*look.rows(_CARD, (customer_id,)), *look.rows(_TALK, (customer_id,)), *look.rows(_OUR_SIDE)]
    return squeezed("\n".join(words for (words,) in rows)).casefold()
