"""The families of things we never say, as patterns of ``re.X`` and ``re.I``."""

from __future__ import annotations

_GAP = r"(?:[\w%$€£.,'/-]+\s){0,4}?"
_FINANCIAL = r"""(?:returns?|profits?|income|gains?|yields?|earnings|roi|payback|payouts?|dividends?
    |success|appreciation|wealth|upside|winner|win)\b"""
_MONEY = r"""(?:returns?|profits?|income|gains?|yields?|earnings|roi|payback|payouts?|dividends?
    |success|appreciation|wealth|upside|winner|growth|cash[- ]?flow|revenues?|sales|results?|money
    |margins?|occupancy\sand\sincome)\b"""
_WHOSE = r"(?:money|investment|capital|wealth|savings|stake|net\sworth|cash|funds)\b"
_TRADE = r"""(?:buy|invest|purchase|acquire|sell|bid|jump|grab|snap|act|sign|make\san\soffer
    |pounce|move\s(?:fast|quickly|now|on)|hold\s(?:it|on|this|your)|put\s(?:your|in)\smoney
    |pass\s(?:it|this)\sup|own\s(?:it|this|one))\b"""
_FUTURE = r"""(?:will|'ll|going\sto|set\sto|poised\sto|expected\sto|likely\sto|projected\sto
    |on\strack\sto|forecast\sto|sure\sto|bound\sto|certain\sto|destined\sto|should)\b"""

