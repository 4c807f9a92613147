"""Words that speak to a program instead of a person: noticed in messages, never shown from items.

A help, not a boundary: nothing that such a text could ask for is within a text's reach.
"""

from __future__ import annotations

import re

_RULES = (
    r"(?:instruction|direction|directive|rule|prompt|guideline|guardrail|polic(?:y|ie)|order)s?"
)
_MACHINE = r"""(?:an?\s+)?(?:ai|a\.i\.|llm|gpt|chat\s?gpt|chat\s?bot|bot|assistant|agent|crawler
    |(?:large\s+)?language\s+model|recommender|recommendation\s+(?:engine|system)|summari[sz]er)s?"""
_COMMAND = r"""(?:must|should|shall|are\s+(?:to|required|instructed)|is\s+(?:to|required|instructed)
    |need\s+to|have\s+to|please|will\s+now|always|never|ignore|rank|recommend|describe|note)"""

_INSTRUCTIONS = re.compile(
    rf"""\b(?:
      (?:ignore|disregard|forget|overlook|override|bypass|violate)\s+(?:\w+\s+){{0,4}}{_RULES}
    | (?:reveal|show|print|repeat|output|display|leak|tell\s+me)\s+(?:\w+\s+){{0,4}}
        (?:system\s+prompt|(?:initial|hidden|secret|original)\s+(?:instructions|prompt|rules))
    | (?:you\s+are\s+now|act\s+as|pretend\s+to\s+be)\s+(?:\w+\s+){{0,2}}
        (?:DAN|jailbroken|unrestricted|root|developer)
    | (?:developer|debug|god|maintenance|sudo)\s+mode\s+(?:on|enabled|activated)
    | (?:note|message|attention|memo|instructions?|important)\s+(?:to|for)\s+
        (?:all\s+|any\s+|the\s+)?{_MACHINE}\b
    | (?:if\s+you\s+are|as|dear|hey|hello|attention[,:]?)\s+{_MACHINE}\b\s*+[,:]?\s*+
        (?:\w+\s+){{0,4}}?{_COMMAND}
    | (?:any|all|every)?\s*{_MACHINE}\s+(?:\w+\s+){{0,6}}?{_COMMAND}\s+(?:\w+\s+){{0,3}}?
        (?:rank|recommend|describe|rate|list|mention|place|put|show|say|present|include|score|call)
    | (?:rank|recommend|place|put|list|show)\s+(?:this|it)\s+(?:\w+\s+){{0,3}}?
        (?:first|on\s+top|at\s+the\s+top|above\s+(?:all|every)|ahead\s+of|number\s+one|highest)
    | system\s+(?:prompt|override|message)\s*[:=\]]
    | (?:your|this\s+system'?s)\s+(?:system\s+|hidden\s+|initial\s+)?
        (?:prompt|passwords?|api\s+keys?)
    | (?:passwords?|credentials|api\s+keys?)\s+(?:for|of|to)\s+(?:the|our|your|this)\s+
        (?:system|server|database|account)
    | what\s+(?:are|were)\s+you\s+(?:not\s+)?(?:supposed|allowed|told|forbidden|permitted)\s+
        (?:not\s+)?to\s+(?:tell|say|reveal|share|disclose|show|talk|keep)
    )
    | <\|?(?:im_start|im_end|system|endoftext)\|?> | \[/?INST\] | \[\s*(?:white|hidden)\s+text\s*\]
    """,
    re.I | re.X,
)


def find_instructions(text: str) -> str | None:
    """The first words that try to direct a program, None where there are none."""
    found = _INSTRUCTIONS.search(text)
    return found.group(0).strip() if found else None


def without_instructions(text: str) -> str:
    """What a source says, without the sentences that speak to programs."""
    if not find_instructions(text):
        return text
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text)
    return " ".join(s for s in sentences if not find_instructions(s))
