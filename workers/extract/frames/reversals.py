"""What was ordered or shut is undone: orders are lifted, the all-clear is given, posts and buildings reopen."""

import re
from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.context import Context
from workers.extract.frames.common import split_places, unique, verb_actors
from workers.extract.frames.posts import post_of
from workers.extract.frames.returns import residents, returned
from workers.extract.frames.setting import for_money, leaving
from workers.extract.groups import People
from workers.extract.modality import read, tense
from workers.extract.once import in_body, once
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, children, conjuncts, is_passive, is_verb, lemma, negated, objects, subject
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

EVACUATED = re.compile("evacuat", re.IGNORECASE)
LIFTABLE = wordset("reversals_liftable")
WARNINGS = wordset("reversals_warnings")
BANS = wordset("reversals_bans")
REOPENING = wordset("reversals_reopening")


def find(view: View) -> Iterator[Statement]:
    """Yield the lifted orders and the reopenings that a sentence states."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _lifted(view, verb) or _all_clear(view, verb) or _reopened(view, verb) or _site_reopened(view, verb)
        if statement is not None:
            yield statement


def _lifted(view: View, verb: Token) -> Statement | None:
    things = objects(verb)
    base = lemma(verb, view.lexicon)
    eased = base in ("stand", "take", "reduce", "shrink", "scale", "cut") and any(
        thing.lower_ in ("cordon", "cordons", "zone", "perimeter") for thing in things
    )
    if "lift" not in view.lexicon.verb(verb.lower_) and not eased:
        return None
    if not things and base in ("expire", "end", "lapse") and (who := subject(verb)) is not None:
        things = [who]
    fit = [
        thing
        for thing in things
        if thing.lower_ in LIFTABLE
        or (
            thing.lower_ in BANS
            and leaving(view)
            and {word.lower_ for word in thing.subtree}
            & {"living", "residence", "entry", "return", "exclusion", "no-go", "evacuation", "danger"}
        )
        or (
            thing.lower_ in WARNINGS
            and any(word.lower_ in ("evacuation", "evacuate", "mandatory") for word in thing.subtree)
        )
    ]
    fit = [
        thing
        for thing in fit
        if thing.lower_ not in ("evacuation", "evacuations") or base in ("lift", "cancel", "rescind", "revoke", "end")
    ]
    if not fit or not _about_evacuation(view, fit[0]):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None:
        return None
    if base in ("downgrade", "ease", "relax") and not any(
        noun.lower_ in ("warning", "advisory", "alert") for _, noun in prepositions(verb)
    ):
        return None
    actors, agentless = verb_actors(verb) if is_passive(verb) or base not in ("expire", "lapse") else ([], True)
    pairs = [*prepositions(verb), *(pair for thing in fit for pair in prepositions(thing))]
    people = [
        each for preposition, noun in pairs if preposition in ("for", "on", "affecting") for each in view.people(noun)
    ]
    origins = [
        noun
        for preposition, noun in pairs
        if preposition in ("for", "in", "on", "around", "across", "from", "at")
        and (view.mention(noun) or view.classes(noun) & {"building"})
    ]
    status = Status.AUTHORIZED if reading.status in (Status.UNDER_WAY, Status.COMPLETED) else reading.status
    return Statement(
        "lifted",
        verb,
        "return",
        status.value,
        reading.words,
        [actor for actor in actors if actor not in fit],
        unique(people) or residents(view, fit[0]),
        origins,
        [],
        agentless,
        0.8,
    )


def _about_evacuation(view: View, thing: Token) -> bool:
    words = {word.lower_ for word in thing.subtree}
    if words & {"evacuation", "evacuate", "departure", "leave", "mandatory", "evacuations", "cordon", "cordons"}:
        return True
    return _told_of_one(view.context)


@once
def _told_of_one(context: Context) -> bool:
    """Whether the article tells anywhere of people who are made to leave."""
    article = (context.text + (context.story.article.title or "")).lower()
    return any(
        stem in article
        for stem in ("evacuat", "to leave", "told to go", "ordered out", "cleared", "emptied", "order to leave")
    )


def _all_clear(view: View, verb: Token) -> Statement | None:
    """The all-clear is given in a story of people who left."""
    if lemma(verb, view.lexicon) not in ("give", "sound", "issue", "get", "receive", "declare", "announce"):
        return None
    things = [*objects(verb), *([who] if (who := subject(verb)) is not None else [])]
    clear = next(
        (thing for thing in things if any(w.lower_ in ("all-clear", "clear") for w in (thing, *thing.children))), None
    )
    if clear is None or not leaving(view) or not any("all" in w.lower_ for w in (clear, *clear.children)):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if negated(verb) or own not in (Status.COMPLETED, Status.UNDER_WAY):
        return None
    actors, _ = verb_actors(verb)
    people = [
        each for _, noun in [*prepositions(verb), *prepositions(clear)] for each in view.people(noun)
    ] or residents(view, clear)
    acting = [actor for actor in actors if actor != clear and not view.people(actor)]
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return returned(view, verb, Status.AUTHORIZED, words, people, acting, not acting, [verb])


def _reopened(view: View, verb: Token) -> Statement | None:
    if "reopen" not in view.lexicon.verb(verb.lower_) or (
        "comeback" in view.lexicon.verb(verb.lower_) and lemma(verb, view.lexicon) != "reopen"
    ):
        return None
    base = lemma(verb, view.lexicon)
    things = objects(verb)
    who = subject(verb)
    post = next((thing for thing in things if post_of(view, thing) is not None), None)
    own = who is not None and post_of(view, who) is not None
    if post is None and not own:
        return None
    if (
        base in ("resume", "restart", "restore")
        and post is None
        and not any(
            thing.lower_ in ("work", "operations", "services", "activities", "functions", "visa") for thing in things
        )
    ):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status in (None, Status.AUTHORIZED):
        return None
    subject_actor = conjuncts(who) if who is not None and not is_passive(verb) else []
    target: Token = post if post is not None else who
    pairs = [*prepositions(verb), *prepositions(target)]
    places = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "from") and (m := view.mention(noun)) is not None and m.kind == "place"
    ]
    places += [
        child
        for child in children(target, "compound", "nmod")
        if (m := view.mention(child)) is not None and m.place.feature not in ("country",)
    ]
    return Statement(
        "reopened",
        verb,
        "return",
        reading.status.value,
        reading.words,
        subject_actor or [target],
        [People(target, Group.DIPLOMATIC_STAFF, int(target.idx), int(target.idx) + len(target.text), None, True)],
        places,
        split_places(view, [])[1],
        False,
        0.75,
    )


def _site_reopened(view: View, verb: Token) -> Statement | None:
    """A building that was emptied opens again: "the doors reopened at six", "the station was reopened"."""
    if lemma(verb, view.lexicon) not in ("reopen", "re-open") or negated(verb):
        return None
    if not in_body(view.context, EVACUATED) or for_money(view):
        return None
    things = objects(verb) if is_passive(verb) or objects(verb) else []
    who = subject(verb)
    things = things or ([who] if who is not None else [])
    site = next((thing for thing in things if thing.lower_ in REOPENING), None)
    if site is None:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status not in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED):
        return None
    people = residents(
        view, site, Group.STUDENTS if site.lower_ in ("school", "schools", "campus") else Group.UNSPECIFIED
    )
    return returned(view, verb, reading.status, reading.words, people, [], True, [verb])
