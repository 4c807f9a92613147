"""Everything that is shown passes here: a card without full support is mended or withheld."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.model import Frozen, Item, Wish
from core.reply import Recommendation
from guards.case import Case
from guards.instructions import find_instructions, without_instructions
from guards.markup import find_markup, plain
from guards.personal import find_personal, redact
from guards.policy import PackLike, policy_of
from guards.promise_patterns import PATTERNS
from guards.promises import QUOTED, find_promise, without_promises
from guards.rules import RULES, Rule
from guards.verdict import Record, Verdict

__all__ = ["Checked", "Guard", "Verdict"]


class Checked(Frozen):
    """The cards that may be shown, in their order, and every decision that led there."""

    kept: tuple[Recommendation, ...]
    verdicts: tuple[Verdict, ...]


class Guard:
    """The checks of one domain pack; may be used from several threads at the same time.

    The first check takes seconds, because guardrails-ai is imported then; :meth:`prepare` does it
    beforehand.
    """

    def __init__(self, pack: PackLike, rules: Mapping[str, Rule] = RULES) -> None:
        self._policy = policy_of(pack)
        self._rules = rules
        self._lock = threading.Lock()
        self._guard: Any = None

    def prepare(self) -> None:
        """Import and build what the first check needs."""
        self._built()

    def check(
        self,
        drafts: Sequence[Recommendation],
        items: Mapping[str, Item],
        wishes: Sequence[Wish],
        today: date | None = None,
    ) -> Checked:
        """Judge drafted cards by the items as stored, in one guardrails call.

        A reason, compromise or fact without support is dropped ("fix"). A card whose item does not
        exist, may not be shown, is shown already, misses a must-have, or has no reason left is
        withheld ("block"). A check that fails itself withholds the card ("error"); when the guard
        as a whole fails, or any check did not run, nothing is shown.
        """
        if not drafts:
            return Checked(kept=(), verdicts=())
        case = Case(self._policy, items, wishes, today or date.today())
        record = Record(case, self._rules)
        try:
            kept = self._run(drafts, record)
        except Exception as error:
            return _nothing(drafts, record, type(error).__name__)
        missing = self._rules.keys() - record.ran
        if missing:
            return _nothing(drafts, record, f"did not run: {', '.join(sorted(missing))}")
        return Checked(kept=kept, verdicts=tuple(record.verdicts))

    def check_text(self, text: str, *, quoting: bool = False) -> Verdict:
        """Judge a sentence that stands on no card: a question, a notice, an answer.

        Contact data that the pack's own notices contain may be said. ``quoting``: the words are the
        source's, of which only the families QUOTED are forbidden.
        """
        forbidden = () if quoting else self._policy.forbidden
        families = QUOTED if quoting else tuple(PATTERNS)
        promise = find_promise(text, families=families, forbidden=forbidden)
        if promise:
            return _blocked("promises", f"{promise.family}: {promise.words}")
        if markup := find_markup(text):
            return _blocked("markup", markup)
        if order := find_instructions(text):
            return _blocked("instructions", order)
        for found in find_personal(text):
            if text[found.start : found.end] not in self._policy.own:
                return _blocked("personal", found.kind)
        return Verdict(item_id=None, guard="text", verdict="allow")

    def source_text(self, text: str) -> str:
        """What a source says, as it may be repeated: without promises, orders, contacts, markup."""
        return plain(redact(without_instructions(without_promises(text))))

    def _run(self, drafts: Sequence[Recommendation], record: Record) -> tuple[Recommendation, ...]:
        from guards.validators import run_guard

        kept = tuple(run_guard(self._built(), drafts, record))
        if kept != tuple(record.kept):
            raise ValueError("guardrails returned other cards than the rules let through")
        return kept

    def _built(self) -> Any:
        if self._guard is None:
            with self._lock:
                if self._guard is None:
                    from guards.validators import build_guard

                    self._guard = build_guard(tuple(self._rules))
        return self._guard


def _blocked(guard: str, detail: str) -> Verdict:
    return Verdict(item_id=None, guard=guard, verdict="block", detail=detail[:200])


def _nothing(drafts: Sequence[Recommendation], record: Record, why: str) -> Checked:
    failed = [
        Verdict(item_id=draft.item_id, guard="guard", verdict="error", detail=why)
        for draft in drafts
    ]
    return Checked(kept=(), verdicts=(*record.verdicts, *failed))
