"""Understanding what a person types, with no language model: one utterance in, one ``Heard``
out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from agent.listening.acts import positions
from agent.listening.amend import amended, restated
from agent.listening.answer import BOLD, read_answer
from agent.listening.aside import guesses_nothing
from agent.listening.asked import required, typed_choice
from agent.listening.cache import CachedEncoder
from agent.listening.correction import corrects
from agent.listening.criticism import criticised
from agent.listening.decision import decision
from agent.listening.dissect import (
    dissect,
    joined,
    marks,
    says_otherwise,
    worth_matching,
)
from agent.listening.ears import Ears, Known, Vocabularies, build
from agent.listening.exclusion import Exclusion, exclusions
from agent.listening.figures import Quantiles
from agent.listening.flags import EXACTLY
from agent.listening.markup import codelike, uncoded, wordy
from agent.listening.need import needed
from agent.listening.overlap import distinct, leftover
from agent.listening.pending import Pending
from agent.listening.phrase import Phrase, plain
from agent.listening.refusal import heeded, places_out, values_out
from agent.listening.refusals import refusals
from agent.listening.reopening import contrasted, reopened
from agent.listening.silence import silence
from agent.listening.stray import counts_other, strays
from agent.listening.subject import Subject, Vectors, subject
from agent.listening.turn import Turn
from agent.listening.withdrawal import taken_out
from core.model import Act, Heard, Kind, Reading, Wish
from domains import Attribute, Pack
from models.encoder import Encoder
from readers.place import Gazetteer, open_gazetteer
from readers.text import normalise

_NEGATIVE = re.compile(r"\b(?:no|not|never|nothing|don['’]?t|won['’]?t|can['’]?t|without)\b", re.I)

LONGEST = 2000
"""Characters that are listened to: the encoder reads no further, and a turn stays quick."""


class Listener:
    """Listens for one pack and one version of its catalogue.

    Args:
        pack: the domain.
        vocabulary: attribute id to value to count of items, for category and categories.
        encoder: texts to unit vectors; given a :class:`CachedEncoder`, its memory is shared.
        places: place attribute id to place to count of items, containing places included.
        today: gives the day of the conversation.
        figures: attribute id to ascending quantiles of its figures in the catalogue.
        gazetteer: the places of the world; the shared one by default.
        sentences: unit vectors of some sentences of the catalogue, to tell what is about it.
    """

    def __init__(
        self,
        pack: Pack,
        vocabulary: Vocabularies,
        encoder: Encoder,
        places: Known,
        today: Callable[[], date],
        figures: Mapping[str, Quantiles] | None = None,
        gazetteer: Gazetteer | None = None,
        sentences: Vectors | None = None,
    ) -> None:
        cached = encoder if isinstance(encoder, CachedEncoder) else CachedEncoder(encoder)
        self.encoder = cached
        self.vocabulary = vocabulary
        self.ears: Ears = build(
            pack, vocabulary, cached, places, today, figures or {}, gazetteer or open_gazetteer()
        )
        nothing = np.zeros((0, cached.dimension), dtype=np.float32)
        self.subject: Subject = subject(pack, nothing if sentences is None else sentences, cached)

    def hear(
        self,
        text: str,
        pending: Pending | None,
        wishes: Sequence[Wish] = (),
        shown: Sequence[str] = (),
    ) -> Heard:
        """What an utterance says.

        Args:
            text: as typed, screened.
            pending: the question that was asked last, if any.
            wishes: the profile so far, for corrections and withdrawals.
            shown: titles of the five, if they are on the screen.
        """
        said = normalise(text)[:LONGEST]
        if not any(c.isalnum() for c in said):
            return Heard(acts=("empty",))
        heard = self._heard_said(said, pending, wishes, shown)
        return uncoded(heard, self.ears) if codelike(said) else heard

    def _heard_said(
        self, said: str, pending: Pending | None, wishes: Sequence[Wish], shown: Sequence[str]
    ) -> Heard:
        asked = self.ears.attribute(pending.attribute) if pending else None
        refused = self._refused(said, asked, shown)
        parts = dissect(said, refused, shown)
        turn = Turn(said, pending, asked, wishes, shown, refused, parts)
        if any(c.act == "bye" for c in parts.commands):
            return Heard(acts=("bye",))
        if pending is not None and pending.purpose != "ask":
            decided = decision(turn)
            if decided is not None:
                return decided
        if not (shown and self.ears.comparing.find(said)):
            again = self._again(turn)
            if again is not None:
                return again
        return criticised(self._answer(turn), self.ears, turn)

    def _refused(
        self, said: str, asked: Attribute | None, shown: Sequence[str]
    ) -> tuple[Exclusion, ...]:
        """The exclusions that stand by themselves; "not that industry" is about what was shown."""
        compared = self.ears.comparing.find(said) if shown else ()
        return tuple(
            e
            for e in exclusions(said)
            if (
                heeded(e, asked, asked is not None)
                or places_out(self.ears, e)
                or values_out(self.ears, e, asked)
            )
            and not says_otherwise(said[slice(*e.span)], shown)
            and (e.joined or not self._answers(asked, said[slice(*e.span)]))
            and all(c.span[1] <= e.span[0] or e.span[1] <= c.span[0] for c in compared)
        )

    def _again(self, turn: Turn) -> Heard | None:
        """The utterance as a change of what was said before, if it is one."""
        found = contrasted(self.ears, turn)
        if found is None and corrects(turn.text):
            found = amended(self.ears, turn)
        return found or reopened(self.ears, turn)

    def _answer(self, turn: Turn) -> Heard:
        parts, asked = turn.parts, turn.asked
        said = self._about_profile(turn)
        handled = {id(piece) for piece, _ in said}
        content = [p for p in parts.content if id(p) not in handled]
        body = joined(parts.text, content)
        again = restated(self.ears, turn, body)
        main = tuple(r for r in self._main(turn, body) if not (again and _faint(r, asked)))
        extra = (*again, *(strays(self.ears, body, asked, freely=asked is None) if body else ()))
        extra = needed(extra, body, () if main else marks(parts, content))
        main = tuple(r for r in main if not counts_other(r, extra))
        compared = self.ears.comparing.find(body) if turn.shown else ()
        covered = [r.span for r in extra] + [c.span for c in compared]
        said_elsewhere = any(covered) and not leftover(body, covered)
        named = self._names(asked, body) or any(r.span for r in main)
        if said_elsewhere and not named:
            main = ()
        elif (asked and asked.type is Kind.FLAG) or not named:
            main = guesses_nothing(turn, body, main, extra, covered)
        taken = {r.attribute for r in main}
        readings = [*main, *(r for _, r in said), *(r for r in extra if r.attribute not in taken)]
        readings += self._musts(turn)
        readings += refusals(self.ears, turn, turn.refused)
        text = None if said_elsewhere and (asked or compared) else self._text(turn, content)
        kept = tuple(distinct(readings, asked.id if asked else None))
        return self._heard(turn, main, kept, text, body)

    def _answers(self, asked: Attribute | None, denial: str) -> bool:
        """Whether a denial is itself what people call a value asked for: "not from home"."""
        meaning = self.ears.meanings.get(asked.id) if asked else None
        named = meaning.named(denial) if meaning else ()
        return any(_NEGATIVE.search(denial[slice(*m.span)]) for m in named)

    def _names(self, asked: Attribute | None, body: str) -> bool:
        """Whether a text names a value of what was asked, or answers it other than by a list."""
        meaning = self.ears.meanings.get(asked.id) if asked else None
        return meaning is None or bool(meaning.named(body))

    def _main(self, turn: Turn, body: str) -> tuple[Reading, ...]:
        """The readings of the attribute that was asked for."""
        asked, parts = turn.asked, turn.parts
        if asked is None or turn.pending is None:
            return ()
        chosen = typed_choice(self.ears.pack, body, turn.pending)
        refused = " ".join(e.what for e in turn.refused if not e.whole)
        soft = not (parts.silences and parts.silent_first) and wordy(body)
        found = chosen or read_answer(self.ears, asked, body, refused=refused, soft=soft)
        replace = turn.pending.purpose == "confirm"
        return tuple(required(self.ears, r, asked, parts, body, replace) for r in found)

    def _about_profile(self, turn: Turn) -> list[tuple[Phrase, Reading]]:
        """Withdrawals, and attributes said by name not to matter."""
        found: list[tuple[Phrase, Reading]] = []
        for piece in turn.parts.content:
            gone = taken_out(self.ears, piece, turn.wishes)
            if gone:
                found += [(piece, reading) for reading in gone]
                continue
            for match in self.ears.naming.find(piece.text):
                rest = piece.text[: match.span[0]] + piece.text[match.span[1] :]
                if silence(Phrase(plain(rest), rest, piece.span)) == "any":
                    found.append((piece, Reading(attribute=match.value, stance="any")))
                    break
        return found

    def _musts(self, turn: Turn) -> list[Reading]:
        """ "The price is a must": how much an attribute matters, by its name."""
        found = []
        for what, must in turn.parts.named_musts:
            id = self.ears.naming.first(what)
            if id is not None:
                found.append(Reading(attribute=id, must=must))
        return found

    def _text(self, turn: Turn, content: Sequence[Phrase]) -> str | None:
        asked = turn.asked
        if asked is not None and asked.type not in (Kind.TEXT, Kind.CATEGORY, Kind.CATEGORIES):
            return None
        return joined(turn.parts.text, worth_matching(content)) or None

    def _heard(
        self,
        turn: Turn,
        main: tuple[Reading, ...],
        readings: tuple[Reading, ...],
        text: str | None,
        body: str,
    ) -> Heard:
        parts, asked = turn.parts, turn.asked
        acts: list[Act] = [c.act for c in parts.commands if c.act != "greeting" or not body]
        acts = [a for a in acts if a != "like"] if "details" in acts else acts
        acts += ["explain"] if parts.explains else []
        silent = next((s for _, s in parts.silences), None)
        if silent and not main and asked is not None:
            acts.append(silent)
            readings += (Reading(attribute=asked.id, stance="any"),) if silent == "any" else ()
            text = None if parts.silent_first else text
        elif silent and not main and not body:
            acts.append(silent)
        if main or (readings and not acts) or (text and (asked is None or not acts)):
            acts.append("answer")
        if parts.polarity is not None and not main and not text:
            acts.append("yes" if parts.polarity else "no")
        if body and not acts:
            acts.append("answer")
        sure = not (asked and body and not main and "answer" in acts) and all(
            r.confidence >= BOLD for r in main
        )
        return Heard(
            acts=tuple(dict.fromkeys(acts)) or ("empty",),
            readings=readings,
            text=text,
            about=_about(turn, acts),
            sure=sure,
        )


def _faint(reading: Reading, asked: Attribute | None) -> bool:
    """Whether a reading may be an echo of what really was said about something else."""
    return asked is not None and (
        asked.type is Kind.TEXT or (asked.type is Kind.FLAG and reading.confidence < EXACTLY)
    )


def _about(turn: Turn, acts: Sequence[Act]) -> tuple[int, ...]:
    if not turn.shown or not {"details", "compare", "like", "reject"} & set(acts):
        return ()
    return positions(turn.text, turn.shown)
