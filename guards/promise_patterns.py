"""The families of things we never say, as patterns of ``re.X`` and ``re.I``."""

from __future__ import annotations

_GAP = r"(?:[\w%$€£.,'/-]+\s+){0,4}?"
_FINANCIAL = r"""(?:returns?|profits?|income|gains?|yields?|earnings|roi|payback|payouts?|dividends?
    |success|appreciation|wealth|upside|winner|win)\b"""
_MONEY = r"""(?:returns?|profits?|income|gains?|yields?|earnings|roi|payback|payouts?|dividends?
    |success|appreciation|wealth|upside|winner|growth|cash[- ]?flow|revenues?|sales|results?|money
    |margins?|occupancy\s+and\s+income)\b"""
_WHOSE = r"(?:money|investment|capital|wealth|savings|stake|net\s+worth|cash|funds)\b"
_TRADE = r"""(?:buy|invest|purchase|acquire|sell|bid|jump|grab|snap|act|sign|make\s+an\s+offer
    |pounce|move\s+(?:fast|quickly|now|on)|hold\s+(?:it|on|this|your)|put\s+(?:your|in)\s+money
    |pass\s+(?:it|this)\s+up|own\s+(?:it|this|one))\b"""
_FUTURE = r"""(?:will|'ll|going\s+to|set\s+to|poised\s+to|expected\s+to|likely\s+to|projected\s+to
    |on\s+track\s+to|forecast\s+to|sure\s+to|bound\s+to|certain\s+to|destined\s+to|should)\b"""

