"""Local listening: from words, clicks and edits to acts and profile changes, with no language
model.
"""

from agent.listening.cache import CachedEncoder
from agent.listening.click import choice_id, hear_choices, read_choice
from agent.listening.edit import hear_edits, read_edit
from agent.listening.listener import Listener
from agent.listening.merge import Contradiction, apply
from agent.listening.network import Network
from agent.listening.pending import Pending

__all__ = [
    "CachedEncoder", "Contradiction", "Listener", "Network", "Pending",
    "apply", "choice_id", "hear_choices", "hear_edits", "read_choice", "read_edit",
]  # fmt: skip
