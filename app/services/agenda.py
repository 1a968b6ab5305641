"""What was promised, what is unsaid yet, and what the agent prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import BadInput
from app.phrases import phrase
from app.protocol import Stage, new_id
from app.protocol.clock import wall_ms
from app.services.service import Service
from app.store import DraftRow, FollowUpRow, ReminderRow, agenda


class FollowUpService(Service):
    """Touches with a customer and what is to happen next."""

    async def of_customer(self, customer_id: str) -> list[FollowUpRow]:
        """The newest first."""
        return await self._store.read(agenda.follow_ups_of, customer_id)

    async def due(self, until: int) -> list[FollowUpRow]:
        """Mine, open and due before ``until`` (ms), the most urgent first."""
        return await self._store.read(agenda.due_follow_ups, until, self._user_id)

    async def add(
        self,
        customer_id: str,
        body: str,
        *,
        conversation_id: str = "",
        touch: str = "note",
        stage: Stage = Stage.NONE,
        next_action: str = "",
        due_at: int = 0,
        message_ids: Sequence[str] = (),
    ) -> str:
        """Write one down; its id.

        Raises:
            BadInput: it says nothing.
        """
        if not body.strip() and not next_action.strip() and not message_ids:
            raise BadInput(phrase("Errors", "A follow-up needs words"))
        fields = {
            "customer_id": customer_id,
            "conversation_id": conversation_id,
            "author_id": self._user_id,
            "at": wall_ms(),
            "touch": touch,
            "body": body,
            "stage": stage.value,
            "next_action": next_action,
            "due_at": due_at,
            "message_ids": list(message_ids),
        }
        return await self._create("follow_up", new_id(), fields)

    async def edit(self, follow_up_id: str, **fields: Any) -> None:
        """Change fields of :class:`app.protocol.FollowUp`."""
        await self._edit("follow_up", follow_up_id, **fields)

    async def finish(self, follow_up_id: str, done: bool = True) -> None:
        """It is done, or open again."""
        await self._edit("follow_up", follow_up_id, done_at=wall_ms() if done else 0)

    async def drop(self, follow_up_id: str) -> None:
        """Take it away."""
        await self._drop("follow_up", follow_up_id)


class DraftService(Service):
    """Unsent words, bound to whom they are for. ``mode``: reply or note."""

    async def get(self, conversation_id: str, mode: str = "reply") -> DraftRow | None:
        """My draft, or None."""
        return await self._store.read(agenda.draft_of, self._user_id, conversation_id, mode)

    async def save(
        self, conversation_id: str, body: str, parts: Sequence[Mapping[str, Any]] = (), mode: str = "reply"
    ) -> None:
        """Keep it; empty words are taken away."""
        await self._change(agenda.save_draft, self._user_id, conversation_id, mode, body, parts, self._clock)

    async def clear(self, conversation_id: str, mode: str = "reply") -> None:
        """It was sent or thrown away."""
        await self.save(conversation_id, "", (), mode)


class PreferenceService(Service):
    """Choices that follow the agent to every device."""

    async def get(self, name: str, default: Any = None) -> Any:
        """What was chosen, else ``default``."""
        return await self._store.read(agenda.preference, self._user_id, name, default)

    async def set(self, name: str, value: Any) -> None:
        """Choose; ``value`` is anything JSON can say."""
        await self._change(agenda.prefer, self._user_id, name, value, self._clock)


class ReminderService(Service):
    """Things to be told at a time, on whatever device is awake."""

    async def due(self, until: int) -> list[ReminderRow]:
        """Open and due before ``until`` (ms), the most urgent first."""
        return await self._store.read(agenda.due_reminders, until, self._user_id)

    async def next_at(self) -> int:
        """When the next one is due; 0 when there is none."""
        return await self._store.read(agenda.next_reminder_at, self._user_id)

    async def add(self, text: str, due_at: int, *, about_kind: str = "", about_id: str = "") -> str:
        """Be told ``text`` at ``due_at``; its id."""
        fields = {"user_id": self._user_id, "about_kind": about_kind, "about_id": about_id}
        return await self._create("reminder", new_id(), {**fields, "text": text, "due_at": due_at})

    async def finish(self, reminder_id: str, done: bool = True) -> None:
        """It is done, or open again."""
        await self._edit("reminder", reminder_id, done_at=wall_ms() if done else 0)
