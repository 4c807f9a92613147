"""How people say that they are in distress, pressed for money, want advice, or want a human.

Patterns of ``re.X`` for lower-case text without apostrophes ("cant go on").
"""

from __future__ import annotations

_WHO = r"""(?:he|she|they|someone|somebody|some\s+\w+|this\s+\w+|that\s+\w+|an?\s+\w+(?:\s+\w+)?
    |the\s+(?:caller|man|woman|guy|lady|fellow|person|seller|broker|bank|irs|police|officer|agent
    |buyer|owner|company|other\s+\w+|voice|technician|support)|my\s+(?:bank|grandson|granddaughter
    |nephew|niece|new\s+\w+|boyfriend|girlfriend|friend|caregiver|carer)|microsoft|amazon|medicare
    |social\s+security|a\s+\w+\s+(?:on\s+the\s+phone|online|i\s+met\s+online))"""
_PRESSES = r"""(?:(?:called|rang|phoned|wrote|and|has|have|had|is|are|was|were|just|also|keeps?|kept|now)\s+)*(?:told|tells|telling|asked
    |asks|asking|wants?|wanted|insists?|insisted|says?|said|saying|urged|urges|urging|needs?|instructed
    |ordered|begged|begging|pressured|pressuring|pushing|pressing|making|forcing|demand(?:s|ed|ing)?)"""
_HAND_OVER = r"""(?:wire|send|transfer|pay|mail|move|give|withdraw|deposit|hand\s+over|take\s+out|lend
    |zelle|venmo|read|share|buy|get|invest)"""
_VALUABLE = r"""(?:money|cash|funds?|savings|deposit|fees?|dollars?|\$\s?[\d,.]+k?|[\d,.]+\s?(?:k\b|thousand
    |dollars|bucks)|bitcoin|crypto|gift\s+cards?|bank\s+(?:account|details|login|information)|account
    |pin\b|password|codes?\b|social\s+security|credit\s+card|card\s+number|checks?\b|gold|wire|bail|it\s+today
    |it\s+right\s+(?:now|away)|it\s+now)"""

