"""Whether a word is denied where it stands: "not a charity", "it hasn't been sold", "anything but
retail".
"""

from __future__ import annotations

import re

from agent.listening.phrase import plain

_DENIED = re.compile(
    r"(?:\b(?:no|not|never|none|nobody|without|hardly|neither|nor|hasnt|havent|hadnt|wasnt"
    r"|werent|wouldnt|couldnt|shouldnt|dont|doesnt"
    r"|didnt|isnt|arent|aint|wont|cant|cannot|neednt|mustnt|hate|hates|escaping|against"
    r"|avoid|but|except|rather than|instead of"
    r"|tired of|rid of|done with|past)(?: \w+){0,3})$"
)
_BOUND = re.compile(
    r"\b(?:not|no|never) (?:(?:any )?(?:more|less|longer|fewer|later) than|over|above|under)"
    r"(?: \w+){0,2}$"
)
"""What limits without denying: "not more than one day a week"."""

_DENIES = re.compile(
    r"^(?:(?:and|but|or|so|it|this|that|this one|they|he|she|we|i|its|thats) )*(?:not|no"
    r"|never|nor|isnt|arent|hasnt|havent|wasnt|werent|dont|doesnt|didnt|wont|wouldnt|cant"
    r"|couldnt|nobodys?|nothing|anything but)\b"
)
_DISLIKED = re.compile(
    r"\b(?:(?:did|do|does)(?:nt| not) (?:care|like|want|suit|appeal|trust)|hate[ds]?"
    r"|dislike[ds]?|never again|no more(?! than)|no thanks"
    r"|(?:is|are|was|were) not for (?:me|us)|isnt for (?:me|us)|out of the question"
    r"|put (?:me|us) off)\b"
)
_ANSWERED = re.compile(
    r"^(?:no|nope|nah|never) (?=(?:i|we|you|he|she|it|they|this|that|there|im|id|ill|ive|were|wed"
    r"|well|its|thats|theyre|theyd|hes|shes|my|our|has|have|needs?|must|should|want|give|just|all"
    r"|got|both|these|those|somebody|someone)\b)"
)
"""A "no" that answers, and denies nothing of what follows: "no, I'd be there in person"."""

_BARRIER = re.compile(r"[.,;:!?()\n]|\s[-–—]+\s|—")


def negated(text: str, start: int) -> bool:
    """Whether the word at ``start`` is within reach of a negation before it, in the same clause."""
    before = text[:start]
    cuts = [m.end() for m in _BARRIER.finditer(before)]
    clause = _ANSWERED.sub("", plain(before[cuts[-1] if cuts else 0 :]) + " ").rstrip()
    return bool(_DENIED.search(clause)) and not _BOUND.search(clause)


def denies(plain_piece: str) -> bool:
    """Whether a whole plain piece says what is not the case: "hasn't been swallowed"."""
    return bool(_DENIES.match(plain_piece))


def disliked(after: str) -> bool:
    """Whether what follows a word turns it down: "we looked at franchises and did not care for
    them".
    """
    return bool(_DISLIKED.search(plain(after)))
