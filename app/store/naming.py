"""What a customer is called, in SQL: one order of names for every list, notice and hit."""

from __future__ import annotations

NAME = "coalesce(nullif(p.remark, ''), nullif(p.name, ''), nullif(c.title, ''), i.name, '')"
"""Of customer ``p`` in conversation ``c`` under identity ``i``; empty when nobody named them."""

TAIL = "substr(coalesce(i.external_id, ''), -4)"
"""The end of what the platform calls them, to tell those without a name apart."""

TALK = (
    "coalesce(nullif(f.conversation_id, ''),"
    " (SELECT id FROM conversation t WHERE t.customer_id = f.customer_id ORDER BY t.last_at DESC LIMIT 1))"
)
WHOSE_FOLLOW_UP = (
    f"follow_up f LEFT JOIN customer p ON p.id = f.customer_id LEFT JOIN conversation c ON c.id = {TALK}"
    " LEFT JOIN identity i ON i.id = c.identity_id"
)
"""Follow-ups ``f`` with whom they are about, by the conversation they belong to or the last one."""