DISTRESS = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|shoot)\s+my\s?self\b",
    r"\b(?:(?:end|ending|finish)\s+my\s+life\b(?!\s+(?:in|as|with))|(?:take|taking)\s+my\s+(?:own\s+life|life\b(?!\s+\w))|(?:end|ending)\s+it\s+all\b(?!\s+(?:down|in|off|over)))",
    r"\b(?:im|i\s+am|feel(?:ing)?|been|are|was)\s+(?:\w+\s+){0,2}suicid|\bcommit(?:ting)?\s+suicide"
    r"|thought(?:s)?\s+(?:of|about)\s+suicide|thinking\s+(?:of|about)\s+(?:suicide|ending\s+it)",
    r"\bi\s+(?:just\s+|really\s+|only\s+)?(?:want|wanna|wish|hope)\s+(?:to\s+)?(?:die|be\s+dead|i\s+(?:was|were)\s+dead"
    r"|it\s+(?:was|were)\s+(?:all\s+)?over\b)",
    r"\b(?:dont|do\s+not|no\s+longer|didnt)\s+(?:really\s+)?(?:want\s+to\s+(?:live\b(?!\s+(?:in|on|near|by|with|there|far|so|alone|at|next|off|under|above|out|right|close))|be\s+alive|exist|wake\s+up"
    r"|be\s+(?:here|around)\s+(?:any\s?more|any\s+longer))|see\s+(?:any|a)\s+(?:point|reason)\s+(?:in|to)\s+(?:living|live"
    r"|going\s+on|go\s+on|anything|any\s+of\s+it))",
    r"\b(?:no|any|nothing|not\s+a|little)\s+(?:reason|point|left|will)?\s*(?:to\s+live(?:\s+for)?\b(?!\s+(?:in|on|near|by|far|so|there|with|at|next))"
    r"|in\s+living\b|in\s+going\s+on\b)",
    r"\b(?:i\s+)?(?:cant|cannot|can\s+not|could\s+not|couldnt)\s+(?:just\s+|possibly\s+)?(?:go\s+on|carry\s+on|keep\s+going|cope)"
    r"(?:\s+(?:any\s?more|any\s+longer|like\s+this|living|this\s+way|with\s+(?:life|this|it|everything)|without\s+(?:him|her|them)"
    r"|alone|much\s+longer))*\s*(?:$|[.,;!?]|\band\b|\bbut\b)",
    r"\bcant\s+(?:take|stand|bear|do|handle)\s+(?:(?:it|this|life|anything|things)|this\s+life)\s+(?:any\s?more|any\s+longer|much\s+longer)",
    r"\b(?:better\s+off|rather\s+be|be\s+better)\s+(?:dead|without\s+me)|\bwish\s+i\s+(?:was|were|had)\s+(?:dead|never\s+been\s+born|gone)",
    r"\b(?:tired|sick|weary|done)\s+(?:of|with)\s+(?:living|life|being\s+alive)\b(?!\s+(?:in|on|near|by|here|there|so|far|out))",
    r"\blife\s+(?:is|isnt|has|feels|seems)\s+(?:\w+\s+)?(?:not\s+)?(?:worth\s+(?:living|it)|no\s+meaning|meaningless|pointless|hopeless"
    r"|unbearable|over)\b",
    r"\b(?:im|i\s+am|i\s+feel|feel(?:ing)?)\s+(?:so\s+|completely\s+|utterly\s+|totally\s+|just\s+)*(?:hopeless|desperate\s+and|worthless"
    r"|in\s+despair|suicidal|at\s+the\s+end\s+of\s+my\s+(?:rope|tether)|falling\s+apart|breaking\s+down|having\s+a\s+(?:breakdown"
    r"|panic\s+attack)|all\s+alone\s+in\s+the\s+world|(?:like\s+)?a\s+burden\s+to)",
    r"\b(?:at|reached)\s+the\s+end\s+of\s+my\s+(?:rope|tether)|\bi(?:ve|\s+have)?\s+given\s+up\s+on\s+(?:life|everything|living)\b",
    r"\b(?:nobody|no\s+one)\s+(?:would|will|d)\s+(?:even\s+)?(?:miss|notice|care\s+if\s+i)\b.*\b(?:me|gone|died|die|dead)",
    r"\b(?:everyone|everybody|they|my\s+family)\s+(?:would|d|will)\s+be\s+better\s+(?:off\s+)?without\s+me|\boverdos(?:e|ing)\s+on\b"
    r"|\b(?:swallow|take|took|taken)\s+all\s+(?:of\s+)?(?:my|the)\s+(?:pills|tablets|medication)",
)

