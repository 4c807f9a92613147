"""How people say that they are in distress, or pressed for money or secrets.

Patterns of ``re.X`` for lower-case text without apostrophes ("cant go on").
"""

from __future__ import annotations

_WHO = r"""(?:he|she|they|someone|somebody|some\s\w+|this\s\w+|that\s\w+|an?\s\w+(?:\s\w+)?
    |the\s(?:caller|man|woman|guy|lady|fellow|person|seller|broker|bank|irs|police|officer|agent
    |buyer|owner|company|other\s\w+|voice|technician|support)|my\s(?:bank|grandson|granddaughter
    |nephew|niece|new\s\w+|boyfriend|girlfriend|friend|caregiver|carer)|microsoft|amazon|medicare
    |social\ssecurity|a\s\w+\s(?:on\sthe\sphone|online|i\smet\sonline))"""
_PRESSES = r"""(?:(?:called|rang|phoned|wrote|and|has|have|had|is|are|was|were|just|also|keeps?|kept|now)\s){0,4}(?:told|tells|telling|asked
    |asks|asking|wants?|wanted|insists?|insisted|says?|said|saying|urged|urges|urging|needs?|instructed
    |ordered|begged|begging|pressured|pressuring|pushing|pressing|making|forcing|demand(?:s|ed|ing)?)"""
_HAND_OVER = r"""(?:wire|send|transfer|pay|mail|move|give|withdraw|deposit|hand\sover|take\sout|lend
    |zelle|venmo|read|share|buy|get|invest)"""
_VALUABLE = r"""(?:money|cash|funds?|savings|deposit|fees?|dollars?|\$\s?[\d,.]{1,15}k?|[\d,.]{1,15}\s?(?:k\b|thousand
    |dollars|bucks)|bitcoin|crypto|gift\scards?|bank\s(?:account|details|login|information)|account
    |pin\b|password|codes?\b|social\ssecurity|credit\scard|card\snumber|checks?\b|gold|wire|bail|it\stoday
    |it\sright\s(?:now|away)|it\snow)"""