PATTERNS: dict[str, tuple[str, ...]] = {
    "promise": (
        rf"guarante(?:e[sd]?|eing)\s+{_GAP}{_MONEY}",
        rf"{_MONEY}\s+{_GAP}(?:guaranteed|assured|a\s+certainty)",
        r"""\b(?:we|i|they)(?:'ll|\s+(?:can|will|do|would))?\s+
            (?:guarantee|promise|assure|pledge|swear|vouch)\b""",
        r"(?:i|you)(?:'d|\s+would)?\s+bet\s+(?:on|my)\b|you\s+have\s+my\s+word|my\s+word\s+on",
        rf"(?:assured|promise[sd]?|certain|sure|locked[- ]in)\s+(?:\w+\s+)?{_FINANCIAL}",
        rf"(?:ensures?|secures?)\s+(?:you\s+)?(?:\w+\s+){{0,2}}{_FINANCIAL}",
        r"""(?:bound|certain|sure|destined|guaranteed)\s+to\s+(?:succeed|grow|rise|win|pay|profit
            |make|earn|work\s+out|sell|do\s+well|appreciate|be\s+a|increase|double)\b""",
        r"guaranteed\s+(?:\w+\s+)?(?:deal|hit)\b|money[- ]back\s+guarantee",
        r"100\s?(?:%|percent)\s+(?:safe|secure|certain|sure|guaranteed)",
    ),
    "no risk": (
        r"\brisk[- ]?(?:free|less)\b(?!\s+(?:trial|cancell?ation|booking|rate))",
        r"""(?:no|zero|without(?:\s+any)?|(?:virtually|practically|almost|basically)\s+no)\s+
            (?:financial\s+|real\s+|investment\s+)?(?:risks?|downside)\b(?!\s+(?:of|that|assess))""",
        r"""(?:can't|cannot|can\s+not|couldn't|won't|never|will\s+not|nothing\s+to)\s+(?:\w+ly\s+)?
            (?:loses?(?:\s+(?:money|out|here|with|on))?(?=\s*(?:[.,;!?]|$|money|out|here|with|on))
            |fails?(?=\s*(?:[.,;!?]|$)|\s+to\s+(?:make|pay|earn|deliver))|go\s+wrong|miss\s+out)""",
        r"(?:impossible|hard)\s+to\s+(?:lose|fail|go\s+wrong)",
        r"(?:fail|bullet|crash|inflation|recession|crisis|depression)[- ]?proof",
        r"(?:sure|safe)[- ](?:thing|bet|fire|winner)\b|surefire|dead\s+cert|safe\s+as\s+houses",
        r"money\s+(?:machine|printer)|licen[cs]e\s+to\s+print\s+money|print(?:s|ing)?\s+money",
        r"easy\s+money|free\s+money|money\s+for\s+nothing|get(?:ting)?\s+rich",
    ),
    "projection": (
        rf"""(?:doubl|tripl|trebl|quadrupl|multipl|10x|grow|increas)(?:e|es|y|ies|s|ing|ying)?\s+
            your\s+(?:\w+\s+)?{_WHOSE}""",
        rf"""\byou(?:'ll|'d|\s+(?:will|can|could|would|should|might|are\s+going\s+to|stand\s+to))\s+
            (?:\w+\s+)?(?:earn|recoup|pocket|double|profit(?=\s+(?:from|by|handsomely)|\W|$)
            |be\s+(?:rich|a\s+millionaire|set\s+for\s+life)|retire\s+on|get\s+(?:it\s+(?:all\s+)?back
            |your\s+money\s+back|rich)|(?:make|gain|net|clear|collect)\s+{_GAP}(?:\$|€|£|\d|{_MONEY}
            |a\s+killing|fortune|millions))""",
        rf"""{_FUTURE}\s+(?:\w+\s+){{0,3}}?(?:double|triple|quadruple|appreciate|soar|skyrocket|boom
            |explode|take\s+off|grow|outperform|pay\s+off|pay\s+(?:for\s+)?itself|go\s+up|rise
            |increase|go\s+public|be\s+worth|be\s+profitable|(?:return|yield|reach|exceed|top|earn
            |generate|bring\s+(?:you|in)|net|make|produce|deliver)\s+{_GAP}(?:\$|€|£|\d|{_MONEY}))""",
        rf"(?:expect|anticipate|forecast|project|predict|foresee)(?:s|ed)?\s+{_GAP}(?:{_FINANCIAL}|growth)",
        r"""(?:expected|projected|anticipated|target(?:ed)?|forecast(?:ed)?|future|potential)\s+
            (?:\w+\s+)?(?:returns?|profits?|yields?|roi|irr|gains?|payback|growth|upside|earnings)\b""",
        r"""\d+(?:\.\d+)?\s?(?:%|percent|x|-?fold|times)\s+(?:\w+\s+)?
            (?:returns?|roi|yields?|gains?|irr|upside)\b""",
        r"returns?\s+of\s+(?:\w+\s+){0,2}\d|pa(?:ys|y|id)\s+for\s+itself",
        r"(?:the\s+)?next\s+(?:big\s+thing|unicorn|google|amazon|stripe|apple|tesla)\b",
        r"""(?:huge|massive|unlimited|enormous|tremendous|incredible|big|great)\s+
            (?:upside|returns?|profits?|gains)\b""",
        r"pays?\s+(?:itself\s+)?back\s+(?:in|within)|(?:can|will)\s+only\s+go\s+up",
    ),
    "advice": (
        rf"""\b(?:you|one|everybody|everyone)(?:'d|'ll)?\s+(?:\w+ly\s+)?(?:should(?:n't)?|ought\s+to
            |must|need\s+to|have\s+to|had\s+better|better|(?:would\s+)?be\s+(?:wise|smart|foolish|crazy
            |mad|silly)\s+(?:not\s+)?to)\s+(?:\w+\s+){{0,2}}?{_TRADE}""",
        r"(?:don't|do\s+not|never)\s+(?:miss\s+(?:this|it|out|the\s+chance)|let\s+(?:this|it)|wait\s+(?:too|for\s+others)|hesitate|pass\s+(?:this|it)\s+up)",
        r"""(?:now|today|this)(?:\s+is|'s)\s+(?:the|a|your)\s+(?:\w+\s+)?(?:time|moment|chance)\s+to\s+
            (?:buy|sell|invest|act|get\s+in)|time\s+to\s+(?:buy|sell|invest)\b""",
        r"""(?:^|[.!;:]\s*)(?:go\s+ahead\s+and\s+|so\s+|just\s+)?(?:buy|invest|grab|snap|sell|act|hurry
            |sign)\s+(?:it|this|now|up|in\s+(?:it|this)|today|fast|quickly|before|while)\b
            (?!\s*,?\s*pay\s+later)""",
        r"worth\s+(?:buying|investing|acquiring|every\s+(?:penny|cent|dollar))|act\s+(?:fast|now)\b",
        r"before\s+(?:it's|it\s+is)\s+(?:gone|too\s+late)",
        r"once[- ]in[- ]a[- ]lifetime|last\s+chance",
    ),
    "recommendation": (
        r"""\b(?:i|we)(?:'d|\s+would)?\s+(?:\w+\s+){0,2}?(?:recommend|advise|suggest|urge|encourage)\s+
            (?:\w+\s+){0,3}?(?:buy|invest|purchas|acquir|sell|bid|hold)""",
        r"\b(?:i|we)\s+(?:\w+ly\s+|would\s+|can\s+only\s+)?recommend\s+(?:this|it|you|buying)\b",
        r"my\s+(?:advice|recommendation)\s+(?:is|would)\b",
    ),
    "praise": (
        r"""(?:great|smart|good|solid|excellent|strong|sound|wise|amazing|fantastic|perfect|best|ideal
            |superb|safe|lucrative|attractive)\s+(?:\w+\s+)?(?:investment(?!\s+(?:team|bank|banking|firm
            |fund|platform|management|manager|advis[eo]r|product|app|tool|tools|strategy|property))
            |bargain|deal(?!\s+(?:of|flow|room|size))|(?:business|buying|investment)\s+opportunity)\b""",
        r"(?:great|smart|good|solid|excellent|wise|strong)\s+buy\b",
        r"no[- ]brainer|slam[- ]dunk|gold\s?mine",
        r"""(?:an?|absolute|real)\s+steal\b|(?:under|over)valued|hidden\s+gem|too\s+good\s+to\s+miss
            |(?:below|under)\s+(?:market|true|its\s+(?:real|true))\s+(?:value|worth)""",
    ),
    "tax or law": (
        r"tax[- ](?:free|deductible|exempt|advantaged|efficient|write[- ]?offs?|loophole|shelter)",
        r"""\b(?:save|avoid|reduc|lower|minimi[sz]|deduct|defer|dodg|evad|write\s+off|cut)(?:e|es|ing|s)?\s+
            (?:\w+\s+){0,4}?tax(?:es)?\b(?!\s+(?:software|prep|return|work|code))""",
        r"""(?:won't|don't|do\s+not|will\s+not|never)\s+(?:have\s+to\s+|need\s+to\s+)?(?:pay|owe)\s+
            (?:\w+\s+)?tax(?:es)?\b|(?:claim|deduct)\s+(?:\w+\s+){1,3}(?:on|against|from)\s+your\s+tax""",
        r"""(?:entitles?|qualif(?:y|ies))\s+you\s+(?:to|for)\b|\byou(?:'d|'ll|'re|\s+(?:will|would|are))?\s+
            (?:be\s+)?(?:qualify|entitled|eligible)\s+(?:for|to)\s+(?:\w+\s+){0,3}?(?:visa|credit
            |deduction|green\s+card|compensation|relief|break|exemption)""",
        r"""\b(?:you|it)(?:'re|'s|\s+are|\s+is)?\s+(?:\w+ly\s+)?(?:legal(?:ly)?\s+(?:safe|protected
            |allowed|entitled|binding|to\b)|not\s+liable|within\s+your\s+rights)""",
        r"(?:no|without)\s+(?:any\s+)?legal\s+(?:risks?|liabilit(?:y|ies)|problems?|consequences?)",
        r"you\s+(?:could|should|can|might|may)\s+sue\b|you\s+(?:won't|will\s+not|wouldn't)\s+be\s+liable",
        r"\binsider?\s+(?:information|tip|knowledge|track)|between\s+(?:you\s+and\s+me|us\s+two)\b",
    ),
}

