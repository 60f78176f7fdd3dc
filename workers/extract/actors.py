"""Who acts: the words of a subject, agent, possessive or adjective resolved to a state, an authority or a body, by the article itself."""

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract import earlier, named, whose
from workers.extract.groups import phrase_classes
from workers.extract.naming import DIPLOMATIC_HEADS, ROLES, Acting, country_actor, proper, seat, tidy
from workers.extract.syntax import Token, children, conjuncts, governors, is_verb, noun_span, subject
from workers.extract.view import View
from workers.extract.wordsets import wordset

PRONOUNS = wordset("actors_pronouns")
GOVERNING = frozenset(
    ("government", "president", "minister", "ministry", "authorities", "cabinet", "administration", "state", "king")
)
"""Nouns that without a name mean the endangered country's own government."""

ORGANISATIONS = frozenset(("agency", "charity", "group", "organisation", "organization", "body"))
"""Nouns that take up an organisation named before."""


def resolve(token: Token, view: View) -> list[Acting]:
    """Return who a noun stands for: usually one, several for "the embassies of the US and Britain", none where it names no actor."""
    start, end = noun_span(token)
    span = (start, end)
    if token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "SCONJ"):
        above = _above(token)
        if above is not None:
            return [each for noun in conjuncts(above) for each in resolve(noun, view)]
        if token.lower_ in ("he", "she", "him", "her"):
            return []
        source = earlier.issuer(view) if token.lower_ == "we" else None
        found = source or earlier.recent(view, int(token.idx), pronoun=token.lower_)
        return [found] if found else []
    classes, _phrase = phrase_classes(token, view.lexicon)
    roles = _roles(token, view, classes)
    titled = named.titled(token, view)
    if titled is not None:
        return titled
    body = named.body(token, view, start, end)
    if body is not None:
        return [Acting(body, span, True)]
    own = whose.mentions(token, view, start, end)
    if "vehicle" in classes and not any(
        m.kind in ("demonym", "office") or m.place.feature in ("country", "capital") for m in own
    ):
        return []
    told = whose.by_place(token, view, own, roles, span) if own else None
    return told if told is not None else _unnamed(token, view, roles, span)


def _above(pronoun: Token) -> Token | None:
    """Who "they" in "X said they would" and "we" in a quotation are: the subject of the verb of speech above."""
    verb = pronoun.head
    if not is_verb(verb):
        return None
    for governor in governors(verb):
        if is_verb(governor):
            who = subject(governor)
            if who is not None and who.i != pronoun.i and who.pos_ != "PRON":
                return who
    return None


def _roles(token: Token, view: View, classes: frozenset[str]) -> list[ActorKind]:
    """The kinds of actor a noun can be, likeliest first: by its own class, its modifiers and the words around it."""
    found = [kind for name, kind in ROLES if name in classes]
    for word in token.subtree:
        if (word.i < token.i and word.dep_ in ("compound", "amod", "nmod", "poss")) or (
            word.dep_ == "appos" and word.head == token
        ):
            inner = phrase_classes(word, view.lexicon)[0]
            found += [kind for name, kind in ROLES if name in inner and kind not in found]
    if {"vehicle"} & classes and not found:
        words = {word.lower_ for word in token.subtree}
        found.append(
            ActorKind.MILITARY
            if words & {"military", "navy", "naval", "army", "air", "force", "marine", "raf", "luftwaffe", "warship"}
            else ActorKind.GOVERNMENT
        )
    words = {word.lower_ for word in token.subtree if abs(word.i - token.i) < 6}
    if words & {"military", "navy", "army", "marines", "naval", "soldiers", "troops", "gunships"} or (
        "air" in words and "force" in words
    ):
        found.insert(0, ActorKind.MILITARY)
    return found


