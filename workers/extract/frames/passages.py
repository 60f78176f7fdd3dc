"""People are told to have got elsewhere, by no verb of evacuation: "had its diplomats out by dawn", "are over the border", "was turned out of
bed", "spent the morning on a football field", "trimmed its mission to a skeleton staff"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import OUT, split_places, unique
from workers.extract.frames.setting import threatened
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import (
    Token,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

TURNING = wordset("passages_turning")
BEDS = wordset("passages_beds")
CAMPING = wordset("passages_camping")
OPEN_AIR = wordset("passages_open_air")
BORDERS = wordset("transport_crossings")
SMALL = wordset("passages_small")
BEING = frozenset(("be", "is", "are", "was", "were", "been", "'re", "'s"))
PAST = frozenset(("over", "across", "off", "out of", "beyond", "clear of"))
AWAY = frozenset(("from", "out of", "off", "beyond", "clear of"))


def find(view: View) -> Iterator[Statement]:
    """Yield the statements of these wordings."""
    for verb in view.doc:
        if not is_verb(verb) or negated(verb) or conditional(verb):
            continue
        statement = (
            _had_out(view, verb)
            or _past(view, verb)
            or _turned_out(view, verb)
            or _camped(view, verb)
            or _pared(view, verb)
        )
        if statement is not None:
            yield statement


def _told(view: View, verb: Token) -> Status | None:
    own = tense(verb, title=view.sentence.part == "title")
    return own if own in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED) else None


def _named(view: View, token: Token) -> bool:
    return view.mention(token) is not None or any(name.startswith("role_") for name in view.classes(token))


def _had_out(view: View, verb: Token) -> Statement | None:
    """Somebody has or gets people out, across a border, or brought down: "had 412 villagers brought down to the college"."""
    if lemma(verb, view.lexicon) not in ("have", "get") or verb.dep_ in ("aux", "auxpass") or is_passive(verb):
        return None
    who = subject(verb)
    inner = [
        child
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp") and child.tag_ == "VBN" and "convey" in view.lexicon.verb(child.lower_)
    ]
    things = [*objects(verb), *(thing for child in inner for thing in children(child, "nsubj", "nsubjpass"))]
    people = [each for thing in things for each in view.people(thing)]
    status = _told(view, verb)
    if who is None or not people or status is None or not _named(view, who):
        return None
    pairs = [pair for base in (verb, *inner, *things) for pair in prepositions(base)]
    ways = particles(verb).union(
        *(particles(child) for child in inner), *({w.lower_ for w in t.children} for t in things)
    )
    crossed = any(to in ("across", "over") and noun.lower_ in BORDERS for to, noun in pairs)
    if not (crossed or ways & (OUT - {"back", "home"}) or any(to in AWAY for to, _ in pairs) or inner):
        return None
    return _stated("had out", verb, status, people=people, ways=split_places(view, pairs), actors=conjuncts(who))


def _past(view: View, verb: Token) -> Statement | None:
    """People are over the border, off the slope or on their way to a place of safety."""
    if verb.lower_ not in BEING or verb.dep_ in ("aux", "auxpass"):
        return None
    who = subject(verb)
    people = view.people(who) if who is not None else []
    status = _told(view, verb)
    if not people or status not in (Status.COMPLETED, Status.UNDER_WAY) or not threatened(view):
        return None
    pairs = list(prepositions(verb))
    crossed = any(to in ("across", "over") and noun.lower_ in BORDERS for to, noun in pairs)
    left = any(
        to in ("off", "out of", "clear of") and (_named(view, noun) or view.classes(noun) & {"building", "danger"})
        for to, noun in pairs
    )
    leaving = any(
        to == "on" and (noun.lower_ in ("road", "move") or (noun.lower_ == "way" and view.mention(goal) is not None))
        for to, noun in pairs
        for goal in [next((g for t, g in prepositions(noun) if t in ("to", "into")), noun)]
    )
    if not (crossed or left or leaving) or not any(word.like_num for each in people for word in each.token.subtree):
        return None
    status = Status.COMPLETED if crossed or left else Status.UNDER_WAY
    ways = split_places(view, [*pairs, *(pair for _, noun in pairs for pair in prepositions(noun))])
    return _stated("past", verb, status, people=people, ways=ways, actors=[])


def _turned_out(view: View, verb: Token) -> Statement | None:
    """People are turned out of bed, their homes or a building: roused, turfed, hustled out of it."""
    if lemma(verb, view.lexicon) not in TURNING:
        return None
    people = [each for thing in objects(verb) for each in view.people(thing)]
    left = [noun for to, noun in all_ways(verb) if to in ("out of", "from", "off")]
    fit = [noun for noun in left if noun.lower_ in BEDS or view.classes(noun) & {"building"}]
    status = _told(view, verb)
    if not people or not fit or status is None:
        return None
    actors, agentless = _bodies(view, verb)
    statement = _stated(
        "turned out", verb, status, people=people, ways=split_places(view, all_ways(verb)), actors=actors
    )
    statement.agentless = agentless
    statement.origins = [noun for noun in statement.origins if noun.lower_ not in BEDS]
    return statement


def _bodies(view: View, verb: Token) -> tuple[list[Token], bool]:
    """A verb's own actors that name a body, and whether it has none."""
    if is_passive(verb):
        return [], True
    who = subject(verb)
    found = [each for each in conjuncts(who) if _named(view, each)] if who is not None else []
    return found, not found


