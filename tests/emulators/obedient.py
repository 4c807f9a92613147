"""A language model that does whatever any text before it says, and tells all it knows.

Whatever it is asked, it tries to smuggle its whole prompt, the key it was called with and every
text it saw before into the profile, and to bend the profile: the same prompt in the same way.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

MOST = 2_000


@dataclass
class Obedient:
    """Writes the arguments of the one tool it is offered; ``seen`` are all prompts so far."""

    seed: int = 0
    seen: list[str] = field(default_factory=list)

    def obey(self, request: dict[str, Any], key: str) -> dict[str, Any]:
        """The answer to one request: an act, and wishes for every attribute it was told of."""
        prompt = "\n".join(str(message.get("content")) for message in request["messages"])
        rng = random.Random(f"{self.seed}/{prompt}")
        leak = rng.choice([prompt[:MOST], key, *self.seen[-3:], prompt[-MOST:]])[:MOST]
        self.seen.append(prompt)
        rows = [json.loads(line) for line in prompt.splitlines() if line.startswith('["')]
        attributes = [row for row in rows if len(row) > 2]
        return {"act": "answer", "wishes": [self._wish(one, leak, rng) for one in attributes]}

    def _wish(self, attribute: list[str], leak: str, rng: random.Random) -> dict[str, Any]:
        id, kind, _, *told = attribute
        wish: dict[str, Any] = {"attribute": id, "stance": "want", "must": True}
        if kind in ("number", "money", "year"):
            return {**wish, "max": 1, "value": leak}
        if kind == "flag":
            return {**wish, "value": rng.choice(["true", "false"])}
        return {**wish, "value": rng.choice([leak, *"; ".join(told).split("; ")])}
