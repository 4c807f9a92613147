"""What the very words of a change leave no doubt about, whatever the heads make of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.listening.change import Change
from agent.listening.features import Held
from agent.listening.mentions import Mentions
from core.model import Kind, Place
from domains import Attribute
from readers.tables import word_set
from readers.text import fold, stem, words

if TYPE_CHECKING:
    from agent.listening.domain import Domain

Span = tuple[int, int]

_REFUSING = frozenset({"no", "not", "don't", "dont", "never", "without", "nothing", "none", "but"})
_NEGATING = frozenset(
    {
        *("no", "not", "never", "without", "nor", "outside", "except", "excluding", "excepting"),
        *("dont", "don't", "wont", "won't", "cant", "can't", "cannot", "didnt", "didn't"),
        *("shouldnt", "shouldn't", "mustnt", "mustn't", "wouldnt", "wouldn't"),
    }
)
_LINKING = frozenset(
    {
        *("a", "an", "the", "any", "in", "at", "of", "on", "to", "from", "for", "with", "near"),
        *("by", "want", "like", "wish", "be", "have", "do", "there", "go", "see", "it", "me"),
    }
)
"""Words that refuse what follows them, and those that may stand between."""


_TURNING_DOWN = _NEGATING | frozenset(
    {
        *("nothing", "none", "nobody", "nowhere", "neither", "no-one", "hardly", "barely", "nope"),
        *("but", "other", "than", "instead", "except", "excluded", "exclude", "avoid", "skip"),
        *("isnt", "isn't", "arent", "aren't", "wasnt", "wasn't", "doesnt", "doesn't", "aint"),
        *("ain't", "havent", "haven't", "hasnt", "hasn't", "out", "off", "away", "rid", "minus"),
        *("drop", "remove", "lose", "forget", "scratch", "leave", "cut", "ditch", "kill", "stop"),
        *("hate", "dislike", "detest", "against", "enough", "sick", "tired", "fed", "bored"),
        *("done", "through", "less", "fewer", "too", "anti", "clear", "far", "spare", "refuse"),
        *("rule", "ruled", "pass", "bad", "wrong", "useless", "unless", "anymore", "last", "deal"),
        *("non", "cannot", "worst", "problem", "bother", "bothers", "scares", "afraid", "steer"),
    }
)
"""Words one of which a sentence has that turns something down."""


_TOLERATED = re.compile(
    r"\b(?:(?:is|are|be|'s)(?: also| just| perfectly| quite| absolutely)? (?:ok|okay|fine|alright"
    r"|all right|acceptable)|(?:can|could|may|might) (?:(?:also|even) be|be also)"
    r"|(?:don'?t|do not|wouldn'?t|would not) (?:even )?mind|will do(?: too| also| as well))\b"
)


def tolerated(text: str, span: Span) -> bool:
    """Whether a clause says that what it names will do: "a room is fine too", "I wouldn't mind a
    basement"; not "no garden is fine", which refuses in the same breath.
    """
    breaks = [m.span() for m in _CLAUSES.finditer(text)]
    begin = max((b for _, b in breaks if b <= span[0]), default=0)
    end = min((a for a, _ in breaks if a >= span[1]), default=len(text))
    refused = negates(text, span[0], _NEGATING | {"but"})
    return not refused and bool(_TOLERATED.search(fold(text[begin:end])))


_CLAUSES = re.compile(r"[,;:.!?\n]|\b(?:but|forget|drop|remove|scratch|leave)\b", re.IGNORECASE)


def conditional(text: str, span: Span) -> bool:
    """Whether a sentence says of what it supposes that it will do: "if it is not the whole flat it
    is ok".
    """
    begin, end = sentence(text, span)
    before, after = fold(text[begin : span[0]]), fold(text[span[0] : end])
    return bool(re.search(r"\bif\b", before)) and bool(_TOLERATED.search(after))


def said_tag(tag: str, text: str, span: Span, named: Span | None = None, flag: bool = False) -> str:
    """What is said of a stretch, where its words leave no doubt: "only Vermont, nowhere else",
    "No, Ohio" and "I said a flat" are wished, "highchair no" is not, nor is what no word of the
    sentence turns down.

    ``named``: the name in it that the pack or the world has; ``flag``: of something that is so or
    not, to which "no" is an answer.
    """
    said = {fold(token.text) for token in words(text[slice(*span)])}
    if named is not None and tag in ("want", "avoid", "remove"):
        if said_before(text, named):
            return "avoid" if negates(text, named[0]) else "want"
        if denied_after(text, named[1]):
            return "avoid"
        if tag != "want" and tolerated(text, named):
            return "want"
    if tag != "avoid":
        return tag
    opening = text[: span[1]].lower().lstrip()
    corrects = opening.startswith("no,") and span[0] <= len("no, ") and not flag
    corrects &= " no " not in opening
    only = "only" in said and not said & _REFUSING
    if only or (corrects and not said & (_REFUSING - {"no"})):
        return "want"
    clause = {fold(token.text) for token in words(text[slice(*sentence(text, span))])}
    return tag if named is None or clause & (_TURNING_DOWN - {"too"}) else "want"


_SAID_SO = re.compile(
    r"\b(?:i|we)(?:'ve| have| had)?(?: clearly| just| already)? (?:said|asked for|told you|wanted"
    r"|ordered|wrote|typed)(?: i want(?:ed)?| we want(?:ed)?)?\s{1,3}"
    r"(?:an?|the|no|not|only)?\s{0,3}$"
)
_DENIED_AFTER = re.compile(
    r"\s{0,3}[,:-]?\s{0,3}(?:(?:is|are) (?:a |an )?(?:no(?: no|-no|-go| go|pe)?|out|off)"
    r"|no(?:pe)?|can be left out|(?:is |are )?(?:excluded|ruled out|off the table))"
    r"\s{0,3}(?:$|[,.;!\n])"
)


def said_before(text: str, span: Span) -> bool:
    """Whether somebody repeats a wish: "I said a flat, that's a house"."""
    return bool(_SAID_SO.search(fold(text[: span[0]])[-48:]))


def denied_after(text: str, end: int) -> bool:
    """Whether what follows a name turns it down: "highchair no", "bars are a no"."""
    return bool(_DENIED_AFTER.match(fold(text[end : end + 40])))


def sentence(text: str, span: Span) -> Span:
    """The sentence, or part of one between semicolons, that a stretch begins in."""
    ends = [m.end() for m in _ENDS.finditer(text)]
    start = max((end for end in ends if end <= span[0]), default=0)
    return start, min((end for end in ends if end >= span[1]), default=len(text))


_ENDS = re.compile(r"[.!?;](?:\s|$)|\n")


_SCOPE = re.compile(
    r"(?:^|[,;.!?:]\s{0,3}|\b(?:and|but|or)\s{1,3})((?:no|not|without|never|nor)\s{1,3}"
    r"(?!(?:scratch|wait|sorry|sure|idea|problem|rush|hurry|thanks|that|really|only|just|so|the|it|this|one|me|more|less"
    r"|matter|doubt|worries|need|needed|necessarily|bad|too|wait|yet|at|very|i|you|we|if)\b)"
    r"[\w'&/-]{2,}(?:\s{1,2}[\w'&/-]{2,}){0,2})\s{0,3}(?=$|[,;.!?]|\b(?:and|but|or)\b)"
)


def refused_scopes(text: str) -> list[Span]:
    """Short parts of a list that begin with "no" or "not": "payments or farming, not betting"."""
    return [match.span(1) for match in _SCOPE.finditer(fold(text))]


_NOT_ONLY = re.compile(r"\bnot (?:just|only)?\s{0,3}(?:in )?$")


def not_only(text: str, span: Span) -> bool:
    """Whether a name is said not to be all that is wished: "not only Florida", "not Ohio only"."""
    before, after = fold(text[: span[0]])[-16:], fold(text[span[1] : span[1] + 12])
    match = _NOT_ONLY.search(before)
    if match is None:
        return False
    return "only" in match[0] or "just" in match[0] or after.startswith(" only")


_STORY = re.compile(
    r"(?:^|[.!?;]\s{1,3}|\b(?:and|because|since|as|,)\s{1,3})"
    r"(?:i|we|he|she|they|my [a-z]{2,12})\s{1,3}"
    r"(?:'ve |have |had |has |once |already |always |just |both |also ){0,2}"
    r"(?:ran|run|worked|owned|had|built|grew|grown|sold|taught|drove|edited|managed|started|retired|"
    r"lived|served|cooked|spent|made|used to|been|raised|founded|studied|was|were|kept|led|did|"
    r"farmed|fixed|flew|sailed|coached)\b"
    r"|\b(?:the|my|our) (?!business|company|one|place|listing|shop|store|price)[a-z]{2,12} "
    r"(?:is|are|was|were) (?:now |already )?(?:sold|gone|closed)\b"
)
_NO_STORY = re.compile(
    r"\b(?:want\w*|need\w*|look\w*|like|would|should|must|prefer\w*|wish|hope|budget|afford|max|"
    r"so|but|now|find|show|give|please|maximum|minimum|up to|under|below|at least|or more)\b"
    r"|'d\b|[.!?;\n]"
)


def stories(text: str) -> list[Span]:
    """The parts of a text in which somebody tells what was: "I ran a plant till 2009, 240 men"."""
    folded = fold(text)
    found = []
    for match in _STORY.finditer(folded):
        stop = _NO_STORY.search(folded, match.end())
        found.append((match.start(), stop.start() if stop else len(folded)))
    return found


_EXAMPLE = re.compile(
    r"\b(?:as|just|only|merely|for) (?:(?:just|only) )?(?:an |one )?(?:example|instance)\b"
    r"|\bexample only\b|\bdid(?:n't| not) (?:really )?mean\b"
)


def exemplified(text: str, span: Span) -> bool:
    """Whether a sentence says of what it names that it was no wish: "I said Ohio as an example"."""
    begin, end = sentence(text, span)
    said = fold(text[begin:end])
    return bool(_EXAMPLE.search(said)) and bool(re.search(r"\b(?:said|meant?|was|named)\b", said))


def described(text: str, span: Span) -> bool:
    """Whether a name tells what something shown is, beside a wish that is said again: "I said a
    flat, that's a house".
    """
    begin, _ = sentence(text, span)
    before = fold(text[begin : span[0]])
    return bool(_SAYS.search(before)) and bool(_BEING.search(before))


_SAYS = re.compile(r"\b(?:i|we) (?:said|asked for|wanted|told you)\b")
_BEING = re.compile(
    r"\b(?:that|this|it|these|those)(?:'s| is| was| are)(?: just| only)?(?: an?| the)?\s{0,3}$"
)


def negates(text: str, end: int, negating: Collection[str] = _NEGATING) -> bool:
    """Whether "not" or its like stands before a place in a text, in one breath with it."""
    refused = False
    for token in reversed([t for t in words(text[:end]) if t.end <= end]):
        word = fold(token.text)
        if text[token.end : end].strip() or (word not in _LINKING and word not in negating):
            break
        refused ^= word in negating
        end = token.start
    return refused


_CORRECTING = frozenset(
    {"scratch", "sorry", "correction", "mean", "meant", "rather", "oops", "wait"}
)


def corrects(between: str, after: str) -> bool:
    """Whether the words between two figures, or the first ones of the second, take the first back:
    "no, scratch that", "I mean", "sorry".
    """
    said = [fold(token.text) for token in [*words(between), *words(after)[:3]]]
    refused = between.lower().strip(" .,;-").startswith("no") and len(words(between)) <= 2
    return refused or bool(_CORRECTING & {*said})


def negated(change: Change, mentions: Mentions) -> Change:
    """The change as a refusal, where what it names stands right after "not", "no" or "without":
    "not in the US", "no drones".
    """
    if change.tag != "want" or not isinstance(change.value, str | Place):
        return change
    return replace(change, tag="avoid") if _is_negated(change, mentions) else change


def _is_negated(change: Change, mentions: Mentions) -> bool:
    spans = [p.span for p in mentions.places if p.places[0][0] == change.value] + [
        m.span for m in mentions.values
        if (m.attribute, m.value) == (change.attribute, change.value) and m.score == 1.0
    ]  # fmt: skip
    start, end = change.span
    said = [span for span in spans if span[0] < end and start < span[1]]
    return bool(said) and _follows_negation(mentions.text, min(said), change.value)


def _follows_negation(text: str, span: Span, value: object) -> bool:
    """Whether "not" or its like stands before a name, in one breath with it; two of them ("can't do
    without") cancel out. What is outside of a town is near it.

    ``span`` is that of the name; of a place's, with what tells how near it is meant.
    """
    negating, end = _NEGATING, span[0]
    if isinstance(value, Place):
        negating = _NEGATING - {"outside"} if value.kind == "city" else _NEGATING
        inside = [t for t in words(text[: span[1]]) if t.end > span[0]]
        end = inside[-len(words(value.name.split(",")[0])) :][0].start
    return negates(text, end, negating)


def meant_so(mentions: Mentions, domain: Domain, change: Change) -> Change | None:
    """A change as its words mean it; None where they tell a story, or what something shown is."""
    text, span = mentions.text, change.span
    told = domain.pack.attribute(change.attribute).type not in (Kind.MONEY, Kind.PLACE, Kind.TEXT)
    if told and any(a <= span[0] < b for a, b in stories(text)):
        return None
    if not isinstance(change.value, str | Place):
        return change
    name = _named_span(change, mentions)
    refused = change.tag == "avoid"
    if described(text, name) or (refused and (not_only(text, name) or conditional(text, name))):
        return None
    return replace(change, tag="remove") if exemplified(text, name) else change


def _named_span(change: Change, mentions: Mentions) -> Span:
    """Where the value of a change is named; where not, the whole of its words."""
    spans = [p.name or p.span for p in mentions.places if p.places[0][0] == change.value]
    spans += [m.span for m in mentions.values if m.value == change.value and m.score == 1.0]
    start, end = change.span
    return next((s for s in spans if s[0] < end and start < s[1]), change.span)


_SHRUGGING = frozenset(
    {
        *("mind", "care", "matter", "matters", "whatever", "anything", "either", "fine", "open"),
        *("preference", "preferences", "difference", "differance", "fussed", "bothered", "fussy"),
        *(
            "flexible",
            "needed",
            "require",
            "required",
            "necessary",
            "essential",
            "important",
            "all",
        ),
        *("don't", "dont", "doesn't", "doesnt", "isn't", "isnt", "us", "me", "same", "works", "do"),
        *("makes", "make", "particular", "picky", "choosy", "wherever", "whichever", "anywhere"),
        *("idea", "concern", "concerned", "worry", "worried", "happy", "bit", "least", "long"),
        *("got", "take", "will", "could", "live", "won't", "wont", "interested", "special", "let"),
    }
)


_ANYWHERE = frozenset({"plac", "place", "locat", "wher", "wherever", "anywher", "region", "area"})
SURELY = 0.7


def indifferent(
    change: Change, attribute: Attribute, mentions: Mentions, domain: Domain
) -> list[Change]:
    """What is said to be of no matter: the attribute, one value of several that it may have, or,
    of a description, nothing where it is something else: "I don't mind the sun".
    """
    called = domain.own_words.get(attribute.id, frozenset())
    empty = word_set("framing", "around") | word_set("framing", "empty")
    empty |= word_set("framing", "slight") | word_set("framing", "things")
    said = [fold(t.text) for t in words(mentions.text[slice(*change.span)])]
    more = [w for w in said if w not in empty | _SHRUGGING and stem(w) not in called]
    if attribute.type is Kind.TEXT:
        return [] if more else [change]
    where = [
        a.id for a in domain.attributes
        if a.type is Kind.PLACE or (a.type.listed and stem(a.id) in _ANYWHERE)
    ]  # fmt: skip
    if attribute.id in where and _ANYWHERE & {stem(w) for w in said}:
        sure = max(change.confidence, SURELY) if not more else change.confidence
        return [replace(change, attribute=id, confidence=sure) for id in where]
    named = [
        m for m in mentions.values
        if m.attribute == attribute.id and m.score == 1.0
        and m.span[0] < change.span[1] and change.span[0] < m.span[1]
    ]  # fmt: skip
    if attribute.type is Kind.CATEGORIES and named:
        return [replace(change, value=m.value) for m in named]
    return [change]


def taken_back(change: Change, held: Held) -> Change:
    """A value that is taken back where none was asked for, as the refusal that it then is."""
    if change.tag != "remove" or not isinstance(change.value, str | Place):
        return change
    return change if held.get(change.attribute) else replace(change, tag="avoid")


def says_more(
    span: Span, changes: Sequence[Change], mentions: Mentions, called: Collection[str]
) -> bool:
    """Whether a stretch that was not used says something beside what was: more than words that
    say nothing by themselves, the rest of a value's name, or what the attributes read are called.

    ``called``: stems of the names of the attributes that were read.
    """
    text = mentions.text
    read = {(c.attribute, c.value) for c in changes if isinstance(c.value, str)}
    used = [m.span for m in mentions.values if (m.attribute, m.value) in read]
    used += [c.span for c in changes]
    empty = word_set("framing", "around") | word_set("framing", "slight")
    return any(
        (word := fold(token.text)) not in empty
        and stem(word) not in called
        and not any(a <= token.start + span[0] < b for a, b in used)
        for token in words(text[slice(*span)])
    )


_REPLACING = (_CORRECTING - {"mean", "oops"}) | {"instead", "actually", "change", "switch"}


def replaces(text: str) -> bool:
    """Whether what is said takes the place of what was said before."""
    said = [fold(token.text) for token in words(text)]
    if {"too", "also"} & {*said} or "as well" in text.lower():
        return False
    return bool(said) and (said[0] == "no" or bool(_REPLACING & {*said}))
