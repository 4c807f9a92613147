"""What gives away a text that is meant for a program: a table of signs, in lower case.

Each row is a weight, the words without which the pattern cannot be found, and the pattern. Two
points in one line are an order; one alone also stands in honest texts.
"""

from __future__ import annotations

_START = r"(?:^|(?<=[.!?:;\"'(\[{>])|(?<=[.!?:;\"'] )|(?<=\n)|\b(?:please|then|now|just|actually|to)[, ])\s{0,4}"
_ALONE = r"(?:^|(?<=\n)|(?<=[.!?] ))"
_ENDED = r"\s{0,4}(?=$|\n|[A-Z])"
_RULES = (
    r"(?:instructions?|prompts?|rules?|regulations?|directions?|directives?|guidelines?|guardrails?"
    r"|messages?|commands?|context|tasks?|inputs?|orders?|policy|policies|programming|training)"
)
_MACHINE = (
    r"(?:ai|a\.i\.|artificial intelligence|(?:large )?language models?|llms?|gpt|chat ?gpt"
    r"|chat ?bots?|bots?|ai assistants?|ai agents?|assistants?|ai models?|crawlers?|scrapers?"
    r"|recommenders?|recommendation (?:engines?|systems?)|summari[sz]ers?|ranking systems?"
    r"|machine readers?|automated (?:systems?|readers?|tools?))"
)
_ANSWER = r"(?:response|reply|replies|answers?|message|output|completion)"
_HIDDEN = (
    r"(?:passwords?|pass ?phrase|secret (?:key|word|code)|api key|access token|credentials"
    r"|system prompt|(?:initial|hidden|secret|original) (?:configuration|instructions?|prompt))"
)
_ASK = (
    r"(?:tell|give|provide|explain|translate|sort|write|confirm|share|discuss|encode|decode|help me"
    r"|show me|describe|summari[sz]e|list|generate|spell|convert|rephrase|draft|calculate|compare"
    r"|name|solve|answer|recommend|suggest|repeat|sing|talk about)"
)
_ROLE = r"(?:act|behave|respond|reply|answer|talk|speak|write|pretend|role-?play|pose)"

Sign = tuple[float, str, str]