FRAUD = (
    rf"\b{_WHO}\s+{_PRESSES}\s+(?:that\s+)?(?:(?:me|i|us|we)\s+)(?:(?:to|must|should|have\s+to|need\s+to|had\s+to|into|for)\s+)?"
    rf"(?:\w+\s+){{0,3}}?{_HAND_OVER}(?:ing)?\s+(?:\S+\s+){{0,5}}?{_VALUABLE}",
    rf"\b{_WHO}\s+{_PRESSES}\s+(?:me\s+|us\s+)?for\s+(?:\w+\s+){{0,2}}?(?:my|our)\s+(?:\w+\s+){{0,2}}?(?:password|pin|passcode"
    r"|bank|account|card|social\s+security|login|ssn|date\s+of\s+birth|savings)",
    rf"\b{_WHO}\s+(?:\w+\s+){{0,2}}{_PRESSES}\s+(?:me\s+|us\s+)?(?:for|to\s+(?:get|buy|send|read))\s+(?:\S+\s+){{0,4}}?(?:gift\s+cards?|bitcoin|wire\s+transfer"
    r"|an?\s+(?:upfront|advance|processing|release|finders?)\s+(?:fee|payment))",
    r"\b(?:i(?:m|\s+am|\s+was|\s+think\s+i(?:m|\s+am|\s+was)|ve\s+been|\s+have\s+been|\s+may\s+have\s+been|\s+might\s+be|\s+got)|am\s+i)"
    r"\s+(?:\w+\s+){0,2}?(?:being\s+|been\s+|getting\s+)?(?:scammed|defrauded|swindled|conned|blackmailed|ripped\s+off|cheated\s+out)",
    r"\b(?:is|could|might|was|sounds?\s+like|looks?\s+like|smells?\s+like|think)\s+(?:this|it|that|he|she|they)?\s*(?:might\s+|may\s+|could\s+)?"
    r"(?:be\s+|is\s+|are\s+|was\s+)?(?:\w+\s+)?an?\s+(?:scam|fraud|swindle|con\s+artist|scammer|fraudster)\b",
    r"\b(?:told|tells|asked|asks|begged|warned|wants|said|says|insists|orders?|ordered)\s+(?:me\s+|us\s+|i\s+)?(?:to\s+|must\s+|should\s+)?"
    r"(?:not\s+(?:to\s+)?|never\s+(?:to\s+)?|dont\s+)(?:tell|talk\s+to|say\s+anything\s+to|mention\s+\w+\s+to|inform)\s+(?:\w+\s+)?"
    r"(?:anyone|anybody|my|our|the\s+bank|a\s+soul|nobody)",
    r"\b(?:told|asked|asks|wants|said|says|insists)\s+(?:me\s+)?(?:to\s+)?keep\s+(?:it|this)\s+(?:a\s+)?secret",
    r"\b(?:won|winner\s+of)\s+(?:the\s+|a\s+)?(?:lottery|sweepstakes?|prize|jackpot)\b.*\b(?:pay|fee|tax|send|wire|claim)",
    r"\b(?:install|download|open|use)\s+(?:\w+\s+)?(?:anydesk|any\s+desk|teamviewer|team\s+viewer|ultraviewer)"
    r"|\b(?:remote|take\s+control|access)\s+(?:access\s+)?(?:to|of|into)\s+my\s+(?:computer|laptop|pc|phone)\b",
    r"\b(?:grandson|granddaughter|nephew|niece|son|daughter)\s+(?:\w+\s+){0,4}?(?:in\s+(?:jail|prison|trouble|custody)|arrested)"
    r"\b.*\b(?:bail|money|send|wire|lawyer|cash)",
    r"\b(?:i\s+)?(?:already\s+)?(?:sent|wired|transferred|paid|gave|given)\s+(?:\S+\s+){0,5}?(?:to\s+)?(?:him|her|them|\$\s?[\d,.]+k?|money|dollars)"
    r"\b.*\b(?:disappeared|vanished|gone|cant\s+reach|no\s+(?:answer|reply)|stopped\s+(?:answering|replying)|wont\s+(?:answer|reply)|never\s+heard)",
    r"\b(?:wire|send|pay|transfer)\s+(?:\S+\s+){0,5}?(?:today|right\s+(?:now|away)|immediately|tonight|within\s+the\s+hour|by\s+(?:tonight|noon"
    r"|tomorrow|5|five))\s*(?:,\s*)?(?:or\s+(?:else\s+)?(?:i|he|she|they|its?|the|we)\b|because\s+(?:he|she|they)\b)",
    r"\b(?:threaten(?:s|ed|ing)?)\s+(?:me|to\s+(?:arrest|sue|cut|expose|report))\b.*\b(?:pay|money|send|wire|transfer|gift)",
    r"\b(?:i\s+)?(?:feel|felt|am|im|being)\s+(?:being\s+)?(?:pressured|pushed|rushed|forced|bullied|threatened)\s+(?:\w+\s+)?(?:to|into)\s+"
    r"(?:pay|paying|sign|signing|wire|wiring|send|sending|invest|investing|transfer)",
)

