"""Facts about a person's health in a text: found by form, so that they are not kept.

Health as a topic ("a clinic for people with diabetes") is no such fact: it takes somebody who has,
suffers or is treated for something.
"""

from __future__ import annotations

import re

_KIN = r"""(?:wife|husband|spouse|partner|mother|father|mom|mum|dad|son|daughter|brother|sister|child
    |kids?|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|aunt|uncle|friend)"""
_SOMEBODY = rf"(?:I|we|he|she|my\s+{_KIN}|our\s+{_KIN})"
_HOW = r"""(?:(?:an?|some|the|my|his|her|mild|early|severe|serious|bad|advanced|chronic|terminal|late|onset
    |stage|type|one|two|three|four|[1-4]|I{1,3}V?|recurring|slight|moderate|congestive|high|low|very|really
    |minor|major|rather|also|just|now|only|both|recently|newly|always|never|long[- ]term|still|rare|multiple
    |lung|breast|prostate|colon|skin|brain|bone|liver|kidney|pancreatic|blood|heart|lower|upper)[\s-]+){0,4}?"""
_CONDITION = r"""(?:diabet(?:es|ic)|cancer|tumou?rs?|leuk(?:a)?emia|lymphoma|melanoma|strokes?(?!\s+of)|dementia
    |alzheimer'?s|parkinson'?s|ms|multiple\s+sclerosis|als|arthritis|osteoporosis|asthma|copd|emphysema|epilepsy
    |seizures|migraines?|hiv|aids|hepatitis|lupus|fibromyalgia|crohn'?s|colitis|anemia|angina|arrhythmia|afib
    |hypertension|high\s+blood\s+pressure|blood\s+pressure|high\s+cholesterol|heart\s+(?:attacks?|disease|failure|trouble|condition
    |problems?|surgery|bypass|murmur)|(?:weak|bad)\s+heart|pacemaker|bypass|stents?|kidney\s+(?:failure|disease|problems?|stones)
    |liver\s+(?:disease|failure)|bad\s+(?:back|knees?|hips?|lungs?|eyes?|hearing|shoulders?)|bad\s+legs?
    |(?:hip|knee|shoulder|back|heart|eye|cataract|spinal)\s+(?:replacement|surgery|operation|transplant|trouble|problems?|pain)
    |chronic\s+(?:pain|fatigue|illness)|depression|anxiety|panic\s+attacks|bipolar(?:\s+disorder)?|schizophrenia|ptsd|adhd|autism
    |cataracts|glaucoma|macular\s+degeneration|hearing\s+(?:loss|aids?)|a\s+disability|disabilit(?:y|ies)|a\s+drinking\s+problem
    |cerebral\s+palsy|down'?s?\s+syndrome|sleep\s+apn(?:o)?ea|an?\s+(?:illness|disease|medical\s+condition)|terminal\s+illness
    |(?:limited|reduced|poor|restricted|impaired)\s+mobility|mobility\s+(?:problems?|issues?|impairments?|difficulties)
    |sciatica|vertigo|gout|shingles|covid|pneumonia|tuberculosis|a\s+transplant|chemo(?:therapy)?|dialysis|insulin|radiation)"""
_STATE = r"""(?:diabetic|disabled|epileptic|asthmatic|bipolar|autistic|legally\s+blind|(?:deaf|blind)(?!\s+to\b)|half\s+(?:deaf|blind)
    |(?:hard\s+of\s+hearing)|paraly[sz]ed|pregnant|terminally\s+ill|chronically\s+ill|seriously\s+ill|very\s+(?:ill|sick)|wheelchair[- ]bound
    |in\s+(?:a\s+wheelchair|remission|rehab|hospice)|on\s+(?:dialysis|chemo(?:therapy)?|insulin|blood\s+thinners|oxygen|antidepressants|disability)
    |an?\s+(?:recovering\s+)?(?:(?:wheelchair|crutch)\s+user|alcoholic|addict|diabetic|amputee|cancer\s+(?:survivor|patient)))"""
