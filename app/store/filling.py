"""What the variables of a quick reply mean in one conversation."""

from __future__ import annotations

from datetime import datetime

from app.protocol import Customer, User
from app.rules.variables import greeting, salutation
from app.store import records
from app.store.transaction import Reading


def variables_of(look: Reading, conversation_id: str, user_id: str, now: datetime) -> dict[str, str]:
    """By key of :data:`app.rules.variables.NAMES`; what is not known is left out."""
    found = look.row(
        "SELECT c.customer_id, coalesce(a.name, ''), coalesce(nullif(i.name, ''), c.title) FROM conversation c"
        " LEFT JOIN account a ON a.id = c.account_id LEFT JOIN identity i ON i.id = c.identity_id WHERE c.id = ?",
        (conversation_id,),
    )
    customer_id, account, called = found or ("", "", "")
    customer = records.get(look, "customer", customer_id)
    me = records.get(look, "user", user_id)
    known = {
        "customer": called,
        "account": account,
        "me": me.name if isinstance(me, User) else "",
        "greeting": greeting(now.hour),
        "date": f"{now.month}月{now.day}日",
        "time": f"{now:%H:%M}",
    }
    if isinstance(customer, Customer):
        name = customer.name or called
        known |= {"customer": name, "remark": customer.remark, "last_order": customer.last_order}
        known["salutation"] = salutation(name, customer.gender)
        known["phone_tail"] = customer.phones[0][-4:] if customer.phones else ""
    return {key: value for key, value in known.items() if value}
