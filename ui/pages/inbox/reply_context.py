"""What the variables of a quick reply stand for in one conversation."""

from __future__ import annotations

from datetime import datetime

from app.rules.variables import greeting, salutation
from app.store import ConversationRow, CustomerRow


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
        "date": now.strftime("%Y-%m-%d"),
        "time": now.strftime("%H:%M"),
    }
    return {name: value for name, value in values.items() if value}
