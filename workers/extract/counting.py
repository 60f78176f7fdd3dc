"""Which count of a sentence says how many people an assertion moves or orders."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import Qualifier
from workers.extract.groups import PREFIX, phrase_classes
from workers.extract.lexicon import Lexicon
from workers.extract.quantities import Count
from workers.extract.syntax import Token, is_verb

FAR = 100
ACCEPTED = 6
"""Steps: a count farther from the assertion than this belongs to something else. Chosen on the development part."""

THINGS = re.compile(
    r"famil(?:y|ies)|households?|homes?|houses?|propert(?:y|ies)|buildings?|apartments?|flats?|units?|dwellings?|residences?|addresses|structures?"
    r"|communit(?:y|ies)|villages?|towns?|cit(?:y|ies)|hamlets?|districts?|provinces?|states?|count(?:y|ies)|countries|regions?|zones?|areas?|streets?|blocks?|neighbou?rhoods?|municipalities|barangays?|shires?|parish(?:es)?|boroughs?|prefectures?|cantons?|settlements?|islands?|places?"
    r"|schools?|hospitals?|hotels?|homes?|camps?|shelters?|cent(?:er|re)s?|stations?|platforms?|rigs?|posts?|embass(?:y|ies)|missions?|consulates?|offices?|shops?|firms?|companies|governments?"
    r"|buses|busses|coaches|cars?|trucks?|lorr(?:y|ies)|vehicles?|flights?|planes?|jets?|aircraft|helicopters?|boeings?|airbus(?:es)?|hercules|jumbos?|chinooks?|c-?\d+s?|choppers?|charters?|airliners?|frigates?|trips?|runs?|sorties|rotations?|convoys?|ships?|boats?|vessels?|ferr(?:y|ies)|trains?|carriages?|ambulances?|railcars?"
    r"|beds?|seats?|rooms?|tents?|places?|groups?|batch(?:es)?|times?|occasions?|stages?|phases?|parts?|sides?|wards?|floors?|calls?|messages?|phones?|texts?"
    r"|fires?|blazes?|shells?|rockets?|missiles?|bombs?|mines?|devices?|quakes?|aftershocks?|eruptions?|storms?|strikes?|attacks?"
    r"|deaths?|cases?|casualties|fatalities|victims?|bod(?:y|ies)|dead|injured|wounded|killed|missing|hurt"
    r"|hours?|days?|weeks?|months?|years?|minutes?|nights?|mornings?|kilometres?|kilometers?|miles?|metres?|meters?|hectares?|acres?|feet|degrees?|tonnes?|tons?"
    r"|animals?|horses?|cattle|cows?|sheep|dogs?|cats?|pets?|livestock|elephants?"
    r"|firefighters?|rescuers?|police|policemen|volunteers on|soldiers deployed|crews?|teams?|engines?",
    re.IGNORECASE,
)
"""Nouns whose number never is the number of people moved; crews and teams are told as one thing each."""

HOMEWARD = "home"
"""After a number this is where people go: what is counted would be "homes"."""

_HARM = re.compile(
    r"kill(?:s|ed|ing)?|die[sd]?|dying|dead|injur(?:e|es|ed|ing)|wound(?:s|ed|ing)?|hurt|perish(?:ed)?|drown(?:ed)?|missing|treat(?:ed)?|hospitali[sz]ed|arrest(?:ed|s)?"
    r"|detain(?:ed)?|deploy(?:ed|s)?|assigned|massed|damag(?:ed|es)|destroy(?:ed|s)?|leaving|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|cost|scorch(?:ed)?|burn(?:ed|t)?|flood(?:ed)?|swallow(?:ed)?",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"(?:including|among them|among whom|amongst them|counting|notably)(?: (?:about|some|around|at least))?\W*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|whom|these|those)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:half|third|quarter|percent|per cent|%|most|part|out of) (?:of )?(?:the |its |their |all |about |\w+'s )*$|\ball but $",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"\b(?:at|since|by|until|before|after|around) $", re.IGNORECASE)
_CLOCK_AFTER = re.compile(r"\W|$| (?:this|yesterday|on|in the|noon|local|gmt|am|pm)\b", re.IGNORECASE)
_MAYBE = re.compile(r"others|more|[A-Z]\w+")
"""Words that may stand for people: names of nationals are the gazetteer's, not the lexicon's."""

_INHABITED = re.compile(
    r"villages?|towns?|cit(?:y|ies)|islands?|populations?|communit(?:y|ies)|countr(?:y|ies)|capital|hamlets?|state|nation|settlement|port|suburb",
    re.IGNORECASE,
)
"""Nouns whose "of 5,000" tells how many live there."""

_HOW_BIG = re.compile(rf"\b(?:{_INHABITED.pattern}) of $", re.IGNORECASE)
_NEXT = re.compile(r" ?([^\W\d]+)")

_LEAVING = {
    "relcl": 5,
    "acl": 1,
    "advcl": 4,
    "ccomp": 4,
    "parataxis": 3,
    "conj": 1,
    "appos": 1,
    "poss": 4,
    "dep": 2,
    "csubj": 4,
}
_HIGHER = {"relcl": 2, "acl": 2, "ccomp": 3, "xcomp": 0, "parataxis": 3, "conj": 3, "pcomp": 1}


@dataclass(frozen=True, slots=True)
class _Assertion:
    doc: Token
    trigger: Token
    lexicon: Lexicon
    people: Collection[Token]


@dataclass(frozen=True, slots=True)
class _Candidate:
    count: Count
    noun: Token
    human: bool
    cost: int
    distance: int


def choose(
    counts: Sequence[Count], doc: Token, trigger: Token, lexicon: Lexicon, people: Collection[Token] = ()
) -> Count | None:
    """Return how many people the assertion with the predicate `trigger` is about, None where the sentence does not say.

    `doc` is the parse of the sentence the counts' offsets count in. `people` are the heads of the noun phrases that name who is moved, where they are known.
    Two coordinated groups of people are added up ("640 pupils and about 50 teachers").
    """
    assertion = _Assertion(doc, trigger, lexicon, people)
    found = [each for each in (_candidate(count, counts, assertion) for count in counts) if each is not None]
    near = [each for each in found if each.cost <= ACCEPTED] or _alone(found, doc, trigger)
    if not near:
        return None
    best = min(near, key=lambda each: (each.cost, each.distance))
    partners = [
        each for each in near if each.human and each.noun.i != best.noun.i and _coordinated(best.noun, each.noun)
    ]
    if partners and best.human:
        return _sum(best.count, [each.count for each in partners])
    return _with_company(best, lexicon)


def _candidate(count: Count, counts: Sequence[Count], assertion: _Assertion) -> _Candidate | None:
    doc, trigger, people = assertion.doc, assertion.trigger, assertion.people
    number = _number_token(doc, count)
    if number is None or _tells_otherwise(doc.text, count):
        return None
    noun = counted(number)
    human = _is_human(noun, assertion.lexicon)
    held = any(noun.i == each.i for each in people)
    if noun.i == number.i and number.lower_ in ("one", "1"):
        return None
    if THINGS.fullmatch(noun.lower_) and noun.i != number.i:
        return None
    cost = _cost(noun, number, trigger, people)
    if not human and noun.i != number.i and not held and not _MAYBE.fullmatch(noun.text):
        cost += 2
    if (
        _OF_THEM.match(doc.text, count.end)
        and any(other.end <= count.start for other in counts)
        and noun.dep_ in ("appos", "nsubj", "npadvmod")
    ):
        cost += 4
    return _Candidate(count, noun, human, cost, abs(int(number.i) - int(trigger.i)))


def _alone(found: Sequence[_Candidate], doc: Token, trigger: Token) -> list[_Candidate]:
    """Return the one count of people that stands right before or after the predicate: a parse errs on long sentences."""
    human = [each for each in found if each.human and each.cost < FAR and not is_verb(each.noun.head)]
    if len(human) != 1:
        return []
    first, last = sorted((int(human[0].noun.i), int(trigger.i)))
    between = doc[first + 1 : last]
    apart = any((is_verb(word) and word.dep_ not in ("aux", "auxpass")) or word.text in (";", ":") for word in between)
    return [] if apart else human


def _is_human(noun: Token, lexicon: Lexicon) -> bool:
    return any(name.startswith(PREFIX) for name in phrase_classes(noun, lexicon)[0])


def _with_company(best: _Candidate, lexicon: Lexicon) -> Count:
    """Return the count with those told beside it: "the ambassador and two diplomats" are three, "15 newborns and their parents" 15 or more."""
    head = best.noun.head
    if (
        best.noun.dep_ == "conj"
        and head.tag_ == "NN"
        and _is_human(head, lexicon)
        and best.count.qualifier is Qualifier.EXACT
        and not any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in head.children)
    ):
        return replace(best.count, min=(best.count.min or 0) + 1, max=(best.count.max or 0) + 1)
    company = [child for child in best.noun.children if child.dep_ == "conj" and _is_human(child, lexicon)]
    uncounted = [each for each in company if not any(child.dep_ == "nummod" for child in each.children)]
    owned = [each for each in uncounted if any(child.dep_ == "poss" for child in each.children)]
    if owned and best.count.qualifier is Qualifier.EXACT:
        return replace(best.count, max=None, qualifier=Qualifier.AT_LEAST)
    return best.count


def counted(number: Token) -> Token:
    """Return the noun that a number counts, the number itself where it stands for the people ("some 170,000 were moved")."""
    current = number
    while (
        current.dep_ in ("nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det", "npadvmod")
        and current.head.i != current.i
    ):
        if current.head.tag_.startswith(("VB", "MD", "IN")) or current.head.lower_ == HOMEWARD:
            break
        current = current.head
    return current


def _number_token(doc: Token, count: Count) -> Token | None:
    inside = [token for token in doc if count.number_start <= token.idx < count.end]
    places = {int(token.i) for token in inside}
    heads = [token for token in inside if int(token.head.i) not in places or token.head.i == token.i]
    return heads[0] if heads else None


def _tells_otherwise(text: str, count: Count) -> bool:
    """Whether the count is of a part of the people, of those a share is taken from, or a time of day."""
    before = text[max(0, count.start - 40) : count.start]
    if _PART_BEFORE.search(before) or _SHARE.search(before):
        return True
    small = count.max is not None and count.max <= 24
    return small and bool(_CLOCK_BEFORE.search(before)) and bool(_CLOCK_AFTER.match(text, count.end))


def of_people(text: str, count: Count) -> bool:
    """Return whether the words beside a count let it be one of people moved: no things, no share, nobody's city."""
    follows = _NEXT.match(text, count.end)
    things = follows is not None and THINGS.fullmatch(follows[1]) is not None and follows[1].lower() != HOMEWARD
    return not (things or _tells_otherwise(text, count) or _HOW_BIG.search(text[: count.start]))


