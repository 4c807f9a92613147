"""Whether a message is a question about the items shown, rather than a wish. Pure."""

from __future__ import annotations

import re

_OPENING = r"^\W*+(?:(?:and|but|so|ok|okay|well|hm++|now|yes|no|right|fine)\b\W*+)*+"
LONGEST_OPENING = 200
"""Characters from a clause's beginning that tell whether it asks: it may have many clauses."""

_ASKS = re.compile(
    _OPENING + r"(?:is|isn't|isnt|are|aren't|was|were|does|doesn't|doesnt|do|did|has|hasn't|have"
    r"|had|can|could|would|will|should|may|what|what's|whats|which|how|how's|hows|who|who's|whos"
    r"|whose|when|whens|where|where's|wheres|why)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.;:!?]")
_END = re.compile(r"[.;!?]")
_STATES = re.compile(
    r"^\W*+(?!(?:why|what|how|who|which|where|when)\b)\w++ "
    r"(?:be|been|to|not|fine|ok|okay|enough|too|so|very|just|only)\b",
    re.IGNORECASE,
)
"""Begins like a question and is none: "could be cheaper", "is fine"."""
_ASKED_WITHIN = re.compile(
    r"\b(?:tell me|do you know|i wonder|wondering|remind me|wants? to know|like to know"
    r"|asks(?: me)?|is asking|wonders) "
    r"(?:who|what|which|how|when|where|why|whether|if|would|will|does|do|did|is|are|can|could|has)"
    r"\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    _OPENING + r"(?:(?:can|could|would|will) (?:you|i) )?(?:please )?"
    r"(?:tell|show|give|see|read|hear|open|expand|describe|explain|(?:what|how) about)\b",
    re.IGNORECASE,
)
"""Asks for everything about an item, not for something."""

_REQUESTS = re.compile(
    _OPENING + r"(?:(?:can|could|would|will) you|(?:can|could|may|shall|should) (?:we|i) "
    r"(?:see|have|get|drop|remove|skip|swap|replace|lose|change|take|delete)"
    r"|do you have|have you (?:got|any)|what else|(?:what|how) about"
    r"|is there (?:something|anything|one)"
    r"|are there (?:any|others|more)|any(?:thing)?\b|something|why not)\b",
    re.IGNORECASE,
)
"""Asks for something to be done, or for other items."""

_WONDERS = re.compile(_OPENING + r"(?:what|how) about\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\bany (?:one )?of (?:these|those|them|the)\b", re.IGNORECASE)

_ONE = re.compile(
    r"\b(?:it|its|it's|this one|that one|that place|this place|that business|this business"
    r"|that company|this company|that listing)\b|(?<!\bis )(?<!\bare )(?<!\bwas )\bthere\b(?!'s)",
    re.IGNORECASE,
)
"""Words for the item that is spoken of."""

_ALL = re.compile(
    r"\b(?:these|those|them|they|each of|both|(?:do|does|are|is|has|have) any|the five|all five"
    r"|which (?:one|ones|of|is|are|has"
    r"|have|does|do|would|will|can|could|takes?|allows?|offers?|comes?|lets?|costs?|earns?|makes?"
    r"|needs?|was|were|sleeps?)|who (?:has|have|is|are|earns?|makes?|pays?|employs?))\b",
    re.IGNORECASE,
)
"""Words for all that is shown."""

_COMPARES = re.compile(
    r"^\W*(?:please |can you |could you |now |ok |okay )*compare\b|\bside by side\b"
    r"|\bdifferences? between\b",
    re.IGNORECASE,
)
_CATALOGUE = re.compile(
    r"\b(?:how many (?:more|others?|are there|are left|fit|match)|in all|in total|altogether"
    r"|catalogue?|database|overall|do you have|you have|you've got|can you find|you can find"
    r"|you know of|sort|sorted|order|rank)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:on|in|off|from) (?:the|your|this|that|my) (?:list|five|screen|results|selection)\b"
    r"|\bdo you have (?:that|it|this)\b|\bon there\b|\bnot (?:shown|listed|here)\b"
    r"|\b(?:isn't|isnt|wasn't) (?:shown|listed|here)\b"
    r"|\bleft out\b|\bmissing\b|\bdon'?t (?:i )?see\b|\btwice\b|\bwhat happened to\b"
    r"|\b(?:do|did)(?:n'?t| not)? you (?:not )?(?:show|list|include|offer)\b"
    r"|\bnot show\b",
    re.IGNORECASE,
)


_DEMANDS = re.compile(
    r"(?:^|[.!?,;] ?)(?:(?:please|now|so|then|and|ok|okay|well|do) )*"
    r"(?:show (?:me|us|what|the|them|it)|let(?:'s| us| me) see|lets see|bring (?:it|them) on)\b",
    re.IGNORECASE,
)


