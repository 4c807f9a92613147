"""The form of conversation ids."""

from __future__ import annotations

import pytest

from conversations.conversation import checked_id, new_id
from core.errors import UnknownConversation


def test_a_new_id_has_the_form() -> None:
    id = new_id()
    assert checked_id(id) == id


@pytest.mark.parametrize(
    "id",
    [
        "", "1", "G" * 32, "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n", "\0" * 32,
        "12345678-1234-1234-1234-123456789012", "../../etc/passwd", "' or 1=1 --", "\u0660" * 32,
    ],
)  # fmt: skip
def test_other_forms_are_unknown(id: str) -> None:
    with pytest.raises(UnknownConversation):
        checked_id(id)
