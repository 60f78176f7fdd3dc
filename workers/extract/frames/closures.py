"""Diplomatic posts, and the offices of organisations and companies in danger, close or suspend their services."""

from collections.abc import Iterator

from schemas.vocabulary import Status
from workers.extract.frames.posts import FRONTS, RUNNING, is_post, owner_of, post_of, site_of, stated
from workers.extract.frames.setting import body, for_money, no_longer, speakers, threatened
from workers.extract.modality import read, tense
from workers.extract.prepositions import prepositions
from workers.extract.syntax import (
    Token,
    agents,
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
from workers.extract.wordsets import wordset

CLOSED = frozenset(["closed", "shut", "shuttered", "suspended", "dark", "shutters"])
FRONT_VERBS = wordset("closures_front_verbs")
SUSPENSION = wordset("closures_suspension")
"""Nouns of closing: "the closure of the embassy"."""


def find(view: View) -> Iterator[Statement]:
    """Yield the closures, and the refusals to close, that a sentence states."""
    for verb in view.doc:
        statement = None
        if is_verb(verb) or verb.lower_ in CLOSED:
            statement = _closes(view, verb) or _fronts(view, verb) or _not_running(view, verb)
        elif verb.lower_ in SUSPENSION:
            statement = _closure(view, verb)
        if statement is not None:
            yield statement


def _meant_post(view: View, thing: Token) -> Token:
    """The post that "it" takes up in the same sentence: "the embassy is thinly staffed, though it hasn't been closed"."""
    if thing.lower_ not in ("it", "they", "which"):
        return thing
    before = [token for token in view.doc[: thing.i] if is_post(view, token) and token.dep_ != "compound"]
    return before[-1] if before else thing


def _foreign(view: View, post: Token, actors: list[Token]) -> bool:
    """Whether one state does it to another's post: an expulsion, not a closure in danger."""
    owner = owner_of(view, post)
    if owner is None:
        return False
    for actor in actors:
        found = body(view, actor)
        if found is not None and found.resolved and found.actor.country not in (None, owner):
            return True
    return False


def _posts(view: View, verb: Token, base: str, things: list[Token], who: Token | None) -> list[tuple[Token, Token]]:
    """The pairs of what is closed and whose it is."""
    found = [(thing, post) for thing in things if (post := post_of(view, thing)) is not None]
    if not found and base not in ("board", "bar", "vacate", "stop", "abandon"):
        passive = is_passive(verb)
        found = [
            (thing, owner) for thing in things if (owner := site_of(view, thing, None if passive else who)) is not None
        ]
    return found


def _closes(view: View, verb: Token) -> Statement | None:
    base = lemma(verb, view.lexicon)
    given_up = base == "give" and "up" in particles(verb)
    if "close" not in view.lexicon.verb(verb.lower_) and verb.lower_ not in CLOSED and not given_up:
        return None
    passive = is_passive(verb)
    things = objects(verb) if is_verb(verb) else []
    who = subject(verb) if is_verb(verb) else None
    adjective = not is_verb(verb) or (verb.dep_ == "acomp")
    if verb.dep_ in ("acomp", "oprd", "attr", "conj") and is_verb(verb.head) and not things:
        who = subject(verb.head)
        things = [who] if who is not None else []
        adjective = True
    things = [_meant_post(view, thing) for thing in things]
    posts = _posts(view, verb, base, things, who)
    own = who is not None and post_of(view, who) is not None
    if (
        not posts
        and who is not None
        and own
        and base in ("close", "shut", "fold", "cease", "suspend")
        and (not objects(verb) or any(thing.lower_ in ("operations", "work", "services") for thing in objects(verb)))
    ):
        posts = [(each, each) for each in conjuncts(who) if post_of(view, each) is not None] or [(who, who)]
        passive = True
    if (
        not posts
        or for_money(view)
        or (base in ("vacate", "abandon", "halt", "interrupt") and not view.context.diplomatic)
    ):
        return None
    status, words = _status(view, verb, adjective=adjective, passive=passive)
    if status is None:
        return None
    actors = agents(verb) if passive or adjective else conjuncts(who) if who is not None and who not in things else []
    actors = actors or _commander(view, verb) or _announcers(view, verb, posts[0])
    if actors and _foreign(view, posts[0][0], actors):
        return None
    return stated(view, posts[0][0], verb, words, status, "closure", actors or [posts[0][1]], 0.8)


def _commander(view: View, verb: Token) -> list[Token]:
    """Who told the post to close: "Nairobi ordered its mission to close"."""
    for governor in governors(verb):
        if is_verb(governor) and "order" in view.lexicon.verb(governor.lower_) and not is_passive(governor):
            who = subject(governor)
            return conjuncts(who) if who is not None else []
    return []


def _announcers(view: View, verb: Token, pair: tuple[Token, Token]) -> list[Token]:
    """Who says that a post without a named owner closes: "the visa counters will not operate, the State Department said"."""
    if owner_of(view, pair[0]) is not None or owner_of(view, pair[1]) is not None:
        return []
    return [each for each in speakers(view, verb) if (found := body(view, each)) is not None and found.resolved]


def _status(view: View, verb: Token, *, adjective: bool, passive: bool) -> tuple[Status | None, tuple[int, int]]:
    head = verb.head if adjective and is_verb(verb.head) else verb
    reading = read(head, view.lexicon, title=view.sentence.part == "title", leaving=False)
    words = reading.words or (int(verb.idx), int(verb.idx) + len(verb.text))
    status = reading.status
    if status is None and reading.why == "negated":
        return Status.RULED_OUT, words
    if status is Status.AUTHORIZED:
        return None, words
    if status is Status.UNDER_WAY and (
        adjective
        or (passive and children(verb, "auxpass") and "being" not in {child.lower_ for child in verb.children})
    ):
        status = Status.COMPLETED
    return status, words


def _fronts(view: View, verb: Token) -> Statement | None:
    """A post closes by its doors: "closed its doors", "has drawn the shutters", "pulled down the blinds", "lowered its flag"."""
    base = lemma(verb, view.lexicon)
    who = subject(verb)
    if base not in FRONT_VERBS or who is None or is_passive(verb):
        return None
    if not any(thing.lower_ in FRONTS for thing in objects(verb)) or for_money(view) or not threatened(view):
        return None
    subjects = [each for each in conjuncts(who) if post_of(view, each) is not None]
    if not subjects and any(_at_post(view, thing) for thing in objects(verb)):
        subjects = conjuncts(who)
    if not subjects:
        return None
    status, words = _status(view, verb, adjective=False, passive=False)
    if status is None:
        return None
    return stated(view, who, verb, words, status, "closure", subjects[:1], 0.75)


def _at_post(view: View, front: Token) -> bool:
    """Whether doors or shutters are told to be a post's: "the shutters at its embassy"."""
    near = [noun for _, noun in [*prepositions(front), *prepositions(front.head)]]
    return any(is_post(view, word) for word in [*near, *children(front, "poss", "compound")])


def _not_running(view: View, verb: Token) -> Statement | None:
    """A post does not work: "visa counters will not operate", "the consulate is no longer functioning", "is not open"."""
    base = lemma(verb, view.lexicon)
    who = subject(verb)
    if who is None or is_passive(verb):
        return None
    post = post_of(view, who)
    if post is None or for_money(view):
        return None
    no = negated(verb) or no_longer(verb)
    states = {child.lower_ for child in children(verb, "acomp", "prep", "advmod", "prt", "attr")}
    idle = base in RUNNING and not objects(verb) and no
    shut = base == "be" and bool(states & {"open", "operational", "functioning"}) and no
    dark = base in ("go", "fall", "be") and bool(states & {"dark", "offline"}) and not no
    if not (idle or shut or dark):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if own is Status.AUTHORIZED:
        return None
    status = Status.COMPLETED if own is not Status.PLANNED else Status.PLANNED
    words = int(verb.idx), int(verb.idx) + len(verb.text)
    return stated(view, who, verb, words, status, "closure", _announcers(view, verb, (who, post)) or [post], 0.65)


def _closure(view: View, noun: Token) -> Statement | None:
    """The closure as a noun: "announced the temporary closure of its embassy", "ordered the suspension of consular services"."""
    inside = [thing for preposition, thing in prepositions(noun) if preposition in ("of", "at", "to")]
    posts = [(thing, post) for thing in inside if (post := post_of(view, thing)) is not None]
    posts += [(child, child) for child in children(noun, "compound") if post_of(view, child) is not None]
    verb = next((g for g in governors(noun) if is_verb(g)), None)
    if not posts or verb is None or for_money(view) or not threatened(view) or negated(noun):
        return None
    classes = view.lexicon.verb(verb.lower_)
    base = lemma(verb, view.lexicon)
    own = tense(verb, title=view.sentence.part == "title")
    as_object = noun.dep_ in ("dobj", "nsubjpass", "pobj", "conj")
    if not as_object or own is Status.AUTHORIZED:
        return None
    if "refuse" in classes or (negated(verb) and (classes & {"plan", "order"} or own is Status.PLANNED)):
        status = Status.RULED_OUT
    elif negated(verb):
        return None
    elif "order" in classes:
        status = Status.ORDERED
    elif base in ("announce", "confirm", "report", "declare", "say") or "begin" in classes or "finish" in classes:
        status = Status.COMPLETED
    elif "plan" in classes:
        status = Status.PLANNED
    else:
        return None
    who = None if is_passive(verb) else subject(verb)
    actors = conjuncts(who) if who is not None else speakers(view, verb)
    words = int(verb.idx), int(verb.idx) + len(verb.text)
    return stated(view, posts[0][0], noun, words, status, "closure", actors or [posts[0][1]], 0.7)