def demands(text: str) -> bool:
    """Whether a sentence of a text demands to see what there is: "Thank you. Please show me"."""
    return bool(_DEMANDS.search(text))


_AND = re.compile(
    r"^\W*(?:and|but|so|ok|okay)\W+(?:the |that )?[\w'-]+(?: [\w'-]+)?\?", re.IGNORECASE
)
"""Asks for something by its name alone, and goes on: "And Kerrville? I heard of one there"."""


def asks(text: str) -> bool:
    """Whether a text is a question."""
    if _AND.match(text):
        return True
    if text.rstrip().endswith("?") or _ASKED_WITHIN.search(text) or _ASKS.match(text):
        return True
    return interrogates(text)


def interrogates(text: str) -> bool:
    """Whether a clause of a text has the form of a question: "the second, has it a garden"."""
    return _first(text) is not None


def asked_part(text: str) -> str:
    """A text from where it begins to ask, to the end of that sentence; all of it where that cannot
    be told.
    """
    return text[slice(*asked_span(text))]


def asked_span(text: str) -> tuple[int, int]:
    """Where a text asks, without the sentences before and after; all of it where it does not."""
    start = _first(text)
    if start is None:
        within = _ASKED_WITHIN.search(text)
        start = text.rfind(" ", 0, within.end()) + 1 if within else None
    if start is None:
        return 0, len(text)
    end = _END.search(text, start)
    return start, end.end() if end else len(text)


def _first(text: str) -> int | None:
    """Where the first clause begins that has the form of a question."""
    starts = [0, *(mark.end() for mark in _CLAUSE.finditer(text))]
    return next((at for at in starts if _interrogative(text[at : at + LONGEST_OPENING])), None)


def _interrogative(clause: str) -> bool:
    """Whether what begins a clause has the form of a question."""
    return bool(_ASKS.match(clause)) and not _STATES.match(clause)


def compares(text: str) -> bool:
    """Whether a text wants items side by side."""
    return bool(_COMPARES.search(text))


def inquires(text: str) -> bool:
    """Whether a text asks something in particular of the items it names."""
    return asks(text) and (not _MORE.match(text) or bool(_ASKED_WITHIN.search(text)))


def requests(text: str) -> bool:
    """Whether a text, in the form of a question, wants something done or other items shown."""
    return bool(_REQUESTS.match(text)) and not (_OF_THEM.search(text) or _MAY_WE.match(text))


_MAY_WE = re.compile(
    _OPENING + r"(?:can|could|may|might) (?:we|i|my [a-z]{1,12}|our [a-z]{1,12}) .{1,60}"
    r"\b(?:there|(?:on|in|at|with|near|of) (?:it|there)|at my|near me)\b",
    re.IGNORECASE,
)
"""Asks what may be done with an item: "can we have a party there"."""


_GOES_ON = re.compile(r"^\W*+(?:and|what about|how about|what of)\b", re.IGNORECASE)
BRIEF, BRIEFEST = 6, 4
"""Words of the longest text that goes on asking without a verb: "and the roof", "any debts?"."""


def goes_on(text: str) -> bool:
    """Whether a short text, without the form of a question, may go on with the one before."""
    count = len(text.split())
    return bool(_GOES_ON.match(text) and count <= BRIEF) or (
        text.rstrip().endswith("?") and count <= BRIEFEST
    )


_BARE = re.compile(
    r"^\W*+(?:(?:and|but|so|what about|how about|what of|for|of|the|that|this|one|number|no|nr|in"
    r"|at|near|too|also|then|same|with|\d)\b\W*+)*+$",
    re.IGNORECASE,
)


def asks_on(text: str, rest: str) -> bool:
    """Whether a short text asks something by its noun alone, of what was spoken of before."""
    return goes_on(text) and not names_only(rest)


def names_only(rest: str) -> bool:
    """Whether a question says nothing beside the item that it names: "and Flagstaff?"; ``rest`` is
    what is left without the words for the item.
    """
    return bool(_BARE.match(rest))


def wonders(text: str) -> bool:
    """Whether a text only names what it is curious of: "what about the second?"."""
    return bool(_WONDERS.match(text))


def of_one(text: str) -> bool:
    """Whether a text speaks of the item that was spoken of before: "it", "that one", "there"."""
    return bool(_ONE.search(text))


def of_it(text: str) -> bool:
    """Whether a text speaks of one item as "it" or "that one", and not only as "there"."""
    return any(one.group().lower() != "there" for one in _ONE.finditer(text))


_OTHERS = re.compile(r"\b(?:he|she|his|her|hers|they|them|their|theirs)\b", re.IGNORECASE)


def of_others(text: str) -> bool:
    """Whether a text speaks of one item, or of people who neither write nor answer here."""
    return of_it(text) or bool(_OTHERS.search(text))