def _camped(view: View, verb: Token) -> Statement | None:
    """People spend hours or nights where they took refuge: in a school hall, at a church, on a playing field."""
    base = lemma(verb, view.lexicon)
    if base not in CAMPING or is_passive(verb) or not threatened(view):
        return None
    who = subject(verb)
    people = view.people(who) if who is not None else []
    status = _told(view, verb)
    timed = base != "spend" or any(
        child.lower_
        in ("night", "nights", "morning", "afternoon", "evening", "day", "days", "hours", "hour", "weekend")
        for child in children(verb, "dobj", "npadvmod")
    )
    if not timed or status not in (Status.COMPLETED, Status.UNDER_WAY):
        return None
    if not any(
        word.like_num or word.lower_ in ("all", "hundreds", "thousands", "dozens", "scores")
        for each in people
        for word in each.token.subtree
    ) or any(each.group in (Group.MILITARY, Group.REFUGEES, Group.PRISONERS) for each in people):
        return None
    places = [
        noun
        for to, noun in [*prepositions(verb), *(p for t in children(verb, "npadvmod", "dobj") for p in prepositions(t))]
        if to in ("at", "in", "on", "inside", "under", "aboard")
        and (noun.lower_ in OPEN_AIR or view.classes(noun) & {"safety"})
    ]
    if not places:
        return None
    origins = [noun for each in people for to, noun in prepositions(each.token) if to in ("from", "of")]
    return _stated("camped", verb, Status.COMPLETED, people=people, ways=(origins, places), actors=[])


def _pared(view: View, verb: Token) -> Statement | None:
    """A post is cut to a skeleton staff, a handful or a core team."""
    if "reduce" not in view.lexicon.verb(verb.lower_):
        return None
    posts = [thing for thing in objects(verb) if "post" in view.classes(thing)]
    small = any(
        to in ("to", "down to") and {word.lower_ for word in noun.subtree} & SMALL for to, noun in all_ways(verb)
    )
    status = _told(view, verb)
    if not posts or not small or status is None:
        return None
    who = None if is_passive(verb) else subject(verb)
    start, end = int(posts[0].idx), int(posts[0].idx) + len(posts[0].text)
    places = [noun for to, noun in prepositions(posts[0]) if to in ("in", "at") and view.mention(noun)]
    staff = [People(posts[0], Group.DIPLOMATIC_STAFF, start, end, None, True)]
    return _stated(
        "pared", verb, status, people=staff, ways=(places, []), actors=conjuncts(who) if who is not None else posts[:1]
    )


def _stated(
    pattern: str,
    verb: Token,
    status: Status,
    *,
    people: list[People],
    ways: tuple[list[Token], list[Token]],
    actors: list[Token],
) -> Statement:
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return Statement(
        pattern, verb, "evacuation", status.value, words, actors, unique(people), *ways, not actors, 0.6,
        home=bool(particles(verb) & {"home"}),
    )  # fmt: skip
