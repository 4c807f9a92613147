"""How people say that they are in distress, or pressed for money or secrets.

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

PATTERNS = {"distress": DISTRESS, "fraud": FRAUD}
