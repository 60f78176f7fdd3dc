"""Which sentences can matter: a broad look at their words, without a parse."""

import re
from functools import lru_cache

from workers.extract.lexicon import Lexicon
from workers.extract.wordsets import wordset

STRONG = (
    r"evacu\w+|airlift\w*|repatriat\w+|exfiltrat\w+|extricat\w+|pull-?outs?|draw-?downs?|exodus|ordered departure|embass\w+|consula\w+|high commission|"
    r"(?:did|do|does|done|doing) (?:the same|so\b|likewise)|follow(?:ed|s|ing)? (?:suit|with)|likewise|parroted|echoed|mirrored|copied|"
    r"cordons?|all-clear|all clear|stood down|stand down|get out|getting out|leave (?:now|immediately)|reopen\w*|re-?open\w*|clear-out|"
    r"(?:told|ordered|asked|urged|advised|instructed|warned|forced) to (?:leave|go|get|move|depart|quit|exit)|"
    r"budge[ds]?\b|(?:stay|remain|keep)(?:s|ed|ing)? (?:put|open|operational|in place|on site|behind)\b|sit(?:s|ting)? (?:it out|tight)|going anywhere|need not|"
    r"(?:no|any|not) (?:\w+ ){0,2}(?:plans?|need|intention|reason|grounds?|decision|way) (?:\w+ ){0,2}(?:to|for|of|that)\b|rul(?:e|ed|es|ing) (?:\w+ ){0,3}out|"
    r"turn(?:ed|s|ing) (?:down|back|around)|giv(?:en|ing) up|gave up|put off|call(?:ed|s)? off|scrubbed|could not land|broke off|permission to|let back|back (?:inside|indoors|in)\b|"
    r"(?:on|at|under|following) (?:the |\w+ )?(?:orders?|instructions?|directions?|advice|request|command|say-so) (?:of|from)\b|"
    r"level (?:[123]|one|two|three)\b|from (?:ready|set) to (?:set|go)\b|go[ -]now\b|mandatory\b|(?:slept|sleeping|camped|camping|huddled|bedded) (?:\w+ ){0,2}(?:at|in|on|under|down)\b|"
    r"(?:over|across) the (?:border|frontier)|(?:minutes|hours|days|until \w+) to \w+|(?:wants?|needs?) .{1,40}\b(?:out|off|gone|away)\b"
)
"""Words and stems that make a sentence a candidate by themselves."""


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs: set[str] = set()
    for name in (
        "evacuate",
        "convey",
        "empty",
        "reduce",
        "leave",
        "depart",
        "voyage",
        "close",
        "comeback",
        "readmit",
        "lift",
        "stay",
        "provide",
        "house",
    ):
        verbs |= lexicon.verb_forms(name)
    verbs -= {
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "be",
        "am",
        "'s",
        "'re",
        "has",
        "have",
        "had",
        "having",
        "'ve",
    }
    verbs |= {
        "out",
        "gone",
        "home",
        "orders",
        "order",
        "departure",
        "withdrawal",
        "removal",
        "transfer",
        "rescue",
        "warning",
        "alert",
    }
    people = (
        lexicon.noun_forms("group_")
        | lexicon.noun_forms("vehicle")
        | lexicon.noun_forms("post")
        | lexicon.noun_forms("building")
    )
    people |= wordset("candidates_sites")
    people |= {"order", "orders", "them", "we", "others", "thousands", "hundreds", "dozens", "they"}
    return (
        re.compile(rf"(?<!\w)(?:{STRONG})", re.IGNORECASE),
        re.compile(
            r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, verbs), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
        ),
        re.compile(
            r"(?<!\w)(?:\d[\d,.]+|hundred|thousand|dozen|"
            + "|".join(sorted(map(re.escape, people), key=len, reverse=True))
            + r")(?!\w)",
            re.IGNORECASE,
        ),
    )


def candidate(text: str, lexicon: Lexicon, nationals: bool) -> bool:
    """Whether a sentence can state an evacuation. `nationals`: it names nationals, which stand for people."""
    strong, verbs, people = _patterns(lexicon)
    if strong.search(text):
        return True
    if verbs.search(text) is None:
        return False
    return nationals or people.search(text) is not None
