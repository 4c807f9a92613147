"""Postal addresses in a message: a street with its number, led in as somebody's or with its code.

A street alone is a place that people look for something in; it is left.
"""

from __future__ import annotations

import re

_TYPE = (
    r"(?:street|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|close|crescent|cres|terrace|place|pl|way|boulevard|blvd"
    r"|highway|hwy|parkway|pkwy|hill|gardens|gdns|grove|walk|row|square|mews|circle|cir|trail|rise|view|park|quay|plaza)"
)
_UNIT = r"(?:(?:flat|apt|apartment|unit|suite|ste|room)\.?\s?\#?\w{1,5})"
_NUMBER = r"(?:\d{1,5}(?:[/-]\d{1,4})?[a-z]?)"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŽŠČ])"
_NO_NAME = (
    r"(?!(?:miles?|minutes?|mins?|hours?|km|kilomet(?:er|re)s?|bed|bedrooms?|beds?|bath(?:room)?s?|rooms?|acres?|blocks?|stores?|shops?|nights?|days?|weeks?"
    r"|months?|years?|people|guests?|couples?|adults|kids|of|in|on|at|from|to|or|and|a|an|with|by|off|for|lanes?|holes?|stor(?:e?y|ies)|way|row|mile|more|other"
    r"|big|small|close|quiet|court|place|square|cars?|units?|tenants?|percent|thousand|million|per|k|m|euros?|dollars|pounds|feet|foot|ft|sq|seats?|is|are|was|near|around|behind|beside|opposite|pubs?|flats?|houses?|homes?|hotels?|bars?|cafes?|villas?|cottages?|apartments?|offices?)\s)"
)
_ENGLISH = rf"(?:(?:{_UNIT},?\s)?{_NUMBER},?\s(?:[nsew]{{1,2}}\.?\s)?(?:{_NO_NAME}[\w.'’-]{{1,20}}\s){{1,3}}{_TYPE}\b\.?(?!\s(?:shops?|stores?|hotels?|pubs?|theat|casino|restaurants?|places?|cafes?|bars?|type|style|like|kind|squash|country|and\s)\w{{0,3}}\b)(?:,?\s{_UNIT}\b)?)"
_BEHIND = r"(?:\b[\w'-]{0,20}?(?:straße|strasse|str\.|gasse|weg|platz|allee|ufer|gracht|straat|laan|plein|gatan|vägen|vej|gade|veien)\s\d{1,4}[a-z]?\b)"
"""German, Dutch and Scandinavian streets, whose name ends in what they are."""
_LATIN = (
    r"(?:rue|avenue|av\.|boulevard|bd|allée|impasse|place|quai|chemin|calle|c/|avenida|avda\.?|paseo|plaza|via|viale|corso|piazza"
    r"|rua|travessa|praça|ul\.|ulica|al\.)"
)
_NAMES = rf"(?:(?:d[eu]s?|de\sla|l['’]|d['’]|della|dei|da|das|dos|la|el)\s?)?{_CAPITAL}[\w.'’-]{{0,20}}(?:\s(?:d[eu]\s|la\s)?{_CAPITAL}[\w.'’-]{{0,20}}){{0,3}}"
_BEFORE = rf"(?:\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s{_LATIN}\s{_NAMES})"
_AFTER = rf"(?:\b{_LATIN}\s{_NAMES},?\s(?:n[º°.]\s?)?\d{{1,4}}\b)"
_PLAIN = r"(?:(?:am|im|auf|an|zur|zum)\s\w{2,20}\s\d{1,3}[a-z]?(?=,\s\d{4,5}\s))"
_STREET = rf"(?:{_PLAIN}|{_ENGLISH}|{_BEHIND}|{_BEFORE}|{_AFTER})"