ADVICE = (
    r"\b(?:(?:should|shall|must|can)\s+(?:i|we)|would\s+you|do\s+you\s+think\s+(?:i|we)\s+should)\s+(?:just\s+|really\s+|now\s+|also\s+)?(?:buy|sell|hold|invest|bid|make\s+an\s+offer"
    r"|offer|purchase|keep\s+my\s+(?:shares|stock)|put\s+(?:my|all|our)\s+\w+\s+(?:\w+\s+)?in)\b(?=.*\?|\s*(?:$|(?:in\s+)?(?:it|this|that|one|the\s+\w+|my\s+\w+|our\s+\w+|number|now|or)\b))",
    r"\bis\s+(?:it|this|that|the\s+\w+(?:\s+one)?|number\s+\w+|now|this\s+one)\s+(?:really\s+)?(?:an?\s+)?(?:the\s+)?(?:good|safe|smart|wise|sound|right|bad|great|worthwhile)\s+"
    r"(?:investment|buy\b|deal\b|bargain|time\s+to\s+(?:buy|sell|invest)|moment\s+to\s+(?:buy|sell|invest)|bet\b|purchase)",
    r"\b(?:will|would|is|are|does|do)\s+(?:it|this|they|the\s+\w+|its\s+\w+|prices?|shares?|stocks?)\s+(?:\w+\s+)?(?:go\s+up|going\s+up|rise|going\s+to\s+(?:rise|grow|double|go\s+up|be\s+worth)"
    r"|double|triple|be\s+worth\s+more|appreciate|pay\s+off)\b",
    r"\bhow\s+much\s+(?:money\s+)?(?:will|would|could|can|might)\s+(?:i|we)\s+(?:make|earn|get\s+back|profit|clear)\b|\bwhat\s+(?:kind\s+of\s+)?(?:return|profit|yield|roi)\s+"
    r"(?:will|would|can|could|should|might)\s+(?:i|we)\b",
    r"\b(?:can|could|may|should|do|will|would|am)\s+(?:i|we)\s+(?:be\s+able\s+to\s+)?(?:have\s+to\s+|need\s+to\s+)?(?:\w+\s+)?(?:deduct|write\s+(?:\w+\s+)?off|depreciate|owe|avoid|defer|save|claim|pay|report)\b"
    r".*\b(?:tax(?:es)?|irs|deduction|write[- ]off|capital\s+gains)\b|\bcan\s+(?:i|we)\s+(?:deduct|write\s+\w+\s+off|write\s+off)\b",
    r"\b(?:is|are|would)\s+(?:\w+\s+){1,4}?(?:tax[- ]deductible|deductible|tax[- ]free|taxable|taxed)\b|\bwhat\s+(?:\w+\s+)?tax(?:es)?\s+(?:will|would|do|must|should|would)\s+(?:i|we)\b"
    r"|\bhow\s+(?:much|will|would|is|are|do)\s+(?:\w+\s+){0,4}?(?:tax(?:es|ed)?|capital\s+gains)\b",
    r"\b(?:can|could|should|may)\s+(?:i|we)\s+(?:\w+\s+)?(?:sue|evict|break\s+(?:the|my)\s+lease|get\s+out\s+of\s+(?:the|my)\s+(?:lease|contract)|be\s+sued|be\s+held\s+liable)\b"
    r"|\b(?:am|would|will)\s+(?:i|we)\s+(?:be\s+)?(?:\w+\s+)?liable\b|\bis\s+it\s+(?:legal|illegal|lawful|against\s+the\s+law)\b",
    r"\b(?:should|do|must)\s+(?:i|we)\s+(?:need\s+to\s+|have\s+to\s+)?(?:form|set\s+up|use|start|incorporate)\s+(?:an?\s+)?(?:as\s+an?\s+)?(?:llc|s[- ]corp|corporation|trust|company)\b",
    r"\b(?:give|need|want|like|have)\s+(?:me\s+|us\s+|some\s+|any\s+|your\s+)*(?:investment|tax|legal|financial)\s+advice\b|\bwhat\s+(?:would|do)\s+you\s+advise\b|\badvise\s+me\s+(?:on|about|to|what)\b",
    r"\b(?:do\s+you\s+(?:have|know)|give\s+me|any)\s+(?:any\s+)?(?:inside|insider)\s+(?:information|tip|tips|knowledge|news)",
    r"\b(?:is|would)\s+(?:it|this|that|number\s+\w+|the\s+\w+(?:\s+one)?)\s+(?:be\s+)?(?:\w+\s+)?worth\s+(?:buying|the\s+(?:money|price)|investing\s+in|it)\b",
)

