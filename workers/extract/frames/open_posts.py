"""Posts stay open or go on working: "the embassy remains open", "maintains its consular services"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import states_of, words_of
from workers.extract.frames.posts import RUNNING, post_of, stated
from workers.extract.frames.setting import for_money, is_body, no_longer, threatened
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
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

OPEN = wordset("open_posts_open")
NORMAL = wordset("open_posts_normal")
SERVICE = wordset("open_posts_service")


def find(view: View) -> Iterator[Statement]:
    """Yield the posts that a sentence says stay open."""
    for verb in view.doc:
        if not is_verb(verb) or conditional(verb):
            continue
        statement = _open(view, verb) or _kept_open(view, verb)
        if statement is not None:
            yield statement


def _open(view: View, verb: Token) -> Statement | None:
    """A post stays open or goes on working."""
    who = subject(verb)
    if who is None or negated(verb) or no_longer(verb):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if own not in (Status.PLANNED, Status.UNDER_WAY, None) and not (own is Status.COMPLETED and _past(verb)):
        return None
    base = lemma(verb, view.lexicon)
    states = states_of(verb)
    post = post_of(view, who)
    if post is None:
        state = view.mention(who)
        if (
            state is None
            or base not in ("stay", "remain", "keep")
            or "open" not in states
            or not view.context.diplomatic
            or state.place.country == view.context.crisis
        ):
            return None
        people = [People(who, Group.UNSPECIFIED, int(who.idx), int(who.idx) + len(who.text), None, True)]
        return Statement(
            "stays", verb, "closure", Status.RULED_OUT.value, words_of(verb), [who], people, [], [], False, 0.5
        )
    going_on = any(
        lemma(g, view.lexicon) in ("continue", "keep", "go") and not negated(g) for g in governors(verb) if is_verb(g)
    )
    if base in ("stay", "remain", "keep"):
        fits = bool(states & OPEN)
    elif base == "be":
        fits = bool(states & OPEN) and bool(
            {"still", "fully", "normally"} & {word.lower_ for word in verb.subtree if abs(word.i - verb.i) < 5}
        )
    elif base in RUNNING:
        elsewhere = any(preposition in ("from", "out of") for preposition, _ in prepositions(verb))
        plain = base in ("operate", "function", "run") and not objects(verb)
        usual = going_on or bool(states & NORMAL)
        fits = not elsewhere and not is_passive(verb) and (usual or plain) and not children(verb, "xcomp", "dobj")
    elif base == "continue":
        fits = not children(verb, "xcomp", "ccomp") and (bool(states & NORMAL) or _serves(view, verb))
    else:
        fits = False
    if not fits or for_money(view) or not threatened(view):
        return None
    return stated(view, who, verb, words_of(verb), Status.RULED_OUT, "closure", [post], 0.7)


def _past(verb: Token) -> bool:
    return bool(verb.tag_ == "VBD")


def _serves(view: View, verb: Token) -> bool:
    return any(thing.lower_ in SERVICE for thing in children(verb, "dobj"))


def _kept_open(view: View, verb: Token) -> Statement | None:
    """Somebody keeps a post open: "is keeping its embassy open", "maintains its consular services"."""
    base = lemma(verb, view.lexicon)
    if base not in ("keep", "maintain", "continue", "hold", "leave") or negated(verb) or is_passive(verb):
        return None
    who = subject(verb)
    if who is None:
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if own in (Status.AUTHORIZED, Status.COMPLETED) and not _past(verb):
        return None
    inner = [child for child in children(verb, "ccomp", "xcomp") if child.pos_ in ("ADJ", "VERB", "ADV")]
    things = objects(verb) + [thing for child in inner for thing in children(child, "nsubj")]
    opened = bool((states_of(verb) | {child.lower_ for thing in things for child in thing.children}) & OPEN)
    post = next((thing for thing in things if post_of(view, thing) is not None), None)
    own_post = post_of(view, who)
    doors = any(thing.lower_ in ("doors", "door", "flag") for thing in things)
    service = any(thing.lower_ in SERVICE for thing in things)
    if post is not None and (opened or (service and base in ("maintain", "continue"))):
        target = post
    elif (own_post is not None or (view.context.diplomatic and is_body(view, who))) and (
        (opened and doors) or (own_post is not None and service and base in ("keep", "maintain", "continue"))
    ):
        target = who
    else:
        return None
    if for_money(view) or not threatened(view):
        return None
    return stated(view, target, verb, words_of(verb), Status.RULED_OUT, "closure", conjuncts(who), 0.65)
