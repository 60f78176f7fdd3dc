"""States that tell of an evacuation: "must be out by five", "is on ordered departure", "are sheltered at the school", "their staff gone"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import prepositions
from workers.extract.syntax import (
    Token,
    children,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    subject,
)
from workers.extract.view import Statement, View

GONE = frozenset(("out", "gone", "away", "clear"))
UNDER = frozenset(("under", "on"))


def find(view: View) -> Iterator[Statement]:
    """Yield the statements that describe a state of being evacuated or under orders."""
    for verb in view.doc:
        if verb.lower_ == "gone" and not children(verb, "aux", "auxpass"):
            statement = _absent(view, verb)
        elif is_verb(verb):
            statement = _out(view, verb) or _under_orders(view, verb) or _sheltered(view, verb)
        else:
            statement = None
        if statement is not None:
            yield statement


def _out(view: View, verb: Token) -> Statement | None:
    """ "Everyone within a kilometre must be out", "told all personnel to be gone by nightfall", "the Brits are back home"."""
    if verb.lower_ not in ("be", "is", "are", "was", "were", "been", "'re", "'s") or verb.dep_ in ("aux", "auxpass"):
        return None
    states = {child.lower_ for child in children(verb, "advmod", "acomp", "prep", "attr", "prt")}
    who = subject(verb)
    people = view.people(who) if who is not None else []
    if not people or negated(verb) or conditional(verb):
        return None
    if states & GONE:
        own = tense(verb, title=view.sentence.part == "title")
        controller = next(
            (
                g
                for g in governors(verb)
                if is_verb(g) and view.lexicon.verb(g.lower_) & {"order", "advise"} and verb.dep_ in ("xcomp", "ccomp")
            ),
            None,
        )
        helpers = {child.lower_ for child in children(verb, "aux")}
        status = Status.ORDERED if controller is not None or helpers & {"must", "have"} else own
        if status not in (Status.ORDERED, Status.ADVISED, Status.PLANNED, Status.COMPLETED, Status.UNDER_WAY):
            return None
        if status in (Status.COMPLETED, Status.UNDER_WAY):
            status = Status.COMPLETED
        actors = (
            list(conjuncts(subject(controller)))
            if controller is not None and not is_passive(controller) and subject(controller) is not None
            else []
        )
        origins, destinations = split_places(view, [*prepositions(verb)])
        return _state(view, verb, "out", status, people, actors, origins, destinations, 0.7)
    return None


def _state(
    view: View,
    verb: Token,
    pattern: str,
    status: Status,
    people: list[People],
    actors: list[Token],
    origins: list[Token],
    destinations: list[Token],
    weight: float,
) -> Statement:
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return Statement(
        pattern,
        verb,
        "evacuation",
        status.value,
        words,
        actors,
        unique(people),
        origins,
        destinations,
        not actors,
        weight,
    )


def _absent(view: View, gone: Token) -> Statement | None:
    who = next((child for child in children(gone, "nsubj")), None) or (
        gone.head if gone.dep_ in ("acl", "amod") else None
    )
    people = view.people(who) if who is not None else []
    if not any(each.group in (Group.DIPLOMATIC_STAFF, Group.DEPENDANTS) for each in people):
        return None
    return _state(view, gone, "gone", Status.COMPLETED, people, [], [], [], 0.5)


def _under_orders(view: View, verb: Token) -> Statement | None:
    """ "Is on ordered departure", "were under evacuation orders", "was put on alert to leave"."""
    pairs = list(prepositions(verb))
    for preposition, noun in pairs:
        if preposition not in UNDER:
            continue
        words = {child.lower_ for child in children(noun, "amod", "compound", "nmod")}
        acts = {word.lower_ for word in noun.subtree if word.i > noun.i}
        ordered = noun.lower_ == "departure" and words & {
            "ordered",
            "authorized",
            "authorised",
            "voluntary",
            "mandatory",
        }
        orders = noun.lower_ in (
            "order",
            "orders",
            "warning",
            "warnings",
            "notice",
            "alert",
            "alerts",
            "evacuation",
        ) and (
            words & {"evacuation", "mandatory", "departure", "voluntary", "pre-evacuation"}
            or noun.lower_ == "evacuation"
            or acts & {"leave", "go", "evacuate"}
        )
        if not (ordered or orders) or negated(verb) or conditional(verb):
            continue
        status = Status.ORDERED
        if words & {"authorized", "authorised"}:
            status = Status.AUTHORIZED
        elif noun.lower_ in ("warning", "warnings", "alert", "alerts") or words & {"voluntary"}:
            status = Status.ADVISED
        who = subject(verb)
        if who is None:
            return None
        if ordered:
            people = [People(who, Group.DIPLOMATIC_STAFF, int(who.idx), int(who.idx) + len(who.text), None, True)]
            return _state(
                view,
                noun,
                "ordered departure",
                status,
                people,
                [who],
                [place for _, place in prepositions(who) if view.mention(place)],
                [],
                0.8,
            )
        people = [each for each in view.people(who) if each.group is not Group.CITIZENS] or [
            People(who, Group.RESIDENTS, int(who.idx), int(who.idx) + len(who.text), None, True)
        ]
        places = [each for each in conjuncts(who) if (m := view.mention(each)) is not None and m.kind == "place"]
        origins = places + [
            place
            for preposition, place in [*prepositions(who), *pairs, *prepositions(noun)]
            if preposition in ("in", "of", "for", "at", "across") and view.mention(place)
        ]
        return _state(view, noun, "under orders", status, people, [], origins, [], 0.8)
    return None


def _sheltered(view: View, verb: Token) -> Statement | None:
    if "house" not in view.lexicon.verb(verb.lower_):
        return None
    if lemma(verb, view.lexicon) == "shelter" and not is_passive(verb):
        return None
    people = [each for thing in objects(verb) for each in view.people(thing)]
    places = [noun for preposition, noun in prepositions(verb) if preposition in ("at", "in", "inside")]
    if not people or not places or negated(verb) or conditional(verb) or particles(verb) & {"in-place"}:
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if own not in (Status.COMPLETED, Status.UNDER_WAY) or not is_passive(verb):
        return None
    if any(each.group is Group.REFUGEES for each in people):
        return None
    return _state(
        view,
        verb,
        "sheltered",
        Status.COMPLETED,
        people,
        [],
        [place for each in people for preposition, place in prepositions(each.token) if preposition == "from"],
        places,
        0.45,
    )
