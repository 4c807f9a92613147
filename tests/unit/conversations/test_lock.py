"""Lock keys: one per conversation, within Postgres' bigint."""

from __future__ import annotations

from conversations.conversation import new_id
from conversations.lock import lock_key


def test_key_is_a_bigint() -> None:
    assert lock_key("f" * 32) == -1
    assert lock_key("0" * 32) == 0
    assert lock_key("7fffffffffffffff" + "0" * 16) == 2**63 - 1


def test_conversations_have_keys_of_their_own() -> None:
    assert len({lock_key(new_id()) for _ in range(1000)}) == 1000
