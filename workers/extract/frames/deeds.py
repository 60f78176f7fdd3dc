"""Words that name an evacuation which is denied, stopped or demanded: verbs and nouns of moving people, and what stands for them."""

from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import Token, is_passive, is_verb, lemma, objects, subject
from workers.extract.view import View
from workers.extract.wordsets import wordset

WEAK = wordset("deeds_weak")
"""Verbs of the classes of transport that say too little without people: "make", "set", "get"."""

MISSIONS = wordset("deeds_missions")
"""What marks a flight or convoy as one that takes people out of danger."""

STEPS = wordset("deeds_steps")
"""Nouns that point back to a deed told before: "such a step"."""

NOUNS = frozenset(("retreat", "withdrawal", "departure", "pull-out", "exodus", "removal", "relocation", "transfer"))


def is_deed(view: View, word: Token) -> bool:
    """Whether a verb or noun names the leaving or taking out of people."""
    if is_verb(word):
        base = lemma(word, view.lexicon)
        classes = view.lexicon.verb(word.lower_)
        if "evacuate" in classes or base in ("leave", "depart", "withdraw", "relocate"):
            return bool(word.dep_ != "amod") and not _leaves_other(view, word, base)
        if "close" in classes and base in ("close", "shut", "suspend"):
            return any("post" in view.classes(thing) for thing in objects(word))
        if classes & {"convey", "provide"} and base not in WEAK:
            return any(_someone(view, thing) or is_vehicle(view, thing) for thing in objects(word))
        return base in ("move", "take", "get", "order", "put", "lay", "run") and any(
            _someone(view, thing) or (base in ("put", "lay", "run") and is_vehicle(view, thing))
            for thing in objects(word)
        )
    if word.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return False
    if word.dep_ in ("compound", "amod") and word.head.i > word.i and not is_vehicle(view, word.head):
        return False
    if "evacuation" in view.lexicon.noun(word.lower_):
        return True
    if word.lower_ in NOUNS:
        return bool(
            word.lower_ in ("withdrawal", "departure", "exodus", "pull-out")
            or any(view.people(noun) for _, noun in prepositions(word))
        )
    return is_vehicle(view, word) and mission(view, word)


def _someone(view: View, thing: Token) -> bool:
    return thing.lower_ in ("them", "us") or bool(view.people(thing))


def _leaves_other(view: View, verb: Token, base: str) -> bool:
    """Whether it is something else than a place that is left: an office, a party, a job."""
    if base not in ("leave", "depart") or is_passive(verb):
        return False
    things = objects(verb)
    return bool(things) and not any(
        view.mention(thing) is not None
        or thing.pos_ == "PROPN"
        or (view.classes(thing) & {"building", "danger", "post", "organisation_site"} and thing.lower_ != "office")
        for thing in things
    )


def mission(view: View, vehicle: Token) -> bool:
    """Whether a flight or convoy is told to be one that takes people out."""
    words = {child.lower_ for child in vehicle.children}
    fetching = [child for child in vehicle.children if child.dep_ in ("acl", "relcl") and is_verb(child)]
    return (
        bool(words & MISSIONS)
        or any(preposition == "for" and view.people(noun) for preposition, noun in prepositions(vehicle))
        or any(
            "convey" in view.lexicon.verb(child.lower_)
            and any(view.people(thing) or thing.lower_ == "them" for thing in objects(child))
            for child in fetching
        )
    )


def is_pronoun_deed(token: Token) -> bool:
    """Whether a word points back to a deed told before: "ruled one out", "such a step"."""
    return token.lower_ in ("one", "it", "that", "this", "so") or token.lower_ in STEPS


def deed_in(view: View, noun: Token) -> Token | None:
    """Return the deed that stands below a noun ("a plea to move patients"), None where there is none."""
    return next((word for word in noun.subtree if word.i > noun.i and is_deed(view, word)), None)


def about(view: View, deed: Token, above: Token) -> tuple[list[People], list[tuple[str, Token]]]:
    """Return whom a deed would take and the (preposition, noun) pairs that tell from where and to where."""
    pairs = [*prepositions(deed), *prepositions(above), *(all_ways(deed) if is_verb(deed) else ())]
    people = [each for thing in objects(deed) for each in view.people(thing)] if is_verb(deed) else []
    if not people and is_verb(deed):
        pairs += [pair for thing in objects(deed) for pair in prepositions(thing)]
    if not people:
        people = [each for preposition, thing in pairs if preposition in ("for", "of") for each in view.people(thing)]
    own = subject(deed) if is_verb(deed) else None
    if not people and own is not None and not objects(deed):
        people = list(view.people(own))
    return people, pairs
