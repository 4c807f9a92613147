"""The words around the names of people, and how names are written."""

from __future__ import annotations

import re

_CAP = r"(?:[A-Z][a-zà-öø-ÿ]+(?:['’-][A-Z]?[a-zà-öø-ÿ]+)?|Mc[A-Z][a-z]+|O['’][A-Z][a-z]+|De[A-Z][a-z]+)"
_ONE = rf"(?:{_CAP}|[A-Z]{{3,12}})"
_NAME = (
    rf"(?P<name>{_ONE}(?: [A-Z]\.?)?(?: (?:(?:van|von|de|del|la|le|di|da) )?(?:{_CAP}|[A-Z]\.))?)"
)
_ALONE = r"(?!['’]s\b| (?:&|and) (?:Sons?|Co|Company|Daughters?|Associates|Partners)\b)(?![\w-])"
_NEXT = rf"(?:\s{{0,4}}(?:,|&|and|or|/)\s{{0,4}}(?P<second>{_ONE}(?: (?:{_CAP}))?))?"

_CALL = (
    r"(?:[Cc]ontact|CONTACT|[Cc]all|CALL|[Tt]ext|TEXT|[Ee]-?mail|EMAIL|[Pp]hone|[Rr]ing|[Rr]each(?: out to)?|[Mm]essage"
    r"|[Aa]sk (?:for|to see)|ASK FOR|[Ss]peak (?:to|with)|[Tt]alk (?:to|with)|[Ii]nquire with|[Rr]eply to|[Ww]rite(?: to)?"
    r"|[Ss]ee|[Mm]eet(?: with)?|[Aa]tt(?:n|ention)|ATTN|[Cc]/[Oo]|[Ii]nquiries to|[Dd]etails from|[Cc]ourtesy of|[Gg]et in touch with)"
)
_ROLE = (
    r"(?:[Oo]wners?|[Ss]ellers?|[Bb]rokers?|[Aa]gents?|[Rr]ealtors?|[Mm]anagers?|[Hh]osts?|[Ff]ounders?|[Cc]o-?[Ff]ounders?"
    r"|[Pp]roprietors?|[Pp]artners?|[Ll]andlord|[Pp]rincipals?|CEO|CTO|[Pp]resident|[Cc]hef|[Aa]dvisor|[Rr]epresentative|[Cc]oordinator)"
)
_BY = r"(?:[Ll]isted|[Pp]resented|[Oo]ffered|[Rr]epresented|[Oo]wned|[Hh]osted|[Ff]ounded|[Rr]un|[Mm]anaged|[Pp]osted|[Ss]tarted|[Bb]uilt|[Ll]ed|[Cc]reated)(?: (?:and|&) [a-z]+)? by"
_SELF = r"(?:[Mm]y name is|[Mm]y name's|[Tt]his is|I['’]m|I am|[Ww]e are|[Ww]e['’]re|[Yy]our hosts?(?:,| are| is)?|[Mm]y (?:husband|wife|partner|brother|sister|son|daughter|father|mother|dad|mom)(?: is)?,?)"
_BYE = r"(?:[Tt]hanks|[Tt]hank you|[Rr]egards|[Bb]est|[Bb]est regards|[Kk]ind regards|[Ss]incerely|[Cc]heers|[Yy]ours(?: truly)?|[Ww]armly|[Ll]ove)[,!.]?\s{0,4}[\n–—-]\s{0,4}"
_SIGNED = r"(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Yy]ours truly|[Tt]hank you|[Tt]hanks), "
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mister|Prof|Dr|Rev|Sr|Sra|Herr|Frau|Mme)\b\.? "
_CONTACT = r"[,:;–(\s-]{0,3}(?:(?:at|on|via|@|ph|tel|cell|phone|mobile|direct|office)\b[.:]?\s?)?\[(?:phone|e-mail) removed\]"

CUED = (
    re.compile(rf"\b{_CALL}:?(?: (?:the )?{_ROLE})?[,:]? {_NAME}{_ALONE}{_NEXT}"),
    re.compile(rf"\b{_ROLE}(?: (?:is|are|named|name is|name))?[,:]? {_NAME}{_ALONE}{_NEXT}"),
    re.compile(rf"\b{_BY}:? (?:{_ROLE},? )?{_NAME}{_ALONE}{_NEXT}"),
    re.compile(rf"\b{_SELF} {_NAME}{_ALONE}{_NEXT}"),
    re.compile(rf"\b{_SIGNED}{_NAME}{_ALONE}(?=[ \t]*(?:[.,!]|$|\n))"),
    re.compile(rf"\b{_BYE}{_NAME}{_ALONE}{_NEXT}"),
    re.compile(
        rf"{_NAME}(?:,| \(| -| –| —) ?(?:the |our |your )?(?:current |listing |selling )?{_ROLE}\b"
    ),
    re.compile(rf"(?:^|\n)[ \t]*[-–—~][ \t]*{_NAME}{_ALONE}(?=[ \t]*(?:,|$|\n))"),
    re.compile(rf"\b{_NAME}{_CONTACT}"),
)
"""Cues whose name must begin with a known first name."""

ASKED = re.compile(
    rf"\b(?:[Aa]sk|[Tt]ell) {_NAME} (?:for|about|to)\b|\b(?:note|message|package|keys?) (?:for|with) {_NAME.replace('<name>', '<other>')}{_ALONE}"
    rf"|{_NAME.replace('<name>', '<third>')} (?:will|can) (?:show|meet|train|answer|walk|give|stay)\b"
    rf"|{_NAME.replace('<name>', '<fourth>')}['’]s (?:cell|phone|mobile|number|e-?mail|line)\b"
    r"|\b[Aa]sk for (?P<fifth>[a-z]{3,12})(?=\s{0,4}(?:[.,!]|$|\n))"
)
"""Requests and promises that name somebody; the last is all in lower case."""

TITLED = re.compile(
    rf"(?<![A-Z][a-z] )(?<![a-z] )\b{_TITLE}(?P<name>{_ONE}(?: {_CAP})?)(?![\w'’-])"
)
TITLED_ANYWHERE = re.compile(rf"\b(?:Mr|Mrs|Ms)\b\.? (?P<name>{_ONE}(?: {_CAP})?)(?![\w-])")
TRUSTED = re.compile(
    rf"\b(?:{_CALL}|[Ll]isted by|[Mm]y name is|[Yy]our hosts?)[,:]? (?P<name>{_CAP} (?:[A-Z]\. )?(?:{_CAP}))(?=\s{{0,4}}(?:,|at\b|on\b|or\b|for (?:more|a|an|info|details)|\(|\[|\.|$|\n))"
)
"""Cues behind which two capital words are a name, known or not."""
