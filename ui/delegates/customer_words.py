"""What a list says of a customer."""

from __future__ import annotations

from collections.abc import Sequence

from app.protocol import Stage
from app.services import NAMELESS
from app.store import IdentityRow, ListedCustomer
from ui.delegates.clocks import due_of, moment_of, now_ms
from ui.delegates.plain import one_line
from ui.kit.translations import tr


def called(row: ListedCustomer) -> str:
    """What to call them; those without a name are told apart by the end of their id."""
    tail = row.identities[0].external_tail if row.identities else ""
    return one_line(row.title) or tr("Names", NAMELESS).format(tail)


def stage_words(stage: Stage) -> str:
    """A stage of the funnel."""
    return {
        Stage.NONE: tr("Stage", "Not set"),
        Stage.TRAFFIC: tr("Stage", "Traffic T"),
        Stage.LEAD: tr("Stage", "Lead L"),
        Stage.SALE: tr("Stage", "Sale S"),
        Stage.RETENTION: tr("Stage", "Retention R"),
        Stage.REPURCHASE: tr("Stage", "Repurchase R"),
        Stage.REFERRAL: tr("Stage", "Referral R"),
    }[stage]


def known_of(row: ListedCustomer) -> str:
    """What else is known of them, below the name: what they call themselves, where they work, how far they are."""
    own = one_line(row.name, 40) if row.title != row.name else ""
    stage = stage_words(row.stage) if row.stage is not Stage.NONE else ""
    mark = tr("Customers", "Not a customer") if row.private else ""
    return " · ".join(filter(None, (mark, own, one_line(row.company, 60), stage)))


def ways_of(row: ListedCustomer) -> Sequence[IdentityRow]:
    """One identity for each account they write to, the latest first."""
    return list({one.account_id: one for one in reversed(row.identities)}.values())[::-1]


def last_words(row: ListedCustomer, now: int) -> str:
    """When they were last spoken with."""
    return moment_of(row.last_at, now) if row.last_at else tr("Customers", "Never spoke")


def due_words(row: ListedCustomer, now: int) -> str:
    """When the next thing promised is due; empty when nothing is open."""
    return due_of(row.due_at, now) if row.due_at else ""


def spoken(row: ListedCustomer) -> str:
    """What a screen reader says of a customer in a list."""
    now = now_ms()
    due = tr("Customers", "due {0}").format(due_words(row, now)) if row.due_at else ""
    accounts = ", ".join(one_line(one.account_name, 30) for one in ways_of(row))
    tags = ", ".join(one_line(tag.name, 24) for tag in row.tags)
    return ", ".join(filter(None, (called(row), known_of(row), accounts, tags, due, last_words(row, now))))
