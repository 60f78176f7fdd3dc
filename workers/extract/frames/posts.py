"""Which nouns are diplomatic posts, or the offices of organisations and companies in danger, whose they are, and what is stated of them."""

from schemas.vocabulary import Action, ActorKind, Group, Status
from workers.extract.frames.common import split_places
from workers.extract.frames.setting import body, leaving
from workers.extract.groups import People
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, children, conjuncts
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

FRONTS = wordset("posts_fronts")
"""Parts of a house whose closing closes it: "drew the shutters"."""

RUNNING = wordset("posts_running")
"""Verbs of a post at work."""

SITES = wordset("posts_sites")
"""What an organisation or a company has at a place and closes there."""


def post_of(view: View, token: Token) -> Token | None:
    """Return the diplomatic post that a noun names or belongs to: the embassy, consular services, visa counters at the embassy."""
    if is_post(view, token):
        return token
    classes = view.classes(token)
    if classes & {"service", "organisation_site"} or token.lower_ in FRONTS | {"section", "sections"}:
        for word in token.subtree:
            if (
                word != token
                and abs(word.i - token.i) < 9
                and (is_post(view, word) or word.lower_ in ("consular", "visa", "embassy", "diplomatic", "passport"))
            ):
                return word if is_post(view, word) else token
    return None


def is_post(view: View, token: Token) -> bool:
    """Whether a noun itself names a diplomatic post."""
    if "post" not in view.classes(token):
        return False
    if token.lower_ in ("mission", "missions", "post", "posts", "delegation", "representation"):
        return view.context.diplomatic and token.dep_ != "compound"
    return True


def site_of(view: View, thing: Token, who: Token | None) -> Token | None:
    """Return whose site or work a noun is, where it is an organisation's or a company's in a story of danger; else None."""
    if thing.lower_ not in SITES or not leaving(view):
        return None
    owners = [child for child in children(thing, "poss", "compound", "nmod") if child.i < thing.i]
    named = [owner for owner in owners if owner.lower_ not in ("its", "their", "our", "his", "her", "all")]
    for owner in [*named, *([who] if who is not None and who != thing else [])]:
        found = body(view, owner)
        if (
            found is not None
            and found.actor.kind in (ActorKind.ORGANIZATION, ActorKind.COMPANY)
            and not view.classes(owner) & {"building", "group_residents"}
        ):
            return owner
    return None


def stated(
    view: View,
    post: Token,
    verb: Token,
    words: tuple[int, int],
    status: Status,
    action: str,
    actors: list[Token],
    weight: float,
) -> Statement:
    """Return the statement that something is done to a post, with the places its words and the verb's tell."""
    pairs = [*prepositions(post), *prepositions(verb)]
    start, end = int(post.idx), int(post.idx) + len(post.text)
    owner = owner_of(view, post)
    origins = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "from", "of")
        and (m := view.mention(noun)) is not None
        and m.kind == "place"
        and (m.place.country != owner or m.place.country == view.context.crisis)
    ]
    for each in conjuncts(post):
        origins += [
            child
            for child in children(each, "compound", "nmod")
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
        destinations if action == Action.RELOCATION else [],
        not actors,
        weight,
    )


def owner_of(view: View, post: Token) -> str | None:
    """Return the country whose post it is by the words before it, None where they do not say."""
    for word in post.subtree:
        mention = view.mention(word)
        if (
            mention is not None
            and word.i < post.i
            and (mention.kind in ("demonym", "office") or mention.place.feature == "country")
        ):
            return mention.place.country
    return None