SIGNS: tuple[Sign, ...] = (
    # Takes back what a program was told before.
    (
        2,
        "ignore disregard forget override bypass overlook neglect violate discard ignoring",
        rf"\b(?:ignore|ignoring|disregard|forget|override|bypass|overlook|neglect|violate|discard)\b[^.!?\n]{{0,40}}\b{_RULES}\b",
    ),
    (
        2,
        "ignore disregard forget overlook",
        r"\b(?:ignore|disregard|forget|overlook) (?:about )?(?:all |everything |what(?:ever)? )?(?:of )?(?:the |that|this|you|i )\s?(?:above|before|previous|have|were|was|said|told|(?=[,.:;]))",
    ),
    (
        2,
        "regardless",
        rf"\bregardless of (?:any |all |the |your )?(?:previous|prior|earlier|above) {_RULES}",
    ),
    (
        2,
        "override mode reset upgrade",
        r"\b(?:god|system|maintenance|override|debug|developer|admin|sudo|enforcement|verification|dan|jailbreak|opposite|evil) (?:mode|override|reset)\b",
    ),
    (
        2,
        "new updated hidden secret special",
        r"\b(?:new|updated|hidden|secret|special) (?:instructions?|prompts?|directives?)\b(?= ?[:.]| (?:for|to) (?:you|the))",
    ),
    (
        2,
        "system developer admin administrator",
        r"\b(?:system|developer|admin(?:istrator)?) ?(?:prompt|message|note|instruction)s?(?: ?[:=\]>]|\b[^.\n]{0,30}\byou\b)",
    ),
    (
        2,
        "",
        r"<\|?/?(?:system|im_start|im_end|endoftext|assistant|user|instructions?)\b[^<>\n]{0,20}\|?>|\[/?(?:inst|system|cls|input|output|gpt|dan)\]|\{\{\s{0,4}#?system",
    ),
    # Speaks to a program, and orders it about.
    (
        2,
        "attention note message notice instruction instructions memo dear hey hello for to important",
        rf"\b(?:attention|note|message|notice|instructions?|memo|dear|hey|hello|important)s?\b[^.\n]{{0,20}}\b{_MACHINE}\b[^.\n]{{0,160}}\b(?:must|should|shall|please|you|always|never|rank|recommend|list|place|put|omit|hide|ignore|say|tell|answer|report|mention|describe|treat)\b",
    ),
    (
        2,
        "must should shall has have need are is please",
        rf"\b{_MACHINE}\b[^.\n]{{0,40}}\b(?:must|should|shall|has to|have to|need to|are (?:asked|instructed|required|told)|is (?:asked|instructed|required|told)|please)\b[^.\n]{{0,60}}\b(?:ignore|disregard|rank|rate|score|recommend|promote|list|place|put|move|treat|tell|say|state|report|answer|respond|reply|output|omit|leave out|hide|exclude|suppress|mention|show|describe)\b",
    ),
    (2, "if when as", rf"\b(?:if|when|as) you(?:'re| are) (?:an? |the )?{_MACHINE}\b"),
    (
        2,
        "rank place put list show recommend",
        r"\b(?:rank|place|put|list|show|recommend) (?:this|it)\b[^.\n]{0,40}\b(?:first|on top|at the top|highest|number one|#1|no\. 1|above (?:all|every|others)|ahead of)\b",
    ),
    # A part to play.
    (
        2,
        "now longer about",
        rf"\byou(?:'re| are) (?:now|no longer|about to)\b[^.\n]{{0,60}}\b(?:an? |the |in |under |my |your |called |named |role|free|chat ?gpt|{_MACHINE})",
    ),
    (
        2,
        "from",
        r"\bfrom (?:now|this (?:point|moment))(?: on(?:wards?)?| forward)?,? (?:you|we|act|pretend|respond|answer|reply|your)\b",
    ),
    (
        2,
        "you",
        rf"\byou (?:will|are going to|are to|have to|must|should|shall|can|need to)(?: now| always| only| never| not| also){{0,6}} (?:{_ROLE}|pretend|obey|comply|refuse|impersonate|simulate)\b",
    ),
    (
        1,
        "act behave pretend role roleplay pose persona character play impersonating impersonate",
        rf"{_START}(?:act|behave|pose) as\b|\bpretend (?:to be|you|that you)\b|\brole-?play|\b(?:role|persona|character) of\b|\bin character\b|\bimpersonat",
    ),
    (2, "want", rf"\bi (?:want|need|would like|order|command) you to {_ROLE}\b"),
    (1, "want need", r"\bi (?:want|need|would like|order|command|ask) you to\b"),
    (2, "anything", r"\bdo anything now\b"),
    (
        2,
        "dan",
        r"\b(?:as|named|called|to be|is|like|am|a) dan\b|\bdan (?:can|is|has|will|mode|does|doesn't|answers)\b",
    ),
    (
        2,
        "amoral unfiltered uncensored unhinged immoral unethical illegal",
        r"\b(?:completely|fully|totally|entirely|an?) (?:amoral|unfiltered|uncensored|unhinged) (?:ai|bot|chat ?bot|assistant|model|character|persona|response|being)|\bno matter how (?:immoral|unethical|illegal)",
    ),
    (2, "jailbreak jailbroken", r"\bjail ?br(?:eak|oken)\b"),
    (
        1,
        "amoral unfiltered uncensored unethical immoral illegality unrestricted nonmoral morality ethicality legality censorship ethics morals moral explicit unhinged",
        r"\b(?:amoral|unfiltered|uncensored|unethical|immoral|illegality|unrestricted|nonmoral|morality|ethicality|legality|censorship|ethics|morals?)\b",
    ),
    (
        1,
        "ethics morals laws filters restrictions limitations boundaries censorship",
        r"\b(?:no|any|without|free of|not bound by|freed? from|disregards?|breaks?)\b[^.\n]{0,40}\b(?:ethics|morals?|laws|filters?|restrictions?|limitations|boundaries|censorship|rules)\b",
    ),
    (1, "openai chatgpt gpt-3 gpt-4 gpt", r"\b(?:openai|chat ?gpt)(?:'s)?\b"),
    (1, "content", r"\bcontent (?:polic(?:y|ies)|filters?|guidelines|warnings?|moderation)\b"),
    (1, "ai language", r"\bas an? (?:ai|large language model|language model)\b"),
    (
        1,
        "fictional hypothetical hypothetically imagine suppose game scenario pretend",
        r"\b(?:fictional|hypothetical(?:ly)?)\b|\b(?:imagine|suppose|pretend) (?:we|you|that)\b|\bplay a game\b",
    ),
    (2, "hypothetical", r"\b(?:just )?for a hypothetical\b"),
    # What its answer shall be like.
    (
        2,
        "response reply replies answer answers message output completion",
        rf"\b(?:always |never |only |do not |don't )?(?:add|append|include|insert|begin|start|end|finish|modify|rewrite|convert|replace|provide|write|format|encode|translate|group|remove|misspell|anagram|introduce|jumble|rearrange|use|render|integrate|enhance|augment|infuse|limit|prefix|ensure|incorporate|express|highlight|mention|embed|inject|shuffle|swap|scramble|reverse|substitute|alter|adjust|apply|employ|mix|create|construct|make|omit|delete|eliminate|compress|capitali[sz]e|spell|change|give|return|output|weave|sprinkle|work|slip)\b(?:[^.!?\n\"]|\"[^\"\n]*\"|[.!?](?=[^\s]|$)){{0,140}}\b(?:your|the|all) (?:of )?(?:your )?(?:next |final |whole |entire |first )?{_ANSWER}\b",
    ),
    (2, "response reply answer message", rf"\bin (?:your|the) (?:next )?{_ANSWER},"),
    (
        1,
        "respond reply answer replies",
        r"\b(?:always|only|must|will|never|to|you|and) (?:respond|reply|answer)s?\b|\b(?:respond|reply|answer) (?:as|with|only|in|to every|to (?:my|the|each|all))\b",
    ),
    (
        1,
        "never always",
        r"\b(?:never|always) (?:refuses?|declines?|apologi[sz]e|breaks? character|stays?|starts?|begins?|says?|shows?|follows?|disclaim)\b",
    ),
    (
        1,
        "task job role purpose first request",
        r"\byour (?:only |first |new )?(?:task|job|role|purpose) is\b|\b(?:my|your) first (?:request|question|prompt|response|reply|task|sentence|suggestion|message)\b",
    ),
    (
        2,
        "insert prompt input question",
        r"[\[{<(](?:insert|your|my|enter|the)?\s?(?:prompts?|questions?|input|request|text)(?: here)?[\]}>)]|\[insert [^\]\n]{1,60}\]",
    ),
    (
        2,
        "text everything above verbatim words",
        r"\b(?:repeat|output|print|display|reveal|show|recite|copy|write|translate|summari[sz]e|encode)\b[^.\n]{0,40}\b(?:text|words?|everything|sentences?|instructions?|prompt|conversation|messages?)\b[^.\n]{0,20}\b(?:above|verbatim|so far|before (?:this|the))\b",
    ),
    (2, "told conversation", r"\bwhat were you (?:told|given|instructed|asked)\b"),
    # Program text.
    (
        2,
        "code",
        r"\b(?:following|subsequent|below|next|this|above) (?:python |malicious )?code (?:block|snippet|excerpt|segment|fragment|sample|piece)\b|\boutput of (?:this|the following) code\b",
    ),
    (
        2,
        "import def",
        r"(?:^|\n|[`>])\s{0,4}(?:import [a-z_.]+(?:, ?[a-z_.]+| as \w+){0,6}\s{0,4}(?:\n|$)|from [a-z_.]+ import [a-z_]|def [a-z_]+\()",
    ),
    # Secrets.
    (
        2,
        "password passwords passphrase key code credentials prompt configuration instructions token",
        rf"\b(?:what(?:'s| is| was)|tell|share|sharing|give|confirm|reveal|spell|write|print|say|know|ask for|provide|show|poem|haiku|acrostic|story|send|output|encode)\b[^.!\n]{{0,60}}\b(?:your|the|our|their|his|her|me|my|a|this|that|hidden) ?(?:[a-z]+ )?{_HIDDEN}\b",
    ),
    (
        2,
        "user user's users",
        r"\b(?:what|where|who|when|tell|give|know|can you|could you|share|how)\b[^.!\n]{0,60}\bthe user(?:'s)? (?:[a-z]+ ){0,2}(?:names?|initials|e-?mail|address|location|liv(?:e|es|ing)|birth\w*|born|residence|phone|bank|balance|account|colou?r|city|password|age|favorite)\b",
    ),
    (2, "live", r"\bwhere (?:does|do|did) [a-z]+(?: [a-z]+)? (?:really |now )?live\b"),
    (
        2,
        "birth balance residence phishing",
        r"\b(?:tell|give|what|can you|could you)\b[^.!\n]{0,50}(?:'s|of \w+ \w+) (?:birth ?(?:date|day|year)|bank balance|(?:current )?(?:city of )?residence)\b|\bbank balance of\b|\bphishing e-?mail\b",
    ),
    # Tasks that no reader of an item is given.
    (
        2,
        "can could would will",
        rf"\b(?:can|could|would|will) you (?:please |also |kindly |then |at least |perhaps ){{0,6}}{_ASK}\b",
    ),
    (
        2,
        "poem haiku story essay limerick acrostic joke song letter paragraph sonnet recipe rap outreach",
        r"\b(?:write|compose|create|draft|tell|make|give|generate|produce|craft) (?!(?:me |us )?(?:your|their|our|its)\b)(?:me |us )?(?:an?|the|some|two|three|\d{1,4})? ?(?:[\w-]{1,30} ){0,3}(?:poem|haiku|stor(?:y|ies)|essay|limerick|acrostic|jokes?|song|sonnet|rap|outreach e-?mail|paragraph)\b",
    ),
    (
        2,
        "translate summarize summarise rephrase paraphrase classify categorize",
        r"\b(?:translate|summari[sz]e|rephrase|paraphrase|classify|categori[sz]e)\b[^.\n]{0,40}(?: the (?:word|phrase|sentence|text|following)|this (?:web ?page|article|text|paper|email|document|transaction)|into (?:spanish|french|german|italian|chinese|japanese|english))",
    ),
    (
        2,
        "capital population populations equivalent conclusions output difference theory",
        r"\b(?:what(?:'s| is| are)|give|provide|explain|state)\b[^.\n]{0,30}\b(?:capital of|population of|sum of all|[a-z]+ equivalent (?:of|for)|main conclusions of|difference between '|theory of)\b",
    ),
    (2, "who", r"\bwho (?:won|wrote|composed|invented|discovered|painted|directed) (?:the|'|\")"),
    (
        2,
        "what's what how",
        r"\b(?:what(?:'s| is)|how do you say) ['\"][^'\"\n]{1,40}['\"] in [a-z]+\b",
    ),
    (2, "action", r"\bcreate action items\b"),
    (
        2,
        "explain describe define outline break list provide discuss",
        rf"{_ALONE}(?:explain (?:how|what|why|the)|describe (?:how|the (?:life|process|structure|differ|role|main))|define |break down (?:the|how)|outline (?:the|how)|list (?:three|five|ten|\d+)|provide (?:a|an|me) (?:brief|summary|list|example|tutorial)|discuss (?:the|how)) [^.\n]{{3,80}}\.?{_ENDED}",
    ),
    (
        2,
        "how what why",
        rf"{_ALONE}(?:how (?:do|does|did|can|could) (?!it|this|we|you|i\b)|what (?:are|is|was|were) (?:the|a|an) |why (?:do|does|did|is|are) )[^?\n]{{5,80}}\?{_ENDED}",
    ),
    (
        2,
        "name email relationship prompt question input user",
        r"\{(?:name|email|relationship|prompt|question|input|user)\}",
    ),
    (
        2,
        "every letter letters vowels word words",
        r"\b(?:replace|misspell|anagram|rearrange|jumble|scramble|reverse|remove|swap)\b[^.\n]{0,20}\b(?:every|all|the|random)\b[^.\n]{0,12}\b(?:letters?|vowels?|words?|spaces|consonants?)\b",
    ),
    (1, "assistant chatbot", r"\b(?:you|your),? (?:the|my|an?) (?:assistant|chat ?bot|bot)\b"),
    (
        2,
        "refer call",
        r"\b(?:refer to|call) (?:me|yourself) (?:as|by)?\b[^.\n]{0,60}\b(?:responses?|replies|answers|always|from now)",
    ),
    (
        1,
        "developer creator maintainer president police expert god scientist",
        r"\bi(?:'m| am) (?:your|the|a|an) (?:[a-z]+ )?(?:developer|creator|maintainer|president|police|god|administrator|owner of you)\b|\bas (?:your creator|a famous|a cybersecurity)\b|\bi am god\b",
    ),
    (
        2,
        "questions prompt prompts request requests",
        r"\b(?:all|any|every|each)(?: of)? (?:my|the|these) (?:questions|prompts|requests)\b|\b(?:my|each|every) (?:prompts?|requests?)\b",
    ),
    (
        1,
        "tokens token output temperature",
        r"\b(?:limit|max(?:imum)?)\b[^.\n]{0,20}\btokens?\b|\btemperature ?[=:]? ?\d",
    ),
)
"""Weight, needed words (none: always looked for), and pattern."""
