"""Accounts, cards, identity papers, birth dates and secret words in a text.

What carries check digits is told by them; the rest by the words that lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from stdnum import iban, luhn
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ch import ssn as ahv
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.ie import pps
from stdnum.in_ import pan
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.se import personnummer

PaperKind = Literal["account", "card", "id number"]
Check = Callable[[str], bool]

_IS = r"(?:\s{0,3}(?:is|was|are|:|=|\#|['’]s))?\s{0,3}"
_NO = r"(?:\s{1,3}(?:numbers?|num|nos?|nr|id|card|code|\#)\b\.?){0,2}"
_CODE = r"(?P<value>(?:[A-Z]{0,6}\d[A-Z0-9]*+|(?-i:[A-Z]){1,4}(?=[ -]\d))(?:[ ./-]{1,2}[A-Z]{0,4}\d[A-Z0-9]*+|[ -](?-i:[A-Z])(?!\w))*+)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19\d\d|200\d|201[0-5])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"""(?P<value>{_YEAR}[./-]{_DAY}[./-]{_DAY}|{_DAY}[./-]{_DAY}[./-](?:{_YEAR}|\d\d)(?!\d)
    |{_DAY}(?:st|nd|rd|th)?\.?\s{{1,2}}(?:of\s{{1,2}})?{_MONTH}\.?,?\s{{1,2}}{_YEAR}
    |{_MONTH}\.?\s{{1,2}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR})\b"""
_KEPT_WORD = r"""(?:pass(?:word|wd|code|phrase)|pwd?|passwort|kennwort|mot\s{1,3}de\s{1,3}passe|contraseña|memorable\s{1,3}word)"""
_KEY = r"""(?:pin(?:\s{1,3}(?:code|number|no))?|cvv2?|cvc2?|security\s{1,3}code|one-?\s?time\s{1,3}(?:pass)?code|otp|pass)"""
_WITH_DIGIT = r"""["'“‘]?(?P<value>(?=[^\s"'”’,]{0,39}\d)[^\s"'”’,]{3,40})"""
_LAST_WORD = r"""["'“‘]?(?P<value>[^\s"'”’,]{3,40})(?=["'”’]?\s{0,2}(?:[,;/.!\n]|$))"""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Paper:
    """One way in which a number of a kind is written, and what makes it one."""

    kind: PaperKind
    form: re.Pattern[str]
    genuine: Check


def _always(text: str) -> bool:
    return True


def _of_digits(fewest: int) -> Check:
    return lambda text: sum(map(str.isdigit, text)) >= fewest


def _is_card(text: str) -> bool:
    groups = _DIGITS.findall(text)
    round_sums = len(groups) > 1 and all(group.endswith("0") for group in groups)
    return not round_sums and luhn.is_valid("".join(groups)) and len(set(text)) > 1


def _is_hetu(text: str) -> bool:
    return bool(hetu.is_valid(text))


def _is_iban(text: str) -> bool:
    return bool(iban.is_valid(text, check_country=False))


def _checked(valid: Callable[[str], object]) -> Check:
    return lambda text: bool(valid(text))


def _paper(kind: PaperKind, form: str, genuine: Check = _always, *, cased: bool = False) -> Paper:
    return Paper(kind, re.compile(form, re.X if cased else re.X | re.I), genuine)


_PAPERS = (
    _paper(
        "account", r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b", _is_iban
    ),
    _paper(
        "account",
        rf"\biban\b{_IS}(?P<value>[A-Z]{{2}}[ -]?\d{{2}}(?:[ -]?[A-Z0-9]{{2,4}}){{2,8}}+)",
        _of_digits(8),
    ),
    _paper("account", r"\bbc1[a-z0-9]{25,60}\b|\b0x[0-9a-f]{40}\b", cased=True),
    _paper(
        "account",
        rf"\b(?:account|acct|acc|routing|a/c|sort\s{{1,4}}code|bsb|kto|konto(?:nummer)?|blz){_NO}{_IS}"
        r"(?P<value>\d(?:[ -]?\d){5,20}+)\b",
    ),
    _paper(
        "account",
        rf"\b(?:swift|bic|ifsc){_NO}{_IS}(?P<value>[A-Z]{{4}}[A-Z0-9]{{4,7}})\b",
        lambda text: text.isupper() or any(map(str.isdigit, text)),
    ),
    _paper("card", r"(?<![\d.-])\d(?:[ .-]?\d){12,18}+(?![.-]?\d)", _is_card),
    _paper(
        "card",
        r"\bcard\s{1,3}(?:number\s{1,3})?(?:ending|ends)(?:\s{1,3}(?:in|with))?\s{1,3}(?P<value>\d{4})\b",
    ),
    _paper(
        "card",
        r"\bexp(?:iry|ires)?[.:]?\s{0,3}(?P<value>[01]\d\s?/\s?\d\d(?:\d\d)?)(?=[\s,;]{1,3}(?:cv|security))",
    ),
    _paper("id number", r"\b\d{3}[-.]\d{2}[-.]\d{4}\b"),
    _paper("id number", r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
    _paper(
        "id number",
        rf"\b(?:n\.?i\.?|nino|national\s{{1,3}}insurance){_NO}{_IS}(?P<value>[A-Z]{{2}}\s?\d{{2}}\s?\d{{2}}\s?\d{{2}}\s?[A-D])\b",
    ),
    _paper("id number", r"\b\d{8}-?[A-HJ-NP-TV-Z]\b", _checked(dni.is_valid)),
    _paper("id number", r"\b[XYZ]-?\d{7}-?[A-Z]\b", _checked(nie.is_valid)),
    _paper(
        "id number",
        r"\b[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]\b",
        _checked(codicefiscale.is_valid),
    ),
    _paper("id number", r"\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d\b", _checked(curp.is_valid)),
    _paper("id number", r"\b[A-Z]{5}\d{4}[A-Z]\b", _checked(pan.is_valid)),
    _paper("id number", r"\b\d{7}[A-W][ABHTWX]?\b", _checked(pps.is_valid)),
    _paper(
        "id number",
        r"\b[12]\s?\d\d\s?[01]\d\s?\d[\dAB]\s?\d{3}\s?\d{3}\s?\d\d\b",
        _checked(nir.is_valid),
    ),
    _paper("id number", r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b", _checked(cpf.is_valid)),
    _paper("id number", r"\b756\.?\d{4}\.?\d{4}\.?\d{2}\b", _checked(ahv.is_valid)),
    _paper("id number", r"\b\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]\b", _is_hetu, cased=True),
    _paper("id number", r"\b(?:19|20)?\d{6}[-+]\d{4}\b", _checked(personnummer.is_valid)),
    _paper("id number", r"\b\d\d\.\d\d\.\d\d-\d{3}\.\d\d\b", _checked(nn.is_valid)),
    _paper(
        "id number",
        r"""\b(?:ssn|social\s{1,3}security|social\s{1,3}insurance|my\s{1,3}social|passport|reisepass|(?:personal)?ausweis|medicare|medicaid
        |tax\s{1,3}id|itin|utr|nino|national\s{1,3}insurance|nhs|pps|tfn|aadhaa?r|dni|nif
        |codice\s{1,3}fiscale|num[ée]ro\s{1,3}de\s{1,3}s[ée]cu(?:rit[ée]\s{1,3}sociale)?|bsn|personnummer|cpr|pesel|cpf|curp|rfc|ahv|avs
        |rijksregister|steuer-?id|insee|driv(?:ing|er'?s?|er’s)\s{1,3}licen[cs]e|ID\s{1,3}number)\b"""
        rf"{_NO}{_IS}{_CODE}",
        _of_digits(4),
    ),
    _paper(
        "id number",
        rf"\blicen[cs]e\s{{1,3}}(?:number|no|id)\b\.?{_IS}(?P<value>[A-Z]{{0,3}}\d[\dA-Z -]{{4,16}}\d\b)",
    ),
    _paper("id number", rf"\bein\b{_NO}{_IS}(?P<value>\d\d-?\d{{7}})\b"),
    _paper("id number", rf"\bsin\b{_NO}{_IS}(?P<value>\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}})\b"),
    _paper(
        "id number",
        r"""\b(?:member(?:ship)?|policy|customer|client|patient|claim|insurance|student|employee)
        \s{1,3}(?:number|no|nr|id|\#)\b\.?"""
        rf"{_IS}{_CODE}",
        _of_digits(4),
    ),
    _paper(
        "id number",
        r"""\b(?:(?:licen[cs]e|number)\s{1,3}plate|(?:reg|registration)\s{1,3}(?:number|no|plate)|my\s{1,3}(?:reg|registration|plate))\b"""
        rf"{_IS}(?P<value>(?=[A-Z ]{{0,6}}\d)[A-Z0-9]{{1,4}}[ -]?[A-Z0-9]{{2,5}})\b",
    ),
    _paper(
        "id number",
        r"""(?:(?:(?:^|[.,;:(\n])\s{0,3}|\b(?:was|were|am|i['’]?m|is|are|and|he|she|also|wife|husband)\s{1,2})born|\b(?:dob|d\.\s?o\.\s?b|date\s{1,3}of\s{1,3}birth|birth\s?-?(?:date|day)|geboren|geburtsdatum|née?|nacid[oa]|nat[oa]|født|född
        |geboortedatum|urodzon[ya]))\b"""
        rf"""(?:['’]s)?(?:\s{{1,3}}(?:is|was|on|the|am|le|el|il|op|den|:)){{0,3}}[:\s,.]{{0,3}}{_DATE}""",
    ),
    _paper(
        "id number",
        r"\b(?:gh[opsru]_|github_pat_|glpat-|sk-|pk-|xox[abps]-|hf_|AKIA|AIza|eyJ)[\w.-]{16,200}+",
        cased=True,
    ),
    _paper(
        "id number",
        rf"\b(?:api|access|secret|auth|bearer)[\s_-]?(?:key|token)\b{_IS}{_WITH_DIGIT}",
    ),
    _paper(
        "id number",
        rf"""\b(?:my|her|his|our|the)\s{{1,4}}(?:\w{{2,12}}\s{{1,4}})?(?:{_KEPT_WORD})(?:\s{{1,4}}(?:is|was)|['’]s)\s{{1,4}}["'“]?(?P<value>[^\s"'”,]{{3,40}})""",
    ),
    _paper(
        "id number",
        rf"\b(?:{_KEPT_WORD}|{_KEY})(?:\s{{1,3}}(?:is|was)|['’]s)?(?:\s{{0,3}}[:=]\s{{0,3}}|\s{{1,3}}){_WITH_DIGIT}",
    ),
    _paper("id number", rf"\b{_KEPT_WORD}\s{{0,3}}[:=]\s{{0,3}}{_LAST_WORD}"),
    _paper("id number", rf"\b(?:login|user\s?name|user\s?id)\s{{0,3}}[:=]\s{{0,3}}{_LAST_WORD}"),
    _paper(
        "id number",
        r"\b(?:login|user\s?name|user\s?id)\s{1,3}(?:is\s{1,3})?(?P<value>\S{3,40})(?=\W{1,3}(?:and\s)?(?:pass|pwd?\b))",
    ),
    _paper(
        "id number",
        r"\b(?:login|user\s?name|user\s?id)\s{0,3}[:=]?\s{0,3}\S{3,40}\s{1,2}/\s{1,2}(?P<value>\S{3,40})",
    ),
)


def find_papers(text: str) -> Iterator[tuple[PaperKind, int, int]]:
    """Kinds and spans; a stretch may be found as several."""
    for paper in _PAPERS:
        for match in paper.form.finditer(text):
            start, end = match.span("value" if "value" in paper.form.groupindex else 0)
            if paper.genuine(text[start:end]):
                yield paper.kind, start, end