def of_all(text: str) -> bool:
    """Whether a text speaks of all that is shown: "these", "any of them", "which has"."""
    return bool(_ALL.search(text) or _OF_THEM.search(text))


_OWN = re.compile(r"\b(?:you|your|yours|yourself)\b|\b(?:is|are|was|were) there\b", re.IGNORECASE)


_ONESELF = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE)


def of_oneself(text: str) -> bool:
    """Whether a text speaks of who writes it: "should I buy it"."""
    return bool(_ONESELF.search(text))


_THERE = re.compile(r"\b(?:is|are|was|were)(?:n'?t)? there\b", re.IGNORECASE)


def there_is(text: str) -> bool:
    """Whether a text asks whether there is something: "is there a garden?"."""
    return bool(_THERE.search(text))


def impersonal(text: str) -> bool:
    """Whether a text asks neither the program for something nor whether there is something."""
    return not _OWN.search(text)


def of_catalogue(text: str) -> bool:
    """Whether a text asks about the catalogue as a whole."""
    return bool(_CATALOGUE.search(text))


def of_standing(text: str) -> bool:
    """Whether a text asks where an item stands among those shown, or why it does not."""
    return bool(_STANDING.search(text))


_EVERYTHING = re.compile(
    r"\b(?:all|every|everything|overall|catalogue?|database|how many|whole|in total|you have"
    r"|you've got|can you find|you know of)\b(?! (?:five|of (?:these|them|those)))",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come|what for|for what reason)\b", re.IGNORECASE)


def of_everything(text: str) -> bool:
    """Whether a question about the list is about all that there is, not about what is shown."""
    return bool(_EVERYTHING.search(text))


_STOCK = re.compile(
    r"\b(?:what|which|how many|how much|any|anything)\b.{0,40}"
    r"\b(?:have you(?: got)?|do you (?:have|know)|you've got|of your|in your (?:list|catalogue))\b"
    r"|\bwhat'?ve you got\b",
    re.IGNORECASE,
)


def of_stock(text: str) -> bool:
    """Whether a question is about what there is to choose from, not about an item: "what have you
    got in Maine?", "how many of your companies are in Norway?".
    """
    return bool(_STOCK.search(text)) and not of_one(text) and not _OF_THEM.search(text)


_ANYTHING = re.compile(
    r"^\W*+(?:(?:so|well|ok|okay|now|then|and|oh|right)\b\W*+)*+what(?:'?ve| have| do)? you"
    r"(?: got| have| know)?\b(?:\W*+(?:got|have|for|me|us|then|there|now|dear|please)\b)*+\W*+$",
    re.IGNORECASE,
)


def of_anything(text: str) -> bool:
    """Whether a question about what there is names nothing: "what have you got for me then?"."""
    return bool(_ANYTHING.match(text))


_CHOICE = re.compile(
    r"\b(?:which|what|where)\b(?!.{0,30}\b(?:fits?|meets?|match(?:es)?)\b)", re.IGNORECASE
)


def of_choice(text: str) -> bool:
    """Whether a question asks which there are."""
    return bool(_CHOICE.search(text))


def asks_why(text: str) -> bool:
    """Whether a text asks for a reason."""
    return bool(_WHY.search(text))


_PARTS = re.compile(
    r"(?:[,;?] ?(?:(?:and|or|but) )?|\b(?:and|or) )(?=(?:what|whats|how|hows|when|where|who|whether"
    r"|why|which|is|are|was|were|does|do|did|has|have|can|could|will|would)\b)",
    re.IGNORECASE,
)
"""Where a question goes on with another: "how old is it, and does it own its premises?"."""

MOST_PARTS = 3


def parts(question: str) -> list[str]:
    """The questions that are asked in one: no more than a few."""
    found = [part.strip(" ,;?.") for part in _PARTS.split(question)]
    whole = [part for part in found if len(part.split()) > 1]
    return whole[:MOST_PARTS] if len(whole) > 1 else [question]


_OF_ITSELF = frozenset(
    ["what", "whats", "what's", "how", "hows", "how's", "who", "exactly", "really", "actually",
     "does", "do", "did", "is", "are", "it", "its", "they", "them", "that", "this", "make", "makes",
     "sell", "offer", "about", "all", "the", "a", "an", "of", "kind", "sort", "company", "business",
     "place", "and", "so", "or", "but", "me", "tell", "thing", "one", "ones", "work", "works",
     "for", "to", "then", "there", "s", "again", "up", "in", "plain", "simple", "english", "words"]
)  # fmt: skip
"""What is left of a question that asks what an item is: "what exactly does Auricle make?"."""


def of_itself(question: str) -> bool:
    """Whether a question about an item, without its name, only asks what it is or does."""
    return all(word in _OF_ITSELF for word in re.findall(r"[a-z']+", question.lower()))