HUMAN = (
    r"\b(?<!like\s)(?:talk|speak|chat|talking|speaking|connect\s+me|put\s+me\s+(?:through|on)|get\s+me|transfer\s+me|pass\s+me|hand\s+me)\s+(?:over\s+)?(?:to|with)?\s*"
    r"(?:an?\s+|some\s+|your\s+|the\s+|one\s+of\s+your\s+)?(?:real\s+|live\s+|actual\s+|proper\s+|human\s+|living\s+)*(?:human(?:\s+being)?\b(?!\s+resources)|person\b|people\b|somebody|someone\b"
    r"|representative|rep\b|advis[eo]r\b|operator\b|customer\s+(?:service|support)|agent\b|manager\b|supervisor|staff\s+member|colleague)"
    r"(?!\s+(?:who|that|in\s+the\s+(?:shop|store)|all\s+day|every\s+day))",
    r"\b(?:real|live|actual|living)\s+(?:human(?:\s+being)?|person|people)\b(?!\s+(?:who\s+(?:run|work|manage)|estate))(?=.*\b(?:please|talk|speak|call|phone|instead|help|there|get)\b)",
    r"^(?:please\s+|just\s+|i\s+(?:want|need)\s+(?:an?\s+|to\s+see\s+)?)?(?:an?\s+|the\s+)?(?:human|operator|representative|customer\s+(?:service|support|care)|real\s+person|live\s+agent|agent)(?:\s+please|\s+now)?[.!?]*$",
    r"\b(?:have|get|let|ask|can|could|will|would)\s+(?:someone|somebody|anyone|anybody|a\s+(?:person|human|colleague|representative)|one\s+of\s+your\s+(?:people|colleagues|staff|advis[eo]rs))\s+(?:to\s+)?(?:call|ring|phone|contact|help|get\s+back\s+to|speak\s+(?:to|with)|talk\s+to)\s*(?:me|us)?\b",
    r"\b(?:call|ring|phone)\s+(?:me|us)(?:\s+(?:back|please|tomorrow|later|today|instead|on\s+the\s+phone))*\s*[.!?]*$",
    r"\b(?:can|could|may|might|would|id|i\s+would|want)\s+(?:\w+\s+){0,3}?(?:speak|talk)\s+(?:to|with)\s+(?:someone|somebody|anyone|anybody|a\s+human|a\s+person|a\s+man|a\s+woman)\b(?!\s+(?:who\s+(?:owns|runs|sells)))",
    r"\b(?:phone|telephone)\s+number\s+(?:i|we|that\s+i|where\s+i)\s+(?:can|could|may)\b|\bnumber\s+(?:(?:i|we)\s+can|(?:can|could|should|do)\s+(?:i|we))\s+(?:call|ring|dial|phone)\b|\b(?:who|whom)\s+(?:can|could|do|should)\s+(?:i|we)\s+(?:call|ring|phone|speak\s+to|talk\s+to|contact)\b",
    r"\b(?:dont|do\s+not|wont|hate|dislike|refuse|tired|not)\s+(?:\w+\s+){0,3}?(?:talk|talking|speak|speaking|chat|chatting|type|typing|deal|dealing)\s+(?:to|with)\s+(?:an?\s+|the\s+|this\s+)?(?:\w+\s+)?(?:machines?|computers?|robots?|bots?|chatbots?|program|programs|ai)\b",
    r"\b(?:is|are)\s+(?:there|you)\s+(?:any\s+|an?\s+|some\s+)?(?:real\s+|actual\s+|live\s+)?(?:human(?:\s+being)?|person|someone|somebody|anyone|anybody|robot|machine|bot|computer)s?(?:\s+(?:there|here|or\s+(?:an?\s+)?\w+|who\s+can\s+help|on\s+the\s+other\s+end|available|i\s+can\s+(?:talk|speak|call|chat)(?:\s+(?:to|with))?))*\s*(?:$|[?.!,]|to\s+(?:talk|speak|help))",
    r"\bis\s+(?:anybody|anyone|somebody|someone)\s+there\b(?!\s+\w)|\b(?:connect|put|transfer|hand)\s+(?:me|us)\s+(?:over\s+|through\s+)?(?:to|with|on)\b",
    r"\b(?:prefer|rather|like)\s+(?:to\s+)?(?:have\s+|deal\s+with\s+|get\s+help\s+from\s+)?(?:a\s+)?(?:human|real\s+person|live\s+person)\b|\b(?:human|personal)\s+(?:help|assistance|support)\b(?=.*\b(?:please|need|want|get)\b|\s*[.!?]*$)",
    r"\bi\s+(?:want|need|would\s+like|d\s+like)\s+(?:help\s+from\s+)?(?:an?\s+|some\s+)?(?:human|person|(?:real|live)\s+(?:human|person|agent|voice|someone)|representative|operator)\s*(?:to\s+(?:help|talk|call|speak)|,|now|please|instead|[.!?]|$)",
)

PATTERNS = {"distress": DISTRESS, "fraud": FRAUD, "advice": ADVICE, "human": HUMAN}
