"""Notices about something else that a page carries after a report, and how they differ from a passage that the report has grown by."""

import re

ASIDE = re.compile(
    r"(?i)^\W*(?:in other news|in other developments elsewhere|meanwhile,? in (?:sports?|business|entertainment|other)|elsewhere\b|also (?:in the news|today|on)\b"
    r"|also in [^:.]{2,30}: |in brief\b|on this day\b|(?:sports?|markets?|weather|business|stocks)\s*:)"
)
ON_TOPIC = re.compile(
    r"(?i)\b(?:evacuat\w+|neighbou?ring|nearby|shelters?|rescue[ds]?|rescuers|firefighters?|told to|ordered to|urged to|asked to|advised to|injured|missing"
    r"|displaced|arrest\w*|detained|so far|the (?:fire|blaze|flood|storm|quake|explosion|eruption|leak|attack|evacuation|order|company|ministry|mayor|governor|embassy)"
    r"|killed|died|deaths?|dead|casualt\w+|wounded|hurt|treated for|suspended|resumed?|reopen\w*|halted|called off|lifted|contained|containment|flames|smoke|lava|ash"
    r"|aftershocks?|explosi\w+|curfew|alert|warn\w*|villagers|residents|households|passengers|evacuees|nationals|troops|soldiers|convoys?|helicopters?|divers|crews"
    r"|people (?:were|are|have|had|remain)|slept|camp beds|(?:taken|brought|flown|led) (?:to|out|from)"
    r"|withdr(?:aw\w*|ew)|diplomats|airlift\w*|runway|fissures?|eruptions?"
    r"|later on|(?:in|by) the evening|on (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:evening|night|morning|afternoon))\b"
)
"""What a passage added to a report of danger speaks of, and a notice about something else does not."""
LATER = re.compile(r"(?i)\W*(?:added|updated?|new)\b[^:]{0,25}: ")
"""What a page says it has added is no notice."""
RECALLED = re.compile(
    r"(?i)\W*(?:earlier|on \w+day|last \w+|in (?:\d{4}|[a-z]+)|(?:an?|the|\w+) (?:day|week|month|year)s? (?:ago|before|earlier))\b[^.]*? had (?!to\b|no\b|an?\b|the\b)"
)
"""How a report's last paragraph recalls another event."""
OTHER_TIMES = re.compile(
    r"(?i)\b(?:each|every|per|most) years?\b|\bannually\b|\bon average\b"
    r"|^\W*(?:last (?:year|month|winter|spring|summer|autumn|season)(?!['’]s)|in (?:(?:early |late )?[a-z]+ )?(?:1[0-9]|20)\d\d|an?(?:other)? (?:year|decade|century) (?:ago|before|earlier)"
    r"|(?:\w+|some \w+) (?:years|decades) (?:ago|before|earlier))\b"
)
"""How a sentence opens, or counts, that tells of no event of these days."""
OTHER_YEARS = re.compile(
    r"(?i)^\W*(?:last year(?!['’]s)|(?:\w+|some \w+) (?:years|decades) (?:ago|before|earlier)\b)|\b(?:in|of|between|from|after|before|early|late) (?:1[0-9]|20)\d\d\b"
)
"""How a sentence says that it tells of other years."""
THESE_DAYS = re.compile(r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|yesterday|now)\b")
REFERS_BACK = re.compile(r"\W*(?:His|Her|Their|He|She)\b")
"""How a paragraph goes on about somebody: a notice about something else cannot."""
GOES_ON = re.compile(
    r"(?i)\b(?:has|have) since \w+(?:ed|wn|en)\b|\b(?:it|they|he|she|who) too\b|\b(?:an hour|hours|minutes) later\b|^\W*an?(?:other)? (?:second|third|fourth|fifth|further) (?!time\b)"
)
"""How a passage goes on about what a report has told: "has since grown", "half an hour later", "a second flight"."""
HEADED = re.compile(r"^(?!(?i:updates?|added|corrections?|notes?|new)\b)[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4}: (?![\"“'‘])")
NOTICE = re.compile(
    r"(?i)\b(?:rents?|flats? now cost|house prices|peak rates|tolls?|shares|stocks|exhibition|photographs of|festival|gala|concert|recipes?|horoscope|crossword|vacanc\w+|apply by"
    r"|tickets?|admissions?|our (?:critic|readers?|favourites?|guide|pick|top|\w+ favourite)|book early|bestseller|signed a|league|season|fixtures?|votes? (?:on|for)|lottery|lotto)\b"
)
"""What notices about something else speak of, the same town or not."""


def is_headed(text: str) -> bool:
    """Whether a paragraph at the end has a heading of its own ("Walk of the week: ") and says nothing of danger."""
    return HEADED.match(text) is not None and ON_TOPIC.search(text) is None
