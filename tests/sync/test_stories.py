from __future__ import annotations

import pytest

from app.errors import Offline
from tests.sync.wire import Fault
from tests.sync.world import LI_TALK


async def test_a_message_sent_offline_arrives_once(world, ann, bob):
    ann.wire.cut = True
    [sent] = await ann.say(LI_TALK, "hello")
    with pytest.raises(Offline):
        await ann.sync()
    assert await ann.texts(LI_TALK) == ["hello"] and (await ann.counts())[0] == 1
    ann.wire.cut = False
    ann.wire.only(1, Fault.LOST_REPLY)  # the server gets it, the answer is lost
    with pytest.raises(Offline):
        await ann.sync()
    await ann.sync()
    await bob.sync()
    assert await bob.texts(LI_TALK) == ["hello"] == await ann.texts(LI_TALK)
    assert (await ann.get("message", sent)).state == "recorded" and await ann.outbox() == []
