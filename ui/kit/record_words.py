"""How fields, kinds and reasons are called on screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.phrases import phrase
from ui.delegates.wordless import called
from ui.kit.translations import tr

KINDS = {
    "quick_reply": phrase("Kinds", "Quick reply"),
    "quick_reply_category": phrase("Kinds", "Category"),
    "follow_up": phrase("Kinds", "Follow-up"),
    "customer": phrase("Kinds", "Customer"),
    "conversation": phrase("Kinds", "Conversation"),
    "message": phrase("Kinds", "Message"),
    "draft": phrase("Kinds", "Draft"),
    "tag": phrase("Kinds", "Tag"),
    "tag_group": phrase("Kinds", "Tag group"),
    "customer_tag": phrase("Kinds", "Tag of a customer"),
    "identity": phrase("Kinds", "Identity"),
    "preference": phrase("Kinds", "Preference"),
    "reminder": phrase("Kinds", "Reminder"),
    "user": phrase("Kinds", "Colleague"),
    "account": phrase("Kinds", "Account"),
}
FIELDS = {
    "body": phrase("Fields", "Text"),
    "text": phrase("Fields", "Text"),
    "parts": phrase("Fields", "Attachments"),
    "description": phrase("Fields", "Description"),
    "title": phrase("Fields", "Title"),
    "name": phrase("Fields", "Name"),
    "shortcut": phrase("Fields", "Shortcut"),
    "remark": phrase("Fields", "Remark"),
    "next_action": phrase("Fields", "Next step"),
    "category_id": phrase("Fields", "Category"),
    "due_at": phrase("Fields", "Due"),
    "status": phrase("Fields", "Status"),
    "stage": phrase("Fields", "Stage"),
}
_HIDDEN = frozenset({"author_id", "user_id", "at", "order", "conversation_id", "customer_id", "direction", "state"})


def kind_name(kind: str) -> str:
    """The kind in the running language."""
    return tr("Kinds", KINDS[kind]) if kind in KINDS else kind


def field_name(field: str) -> str:
    """The field in the running language."""
    return tr("Fields", FIELDS[field]) if field in FIELDS else field


def shown(value: Any) -> str:
    """A value as text: words as they are, attachments one a line, anything else as data."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(part, Mapping) for part in value):
        return "\n".join(_part(part) for part in value)
    return json.dumps(value, ensure_ascii=False, indent=1)


def _part(part: Mapping[str, Any]) -> str:
    """Its kind, what it is called, and where it leads."""
    content = part.get("content") or {}
    kind = str(part.get("type", ""))
    named = content.get("file_name") or content.get("title") or part.get("text") or ""
    leads_to = content.get("url") or content.get("pagepath") or ""
    return " ".join(filter(None, ("" if kind == "text" else called(kind), str(named), str(leads_to))))


def words_of(fields: Mapping[str, Any]) -> str:
    """What an edit wanted to write, for reading and copying."""
    lines = []
    for name, value in fields.items():
        text = shown(value)
        if name not in _HIDDEN and not name.endswith("_id") and text.strip() and value not in (0, [], {}, False):
            lines.append(f"{field_name(name)}: {text}" if name not in ("body", "text") else text)
    return "\n".join(lines)