def _unnamed(token: Token, view: View, roles: list[ActorKind], span: tuple[int, int]) -> list[Acting]:
    """Whom a noun without a state or town in its words stands for, by its kind and what the article tells elsewhere."""
    if not roles:
        if token.pos_ != "PROPN":
            return []
        governed = seat(view, token.text)
        if governed is not None:
            return [Acting(country_actor(governed), span, True)]
        return named.proper_name(token, view, span)
    sending = _sending_state(token, view, roles, span)
    if sending is not None:
        return [sending]
    if roles[0] is ActorKind.MILITARY and view.context.crisis:
        return [Acting(country_actor(view.context.crisis, ActorKind.MILITARY), span, False)]
    if ActorKind.LOCAL_AUTHORITY in roles:
        return [_local_authority(token, view, span)]
    if ActorKind.GOVERNMENT in roles:
        return _government(token, view, span)
    return [_enterprise(token, view, roles[0], span)]


def _sending_state(token: Token, view: View, roles: list[ActorKind], span: tuple[int, int]) -> Acting | None:
    """The state whose post, ministry or forces act abroad: told by the source, the sentences before or the article."""
    military = roles[0] is ActorKind.MILITARY
    diplomatic_head = token.lower_ in DIPLOMATIC_HEADS or any(
        word.lower_ in DIPLOMATIC_HEADS or word.lower_ == "foreign" for word in token.subtree if word.i < token.i
    )
    if not (
        view.context.diplomatic
        and (ActorKind.GOVERNMENT in roles or military)
        and (diplomatic_head or ActorKind.LOCAL_AUTHORITY not in roles or military)
    ):
        return None
    recent = earlier.issuer(view) or earlier.recent(view, int(token.idx)) or earlier.of_article(view)
    if (
        recent is None
        or not recent.actor.country
        or recent.actor.kind not in (ActorKind.GOVERNMENT, ActorKind.MILITARY)
    ):
        return None
    kind = ActorKind.MILITARY if military else ActorKind.GOVERNMENT
    return Acting(country_actor(recent.actor.country, kind), span, False)


def _local_authority(token: Token, view: View, span: tuple[int, int]) -> Acting:
    """An authority of the endangered country by its own name, else by the one named before it: "officials", "the county"."""
    name = tidy(view.doc.text[span[0] : span[1]])
    if token.pos_ != "PROPN" or len(name.split()) < 2:
        local = earlier.recent_local(view, int(token.idx), token.lower_)
        name = local if local is not None else name
    actor = Actor(name=name[:1].upper() + name[1:], country=view.context.crisis, kind=ActorKind.LOCAL_AUTHORITY)
    return Acting(actor, span, False)


def _government(token: Token, view: View, span: tuple[int, int]) -> list[Acting]:
    """The government of who speaks, the endangered country's, or the one named last."""
    crisis = view.context.crisis
    speaker = _above(token)
    told = view.mention(speaker) if speaker is not None else None
    if told is not None and told.place.feature == "country" and told.place.country != crisis:
        return [Acting(country_actor(told.place.country), span, False)]
    if crisis and token.lower_ in GOVERNING:
        return [Acting(country_actor(crisis), span, False)]
    recent = earlier.recent(view, int(token.idx))
    return [recent] if recent is not None else []


def _enterprise(token: Token, view: View, kind: ActorKind, span: tuple[int, int]) -> Acting:
    """A company, organisation or government body without a country, by its own name or the one told beside or before it."""
    if token.pos_ == "PROPN":
        return Acting(Actor(name=tidy(proper(token)), country=None, kind=kind), span, True)
    if kind is ActorKind.COMPANY:
        name = earlier.recent_company(view, int(token.idx))
    else:
        apposed = next((child for child in children(token, "appos") if child.text[:1].isupper()), None)
        name = proper(apposed) if apposed is not None else None
        if name is None and token.lower_ in ORGANISATIONS:
            name = earlier.recent_company(view, int(token.idx))
    return Acting(Actor(name=name or tidy(view.doc.text[span[0] : span[1]]), country=None, kind=kind), span, False)