DISTRESS = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|shoot)\smy\s?self\b",
    r"\b(?:(?:end|ending|finish)\smy\slife\b(?!\s(?:in|as|with))|(?:take|taking)\smy\s(?:own\slife|life\b(?!\s\w))|(?:end|ending)\sit\sall\b(?!\s(?:down|in|off|over)))",
    r"\b(?:im|i\sam|feel(?:ing)?|been|are|was)\s(?:\w+\s){0,2}suicid|\bcommit(?:ting)?\ssuicide"
    r"|thought(?:s)?\s(?:of|about)\ssuicide|thinking\s(?:of|about)\s(?:suicide|ending\sit)",
    r"\bi\s(?:just\s|really\s|only\s)?(?:want|wanna|wish|hope)\s(?:to\s)?(?:die|be\sdead|i\s(?:was|were)\sdead"
    r"|it\s(?:was|were)\s(?:all\s)?over\b)",
    r"\b(?:dont|do\snot|no\slonger|didnt)\s(?:really\s)?(?:want\sto\s(?:live\b(?!\s(?:in|on|near|by|with|there|far|so|alone|at|next|off|under|above|out|right|close))|be\salive|exist|wake\sup"
    r"|be\s(?:here|around)\s(?:any\s?more|any\slonger))|see\s(?:any|a|much|the|no|little)\s(?:point|reason|use|sense)\s(?:in|to|of)\s(?:living|live"
    r"|going\son|go\son|anything|any\sof\sit))",
    r"\b(?:no|any|nothing|not\sa|little)\s(?:reason|point|left|will)?\s?(?:to\slive(?:\sfor)?\b(?!\s(?:in|on|near|by|far|so|there|with|at|next))"
    r"|in\sliving\b(?!\s(?:in|on|near|by|far|so|there|with|at|next|over|above))|in\sgoing\son\b(?!\s(?:about|with|at|to|a|the)))",
    r"\b(?:i\s)?(?:cant|cannot|can\snot|could\snot|couldnt)\s(?:just\s|possibly\s)?(?:go\son|carry\son|keep\sgoing|cope)"
    r"(?:\s(?:any\s?more|any\slonger|like\sthis|living|this\sway|with\s(?:life|this|it|everything)|without\s(?:him|her|them)"
    r"|alone|much\slonger)){0,4}\s?(?:$|[.,;!?]|\band\b|\bbut\b)",
    r"\bcant\s(?:take|stand|bear|do|handle)\s(?:(?:it|this|life|anything|things)|this\slife)\s(?:any\s?more|any\slonger|much\slonger)",
    r"\b(?:better\soff|be\sbetter)\s(?:(?:if|when|once)\si(?:m|\sam|\swas|\swere|d\sbeen)?\s(?:dead|gone|not\s(?:here|around|alive))"
    r"|with\s(?:the|my)\s(?:life\s)?insurance(?:\s(?:money|payout))?(?:\sthan\s(?:with\s)?me)\b)",
    r"\b(?:no|any|little|what(?:s|\sis)\sthe)\s(?:point|use|sense)\s(?:in\s)?(?:going|carrying|living)\s?(?:on)?(?:\sany\s?more|\sany\slonger|\slike\sthis)?\s?(?:$|[.,;!?])",
    r"\b(?:better\soff|rather\sbe|be\sbetter)\s(?:dead|without\sme)|\bwish\si\s(?:was|were|had)\s(?:dead|never\sbeen\sborn|gone)",
    r"\b(?:tired|sick|weary|done)\s(?:of|with)\s(?:living|life|being\salive)\b(?!\s(?:in|on|near|by|here|there|so|far|out))",
    r"\blife\s(?:is|isnt|has|feels|seems)\s(?:\w+\s)?(?:not\s)?(?:worth\s(?:living|it)|no\smeaning|meaningless|pointless|hopeless"
    r"|unbearable|over)\b",
    r"\b(?:im|i\sam|i\sfeel|feel(?:ing)?)\s(?:so\s|completely\s|utterly\s|totally\s|just\s){0,4}(?:hopeless|desperate\sand|worthless"
    r"|in\sdespair|suicidal|at\sthe\send\sof\smy\s(?:rope|tether)|falling\sapart|breaking\sdown|having\sa\s(?:breakdown"
    r"|panic\sattack)|all\salone\sin\sthe\sworld|(?:like\s)?a\sburden\sto)",
    r"\b(?:at|reached)\sthe\send\sof\smy\s(?:rope|tether)|\bi(?:ve|\shave)?\sgiven\sup\son\s(?:life|everything|living)\b",
    r"\b(?:nobody|no\sone)\s(?:would|will|d)\s(?:even\s)?(?:miss|notice|care\sif\si)\b.{0,200}\b(?:me|gone|died|die|dead)",
    r"\b(?:everyone|everybody|they|my\sfamily)\s(?:would|d|will)\sbe\sbetter\s(?:off\s)?without\sme|\boverdos(?:e|ing)\son\b"
    r"|\b(?:swallow|take|took|taken)\sall\s(?:of\s)?(?:my|the)\s(?:pills|tablets|medication)",
    r"\bworth\smore\s(?:to\s\w+\s)?(?:dead|gone|six\sfeet\sunder)\b|\blife\sinsurance\s(?:money\s)?(?:than\s(?:out\sof\s|from\s|with\s)?me|is\sworth\smore\sthan\s(?:i|me))\b"
    r"|\bmore\s(?:use|good|value|money)\s(?:to\s\w+(?:\s\w+)?\s)?(?:dead|gone|when\sim\s(?:dead|gone)|from\smy\slife\sinsurance)\b",
)