def _ancestors(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain


def _cost(noun: Token, number: Token, trigger: Token, people: Collection[Token]) -> int:
    if any(each.i in (noun.i, number.i) for each in people):
        return 0
    if any(noun.i == each.i for each in _inside(people)):
        return 1
    ups, downs = _ancestors(noun), _ancestors(trigger)
    above = {word.i for word in downs}
    meeting = next((word for word in ups if word.i in above), None)
    if meeting is None:
        return FAR
    climbed = _until(ups, meeting)
    if any(_HARM.fullmatch(word.lower_) for word in [*climbed, meeting] if word.i != trigger.i):
        return FAR
    if any(word.dep_ == "pobj" and _INHABITED.fullmatch(word.head.head.lower_) for word in climbed[:1]):
        return FAR
    subject = climbed[-1].dep_ in ("nsubj", "nsubjpass") if climbed else False
    if climbed and climbed[-1].dep_ == "nsubj" and meeting.i != trigger.i and _moves_others(trigger):
        return FAR
    lower = _until(downs, meeting)
    return sum(_leaving(word) for word in climbed) + sum(_climbing(word, subject=subject) for word in lower)


def _leaving(word: Token) -> int:
    if word.dep_ == "conj" and is_verb(word):
        return 5 if not _has(word, "nsubj", "nsubjpass") else 7
    return _LEAVING.get(word.dep_, 1)


def _climbing(word: Token, *, subject: bool) -> int:
    if word.dep_ == "conj" and is_verb(word):
        if _has(word, "nsubj", "nsubjpass"):
            return 7
        if subject:
            return 1
        return 3 if not any(child.dep_ == "dobj" and child.tag_ not in ("PRP", "CD") for child in word.children) else 6
    if word.dep_ == "advcl":
        return 7 if _has(word, "nsubj", "nsubjpass") else 2
    return _HIGHER.get(word.dep_, 1)


def _moves_others(verb: Token) -> bool:
    """Whether the predicate has people of its own as object: who comes to move them is not moved."""
    return any(child.dep_ == "dobj" and child.tag_ in ("NNS", "NNPS", "NNP") for child in verb.children)


def _has(verb: Token, *labels: str) -> bool:
    return any(child.dep_ in labels for child in verb.children)


def _inside(people: Collection[Token]) -> Iterator[Token]:
    """Yield the words a noun phrase counts people with: "the last of 955 miners", "a group of 11 employees"."""
    for each in people:
        for child in each.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from (word for word in child.children if word.dep_ == "pobj")
            elif child.dep_ in ("appos", "nummod"):
                yield child


def _until(chain: list[Token], stop: Token) -> list[Token]:
    return chain[: next(place for place, word in enumerate(chain) if word.i == stop.i)]


def _coordinated(first: Token, second: Token) -> bool:
    return bool(
        (second.dep_ == "conj" and second.head.i == first.i) or (first.dep_ == "conj" and first.head.i == second.i)
    )


def _sum(first: Count, others: Sequence[Count]) -> Count:
    everything = [first, *others]
    kinds = {count.qualifier for count in everything}
    if not kinds <= {Qualifier.EXACT, Qualifier.ABOUT}:
        return first
    total = sum(count.min or 0 for count in everything)
    last = max(everything, key=lambda count: count.end)
    start = min(everything, key=lambda count: count.start)
    about = Qualifier.ABOUT if Qualifier.ABOUT in kinds else Qualifier.EXACT
    return replace(start, end=last.end, min=total, max=total, qualifier=about)