PATTERNS: dict[str, tuple[str, ...]] = {
    "promise": (
        rf"guarante(?:e[sd]?|eing)\s{_GAP}{_MONEY}",
        rf"{_MONEY}\s{_GAP}(?:guaranteed|assured|a\scertainty)",
        r"""\b(?:we|i|they)(?:'ll|\s(?:can|will|do|would))?\s
            (?:guarantee|promise|assure|pledge|swear|vouch)\b""",
        r"(?:i|you)(?:'d|\swould)?\sbet\s(?:on|my)\b|you\shave\smy\sword|my\sword\son",
        rf"(?:assured|promise[sd]?|certain|sure|locked[- ]in)\s(?:\w+\s)?{_FINANCIAL}",
        rf"(?:ensures?|secures?)\s(?:you\s)?(?:\w+\s){{0,2}}{_FINANCIAL}",
        r"""(?:bound|certain|sure|destined|guaranteed)\sto\s(?:succeed|grow|rise|win|pay|profit
            |make|earn|work\sout|sell|do\swell|appreciate|be\sa|increase|double)\b""",
        r"guaranteed\s(?:\w+\s)?(?:deal|hit)\b|money[- ]back\sguarantee",
        r"100\s?(?:%|percent)\s(?:safe|secure|certain|sure|guaranteed)",
    ),
    "no risk": (
        r"\brisk[- ]?(?:free|less)\b(?!\s(?:trial|cancell?ation|booking|rate))",
        r"""(?:no|zero|without(?:\sany)?|(?:virtually|practically|almost|basically)\sno)\s
            (?:financial\s|real\s|investment\s)?(?:risks?|downside)\b(?!\s(?:of|that|assess))""",
        r"""(?:can't|cannot|can\snot|couldn't|won't|never|will\snot|nothing\sto)\s(?:\w+ly\s)?
            (?:loses?(?:\s(?:money|out|here|with|on))?(?=\s?(?:[.,;!?]|$|money|out|here|with|on))
            |fails?(?=\s?(?:[.,;!?]|$)|\sto\s(?:make|pay|earn|deliver))|go\swrong|miss\sout)""",
        r"(?:impossible|hard)\sto\s(?:lose|fail|go\swrong)",
        r"(?:fail|bullet|crash|inflation|recession|crisis|depression)[- ]?proof",
        r"(?:sure|safe)[- ](?:thing|bet|fire|winner)\b|surefire|dead\scert|safe\sas\shouses",
        r"money\s(?:machine|printer)|licen[cs]e\sto\sprint\smoney|print(?:s|ing)?\smoney",
        r"easy\smoney|free\smoney|money\sfor\snothing|get(?:ting)?\srich",
    ),
    "projection": (
        rf"""(?:doubl|tripl|trebl|quadrupl|multipl|10x|grow|increas)(?:e|es|y|ies|s|ing|ying)?\s
            your\s(?:\w+\s)?{_WHOSE}""",
        rf"""\byou(?:'ll|'d|\s(?:will|can|could|would|should|might|are\sgoing\sto|stand\sto))\s
            (?:\w+\s)?(?:earn|recoup|pocket|double|profit(?=\s(?:from|by|handsomely)|\W|$)
            |be\s(?:rich|a\smillionaire|set\sfor\slife)|retire\son|get\s(?:it\s(?:all\s)?back
            |your\smoney\sback|rich)|(?:make|gain|net|clear|collect)\s{_GAP}(?:\$|€|£|\d|{_MONEY}
            |a\skilling|fortune|millions))""",
        rf"""{_FUTURE}\s(?:\w+\s){{0,3}}?(?:double|triple|quadruple|appreciate|soar|skyrocket|boom
            |explode|take\soff|grow|outperform|pay\soff|pay\s(?:for\s)?itself|go\sup|rise
            |increase|go\spublic|be\sworth|be\sprofitable|(?:return|yield|reach|exceed|top|earn
            |generate|bring\s(?:you|in)|net|make|produce|deliver)\s{_GAP}(?:\$|€|£|\d|{_MONEY}))""",
        rf"(?:expect|anticipate|forecast|project|predict|foresee)(?:s|ed)?\s{_GAP}(?:{_FINANCIAL}|growth)",
        r"""(?:expected|projected|anticipated|target(?:ed)?|forecast(?:ed)?|future|potential)\s
            (?:\w+\s)?(?:returns?|profits?|yields?|roi|irr|gains?|payback|growth|upside|earnings)\b""",
        r"""\d{1,9}(?:\.\d{1,9})?\s?(?:%|percent|x|-?fold|times)\s(?:\w+\s)?
            (?:returns?|roi|yields?|gains?|irr|upside)\b""",
        r"returns?\sof\s(?:\w+\s){0,2}\d|pa(?:ys|y|id)\sfor\sitself",
        r"(?:the\s)?next\s(?:big\sthing|unicorn|google|amazon|stripe|apple|tesla)\b",
        r"""(?:huge|massive|unlimited|enormous|tremendous|incredible|big|great)\s
            (?:upside|returns?|profits?|gains)\b""",
        r"pays?\s(?:itself\s)?back\s(?:in|within)|(?:can|will)\sonly\sgo\sup",
    ),
    "advice": (
        rf"""\b(?:you|one|everybody|everyone)(?:'d|'ll)?\s(?:\w+ly\s)?(?:should(?:n't)?|ought\sto
            |must|need\sto|have\sto|had\sbetter|better|(?:would\s)?be\s(?:wise|smart|foolish|crazy
            |mad|silly)\s(?:not\s)?to)\s(?:\w+\s){{0,2}}?{_TRADE}""",
        r"(?:don't|do\snot|never)\s(?:miss\s(?:this|it|out|the\schance)|let\s(?:this|it)|wait\s(?:too|for\sothers)|hesitate|pass\s(?:this|it)\sup)",
        r"""(?:now|today|this)(?:\sis|'s)\s(?:the|a|your)\s(?:\w+\s)?(?:time|moment|chance)\sto\s
            (?:buy|sell|invest|act|get\sin)|time\sto\s(?:buy|sell|invest)\b""",
        r"""(?:^|[.!;:]\s?)(?:go\sahead\sand\s|so\s|just\s)?(?:buy|invest|grab|snap|sell|act|hurry
            |sign)\s(?:it|this|now|up|in\s(?:it|this)|today|fast|quickly|before|while)\b
            (?!\s?,?\s?pay\slater)""",
        r"worth\s(?:buying|investing|acquiring|every\s(?:penny|cent|dollar))|act\s(?:fast|now)\b",
        r"before\s(?:it's|it\sis)\s(?:gone|too\slate)",
        r"once[- ]in[- ]a[- ]lifetime|last\schance",
    ),
    "recommendation": (
        r"""\b(?:i|we)(?:'d|\swould)?\s(?:\w+\s){0,2}?(?:recommend|advise|suggest|urge|encourage)\s
            (?:\w+\s){0,3}?(?:buy|invest|purchas|acquir|sell|bid|hold)""",
        r"\b(?:i|we)\s(?:\w+ly\s|would\s|can\sonly\s)?recommend\s(?:this|it|you|buying)\b",
        r"my\s(?:advice|recommendation)\s(?:is|would)\b",
    ),
    "praise": (
        r"""(?:great|smart|good|solid|excellent|strong|sound|wise|amazing|fantastic|perfect|best|ideal
            |superb|safe|lucrative|attractive)\s(?:\w+\s)?(?:investment(?!\s(?:team|bank|banking|firm
            |fund|platform|management|manager|advis[eo]r|product|app|tool|tools|strategy|property))
            |bargain|deal(?!\s(?:of|flow|room|size))|(?:business|buying|investment)\sopportunity)\b""",
        r"(?:great|smart|good|solid|excellent|wise|strong)\sbuy\b",
        r"no[- ]brainer|slam[- ]dunk|gold\s?mine",
        r"""(?:an?|absolute|real)\ssteal\b|(?:under|over)valued|hidden\sgem|too\sgood\sto\smiss
            |(?:below|under)\s(?:market|true|its\s(?:real|true))\s(?:value|worth)""",
    ),
    "tax or law": (
        r"tax[- ](?:free|deductible|exempt|advantaged|efficient|write[- ]?offs?|loophole|shelter)",
        r"""\b(?:save|avoid|reduc|lower|minimi[sz]|deduct|defer|dodg|evad|write\soff|cut)(?:e|es|ing|s)?\s
            (?:\w+\s){0,4}?tax(?:es)?\b(?!\s(?:software|prep|return|work|code))""",
        r"""(?:won't|don't|do\snot|will\snot|never)\s(?:have\sto\s|need\sto\s)?(?:pay|owe)\s
            (?:\w+\s)?tax(?:es)?\b|(?:claim|deduct)\s(?:\w+\s){1,3}(?:on|against|from)\syour\stax""",
        r"""(?:entitles?|qualif(?:y|ies))\syou\s(?:to|for)\b|\byou(?:'d|'ll|'re|\s(?:will|would|are))?\s
            (?:be\s)?(?:qualify|entitled|eligible)\s(?:for|to)\s(?:\w+\s){0,3}?(?:visa|credit
            |deduction|green\scard|compensation|relief|break|exemption)""",
        r"""\b(?:you|it)(?:'re|'s|\sare|\sis)?\s(?:\w+ly\s)?(?:legal(?:ly)?\s(?:safe|protected
            |allowed|entitled|binding|to\b)|not\sliable|within\syour\srights)""",
        r"(?:no|without)\s(?:any\s)?legal\s(?:risks?|liabilit(?:y|ies)|problems?|consequences?)",
        r"you\s(?:could|should|can|might|may)\ssue\b|you\s(?:won't|will\snot|wouldn't)\sbe\sliable",
        r"\binsider?\s(?:information|tip|knowledge|track)|between\s(?:you\sand\sme|us\stwo)\b",
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