FRAUD = (
    rf"\b{_WHO}\s{_PRESSES}\s(?:that\s)?(?:(?:me|i|us|we)\s)(?:(?:to|must|should|have\sto|need\sto|had\sto|into|for)\s)?"
    rf"(?:\w+\s){{0,3}}?{_HAND_OVER}(?:ing)?\s(?:\S+\s){{0,5}}?{_VALUABLE}",
    rf"\b{_WHO}\s{_PRESSES}\s(?:me\s|us\s)?for\s(?:\w+\s){{0,2}}?(?:my|our)\s(?:\w+\s){{0,2}}?(?:password|pin|passcode"
    r"|bank|account|card|social\ssecurity|login|ssn|date\sof\sbirth|savings)",
    rf"\b{_WHO}\s(?:\w+\s){{0,2}}{_PRESSES}\s(?:me\s|us\s)?(?:for|to\s(?:get|buy|send|read))\s(?:\S+\s){{0,4}}?(?:gift\scards?|bitcoin|wire\stransfer"
    r"|an?\s(?:upfront|advance|processing|release|finders?)\s(?:fee|payment))",
    r"\b(?:i(?:m|\sam|\swas|\sthink\si(?:m|\sam|\swas)|ve\sbeen|\shave\sbeen|\smay\shave\sbeen|\smight\sbe|\sgot)|am\si)"
    r"\s(?:\w+\s){0,2}?(?:being\s|been\s|getting\s)?(?:scammed|defrauded|swindled|conned|blackmailed|ripped\soff|cheated\sout)",
    r"\b(?:is|could|might|was|sounds?\slike|looks?\slike|smells?\slike|think)\s(?:this|it|that|he|she|they)?\s?(?:might\s|may\s|could\s)?"
    r"(?:be\s|is\s|are\s|was\s)?(?:\w+\s)?an?\s(?:scam|fraud|swindle|con\sartist|scammer|fraudster)\b",
    r"\b(?:told|tells|asked|asks|begged|warned|wants|said|says|insists|orders?|ordered)\s(?:me\s|us\s|i\s)?(?:to\s|must\s|should\s)?"
    r"(?:not\s(?:to\s)?|never\s(?:to\s)?|dont\s)(?:tell|talk\sto|say\sanything\sto|mention\s\w+\sto|inform)\s(?:\w+\s)?"
    r"(?:anyone|anybody|my|our|the\sbank|a\ssoul|nobody)",
    r"\b(?:told|asked|asks|wants|said|says|insists)\s(?:me\s)?(?:to\s)?keep\s(?:it|this)\s(?:a\s)?secret",
    r"\b(?:won|winner\sof)\s(?:the\s|a\s)?(?:lottery|sweepstakes?|prize|jackpot)\b.{0,200}\b(?:pay|fee|tax|send|wire|claim)",
    r"\b(?:install|download|open|use)\s(?:\w+\s)?(?:anydesk|any\sdesk|teamviewer|team\sviewer|ultraviewer)"
    r"|\b(?:remote|take\scontrol|access)\s(?:access\s)?(?:to|of|into)\smy\s(?:computer|laptop|pc|phone)\b",
    r"\b(?:grandson|granddaughter|nephew|niece|son|daughter)\s(?:\w+\s){0,4}?(?:in\s(?:jail|prison|trouble|custody)|arrested)"
    r"\b.{0,200}\b(?:bail|money|send|wire|lawyer|cash)",
    r"\b(?:i\s)?(?:already\s)?(?:sent|wired|transferred|paid|gave|given)\s(?:\S+\s){0,5}?(?:to\s)?(?:him|her|them|\$\s?[\d,.]{1,15}k?|money|dollars)"
    r"\b.{0,200}\b(?:disappeared|vanished|gone|cant\sreach|no\s(?:answer|reply)|stopped\s(?:answering|replying)|wont\s(?:answer|reply)|never\sheard)",
    r"\b(?:wire|send|pay|transfer)\s(?:\S+\s){0,5}?(?:today|right\s(?:now|away)|immediately|tonight|within\sthe\shour|by\s(?:tonight|noon"
    r"|tomorrow|5|five))\s?(?:,\s?)?(?:or\s(?:else\s)?(?:i|he|she|they|its?|the|we)\b|because\s(?:he|she|they)\b)",
    r"\b(?:threaten(?:s|ed|ing)?)\s(?:me|to\s(?:arrest|sue|cut|expose|report))\b.{0,200}\b(?:pay|money|send|wire|transfer|gift)",
    r"\b(?:i\s)?(?:feel|felt|am|im|being)\s(?:being\s)?(?:pressured|pushed|rushed|forced|bullied|threatened)\s(?:\w+\s)?(?:to|into)\s"
    r"(?:pay|paying|sign|signing|wire|wiring|send|sending|invest|investing|transfer)",
)

PATTERNS = {"distress": DISTRESS, "fraud": FRAUD}