TRIGGERS: dict[str, tuple[str, ...]] = {
    "promise": (
        "guarant", "assur", "promis", "pledge", "swear", "vouch", "bet ", "my word", "locked",
        "certain", "sure", "secure", "bound", "destined", "100",
    ),
    "no risk": (
        "risk", "downside", "lose", "fail", "go wrong", "miss out", "proof", "sure", "safe",
        "dead cert", "money", "rich",
    ),
    "projection": (
        "your", "you ", "you'", "will", "'ll", "going to", "set to", "poised", "expect", "likely",
        "project", "on track", "forecast", "should", "sure", "bound", "certain", "destined",
        "anticipat", "predict", "foresee", "target", "future", "potential", "return", "roi",
        "yield", "gain", "irr", "upside", "itself", "next", "profit", "only go", "pay",
    ),
    "advice": (
        "should", "ought", "must", "need", "have to", "better", "would be", "'d be", "don't",
        "do not", "never", "time to", "moment to", "chance", "buy", "invest", "grab", "snap",
        "sell", "act", "hurry", "sign", "worth", "gone", "too late", "lifetime",
    ),
    "recommendation": ("recommend", "advi", "suggest", "urge", "encourag"),
    "praise": (
        "invest", "bargain", "deal", "opportunit", "buy", "brainer", "slam", "gold", "steal",
        "valued", "gem", "too good", "value", "worth",
    ),
    "tax or law": (
        "tax", "entitle", "qualif", "eligible", "legal", "liable", "rights", "sue", "inside",
        "between",
    ),
}  # fmt: skip
"""Lower-case strings of which every match of a family contains one: a text without them is not
searched, which makes ordinary sentences ten times quicker to check."""