_BRITISH = r"[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}"
_STATE = (
    r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
    r"|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas"
    r"|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|ohio|oklahoma"
    r"|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming"
    r"|new\s(?:hampshire|jersey|mexico|york)|(?:north|south)\s(?:carolina|dakota)|rhode\sisland|west\svirginia)"
)
_CODE = (
    rf"(?:{_BRITISH}|{_STATE}\.?,?\s\d{{5}}(?:-\d{{4}})?|[a-z]\d[a-z]\s?\d[a-z]\d|(?:TAS|NSW|VIC|QLD|WA|SA|ACT|NT)\s\d{{4}}"
    rf"|[a-z]\d\d\s[a-z\d]{{4}}|\d{{5}}-\d{{3}}|\d{{4}}\s[A-Z]{{2}}\s{_CAPITAL}[\w-]{{1,30}}|\d{{2}}-\d{{3}}\s{_CAPITAL}[\w-]{{1,30}}"
    rf"|(?:[A-Z]{{1,2}}-)?(?:\d{{4,6}}|\d{{3}}\s\d{{2}})\s{_CAPITAL}[\w-]{{1,30}}|\d{{6}})"
)
_TOWNS = r"(?:,?\s{1,2}(?!\d)[\w.'’º°-]{1,20}|,?\s{1,2}\d[º°]?[A-Z]?(?=,)){0,5}?"
_TAIL = rf"{_TOWNS},?\s{{1,2}}{_CODE}\b"

_CUE = (
    r"(?:\b(?:(?:i|we)(?:\s{1,2}(?:still|now|both|all))?\s{1,2}(?:live|reside|stay)|live|living|address(?:\s{1,2}is|:)?|(?:I['’]?m|we['’]?re|I\s{1,2}am|we\s{1,2}are)(?=\s{1,2}at\b)"
    r"|(?:send|post|mail|deliver|ship)(?:\s{1,2}\w{1,12}){0,2}\s{1,2}to|deliver\s{1,2}to|(?:my|our)\s{1,2}(?:house|home|flat|place|office)\s{1,2}is|home\s{1,2}is"
    r"|ich\s{1,2}wohne|wohne|j['’]habite|vivo|abito|ik\s{1,2}woon|jag\s{1,2}bor|moro|mieszkam)"
    r"(?:\s{1,2}(?:at|on|in|en|na|op|på|to|is|im|przy|now))?[:,]?\s{1,3}(?:[A-Z][\w'’ ]{2,30},\s)?)"
)
_HOME = re.compile(rf"{_CUE}(?P<value>{_STREET}(?:{_TAIL})?)", re.I)
_CODED = re.compile(rf"(?<![\w/.,-])(?P<value>{_STREET}{_TAIL})", re.I)
_WITHIN = re.compile(
    rf"(?<![\w/.,-])(?P<value>{_NUMBER},?\s(?:[nsew]{{1,2}}\.?\s)?(?:{_NO_NAME}[\w.'’-]{{1,20}}\s){{1,3}}{_TYPE}\b\.?,?\s{_UNIT}\b)",
    re.I,
)
"""A street's number with a flat or an office in the house."""
_BOX = re.compile(
    rf"\b(?P<value>p\.?\s?o\.?\s?box\s\d{{1,6}}(?:(?:,?\s[\w.'’-]{{1,20}}){{0,3}},?\s{_CODE}\b)?)",
    re.I,
)
_MINE = re.compile(
    rf"\b(?:my|our)\s{{1,2}}(?:post\s?code|zip(?:\s{{1,2}}code)?|postal\s{{1,2}}code|eircode)(?:\s{{1,2}}is|:)?\s{{1,2}}(?P<value>{_BRITISH}|[a-z]\d\d\s[a-z\d]{{4}}"
    r"|[a-z]\d[a-z]\s?\d[a-z]\d|\d{5}-\d{4})\b",
    re.I,
)
_FORMS = (_CODED, _HOME, _WITHIN, _BOX, _MINE)


def find_dwellings(text: str) -> list[tuple[int, int]]:
    """Spans of postal addresses, in order, none overlapping."""
    found: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span("value")
            if all(end <= a or start >= b for a, b in found):
                found.append((start, end))
    return sorted(found)
