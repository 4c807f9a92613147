"""How much something matters to the person: "that one is a must", "ideally", "has to be"."""

from __future__ import annotations

import re

_NEED = (
    r"(?:must(?: have)?s?|non ?-?negotiable|deal ?-?breakers?|essential|required"
    r"|requirement|mandatory|critical|crucial"
    r"|imperative|vital|necessary|necessity|important(?: to (?:me|us))?|priority|condition"
    r"|firm|fixed)"
)
_IT = r"(?:(?:that|this|it|which|those|they|these)(?: (?:one|part|bit|last one|two))?|thats|its)"
_BE = (
    r"(?: (?:is|are|was|would be|will be|has to be|have to be|ll be|be|really|definitely"
    r"|absolutely|a|an|my|the|our|one|big|absolute|definite|very|so|too|number one))*"
)
_REMARK = re.compile(
    rf"^(?:and |but |also )*(?:{_IT}{_BE} {_NEED}|(?:a |an |absolute "
    rf"|absolutely )*(?:must(?: have)?|non ?-?negotiable|deal ?-?breaker|mandatory"
    rf"|essential|required)"
    r"|not (?:a|one) (?:single )?(?:penny|cent|dollar|dime|nickel|buck) (?:more|over|higher)"
    rf"|{_IT}(?: is)? (?:final|(?:my|the|our) (?:absolute )?(?:limit|max(?:imum)?|ceiling)"
    r"|as (?:high|far) as (?:i|we) (?:can |will )?go)"
    r"|no (?:exceptions|compromises?|ifs or buts|two ways about it)|(?:i |we )?(?:cant"
    r"|cannot|wont|will not|wouldnt|couldnt|not going to|wont be) (?:bend|budge|compromise"
    r"|give|flex|move|yield|settle|do without|live without|go without)(?: (?:on|for"
    r"|anything))*(?: (?:that|it|this|less|one|else|there))*"
    r"|(?:i |we )?(?:insist|must insist|have to have|must have"
    r"|got to have)(?: on)?(?: (?:that|it|this))?(?: one)?|(?:it |that |this |they )?(?:has"
    r"|have|needs?|must|got) (?:to )?be(?: (?:that|so|it|there|one))?)(?: (?:for|to"
    r"|with) (?:me|us))?$"
)  # fmt: skip
_SOFT_REMARK = re.compile(
    rf"^(?:and |but )*(?:{_IT} (?:is |s |isnt |is not |not )*(?:not |only |merely )*(?:a "
    rf"|an |so |that |very )*(?:{_NEED}|preference|wish|plus|bonus|nice to have|negotiable)"
    r"|(?:only |merely )?(?:a |my |our )?(?:preference|bonus|plus|nice to have|negotiable)"
    r"|(?:that |it |this )?would be (?:nice|good|great|lovely|ideal|a (?:plus|bonus))"
    r"|if possible|if you can|preferably|ideally|not (?:a |an )?(?:must|essential|required"
    r"|necessary|deal ?-?breaker)|(?:i |we )?(?:can|could) (?:bend|budge|compromise|give"
    r"|flex)(?: (?:on|a|bit|little|there|that|it|this))*)$"
)  # fmt: skip
_NAMED = re.compile(
    rf"^(?:the |my |our |and |a |having )*(?P<what>.+?) (?:is|are) (?:an? |my |our "
    rf"|absolute |absolutely |definite |really |the )*{_NEED}(?: (?:for|to) (?:me|us))?$"
)
_NAMED_NOT = re.compile(
    rf"^(?:the |my |our |and )*(?P<what>.+?) (?:isnt|is not|are not|arent|is only|is) (?:a |an "
    rf"|so |that |not |only )*(?:{_NEED}|preference|nice to have|bonus|plus)$"
)
_STRONG = re.compile(
    r"\b(?:must(?!n.?t| have been| of been| admit| say| confess)|has (?:got )?to be"
    r"|have (?:got )?to be|needs? to be|(?:i|we) (?:really|absolutely|definitely|do) need(?! to)"
    r"|non[- ]?negotiable|deal[- ]?breaker|nowhere else|nothing else|or nothing|no exceptions"
    r"|no compromises?|only (?:in"
    r"|if|want|interested|looking|consider\w*)|insist|essential|imperative|mandatory|no way around"
    r"|(?:can|could|will|would)(?:no|n['’]?)t do without)\b",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:must(?!n.?t| have been| of been| admit| say| confess)|(?:has|have) (?:got )?to be"
    r"|needs? to be|non[- ]?negotiable|deal[- ]?breaker|no exceptions|insist on|strictly"
    r"|essential|imperative|mandatory|or nothing|(?:i|we)"
    r" (?:really|absolutely|definitely|do) need(?! to)"
    r"|absolute(?:ly)? (?:max(?:imum)?|min(?:imum)?|limit|ceiling|most|no more)"
    r"|(?:hard|firm) (?:limit|cap|ceiling|max(?:imum)?|min(?:imum)?))\b",
    re.I,
)
"""What makes a need of a wish nobody asked for; "I need a shop" is but a manner of speaking."""

_NO_NEED = re.compile(r"(?:n['’]t|\bnot|\b(?:dont|doesnt|isnt|arent))\s+(?:really |an? )?$", re.I)
"""What before words of need denies them: "it doesn't have to be"."""

_MILD = re.compile(
    r"\b(?:ideally|preferabl[ey]|prefer(?:red|s|ence)?|(?:would|['’]d) be (?:nice|great|lovely|good"
    r"|ideal|a (?:plus|bonus))|if (?:at all )?possible|if you can|nice to have|nice if|best of all"
    r"|at a push|at a pinch|first choice|not (?:a )?must|not (?:essential|necessary|required))\b",
    re.I,
)


def remark(plain: str) -> bool | None:
    """Whether a plain piece does nothing but say that the last thing said is a must, or only a
    wish.
    """
    if _SOFT_REMARK.match(plain) and (
        "not " in plain or "nt " in plain or not _REMARK.match(plain)
    ):
        return False
    return True if _REMARK.match(plain) else None


def named_remark(plain: str) -> tuple[str, bool] | None:
    """What a plain piece calls a must (or not one): ("price", True) for "the price is a must"."""
    softly = _NAMED_NOT.match(plain)
    if softly and re.search(r"\b(?:not|isnt|arent|only|preference|bonus|plus|nice)\b", plain):
        return softly["what"], False
    found = _NAMED.match(plain)
    return (found["what"], True) if found else None


def insisted(text: str) -> bool | None:
    """Whether a stretch of text states a need (True), a mere preference (False), or neither."""
    found = _STRONG.search(text)
    if _MILD.search(text) or (found and _NO_NEED.search(text[: found.start()])):
        return False
    return True if found else None


def stressed(text: str) -> list[tuple[int, int, bool]]:
    """Where a stretch of text speaks of need (True) or of mere preference (False), in order."""
    mild = [(*m.span(), False) for m in _MILD.finditer(text)]
    firm = [
        (*m.span(), not _NO_NEED.search(text[: m.start()]))
        for m in _FIRM.finditer(text)
        if all(m.end() <= a or b <= m.start() for a, b, _ in mild)
    ]
    return sorted([*mild, *firm])
