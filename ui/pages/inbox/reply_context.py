"""What the variables of a quick reply stand for in one conversation."""

from __future__ import annotations

from datetime import datetime

from app.rules.variables import NAMES, greeting, salutation
from app.store import ConversationRow, CustomerRow
from ui.kit.translations import tr
from ui.pages.inbox.sounds_like import is_called
from ui.pages.inbox.word_popup import Word


def context_of(row: ConversationRow, customer: CustomerRow | None, me: str, now: datetime) -> dict[str, str]:
    """Values by key of :data:`app.rules.variables.NAMES`; what is not known is left out and blocks sending."""
    values = {
        "customer": customer.name if customer else row.title,
        "remark": customer.remark if customer else "",
        "salutation": salutation(customer.name, customer.gender) if customer else row.title,
        "phone_tail": customer.phones[0][-4:] if customer and customer.phones else "",
        "last_order": customer.last_order if customer else "",
        "me": me,
        "account": row.account_name,
        "greeting": greeting(now.hour),
        "date": f"{now.month}月{now.day}日",
        "time": now.strftime("%H:%M"),
    }
    return {name: value for name, value in values.items() if value}


def variables(query: str, context: dict[str, str]) -> list[Word]:
    """The variables called so, each with what it stands for now; one that is not known stays to be filled in."""
    found = []
    for key, names in NAMES.items():
        if not query or any(is_called(name, query) for name in names):
            value = context.get(key, "")
            hint = value or tr("ReplyContext", "not known here: fill it in yourself")
            found.append(Word(title=f"{{{{{names[0]}}}}}", hint=hint, text=value or f"{{{{{names[0]}}}}}"))
    return found