_HAS = r"(?:have|has|had|(?:'ve|'s|have|has)\s+(?:had|got)|'ve|got)"
_SUFFERS = r"""(?:suffers?\s+from|suffered|suffering\s+from|(?:was|were|am|is|are|been|got|'m|'s|'ve\s+been|has\s+been|have\s+been)\s+(?:just\s+|recently\s+|newly\s+)?(?:diagnosed\s+with
    |(?:being\s+)?treated\s+for|recovering\s+from|living\s+with|battling|fighting)|recovering\s+from|live\s+with|lives\s+with|battl(?:e|es|ing)
    |beat|survived|take\s+(?:pills|medication|medicine)\s+for|takes\s+(?:pills|medication|medicine)\s+for|underwent|need|needs|due\s+for)"""
_BE = r"(?:am|is|are|was|'m|'s|'re|have\s+been|has\s+been|went|become|became|going)"
_TOPIC = r"""(?!['’\s-]+(?:clinics?|care\b|research|compan|business|startups?|cent(?:er|re)s?|products?|practices?|treatments?|market
    |patients|apps?\b|software|devices?|supplies|shops?|stores?|services?|drugs?|tests?\b|screening|prevention|in\s+(?:my|our)\s+(?:portfolio|industry)
    |experts?|clients|makers?|inhalers?|customers|doctors?|specialists?|proof|awareness))"""
_AID = r"""(?:wheelchairs?|walkers?|rollators?|zimmer(?:\s+frame)?|walking\s+(?:sticks?|frames?|aids?)|crutch(?:es)?|canes?|mobility\s+scooters?
    |hearing\s+aids?|cpap|oxygen)"""
_OTHERWISE = r"""(?!['’\s-]+(?:tanks?|bottles?|as\b|vans?\b|taxis?|ramps?|access|friendly|rentals?|repairs?|deal|for\s+(?:my|our|his|her|the)\s+\w{2,20}\s+(?:business|firm|shop)|in\s+(?:my|our|the)\s+(?:shop|bar|firm|work|business)))"""

_HEALTH = re.compile(
    rf"""(?<![\w'])(?:
      {_SOMEBODY}\s*(?:(?:really|also|still|just|now|both|recently|sadly|unfortunately|once|always|only)\s+)?(?:{_HAS}|{_SUFFERS})\s+{_HOW}{_CONDITION}\b{_TOPIC}
    | {_SOMEBODY}\s*{_BE}\s+(?:(?:also|now|both|partly|slightly|recently|newly|going|currently|really|nearly|almost)\s+)?{_STATE}\b{_TOPIC}
    | {_SOMEBODY}\s+uses?\s+(?:an?\s+)?{_AID}\b{_OTHERWISE}{_TOPIC}
    | {_SOMEBODY}\s+walks?\s+(?:only\s+)?with\s+(?:an?|the|his|her|my)\s+(?:{_AID}|stick|frame|limp)\b{_TOPIC}
    | (?<!\bon\ )(?<!\bfor\ )(?<!suits\ )(?:diagnosed\s+with|because\s+of\s+(?:my|his|her)|due\s+to\s+(?:my|his|her)|since\s+(?:my|his|her)|after\s+(?:my|his|her)|with\s+(?:my|his|her)|(?:my|his|her))\s+{_HOW}{_CONDITION}\b{_TOPIC}
    | (?:my|his|her|our)\s+(?:doctor|cardiologist|oncologist|psychiatrist|surgeon|physician|therapist)\s+(?:says?|said|told|tells|advised|wants|thinks|insists)\b(?:\s+(?:me|us|him|her|that)\b){{0,2}}(?:\s+(?:it['’]?s|it\s+is|my|his|her)\b(?:(?!\b(?:I|we|so|but)\b)[^.;!?,]){{0,60}})?
    )""",
    re.I | re.X,
)


def find_health(text: str) -> list[tuple[int, int]]:
    """Where a text states a fact about somebody's health: spans, in order, none overlapping."""
    return [match.span() for match in _HEALTH.finditer(text.replace("’", "'"))]
