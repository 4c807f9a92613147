"""What the guards decided, for storing, and how it is collected while they run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from core.model import Frozen
from core.reply import Recommendation
from guards.case import Case
from guards.rules import RULES, Rule


class Verdict(Frozen):
    """One decision. ``error``: the check itself failed, so nothing may be concluded; not shown.

    ``item_id`` None: the decision is about a sentence, or (allow) about all cards of a list.
    """

    item_id: str | None
    guard: str
    verdict: Literal["allow", "fix", "block", "error"]
    detail: str = ""


class Record:
    """Applies rules to lists of drafts and keeps what they decided.

    ``ran`` are the rules applied so far, ``kept`` what the last of them let through.
    """

    def __init__(self, case: Case, rules: Mapping[str, Rule] = RULES) -> None:
        self.case = case
        self.rules = rules
        self.verdicts: list[Verdict] = []
        self.ran: set[str] = set()
        self.kept: list[Recommendation] = []
        self._read: dict[str, Recommendation] = {}

    def read(self, card: str) -> Recommendation:
        """The card of this JSON, parsed once however many rules look at it."""
        if card not in self._read:
            self._read[card] = Recommendation.model_validate_json(card)
        return self._read[card]

    def apply(self, name: str, drafts: Sequence[Recommendation]) -> list[Recommendation]:
        """The drafts that one rule lets through, changed where it fixed them."""
        kept: list[Recommendation] = []
        before = len(self.verdicts)
        for draft in drafts:
            ruled = self._ruled(name, draft, kept)
            if ruled is not None:
                kept.append(ruled)
        self.ran.add(name)
        self.kept = kept
        if len(self.verdicts) == before:
            self.verdicts.append(Verdict(item_id=None, guard=name, verdict="allow"))
        return kept

    def _ruled(
        self, name: str, draft: Recommendation, kept: Sequence[Recommendation]
    ) -> Recommendation | None:
        try:
            ruling = self.rules[name](draft, self.case, kept)
        except Exception as error:
            self._note(draft, name, "error", type(error).__name__)
            return None
        if ruling.draft is None:
            self._note(draft, name, "block", ruling.detail)
        elif ruling.detail:
            self._note(draft, name, "fix", ruling.detail)
        return ruling.draft if ruling.detail else draft

    def _note(
        self,
        draft: Recommendation,
        name: str,
        verdict: Literal["fix", "block", "error"],
        detail: str,
    ) -> None:
        self.verdicts.append(
            Verdict(item_id=draft.item_id, guard=name, verdict=verdict, detail=detail[:500])
        )
