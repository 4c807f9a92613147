"""E-mail addresses in a text, also as people write them to be read by people only."""

from __future__ import annotations

import re

_LOCAL = r"[\w.+%'’-]{1,64}"
_LABEL = r"[\w-]{1,63}"
_PROVIDER = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|aol|icloud|proton(?:mail)?|gmx|web|live|msn|btinternet|sky"
    r"|virginmedia|talktalk|comcast|verizon|sbcglobal|att|cox|charter|earthlink|orange|free|laposte|wanadoo|sfr"
    r"|libero|tiscali|t-online|freenet|ziggo|planet|kpnmail|eircom|bigpond|optusnet|rediffmail|wp|onet|uol|terra"
    r"|telenet|skynet|bluewin|yandex|zoho|fastmail|mail|qq|163)"
)
_ENDING = (
    r"(?:co(?:\.|\s{1,2}dot\s{1,2})uk|com|net|org|edu|gov|info|biz|io|co|me|uk|us|ca|au|nz|ie|de|at|ch|fr|be|nl|lu|es|pt"
    r"|it|gr|se|no|dk|fi|pl|cz|hu|ro|in|za|br|mx|jp|sg|hk|il|tr|ru|eu)"
)
_OPEN, _SHUT = r"\s?[\[({<]\s?", r"\s?[\])}>]\s?"
_AT_WORD = r"(?:at(?:\s{1,2}the\s{1,2}rate(?:\s{1,2}of)?|\s{1,2}sign)?|arobase|arroba|chiocciola|klammeraffe)"
_DOT_WORD = r"(?:dot|punkt|point|punto|ponto|punt)"
_DOT_SAID = r"(?:dot|punkt|punto|ponto)"
_AS_WORDS = r"(?:dot|underscore|dash|hyphen|punkt|point|punto)"
_NOT_WHO = (
    r"(?!(?:look|looking|looks|see|seen|saw|found|find|it|listed|listing|me|us|them|up|out|here|one|is|are|stay|book"
    r"|booked|was|that|this|site|ad|page|shop|account|mail|e-?mail|these|those|like|something|what|buy|bought|read|and|or|be)\b)"
)

EMAILS = tuple(
    re.compile(form, re.I | re.X)
    for form in (
        # jo@shops.example, with what may stand before it
        rf"""(?<![\w.+%-])(?:mailto:)?(?:"[^"\n]{{1,60}}"|{_LOCAL})(?:[@＠]|%40|&\#64;)(?:{_LABEL}[.．。]){{1,6}}[a-z]{{2,24}}\b""",
        # jo @ shops.com, jo@shops dot com
        rf"(?<![\w.+%-]){_LOCAL}\s?[@＠]\s?(?:{_LABEL}(?:\.|\s{_DOT_SAID}\s)){{1,4}}{_ENDING}\b",
        # jo@gmail com, jo@gmail
        rf"(?<![\w.+%-]){_LOCAL}\s?[@＠]\s?{_PROVIDER}\b(?:\s?[.,]\s?{_ENDING}\b|\s{_ENDING}\b(?!\s?\w))?",
        # jo (at) shops (dot) com
        rf"""(?<![\w.+%-]){_LOCAL}{_OPEN}(?:{_AT_WORD}|[@a])(?:{_SHUT})
        (?:{_LABEL}(?:\.|{_OPEN}(?:{_DOT_WORD}|\.){_SHUT}|\s{_DOT_WORD}\s)){{1,6}}[a-z]{{2,24}}\b(?!\s{{0,2}}[(\[])""",
        # jo at shops dot com
        rf"""(?<![\w.+%-])(?:[\w-]{{1,30}}\s{_AS_WORDS}\s){{0,3}}{_NOT_WHO}[\w.+%-]{{1,64}}\s{_AT_WORD}\s
        (?:[\w-]{{1,63}}\s{_DOT_SAID}\s){{1,4}}{_ENDING}\b""",
        # jo at gmail.com
        rf"""(?<![\w.+%-])(?:[\w-]{{1,30}}\s{_AS_WORDS}\s){{0,3}}{_NOT_WHO}[\w.+%-]{{1,64}}\s{_AT_WORD}\s
        {_PROVIDER}(?:\.|\s{_DOT_SAID}\s){_ENDING}\b""",
        # my e-mail is jo at shops.com
        rf"""\be-?mail(?:\s(?:address|is|me|to)){{0,3}}\s?[:,]?\s{_NOT_WHO}[\w.+%-]{{1,64}}\s{_AT_WORD}\s
        (?:{_LABEL}\.){{1,4}}{_ENDING}\b""",
        # jo_at_shops_dot_com, jo-at-shops-dot-com
        r"(?<!\w)[a-z0-9.+]{1,40}(?:[_-][a-z0-9.+]{1,40}){0,3}_at_[a-z0-9-]{1,40}(?:_dot_[a-z0-9]{2,20}){1,3}(?!\w)",
        r"(?<![\w-])[a-z0-9.+]{1,40}(?:[_-][a-z0-9.+]{1,40}){0,3}-at-[a-z0-9]{1,40}(?:-dot-[a-z0-9]{2,20}){1,3}(?![\w-])",
    )
)
"""The ways in which addresses are written, the usual one first."""


def find_emails(text: str) -> list[tuple[int, int]]:
    """Spans of e-mail addresses; a stretch may be found in two ways."""
    return [match.span() for form in EMAILS for match in form.finditer(text)]
