"""What the heads of listening tell apart."""

from __future__ import annotations

TAGS = (
    "none", "want", "avoid", "any", "remove", "less", "more", "like", "unlike", "unusable",
)  # fmt: skip
"""What is said of a token's mention; ``unusable`` states a wish that no attribute can hold."""

MUSTS = ("unsaid", "must", "nice")
"""How strongly it is said."""

BOUNDS = ("none", "max", "min", "exact", "about", "range")
"""How a figure bounds what is wished."""

ACTS = (
    "wish", "unsure", "any", "show", "why", "explain", "profile", "items", "compare", "list",
    "more", "service", "restart", "back", "yes", "no", "greeting", "thanks", "bye", "human",
    "advice", "distress", "fraud", "protected", "smalltalk", "order", "gibberish",
)  # fmt: skip
"""Kinds of message."""
