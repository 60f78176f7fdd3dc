"""Diplomatic posts and operations: they close, move, or stay where they are."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.groups import People
from workers.extract.modality import read, tense
from workers.extract.syntax import (
    Token,
    agents,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    prepositions,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

MOVING = wordset("posts_moving")
RUNNING = wordset("posts_running")
OPERATIONS = wordset("posts_operations")
CLOSED = frozenset(["closed", "shut", "shuttered", "suspended", "dark", "shutters"])
OPEN = wordset("posts_open")
NEVER_CLOSED = wordset("posts_never_closed")


def find(view: View) -> Iterator[Statement]:
    """Yield the closures, moves and refusals to close or leave that a sentence states."""
    for verb in view.doc:
        if not (is_verb(verb) or verb.lower_ in CLOSED):
            continue
        statement = _stays(view, verb) or _moves(view, verb) or _closes(view, verb)
        if statement is not None:
            yield statement


def post_of(view: View, token: Token) -> Token | None:
    """Return the diplomatic post that a noun names or belongs to: the embassy, consular services, visa counters at the embassy."""
    if _is_post(view, token):
        return token
    classes = view.classes(token)
    if classes & {"service", "organisation_site"} or token.lower_ in (
        "doors",
        "section",
        "sections",
        "window",
        "windows",
        "shutters",
    ):
        for word in token.subtree:
            if (
                word != token
                and abs(word.i - token.i) < 9
                and (_is_post(view, word) or word.lower_ in ("consular", "visa", "embassy", "diplomatic", "passport"))
            ):
                return word if _is_post(view, word) else token
    return None


def _is_post(view: View, token: Token) -> bool:
    if "post" not in view.classes(token):
        return False
    if token.lower_ in ("mission", "missions", "post", "posts", "delegation", "representation"):
        return view.context.diplomatic and token.dep_ != "compound"
    return True


def _state(
    view: View,
    post: Token,
    verb: Token,
    words: tuple[int, int],
    status: Status,
    action: str,
    actors: list[Token],
    weight: float,
) -> Statement:
    pairs = [*prepositions(post), *prepositions(verb)]
    start, end = int(post.idx), int(post.idx) + len(post.text)
    origins = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "from", "of")
        and (m := view.mention(noun)) is not None
        and m.kind == "place"
        and m.place.country != _owner(view, post)
    ]
    origins += [
        child
        for child in children(post, "compound", "nmod")
        if (m := view.mention(child)) is not None and m.kind == "place" and m.place.feature != "country"
    ]
    _, destinations = split_places(view, pairs)
    return Statement(
        "post",
        verb,
        action,
        status.value,
        words,
        actors,
        [People(post, Group.UNSPECIFIED, start, end, None, True)],
        origins,
        destinations if action == "relocation" else [],
        not actors,
        weight,
    )


def _owner(view: View, post: Token) -> str | None:
    for word in post.subtree:
        mention = view.mention(word)
        if (
            mention is not None
            and word.i < post.i
            and (mention.kind in ("demonym", "office") or mention.place.feature == "country")
        ):
            return mention.place.country
    return None


def _closes(view: View, verb: Token) -> Statement | None:
    if "close" not in view.lexicon.verb(verb.lower_) and verb.lower_ not in CLOSED:
        return None
    base = lemma(verb, view.lexicon)
    passive = is_passive(verb)
    things = objects(verb) if is_verb(verb) else []
    who = subject(verb) if is_verb(verb) else None
    adjective = not is_verb(verb) or (verb.dep_ == "acomp")
    if verb.dep_ in ("acomp", "oprd", "attr") and is_verb(verb.head):
        who = subject(verb.head)
        things = things or ([who] if who is not None else [])
        adjective = True
    posts = [(thing, post) for thing in things if (post := post_of(view, thing)) is not None]
    if (
        not posts
        and base in ("close", "shut", "reopen")
        and who is not None
        and post_of(view, who) is not None
        and not objects(verb)
    ):
        posts = [(each, each) for each in conjuncts(who) if post_of(view, each) is not None] or [(who, who)]
        passive = True
    if not posts or (base in ("vacate", "abandon", "halt", "interrupt") and not view.context.diplomatic):
        return None
    head = verb.head if adjective and is_verb(verb.head) else verb
    reading = read(head, view.lexicon, title=view.sentence.part == "title", leaving=False)
    status = reading.status
    if adjective and status is Status.UNDER_WAY:
        status = Status.COMPLETED
    if (
        passive
        and status is Status.UNDER_WAY
        and children(verb, "auxpass") != []
        and "being" not in {child.lower_ for child in verb.children}
    ):
        status = Status.COMPLETED
    if status is None or status is Status.AUTHORIZED:
        return None
    post = posts[0][1]
    actors = agents(verb) if passive or adjective else conjuncts(who) if who is not None and who not in things else []
    if not actors:
        actors = [post]
    return _state(
        view,
        posts[0][0],
        verb,
        reading.words or (int(verb.idx), int(verb.idx) + len(verb.text)),
        status,
        "closure",
        actors,
        0.8,
    )


def _moves(view: View, verb: Token) -> Statement | None:
    base = lemma(verb, view.lexicon)
    if base in MOVING:
        things = [
            thing
            for thing in objects(verb)
            if thing.lower_ in OPERATIONS
            and (post_of(view, thing) or thing.lower_ not in ("staff", "team") or base == "relocate")
        ]
        passive = is_passive(verb)
        who = None if passive else subject(verb)
        if not things and who is not None and post_of(view, who) is not None and not objects(verb):
            things, passive = [who], True
        if not things:
            return None
        destinations = [noun for preposition, noun in prepositions(verb) if preposition in ("to", "into")]
        named = post_of(view, things[0]) is not None
        if not destinations and not (named and base == "relocate"):
            return None
        if not named and not (view.context.diplomatic or any(view.mention(noun) for noun in destinations)):
            return None
        actors = agents(verb) if passive else conjuncts(who) if who is not None else []
        reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
        if reading.status in (None, Status.AUTHORIZED):
            return None
        statement = _state(
            view, things[0], verb, reading.words or (0, 0), reading.status, "relocation", actors or things[:1], 0.8
        )
        people = [each for thing in things for each in view.people(thing)]
        if people:
            statement.people = unique(people)
        return statement
    if base in RUNNING and view.context.diplomatic:
        return _elsewhere(view, verb)
    return None


def _elsewhere(view: View, verb: Token) -> Statement | None:
    """A post works from elsewhere: "embassy functions are being carried out from Port Moresby"."""
    things = [*objects(verb), *([who] if (who := subject(verb)) is not None else [])]
    posts = [thing for thing in things if post_of(view, thing) is not None]
    places = [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in ("from", "out of") and ((view.mention(noun) is not None) or post_of(view, noun) is not None)
    ]
    if not posts or not places:
        return None
    place = places[0]
    inside = [noun for _, noun in prepositions(place) if view.mention(noun)] or [place]
    if (
        (m := view.mention(inside[0])) is not None
        and m.place.country == view.context.crisis
        and m.place.feature == "country"
    ):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None:
        return None
    who = None if is_passive(verb) else subject(verb)
    statement = _state(
        view,
        posts[0],
        verb,
        reading.words or (0, 0),
        reading.status,
        "relocation",
        [who] if who is not None else posts[:1],
        0.6,
    )
    statement.origins = [noun for noun in statement.origins if noun not in inside and noun != place]
    statement.destinations = inside
    return statement


def _stays(view: View, verb: Token) -> Statement | None:
    if not is_verb(verb):
        return None
    base = lemma(verb, view.lexicon)
    if base not in (
        "stay",
        "remain",
        "keep",
        "continue",
        "maintain",
        "function",
        "operate",
        "work",
        "be",
        "leave",
        "retain",
    ):
        return None
    who = subject(verb)
    own = tense(verb, title=view.sentence.part == "title")
    states = {child.lower_ for child in children(verb, "acomp", "advmod", "oprd", "prt", "attr")} | {
        grand.lower_
        for child in children(verb, "ccomp", "xcomp", "dobj")
        for grand in (child, *child.children)
        if grand.pos_ in ("ADJ", "ADV", "VERB")
    }
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    if negated(verb) or own is Status.AUTHORIZED:
        return None
    things = objects(verb)
    if not things and base in ("keep", "leave"):
        things = [child for child in verb.subtree if child.dep_ == "nsubj" and child.head.head == verb]
    if base in ("stay", "remain", "be", "continue", "function", "operate", "work"):
        post = post_of(view, who) if who is not None else None
        goes_on = base == "continue" and any(
            lemma(child, view.lexicon)
            in ("operate", "work", "function", "provide", "run", "serve", "fulfil", "fulfill", "carry")
            for child in children(verb, "xcomp")
            if not any(preposition == "from" for preposition, _ in prepositions(child))
        )
        if post is not None and goes_on:
            return _state(view, who, verb, words, Status.RULED_OUT, "closure", [post], 0.6)
        if post is not None and (
            states & OPEN or (base in ("function", "operate", "work") and own in (Status.UNDER_WAY, Status.PLANNED))
        ):
            if base == "be" and not states & {"still"} and "open" not in states:
                return None
            return _state(view, who, verb, words, Status.RULED_OUT, "closure", [post], 0.7)
        if (
            base == "stay"
            and states & {"open"}
            and who is not None
            and (m := view.mention(who)) is not None
            and view.context.diplomatic
        ):
            return (
                _state(view, who, verb, words, Status.RULED_OUT, "closure", [who], 0.5)
                if m.kind != "nationals"
                else None
            )
    if (
        base in ("keep", "leave", "maintain")
        and things
        and (post := post_of(view, things[0])) is not None
        and (states & OPEN)
    ):
        return _state(
            view,
            things[0],
            verb,
            words,
            Status.RULED_OUT,
            "closure",
            conjuncts(who) if who is not None else [post],
            0.7,
        )
    if (
        base in ("stay", "remain")
        and who is not None
        and not states & OPEN | states & CLOSED | states & {"indoors", "inside", "vigilant", "calm", "alert"}
    ):
        return _people_stay(view, verb, who, own, states, words)
    if base in ("keep", "leave", "retain") and things:
        people = [
            each
            for thing in things
            for each in view.people(thing)
            if each.group in (Group.DIPLOMATIC_STAFF, Group.WORKERS)
        ]
        places = [
            noun
            for preposition, noun in prepositions(verb)
            if preposition in ("in", "at")
            and (view.mention(noun) or view.classes(noun) & {"post", "organisation_site"})
        ]
        if people and places and base != "leave" and who is not None:
            return Statement(
                "stays",
                verb,
                "evacuation",
                Status.RULED_OUT.value,
                words,
                conjuncts(who),
                unique(people),
                places,
                [],
                False,
                0.5,
            )
    return None


def _people_stay(
    view: View, verb: Token, who: Token, own: Status | None, states: set[str], words: tuple[int, int]
) -> Statement | None:
    people = [
        each
        for each in view.people(who)
        if each.group in (Group.DIPLOMATIC_STAFF, Group.MILITARY, Group.WORKERS, Group.DEPENDANTS)
    ]
    places = [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in ("in", "at")
        and (view.mention(noun) or noun.lower_ in ("country", "post", "place", "capital", "city", "desk"))
    ]
    here = (
        bool(places)
        or bool(states & {"put", "on", "there", "where", "behind"})
        or bool(particles(verb) & {"put", "on", "there"})
    )
    if own not in (Status.PLANNED, Status.UNDER_WAY, None) and not here:
        return None
    if not people and who.lower_ == "we" and here:
        start, end = int(who.idx), int(who.idx) + len(who.text)
        people = [
            People(who, Group.DIPLOMATIC_STAFF if view.context.diplomatic else Group.RESIDENTS, start, end, None, True)
        ]
        return (
            Statement("stays", verb, "evacuation", Status.RULED_OUT.value, words, [who], people, places, [], False, 0.4)
            if view.context.diplomatic
            else None
        )
    if not people or own is Status.COMPLETED or not view.context.diplomatic:
        return None
    return Statement(
        "stays",
        verb,
        "evacuation",
        Status.RULED_OUT.value,
        words,
        [people[0].token],
        unique(people),
        places,
        [],
        False,
        0.6,
    )
