"""The grammar of date phrases: regular expressions, tried in order, and the number words they use."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
UP_TO_FIFTEEN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = (
    {"a": 1, "an": 1, "a couple of": 2}
    | {word: number for number, word in enumerate(UP_TO_FIFTEEN)}
    | {word: ten * 10 for ten, word in enumerate(TENS, 2)}
    | {f"{word}-five": ten * 10 + 5 for ten, word in enumerate(TENS, 2)}
)
"""Number words as date phrases have them ("twenty-five years ago")."""

_WEEKDAY = (
    rf"(?P<day>{'|'.join(DAYS)}"
    r"|(?-i:(?:Mon|Tues?|Weds?|Thurs?|Thur|Fri|Sat|Sun|MON|TUES?|WEDS?|THURS?|FRI|SAT|SUN)(?:\.|(?=,? \d))))"
)
_MONTH = (
    rf"(?P<month>{'|'.join(name for name in MONTHS if name not in ('march', 'may'))}|(?-i:March|MARCH|May|MAY)"
    r"|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\b\.?|(?-i:(?:Mar|Jun|Jul)\b\.?))"
)
_YEAR = r"(?P<y>1[6-9]\d\d|20\d\d)"
_DAY_NUMBER = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.?"
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_PART = r"(?:'s|’s)?(?: (?:early |late )?(?:morning|afternoon|evening|night|lunchtime|midday|noon|overnight|dawn))?"

GRAMMARS: tuple[tuple[str, str], ...] = (
    ("clock", r"^\**(?P<stamp>\d{1,2}[:.]\d\d)(?: ?[ap]\.?m\.?)?(?=[:.]?\**(?: (?-i:[A-Z])| [\"“]|$))"),
    ("exact", r"\b(?P<y>1[6-9]\d\d|20\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)\b"),
    ("slashed", r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>1[6-9]\d\d|20\d\d)\b"),
    (
        "days",
        rf"\b(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?: ?[-–] ?| to | and | & | until | or )(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?\b",
    ),
    (
        "days",
        rf"\b{_MONTH} (?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?: ?[-–] ?| to | and | & | until | or )(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?![,.:]\d)(?! ?(?:people|[ap]\.?m))(?:,? {_YEAR})?",
    ),
    ("first_days", rf"\bthe first (?P<n>\w+) days of {_MONTH}(?:,? {_YEAR})?\b"),
    (
        "date",
        rf"\b(?:{_WEEKDAY},? (?:the )?)?{_DAY_NUMBER}(?: of)? {_MONTH}(?:,? {_YEAR}|,? (?P<last>last|this) year)?(?!\w)",
    ),
    ("date", rf"\b(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY_NUMBER}(?![\d]|[,.:]\d)(?:,? {_YEAR})?"),
    (
        "ordinal",
        r"\b(?<=on the )(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?=[,.;:)]|$| (?:and|by|to|at|in|when|after|as|from|with|but|for|that|of (?P<shift>last|this|next) month)\b)(?: of (?:last|this|next) month)?",
    ),
    (
        "month",
        rf"\b(?:(?P<shift>last|next|this|early|late|mid|beginning of|end of|middle of)[ -])?(?:(?:early|late|mid)[ -])?{_MONTH},? (?:of )?(?:{_YEAR}|(?P<last>last|this|next) year)\b",
    ),
    (
        "month",
        rf"\b(?P<shift>last|next|this|early|late|mid)[ -](?:(?:early|late|mid)[ -])?{_MONTH}(?!\w)(?! \d\d?\b(?!,\d))",
    ),
    (
        "month",
        rf"\b(?P<lead>(?:in|of|by|from|since|until|till|during|throughout|before|after|to) (?:early |late |mid |the end of )?){_MONTH}(?!\w)(?! \d\d?\b(?!,\d))",
    ),
    (
        "weekday",
        rf"\b(?:(?P<shift>last|next|this|coming|past|this past|this coming|the following|the previous|following) )?{_WEEKDAY}(?:(?P<tail> last| next| week|, last week| of (?:last|this|next) week| (?:last|this|next) week)(?!\w))?{_PART}(?!\w)",
    ),
    ("decade", r"\b(?:the )?(?P<y>1[6-9]\d0|20\d0)s\b"),
    (
        "year",
        rf"\b(?P<lead>(?:in|of|by|from|since|until|till|during|throughout|before|after|to|early|late|mid)[ -]){_YEAR}\b(?!,\d)",
    ),
    ("year", rf"\b(?P<lead>the ){_YEAR}\b(?= [a-z])(?! (?:people|persons|residents|and|or|of)\b)"),
    (
        "year",
        r"\b(?P<shift>last|next|this|the previous|the following) (?:year|(?P<season>summer|winter|spring|autumn|fall|season))\b",
    ),
    (
        "window",
        rf"\b(?:with)?in (?:just |under |less than )?(?:the (?P<way>past|last|next|coming|following) )?{_COUNT}(?: ?(?:to|-|–|or) ?(?P<n2>\w+))?[ -](?P<unit>minute|hour|day|week|month|year)s?(?:' time| time|' notice)?\b",
    ),
    (
        "window",
        rf"\b(?:over |during |for |in |within )?the (?P<way>past|last|next|coming|following) {_COUNT}[ -](?P<unit>minute|hour|day|week|month|year)s?\b",
    ),
    (
        "window",
        r"\b(?:over|during|in|within) the (?P<way>past|last|next|coming|following) (?P<unit>hour|day|week|fortnight)\b",
    ),
    (
        "ago",
        rf"\b(?:(?:some|about|around|nearly|almost|more than|over|just|exactly) )?{_COUNT}[ -](?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?(?: (?P<half>and a half))? (?P<way>ago|back)\b",
    ),
    (
        "deictic",
        r"\b(?:the )?(?P<word>day before yesterday|day after tomorrow|(?:earlier |later )?today|tonight|yesterday|tomorrow|overnight|last night|last evening|this (?:morning|afternoon|evening|lunchtime|noon|hour|very day))(?:'s|’s)?\b(?: (?:early )?(?:morning|afternoon|evening|night|noon|at noon))?",
    ),
    (
        "shifted",
        rf"\b{_COUNT} (?P<unit>hour|day|night|week|month|year)s? (?:(?P<way>earlier|later|afterwards|before(?=[,.;:)]|$)|on(?=[,.;:)]|$)|after(?=[,.;:)]|$))|(?P<clause>before|after)(?= ))",
    ),
    (
        "shifted",
        r"\b(?P<way>the same|that(?: very| same)?|the previous|the following|the next|the(?= \w+ (?:before|after|earlier|later)\b)) (?P<unit>day|night|morning|evening|afternoon)(?: (?P<tail>before|after|earlier|later))?\b",
    ),
    (
        "weekend",
        r"\b(?:(?P<shift>this|the|last|next|this past|this coming|the coming|the past|the previous)[ -])?weekend(?: just gone)?\b",
    ),
    (
        "week",
        r"\b(?:(?:early|earlier|late|later|mid|the (?:beginning|start|middle) of|(?P<edge>the end of))[ -])?(?P<shift>this|last|next|the)(?: very)? (?P<unit>week|month)(?:-?end)?\b",
    ),
    (
        "clock",
        r"(?:\b(?:at|by|before|after|around|about|shortly after|shortly before|just before|just after|until|till|since|from|about|towards?|not later than|no later than) )(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?(?:[ap]\.?m\b\.?|o'clock|o’clock)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:o'clock|o’clock|[ap]\.?m\b\.?)|(?:half|quarter) (?:past|to) \w+|noon|midday|midnight|dawn|dusk|nightfall|sunset|sunrise|sundown|daybreak|daylight|first light|dark|12 noon|lunchtime|lunch|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?\d)(?=[;!?)\"”]|,(?!\d)|\.(?:\s|$)|$| in the (?:morning|afternoon|evening|night)| th(?:is|at) (?:morning|afternoon|evening)))\b(?: local time)?",
    ),
    (
        "vague",
        r"\b(?:in (?:the )?(?:coming|next|recent|past|last|following) (?:few |couple of |several )?(?:days|weeks|months|years|hours)|(?:over|during) the (?:coming|next|past|last) (?:few |couple of |several )?(?:days|weeks|months|years)|in (?:a few |some |several )?(?:days|weeks|months)\b(?:, not \w+)?|for (?:days|weeks|months|years)|the other (?:day|night|week)|(?:a few |several |some )?(?:days|weeks|months) (?:ago|earlier|later|before|after)|recently|in due course|at a later date|as soon as possible|sooner or later|one day)\b",
    ),
    (
        "clock",
        r"\b(?:later in the day|earlier in the day|during the (?:day|night|dawn)|in the (?:early |small )?(?:hours|morning|afternoon|evening|night)|early in the (?:morning|day)|before noon|at noon|at night|by night)\b",
    ),
)
